#pragma once

#include "app/connectorctl/diagnosis_table.h"
#include "core/diagnosis/diagnosis.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace connectorscope {

/// What decides about a file: its primary cause, and how severe that is there.
struct Primary
{
    Severity severity = Severity::Note;
    CauseId cause = CauseId::NoFaultFound;

    auto operator<=>(const Primary&) const = default;
};

std::optional<Primary> primaryOf(const Diagnosis& diagnosis);

/// What was found so far, in numbers.
class DiagnosisCounts
{
public:
    void add(Verdict verdict, std::optional<Primary> primary);

    std::uint64_t total() const;
    std::uint64_t of(Verdict verdict) const { return m_verdicts[static_cast<std::size_t>(verdict)]; }
    /// Files by what decides about them.
    const std::map<Primary, std::uint64_t>& primaries() const { return m_primaries; }

private:
    std::array<std::uint64_t, static_cast<std::size_t>(Verdict::Clean) + 1> m_verdicts{};
    std::map<Primary, std::uint64_t> m_primaries;
};

/// The end of the table: files by verdict, then the causes that most files share, those that stop mail before
/// the risks. `cleanListed`: the clean ones were listed above.
std::string summaryText(const DiagnosisCounts& counts, bool cleanListed, std::uint64_t linksNotFollowed,
                        const TableLayout& layout);

} // namespace connectorscope
