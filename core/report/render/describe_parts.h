#pragma once

#include "core/report/render/document.h"
#include "core/report/render/phrases.h"
#include "core/report/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What all parts of a description need: the report and how its values become words and cells. Internal to
/// core/report/render; lives for one call of describeReport.
class ReportWords
{
public:
    ReportWords(const HealthReport& report, Language language);

    const HealthReport& report() const { return m_report; }
    Language language() const { return m_language; }

    std::string say(Phrase phrase, std::initializer_list<std::string_view> arguments = {}) const;
    std::string count(std::uint64_t number) const { return countText(number, m_language); }
    /// One phrase for 1, another with the number for all else.
    std::string counted(std::uint64_t number, Phrase one, Phrase many) const;
    /// "06:15" on the day of the report, else "Sun 22 Nov 23:00".
    std::string time(const ReportTime& time) const;
    std::string folder(FolderKind folder) const;
    /// What the program wrote down in English (told.h), fit to be shown.
    std::string told(std::string_view sentence) const;
    /// The title of the catalogue.
    std::string cause(const std::optional<CauseId>& cause) const;
    /// And the folder it is about, where the title does not name it.
    std::string causeIn(const std::optional<CauseId>& cause, FolderKind folder) const;

    // Cells. What is absent is a dash, and empty for programs.
    static DocumentCell words(std::string_view fromOutside);
    static DocumentCell named(std::string text, std::string_view id, ReportTone tone = ReportTone::Neutral);
    static DocumentCell absent();
    DocumentCell toldCell(std::string_view sentence) const;
    DocumentCell number(std::uint64_t number) const;
    DocumentCell number(const ReportCount& number) const;
    DocumentCell moment(const ReportTime& time) const;
    DocumentCell moment(const std::optional<ReportTime>& time) const;
    DocumentCell causeCell(const std::optional<CauseId>& cause) const;
    DocumentCell folderCell(FolderKind folder) const;

    DocumentSection section(std::string key, Phrase title) const;
    DocumentColumn column(std::string key, Phrase title) const;
    DocumentColumn numberColumn(std::string key, Phrase title) const;

private:
    const HealthReport& m_report;
    Language m_language;
};

ReportTone toneOf(Severity severity);

// The parts, each as a section of the document.
DocumentSection describeTodos(const ReportWords& words);      // 2
DocumentSection describeFigures(const ReportWords& words);    // 3
DocumentSection describeAges(const ReportWords& words);       // 4
DocumentSection describeCauses(const ReportWords& words);     // 5
DocumentSection describeTrend(const ReportWords& words);      // 6
DocumentSection describeAccounts(const ReportWords& words);   // 7
DocumentSection describeSite(const ReportWords& words);       // 8
DocumentSection describeFilters(const ReportWords& words);    // 9
DocumentSection describeDone(const ReportWords& words);       // 10
DocumentSection describeNotChecked(const ReportWords& words); // 11

} // namespace connectorscope
