#include "app/connectorctl/judged_file.h"

#include "core/base/path_text.h"

namespace connectorscope {
namespace {

/// Passes the bytes on, counts them, and stops between two blocks when it is asked to.
class WatchedSource final : public ByteSource
{
public:
    WatchedSource(ByteSource& source, const std::function<bool()>& interrupted)
        : m_source(source)
        , m_interrupted(interrupted)
    {
    }

    Result<std::size_t> read(std::span<char> buffer) override
    {
        if (m_interrupted())
            return fail(ErrorCode::Cancelled, "interrupted");
        Result<std::size_t> got = m_source.read(buffer);
        if (m_interrupted()) // standard input seems to end when it is interrupted
            return fail(ErrorCode::Cancelled, "interrupted");
        if (got)
            m_bytes += *got;
        return got;
    }

    std::uint64_t bytes() const { return m_bytes; }

private:
    ByteSource& m_source;
    const std::function<bool()>& m_interrupted;
    std::uint64_t m_bytes = 0;
};

class StreamSource final : public ByteSource
{
public:
    explicit StreamSource(std::istream& stream)
        : m_stream(stream)
    {
    }

    Result<std::size_t> read(std::span<char> buffer) override
    {
        m_stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        if (m_stream.bad())
            return fail(ErrorCode::ReadFault, "standard input cannot be read",
                        "Look at the program that writes to it.", "-");
        return static_cast<std::size_t>(m_stream.gcount());
    }

private:
    std::istream& m_stream;
};

JudgedFile unreadable(const WalkedFile& file, Error error)
{
    JudgedFile judged;
    judged.path = file.path;
    switch (error.code) {
    case ErrorCode::Locked:
        judged.diagnosis = judgeUnread(CauseId::FileLocked, error.message);
        break;
    case ErrorCode::AccessDenied:
        judged.diagnosis = judgeUnread(CauseId::AccessDenied, error.message);
        break;
    case ErrorCode::NotFound:
        // The catalogue tells why files are stuck; one that is not there has no cause.
        judged.diagnosis.verdict = Verdict::Unreadable;
        if (file.met)
            error.hint = "It was there when its folder was listed: something has moved or removed it since.";
        break;
    case ErrorCode::NotAFile:
        judged.diagnosis.verdict = Verdict::Unreadable;
        break;
    default:
        judged.diagnosis = judgeUnread(CauseId::ReadError, error.message);
        break;
    }
    judged.error = std::move(error);
    return judged;
}

void describe(JudgedFile& judged, const Summary& summary)
{
    if (summary.hasSubject)
        judged.subject = summary.subject;
    judged.from = summary.from();
    for (const Address& address : summary.recipients())
        judged.to.push_back(address.spec());
    if (summary.date)
        judged.date = summary.date->iso8601();
    if (!summary.messageId.empty())
        judged.messageId = summary.messageId;
}

} // namespace

const JudgeContext& FileJudge::contextOf(const WalkedFile& file)
{
    static const JudgeContext alone;
    if (m_site == nullptr)
        return alone;
    if (file.standardInput)
        return m_site->contextOfSingleFile();
    if (m_context == nullptr || file.path.parent_path() != m_folder) {
        m_folder = file.path.parent_path();
        m_context = &m_site->contextIn(m_folder);
    }
    return *m_context;
}

std::optional<JudgedFile> FileJudge::judge(const WalkedFile& file)
{
    if (m_interrupted())
        return std::nullopt;
    if (file.error)
        return unreadable(file, *file.error);

    std::unique_ptr<InputFile> input;
    if (!file.standardInput) {
        Result<std::unique_ptr<InputFile>> opened = m_files.open(file.path);
        if (!opened)
            return unreadable(file, opened.error());
        input = std::move(*opened);
    }
    StreamSource stream(m_standardInput);
    WatchedSource source(input ? static_cast<ByteSource&>(*input) : stream, m_interrupted);
    const Result<Message> message =
        readMessage(source, m_buffer, m_site != nullptr ? m_site->limits() : ReadLimits());
    if (!message && message.error().code == ErrorCode::Cancelled)
        return std::nullopt;
    if (!message)
        return unreadable(file, message.error());

    JudgedFile judged;
    judged.path = file.path;
    judged.size = source.bytes();
    const Summary summary = summarise(*message);
    describe(judged, summary);
    if (input) {
        const FileInfo& before = input->info();
        const Result<FileInfo> after = input->currentInfo();
        if (!after)
            return unreadable(file, after.error());
        if (after->size != before.size || after->modified != before.modified ||
            source.bytes() != before.size) {
            judged.diagnosis = judgeUnread(CauseId::StillArriving, "it changed while it was read");
            return judged;
        }
    }
    const JudgeContext& context = contextOf(file);
    judged.diagnosis = ::connectorscope::judge(*message, summary, context);
    if (context.routing)
        judged.proposed = proposeRecipients(*message, judged.diagnosis, *context.routing);
    if (m_site != nullptr)
        judged.filtered = m_site->filters().judge(*message, summary);
    return judged;
}

} // namespace connectorscope
