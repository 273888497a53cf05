#include "core/index/schemas.h"

#include <array>

namespace connectorscope {

namespace {

// One row for each row of the journal's table `file`, under the same number, with what is asked for together.
//
// Each index begins with what it sorts by, then `number`, which makes each key one of its kind, and ends with
// the columns that a page is filtered by most often: a walk along it need not look at the rows it leaves out.
// The sort keys of texts are folded and short, and so is the text that is searched, with `name` and addresses
// in it; `tally` counts the rows of each combination of those columns.
constexpr const char* firstVersion = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE name(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE message(
    number INTEGER PRIMARY KEY,
    folder INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    size INTEGER NOT NULL,
    judged INTEGER NOT NULL,
    left_behind INTEGER NOT NULL,
    id TEXT,
    subject TEXT,
    sender_name TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    message_id TEXT NOT NULL,
    name BLOB NOT NULL,
    subject_key TEXT NOT NULL,
    sender_key TEXT NOT NULL,
    domain_key TEXT NOT NULL,       -- of the sender
    recipient_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    date TEXT,
    date_seconds INTEGER,
    modified INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    change_mark INTEGER NOT NULL,
    run TEXT);
CREATE INDEX message_since ON message(since, number, folder, verdict, cause, state, left_behind);
CREATE INDEX message_folder ON message(folder, since, number, verdict, cause, state, left_behind);
CREATE INDEX message_verdict ON message(verdict, since, number, folder, cause, state, left_behind);
CREATE INDEX message_cause ON message(cause, since, number, folder, verdict, state, left_behind);
CREATE INDEX message_state ON message(state, since, number, folder, verdict, cause, left_behind);
CREATE INDEX message_size ON message(size, number, folder, verdict, cause, state, left_behind, since);
CREATE INDEX message_subject ON
    message(subject_key, number, folder, verdict, cause, state, left_behind, since);
CREATE INDEX message_sender ON
    message(sender_key, number, folder, verdict, cause, state, left_behind, since);
CREATE INDEX message_domain ON
    message(domain_key, sender_key, number, folder, verdict, cause, state, left_behind, since);
CREATE INDEX message_recipient ON
    message(recipient_key, number, folder, verdict, cause, state, left_behind, since);
CREATE INDEX message_name ON message(name_key, number, folder, verdict, cause, state, left_behind, since);
CREATE INDEX message_id ON message(id) WHERE id IS NOT NULL;

CREATE TABLE recipient(
    address TEXT NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY(address, message)) WITHOUT ROWID;

CREATE TABLE finding(
    message INTEGER NOT NULL,
    position INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    line INTEGER NOT NULL,
    count INTEGER NOT NULL,
    part INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY(message, position)) WITHOUT ROWID;

CREATE TABLE tally(
    folder INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    state INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY(folder, verdict, cause, state)) WITHOUT ROWID;

CREATE TABLE folder_health(
    folder INTEGER PRIMARY KEY,
    path BLOB NOT NULL,
    has_events INTEGER NOT NULL,
    why_polling TEXT NOT NULL,
    last_listing INTEGER,
    unreachable_since INTEGER,
    why_unreachable TEXT NOT NULL,
    unreachable_code TEXT NOT NULL,
    entries INTEGER NOT NULL,
    companions INTEGER NOT NULL,
    not_looked_at TEXT NOT NULL,    -- reason and count, one a line
    skew INTEGER,
    why_skew_unknown TEXT NOT NULL,
    oldest INTEGER,
    free_space INTEGER);

CREATE VIRTUAL TABLE message_text USING fts5(
    text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1');
)sql";

constexpr std::array<Migration, 1> migrations = {{{firstVersion}}};

} // namespace

const DatabaseKind& indexKind()
{
    constexpr int cacheKib = 48 * 1024;
    static const DatabaseKind kind = {
        .name = "index",
        .applicationId = 0x43534931, // "CSI1"
        .flushesEachCommit = false,
        .cacheKib = cacheKib,
        .migrations = migrations,
        .whenDamaged = "It is made again from the folders and the journal: run `connectorctl scan`.",
    };
    return kind;
}

} // namespace connectorscope
