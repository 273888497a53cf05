#include "tests/core/index/records.h"

namespace connectorscope {

FileStamp stampNumber(std::uint64_t number)
{
    FileStamp stamp;
    stamp.size = 1000 + number;
    stamp.modified = someTime + std::chrono::seconds(number);
    stamp.identity = 0xF000'0000'0000'0000U + number;
    stamp.changeMark = static_cast<std::uint32_t>(number);
    return stamp;
}

ScannedMessage scannedMessage(std::uint64_t number)
{
    const std::string text = std::to_string(number);
    ScannedMessage scanned;
    scanned.stamp = stampNumber(number);
    scanned.content = xxh3("content " + text);
    scanned.body = xxh3("body " + text);
    scanned.subject = "Invoice " + text;
    scanned.hasSubject = true;
    Address sender;
    sender.displayName = "Berta";
    sender.localPart = "berta" + text;
    sender.domain = "example.org";
    scanned.from.push_back(sender);
    scanned.to = {"Anna@contoso.com"};
    scanned.messageId = text + "@example.org";
    scanned.filtered = {{BypassedFilter::Content, true, "Marked " + text + ".", number, 5, 2, 1, "X-Spam"},
                        {BypassedFilter::Recipient, false, "No mailbox.", 7, 0, 1, 3, ""}};
    return scanned;
}

ScannedMessage scannedMessage(std::uint64_t number, CauseId cause)
{
    ScannedMessage scanned = scannedMessage(number);
    Finding finding;
    finding.cause = cause;
    finding.severity = causeOf(cause).severity;
    finding.evidence = "evidence";
    scanned.diagnosis = withFinding({}, finding);
    return scanned;
}

WatchRecord arrived(const Place& place, std::uint64_t number, UtcTime at)
{
    WatchRecord record;
    record.kind = RecordKind::Arrived;
    record.place = place;
    record.stamp = stampNumber(number);
    record.at = at;
    record.countsAsArrived = true;
    return record;
}

WatchRecord judged(const Place& place, std::uint64_t number, UtcTime at)
{
    WatchRecord record;
    record.kind = RecordKind::Judged;
    record.place = place;
    record.stamp = stampNumber(number);
    record.at = at;
    record.scanned = scannedMessage(number);
    return record;
}

WatchRecord judged(const Place& place, std::uint64_t number, CauseId cause, UtcTime at)
{
    WatchRecord record = judged(place, number, at);
    record.scanned = scannedMessage(number, cause);
    return record;
}

WatchRecord moved(const Place& from, const Place& to, std::uint64_t number, UtcTime at)
{
    WatchRecord record;
    record.kind = RecordKind::Moved;
    record.place = to;
    record.from = from;
    record.stamp = stampNumber(number);
    record.at = at;
    return record;
}

WatchRecord gone(const Place& place, UtcTime at)
{
    WatchRecord record;
    record.kind = RecordKind::Gone;
    record.place = place;
    record.at = at;
    return record;
}

} // namespace connectorscope
