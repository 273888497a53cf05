#include "core/watch/scan_file.h"

#include "core/message/summary.h"
#include "core/watch/bad_mail_reason.h"
#include "core/watch/body_hash.h"

namespace connectorscope {

namespace {

bool isStill(const FileInfo& info, const FileStamp& stamp)
{
    return info.size == stamp.size && info.modified == stamp.modified;
}

ScannedMessage changed(const ScanJob& job)
{
    ScannedMessage scanned;
    scanned.stamp = job.stamp;
    scanned.state = ReadState::Changed;
    scanned.diagnosis = judgeUnread(CauseId::StillArriving, "it changed while it was looked at");
    return scanned;
}

ScannedMessage unread(const ScanJob& job, const Error& error)
{
    ScannedMessage scanned;
    scanned.stamp = job.stamp;
    scanned.error = error.message;
    scanned.state = ReadState::Unreadable;
    switch (error.code) {
    case ErrorCode::NotFound:
    case ErrorCode::NotAFile: // a folder or a link has taken its name
        scanned.state = ReadState::Vanished;
        break;
    case ErrorCode::Cancelled:
        scanned.state = ReadState::Cancelled;
        break;
    case ErrorCode::Locked:
        scanned.diagnosis = judgeUnread(CauseId::FileLocked, error.message);
        break;
    case ErrorCode::AccessDenied:
        scanned.diagnosis = judgeUnread(CauseId::AccessDenied, error.message);
        break;
    default:
        scanned.diagnosis = judgeUnread(CauseId::ReadError, error.message);
        break;
    }
    return scanned;
}

void describe(ScannedMessage& scanned, const Message& message, const Summary& summary)
{
    scanned.subject = summary.subject;
    scanned.hasSubject = summary.hasSubject;
    scanned.from = summary.from();
    for (const Address& address : summary.recipients())
        scanned.to.push_back(address.spec());
    if (summary.date) {
        scanned.date = summary.date->iso8601();
        scanned.dateSeconds = summary.date->secondsSinceEpoch();
    }
    scanned.messageId = summary.messageId;
    if (!message.parts.empty())
        scanned.receivedFrom = handoverAddress(message.header());
}

} // namespace

ScannedMessage FileScanner::scan(const ScanJob& job, std::stop_token stop)
{
    auto file = m_files.open(job.path);
    if (!file)
        return unread(job, file.error());
    if (!isStill((*file)->info(), job.stamp))
        return changed(job);

    HashingSource source(**file, m_content, m_body, stop);
    const Result<Message> message = readMessage(source, m_buffer, m_rules.limits);
    if (!message)
        return unread(job, message.error());
    const Result<FileInfo> after = (*file)->currentInfo();
    if (!after)
        return unread(job, after.error());
    if (!isStill(*after, job.stamp) || source.bytes() != job.stamp.size)
        return changed(job);

    ScannedMessage scanned;
    scanned.stamp = job.stamp;
    scanned.content = source.contentHash();
    const Summary summary = summarise(*message);
    describe(scanned, *message, summary);
    scanned.diagnosis = judge(*message, summary, contextFor(m_rules.context, job.folder));
    scanned.filtered = m_rules.filters.judge(*message, summary);
    if (job.folder == FolderKind::BadMail)
        scanned.diagnosis =
            withFinding(std::move(scanned.diagnosis), badMailedFinding(badMailReason(m_files, job.path)));
    if (message->parts.empty()) {
        scanned.body = scanned.content;
        return scanned;
    }
    const std::uint64_t bodyOffset = message->parts.front().bodyOffset;
    if (const auto body = source.bodyHashFrom(bodyOffset)) {
        scanned.body = *body;
        return scanned;
    }
    const Result<Xxh3Digest> body = bodyHashAgain(job, bodyOffset, stop);
    if (!body)
        return unread(job, body.error());
    scanned.body = *body;
    return scanned;
}

ScannedMessage scanBytes(std::string_view bytes, const ScanRules& rules, FolderKind folder)
{
    const Message message = readMessage(bytes, rules.limits);
    const Summary summary = summarise(message);
    ScannedMessage scanned;
    scanned.stamp.size = bytes.size();
    scanned.content = xxh3(bytes);
    scanned.body =
        message.parts.empty() ? scanned.content : xxh3(bytes.substr(message.parts.front().bodyOffset));
    describe(scanned, message, summary);
    scanned.diagnosis = judge(message, summary, contextFor(rules.context, folder));
    scanned.filtered = rules.filters.judge(message, summary);
    return scanned;
}

Result<Xxh3Digest> FileScanner::bodyHashAgain(const ScanJob& job, std::uint64_t offset, std::stop_token stop)
{
    const auto file = m_files.open(job.path);
    if (!file)
        return fail(file.error());
    return hashFrom(**file, offset, {m_buffer.data(), ReadBuffer::size}, std::move(stop));
}

} // namespace connectorscope
