#include "ui/detail/source/source_worker.h"

#include "ui/detail/source/source_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::uint64_t tellStep = std::uint64_t{32} * 1024 * 1024;
constexpr std::uint64_t countedAtOnce =
    std::uint64_t{2} * 1024 * 1024; ///< to number the rows that are asked for

} // namespace

SourceWorker::SourceWorker(FileSystem& files, std::shared_ptr<const SourceWishes> wishes)
    : m_files(files)
    , m_wishes(std::move(wishes))
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(std::chrono::seconds(1));
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (m_cache)
            m_cache->letGo();
    });
}

void SourceWorker::open(std::uint64_t file, const std::filesystem::path& path)
{
    close();
    if (file != m_wishes->file)
        return;
    m_file = file;
    m_cache = std::make_unique<BlockCache>(m_files, path);
    const Result<FileInfo> info = m_cache->info();
    if (!info)
        return tellFailure(info.error());
    m_size = info->size;
    const Result<std::string> beginning = m_cache->read(0, BlockCache::blockSize);
    if (!beginning)
        return tellFailure(beginning.error());
    m_lineEnd = lineEndOf(*beginning);
    m_index = LineIndex(m_lineEnd);
    workLater();
}

void SourceWorker::close()
{
    m_cache.reset();
    m_search.reset();
    m_linePlace.reset();
    m_lastTold = 0;
    m_size = 0;
    m_index = LineIndex();
}

void SourceWorker::tellFailure(const Error& error)
{
    const std::uint64_t file = m_file;
    close();
    emit failed(file, error);
}

void SourceWorker::giveRows(const RowsRequest& request)
{
    if (!isWanted(request.file) || request.job != m_wishes->rows)
        return;
    const Result<SourceRows> rows = request.hex ? readHexRows(request) : readRows(request);
    if (!rows)
        return tellFailure(rows.error());
    emit rowsRead(*rows);
    m_idle.start();
}

Result<SourceRows> SourceWorker::readRows(const RowsRequest& request)
{
    SourceRows result;
    result.request = request;
    result.size = m_size;
    result.lineEnd = m_lineEnd;
    RowLayout layout(*m_cache, request.columns, m_lineEnd);
    Result<SourceRow> anchor = layout.rowAt(request.offset);
    if (!anchor)
        return fail(anchor.error());
    result.rows.push_back(std::move(*anchor));
    for (int i = 0; i < request.before; ++i) {
        Result<std::optional<SourceRow>> row = layout.rowBefore(result.rows.back());
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        result.rows.push_back(std::move(**row));
    }
    std::ranges::reverse(result.rows);
    result.anchor = result.rows.size() - 1;
    for (int i = 1; i < request.after; ++i) {
        Result<std::optional<SourceRow>> row = layout.rowAfter(result.rows.back());
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        result.rows.push_back(std::move(**row));
    }
    result.isFirst = result.rows.front().offset == 0;
    result.isLast = result.rows.back().end() >= m_size;
    const Result<std::optional<std::uint64_t>> first = lineAt(result.rows.front().offset);
    if (!first)
        return fail(first.error());
    if (!*first)
        return result;
    std::uint64_t line = **first;
    for (SourceRow& row : result.rows) {
        row.line = line;
        line += !row.bytes.empty() && row.bytes.back() == m_lineEnd ? 1 : 0;
    }
    return result;
}

Result<SourceRows> SourceWorker::readHexRows(const RowsRequest& request)
{
    SourceRows result;
    result.request = request;
    result.size = m_size;
    result.lineEnd = m_lineEnd;
    const auto width = static_cast<std::uint64_t>(request.columns);
    const std::uint64_t anchor =
        std::min(request.offset, m_size - std::min<std::uint64_t>(m_size, 1)) / width;
    const std::uint64_t first = anchor - std::min(anchor, static_cast<std::uint64_t>(request.before));
    const std::uint64_t count = anchor - first + static_cast<std::uint64_t>(request.after);
    const Result<std::string> bytes = m_cache->read(first * width, static_cast<std::size_t>(count * width));
    if (!bytes)
        return fail(bytes.error());
    for (std::size_t at = 0; at < std::max<std::size_t>(bytes->size(), 1); at += width) {
        SourceRow row;
        row.offset = first * width + at;
        row.bytes = bytes->substr(at, static_cast<std::size_t>(width));
        result.rows.push_back(std::move(row));
    }
    result.anchor = static_cast<std::size_t>(anchor - first);
    result.isFirst = first == 0;
    result.isLast = result.rows.back().end() >= m_size;
    return result;
}

Result<std::uint64_t> SourceWorker::countEnds(std::uint64_t from, std::uint64_t to)
{
    const Result<std::string> bytes = m_cache->read(from, static_cast<std::size_t>(to - from));
    if (!bytes)
        return fail(bytes.error());
    return static_cast<std::uint64_t>(std::ranges::count(*bytes, m_lineEnd));
}

Result<std::optional<std::uint64_t>> SourceWorker::lineAt(std::uint64_t offset)
{
    while (m_index.counted() < offset && offset - m_index.counted() <= countedAtOnce)
        if (const Result<> counted = countNextPiece(); !counted)
            return fail(counted.error());
    const std::optional<LineIndex::Mark> mark = m_index.before(offset);
    if (!mark)
        return std::nullopt;
    const Result<std::uint64_t> ends = countEnds(mark->offset, offset);
    if (!ends)
        return fail(ends.error());
    return std::optional(mark->lineEnds + *ends + 1);
}

