#pragma once

#include "core/diagnosis/repairs/repair.h"
#include "core/diagnosis/routing.h"
#include "core/pipeline/requeue_request.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

// What the SMTP service is told of a message, by lines that stand before it. Internal to core/pipeline.

/// More mailboxes than that nobody has meant: the server would send as many reports about those that it does
/// not have.
inline constexpr std::size_t mostRecipients = 2000;

/// Whether an address may stand in such a line: one usable address, printable ASCII without blanks, brackets
/// and quotes, at most 320 bytes. Nothing that could begin another line, or another recipient, is one.
bool isEnvelopeAddress(std::string_view address);

struct EnvelopeAnswer
{
    PlannedEnvelope envelope; ///< without its lines
    std::vector<Refusal> refusals;
    std::vector<std::string> warnings;
};

/// Sender and recipients of a message. The sender is that of Return-Path (`<>` too), `<>` for a report of
/// delivery, else the first of From. Recipients are the mailboxes to which the addresses of To and Cc lead,
/// or `asked`, or, where neither gives one, whoever is proposed first. Only local ones: others are left out.
/// Refused where the header is not read to its end, unless it is `asked`.
EnvelopeAnswer planEnvelope(const JudgedMessage& message, const RoutingTable& table,
                            const std::vector<std::string>& asked);

/// `x-sender: ...`, one `x-receiver: ...` for each recipient, `X-ConnectorScope: run=...; attempt=N`, without
/// line ends. Addresses that may not stand there are left out, whoever has put them into the envelope.
std::vector<std::string> envelopeLines(const PlannedEnvelope& envelope, std::string_view run, int attempt);
/// Each line with CR LF.
std::string envelopeText(const std::vector<std::string>& lines);

/// The run that a trace line in the header names; empty where there is none. Anybody can write such a line:
/// it counts only if the journal knows the run.
std::string tracedRun(const HeaderBlock& header);
/// Where the lines end that a transfer of ours has put before the message, in the file; 0 where it does not
/// begin with such lines.
std::uint64_t endOfEnvelopeLines(const HeaderBlock& header);

} // namespace connectorscope
