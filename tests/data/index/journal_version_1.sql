-- The journal of a site with three messages, as version 1 of its schema kept it (sqlite3's .dump).
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE name(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
INSERT INTO name VALUES(1,'file-locked');
INSERT INTO name VALUES(2,'access-denied');
INSERT INTO name VALUES(3,'read-error');
INSERT INTO name VALUES(4,'still-arriving');
INSERT INTO name VALUES(5,'empty-file');
INSERT INTO name VALUES(6,'nul-filled');
INSERT INTO name VALUES(7,'utf16-text');
INSERT INTO name VALUES(8,'not-a-message');
INSERT INTO name VALUES(9,'byte-order-mark');
INSERT INTO name VALUES(10,'pop3-response-line');
INSERT INTO name VALUES(11,'pop3-dot-framing');
INSERT INTO name VALUES(12,'mbox-from-line');
INSERT INTO name VALUES(13,'smtp-envelope-lines');
INSERT INTO name VALUES(14,'leading-blank-line');
INSERT INTO name VALUES(15,'truncated-in-headers');
INSERT INTO name VALUES(16,'missing-header-separator');
INSERT INTO name VALUES(17,'nul-hole');
INSERT INTO name VALUES(18,'nul-in-header');
INSERT INTO name VALUES(19,'invalid-header-name');
INSERT INTO name VALUES(20,'malformed-header-line');
INSERT INTO name VALUES(21,'envelope-header-in-message');
INSERT INTO name VALUES(22,'header-line-too-long');
INSERT INTO name VALUES(23,'header-block-too-large');
INSERT INTO name VALUES(24,'raw-8bit-header');
INSERT INTO name VALUES(25,'bad-encoded-word');
INSERT INTO name VALUES(26,'duplicate-header');
INSERT INTO name VALUES(27,'conflicting-header');
INSERT INTO name VALUES(28,'invalid-date');
INSERT INTO name VALUES(29,'missing-date');
INSERT INTO name VALUES(30,'missing-message-id');
INSERT INTO name VALUES(31,'bare-lf');
INSERT INTO name VALUES(32,'bare-cr');
INSERT INTO name VALUES(33,'missing-from');
INSERT INTO name VALUES(34,'invalid-from');
INSERT INTO name VALUES(35,'multiple-from');
INSERT INTO name VALUES(36,'missing-recipient');
INSERT INTO name VALUES(37,'invalid-recipient');
INSERT INTO name VALUES(38,'unbalanced-quote');
INSERT INTO name VALUES(39,'group-syntax-recipient');
INSERT INTO name VALUES(40,'no-local-recipient');
INSERT INTO name VALUES(41,'unknown-mailbox');
INSERT INTO name VALUES(42,'too-many-recipients');
INSERT INTO name VALUES(43,'already-transferred');
INSERT INTO name VALUES(44,'mail-loop');
INSERT INTO name VALUES(45,'invalid-content-type');
INSERT INTO name VALUES(46,'multipart-without-boundary');
INSERT INTO name VALUES(47,'boundary-not-found');
INSERT INTO name VALUES(48,'unterminated-multipart');
INSERT INTO name VALUES(49,'encoding-on-multipart');
INSERT INTO name VALUES(50,'unknown-transfer-encoding');
INSERT INTO name VALUES(51,'blank-charset');
INSERT INTO name VALUES(52,'unknown-charset');
INSERT INTO name VALUES(53,'dangling-part');
INSERT INTO name VALUES(54,'truncated-base64');
INSERT INTO name VALUES(55,'invalid-base64');
INSERT INTO name VALUES(56,'invalid-quoted-printable');
INSERT INTO name VALUES(57,'nesting-too-deep');
INSERT INTO name VALUES(58,'too-many-parts');
INSERT INTO name VALUES(59,'nul-in-body');
INSERT INTO name VALUES(60,'body-line-too-long');
INSERT INTO name VALUES(61,'lone-dot-line');
INSERT INTO name VALUES(62,'undeclared-8bit-body');
INSERT INTO name VALUES(63,'partial-message');
INSERT INTO name VALUES(64,'tnef-attachment');
INSERT INTO name VALUES(65,'unnamed-attachment');
INSERT INTO name VALUES(66,'missing-mime-version');
INSERT INTO name VALUES(67,'message-too-large');
INSERT INTO name VALUES(68,'pickup-missing');
INSERT INTO name VALUES(69,'pickup-not-writable');
INSERT INTO name VALUES(70,'disk-full');
INSERT INTO name VALUES(71,'disk-low');
INSERT INTO name VALUES(72,'bad-mailed');
INSERT INTO name VALUES(73,'pickup-stalled');
INSERT INTO name VALUES(74,'folder-unreachable');
INSERT INTO name VALUES(75,'account-failing');
INSERT INTO name VALUES(76,'left-behind');
INSERT INTO name VALUES(77,'queue-blocked');
INSERT INTO name VALUES(78,'cohort-failure');
INSERT INTO name VALUES(79,'badmail-disabled');
INSERT INTO name VALUES(80,'duplicate-message');
INSERT INTO name VALUES(81,'no-fault-found');
INSERT INTO name VALUES(82,'pending');
INSERT INTO name VALUES(83,'unreadable');
INSERT INTO name VALUES(84,'corrupt');
INSERT INTO name VALUES(85,'blocked');
INSERT INTO name VALUES(86,'at-risk');
INSERT INTO name VALUES(87,'clean');
INSERT INTO name VALUES(88,'fatal');
INSERT INTO name VALUES(89,'environment');
INSERT INTO name VALUES(90,'risk');
INSERT INTO name VALUES(91,'note');
INSERT INTO name VALUES(92,'incoming');
INSERT INTO name VALUES(93,'failed');
INSERT INTO name VALUES(94,'pickup');
INSERT INTO name VALUES(95,'badmail');
INSERT INTO name VALUES(96,'present');
INSERT INTO name VALUES(97,'held');
INSERT INTO name VALUES(98,'replaced');
INSERT INTO name VALUES(99,'handed-over');
INSERT INTO name VALUES(100,'gone');
INSERT INTO name VALUES(101,'deleted');
INSERT INTO name VALUES(102,'arrived');
INSERT INTO name VALUES(103,'changed');
INSERT INTO name VALUES(104,'moved');
INSERT INTO name VALUES(105,'judged');
INSERT INTO name VALUES(106,'finding-added');
INSERT INTO name VALUES(107,'condition-began');
INSERT INTO name VALUES(108,'condition-changed');
INSERT INTO name VALUES(109,'condition-ended');
INSERT INTO name VALUES(110,'released');
INSERT INTO name VALUES(111,'acknowledged');
CREATE TABLE actor(
    number INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    machine TEXT NOT NULL,
    UNIQUE(account, machine));
INSERT INTO actor VALUES(1,'anna','server');
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
INSERT INTO message VALUES(1,'2f88xrgqda',X'738c040602d64d15db5d109b59c5757a',166953385996733521,'Invoice 4711','','anna@contoso.com','ben@contoso.com','1@contoso.com','2026-11-23T06:00:00+00:00',1795413600,'',1795577008372091572,1795577008372091572);
INSERT INTO message VALUES(2,'gqgwvmcbqr',X'aee1baf3c111edbb7a8cc9b6695b9847',-4736439171554402230,'Passed','','carl@example.org','ben@contoso.com','3@contoso.com','2026-11-23T06:00:00+00:00',1795413600,'',1795577008372339474,1795577008372339474);
INSERT INTO message VALUES(3,'zysyd9x2ez',X'738c040602d64d15db5d109b59c5757a',7277155143932174367,'No sender','','','ben@contoso.com','2@contoso.com','2026-11-23T06:00:00+00:00',1795413600,'',1795577008372280349,1795577008372280349);
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
CREATE TABLE content(
    hash BLOB NOT NULL,
    message INTEGER NOT NULL REFERENCES message(number),
    PRIMARY KEY(hash, message)) WITHOUT ROWID;
INSERT INTO content VALUES(X'35bd5800f63ae370b68f278cce54d234',1);
INSERT INTO content VALUES(X'3cbb4759068508589412501027ff1398',2);
INSERT INTO content VALUES(X'2ac768cd43f0410d4e7be17703227618',3);
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
INSERT INTO file VALUES(1,1,92,X'6f6e652e656d6c',96,1,1,87,0,1795577008372091572,146,1795577008372365622,11141265,35041550,'',0);
INSERT INTO file VALUES(2,2,92,X'74687265652e656d6c',100,0,1,87,0,1795580609509867981,138,1795577008372365622,11141297,35041550,'',0);
INSERT INTO file VALUES(3,3,93,X'74776f2e656d6c',96,1,1,85,33,1795577008372280349,119,1795577008372365622,11141281,35041550,'',0);
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
    failed INTEGER);
INSERT INTO event VALUES(1,1795577008372091572,105,1,1,1,92,X'6f6e652e656d6c',0,NULL,0,NULL,'clean',NULL,NULL);
INSERT INTO event VALUES(2,1795577008372339474,105,1,2,2,92,X'74687265652e656d6c',0,NULL,0,NULL,'clean',NULL,NULL);
INSERT INTO event VALUES(3,1795577008372280349,105,1,3,3,93,X'74776f2e656d6c',0,NULL,33,NULL,'blocked',NULL,1);
INSERT INTO event VALUES(4,1795580609509867981,100,1,2,2,92,X'74687265652e656d6c',0,NULL,0,NULL,NULL,1795577008372365622,NULL);
CREATE TABLE removed_file(number INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL);
CREATE TABLE figure(
    quarter INTEGER NOT NULL,       -- quarters of an hour since 1970 UTC
    folder INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    arrived INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    handed_over INTEGER NOT NULL DEFAULT 0,
    bad_mailed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(quarter, folder, cause)) WITHOUT ROWID;
INSERT INTO figure VALUES(1995085,92,0,2,0,0,0);
INSERT INTO figure VALUES(1995085,93,33,1,1,0,0);
CREATE TABLE watched(
    folder INTEGER NOT NULL,
    began INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY(folder, began)) WITHOUT ROWID;
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
CREATE TABLE attempt(
    message INTEGER NOT NULL REFERENCES message(number),
    attempt INTEGER NOT NULL,
    at INTEGER NOT NULL,
    run TEXT NOT NULL,
    result TEXT,                    -- the state in which its run ended
    next_at INTEGER,                -- of an automatic retry
    PRIMARY KEY(message, attempt)) WITHOUT ROWID;
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
    result TEXT);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('file',3);
