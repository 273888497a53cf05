#include "ui/messages/list_reading.h"

#include <algorithm>
#include <unordered_set>

namespace connectorscope {
namespace {

constexpr std::size_t groupsWithAge = 40;
constexpr std::size_t firstRows = 150; ///< that are read with the outline: more than any screen holds

Result<> addGroups(IndexReader& index, GroupBy group, const MessageFilter& filter, ListOutline& outline,
                   const std::stop_token& stop)
{
    auto counted = index.counts(filter, group, ListOutline::mostGroups + 1, stop);
    if (!counted)
        return fail(std::move(counted.error()));
    std::vector<GroupCount> groups = std::move(*counted);
    if (group == GroupBy::Hour)
        std::ranges::reverse(groups); // the latest first
    if (group == GroupBy::Recipient) {
        const auto nobody = index.count(filterOfGroup(filter, group, {}), stop);
        if (!nobody)
            return fail(nobody.error());
        std::erase_if(groups, [](const GroupCount& one) { return one.key.empty(); });
        if (*nobody > 0)
            groups.push_back({{}, *nobody});
    }
    if (groups.size() > ListOutline::mostGroups) {
        groups.resize(ListOutline::mostGroups);
        outline.moreGroups = 1;
    }
    for (GroupCount& one : groups) {
        ListSection section;
        section.filter = filterOfGroup(filter, group, one.key);
        section.key = std::move(one.key);
        section.rows = one.count;
        if (outline.sections.size() < groupsWithAge) {
            const auto oldest = index.page(section.filter, {SortColumn::Since, false}, 1, std::nullopt, stop);
            if (!oldest)
                return fail(oldest.error());
            if (!oldest->rows.empty())
                section.oldest = oldest->rows.front().since;
        }
        outline.sections.push_back(std::move(section));
    }
    return {};
}

std::vector<ListPage> firstPages(const ListOutline& outline)
{
    std::vector<ListPage> pages;
    std::size_t rows = 0;
    for (const ListSection& section : outline.sections) {
        if (rows >= firstRows)
            break;
        ListPage page;
        page.section = section.key;
        pages.push_back(std::move(page));
        rows += std::min<std::uint64_t>(section.rows, pageRows);
    }
    return pages;
}

} // namespace

Result<ListAnswer> readList(EngineTools& tools, const ListRequest& request, std::vector<ListPage> wanted,
                            const std::stop_token& stop)
{
    const auto site = tools.site();
    const auto index = tools.index();
    if (!site || !index)
        return fail(!site ? site.error() : index.error());
    ListAnswer answer;
    ListOutline& outline = answer.outline;
    outline.now = tools.clock.now();
    outline.isGrouped = request.group.has_value();
    const MessageFilter filter = filterAt(request, **site, outline.now);
    const auto total = (*index)->count(filter, stop);
    if (!total)
        return fail(total.error());
    outline.messages = *total;
    if (request.group) {
        if (auto added = addGroups(**index, *request.group, filter, outline, stop); !added)
            return fail(std::move(added.error()));
    } else {
        ListSection all;
        all.rows = *total;
        all.filter = filter;
        outline.sections.push_back(std::move(all));
    }
    if (wanted.empty())
        wanted = firstPages(outline);
    for (ListPage& page : wanted) {
        const auto section = std::ranges::find(outline.sections, page.section, &ListSection::key);
        if (section == outline.sections.end())
            continue;
        auto read = readPage(tools, section->filter, request.order, std::move(page), stop);
        if (!read)
            return fail(std::move(read.error()));
        answer.pages.push_back(std::move(*read));
    }
    return answer;
}

Result<ListPage> readPage(EngineTools& tools, const MessageFilter& filter, const MessageOrder& order,
                          ListPage wanted, const std::stop_token& stop)
{
    const auto index = tools.index();
    if (!index)
        return fail(index.error());
    auto page = (*index)->page(filter, order, pageRows, wanted.after, stop);
    if (!page)
        return fail(std::move(page.error()));
    wanted.rows = std::move(page->rows);
    wanted.next = std::move(page->next);
    return wanted;
}

Result<KeyLadder> readLadder(EngineTools& tools, const MessageFilter& filter, const MessageOrder& order,
                             const std::stop_token& stop)
{
    const auto index = tools.index();
    if (!index)
        return fail(index.error());
    return (*index)->ladder(filter, order, pageRows, stop);
}

Result<std::uint64_t> eachChosen(EngineTools& tools, const std::vector<ChosenRows>& chosen,
                                 const MessageOrder& order,
                                 const std::function<Result<>(const MessageRow&)>& visit,
                                 const std::stop_token& stop)
{
    constexpr std::size_t step = 500;
    const auto index = tools.index();
    if (!index)
        return fail(index.error());
    std::unordered_set<std::int64_t> visited;
    for (const ChosenRows& rows : chosen) {
        std::uint64_t at = 0;
        std::optional<PageKey> after;
        do {
            const auto page = (*index)->page(rows.filter, order, step, after, stop);
            if (!page)
                return fail(page.error());
            for (const MessageRow& row : page->rows) {
                const bool isChosen = at >= rows.first && at <= rows.last;
                ++at;
                if (!isChosen || !visited.insert(row.number).second)
                    continue;
                if (auto done = visit(row); !done)
                    return fail(std::move(done.error()));
            }
            after = page->next;
        } while (after && at <= rows.last);
    }
    return visited.size();
}

Result<std::vector<std::string>> idsOfChosen(EngineTools& tools, const std::vector<ChosenRows>& chosen,
                                             const MessageOrder& order, const std::stop_token& stop)
{
    std::vector<std::string> ids;
    std::unordered_set<std::string> known;
    const auto visited = eachChosen(
        tools, chosen, order,
        [&](const MessageRow& row) -> Result<> {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "it was stopped");
            if (!row.id.empty() && known.insert(row.id).second)
                ids.push_back(row.id);
            return {};
        },
        stop);
    if (!visited)
        return fail(visited.error());
    return ids;
}

} // namespace connectorscope
