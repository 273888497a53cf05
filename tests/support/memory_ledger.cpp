#include "tests/support/memory_ledger.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

tl::unexpected<Error> refusal()
{
    return fail(ErrorCode::WriteFault, "the ledger in memory was told to fail");
}

} // namespace

bool MemoryLedger::failsBefore()
{
    ++m_calls;
    return m_calls == m_failAt && !m_failAfterwards;
}

Result<> MemoryLedger::answer()
{
    if (m_calls == m_failAt)
        return refusal();
    return {};
}

void MemoryLedger::failCall(int n, bool afterwards)
{
    const std::lock_guard lock(m_mutex);
    m_failAt = m_calls + n;
    m_failAfterwards = afterwards;
}

int MemoryLedger::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

void MemoryLedger::putRun(const Place& place, const std::string& run, const std::string& message)
{
    const std::lock_guard lock(m_mutex);
    m_runs[place] = {run, message};
}

void MemoryLedger::takeBack(const Place& place)
{
    const std::lock_guard lock(m_mutex);
    m_runs.at(place).isTakenBack = true;
}

Result<> MemoryLedger::eachKnownFile(FolderKind folder, const std::function<void(const KnownFile&)>& visit)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    for (const auto& [place, row] : m_rows)
        if (place.folder == folder)
            visit({place.name, row.stamp, row.judged});
    return answer();
}

Result<std::vector<MessagePlace>> MemoryLedger::placesOfContent(const Xxh3Digest& content, std::size_t limit)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    std::vector<MessagePlace> places;
    if (const auto found = m_seen.find(content); found != m_seen.end()) {
        places.assign(found->second.rbegin(), found->second.rend());
        places.resize(std::min(limit, places.size()));
    }
    if (const Result<> answered = answer(); !answered)
        return fail(answered.error());
    return places;
}

Result<std::optional<std::string>> MemoryLedger::messageLike(const MessageLikeness& likeness)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    std::optional<std::string> found;
    for (const Content& content : m_contents)
        if (content.likeness == likeness)
            found = content.message;
    if (const Result<> answered = answer(); !answered)
        return fail(answered.error());
    return found;
}

Result<std::optional<MessageLedger::RunOfFile>> MemoryLedger::runOf(const Place& place,
                                                                    const FileStamp& /*stamp*/)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    const auto found = m_runs.find(place);
    if (const Result<> answered = answer(); !answered)
        return fail(answered.error());
    return found == m_runs.end() ? std::nullopt : std::optional(found->second);
}

Result<RecentHistory> MemoryLedger::recent(UtcTime since, std::size_t limit)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    RecentHistory history;
    for (const Departure& departure : m_departures)
        if (departure.at >= since && history.departures.size() < limit)
            history.departures.push_back(departure);
    for (const Failure& failure : m_failures)
        if (failure.at >= since && history.failures.size() < limit)
            history.failures.push_back(failure);
    for (const auto& [place, row] : m_rows)
        if (std::ranges::any_of(row.diagnosis.findings,
                                [](const Finding& finding) { return finding.cause == CauseId::LeftBehind; }))
            history.leftBehind.push_back(place);
    for (const auto& [key, state] : m_conditions)
        history.conditions.push_back(state);
    if (const Result<> answered = answer(); !answered)
        return fail(answered.error());
    return history;
}

Result<std::vector<std::string>> MemoryLedger::record(std::span<const WatchRecord> records)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    std::vector<std::string> messages;
    for (const WatchRecord& record : records) {
        const auto before = m_rows.find(record.place);
        const bool isRead = record.kind == RecordKind::Judged && record.scanned->state == ReadState::Read;
        const bool isCounted =
            isRead && before != m_rows.end() && std::exchange(before->second.movedInUnread, false);
        if (apply(record)) {
            m_figures.arrived += record.countsAsArrived ? 1 : 0;
            m_figures.failed += record.countsAsFailed && !isCounted ? 1 : 0;
            m_figures.handedOver += record.countsAsHandedOver ? 1 : 0;
            m_figures.badMailed += record.countsAsBadMailed && !isCounted ? 1 : 0;
            m_history.push_back(std::string(toString(record.kind)) + ' ' +
                                std::string(toString(record.place.folder)) + ' ' + record.place.name);
        }
        const auto row = m_rows.find(record.place);
        messages.push_back(row == m_rows.end() ? std::string() : row->second.message);
    }
    if (const Result<> answered = answer(); !answered)
        return fail(answered.error());
    return messages;
}