INSERT INTO sqlite_sequence VALUES('event',4);
CREATE INDEX message_likeness ON message(likeness);
CREATE INDEX content_message ON content(message);
CREATE UNIQUE INDEX file_place ON file(folder, name) WHERE is_present;
CREATE INDEX file_message ON file(message) WHERE message IS NOT NULL;
CREATE INDEX file_left_behind ON file(folder) WHERE left_behind;
CREATE INDEX event_message ON event(message) WHERE message IS NOT NULL;
CREATE INDEX event_unread ON event(file) WHERE message IS NULL;
CREATE INDEX event_departed ON event(at) WHERE departed IS NOT NULL;
CREATE INDEX event_failed ON event(at) WHERE failed IS NOT NULL;
CREATE INDEX event_of_site ON event(at) WHERE file IS NULL AND message IS NULL;
CREATE INDEX run_message ON run(message);
CREATE INDEX run_action ON run(action) WHERE action IS NOT NULL;
CREATE UNIQUE INDEX run_unfinished ON run(message) WHERE ended IS NULL;
CREATE INDEX step_run ON step(run);
CREATE INDEX attempt_due ON attempt(next_at) WHERE next_at IS NOT NULL;
CREATE INDEX run_file_run ON run_file(run);
CREATE TRIGGER closed_report_stays BEFORE UPDATE ON closed_report
    BEGIN SELECT raise(ABORT, 'a closed report is never changed'); END;
CREATE INDEX action_open ON action(number) WHERE state IN ('waiting', 'taken');
COMMIT;
PRAGMA application_id=1129531953;
PRAGMA user_version=1;
