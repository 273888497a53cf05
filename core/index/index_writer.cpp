#include "core/index/index_writer.h"

#include "core/index/index_row.h"
#include "core/index/journal_writer.h"
#include "core/index/meta_values.h"
#include "core/index/text_fold.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

constexpr int filesOfOneTransaction = 5000;

constexpr const char* removalsAfter =
    "SELECT number, file FROM removed_file WHERE number > ? ORDER BY number LIMIT ?";
constexpr const char* eventsAfter = "SELECT number, file FROM event WHERE number > ? ORDER BY number LIMIT ?";

constexpr const char* insertSql =
    "INSERT INTO message(folder, verdict, cause, state, since, size, judged, left_behind, id, subject, "
    "sender_name, sender, recipients, message_id, name, subject_key, sender_key, domain_key, recipient_key, "
    "name_key, date, date_seconds, modified, identity, change_mark, run, number) "
    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* updateSql =
    "UPDATE message SET folder = ?, verdict = ?, cause = ?, state = ?, since = ?, size = ?, judged = ?, "
    "left_behind = ?, id = ?, subject = ?, sender_name = ?, sender = ?, recipients = ?, message_id = ?, "
    "name = ?, subject_key = ?, sender_key = ?, domain_key = ?, recipient_key = ?, name_key = ?, date = ?, "
    "date_seconds = ?, modified = ?, identity = ?, change_mark = ?, run = ? WHERE number = ?";

constexpr const char* journalSql =
    "SELECT f.folder, f.verdict, f.cause, f.state, f.since, f.size, f.judged, f.left_behind, m.id, "
    "m.subject, "
    "m.sender_name, m.sender, m.recipients, m.message_id, f.name, m.date, m.date_seconds, f.modified, "
    "f.identity, "
    "f.change_mark, f.run FROM file f LEFT JOIN message m ON m.number = f.message WHERE f.number = ?";
constexpr const char* oldSql = "SELECT folder, verdict, cause, state, since, size, judged, left_behind, id, "
                               "subject, sender_name, sender, "
                               "recipients, message_id, name FROM message WHERE number = ?";

void bindText(Query& query, const std::optional<std::string>& text)
{
    if (text)
        query.bind(*text);
    else
        query.bindNull();
}

std::optional<std::string> optionalText(const Query& query, int column)
{
    return query.isNull(column) ? std::nullopt : std::optional(query.text(column));
}

/// The columns that both queries above begin with; returns the next one.
int readSharedColumns(const Query& query, IndexRow& row)
{
    int column = 0;
    row.folder = query.number(column++);
    row.verdict = query.number(column++);
    row.cause = query.number(column++);
    row.state = query.number(column++);
    row.since = query.number(column++);
    row.size = query.number(column++);
    row.judged = query.number(column++) != 0;
    row.leftBehind = query.number(column++) != 0;
    row.id = optionalText(query, column++);
    row.subject = optionalText(query, column++);
    row.senderName = query.text(column++);
    row.sender = query.text(column++);
    row.recipients = query.text(column++);
    row.messageId = query.text(column++);
    row.name = query.text(column++);
    return column;
}

} // namespace

IndexWriter::IndexWriter(Database& index, Database& journal, const Names& names, const Names& journalNames)
    : m_index(index)
    , m_journal(journal)
    , m_names(names)
    , m_journalNames(journalNames)
{
}

void IndexWriter::write(const JournalChanges& changes)
{
    const ReadTransaction reading(m_journal); // each query by itself would lock it anew
    Transaction transaction(m_index);
    for (const auto& [number, change] : changes.rows) {
        if (change.removed)
            removeFile(number);
        else
            writeFile(number, change.diagnosis ? &*change.diagnosis : nullptr);
    }
    // Others write into the journal too, a worker that holds a message: what they did since the last look is
    // not among the changes, and would never be looked at again.
    for (const auto& [sql, position] :
         {std::pair(removalsAfter, "known_removal"), {eventsAfter, "known_event"}}) {
        std::int64_t last = metaNumber(m_index, position);
        for (const std::int64_t file : filesAfter(sql, last, -1))
            if (!changes.rows.contains(file))
                writeFile(file, nullptr);
        setMetaNumber(m_index, position, last);
    }
    writeTally();
    transaction.commit();
}

