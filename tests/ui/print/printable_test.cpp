#include "ui/print/printable.h"

#include "tests/core/report/render/sample_document.h"
#include "ui/print/print_fonts.h"
#include "ui/print/report_pages.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;

/// Has Latin, Greek and Cyrillic, and nothing else.
bool isWestern(char32_t character)
{
    return character < 0x500;
}

TEST(PrintableDocument, StaysAsItIsWhereAFontHasEachCharacter)
{
    const ReportDocument document = sampleDocument("Тест, größer, Ελλάδα");
    const ReportDocument shown = printable(document, isWestern);
    EXPECT_EQ(shown.sentence, document.sentence);
    EXPECT_EQ(shown.facts.size(), document.facts.size());
}

TEST(PrintableDocument, SaysHowManyCharactersHaveNoFont)
{
    const ReportDocument document = sampleDocument("注文 Order");
    const ReportDocument shown = printable(document, isWestern);
    EXPECT_THAT(shown.sentence, HasSubstr("□□ Order"));
    EXPECT_EQ(shown.sections.at(1).tables.at(0).rows.at(0).at(0).text, "□□ Order");
    ASSERT_EQ(shown.facts.size(), document.facts.size() + 1);
    EXPECT_THAT(shown.facts.back().text, HasSubstr("6 characters"));
    EXPECT_THAT(shown.facts.back().text, HasSubstr("HTML"));
}

TEST(PrintableDocument, MissesNoCharacterThatIsNotDrawn)
{
    const ReportDocument document = sampleDocument("a\u200D\uFE0Fb");
    EXPECT_EQ(printable(document, isWestern).facts.size(), document.facts.size());
}

TEST(PrintableDocument, KnowsTheFontsOfTheReport)
{
    ASSERT_TRUE(loadPrintFonts());
    const HasGlyph hasGlyph = fontsOfPrint();
    EXPECT_TRUE(hasGlyph(U'Ж'));
    EXPECT_TRUE(hasGlyph(U'□'));
    EXPECT_TRUE(hasGlyph(U'€'));
    EXPECT_FALSE(hasGlyph(0x10FFFD)) << "for private use";
    EXPECT_FALSE(hasGlyph(0x10FFFD)) << "the second time";
}

TEST(PrintFonts, ShapeOnlyTheTextsThatNeedIt)
{
    ASSERT_TRUE(loadPrintFonts());
    const auto shapes = [](const char16_t* text) {
        const QFont font = printFont(Typeface::Body, QString::fromUtf16(text));
        return (font.styleStrategy() & QFont::PreferNoShaping) == 0;
    };
    EXPECT_FALSE(shapes(u"12:30 +4 größer ▲ □ … Тест"));
    EXPECT_TRUE(shapes(u"تأكيد 12"));
    EXPECT_TRUE(shapes(u"ऑर्डर"));
}

TEST(PrintableDocument, IsWhatThePagesShow)
{
    ASSERT_TRUE(loadPrintFonts());
    QString all;
    for (const Page& page : layOutReport(sampleDocument("\U0010FFFD"), Paper::A4))
        for (const PageText& text : page.texts)
            all += text.text;
    EXPECT_TRUE(all.contains(QStringLiteral("□")));
    EXPECT_FALSE(all.contains(QString::fromUcs4(U"\U0010FFFD")));
    EXPECT_TRUE(all.contains(QStringLiteral("3 characters")));
}

} // namespace
} // namespace connectorscope
