#pragma once

#include "ui/engine/engine_tools.h"
#include "ui/messages/list_request.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace connectorscope {

/// Rows are read and kept in pages of so many.
inline constexpr std::size_t pageRows = 100;

/// One group of the list, or all of it where it is not grouped.
struct ListSection
{
    std::string key;
    std::uint64_t rows = 0;
    std::optional<UtcTime> oldest; ///< of groups; of the first ones only
    MessageFilter filter;
};

struct ListOutline
{
    UtcTime now; ///< what ages count to
    bool isGrouped = false;
    std::vector<ListSection> sections;
    std::uint64_t messages = 0; ///< that fit; a message may stand in several groups
    std::uint64_t moreGroups = 0;
    static constexpr std::size_t mostGroups = 500;
};

/// A page of a section, read or wanted.
struct ListPage
{
    std::string section;
    std::uint64_t number = 0;
    std::optional<PageKey> after; ///< where it begins; nullopt: at the first row
    std::vector<MessageRow> rows;
    std::optional<PageKey> next;
};

/// The outline and, read in the same moment, the pages that are to be seen.
struct ListAnswer
{
    ListOutline outline;
    std::vector<ListPage> pages;
};

/// `wanted` are read again; where there are none, the first pages of the first sections are.
Result<ListAnswer> readList(EngineTools& tools, const ListRequest& request, std::vector<ListPage> wanted,
                            const std::stop_token& stop);
Result<ListPage> readPage(EngineTools& tools, const MessageFilter& filter, const MessageOrder& order,
                          ListPage wanted, const std::stop_token& stop);
Result<KeyLadder> readLadder(EngineTools& tools, const MessageFilter& filter, const MessageOrder& order,
                             const std::stop_token& stop);

/// Rows of a section that were chosen, the first and the last.
struct ChosenRows
{
    MessageFilter filter;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

/// Calls `visit` for each; it returns an error to end. The same message is visited once.
Result<std::uint64_t> eachChosen(EngineTools& tools, const std::vector<ChosenRows>& chosen,
                                 const MessageOrder& order,
                                 const std::function<Result<>(const MessageRow&)>& visit,
                                 const std::stop_token& stop);

/// The ids of those that have one; a file that was not read yet has none.
Result<std::vector<std::string>> idsOfChosen(EngineTools& tools, const std::vector<ChosenRows>& chosen,
                                             const MessageOrder& order, const std::stop_token& stop);

} // namespace connectorscope
