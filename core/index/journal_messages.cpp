#include "core/index/journal_writer.h"

#include "core/base/random_id.h"

#include <cstring>

namespace connectorscope {

namespace {

constexpr std::size_t idLength = 10;
constexpr std::size_t subjectLimit = 1000;
constexpr std::size_t addressLimit = 320;
constexpr std::size_t messageIdLimit = 400;
constexpr std::size_t recipientsLimit = 1000;
constexpr std::size_t reasonLimit = 1000;

std::string firstSender(const ScannedMessage& scanned)
{
    return scanned.from.empty() ? std::string() : storedText(scanned.from.front().spec(), addressLimit);
}

std::string recipientLines(const ScannedMessage& scanned)
{
    std::vector<std::string> recipients;
    for (const std::string& address : scanned.to) {
        if (recipients.size() == recipientsLimit)
            break;
        recipients.push_back(storedText(address, addressLimit));
    }
    return joinLines(recipients);
}

/// The columns of a message that its content tells, in the order of both statements below.
void bindContent(Query& query, const ScannedMessage& scanned)
{
    query.bindBytes(bytesOf(scanned.body)).bind(likenessKey(likenessOf(scanned)));
    if (scanned.hasSubject)
        query.bind(storedText(scanned.subject, subjectLimit));
    else
        query.bindNull();
    query
        .bind(scanned.from.empty() ? std::string()
                                   : storedText(scanned.from.front().displayName, addressLimit))
        .bind(firstSender(scanned))
        .bind(recipientLines(scanned))
        .bind(storedText(scanned.messageId, messageIdLimit));
    if (scanned.date)
        query.bind(*scanned.date);
    else
        query.bindNull();
    query.bind(scanned.dateSeconds).bind(storedText(scanned.receivedFrom, addressLimit));
}

} // namespace

MessageLikeness storedLikeness(const MessageLikeness& likeness)
{
    return {likeness.body, storedText(likeness.from, addressLimit),
            storedText(likeness.subject, subjectLimit)};
}

std::int64_t likenessKey(const MessageLikeness& likeness)
{
    const MessageLikeness kept = storedLikeness(likeness);
    std::string bytes(bytesOf(kept.body));
    bytes += kept.from;
    bytes += '\0';
    bytes += kept.subject;
    const Xxh3Digest digest = xxh3(bytes);
    std::int64_t key = 0;
    std::memcpy(&key, digest.data(), sizeof key);
    return key;
}

std::optional<std::int64_t> JournalWriter::messageNumber(std::string_view id)
{
    Query query = m_journal.query("SELECT number FROM message WHERE id = ?");
    query.bind(id);
    return query.step() ? std::optional(query.number(0)) : std::nullopt;
}

std::string JournalWriter::insertMessage(const ScannedMessage& scanned, UtcTime at)
{
    std::string id = randomId(idLength);
    while (messageNumber(id))
        id = randomId(idLength);
    Query query = m_journal.query(
        "INSERT INTO message(body, likeness, subject, sender_name, sender, recipients, message_id, date, "
        "date_seconds, received_from, id, first_seen, judged_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?)");
    bindContent(query, scanned);
    query.bind(id).bind(stored(at)).bind(stored(at)).execute();
    const std::int64_t number = m_journal.lastRowId();
    addContent(number, scanned.content);
    addFiltered(number, scanned.filtered);
    return id;
}

void JournalWriter::addFiltered(std::int64_t message, const std::vector<FilterVerdict>& verdicts)
{
    for (const FilterVerdict& verdict : verdicts) {
        m_journal
            .query(
                "INSERT OR IGNORE INTO filtered(message, filter, stops, reason, offset, length, line, count, "
                "evidence) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(message)
            .bind(toString(verdict.filter))
            .bind(std::int64_t{verdict.stops})
            .bind(storedText(verdict.reason, reasonLimit))
            .bind(static_cast<std::int64_t>(verdict.offset))
            .bind(static_cast<std::int64_t>(verdict.length))
            .bind(static_cast<std::int64_t>(verdict.line))
            .bind(static_cast<std::int64_t>(verdict.count))
            .bind(storedText(verdict.evidence, reasonLimit))
            .execute();
    }
}

void JournalWriter::updateMessage(std::int64_t number, const ScannedMessage& scanned, const Place& place,
                                  UtcTime at)
{
    // What the transfer has made of it says less of the message than what came.
    const bool isTransferred = place.folder == FolderKind::PickUp || place.folder == FolderKind::BadMail;
    if (!hasContent(number, scanned.content)) {
        addContent(number, scanned.content);
        if (!isTransferred) {
            Query query = m_journal.query(
                "UPDATE message SET body = ?, likeness = ?, subject = ?, sender_name = ?, sender = ?, "
                "recipients = ?, message_id = ?, date = ?, date_seconds = ?, received_from = ? WHERE number "
                "= ?");
            bindContent(query, scanned);
            query.bind(number).execute();
        }
    }
    m_journal.query("UPDATE message SET judged_at = ?1 WHERE number = ?2 AND judged_at != ?1")
        .bind(stored(at))
        .bind(number)
        .execute();
}

bool JournalWriter::hasContent(std::int64_t message, const Xxh3Digest& content)
{
    Query query = m_journal.query("SELECT 1 FROM content WHERE hash = ? AND message = ?");
    return query.bindBytes(bytesOf(content)).bind(message).step();
}

void JournalWriter::addContent(std::int64_t message, const Xxh3Digest& content)
{
    m_journal.query("INSERT OR IGNORE INTO content(hash, message) VALUES(?, ?)")
        .bindBytes(bytesOf(content))
        .bind(message)
        .execute();
}

} // namespace connectorscope
