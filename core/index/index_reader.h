#pragma once

#include "core/index/message_query.h"
#include "core/watch/folder_health.h"

#include <memory>
#include <stop_token>

namespace connectorscope {

/// Answers about the messages of a site, while others write. One connection: for one thread at a time; make
/// one for each thread.
class IndexReader
{
public:
    static Result<std::unique_ptr<IndexReader>> open(const std::filesystem::path& workFolder,
                                                     const SearchTuning& tuning = {});
    IndexReader(const IndexReader&) = delete;
    IndexReader& operator=(const IndexReader&) = delete;
    ~IndexReader();

    /// At most `limit` rows that come after `after`, or the first ones. ErrorCode::Cancelled soon after a
    /// stop was asked for.
    Result<MessagePage> page(const MessageFilter& filter, const MessageOrder& order, std::size_t limit,
                             const std::optional<PageKey>& after = std::nullopt, std::stop_token stop = {});

    /// Visits every row that fits; a million take a second or so.
    Result<KeyLadder> ladder(const MessageFilter& filter, const MessageOrder& order, std::size_t stride,
                             std::stop_token stop = {});

    /// How many rows there are of each kind, the most frequent first (hours: in their order); at most `limit`
    /// groups.
    Result<std::vector<GroupCount>> counts(const MessageFilter& filter, GroupBy group, std::size_t limit,
                                           std::stop_token stop = {});
    Result<std::uint64_t> count(const MessageFilter& filter, std::stop_token stop = {});

    /// The message of that id where it is now: present before gone, the latest first; nullopt when nobody
    /// knows it.
    Result<std::optional<MessageRow>> message(const std::string& id);
    /// What was found in the file of that row, most severe first.
    Result<std::vector<Finding>> findings(std::int64_t number);
    Result<std::vector<FolderHealth>> health();

    /// How SQLite would answer that page, a line a step: for tests.
    Result<std::vector<std::string>> explain(const MessageFilter& filter, const MessageOrder& order,
                                             const std::optional<PageKey>& after = std::nullopt);

private:
    struct State;
    explicit IndexReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace connectorscope
