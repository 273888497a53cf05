#include "core/report/render/describe_parts.h"

#include "core/report/render/cause_words.h"
#include "core/report/render/told.h"
#include "core/watch/folder_listing.h"

#include <utility>

namespace connectorscope {

ReportWords::ReportWords(const HealthReport& report, Language language)
    : m_report(report)
    , m_language(language)
{
}

std::string ReportWords::say(Phrase phrase, std::initializer_list<std::string_view> arguments) const
{
    return connectorscope::say(m_language, phrase, arguments);
}

std::string ReportWords::counted(std::uint64_t number, Phrase one, Phrase many) const
{
    return number == 1 ? say(one) : say(many, {count(number)});
}

std::string ReportWords::time(const ReportTime& time) const
{
    const auto local = time.at + time.offset;
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const std::string clock = clockText(local - midnight);
    const std::chrono::year_month_day day(midnight);
    return day == m_report.day ? clock : shortDay(day, m_language) + " " + clock;
}

std::string ReportWords::folder(FolderKind folder) const
{
    switch (folder) {
    case FolderKind::Incoming:
        return say(Phrase::IncomingMail);
    case FolderKind::Failed:
        return say(Phrase::FailedMail);
    case FolderKind::PickUp:
        return say(Phrase::PickUp);
    case FolderKind::BadMail:
        return say(Phrase::BadMail);
    case FolderKind::None:
        break;
    }
    return say(Phrase::WholeSite);
}

std::string ReportWords::cause(const std::optional<CauseId>& cause) const
{
    return cause ? std::string(causeTitle(*cause, m_language)) : say(Phrase::NoCauseKnown);
}

std::string ReportWords::causeIn(const std::optional<CauseId>& cause, FolderKind folder) const
{
    const std::string title = this->cause(cause);
    const std::string place = this->folder(folder);
    return folder == FolderKind::None || title.find(place) != std::string::npos
               ? title
               : say(Phrase::InFolder, {title, place});
}

DocumentCell ReportWords::words(std::string_view fromOutside)
{
    DocumentCell cell;
    cell.text = shownWords(fromOutside);
    cell.value = cell.text;
    return cell;
}

std::string ReportWords::told(std::string_view sentence) const
{
    return shownWords(connectorscope::told(sentence, m_language));
}

DocumentCell ReportWords::toldCell(std::string_view sentence) const
{
    return sentence.empty() ? absent() : words(connectorscope::told(sentence, m_language));
}

DocumentCell ReportWords::named(std::string text, std::string_view id, ReportTone tone)
{
    DocumentCell cell;
    cell.text = std::move(text);
    cell.value = id;
    cell.tone = tone;
    return cell;
}

DocumentCell ReportWords::absent()
{
    return named("–", "");
}

DocumentCell ReportWords::number(std::uint64_t number) const
{
    return named(count(number), std::to_string(number));
}

DocumentCell ReportWords::number(const ReportCount& number) const
{
    return number ? this->number(*number) : absent();
}

DocumentCell ReportWords::moment(const ReportTime& time) const
{
    return named(this->time(time), reportTimeText(time));
}

DocumentCell ReportWords::moment(const std::optional<ReportTime>& time) const
{
    return time ? moment(*time) : absent();
}

DocumentCell ReportWords::causeCell(const std::optional<CauseId>& cause) const
{
    return named(this->cause(cause), cause ? causeOf(*cause).id : std::string_view(),
                 cause ? toneOf(causeOf(*cause).severity) : ReportTone::Neutral);
}

DocumentCell ReportWords::folderCell(FolderKind folder) const
{
    return named(this->folder(folder), toString(folder));
}

DocumentSection ReportWords::section(std::string key, Phrase title) const
{
    DocumentSection section;
    section.key = std::move(key);
    section.title = say(title);
    return section;
}

DocumentColumn ReportWords::column(std::string key, Phrase title) const
{
    return {std::move(key), say(title), false};
}

DocumentColumn ReportWords::numberColumn(std::string key, Phrase title) const
{
    return {std::move(key), say(title), true};
}

ReportTone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Corrupt:
        return ReportTone::Corrupt;
    case Severity::Fatal:
        return ReportTone::Blocked;
    case Severity::Environment:
        return ReportTone::Server;
    case Severity::Risk:
        return ReportTone::AtRisk;
    case Severity::Note:
        break;
    }
    return ReportTone::Neutral;
}

} // namespace connectorscope