bool MemoryLedger::apply(const WatchRecord& record)
{
    const auto row = m_rows.find(record.place);
    const bool isKnown = row != m_rows.end();
    switch (record.kind) {
    case RecordKind::Arrived:
    case RecordKind::Changed:
        if (isKnown && row->second.stamp == record.stamp)
            return false;
        leave(record.place, record.at);
        m_rows[record.place] = {record.stamp, false, record.message, record.run, {}, ReadState::Changed,
                                false,        {}};
        return true;
    case RecordKind::Moved: {
        const auto from = m_rows.find(*record.from);
        if (from == m_rows.end() || isKnown)
            return false;
        Row moved = from->second;
        moved.judged = false;
        const auto present = m_present.find(*record.from);
        const auto content =
            present == m_present.end() ? std::nullopt : std::optional<Xxh3Digest>(present->second);
        if (record.from->folder == FolderKind::Incoming && record.place.folder != FolderKind::Incoming)
            m_departures.push_back({moved.stamp.modified, record.at});
        leave(*record.from, record.at);
        m_rows.erase(*record.from);
        moved.stamp = record.stamp;
        moved.movedInUnread = !content;
        m_rows[record.place] = moved;
        if (content)
            enter(record.place, *content, moved.message, record.at);
        return true;
    }
    case RecordKind::Gone:
        if (!isKnown)
            return false;
        if (record.place.folder == FolderKind::Incoming)
            m_departures.push_back({row->second.stamp.modified, record.at});
        leave(record.place, record.at);
        m_rows.erase(row);
        return true;
    case RecordKind::Judged:
        return applyJudged(record);
    case RecordKind::FindingAdded:
        if (!isKnown)
            return false;
        row->second.diagnosis = withFinding(row->second.diagnosis, *record.finding);
        return true;
    }
    return false;
}

bool MemoryLedger::applyJudged(const WatchRecord& record)
{
    const ScannedMessage& scanned = *record.scanned;
    const bool isNew = !m_rows.contains(record.place);
    Row& row = m_rows[record.place];
    if (isNew)
        row.since = record.at;
    const bool isSame = row.judged && row.stamp == record.stamp;
    if (isSame && scanned.state == ReadState::Read)
        return false;
    row.stamp = record.stamp;
    row.diagnosis = scanned.diagnosis;
    row.state = scanned.state;
    row.judged = scanned.state == ReadState::Read;
    if (!row.judged)
        return true;
    const auto present = m_present.find(record.place);
    const bool wasHere = present != m_present.end() && present->second == scanned.content;
    row.run = record.run;
    row.message = record.message.empty() ? "m" + std::to_string(++m_lastMessage) : record.message;
    if (!wasHere) {
        leave(record.place, record.at);
        enter(record.place, scanned.content, row.message, record.at);
    }
    m_contents.push_back({scanned.content, likenessOf(scanned), row.message});
    if (record.isAttempt) {
        Failure failure{record.at, row.message, {}, false};
        for (const Finding& finding : scanned.diagnosis.findings)
            if (finding.severity <= Severity::Fatal) {
                failure.faults.push_back(finding.cause);
                failure.certain = failure.certain || causeOf(finding.cause).basis <= Basis::Observed;
            }
        m_failures.push_back(failure);
    }
    return true;
}

void MemoryLedger::enter(const Place& place, const Xxh3Digest& content, const std::string& message,
                         UtcTime at)
{
    m_seen[content].push_back({message, place, true, at});
    m_present[place] = content;
}

