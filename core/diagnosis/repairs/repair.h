#pragma once

#include "core/base/clock.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/repairs/charset_guess.h"
#include "core/diagnosis/repairs/edited_source.h"
#include "core/message/limits.h"

#include <string>
#include <vector>

namespace connectorscope {

/// A message with what was read and judged of it: what a repair starts from and what it leads to. Holds no
/// bodies: `bytes` opens them anew each time.
struct JudgedMessage
{
    OpenBytes bytes;
    Message message;
    Summary summary;
    Diagnosis diagnosis;
};

/// What repairs need to know besides the message.
struct RepairOptions
{
    std::string from;       ///< stands in for a From that the message does not give; may be empty
    std::string recipient;  ///< the address that gets what names nobody; may be empty
    std::string postmaster; ///< the sender of a message that wraps another; empty: postmaster@domain
    std::string domain = "localhost"; ///< for message ids and the postmaster
    std::string uniqueId;             ///< for message ids and boundaries; empty: a random one each time
    UtcTime now;
    bool risks = false;        ///< repairAll(): also what may fail somewhere
    bool leaveMissing = false; ///< the yes to repairs that leave content missing
    JudgeContext context;
    ReadLimits limits;
};

/// One repair of one message: edits of its bytes, which preview and application share, and what has to be
/// said of them. It removes its cause wherever in the message that stands.
struct RepairPlan
{
    CauseId cause = CauseId::NoFaultFound;
    std::string name; ///< of the catalogue: "strip-bom"
    std::string what; ///< one sentence that says what it does
    Edits edits;
    bool leavesContentMissing = false; ///< needs RepairOptions::leaveMissing; a note in the message says so
    bool breaksDkim = false;           ///< a signature covers what is changed
    Certainty certainty = Certainty::Certain;
    /// It brings parts or fields to light that nobody could judge before: what is found in them is no fault
    /// of the repair.
    bool uncovers = false;
};

/// Reads and judges. Fails only where the bytes cannot be read.
Result<JudgedMessage> readAndJudge(OpenBytes bytes, const RepairOptions& options);

/// Finds the edits that remove a cause which the diagnosis names. An error says why there is no repair
/// (ErrorCode::BadInput) and what to do instead, or that the bytes could not be read.
Result<RepairPlan> planRepair(const JudgedMessage& state, CauseId cause, const RepairOptions& options);

/// The message as the plan makes it, read and judged again. An error where the cause is still there or a new
/// one, graver than a note, has come: such a repair is none.
Result<JudgedMessage> applyPlan(const JudgedMessage& state, const RepairPlan& plan,
                                const RepairOptions& options);

} // namespace connectorscope
