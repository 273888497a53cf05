#include "core/index/schemas.h"

#include <array>

namespace connectorscope {

namespace {

// Times are nanoseconds since 1970 UTC. A column that refers to `name` holds a number in place of a text that
// occurs often: the stable id of a cause, verdict, folder, state or kind of event; 0 for none. Names of files
// are bytes.
constexpr const char* firstVersion = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE name(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE actor(
    number INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    machine TEXT NOT NULL,
    UNIQUE(account, machine));

-- What a message is, by its content; told once.
CREATE TABLE message(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    likeness INTEGER NOT NULL,      -- a hash of body, first From and Subject
    subject TEXT,
    sender_name TEXT NOT NULL,
    sender TEXT NOT NULL,           -- of the first From
    recipients TEXT NOT NULL,       -- one a line
    message_id TEXT NOT NULL,
    date TEXT,
    date_seconds INTEGER,
    received_from TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    judged_at INTEGER NOT NULL);
CREATE INDEX message_likeness ON message(likeness);
-- A message may have several: a repair and the transfer change it.
CREATE TABLE content(
    hash BLOB NOT NULL,
    message INTEGER NOT NULL REFERENCES message(number),
    PRIMARY KEY(hash, message)) WITHOUT ROWID;
CREATE INDEX content_message ON content(message);
-- What the bypassed filters would have said of a message when it was first seen: later its header may have
-- lost what tells it.
CREATE TABLE filtered(
    message INTEGER NOT NULL REFERENCES message(number),
    filter TEXT NOT NULL,           -- of BypassedFilter
    stops INTEGER NOT NULL,         -- 0: only for one of its recipients
    reason TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    line INTEGER NOT NULL,
    count INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY(message, filter)) WITHOUT ROWID;

-- Where a message, or a file that is not judged yet, lies or lay last.
CREATE TABLE file(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    message INTEGER REFERENCES message(number),
    folder INTEGER NOT NULL,
    name BLOB NOT NULL,
    state INTEGER NOT NULL,
    is_present INTEGER NOT NULL,
    judged INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    since INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    change_mark INTEGER NOT NULL,
    run TEXT,
    left_behind INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX file_place ON file(folder, name) WHERE is_present;
CREATE INDEX file_message ON file(message) WHERE message IS NOT NULL;
CREATE INDEX file_left_behind ON file(folder) WHERE left_behind;

-- What happened, in order. Never changed.
CREATE TABLE event(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor(number),
    file INTEGER,
    message INTEGER,
    folder INTEGER NOT NULL,
    name BLOB,
    from_folder INTEGER NOT NULL DEFAULT 0,
    from_name BLOB,
    cause INTEGER NOT NULL DEFAULT 0,
    run TEXT,
    detail TEXT,
    departed INTEGER,               -- out of Incoming Mail: when that file was modified
    failed INTEGER);                -- 1: counts as a failure
CREATE INDEX event_message ON event(message) WHERE message IS NOT NULL;
-- What happened to a file before it was read.
CREATE INDEX event_unread ON event(file) WHERE message IS NULL;
CREATE INDEX event_departed ON event(at) WHERE departed IS NOT NULL;
CREATE INDEX event_failed ON event(at) WHERE failed IS NOT NULL;
-- What happened to the site.
CREATE INDEX event_of_site ON event(at) WHERE file IS NULL AND message IS NULL;

-- Files whose rows are no more, for an index that does not know it yet.
CREATE TABLE removed_file(number INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL);

-- Figures of quarters of an hour, so that days of every time zone can be added up.
CREATE TABLE figure(
    quarter INTEGER NOT NULL,       -- quarters of an hour since 1970 UTC
    folder INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    arrived INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    handed_over INTEGER NOT NULL DEFAULT 0,
    bad_mailed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(quarter, folder, cause)) WITHOUT ROWID;

-- When the folders were looked at: from `began` to `until` never longer apart than a few minutes.
CREATE TABLE watched(
    folder INTEGER NOT NULL,
    began INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY(folder, began)) WITHOUT ROWID;
-- How a folder was at the last look of a quarter of an hour.
CREATE TABLE look(
    quarter INTEGER NOT NULL,       -- quarters of an hour since 1970 UTC
    folder INTEGER NOT NULL,
    at INTEGER NOT NULL,
    path TEXT NOT NULL,
    listed INTEGER,                 -- the last time that it could be
    unreachable_since INTEGER,
    why_unreachable TEXT NOT NULL,
    entries INTEGER NOT NULL,
    not_looked_at INTEGER NOT NULL,
    free_space INTEGER,
    skew INTEGER,
    event INTEGER,                  -- that and all before it had been written before `at`
    message INTEGER,                -- the same of messages
    PRIMARY KEY(quarter, folder)) WITHOUT ROWID;

CREATE TABLE condition(
    cause INTEGER NOT NULL,
    folder INTEGER NOT NULL,
    since INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    good_samples INTEGER NOT NULL,
    members TEXT NOT NULL,          -- ids, one a line
    PRIMARY KEY(cause, folder)) WITHOUT ROWID;

-- One message's way through the pipeline, its steps, and what was tried for the message altogether.
CREATE TABLE run(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    message INTEGER NOT NULL REFERENCES message(number),
    action INTEGER,                 -- that asked for it
    attempt INTEGER NOT NULL,       -- 0: does not count as one
    kind TEXT NOT NULL,             -- requeue, delete, ...
    state TEXT NOT NULL,            -- of RunState
    outcome TEXT,                   -- for people
    began INTEGER NOT NULL,
    ended INTEGER,
    source_folder INTEGER NOT NULL,
    source_name BLOB NOT NULL,
    original BLOB,                  -- SHA-256 of what lies in the vault
    envelope TEXT,                  -- JSON: sender and recipients
    actor INTEGER NOT NULL REFERENCES actor(number));
CREATE INDEX run_message ON run(message);
CREATE INDEX run_action ON run(action) WHERE action IS NOT NULL;
-- A message is in one run at a time.
CREATE UNIQUE INDEX run_unfinished ON run(message) WHERE ended IS NULL;
CREATE TABLE step(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run(number),
    step TEXT NOT NULL,             -- of RunStep
    phase TEXT NOT NULL,            -- of StepPhase
    at INTEGER NOT NULL,
    path BLOB,
    hash BLOB,
    boot_id TEXT,
    detail TEXT,
    actor INTEGER NOT NULL REFERENCES actor(number));
CREATE INDEX step_run ON step(run);
CREATE TABLE attempt(
    message INTEGER NOT NULL REFERENCES message(number),
    attempt INTEGER NOT NULL,
    at INTEGER NOT NULL,
    run TEXT NOT NULL,
    result TEXT,                    -- the state in which its run ended
    next_at INTEGER,                -- of an automatic retry
    PRIMARY KEY(message, attempt)) WITHOUT ROWID;
CREATE INDEX attempt_due ON attempt(next_at) WHERE next_at IS NOT NULL;
-- Names that runs, and releases, have given to files in the site's folders.
CREATE TABLE run_file(
    folder INTEGER NOT NULL,
    name BLOB NOT NULL,
    run TEXT NOT NULL,              -- empty: a release
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    content BLOB,                   -- the hash by which a scan knows it
    PRIMARY KEY(folder, name)) WITHOUT ROWID;
CREATE INDEX run_file_run ON run_file(run);
CREATE TABLE hold(
    message INTEGER PRIMARY KEY REFERENCES message(number),
    state TEXT NOT NULL,            -- of HoldState
    at INTEGER NOT NULL,
    folder INTEGER NOT NULL,        -- where the file came from
    name BLOB NOT NULL,
    staged BLOB NOT NULL,           -- the path of the file that is held
    to_folder INTEGER NOT NULL DEFAULT 0,   -- of a release: where it goes
    to_name BLOB,
    note TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor(number));

CREATE TABLE uidl(
    account TEXT NOT NULL,
    uidl BLOB NOT NULL,
    state TEXT NOT NULL,            -- of UidlState
    at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    hash BLOB NOT NULL,             -- SHA-256 of the file that was made of it
    name BLOB NOT NULL,             -- of that file
    PRIMARY KEY(account, uidl)) WITHOUT ROWID;

CREATE TABLE acknowledgement(
    message INTEGER PRIMARY KEY REFERENCES message(number),
    at INTEGER NOT NULL,
    note TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor(number));

CREATE TABLE closed_report(
    day TEXT PRIMARY KEY,           -- 2026-11-23
    at INTEGER NOT NULL,
    json TEXT NOT NULL) WITHOUT ROWID;
CREATE TRIGGER closed_report_stays BEFORE UPDATE ON closed_report
    BEGIN SELECT raise(ABORT, 'a closed report is never changed'); END;

-- What programs ask the worker to do.
CREATE TABLE action(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    message TEXT,
    run TEXT,
    options TEXT NOT NULL,          -- JSON
    asked_at INTEGER NOT NULL,
    asked_by INTEGER NOT NULL REFERENCES actor(number),
    state TEXT NOT NULL,            -- of ActionState
    claim TEXT,                     -- of the worker that has it
    taken_at INTEGER,
    taken_by INTEGER REFERENCES actor(number),
    times_taken INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,        -- how far it is
    total INTEGER NOT NULL DEFAULT 0,
    doing TEXT NOT NULL DEFAULT '',
    cancel_at INTEGER,
    cancel_by INTEGER REFERENCES actor(number),
    ended_at INTEGER,
    result TEXT);                   -- JSON
CREATE INDEX action_open ON action(number) WHERE state IN ('waiting', 'taken');
)sql";

// Lists of runs, by what became of them.
constexpr const char* secondVersion = "CREATE INDEX run_state ON run(state)";
// Who has put an original into the vault.
constexpr const char* thirdVersion = "CREATE INDEX run_original ON run(original) WHERE original IS NOT NULL";

// Runs that nobody has asked for: automatic retries.
constexpr const char* fourthVersion = "ALTER TABLE run ADD COLUMN is_automatic INTEGER NOT NULL DEFAULT 0";

// What retention counts a run from: its end, but no earlier than the time of retention then.
constexpr const char* fifthVersion = "ALTER TABLE run ADD COLUMN kept_from INTEGER";

constexpr std::array<Migration, 5> migrations = {
    {{firstVersion}, {secondVersion}, {thirdVersion}, {fourthVersion}, {fifthVersion}}};

} // namespace

const DatabaseKind& journalKind()
{
    constexpr int cacheKib = 16 * 1024;
    static const DatabaseKind kind = {
        .name = "journal",
        .applicationId = 0x43534A31, // "CSJ1"
        .flushesEachCommit = true,
        .cacheKib = cacheKib,
        .migrations = migrations,
        .whenDamaged =
            "Stop the programs of this site, move journal.db with its -wal and -shm files away, and "
            "put the newest daily copy (copies/journal-*.db in the work folder) in its place.",
    };
    return kind;
}

} // namespace connectorscope
