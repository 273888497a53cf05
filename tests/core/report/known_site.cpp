#include "tests/core/report/known_site.h"

#include "core/index/journal_reader.h"
#include "core/index/run_journal.h"

#include <algorithm>
#include <stdexcept>

namespace connectorscope {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr UtcTime never = UtcTime::max();

void must(const Result<>& done)
{
    if (!done)
        throw std::runtime_error(done.error().message);
}

WatchRecord read(const Place& place, std::uint64_t number, UtcTime at)
{
    WatchRecord record = judged(place, number, at);
    record.scanned->filtered.clear();
    return record;
}

} // namespace

KnownSite::KnownSite()
    : m_zone(TimeZone::named("Europe/Berlin").value())
{
    m_site.name = "Contoso";
    m_site.timeZone = "Europe/Berlin";
    m_site.folders.incoming = m_folder / "incoming";
    m_site.folders.failed = m_folder / "failed";
    m_site.folders.pickup = m_folder / "pickup";
    m_site.folders.work = m_folder / "work";
    m_site.watch.cycle = hours(3);
    std::filesystem::create_directory(work());
    m_ledger = SiteLedger::open(work(), {"SYSTEM", "SERVER"}).value();
}

std::chrono::year_month_day KnownSite::date(int day)
{
    return std::chrono::sys_days(std::chrono::year(2026) / 10 / 1) + std::chrono::days(day);
}

UtcTime KnownSite::at(int day, int hour, int minute) const
{
    return m_zone.timeOfDay(date(day), hours(hour) + minutes(minute));
}

void KnownSite::record(const std::vector<WatchRecord>& records)
{
    const auto done = m_ledger->record(records);
    if (!done)
        throw std::runtime_error(done.error().message);
}

void KnownSite::look(UtcTime at)
{
    std::vector<FolderHealth> folders;
    for (const auto& [kind, path] : {std::pair(FolderKind::Incoming, m_site.folders.incoming),
                                     std::pair(FolderKind::Failed, m_site.folders.failed),
                                     std::pair(FolderKind::PickUp, m_site.folders.pickup)}) {
        FolderHealth health;
        health.folder = kind;
        health.path = path;
        health.lastListing = at;
        health.entries = 3;
        health.freeSpace = 5'000'000;
        health.notLookedAt[0] = kind == FolderKind::Failed ? 2 : 0;
        folders.push_back(std::move(health));
    }
    must(m_ledger->recordHealth(folders));
}

void KnownSite::passMail(int count)
{
    std::vector<WatchRecord> records;
    for (int mail = 0; mail < count; ++mail) {
        const Place place{FolderKind::Incoming, std::to_string(m_number) + ".eml"};
        WatchRecord come = read(place, m_number++, at(m_day, 8));
        come.countsAsArrived = true;
        if (mail == 0 && m_day % 2 == 0)
            come.scanned->filtered = {{BypassedFilter::Sender, true, "it is blocked", 0, 0, 1, 1, ""},
                                      {BypassedFilter::Recipient, false, "no such mailbox", 0, 0, 1, 1, ""}};
        WatchRecord go = gone(place, at(m_day, 8, 5));
        go.countsAsHandedOver = true;
        records.push_back(come);
        records.push_back(go);
    }
    record(records);
}

/// Returns the id of the last one.
std::string KnownSite::failMail(int count, CauseId cause, UtcTime when, UtcTime goes)
{
    std::string id;
    for (int mail = 0; mail < count; ++mail) {
        const std::uint64_t number = m_number++;
        const Place before{FolderKind::Incoming, std::to_string(number) + ".eml"};
        const Place after{FolderKind::Failed, before.name};
        WatchRecord come = read(before, number, when - minutes(2));
        come.countsAsArrived = true;
        WatchRecord move = moved(before, after, number, when);
        move.countsAsFailed = true;
        WatchRecord failure = judged(after, number, cause, when + seconds(5));
        failure.scanned->filtered.clear();
        failure.isAttempt = true;
        id = m_ledger->record(std::vector{come, move, failure}).value().back();
        m_leaving.emplace_back(goes, after);
    }
    return id;
}

void KnownSite::leave(UtcTime before)
{
    for (auto leaving = m_leaving.begin(); leaving != m_leaving.end();) {
        if (leaving->first >= before) {
            ++leaving;
            continue;
        }
        record({gone(leaving->second, leaving->first)});
        leaving = m_leaving.erase(leaving);
    }
}

void KnownSite::doThings()
{
    const Place source{FolderKind::Failed, std::to_string(m_number - 1) + ".eml"};
    const auto runs = RunJournal::open(work(), {"anna", "DESK"}).value();
    const NewRun run{.message = requeuedMessage, .kind = "requeue", .source = source, .action = {}};
    requeuedRun = runs->begin({&run, 1}, at(m_day, 18)).value().front().value().id;
    const RunEntry loop{.run = requeuedRun, .becomes = RunState::Failed, .outcome = "a mail loop"};
    must(runs->write({&loop, 1}, at(m_day, 18, 1)));
    must(acknowledgeMessage(work(), requeuedMessage, {at(m_day, 19), "Carl knows", {"anna", "DESK"}}));
}

void KnownSite::liveDay()
{
    const auto condition = [&](ConditionStep step, ConditionKey key, UtcTime when, const char* evidence) {
        must(m_ledger->recordCondition({step, {key, when, evidence, 0, {}}, when}));
    };
    const ConditionKey diskLow{CauseId::DiskLow, FolderKind::Incoming};
    const ConditionKey stalled{CauseId::PickupStalled, FolderKind::PickUp};
    const auto lookUntil = [&](UtcTime from, UtcTime before) {
        for (UtcTime hour = m_zone.beginOf(date(m_day)); hour < before; hour += hours(3))
            if (hour >= from && (m_day != 40 || hour != at(40, 12)))
                look(hour);
    };
    lookUntil(m_zone.beginOf(date(m_day)), at(m_day, 8));
    passMail(2 + m_day % 3);
    failMail(1, CauseId::MissingFrom, at(m_day, 9), at(m_day + 3, 10));
    lookUntil(at(m_day, 8), at(m_day, 11));
    leave(at(m_day, 10, 30));
    if (m_day == 56)
        failMail(1, CauseId::EmptyFile, at(m_day, 11), at(59, 11));
    leave(at(m_day, 11, 30));
    if (m_day == 10 || m_day == 20)
        condition(m_day == 10 ? ConditionStep::Began : ConditionStep::Ended, diskLow, at(m_day, 12),
                  "400 MiB free");
    if (m_day == 59) {
        condition(ConditionStep::Began, stalled, at(59, 13), "2 of its files are older than 5 min");
        condition(ConditionStep::Ended, stalled, at(59, 13, 20), "2 of its files are older than 5 min");
    }
    lookUntil(at(m_day, 11), at(m_day, 15));
    if (m_day == 57)
        failMail(2, CauseId::InvalidDate, at(m_day, 15), never);
    if (m_day == 59) {
        failMail(1, CauseId::InvalidDate, at(m_day, 16), never);
        requeuedMessage = failMail(1, CauseId::MailLoop, at(m_day, 17), never);
        doThings();
    }
    lookUntil(at(m_day, 15), endOf(m_day));
    ++m_day;
}

void KnownSite::lookAfter(int day)
{
    look(endOf(day) + minutes(5));
}

} // namespace connectorscope
