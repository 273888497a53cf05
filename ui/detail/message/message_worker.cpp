#include "ui/detail/message/message_worker.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/message/message_reader.h"
#include "ui/detail/message/proof_rows.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t mostProofs = 20;

/// Passes a file's bytes on as long as they are wanted, and tells how far it is.
class WantedSource final : public ByteSource
{
public:
    WantedSource(std::unique_ptr<InputFile> file, GoOn goOn, std::function<void(double)> tell = {})
        : m_file(std::move(file))
        , m_goOn(std::move(goOn))
        , m_tell(std::move(tell))
    {
    }

    Result<std::size_t> read(std::span<char> buffer) override
    {
        if (!m_goOn())
            return fail(ErrorCode::Cancelled, "nobody waits for it any more");
        Result<std::size_t> got = m_file->read(buffer);
        if (!got)
            return got;
        m_bytes += *got;
        if (m_tell && m_bytes - m_told >= tellStep) {
            m_told = m_bytes;
            m_tell(static_cast<double>(m_bytes) /
                   static_cast<double>(std::max(m_file->info().size, m_bytes)));
        }
        return got;
    }

    InputFile& file() { return *m_file; }
    std::uint64_t bytes() const { return m_bytes; }

private:
    static constexpr std::uint64_t tellStep = std::uint64_t{16} * 1024 * 1024;

    std::unique_ptr<InputFile> m_file;
    GoOn m_goOn;
    std::function<void(double)> m_tell;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_told = 0;
};

bool isSameFile(const FileInfo& one, const FileInfo& other)
{
    return one.identity == other.identity && one.size == other.size && one.modified == other.modified;
}

} // namespace

MessageWorker::MessageWorker(FileSystem& files, Clock& clock,
                             std::shared_ptr<const std::atomic<std::uint64_t>> wanted)
    : m_files(files)
    , m_clock(clock)
    , m_wanted(std::move(wanted))
{
}

GoOn MessageWorker::whileWanted(std::uint64_t file) const
{
    return [wanted = m_wanted, file] { return *wanted == file; };
}

OpenBytes MessageWorker::bytesOf(std::uint64_t file, const std::filesystem::path& path) const
{
    return [&files = m_files, path, goOn = whileWanted(file)]() -> Result<std::unique_ptr<ByteSource>> {
        Result<std::unique_ptr<InputFile>> opened = files.open(path);
        if (!opened)
            return fail(opened.error());
        return std::unique_ptr<ByteSource>(std::make_unique<WantedSource>(std::move(*opened), goOn));
    };
}

void MessageWorker::tellFailure(std::uint64_t file, const Error& error)
{
    if (error.code != ErrorCode::Cancelled)
        emit failed(file, error);
}

Result<LoadedMessage> MessageWorker::read(std::uint64_t file, const DetailRequest& request)
{
    Result<std::unique_ptr<InputFile>> opened = m_files.open(request.path);
    if (!opened)
        return fail(opened.error());
    LoadedMessage loaded;
    loaded.file = file;
    loaded.path = request.path;
    loaded.info = (*opened)->info();
    WantedSource source(std::move(*opened), whileWanted(file),
                        [this, file](double part) { emit wentOn(file, part); });
    ReadBuffer buffer;
    Result<Message> message = readMessage(source, buffer, request.options.limits);
    if (!message)
        return fail(message.error());
    loaded.message = std::move(*message);
    loaded.summary = summarise(loaded.message);
    const Result<FileInfo> after = source.file().currentInfo();
    if (!after)
        return fail(after.error());
    if (!isSameFile(*after, loaded.info) || source.bytes() != loaded.info.size)
        loaded.diagnosis = judgeUnread(CauseId::StillArriving, "it changed while it was read");
    else
        loaded.diagnosis = judge(loaded.message, loaded.summary, request.options.context);
    loaded.findings = request.row ? request.findings : loaded.diagnosis.findings;
    return loaded;
}

