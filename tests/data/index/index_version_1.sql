-- The index of a site with three messages, as version 1 of its schema kept it (sqlite3's .dump).
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES('first_event',1);
INSERT INTO meta VALUES('in_use',0);
INSERT INTO meta VALUES('known_event',4);
INSERT INTO meta VALUES('known_removal',0);
INSERT INTO meta VALUES('whole',1);
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
INSERT INTO message VALUES(1,92,87,0,96,1795577008372091572,146,1,0,'2f88xrgqda','Invoice 4711','','anna@contoso.com','ben@contoso.com','1@contoso.com',X'6f6e652e656d6c','invoice 4711','anna@contoso.com','contoso.com','ben@contoso.com','one.eml','2026-11-23T06:00:00+00:00',1795413600,1795577008372365622,11141265,35041550,NULL);
INSERT INTO message VALUES(2,92,87,0,100,1795580609509867981,138,1,0,'gqgwvmcbqr','Passed','','carl@example.org','ben@contoso.com','3@contoso.com',X'74687265652e656d6c','passed','carl@example.org','example.org','ben@contoso.com','three.eml','2026-11-23T06:00:00+00:00',1795413600,1795577008372365622,11141297,35041550,NULL);
INSERT INTO message VALUES(3,93,85,33,96,1795577008372280349,119,1,0,'zysyd9x2ez','No sender','','','ben@contoso.com','2@contoso.com',X'74776f2e656d6c','no sender','','','ben@contoso.com','two.eml','2026-11-23T06:00:00+00:00',1795413600,1795577008372365622,11141281,35041550,NULL);
CREATE TABLE recipient(
    address TEXT NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY(address, message)) WITHOUT ROWID;
INSERT INTO recipient VALUES('ben@contoso.com',1);
INSERT INTO recipient VALUES('ben@contoso.com',2);
INSERT INTO recipient VALUES('ben@contoso.com',3);
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
INSERT INTO finding VALUES(3,0,33,88,0,0,1,1,0,'');
CREATE TABLE tally(
    folder INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    state INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY(folder, verdict, cause, state)) WITHOUT ROWID;
INSERT INTO tally VALUES(92,87,0,96,1);
INSERT INTO tally VALUES(92,87,0,100,1);
INSERT INTO tally VALUES(93,85,33,96,1);
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
INSERT INTO folder_health VALUES(92,X'2f6d61696c2f696e',1,'',1795580609725495131,NULL,'','other',1,0,replace('sub-folder 0\nlink 0\nspecial 0\ntemporary 0\nsystem 0\n','\n',char(10)),0,'',1795577008372366393,75762319360);
INSERT INTO folder_health VALUES(93,X'2f6d61696c2f6661696c6564',1,'',1795580609725527893,NULL,'','other',1,0,replace('sub-folder 0\nlink 0\nspecial 0\ntemporary 0\nsystem 0\n','\n',char(10)),0,'',1795577008372365693,75762319360);
INSERT INTO folder_health VALUES(94,X'2f6d61696c2f7069636b7570',1,'',1795580609725540056,NULL,'','other',0,0,replace('sub-folder 0\nlink 0\nspecial 0\ntemporary 0\nsystem 0\n','\n',char(10)),0,'',NULL,75762319360);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','message_text','message_text',0,'CREATE VIRTUAL TABLE message_text USING fts5(
    text, content='''', columnsize=0, detail=none, tokenize=''trigram case_sensitive 1'')');
CREATE TABLE IF NOT EXISTS 'message_text_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO message_text_data VALUES(1,X'03812f');
INSERT INTO message_text_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO message_text_data VALUES(137438953473,X'000001a904300a0a610103016302020231400102023340020202616e01020262650101020263610202026f6e01020274680201032034370101032e636f01010202656d010102026f72020103310a0a010202310a010202406301010333406302010334373101010337313101010340636f0101020265780201036140630102026d700202026e6e010202726c020202737302010362656e0101010363617202020265200102026f6d010103016e01010103640a0a0201036520340102022e65010103016f020202640a020202652e0202026d6c010102026e40010102027861020103670a620201036872650201036963650102026e760101036c4065020202652e0201036d0a3101030133020301620103016f01030174020202706c0201036e4063010102026140010202652e0102026e61010202746f01010202766f0101036f2e630101020269630102026d0a010102026e6501030174010102027267020202736f010101037061730202026c65020103726565020202670a0202026c400201037365640202026f2e0101020273650201037468720202026f7301010103766f6901010378616d020406040505050605050506070605060505060606070506050505050706050605060606040505060605060606050605060404040405070505050605070506050505060605060505060605060606');
INSERT INTO message_text_data VALUES(274877906945,X'000000c304300a0a0a030301620302023240030202626503020274770301032073650301032e636f030202656d03010332406303010340636f03010362656e030103636f6d0303016e030103646572030103656d6c0302026e4003030164030202720a0301036d0a32030301740301036e406303020264650302026f20030202746f0301036f20730302022e63030301650302026d0a0302026e74030202736f030103720a0a03010373656e0302026f2e030103746f73030202776f030103776f2e03040604050505060605060606060406060504050604060505050605040505050606050605');
CREATE TABLE IF NOT EXISTS 'message_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO message_text_idx VALUES(1,X'',2);
INSERT INTO message_text_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'message_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO message_text_config VALUES('version',4);
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
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id=1129531697;
PRAGMA user_version=1;
