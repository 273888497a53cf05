#include "core/report/render/describe_parts.h"

#include <utility>

namespace connectorscope {
namespace {

DocumentCell stateOf(const ReportWords& words, const ReportFolder& folder)
{
    if (!folder.unreachableSince)
        return ReportWords::named(words.say(Phrase::Reachable), "reachable", ReportTone::Well);
    const std::string since = words.time(*folder.unreachableSince);
    return ReportWords::named(words.say(Phrase::UnreachableSince, {since, words.told(folder.whyUnreachable)}),
                              "unreachable", ReportTone::Server);
}

DocumentCell oldestCell(const ReportWords& words, const std::optional<ReportTime>& oldest)
{
    if (!oldest)
        return ReportWords::absent();
    return ReportWords::named(spanText(words.report().until.at - oldest->at), reportTimeText(*oldest));
}

DocumentCell spaceCell(const ReportWords& words, const std::optional<std::uint64_t>& bytes)
{
    return bytes ? ReportWords::named(volumeText(*bytes, words.language()), std::to_string(*bytes))
                 : ReportWords::absent();
}

DocumentCell skewCell(const ReportWords& words, const std::optional<std::chrono::milliseconds>& skew)
{
    if (!skew)
        return ReportWords::absent();
    const double seconds = static_cast<double>(skew->count()) / 1000;
    return ReportWords::named(decimalText(seconds, words.language()) + " s", std::to_string(skew->count()));
}

DocumentTable foldersTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "folders";
    table.title = words.say(Phrase::FoldersTable);
    table.columns = {words.column("folder", Phrase::Folder),
                     words.column("path", Phrase::Path),
                     words.column("state", Phrase::State),
                     words.column("last_listed", Phrase::LastListed),
                     words.numberColumn("messages", Phrase::Messages),
                     words.numberColumn("stuck", Phrase::Stuck),
                     words.numberColumn("oldest_stuck", Phrase::Oldest),
                     words.numberColumn("not_looked_at", Phrase::NotLookedAtColumn),
                     words.numberColumn("free_bytes", Phrase::FreeSpace),
                     words.numberColumn("clock_ahead_ms", Phrase::ClockSkew)};
    for (const ReportFolder& folder : words.report().folders)
        table.rows.push_back({words.folderCell(folder.folder), ReportWords::words(folder.path),
                              stateOf(words, folder), words.moment(folder.lastListed),
                              words.number(folder.entries), words.number(folder.stuck),
                              oldestCell(words, folder.oldestStuck), words.number(folder.notLookedAt),
                              spaceCell(words, folder.freeSpace), skewCell(words, folder.skew)});
    return table;
}

DocumentTable conditionsTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "conditions";
    table.title = words.say(Phrase::ConditionsTable);
    table.whenEmpty = words.say(Phrase::NoConditions);
    table.columns = {words.column("cause", Phrase::Condition), words.column("folder", Phrase::Folder),
                     words.column("since", Phrase::Since), words.column("until", Phrase::Until),
                     words.column("evidence", Phrase::Evidence)};
    for (const ReportCondition& condition : words.report().conditions)
        table.rows.push_back({words.causeCell(condition.cause), words.folderCell(condition.folder),
                              words.moment(condition.since),
                              condition.ended ? words.moment(*condition.ended)
                                              : ReportWords::named(words.say(Phrase::Holds), ""),
                              words.toldCell(condition.evidence)});
    return table;
}

DocumentTable servicesTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "services";
    table.title = words.say(Phrase::ServicesTable);
    table.columns = {words.column("service", Phrase::Service), words.column("last_seen", Phrase::LastSeen),
                     words.column("condition", Phrase::State)};
    for (const ReportServiceRow& row : words.report().services) {
        const bool isConnector = row.service == ReportService::Connector;
        table.rows.push_back(
            {ReportWords::named(words.say(isConnector ? Phrase::ServiceConnector : Phrase::ServiceSmtp),
                                toString(row.service)),
             row.lastSeen ? words.moment(*row.lastSeen)
                          : ReportWords::named(words.say(Phrase::NeverSeen), ""),
             row.condition  ? words.causeCell(row.condition)
             : row.lastSeen ? ReportWords::named(words.say(Phrase::Works), "", ReportTone::Well)
                            : ReportWords::absent()});
    }
    return table;
}

Phrase gapPhrase(ReportGapKind kind)
{
    switch (kind) {
    case ReportGapKind::NotWatched:
        return Phrase::GapNotWatched;
    case ReportGapKind::Unreachable:
        return Phrase::GapUnreachable;
    case ReportGapKind::Unreadable:
        return Phrase::GapUnreadable;
    case ReportGapKind::NotLookedAt:
        return Phrase::GapNotLookedAt;
    case ReportGapKind::Accounts:
        break;
    }
    return Phrase::GapAccounts;
}

} // namespace

DocumentSection describeAccounts(const ReportWords& words)
{
    DocumentSection section = words.section("accounts", Phrase::PartAccounts);
    if (!words.report().accounts) {
        section.sentences.push_back(words.say(Phrase::AccountsNotSetUp));
        return section;
    }
    DocumentTable table;
    table.key = "accounts";
    table.whenEmpty = words.say(Phrase::NoAccounts);
    table.columns = {words.column("account", Phrase::Account), words.numberColumn("fetched", Phrase::Fetched),
                     words.column("last_fetched", Phrase::LastFetched),
                     words.column("error", Phrase::ErrorColumn)};
    for (const ReportAccount& account : *words.report().accounts) {
        DocumentCell error = words.toldCell(account.error);
        error.tone = account.error.empty() ? ReportTone::Neutral : ReportTone::Server;
        table.rows.push_back({ReportWords::words(account.name), words.number(account.fetched),
                              words.moment(account.lastFetched), std::move(error)});
    }
    section.tables.push_back(std::move(table));
    return section;
}

DocumentSection describeSite(const ReportWords& words)
{
    DocumentSection section = words.section("folders", Phrase::PartFolders);
    section.tables = {foldersTable(words), conditionsTable(words), servicesTable(words)};
    return section;
}

DocumentSection describeNotChecked(const ReportWords& words)
{
    DocumentSection section = words.section("not-checked", Phrase::PartNotChecked);
    DocumentTable table;
    table.key = "not_checked";
    table.whenEmpty = words.say(Phrase::EverythingChecked);
    table.columns = {words.column("what", Phrase::What),         words.column("folder", Phrase::Folder),
                     words.column("from", Phrase::Since),        words.column("until", Phrase::Until),
                     words.numberColumn("count", Phrase::Count), words.column("why", Phrase::Why),
                     words.column("matters", Phrase::Matters)};
    for (const ReportGap& gap : words.report().notChecked) {
        const bool isCounted =
            gap.kind == ReportGapKind::Unreadable || gap.kind == ReportGapKind::NotLookedAt;
        table.rows.push_back(
            {ReportWords::named(words.say(gapPhrase(gap.kind)), toString(gap.kind),
                                gap.counts ? ReportTone::AtRisk : ReportTone::Neutral),
             gap.kind == ReportGapKind::Accounts ? ReportWords::absent() : words.folderCell(gap.folder),
             words.moment(gap.from), words.moment(gap.until),
             isCounted ? words.number(gap.count) : ReportWords::absent(), words.toldCell(gap.why),
             ReportWords::named(words.say(gap.counts ? Phrase::Yes : Phrase::No),
                                gap.counts ? "yes" : "no")});
    }
    section.tables.push_back(std::move(table));
    return section;
}

} // namespace connectorscope
