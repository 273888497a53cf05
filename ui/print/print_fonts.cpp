#include "ui/print/print_fonts.h"

#include "ui/print/paper.h"

#include <QFontDatabase>
#include <QStringList>

#include <algorithm>

// Outside the namespace, as Qt wants it: a static library's resources are not found by themselves.
static void initPrintResources()
{
    Q_INIT_RESOURCE(print_fonts);
}

namespace connectorscope {
namespace {

double pointsOf(Typeface face)
{
    switch (face) {
    case Typeface::Small:
        return 7.5;
    case Typeface::Heading:
        return 12;
    case Typeface::Title:
        return 14;
    case Typeface::Body:
    case Typeface::Strong:
        break;
    }
    return 9;
}

/// Whether there are letters from Hebrew on. Signs and punctuation stand alone in every text.
bool needsShaping(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        const char16_t unit = character.unicode();
        return unit >= 0x0590 && (unit < 0x2000 || unit >= 0x2C00);
    });
}

/// The print's own, then what Linux and Windows have for other writings. Mostly Qt finds a font that has a
/// character by itself, but not on Windows without a display.
QStringList printFamilies()
{
    return {QStringLiteral("Inter"),
            QStringLiteral("DejaVu Sans"),
            QStringLiteral("Segoe UI"),           // Arabic, Hebrew
            QStringLiteral("Yu Gothic UI"),       // Japanese
            QStringLiteral("Microsoft YaHei UI"), // Chinese
            QStringLiteral("Microsoft JhengHei UI"),
            QStringLiteral("Malgun Gothic"), // Korean
            QStringLiteral("Leelawadee UI"), // Thai
            QStringLiteral("Nirmala UI"),    // the writings of India
            QStringLiteral("Segoe UI Symbol"),
            QStringLiteral("Arial Unicode MS"),
            QStringLiteral("Arial")};
}

} // namespace

Result<> loadPrintFonts()
{
    initPrintResources();
    for (const char* file : {":/print/Inter-Regular.otf", ":/print/Inter-SemiBold.otf"})
        if (QFontDatabase::addApplicationFont(QString::fromLatin1(file)) < 0)
            return fail(ErrorCode::Other, "The font of the PDF cannot be loaded",
                        "The program is damaged: install it anew.");
    return {};
}

QFont printFont(Typeface face)
{
    QFont font(printFamilies());
    font.setPixelSize(static_cast<int>(pointsOf(face) * unitsPerPoint));
    font.setWeight(face == Typeface::Body || face == Typeface::Small ? QFont::Normal : QFont::DemiBold);
    font.setHintingPreference(QFont::PreferNoHinting);
    // The font's other forms of ":" and "+" have no character of their own: whoever copies the text of a PDF
    // would get none.
    font.setStyleStrategy(static_cast<QFont::StyleStrategy>(QFont::PreferOutline | QFont::PreferNoShaping));
    return font;
}

QFont printFont(Typeface face, const QString& text)
{
    QFont font = printFont(face);
    if (needsShaping(text))
        font.setStyleStrategy(QFont::PreferOutline);
    return font;
}

} // namespace connectorscope
