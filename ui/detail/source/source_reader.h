#pragma once

#include "ui/detail/source/source_worker.h"
#include "ui/engine/worker_thread.h"

#include <QObject>

namespace connectorscope {

/// The window's side of a SourceWorker and its thread: gives numbers to what is asked and passes on only
/// answers that somebody still waits for. For the window's thread; never waits.
class SourceReader : public QObject
{
    Q_OBJECT

public:
    /// `files` outlives it, and may be used by several threads.
    explicit SourceReader(FileSystem& files, QObject* parent = nullptr);

    /// From now on, this file; forgets the one before.
    void open(const std::filesystem::path& path);
    void close();
    bool isOpen() const { return m_isOpen; }

    /// Only the last request is answered. Returns its job.
    std::uint64_t askForRows(RowsRequest request);
    std::uint64_t search(const SearchQuery& query);
    void cancelSearch();
    void findLine(std::uint64_t line);
    void copy(std::uint64_t begin, std::uint64_t end, bool hex);

signals:
    void rowsRead(const connectorscope::SourceRows& rows);
    void searchEnded(const connectorscope::FoundPlace& place);
    void searchWentOn(double part);
    void linesCounted(const connectorscope::LineProgress& progress);
    void lineFound(const connectorscope::FoundPlace& place);
    void copied(const connectorscope::CopiedText& text);
    /// Nothing more comes of this file.
    void failed(const connectorscope::Error& error);

private:
    std::shared_ptr<SourceWishes> m_wishes = std::make_shared<SourceWishes>();
    std::uint64_t m_lastFile = 0;
    std::uint64_t m_lastJob = 0;
    std::uint64_t m_lastLineJob = 0;
    bool m_isOpen = false;
    WorkerThread<SourceWorker> m_thread;
};

} // namespace connectorscope