void MemoryLedger::leave(const Place& place, UtcTime at)
{
    const auto present = m_present.find(place);
    if (present == m_present.end())
        return;
    for (MessagePlace& seen : m_seen[present->second])
        if (seen.present && seen.place == place) {
            seen.present = false;
            seen.lastSeen = at;
        }
    m_present.erase(present);
}

Result<> MemoryLedger::recordCondition(const ConditionChange& change)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    if (change.step == ConditionStep::Ended)
        m_conditions.erase(change.state.key);
    else
        m_conditions.insert_or_assign(change.state.key, change.state);
    return answer();
}

Result<> MemoryLedger::recordHealth(std::span<const FolderHealth> folders)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore())
        return refusal();
    m_health.assign(folders.begin(), folders.end());
    return answer();
}

Result<bool> MemoryLedger::forgetSome(UtcTime now, std::chrono::nanoseconds retention,
                                      const std::stop_token& stop)
{
    const std::lock_guard lock(m_mutex);
    if (failsBefore() || std::exchange(m_forgettingFails, false))
        return refusal();
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "stopped");
    m_retention = retention;
    const bool isLast = ++m_forgettingSteps % m_stepsOfARound == 0;
    if (isLast)
        m_lastForgotten = now;
    if (const Result<> answered = answer(); !answered)
        return fail(answered.error());
    return !isLast;
}

Result<std::optional<UtcTime>> MemoryLedger::lastForgotten()
{
    const std::lock_guard lock(m_mutex);
    return m_lastForgotten;
}

void MemoryLedger::setForgetting(std::optional<UtcTime> last, int stepsOfARound)
{
    const std::lock_guard lock(m_mutex);
    m_lastForgotten = last;
    m_stepsOfARound = stepsOfARound;
}

void MemoryLedger::failForgetting()
{
    const std::lock_guard lock(m_mutex);
    m_forgettingFails = true;
}

int MemoryLedger::forgettingSteps() const
{
    const std::lock_guard lock(m_mutex);
    return m_forgettingSteps;
}

std::chrono::nanoseconds MemoryLedger::retention() const
{
    const std::lock_guard lock(m_mutex);
    return m_retention;
}

std::vector<std::string> MemoryLedger::names(FolderKind folder) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> names;
    for (const auto& [place, row] : m_rows)
        if (place.folder == folder)
            names.push_back(place.name);
    return names;
}

MemoryLedger::Row MemoryLedger::at(FolderKind folder, const std::string& name) const
{
    const std::lock_guard lock(m_mutex);
    return m_rows.at({folder, name});
}

MemoryLedger::Figures MemoryLedger::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

std::size_t MemoryLedger::messages() const
{
    const std::lock_guard lock(m_mutex);
    std::set<std::string> ids;
    for (const Content& content : m_contents)
        ids.insert(content.message);
    return ids.size();
}

std::vector<std::string> MemoryLedger::history() const
{
    const std::lock_guard lock(m_mutex);
    return m_history;
}

std::vector<ConditionState> MemoryLedger::conditions() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<ConditionState> states;
    for (const auto& [key, state] : m_conditions)
        states.push_back(state);
    return states;
}

std::vector<FolderHealth> MemoryLedger::health() const
{
    const std::lock_guard lock(m_mutex);
    return m_health;
}

std::string MemoryLedger::state() const
{
    const std::lock_guard lock(m_mutex);
    std::string text;
    for (const auto& [place, row] : m_rows) {
        text += std::string(toString(place.folder)) + '/' + place.name;
        text += row.judged ? " judged " : " waiting ";
        text += toString(row.diagnosis.verdict);
        for (const Finding& finding : row.diagnosis.findings)
            text += ' ' + std::string(causeOf(finding.cause).id);
        text += '\n';
    }
    text += "arrived " + std::to_string(m_figures.arrived) + ", failed " + std::to_string(m_figures.failed) +
            ", handed over " + std::to_string(m_figures.handedOver) + ", bad-mailed " +
            std::to_string(m_figures.badMailed) + '\n';
    for (const auto& [key, state] : m_conditions)
        text += "condition " + std::string(causeOf(key.cause).id) + '\n';
    return text;
}

} // namespace connectorscope
