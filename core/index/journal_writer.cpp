#include "core/index/journal_writer.h"

#include "core/watch/folder_listing.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace connectorscope {

namespace {

constexpr const char* fileColumns =
    "SELECT f.number, f.message, m.id, f.folder, f.name, f.state, f.is_present, f.judged, f.verdict, "
    "f.cause, "
    "f.since, f.size, f.modified, f.identity, f.change_mark, f.run, f.left_behind "
    "FROM file f LEFT JOIN message m ON m.number = f.message ";

bool hasFinding(const Diagnosis& diagnosis, CauseId cause)
{
    return std::ranges::any_of(diagnosis.findings,
                               [cause](const Finding& finding) { return finding.cause == cause; });
}

/// It has moved on after all.
Diagnosis withoutLeftBehind(Diagnosis diagnosis)
{
    std::erase_if(diagnosis.findings,
                  [](const Finding& finding) { return finding.cause == CauseId::LeftBehind; });
    if (diagnosis.findings.empty())
        return {};
    const Finding first = diagnosis.findings.front();
    return withFinding(std::move(diagnosis), first);
}

} // namespace

JournalWriter::JournalWriter(Database& journal, const Names& names, const Actor& actor)
    : m_journal(journal)
    , m_names(names)
{
    journal.query("INSERT OR IGNORE INTO actor(account, machine) VALUES(?, ?)")
        .bind(actor.account)
        .bind(actor.machine)
        .execute();
    Query query = journal.query("SELECT number FROM actor WHERE account = ? AND machine = ?");
    query.bind(actor.account).bind(actor.machine).step();
    m_actor = query.number(0);
}

std::string JournalWriter::apply(const WatchRecord& record, const KnownDiagnosis& known,
                                 JournalChanges& changes)
{
    switch (record.kind) {
    case RecordKind::Arrived:
        return applyArrived(record, changes);
    case RecordKind::Changed:
        return applyChanged(record, changes);
    case RecordKind::Moved:
        return applyMoved(record, known, changes);
    case RecordKind::Gone:
        return applyGone(record, changes);
    case RecordKind::Judged:
        return applyJudged(record, changes);
    case RecordKind::FindingAdded:
        return applyFinding(record, known, changes);
    }
    return {};
}

std::string JournalWriter::applyArrived(const WatchRecord& record, JournalChanges& changes)
{
    if (auto there = presentFile(record.place)) {
        if (there->stamp == record.stamp)
            return there->messageId;
        replaceFile(std::move(*there), record.at, changes);
    }
    FileRow row;
    row.place = record.place;
    row.stamp = record.stamp;
    row.since = record.at;
    row.run = record.run;
    if (!record.message.empty())
        attach(row, record.message, changes);
    save(row);
    changes.rows[row.number];
    addEvent(record, row, {});
    addFigures(record, row);
    return row.messageId;
}

std::string JournalWriter::applyChanged(const WatchRecord& record, JournalChanges& changes)
{
    auto there = presentFile(record.place);
    if (!there)
        return applyArrived(record, changes);
    if (there->stamp == record.stamp)
        return there->judged ? there->messageId : std::string();
    if (there->message)
        return applyArrived(record, changes);
    there->stamp = record.stamp;
    there->judged = false;
    there->verdict = Verdict::Pending;
    there->cause.reset();
    save(*there);
    changes.rows[there->number].diagnosis =
        Diagnosis{.verdict = Verdict::Pending, .primary = {}, .findings = {}};
    addEvent(record, *there, {});
    addFigures(record, *there);
    return {};
}

std::string JournalWriter::applyMoved(const WatchRecord& record, const KnownDiagnosis& known,
                                      JournalChanges& changes)
{
    auto moved = record.from ? presentFile(*record.from) : std::nullopt;
    if (auto there = presentFile(record.place)) {
        if (!moved && there->stamp == record.stamp)
            return there->messageId;
        if (!moved || there->number != moved->number)
            replaceFile(std::move(*there), record.at, changes);
    }
    const bool isNew = !moved;
    FileRow row = moved ? std::move(*moved) : FileRow();
    const UtcTime modified = isNew ? record.stamp.modified : row.stamp.modified;
    const bool leavesIncoming = record.from && record.from->folder == FolderKind::Incoming &&
                                record.place.folder != FolderKind::Incoming;
    row.place = record.place;
    row.stamp = record.stamp;
    row.since = record.at;
    row.judged = false;
    if (!record.run.empty())
        row.run = record.run;
    if (!record.message.empty() && record.message != row.messageId)
        attach(row, record.message, changes);
    if (row.leftBehind) {
        auto& diagnosis = changes.rows[row.number].diagnosis;
        diagnosis = withoutLeftBehind(diagnosis ? *diagnosis : known(row.number));
        row.verdict = diagnosis->verdict;
        row.cause = diagnosis->primary;
        row.leftBehind = false;
    }
    save(row);
    changes.rows[row.number];
    addEvent(record, row, {}, leavesIncoming ? std::optional(modified) : std::nullopt);
    addFigures(record, row);
    return row.messageId;
}

