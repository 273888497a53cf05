#pragma once

#include "core/diagnosis/repairs/repair.h"
#include "core/message/parameters.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What one repair looks at while it is planned, and the steps that all of them share. Internal to
/// core/diagnosis/repairs.
///
/// Each repair is one function over it that fills the edits of a plan, in any order.
struct Planner
{
    const JudgedMessage& state;
    const RepairOptions& options;
    CauseId cause;

    const Message& message() const { return state.message; }
    const Part& part(int index) const { return state.message.parts[static_cast<std::size_t>(index)]; }

    /// The parts in which the cause was found, in their order.
    std::vector<int> parts() const;
    /// The line end of the file: what most of its lines end with.
    std::string_view lineEnd() const;
    /// Where the message ends: before a final dot that was set aside.
    std::uint64_t messageEnd() const;
    std::string uniqueId() const;
    std::string newMessageId() const;
    bool hasCause(CauseId other) const;

    /// `Name: value`, before the first field that is none of the trace of the message's way.
    Edit insertField(int index, std::string_view name, std::string_view value) const;
    /// `Name: value` instead of that field, which stays as it is under a name that begins with X-Invalid-.
    Edit replaceField(int index, const Field& field, std::string_view value) const;
    /// replaceField() where there is such a field, else insertField().
    Edit setField(int index, FieldId id, std::string_view value) const;
    /// The smallest edit that gives a parameter of the field that value; replaceField() where the field is
    /// too odd for that.
    Edit setParameter(int index, const Field& field, std::string_view name, std::string_view value) const;
};

/// A reason why a message cannot be repaired so, and what to do.
tl::unexpected<Error> noRepair(std::string reason, std::string hint);

/// The first bytes of bodies, at most 64 KiB of each, with the transfer encoding taken off.
struct BodySample
{
    std::string bytes;
    bool whole = true;
};
Result<std::vector<BodySample>> sampleBodies(const Planner& planner, const std::vector<int>& parts);

/// "text/plain; charset=..." from its pieces; values that need it are quoted or percent-encoded.
std::string structuredText(const StructuredValue& value, std::string_view lineEnd);

/// A value in percent-encoding with its charset (RFC 2231, 4).
std::string extendedValue(std::string_view utf8);

/// Text as encoded words (RFC 2047) of at most 75 characters, folded.
std::string encodedWords(std::string_view utf8, std::string_view lineEnd);

/// The date as a Date field has it (RFC 5322, 3.3), in UTC.
std::string dateText(UtcTime time);

/// The moment that a Date field names; nullopt where it cannot be read, or lies beyond what UtcTime can hold.
std::optional<UtcTime> utcOf(std::string_view rawDate);

/// Whether an address can be written into a field as it is.
bool isPlainAddress(std::string_view address);

/// The first such address in fields of that name; empty where there is none.
std::string firstPlainAddress(const HeaderBlock& header, FieldId id);

Result<RepairPlan> planOpening(const Planner& planner);
Result<RepairPlan> planUtf8(const Planner& planner);
Result<RepairPlan> planSeparator(const Planner& planner);
Result<RepairPlan> planStripNul(const Planner& planner);
Result<RepairPlan> planRename(const Planner& planner);
Result<RepairPlan> planFold(const Planner& planner);
Result<RepairPlan> planEncode(const Planner& planner);
Result<RepairPlan> planLineEnds(const Planner& planner);
Result<RepairPlan> planDate(const Planner& planner);
Result<RepairPlan> planMessageId(const Planner& planner);
Result<RepairPlan> planFrom(const Planner& planner);
Result<RepairPlan> planSender(const Planner& planner);
Result<RepairPlan> planRecipient(const Planner& planner);
Result<RepairPlan> planQuote(const Planner& planner);
Result<RepairPlan> planContentType(const Planner& planner);
Result<RepairPlan> planBoundary(const Planner& planner);
Result<RepairPlan> planClose(const Planner& planner);
Result<RepairPlan> planTransferEncoding(const Planner& planner);
Result<RepairPlan> planCharset(const Planner& planner);
Result<RepairPlan> planFill(const Planner& planner);
Result<RepairPlan> planReencode(const Planner& planner);
Result<RepairPlan> planWrap(const Planner& planner);

} // namespace connectorscope
