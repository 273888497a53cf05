#pragma once

#include "core/base/clock.h"
#include "ui/detail/detail_request.h"
#include "ui/detail/message/message_values.h"
#include "ui/detail/message/part_reading.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace connectorscope {

/// Reads, judges and decodes one message, plans its repair and saves what is in it, on a thread of its own.
/// What it does for a file ends as soon as another one is wanted (`wanted` is its number).
class MessageWorker : public QObject
{
    Q_OBJECT

public:
    /// Files and clock outlive it.
    MessageWorker(FileSystem& files, Clock& clock, std::shared_ptr<const std::atomic<std::uint64_t>> wanted);

    // All for the worker's thread.
    void load(std::uint64_t file, const DetailRequest& request);
    void decodeText(const LoadedPointer& message, int part);
    void proposeRepair(const LoadedPointer& message, const RepairOptions& options);
    void savePart(const LoadedPointer& message, int part, const std::filesystem::path& to);
    void saveRepaired(const LoadedPointer& message, const RepairOptions& options,
                      const std::filesystem::path& to);

signals:
    void loaded(const connectorscope::LoadedPointer& message);
    void wentOn(std::uint64_t file, double part);
    void textDecoded(const connectorscope::PartText& text);
    void repairProposed(const connectorscope::RepairProposal& proposal);
    void saved(const connectorscope::SavedFile& file);
    void failed(std::uint64_t file, const connectorscope::Error& error);

private:
    GoOn whileWanted(std::uint64_t file) const;
    OpenBytes bytesOf(std::uint64_t file, const std::filesystem::path& path) const;
    Result<LoadedMessage> read(std::uint64_t file, const DetailRequest& request);
    Result<std::unique_ptr<InputFile>> openSame(const LoadedMessage& message);
    void addProofs(LoadedMessage& message);
    void tellFailure(std::uint64_t file, const Error& error);

    FileSystem& m_files;
    Clock& m_clock;
    std::shared_ptr<const std::atomic<std::uint64_t>> m_wanted;
};

} // namespace connectorscope
