#pragma once

#include "core/base/file_system.h"
#include "ui/detail/source/byte_search.h"
#include "ui/detail/source/line_index.h"
#include "ui/detail/source/source_values.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace connectorscope {

/// What was asked for last; written by the thread that asks, read by the one that works.
struct SourceWishes
{
    std::atomic<std::uint64_t> file = 0;
    std::atomic<std::uint64_t> rows = 0;   ///< the job
    std::atomic<std::uint64_t> search = 0; ///< the job; 0: none
};

/// Reads one file for the source view, on a thread of its own. Long work (searching, counting lines) is done
/// in slices of a mebibyte, so that rows are never kept waiting by it; what nobody waits for any more is
/// dropped. The file is let go of when nothing has been wanted of it for a second.
class SourceWorker : public QObject
{
    Q_OBJECT

public:
    SourceWorker(FileSystem& files, std::shared_ptr<const SourceWishes> wishes);

    // All for the worker's thread.
    void open(std::uint64_t file, const std::filesystem::path& path);
    void close();
    void giveRows(const RowsRequest& request);
    void search(std::uint64_t file, std::uint64_t job, const SearchQuery& query);
    void findLine(std::uint64_t file, std::uint64_t job, std::uint64_t line);
    void copy(std::uint64_t file, std::uint64_t begin, std::uint64_t end, bool hex);

    /// At most so many bytes are copied at once.
    static constexpr std::uint64_t mostCopied = std::uint64_t{4} * 1024 * 1024;

signals:
    void rowsRead(const connectorscope::SourceRows& rows);
    void searchEnded(const connectorscope::FoundPlace& place);
    void searchWentOn(std::uint64_t file, std::uint64_t job, double part);
    void linesCounted(const connectorscope::LineProgress& progress);
    void lineFound(const connectorscope::FoundPlace& place);
    void copied(const connectorscope::CopiedText& text);
    void failed(std::uint64_t file, const connectorscope::Error& error);

private:
    bool isWanted(std::uint64_t file) const { return m_cache && file == m_file && file == m_wishes->file; }
    Result<SourceRows> readRows(const RowsRequest& request);
    Result<SourceRows> readHexRows(const RowsRequest& request);
    Result<std::optional<std::uint64_t>> lineAt(std::uint64_t offset);
    Result<std::uint64_t> countEnds(std::uint64_t from, std::uint64_t to);
    Result<std::optional<std::uint64_t>> offsetOfLine(std::uint64_t line);
    Result<> countNextPiece();
    Result<> searchNextPiece();
    Result<> answerLine();
    void tellFailure(const Error& error);
    void workLater();
    void work();
    bool areLinesCounted() const { return m_index.counted() >= m_size; }

    FileSystem& m_files;
    std::shared_ptr<const SourceWishes> m_wishes;
    QTimer m_idle{this};
    std::uint64_t m_file = 0;
    std::unique_ptr<BlockCache> m_cache;
    std::uint64_t m_size = 0;
    char m_lineEnd = '\n';
    LineIndex m_index;
    std::uint64_t m_lastTold = 0; ///< bytes counted when it was told last
    std::unique_ptr<ByteSearch> m_search;
    FoundPlace m_searchPlace;
    std::optional<FoundPlace> m_linePlace; ///< waits until the lines were counted so far
    std::uint64_t m_lineWanted = 0;
    bool m_isWorkDue = false;
};

} // namespace connectorscope
