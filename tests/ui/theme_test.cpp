#include "ui/theme/theme.h"

#include "ui/theme/sense.h"
#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPalette>
#include <QPushButton>
#include <QStandardItemModel>

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace connectorscope {
namespace {

constexpr Sense senses[] = {Sense::Neutral, Sense::Corrupt, Sense::Blocked,
                            Sense::Server,  Sense::AtRisk,  Sense::Well};

class TokensOf : public testing::TestWithParam<Appearance>
{
};

TEST_P(TokensOf, TextCanBeReadOnEveryBackground)
{
    constexpr double enough = 4.5;
    const Tokens& tokens = tokensOf(GetParam());
    for (const QColor& background : {tokens.background, tokens.rail, tokens.surface, tokens.accentFill}) {
        EXPECT_GE(contrast(tokens.text, background), enough) << background.name().toStdString();
        EXPECT_GE(contrast(tokens.muted, background), enough) << background.name().toStdString();
    }
    EXPECT_GE(contrast(tokens.onAccent, tokens.accent), enough);
    EXPECT_GE(contrast(tokens.accent, tokens.surface), enough);
    EXPECT_GE(contrast(tokens.text, tokens.mark), enough);
    EXPECT_GE(contrast(tokens.disabled, tokens.surface), enough);
    EXPECT_GE(contrast(tokens.disabled, tokens.background), enough);
    EXPECT_NE(tokens.disabled, tokens.text);
    for (const Sense sense : senses) {
        EXPECT_GE(contrast(tokens.of(sense).text, tokens.of(sense).fill), enough) << static_cast<int>(sense);
        EXPECT_GE(contrast(tokens.of(sense).text, tokens.surface), enough) << static_cast<int>(sense);
    }
}

TEST_P(TokensOf, AreKnownAgainByThePaletteOfTheApplication)
{
    Theme theme(*qApp);
    theme.choose(GetParam());
    EXPECT_EQ(currentTokens().appearance, GetParam());
}

TEST_P(TokensOf, FillEveryColourOfTheStyleSheet)
{
    EXPECT_FALSE(styleSheet(tokensOf(GetParam())).contains(QLatin1Char('@')));
}

TEST_P(TokensOf, ColourWhatWasShownBefore)
{
    Theme theme(*qApp);
    theme.choose(GetParam() == Appearance::Light ? Appearance::Dark : Appearance::Light);
    QLabel sign(QStringLiteral("●"));
    setSense(&sign, Sense::Corrupt);
    QPushButton row(QStringLiteral("● No From header"));
    setRole(&row, "row");
    setSense(&row, Sense::AtRisk);
    sign.show();
    row.show();
    theme.choose(GetParam());
    EXPECT_EQ(sign.palette().color(QPalette::WindowText), tokensOf(GetParam()).corrupt.text);
    EXPECT_EQ(row.palette().color(QPalette::ButtonText), tokensOf(GetParam()).atRisk.text);
}

TEST_P(TokensOf, LetPlaceholdersBeRead)
{
    Theme theme(*qApp);
    theme.choose(GetParam());
    QLineEdit field;
    field.setPlaceholderText(QStringLiteral("Search"));
    field.ensurePolished();
    EXPECT_EQ(field.palette().color(QPalette::PlaceholderText), tokensOf(GetParam()).disabled);
    EXPECT_EQ(field.palette().color(QPalette::Text), tokensOf(GetParam()).text);
}

INSTANTIATE_TEST_SUITE_P(EachAppearance, TokensOf,
                         testing::Values(Appearance::Light, Appearance::Dark, Appearance::HighContrast));

TEST(Theme, FollowsTheSystem)
{
    QPalette system;
    const auto look = [&system](QColor window, QColor base, QColor text) {
        system.setColor(QPalette::Window, window);
        system.setColor(QPalette::Base, base);
        system.setColor(QPalette::WindowText, text);
        return appearanceOf(system);
    };
    EXPECT_EQ(look(QColor(0xEFEFEF), Qt::white, Qt::black), Appearance::Light);
    EXPECT_EQ(look(Qt::white, Qt::white, Qt::black), Appearance::Light);
    EXPECT_EQ(look(QColor(0x2B2B2B), QColor(0x1E1E1E), Qt::white), Appearance::Dark);
    EXPECT_EQ(look(Qt::black, Qt::black, Qt::white), Appearance::HighContrast);
}

TEST(Theme, KeepsToWhatWasChosenUntilTheSystemIsChosenAgain)
{
    Theme theme(*qApp);
    const Appearance system = theme.appearance();
    theme.choose(Appearance::Dark);
    QEvent changed(QEvent::ThemeChange);
    QCoreApplication::sendEvent(qApp, &changed);
    QCoreApplication::processEvents();
    EXPECT_EQ(theme.appearance(), Appearance::Dark);
    theme.choose(std::nullopt);
    EXPECT_EQ(theme.appearance(), system);
}

TEST(Sense, GivesEachMeaningASignOfItsOwn)
{
    std::set<QString> signs;
    for (const Sense sense : senses)
        signs.insert(signOf(sense));
    EXPECT_EQ(signs.size(), std::size(senses));
}

/// As it would look if somebody had cut it by hand.
TEST(TableHeader, CutsATitleWithAnEllipsisThatIsToBeSeen)
{
    Theme theme(*qApp);
    theme.choose(Appearance::Light);
    QStandardItemModel model(0, 1);
    QHeaderView header(Qt::Horizontal);
    header.setModel(&model);
    header.setTextElideMode(Qt::ElideRight);
    header.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header.resizeSection(0, 100);
    header.resize(100, 32);
    const auto picture = [&](const QString& title) {
        model.setHorizontalHeaderLabels({title});
        return header.grab().toImage();
    };
    const QString whole = QStringLiteral("Steps, and what became of them");
    QFont font = header.font();
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    const QImage shown = picture(whole);
    bool isCutByHand = false;
    for (int letters = 1; letters < whole.size(); ++letters) {
        const QString cut = whole.left(letters) + QChar(0x2026);
        if (QFontMetrics(font).horizontalAdvance(cut) < 100 - 2 * 10)
            isCutByHand = isCutByHand || picture(cut) == shown;
    }
    EXPECT_TRUE(isCutByHand);
}

} // namespace
} // namespace connectorscope
