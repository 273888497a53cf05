#pragma once

#include "core/pipeline/requeue_request.h"
#include "ui/detail/detail_request.h"
#include "ui/detail/message/message_values.h"
#include "ui/detail/why/ask_row.h"

#include <cstdint>
#include <optional>

namespace connectorscope {

/// What a person has to say before a deed can be done.
enum class DeedQuestion : std::uint8_t
{
    From,        ///< who sent it
    Mailbox,     ///< who gets it
    LeaveMissing ///< yes to a repair after which content stays missing
};

/// What a repair still lacks, given what was answered already; nullopt: nothing that a person could give.
std::optional<DeedQuestion> questionOf(const RepairProposal& proposal, const RequeueOptions& answered);

/// `message` may be null: then nobody is proposed.
AskRow::Question wordsOf(DeedQuestion question, const DetailRequest& request, const LoadedPointer& message);

} // namespace connectorscope
