#pragma once

#include "core/index/holds.h"
#include "core/index/message_query.h"
#include "core/index/run_journal.h"
#include "core/message/header_block.h"
#include "core/pipeline/requeue_request.h"

#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

// The reasons for which a message is not requeued, in words. Pure. Internal to core/pipeline.

Refusal noSuchMessage(const std::string& id);
Refusal isHeld(const Hold& hold);
Refusal isInRun(const RunRow& run);
Refusal cannotRead(const Error& error);
Refusal wasChanged(const std::filesystem::path& path);
Refusal wasHandedOver(const RunRow& run);
/// Another one that is the same to those who get it is chosen with it.
Refusal goesWithItsLike();
/// It bears the trace line of a run that the journal knows.
Refusal wentThroughUs(const RunRow& run);
/// There is more of its header than the reader keeps: other recipients, envelope lines.
Refusal headerNotRead(std::string hint);

/// What the runs of the message, the latest last, tell more than that it is not there (`refusal`): one of
/// them has deleted it, handed it over, or put it back, which the index does not know yet.
Refusal whyNotThere(Refusal refusal, const std::vector<RunRow>& runs, const MessageRow& row);

/// Of a message that lies where nothing can be taken from, or is not known well enough.
std::optional<Refusal> refusalOfPlace(const MessageRow& row, bool mayBeInPickUp);

/// Of a message that would fail, loop or go out twice. With `recipientsAreKnown` it need name none itself.
std::optional<Refusal> refusalOfDiagnosis(const Diagnosis& diagnosis, bool recipientsAreKnown,
                                          bool wasRepaired);

/// Of a message that brings envelope lines of its own, whatever else is said of them.
std::optional<Refusal> refusalOfEnvelopeLines(const HeaderBlock& header);

} // namespace connectorscope
