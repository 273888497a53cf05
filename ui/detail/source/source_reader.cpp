#include "ui/detail/source/source_reader.h"

namespace connectorscope {

SourceReader::SourceReader(FileSystem& files, QObject* parent)
    : QObject(parent)
    , m_thread("source", files, m_wishes)
{
    const SourceWorker* worker = m_thread.worker();
    connect(worker, &SourceWorker::rowsRead, this, [this](const SourceRows& rows) {
        if (rows.request.file == m_lastFile && rows.request.job == m_wishes->rows)
            emit rowsRead(rows);
    });
    connect(worker, &SourceWorker::searchEnded, this, [this](const FoundPlace& place) {
        if (place.file == m_lastFile && place.job == m_wishes->search)
            emit searchEnded(place);
    });
    connect(worker, &SourceWorker::searchWentOn, this,
            [this](std::uint64_t file, std::uint64_t job, double part) {
                if (file == m_lastFile && job == m_wishes->search)
                    emit searchWentOn(part);
            });
    connect(worker, &SourceWorker::linesCounted, this, [this](const LineProgress& progress) {
        if (progress.file == m_lastFile)
            emit linesCounted(progress);
    });
    connect(worker, &SourceWorker::lineFound, this, [this](const FoundPlace& place) {
        if (place.file == m_lastFile && place.job == m_lastLineJob)
            emit lineFound(place);
    });
    connect(worker, &SourceWorker::copied, this, [this](const CopiedText& text) {
        if (text.file == m_lastFile)
            emit copied(text);
    });
    connect(worker, &SourceWorker::failed, this, [this](std::uint64_t file, const Error& error) {
        if (file == m_lastFile)
            emit failed(error);
    });
}

void SourceReader::open(const std::filesystem::path& path)
{
    m_isOpen = true;
    m_wishes->file = ++m_lastFile;
    m_wishes->search = 0;
    m_thread.post([file = m_lastFile, path](SourceWorker& worker) { worker.open(file, path); });
}

void SourceReader::close()
{
    m_isOpen = false;
    m_wishes->file = ++m_lastFile;
    m_wishes->search = 0;
    m_thread.post([](SourceWorker& worker) { worker.close(); });
}

std::uint64_t SourceReader::askForRows(RowsRequest request)
{
    request.file = m_lastFile;
    request.job = ++m_lastJob;
    m_wishes->rows = request.job;
    m_thread.post([request](SourceWorker& worker) { worker.giveRows(request); });
    return request.job;
}

std::uint64_t SourceReader::search(const SearchQuery& query)
{
    const std::uint64_t job = ++m_lastJob;
    m_wishes->search = job;
    m_thread.post([file = m_lastFile, job, query](SourceWorker& worker) { worker.search(file, job, query); });
    return job;
}

void SourceReader::cancelSearch()
{
    m_wishes->search = 0;
}

void SourceReader::findLine(std::uint64_t line)
{
    m_lastLineJob = ++m_lastJob;
    m_thread.post([file = m_lastFile, job = m_lastLineJob, line](SourceWorker& worker) {
        worker.findLine(file, job, line);
    });
}

void SourceReader::copy(std::uint64_t begin, std::uint64_t end, bool hex)
{
    m_thread.post(
        [file = m_lastFile, begin, end, hex](SourceWorker& worker) { worker.copy(file, begin, end, hex); });
}

} // namespace connectorscope