Result<std::optional<std::uint64_t>> SourceWorker::offsetOfLine(std::uint64_t line)
{
    const std::uint64_t ends = areLinesCounted() ? std::min(line - 1, m_index.lineEnds()) : line - 1;
    if (ends == 0)
        return std::optional<std::uint64_t>(0);
    const std::optional<LineIndex::Mark> mark = m_index.beforeLineEnd(ends);
    if (!mark)
        return std::nullopt;
    const Result<std::string> bytes = m_cache->read(mark->offset, static_cast<std::size_t>(LineIndex::step));
    if (!bytes)
        return fail(bytes.error());
    std::size_t at = 0;
    for (std::uint64_t i = mark->lineEnds; i < ends && at != std::string::npos; ++i)
        at = bytes->find(m_lineEnd, i == mark->lineEnds ? 0 : at + 1);
    return std::optional(at == std::string::npos ? m_size : mark->offset + at + 1);
}

Result<> SourceWorker::countNextPiece()
{
    std::vector<char> buffer(InputFile::maxRead);
    const Result<std::size_t> got = m_cache->readPast(m_index.counted(), buffer);
    if (!got)
        return fail(got.error());
    if (*got == 0)
        return fail(ErrorCode::ReadFault, "the file became shorter while it was read",
                    "Open it again to see what is there now.");
    m_index.add(std::string_view(buffer.data(), std::min<std::size_t>(*got, m_size - m_index.counted())));
    return {};
}

Result<> SourceWorker::searchNextPiece()
{
    if (m_searchPlace.job != m_wishes->search) {
        m_search.reset();
        return {};
    }
    const Result<ByteSearch::Progress> progress = m_search->step(*m_cache);
    if (!progress)
        return fail(progress.error());
    if (!progress->isDone) {
        emit searchWentOn(m_file, m_searchPlace.job,
                          static_cast<double>(progress->searched) /
                              static_cast<double>(std::max<std::uint64_t>(m_size, 1)));
        return {};
    }
    m_search.reset();
    m_searchPlace.offset = progress->found;
    m_searchPlace.hasWrapped = progress->hasWrapped;
    emit searchEnded(m_searchPlace);
    return {};
}

Result<> SourceWorker::answerLine()
{
    if (!m_linePlace)
        return {};
    const Result<std::optional<std::uint64_t>> offset = offsetOfLine(m_lineWanted);
    if (!offset)
        return fail(offset.error());
    if (!*offset)
        return {};
    m_linePlace->offset = **offset;
    emit lineFound(*m_linePlace);
    m_linePlace.reset();
    return {};
}

void SourceWorker::search(std::uint64_t file, std::uint64_t job, const SearchQuery& query)
{
    if (!isWanted(file) || job != m_wishes->search || query.needle.empty())
        return;
    m_search = std::make_unique<ByteSearch>(query, m_size);
    m_searchPlace = {file, job, std::nullopt, query.needle.size(), false};
    workLater();
}

void SourceWorker::findLine(std::uint64_t file, std::uint64_t job, std::uint64_t line)
{
    if (!isWanted(file) || line == 0)
        return;
    m_linePlace = FoundPlace{file, job, std::nullopt, 0, false};
    m_lineWanted = line;
    if (const Result<> answered = answerLine(); !answered)
        tellFailure(answered.error());
    else
        workLater();
}

void SourceWorker::copy(std::uint64_t file, std::uint64_t begin, std::uint64_t end, bool hex)
{
    if (!isWanted(file) || end <= begin)
        return;
    const std::uint64_t length = std::min(end - begin, mostCopied);
    const Result<std::string> bytes = m_cache->read(begin, static_cast<std::size_t>(length));
    if (!bytes)
        return tellFailure(bytes.error());
    CopiedText text;
    text.file = file;
    text.text = QString::fromStdString(hex ? hexText(*bytes) : sourceText(*bytes, m_lineEnd));
    text.isCut = length < end - begin;
    emit copied(text);
    m_idle.start();
}

void SourceWorker::workLater()
{
    if (std::exchange(m_isWorkDue, true))
        return;
    // Behind whatever has been asked for meanwhile.
    QMetaObject::invokeMethod(this, &SourceWorker::work, Qt::QueuedConnection);
}

void SourceWorker::work()
{
    m_isWorkDue = false;
    if (!isWanted(m_file))
        return;
    Result<> done;
    if (m_search)
        done = searchNextPiece();
    if (done && !m_search && !areLinesCounted()) {
        done = countNextPiece();
        if (done && (areLinesCounted() || m_index.counted() - m_lastTold >= tellStep)) {
            m_lastTold = m_index.counted();
            emit linesCounted({m_file, m_index.counted(), m_size, m_index.lineEnds()});
        }
    }
    if (done)
        done = answerLine();
    if (!done)
        return tellFailure(done.error());
    if (m_search || !areLinesCounted())
        workLater();
    else
        m_idle.start();
}

} // namespace connectorscope