std::string JournalWriter::applyGone(const WatchRecord& record, JournalChanges& changes)
{
    auto there = presentFile(record.place);
    if (!there)
        return {};
    FileRow row = std::move(*there);
    row.present = false;
    row.leftBehind = false;
    row.state = record.countsAsHandedOver ? MessageState::HandedOver : MessageState::Gone;
    row.since = record.at;
    addEvent(record, row, {},
             record.place.folder == FolderKind::Incoming ? std::optional(row.stamp.modified) : std::nullopt);
    addFigures(record, row);
    if (row.message) {
        save(row);
        changes.rows[row.number];
    } else {
        removeFile(row, changes);
    }
    return row.messageId;
}

std::string JournalWriter::applyJudged(const WatchRecord& record, JournalChanges& changes)
{
    auto there = presentFile(record.place);
    if (there && there->stamp != record.stamp && there->message && record.message != there->messageId) {
        replaceFile(std::move(*there), record.at, changes);
        there.reset();
    }
    const bool isNew = !there;
    FileRow row;
    if (there)
        row = std::move(*there);
    if (isNew) {
        row.place = record.place;
        row.since = record.at;
        row.run = record.run;
        row.stamp = record.stamp;
    }
    const ScannedMessage& scanned = *record.scanned;
    if (scanned.state != ReadState::Read)
        return applyUnread(record, std::move(row), changes);
    if (!isNew && row.judged && row.message && row.stamp == record.stamp &&
        (record.message.empty() || record.message == row.messageId) &&
        hasContent(*row.message, scanned.content)) {
        // Told before; only the index may have lost what was found.
        changes.rows[row.number].diagnosis = scanned.diagnosis;
        return row.messageId;
    }
    const bool failureIsCounted = !isNew && !row.message && movedInUnread(row);
    if (!record.message.empty())
        attach(row, record.message, changes);
    else if (!row.message || !hasContent(*row.message, scanned.content))
        attach(row, insertMessage(scanned, record.at), changes);
    updateMessage(row.message.value_or(0), scanned, record.place, record.at);
    row.stamp = record.stamp;
    row.judged = true;
    row.verdict = scanned.diagnosis.verdict;
    row.cause = scanned.diagnosis.primary;
    row.leftBehind = hasFinding(scanned.diagnosis, CauseId::LeftBehind);
    save(row);
    changes.rows[row.number].diagnosis = scanned.diagnosis;
    addEvent(record, row, toString(row.verdict));
    addFigures(record, row, failureIsCounted);
    return row.messageId;
}

std::string JournalWriter::applyUnread(const WatchRecord& record, FileRow row, JournalChanges& changes)
{
    const Diagnosis& diagnosis = record.scanned->diagnosis;
    if (row.cause && !row.judged && row.stamp == record.stamp && row.verdict == diagnosis.verdict &&
        row.cause == diagnosis.primary) {
        changes.rows[row.number].diagnosis = diagnosis;
        return row.messageId;
    }
    row.stamp = record.stamp;
    row.judged = false;
    row.verdict = diagnosis.verdict;
    row.cause = diagnosis.primary;
    save(row);
    changes.rows[row.number].diagnosis = diagnosis;
    addEvent(record, row, record.scanned->error);
    addFigures(record, row);
    return row.messageId;
}

std::string JournalWriter::applyFinding(const WatchRecord& record, const KnownDiagnosis& known,
                                        JournalChanges& changes)
{
    auto there = presentFile(record.place);
    if (!there || !record.finding)
        return {};
    FileRow row = std::move(*there);
    const CauseId cause = record.finding->cause;
    auto& change = changes.rows[row.number];
    Diagnosis before = change.diagnosis ? *change.diagnosis : known(row.number);
    if (hasFinding(before, cause) && (cause != CauseId::LeftBehind || row.leftBehind))
        return row.messageId;
    change.diagnosis = withFinding(std::move(before), *record.finding);
    row.verdict = change.diagnosis->verdict;
    row.cause = change.diagnosis->primary;
    if (cause == CauseId::LeftBehind)
        row.leftBehind = true;
    save(row);
    addEvent(record, row, record.finding->evidence);
    addFigures(record, row);
    return row.messageId;
}

