#pragma once

#include "core/index/actor.h"
#include "core/index/names.h"
#include "core/index/stored_values.h"
#include "core/watch/message_ledger.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// A row of the journal's table `file`.
struct FileRow
{
    std::int64_t number = 0;
    std::optional<std::int64_t> message;
    std::string messageId; ///< empty without a message
    Place place;
    MessageState state = MessageState::Present;
    bool present = true;
    bool judged = false;
    Verdict verdict = Verdict::Pending;
    std::optional<CauseId> cause;
    UtcTime since;
    FileStamp stamp;
    std::string run;
    bool leftBehind = false;
};

/// What a batch of records has changed, for the index: the rows by number, with their findings where the
/// batch knows them.
struct JournalChanges
{
    struct Row
    {
        bool removed = false;
        std::optional<Diagnosis> diagnosis;
    };
    std::map<std::int64_t, Row> rows;
};

/// Writes what happened to files into the journal. Used inside a transaction; throws SQLiteCpp's exceptions.
/// Internal to core/index.
class JournalWriter
{
public:
    JournalWriter(Database& journal, const Names& names, const Actor& actor);

    /// Gives the findings that the index knows of a file.
    using KnownDiagnosis = std::function<Diagnosis(std::int64_t file)>;

    /// Writes one record; returns the id of its message. A record that changes nothing is passed over.
    std::string apply(const WatchRecord& record, const KnownDiagnosis& known, JournalChanges& changes);
    void applyCondition(const ConditionChange& change);

    std::optional<FileRow> presentFile(const Place& place);
    std::optional<FileRow> file(std::int64_t number);
    std::int64_t lastEvent();

private:
    std::string applyArrived(const WatchRecord& record, JournalChanges& changes);
    std::string applyChanged(const WatchRecord& record, JournalChanges& changes);
    std::string applyMoved(const WatchRecord& record, const KnownDiagnosis& known, JournalChanges& changes);
    std::string applyGone(const WatchRecord& record, JournalChanges& changes);
    std::string applyJudged(const WatchRecord& record, JournalChanges& changes);
    std::string applyUnread(const WatchRecord& record, FileRow row, JournalChanges& changes);
    std::string applyFinding(const WatchRecord& record, const KnownDiagnosis& known, JournalChanges& changes);

    std::optional<FileRow> readFile(Query& query);
    /// Writes the row; a new one, which has no number yet, gets it.
    void save(FileRow& row);
    void removeFile(const FileRow& row, JournalChanges& changes);
    /// The file that stands at the place gives way to another.
    void replaceFile(FileRow row, UtcTime at, JournalChanges& changes);
    /// The file is that message now; rows of where the message lay before are no longer needed.
    void attach(FileRow& row, const std::string& id, JournalChanges& changes);

    std::optional<std::int64_t> messageNumber(std::string_view id);
    std::string insertMessage(const ScannedMessage& scanned, UtcTime at);
    void updateMessage(std::int64_t number, const ScannedMessage& scanned, const Place& place, UtcTime at);
    void addFiltered(std::int64_t message, const std::vector<FilterVerdict>& verdicts);
    bool hasContent(std::int64_t message, const Xxh3Digest& content);
    void addContent(std::int64_t message, const Xxh3Digest& content);

    void addEvent(const WatchRecord& record, const FileRow& row, std::string_view detail,
                  std::optional<UtcTime> departed = std::nullopt);
    /// With `failureIsCounted` the record's failure, or its end in BadMail, is in the figures already.
    void addFigures(const WatchRecord& record, const FileRow& row, bool failureIsCounted = false);
    /// Whether the file was moved into its folder, which counted it, before anybody had read it. Who reads it
    /// later may be another program, which cannot know.
    bool movedInUnread(const FileRow& row);

    Database& m_journal;
    const Names& m_names;
    std::int64_t m_actor = 0;
};

/// The number that finds messages of a likeness.
std::int64_t likenessKey(const MessageLikeness& likeness);
/// A likeness as long as it is stored.
MessageLikeness storedLikeness(const MessageLikeness& likeness);

} // namespace connectorscope