bool IndexWriter::isBehind()
{
    return metaNumber(m_index, "whole") == 0 ||
           metaNumber(m_index, "known_event") < m_journal.number("SELECT max(number) FROM event") ||
           metaNumber(m_index, "known_removal") < m_journal.number("SELECT max(number) FROM removed_file");
}

void IndexWriter::catchUp(const std::stop_token& stop)
{
    if (metaNumber(m_index, "whole") == 0) {
        if (metaNumber(m_index, "first_event") == 0) {
            // What happens while all files are gone through is gone through again after them.
            Transaction transaction(m_index);
            const std::int64_t event = m_journal.number("SELECT max(number) FROM event");
            setMetaNumber(m_index, "known_event", event);
            setMetaNumber(m_index, "known_removal", m_journal.number("SELECT max(number) FROM removed_file"));
            setMetaNumber(m_index, "first_event", event + 1);
            transaction.commit();
        }
        catchUpFrom(stop, "SELECT number, number FROM file WHERE number > ? ORDER BY number LIMIT ?",
                    "known_file");
        if (stop.stop_requested())
            return;
        setMetaNumber(m_index, "whole", 1);
    }
    catchUpFrom(stop, removalsAfter, "known_removal");
    catchUpFrom(stop, eventsAfter, "known_event");
}

