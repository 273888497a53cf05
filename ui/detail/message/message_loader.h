#pragma once

#include "ui/detail/message/message_worker.h"
#include "ui/engine/worker_thread.h"

#include <QObject>

namespace connectorscope {

/// The window's side of a MessageWorker and its thread: passes on only what is about the file that is shown.
/// For the window's thread; never waits.
class MessageLoader : public QObject
{
    Q_OBJECT

public:
    /// Files and clock outlive it, and may be used by several threads.
    MessageLoader(FileSystem& files, Clock& clock, QObject* parent = nullptr);

    void load(const DetailRequest& request);
    /// Nothing is wanted any more.
    void stop();

    // Of a message that loaded() gave.
    void decodeText(const LoadedPointer& message, int part);
    void proposeRepair(const LoadedPointer& message, const RepairOptions& options);
    void savePart(const LoadedPointer& message, int part, const std::filesystem::path& to);
    void saveRepaired(const LoadedPointer& message, const RepairOptions& options,
                      const std::filesystem::path& to);

signals:
    void loaded(const connectorscope::LoadedPointer& message);
    void wentOn(double part);
    void textDecoded(const connectorscope::PartText& text);
    void repairProposed(const connectorscope::RepairProposal& proposal);
    void saved(const connectorscope::SavedFile& file);
    void failed(const connectorscope::Error& error);

private:
    std::shared_ptr<std::atomic<std::uint64_t>> m_wanted = std::make_shared<std::atomic<std::uint64_t>>(0);
    std::uint64_t m_last = 0;
    WorkerThread<MessageWorker> m_thread;
};

} // namespace connectorscope