void MessageWorker::addProofs(LoadedMessage& message)
{
    BlockCache cache(m_files, message.path);
    const Result<std::string> beginning = cache.read(0, BlockCache::blockSize);
    if (!beginning)
        return; // the file has gone: what was found is told without
    for (const Finding& finding : message.findings) {
        if (message.proofs.size() == mostProofs)
            return;
        Result<ProofRows> proof = readProof(cache, finding, lineEndOf(*beginning));
        if (!proof)
            return;
        message.proofs.push_back(std::move(*proof));
    }
}

void MessageWorker::load(std::uint64_t file, const DetailRequest& request)
{
    if (*m_wanted != file)
        return;
    Result<LoadedMessage> read = this->read(file, request);
    if (!read) {
        tellFailure(file, read.error());
        return;
    }
    addProofs(*read);
    emit loaded(std::make_shared<const LoadedMessage>(std::move(*read)));
}

Result<std::unique_ptr<InputFile>> MessageWorker::openSame(const LoadedMessage& message)
{
    Result<std::unique_ptr<InputFile>> opened = m_files.open(message.path);
    if (opened && !isSameFile((*opened)->info(), message.info))
        return fail(ErrorCode::ReadFault, quotedPath(message.path) + " has changed since it was read",
                    "Open it again to see what is there now.", message.path);
    return opened;
}

void MessageWorker::decodeText(const LoadedPointer& message, int part)
{
    const Result<std::unique_ptr<InputFile>> file = openSame(*message);
    if (!file)
        return tellFailure(message->file, file.error());
    Result<PartText> text = textOfPart(**file, message->message, part, whileWanted(message->file));
    if (!text)
        return tellFailure(message->file, text.error());
    text->file = message->file;
    emit textDecoded(*text);
}

void MessageWorker::proposeRepair(const LoadedPointer& message, const RepairOptions& options)
{
    RepairProposal proposal;
    proposal.file = message->file;
    const auto tellError = [&](const Error& error) {
        proposal.error = error;
        if (error.code != ErrorCode::Cancelled)
            emit repairProposed(proposal);
    };
    OpenBytes bytes = bytesOf(message->file, message->path);
    Result<RepairOutcome> outcome = repairAll(bytes, options);
    if (!outcome)
        return tellError(outcome.error());
    proposal.left = std::move(outcome->left);
    proposal.before = outcome->before.diagnosis;
    proposal.after = outcome->after.diagnosis;
    for (RepairPlan& step : outcome->steps) {
        Result<Preview> preview = previewPlan(bytes, step);
        if (!preview)
            return tellError(preview.error());
        bytes = withEdits(std::move(bytes), step.edits);
        proposal.steps.push_back({std::move(step), std::move(*preview)});
    }
    emit repairProposed(proposal);
}

void MessageWorker::savePart(const LoadedPointer& message, int part, const std::filesystem::path& to)
{
    const Result<std::unique_ptr<InputFile>> file = openSame(*message);
    Result<> written;
    if (!file)
        written = fail(file.error());
    else
        written = publish(m_files, m_clock, to, [&](OutputFile& output) -> Result<> {
            // Somebody waits for it, whatever is shown meanwhile.
            const Part& content = message->message.parts[static_cast<std::size_t>(part)];
            const Result<bool> read = readPart(
                **file, content, UINT64_MAX, [] { return true; },
                [&](std::string_view block) { return output.write(block); });
            if (!read)
                return fail(read.error());
            return {};
        });
    emit saved({message->file, to, written ? std::nullopt : std::optional(written.error())});
}

void MessageWorker::saveRepaired(const LoadedPointer& message, const RepairOptions& options,
                                 const std::filesystem::path& to)
{
    const OpenBytes bytes = [this, path = message->path]() -> Result<std::unique_ptr<ByteSource>> {
        Result<std::unique_ptr<InputFile>> opened = m_files.open(path);
        if (!opened)
            return fail(opened.error());
        return std::unique_ptr<ByteSource>(std::move(*opened));
    };
    Result<> written;
    const Result<RepairOutcome> outcome = repairAll(bytes, options);
    if (!outcome)
        written = fail(outcome.error());
    else
        written = publish(m_files, m_clock, to, [&](OutputFile& output) {
            return copyBytes(outcome->after.bytes,
                             [&](std::string_view block) { return output.write(block); });
        });
    emit saved({message->file, to, written ? std::nullopt : std::optional(written.error())});
}

} // namespace connectorscope
