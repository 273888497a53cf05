#include "tests/e2e/site_books.h"

#include "core/index/journal_reader.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace connectorscope {
namespace {

template <class T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

} // namespace

SiteBooks::SiteBooks(std::filesystem::path workFolder)
    : m_work(std::move(workFolder))
{
}

std::vector<MessageRow> SiteBooks::rows(MessageState state) const
{
    const auto index = valueOf(IndexReader::open(m_work));
    MessageFilter filter;
    filter.states = {state};
    return valueOf(index->page(filter, {}, 100'000)).rows;
}

std::vector<std::string> SiteBooks::present() const
{
    std::vector<std::string> lines;
    for (const MessageRow& row : rows()) {
        std::string line = std::string(toString(row.place.folder)) + "/" + row.place.name + " " +
                           std::string(toString(row.verdict));
        if (row.primary)
            line += " " + std::string(causeOf(*row.primary).id);
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::size_t SiteBooks::judged() const
{
    const auto all = rows();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const MessageRow& row) { return row.judged; }));
}

std::vector<std::string> SiteBooks::story(const std::string& fileName) const
{
    std::vector<std::string> told;
    for (const MessageState state : messageStates)
        for (const MessageRow& row : rows(state)) {
            if (row.place.name != fileName || !told.empty())
                continue;
            const auto journal = valueOf(JournalReader::open(m_work));
            for (const HistoryEntry& entry : valueOf(journal->history(row.id, 1000)))
                told.push_back(entry.kind + " " + std::string(toString(entry.place.folder)));
        }
    // How often a file was seen while it was written is a matter of chance.
    std::erase(told, "changed incoming");
    return told;
}

std::int64_t SiteBooks::figure(const std::string& column) const
{
    const auto journal = valueOf(Database::open(databaseFiles(m_work).journal, journalKind()));
    return valueOf(journal->run([&] { return journal->number("SELECT sum(" + column + ") FROM figure"); }));
}

} // namespace connectorscope
