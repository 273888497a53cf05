#include "core/report/render/report_csv.h"

#include "core/base/ascii.h"
#include "core/base/csv.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace connectorscope {
namespace {

/// "-12": what begins like a formula and is none.
bool isPlainNumber(std::string_view value)
{
    const std::string_view digits = value.starts_with('-') ? value.substr(1) : value;
    return !digits.empty() && std::all_of(digits.begin(), digits.end(), isDigit);
}

class CsvFile
{
public:
    CsvFile(std::string key, bool byteOrderMark)
        : m_table{std::move(key), byteOrderMark ? "\xEF\xBB\xBF" : ""}
    {
    }

    void add(std::string_view value)
    {
        if (!m_isLineFresh)
            m_table.content += ',';
        m_table.content += isPlainNumber(value) ? std::string(value) : csvField(value);
        m_isLineFresh = false;
    }

    void endLine()
    {
        m_table.content += "\r\n";
        m_isLineFresh = true;
    }

    void addLine(const std::vector<std::string_view>& values)
    {
        for (const std::string_view value : values)
            add(value);
        endLine();
    }

    CsvTable take() { return std::move(m_table); }

private:
    CsvTable m_table;
    bool m_isLineFresh = true;
};

CsvTable summaryOf(const ReportDocument& document, bool byteOrderMark)
{
    CsvFile file("summary", byteOrderMark);
    file.addLine({"key", "value"});
    file.addLine({"day", document.day});
    file.addLine({"subject", document.subject});
    file.addLine({"verdict", document.verdict});
    file.addLine({"sentence", document.sentence});
    file.addLine({"provisional", document.provisional.empty() ? "no" : "yes"});
    for (const DocumentFact& fact : document.facts)
        file.addLine({fact.key, fact.value});
    return file.take();
}

CsvTable todoOf(const ReportDocument& document, bool byteOrderMark)
{
    CsvFile file("todo", byteOrderMark);
    file.addLine({"number", "title", "detail", "command"});
    std::size_t number = 0;
    for (const DocumentSection& section : document.sections)
        for (const DocumentStep& step : section.steps)
            file.addLine({std::to_string(++number), step.title, step.detail, step.command});
    return file.take();
}

CsvTable tableOf(const DocumentTable& table, bool byteOrderMark)
{
    CsvFile file(table.key, byteOrderMark);
    for (const DocumentColumn& column : table.columns)
        file.add(column.key);
    file.endLine();
    for (const auto& row : table.rows) {
        for (const DocumentCell& cell : row)
            file.add(cell.value);
        file.endLine();
    }
    return file.take();
}

} // namespace

std::vector<CsvTable> reportCsv(const ReportDocument& document, bool byteOrderMark)
{
    std::vector<CsvTable> tables = {summaryOf(document, byteOrderMark), todoOf(document, byteOrderMark)};
    for (const DocumentSection& section : document.sections)
        for (const DocumentTable& table : section.tables)
            tables.push_back(tableOf(table, byteOrderMark));
    return tables;
}

} // namespace connectorscope