std::vector<std::int64_t> IndexWriter::filesAfter(const char* sql, std::int64_t& last, std::int64_t limit)
{
    std::vector<std::int64_t> files;
    Query query = m_journal.query(sql);
    query.bind(last).bind(limit);
    while (query.step()) {
        last = query.number(0);
        if (!query.isNull(1))
            files.push_back(query.number(1));
    }
    std::ranges::sort(files);
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

void IndexWriter::catchUpFrom(const std::stop_token& stop, const char* sql, const char* position)
{
    while (!stop.stop_requested()) {
        std::int64_t last = metaNumber(m_index, position);
        const ReadTransaction reading(m_journal);
        const std::vector<std::int64_t> files = filesAfter(sql, last, filesOfOneTransaction);
        if (last == metaNumber(m_index, position))
            return;
        Transaction transaction(m_index);
        for (const std::int64_t file : files)
            writeFile(file, nullptr);
        writeTally();
        setMetaNumber(m_index, position, last);
        transaction.commit();
    }
}

void IndexWriter::writeFile(std::int64_t number, const Diagnosis* diagnosis)
{
    IndexRow row;
    if (!read(row, number)) {
        removeFile(number);
        return;
    }
    const auto before = old(number);
    // Without its findings it has to be read again.
    if (diagnosis == nullptr && row.judged && (!before || !before->judged))
        row.judged = false;
    if (before)
        update(row, *before);
    else
        insert(row);
    if (diagnosis != nullptr)
        writeFindings(number, *diagnosis);
}

bool IndexWriter::read(IndexRow& row, std::int64_t number)
{
    Query query = m_journal.query(journalSql);
    query.bind(number);
    if (!query.step())
        return false;
    const auto translate = [&](std::int64_t name) {
        auto& ours = m_translated[name];
        if (ours == 0 && name != 0)
            ours = m_names.of(m_journalNames.text(name));
        return ours;
    };
    int column = readSharedColumns(query, row);
    row.number = number;
    for (std::int64_t* const name : {&row.folder, &row.verdict, &row.cause, &row.state})
        *name = translate(*name);
    row.date = optionalText(query, column++);
    row.dateSeconds = optionalNumber(query, column++);
    row.modified = query.number(column++);
    row.identity = query.number(column++);
    row.changeMark = query.number(column++);
    row.run = query.text(column++);
    return true;
}

std::optional<IndexRow> IndexWriter::old(std::int64_t number)
{
    Query query = m_index.query(oldSql);
    query.bind(number);
    if (!query.step())
        return std::nullopt;
    IndexRow row;
    readSharedColumns(query, row);
    row.number = number;
    return row;
}

void IndexWriter::insert(const IndexRow& row)
{
    Query query = m_index.query(insertSql);
    bindRow(query, row);
    query.execute();
    writeRecipients(row);
    addToText(row);
    tally(row, 1);
}

void IndexWriter::update(const IndexRow& row, const IndexRow& before)
{
    const bool isOtherText = searchedText(row) != searchedText(before);
    if (isOtherText)
        removeFromText(before);
    {
        Query query = m_index.query(updateSql);
        bindRow(query, row);
        query.execute();
    }
    if (row.recipients != before.recipients) {
        for (const std::string& address : recipientKeys(before)) {
            m_index.query("DELETE FROM recipient WHERE address = ? AND message = ?")
                .bind(address)
                .bind(row.number)
                .execute();
        }
        writeRecipients(row);
    }
    if (isOtherText)
        addToText(row);
    tally(before, -1);
    tally(row, 1);
}

void IndexWriter::removeFile(std::int64_t number)
{
    const auto before = old(number);
    if (!before)
        return;
    removeFromText(*before);
    for (const std::string& address : recipientKeys(*before)) {
        m_index.query("DELETE FROM recipient WHERE address = ? AND message = ?")
            .bind(address)
            .bind(number)
            .execute();
    }
    m_index.query("DELETE FROM finding WHERE message = ?").bind(number).execute();
    m_index.query("DELETE FROM message WHERE number = ?").bind(number).execute();
    tally(*before, -1);
}

void IndexWriter::bindRow(Query& query, const IndexRow& row)
{
    query.bind(row.folder).bind(row.verdict).bind(row.cause).bind(row.state).bind(row.since).bind(row.size);
    query.bind(std::int64_t{row.judged}).bind(std::int64_t{row.leftBehind});
    bindText(query, row.id);
    bindText(query, row.subject);
    query.bind(row.senderName).bind(row.sender).bind(row.recipients).bind(row.messageId).bindBytes(row.name);
    query.bind(subjectKey(row)).bind(senderKey(row)).bind(domainKey(row.sender));
    query.bind(recipientKey(row)).bind(nameKey(row));
    bindText(query, row.date);
    query.bind(row.dateSeconds).bind(row.modified).bind(row.identity).bind(row.changeMark);
    bindText(query, row.run.empty() ? std::nullopt : std::optional(row.run));
    query.bind(row.number);
}

void IndexWriter::writeRecipients(const IndexRow& row)
{
    for (const std::string& address : recipientKeys(row)) {
        m_index.query("INSERT OR IGNORE INTO recipient(address, message) VALUES(?, ?)")
            .bind(address)
            .bind(row.number)
            .execute();
    }
}

void IndexWriter::writeFindings(std::int64_t number, const Diagnosis& diagnosis)
{
    m_index.query("DELETE FROM finding WHERE message = ?").bind(number).execute();
    std::int64_t position = 0;
    for (const Finding& finding : diagnosis.findings) {
        m_index.query("INSERT INTO finding VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(number)
            .bind(position++)
            .bind(m_names.of(finding.cause))
            .bind(m_names.of(finding.severity))
            .bind(static_cast<std::int64_t>(finding.offset))
            .bind(static_cast<std::int64_t>(finding.length))
            .bind(static_cast<std::int64_t>(finding.line))
            .bind(static_cast<std::int64_t>(finding.count))
            .bind(std::int64_t{finding.part})
            .bind(finding.evidence)
            .execute();
    }
}

void IndexWriter::addToText(const IndexRow& row)
{
    m_index.query("INSERT INTO message_text(rowid, text) VALUES(?, ?)")
        .bind(row.number)
        .bind(searchedText(row))
        .execute();
}

void IndexWriter::removeFromText(const IndexRow& row)
{
    m_index.query("INSERT INTO message_text(message_text, rowid, text) VALUES('delete', ?, ?)")
        .bind(row.number)
        .bind(searchedText(row))
        .execute();
}

void IndexWriter::tally(const IndexRow& row, int change)
{
    m_tally[{row.folder, row.verdict, row.cause, row.state}] += change;
}

void IndexWriter::writeTally()
{
    for (const auto& [key, change] : m_tally) {
        if (change == 0)
            continue;
        Query query = m_index.query("INSERT INTO tally VALUES(?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
                                    "SET count = count + excluded.count");
        for (const std::int64_t part : key)
            query.bind(part);
        query.bind(change).execute();
    }
    m_tally.clear();
    m_index.query("DELETE FROM tally WHERE count <= 0").execute();
}

Diagnosis IndexWriter::diagnosis(std::int64_t file)
{
    Diagnosis diagnosis;
    {
        Query query = m_index.query("SELECT verdict, cause FROM message WHERE number = ?");
        query.bind(file);
        if (query.step()) {
            diagnosis.verdict = m_names.verdict(query.number(0));
            diagnosis.primary = m_names.cause(query.number(1));
        }
    }
    diagnosis.findings = readFindings(m_index, m_names, file);
    return diagnosis;
}

} // namespace connectorscope