void JournalWriter::applyCondition(const ConditionChange& change)
{
    const ConditionState& state = change.state;
    m_journal.query("DELETE FROM condition WHERE cause = ? AND folder = ?")
        .bind(m_names.of(state.key.cause))
        .bind(m_names.of(state.key.folder))
        .execute();
    if (change.step != ConditionStep::Ended) {
        m_journal.query("INSERT INTO condition VALUES(?, ?, ?, ?, ?, ?)")
            .bind(m_names.of(state.key.cause))
            .bind(m_names.of(state.key.folder))
            .bind(stored(state.since))
            .bind(state.evidence)
            .bind(std::int64_t{state.goodSamples})
            .bind(joinLines(state.members))
            .execute();
    }
    if (change.step == ConditionStep::Counted)
        return;
    const char* const kind = change.step == ConditionStep::Began     ? "condition-began"
                             : change.step == ConditionStep::Changed ? "condition-changed"
                                                                     : "condition-ended";
    m_journal.query("INSERT INTO event(at, kind, actor, folder, cause, detail) VALUES(?, ?, ?, ?, ?, ?)")
        .bind(stored(change.at))
        .bind(m_names.of(std::string_view(kind)))
        .bind(m_actor)
        .bind(m_names.of(state.key.folder))
        .bind(m_names.of(state.key.cause))
        .bind(state.evidence)
        .execute();
}

void JournalWriter::replaceFile(FileRow row, UtcTime at, JournalChanges& changes)
{
    if (!row.message) {
        removeFile(row, changes);
        return;
    }
    row.present = false;
    row.leftBehind = false;
    row.state = MessageState::Replaced;
    row.since = at;
    save(row);
    changes.rows[row.number];
}

void JournalWriter::attach(FileRow& row, const std::string& id, JournalChanges& changes)
{
    const auto number = messageNumber(id);
    if (!number || row.message == number)
        return;
    std::vector<FileRow> before;
    {
        static const std::string sql = std::string(fileColumns) + "WHERE f.message = ? AND NOT f.is_present";
        Query query = m_journal.query(sql);
        query.bind(*number);
        while (auto old = readFile(query))
            before.push_back(std::move(*old));
    }
    for (const FileRow& old : before) {
        if (old.number != row.number)
            removeFile(old, changes);
    }
    row.message = number;
    row.messageId = id;
}

