#include "app/connectorctl/diagnosis_summary.h"

#include "app/connectorctl/text_layout.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace connectorscope {
namespace {

constexpr std::size_t mostCauses = 5;

std::string plural(std::uint64_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string verdictLine(const DiagnosisCounts& counts, bool cleanListed, const Style& style)
{
    std::string line = style.paint(Tone::Strong, plural(counts.total(), "file", "files"));
    for (const Verdict verdict : {Verdict::Corrupt, Verdict::Blocked, Verdict::Unreadable, Verdict::AtRisk,
                                  Verdict::Pending, Verdict::Clean}) {
        if (counts.of(verdict) == 0)
            continue;
        const Look look = lookOf(verdict);
        std::string part(look.sign);
        part.append(" ").append(std::to_string(counts.of(verdict))).append(" ").append(look.word);
        line += "  " + style.paint(look.tone, part);
    }
    if (counts.of(Verdict::Clean) > 0 && !cleanListed)
        line += style.paint(Tone::Muted, " (not listed; --all lists them)");
    return line + "\n";
}

struct CauseCount
{
    Primary primary;
    std::uint64_t files;
};

bool stopsMail(Severity severity)
{
    return severity == Severity::Corrupt || severity == Severity::Fatal;
}

/// Those that stop mail first; risks, which most mail bears somewhere, after them.
std::vector<CauseCount> byFrequency(const std::map<Primary, std::uint64_t>& primaries)
{
    std::vector<CauseCount> ranked;
    for (const auto& [primary, files] : primaries)
        if (primary.severity != Severity::Note)
            ranked.push_back({primary, files});
    std::stable_sort(ranked.begin(), ranked.end(), [](const CauseCount& a, const CauseCount& b) {
        const bool aStops = stopsMail(a.primary.severity);
        const bool bStops = stopsMail(b.primary.severity);
        return aStops != bStops ? aStops : a.files > b.files;
    });
    return ranked;
}

/// Nothing where no two files share a cause: the entries above tell all.
std::string frequentCauses(const std::vector<CauseCount>& ranked, const Style& style)
{
    if (std::all_of(ranked.begin(), ranked.end(), [](const CauseCount& cause) { return cause.files == 1; }))
        return {};
    const std::size_t shown = std::min(mostCauses, ranked.size());
    std::size_t titleColumns = 0;
    for (std::size_t i = 0; i < shown; ++i)
        titleColumns = std::max(titleColumns, displayWidth(causeOf(ranked[i].primary.cause).title));
    std::size_t countColumns = 0;
    for (std::size_t i = 0; i < shown; ++i)
        countColumns = std::max(countColumns, std::to_string(ranked[i].files).size());
    std::string text = "\nMost frequent causes\n";
    for (std::size_t i = 0; i < shown; ++i) {
        const Cause& cause = causeOf(ranked[i].primary.cause);
        const Look look = lookOf(ranked[i].primary.severity);
        const std::string files = std::to_string(ranked[i].files);
        text += "  " + std::string(countColumns - files.size(), ' ') + files + " " +
                style.paint(look.tone, look.sign) + " " + padTo(cause.title, titleColumns) + "  " +
                style.paint(Tone::Muted, cause.id) + "\n";
    }
    if (ranked.size() > shown)
        text += "  and " + plural(ranked.size() - shown, "cause", "causes") + " more\n";
    return text;
}

} // namespace

std::optional<Primary> primaryOf(const Diagnosis& diagnosis)
{
    if (!diagnosis.primary || diagnosis.findings.empty())
        return std::nullopt;
    return Primary{diagnosis.findings.front().severity, *diagnosis.primary};
}

void DiagnosisCounts::add(Verdict verdict, std::optional<Primary> primary)
{
    ++m_verdicts[static_cast<std::size_t>(verdict)];
    if (primary)
        ++m_primaries[*primary];
}

std::uint64_t DiagnosisCounts::total() const
{
    return std::accumulate(m_verdicts.begin(), m_verdicts.end(), std::uint64_t{0});
}

std::string summaryText(const DiagnosisCounts& counts, bool cleanListed, std::uint64_t linksNotFollowed,
                        const TableLayout& layout)
{
    std::string text = verdictLine(counts, cleanListed, layout.style);
    if (linksNotFollowed > 0)
        text += plural(linksNotFollowed, "link was", "links were") +
                " not followed (--log-level info names them)\n";
    const std::vector<CauseCount> ranked = byFrequency(counts.primaries());
    if (ranked.empty())
        return text;

    text += frequentCauses(ranked, layout.style);
    const bool one = ranked.size() == 1 || ranked.front().files > 1;
    text += "What to do: connectorctl explain ";
    text.append(one ? causeOf(ranked.front().primary.cause).id : "CAUSE").append("\n");
    return text;
}

} // namespace connectorscope
