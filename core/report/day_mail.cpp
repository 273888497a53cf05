#include "core/report/day_parts.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace connectorscope {

namespace {

constexpr std::array allFilters = {BypassedFilter::Recipient, BypassedFilter::Sender,
                                   BypassedFilter::Connection, BypassedFilter::Content};

ReportFiltered filteredOf(const DayFacts& facts, const FilteredMessage& message)
{
    ReportFiltered filtered;
    filtered.id = message.id;
    filtered.seen = facts.time(message.seen);
    filtered.subject = reportedText(message.subject);
    filtered.sender = reportedText(message.sender);
    for (const std::string& recipient : message.recipients)
        filtered.recipients.push_back(reportedText(recipient));
    for (const FilterWord& word : message.words)
        filtered.words.push_back({word.filter, word.stops, reportedText(word.reason)});
    return filtered;
}

ReportFilters filtersOf(const DayFacts& facts)
{
    ReportFilters filters;
    for (const QuarterFigures& quarter : facts.quarters)
        filters.messages += quarter.arrived;
    filters.stopped = facts.filtered.stopped;
    for (const BypassedFilter filter : allFilters) {
        const auto count = std::ranges::find(facts.filtered.counts, filter, &FilterCount::filter);
        filters.sums.push_back(count == facts.filtered.counts.end()
                                   ? ReportFilterSum{filter, 0, 0}
                                   : ReportFilterSum{filter, count->stopped, count->forSome});
    }
    for (const FilteredMessage& message : facts.filtered.listed)
        filters.listed.push_back(filteredOf(facts, message));
    filters.unlisted = facts.filtered.messages - filters.listed.size();
    return filters;
}

ReportRun runOf(const DayFacts& facts, const RunOfDay& run)
{
    return {run.id,
            run.message,
            reportedText(run.subject),
            run.kind,
            run.state,
            reportedText(run.outcome),
            facts.time(run.began),
            facts.time(run.ended),
            run.actor.account,
            run.actor.machine};
}

std::vector<ReportRunSum> runSums(const std::vector<RunOfDay>& runs)
{
    std::vector<ReportRunSum> sums;
    for (const RunOfDay& run : runs) {
        const auto known = std::ranges::find_if(
            sums, [&](const ReportRunSum& sum) { return sum.kind == run.kind && sum.state == run.state; });
        if (known == sums.end())
            sums.push_back({run.kind, run.state, 1});
        else
            ++known->count;
    }
    std::ranges::sort(sums, {}, [](const ReportRunSum& sum) { return std::tie(sum.kind, sum.state); });
    return sums;
}

} // namespace

void addMailParts(const DayFacts& facts, HealthReport& report)
{
    report.filters = filtersOf(facts);
    ReportDone& done = report.done;
    done.sums = runSums(facts.runs);
    for (const RunOfDay& run : facts.runs)
        if (done.runs.size() < HealthReport::mostListed)
            done.runs.push_back(runOf(facts, run));
    done.unlistedRuns = facts.runs.size() - done.runs.size();
    for (const DeedOfDay& deed : facts.deeds)
        if (done.deeds.size() < HealthReport::mostListed)
            done.deeds.push_back({deed.kind, facts.time(deed.at), deed.message, reportedText(deed.note),
                                  deed.actor.account, deed.actor.machine});
    done.unlistedDeeds = facts.deeds.size() - done.deeds.size();
}

} // namespace connectorscope