void JournalWriter::addEvent(const WatchRecord& record, const FileRow& row, std::string_view detail,
                             std::optional<UtcTime> departed)
{
    constexpr std::size_t detailLimit = 500;
    Query query = m_journal.query(
        "INSERT INTO event(at, kind, actor, file, message, folder, name, from_folder, from_name, cause, run, "
        "detail, departed, failed) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(stored(record.at))
        .bind(m_names.of(toString(record.kind)))
        .bind(m_actor)
        .bind(row.number)
        .bind(row.message)
        .bind(m_names.of(record.place.folder))
        .bindBytes(record.place.name);
    if (record.from)
        query.bind(m_names.of(record.from->folder)).bindBytes(record.from->name);
    else
        query.bind(std::int64_t{0}).bindNull();
    query.bind(record.finding ? m_names.of(record.finding->cause) : m_names.of(row.cause));
    if (record.run.empty())
        query.bindNull();
    else
        query.bind(record.run);
    if (detail.empty())
        query.bindNull();
    else
        query.bind(storedText(detail, detailLimit));
    query.bind(stored(departed));
    if (record.isAttempt)
        query.bind(std::int64_t{1});
    else
        query.bindNull();
    query.execute();
}

bool JournalWriter::movedInUnread(const FileRow& row)
{
    Query query = m_journal.query(
        "SELECT 1 FROM event WHERE file = ? AND message IS NULL AND kind = ? AND folder = ? LIMIT 1");
    query.bind(row.number).bind(m_names.of(toString(RecordKind::Moved))).bind(m_names.of(row.place.folder));
    return query.step();
}

void JournalWriter::addFigures(const WatchRecord& record, const FileRow& row, bool failureIsCounted)
{
    if (!record.countsAsArrived && !record.countsAsFailed && !record.countsAsHandedOver &&
        !record.countsAsBadMailed)
        return;
    m_journal
        .query("INSERT INTO figure(quarter, folder, cause, arrived, failed, handed_over, bad_mailed) "
               "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived, "
               "failed = failed + excluded.failed, handed_over = handed_over + excluded.handed_over, "
               "bad_mailed = bad_mailed + excluded.bad_mailed")
        .bind(quarterOf(record.at))
        .bind(m_names.of(record.place.folder))
        .bind(m_names.of(row.cause))
        .bind(std::int64_t{record.countsAsArrived})
        .bind(std::int64_t{record.countsAsFailed && !failureIsCounted})
        .bind(std::int64_t{record.countsAsHandedOver})
        .bind(std::int64_t{record.countsAsBadMailed && !failureIsCounted})
        .execute();
}

std::optional<FileRow> JournalWriter::readFile(Query& query)
{
    if (!query.step())
        return std::nullopt;
    int column = 0;
    FileRow row;
    row.number = query.number(column++);
    row.message = optionalNumber(query, column++);
    row.messageId = query.text(column++);
    row.place.folder = m_names.folder(query.number(column++));
    row.place.name = query.text(column++);
    row.state = m_names.state(query.number(column++));
    row.present = query.number(column++) != 0;
    row.judged = query.number(column++) != 0;
    row.verdict = m_names.verdict(query.number(column++));
    row.cause = m_names.cause(query.number(column++));
    row.since = timeOf(query.number(column++));
    row.stamp.size = static_cast<std::uint64_t>(query.number(column++));
    row.stamp.modified = timeOf(query.number(column++));
    row.stamp.identity = std::bit_cast<std::uint64_t>(query.number(column++));
    row.stamp.changeMark = static_cast<std::uint32_t>(query.number(column++));
    row.run = query.text(column++);
    row.leftBehind = query.number(column++) != 0;
    return row;
}

std::optional<FileRow> JournalWriter::presentFile(const Place& place)
{
    static const std::string sql =
        std::string(fileColumns) + "WHERE f.folder = ? AND f.name = ? AND f.is_present";
    Query query = m_journal.query(sql);
    query.bind(m_names.of(place.folder)).bindBytes(place.name);
    return readFile(query);
}

std::optional<FileRow> JournalWriter::file(std::int64_t number)
{
    static const std::string sql = std::string(fileColumns) + "WHERE f.number = ?";
    Query query = m_journal.query(sql);
    query.bind(number);
    return readFile(query);
}

std::int64_t JournalWriter::lastEvent()
{
    return m_journal.number("SELECT max(number) FROM event");
}

void JournalWriter::save(FileRow& row)
{
    const bool isNew = row.number == 0;
    Query query = m_journal.query(
        isNew ? "INSERT INTO file(message, folder, name, state, is_present, judged, verdict, cause, since, "
                "size, "
                "modified, identity, change_mark, run, left_behind) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
              : "UPDATE file SET message = ?, folder = ?, name = ?, state = ?, is_present = ?, judged = ?, "
                "verdict = ?, cause = ?, since = ?, size = ?, modified = ?, identity = ?, change_mark = ?, "
                "run = ?, left_behind = ? WHERE number = ?");
    query.bind(row.message)
        .bind(m_names.of(row.place.folder))
        .bindBytes(row.place.name)
        .bind(m_names.of(row.state))
        .bind(std::int64_t{row.present})
        .bind(std::int64_t{row.judged})
        .bind(m_names.of(row.verdict))
        .bind(m_names.of(row.cause))
        .bind(stored(row.since))
        .bind(static_cast<std::int64_t>(row.stamp.size))
        .bind(stored(row.stamp.modified))
        .bind(std::bit_cast<std::int64_t>(row.stamp.identity))
        .bind(std::int64_t{row.stamp.changeMark})
        .bind(row.run)
        .bind(std::int64_t{row.leftBehind});
    if (!isNew)
        query.bind(row.number);
    query.execute();
    if (isNew)
        row.number = m_journal.lastRowId();
}

void JournalWriter::removeFile(const FileRow& row, JournalChanges& changes)
{
    m_journal.query("DELETE FROM file WHERE number = ?").bind(row.number).execute();
    m_journal.query("INSERT INTO removed_file(file) VALUES(?)").bind(row.number).execute();
    changes.rows[row.number].removed = true;
}

} // namespace connectorscope
