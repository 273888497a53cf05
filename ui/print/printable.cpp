#include "ui/print/printable.h"

#include "core/base/utf8.h"
#include "core/report/render/phrases.h"
#include "ui/print/print_fonts.h"

#include <QFontMetricsF>
#include <QList>
#include <QString>

#include <algorithm>
#include <memory>
#include <unordered_map>

namespace connectorscope {
namespace {

/// The print's own font has all letters before these.
constexpr char32_t firstDoubtful = 0x250;
constexpr std::string_view standIn = "□";

/// Joiners, variation selectors and the like: they are not drawn.
bool isInvisible(char32_t character)
{
    return QChar::category(character) == QChar::Other_Format ||
           (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
}

/// How many characters of the text had to be replaced.
std::uint64_t makePrintable(std::string& text, const HasGlyph& hasGlyph)
{
    const auto isAscii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
    if (std::all_of(text.begin(), text.end(), isAscii))
        return 0;
    const std::u32string characters = QString::fromStdString(text).toStdU32String();
    const auto isMissing = [&hasGlyph](char32_t character) {
        return character >= firstDoubtful && !isInvisible(character) && !hasGlyph(character);
    };
    const auto missing =
        static_cast<std::uint64_t>(std::count_if(characters.begin(), characters.end(), isMissing));
    if (missing == 0)
        return 0;
    text.clear();
    for (const char32_t character : characters) {
        if (isMissing(character))
            text += standIn;
        else
            appendUtf8(character, text);
    }
    return missing;
}

template <class Visit>
void visitTexts(DocumentTable& table, const Visit& visit)
{
    visit(table.title);
    visit(table.whenEmpty);
    for (DocumentColumn& column : table.columns)
        visit(column.title);
    for (std::vector<DocumentCell>& row : table.rows)
        for (DocumentCell& cell : row)
            visit(cell.text);
}

template <class Visit>
void visitTexts(DocumentSection& section, const Visit& visit)
{
    visit(section.title);
    for (std::string& sentence : section.sentences)
        visit(sentence);
    for (DocumentStep& step : section.steps) {
        visit(step.title);
        visit(step.detail);
        visit(step.command);
    }
    for (DocumentChart& chart : section.charts) {
        visit(chart.title);
        visit(chart.scale);
        for (DocumentBar& bar : chart.bars)
            visit(bar.label);
    }
    for (DocumentTable& table : section.tables)
        visitTexts(table, visit);
}

template <class Visit>
void visitTexts(ReportDocument& document, const Visit& visit)
{
    visit(document.title);
    visit(document.verdict);
    visit(document.sentence);
    visit(document.provisional);
    for (DocumentFact& fact : document.facts) {
        visit(fact.label);
        visit(fact.text);
    }
    for (DocumentSection& section : document.sections)
        visitTexts(section, visit);
}

} // namespace

ReportDocument printable(ReportDocument document, const HasGlyph& hasGlyph)
{
    std::uint64_t missing = 0;
    visitTexts(document,
               [&missing, &hasGlyph](std::string& text) { missing += makePrintable(text, hasGlyph); });
    if (missing > 0)
        document.facts.push_back(
            {"fonts", say(document.language, Phrase::Fonts),
             say(document.language, Phrase::FontsMissing, {countText(missing, document.language), standIn}),
             std::to_string(missing)});
    return document;
}

HasGlyph fontsOfPrint()
{
    const auto known = std::make_shared<std::unordered_map<char32_t, bool>>();
    return [known, metrics = QFontMetricsF(printFont(Typeface::Body))](char32_t character) {
        const auto found = known->find(character);
        if (found != known->end())
            return found->second;
        return known->emplace(character, metrics.inFontUcs4(character)).first->second;
    };
}

} // namespace connectorscope
