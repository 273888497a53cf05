#include "ui/detail/message/message_loader.h"

namespace connectorscope {

MessageLoader::MessageLoader(FileSystem& files, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_thread("message", files, clock, m_wanted)
{
    const MessageWorker* worker = m_thread.worker();
    connect(worker, &MessageWorker::loaded, this, [this](const LoadedPointer& message) {
        if (message->file == *m_wanted)
            emit loaded(message);
    });
    connect(worker, &MessageWorker::wentOn, this, [this](std::uint64_t file, double part) {
        if (file == *m_wanted)
            emit wentOn(part);
    });
    connect(worker, &MessageWorker::textDecoded, this, [this](const PartText& text) {
        if (text.file == *m_wanted)
            emit textDecoded(text);
    });
    connect(worker, &MessageWorker::repairProposed, this, [this](const RepairProposal& proposal) {
        if (proposal.file == *m_wanted)
            emit repairProposed(proposal);
    });
    // Told whatever is shown meanwhile: somebody waits for it.
    connect(worker, &MessageWorker::saved, this, &MessageLoader::saved);
    connect(worker, &MessageWorker::failed, this, [this](std::uint64_t file, const Error& error) {
        if (file == *m_wanted)
            emit failed(error);
    });
}

void MessageLoader::load(const DetailRequest& request)
{
    *m_wanted = ++m_last;
    m_thread.post([file = m_last, request](MessageWorker& worker) { worker.load(file, request); });
}

void MessageLoader::stop()
{
    *m_wanted = ++m_last;
}

void MessageLoader::decodeText(const LoadedPointer& message, int part)
{
    m_thread.post([message, part](MessageWorker& worker) { worker.decodeText(message, part); });
}

void MessageLoader::proposeRepair(const LoadedPointer& message, const RepairOptions& options)
{
    m_thread.post([message, options](MessageWorker& worker) { worker.proposeRepair(message, options); });
}

void MessageLoader::savePart(const LoadedPointer& message, int part, const std::filesystem::path& to)
{
    m_thread.post([message, part, to](MessageWorker& worker) { worker.savePart(message, part, to); });
}

void MessageLoader::saveRepaired(const LoadedPointer& message, const RepairOptions& options,
                                 const std::filesystem::path& to)
{
    m_thread.post(
        [message, options, to](MessageWorker& worker) { worker.saveRepaired(message, options, to); });
}

} // namespace connectorscope
