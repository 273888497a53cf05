#include "core/report/render/report_text.h"

#include <algorithm>
#include <numeric>

namespace connectorscope {
namespace {

constexpr std::size_t textWidth = 78;
constexpr std::size_t gutter = 2;

std::size_t charactersIn(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void appendUnderlined(std::string& out, const std::string& title, char line)
{
    out += title + "\n" + std::string(charactersIn(title), line) + "\n";
}

/// A paragraph, its lines broken at blanks; a longer word stays whole.
void appendWrapped(std::string& out, std::string_view text, const std::string& first, const std::string& rest)
{
    std::string line = first;
    bool isFresh = true;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (word.empty())
            continue;
        if (!isFresh && charactersIn(line) + 1 + charactersIn(word) > textWidth) {
            out += line + "\n";
            line = rest;
            isFresh = true;
        }
        if (!isFresh)
            line += ' ';
        line += word;
        isFresh = false;
    }
    if (!isFresh)
        out += line + "\n";
}

std::string plainCell(const DocumentCell& cell)
{
    const std::string_view sign = signOf(cell.tone);
    return sign.empty() ? cell.text : std::string(sign) + " " + cell.text;
}

void appendPadded(std::string& line, const std::string& text, std::size_t width, bool isRight)
{
    const std::string blanks(width - std::min(width, charactersIn(text)), ' ');
    line += isRight ? blanks + text : text + blanks;
}

void appendTable(std::string& out, const DocumentTable& table)
{
    if (!table.title.empty())
        out += table.title + "\n";
    if (table.rows.empty()) {
        appendWrapped(out, table.whenEmpty, "", "");
        return;
    }
    std::vector<std::size_t> widths;
    for (const DocumentColumn& column : table.columns)
        widths.push_back(charactersIn(column.title));
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], charactersIn(plainCell(row[i])));
    const auto appendLine = [&](const auto& textOf) {
        std::string line;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            line.append(i > 0 ? gutter : 0, ' ');
            appendPadded(line, textOf(i), widths[i], table.columns[i].isNumber);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    };
    appendLine([&table](std::size_t i) { return table.columns[i].title; });
    out +=
        std::string(std::accumulate(widths.begin(), widths.end(), gutter * (widths.size() - 1)), '-') + "\n";
    for (const auto& row : table.rows)
        appendLine([&row](std::size_t i) { return plainCell(row[i]); });
}

void appendSection(std::string& out, const DocumentSection& section)
{
    out += "\n";
    appendUnderlined(out, section.title, '-');
    for (const std::string& sentence : section.sentences)
        appendWrapped(out, sentence, "", "");
    std::size_t number = 0;
    for (const DocumentStep& step : section.steps) {
        const std::string sign(signOf(step.tone));
        appendWrapped(out, step.title, std::to_string(++number) + ". " + (sign.empty() ? "" : sign + " "),
                      "   ");
        appendWrapped(out, step.detail, "   ", "   ");
        if (!step.command.empty())
            out += "   $ " + step.command + "\n";
    }
    for (const DocumentTable& table : section.tables) {
        out += "\n";
        appendTable(out, table);
    }
}

} // namespace

std::string reportText(const ReportDocument& document)
{
    std::string out;
    appendUnderlined(out, document.title, '=');
    const std::string sign(signOf(document.tone));
    appendWrapped(out, document.verdict + ": " + document.sentence, sign.empty() ? "" : sign + " ", "");
    if (!document.provisional.empty())
        appendWrapped(out, document.provisional, "▲ ", "  ");
    out += "\n";
    std::size_t width = 0;
    for (const DocumentFact& fact : document.facts)
        width = std::max(width, charactersIn(fact.label) + gutter);
    for (const DocumentFact& fact : document.facts) {
        std::string label;
        appendPadded(label, fact.label, width, false);
        appendWrapped(out, fact.text, label, std::string(width, ' '));
    }
    for (const DocumentSection& section : document.sections)
        appendSection(out, section);
    out += "\n" + document.footer + "\n";
    return out;
}

} // namespace connectorscope
