#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/repairs/preview.h"
#include "core/diagnosis/repairs/repair_all.h"
#include "core/index/run_states.h"
#include "core/site/site.h"
#include "core/watch/message_ledger.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What somebody asks for when a message is to go through the pipeline again.
struct RequeueOptions
{
    bool repair = false;                     ///< what makes it corrupt or blocked; else it goes as it is
    std::optional<CauseId> cause = {};       ///< with `repair`: this cause only, whatever its severity
    bool leaveMissing = false;               ///< the yes to repairs that leave content missing
    std::string from = {};                   ///< for a repair: who sent it, where the message does not tell
    std::vector<std::string> to = {};        ///< who gets it, instead of whom it names; local addresses
    bool again = false;                      ///< although the same content was handed over lately
    std::optional<std::int64_t> action = {}; ///< of the queue, that asked for it
    bool isAutomatic = false;                ///< a retry that nobody has asked for
};

/// Why a message is not requeued. What is stored and printed is toString().
enum class RefusalKind : std::uint8_t
{
    NoSuchMessage,      ///< nobody knows the id
    NotThere,           ///< it lies in no folder any more
    InPickUp,           ///< it is on its way already
    Unreadable,         ///< locked, no rights, still arriving
    Changed,            ///< its file is not the one that was judged
    Held,               ///< release it first
    InRun,              ///< an unfinished run has it
    SiteCondition,      ///< a condition of the site still holds that would make it fail again
    AlreadyTransferred, ///< it has been through the transfer once: it would go out a second time
    MailLoop,
    StillFatal,   ///< corrupt or blocked, after the repairs that were asked for
    NoRecipient,  ///< no local recipient, and nobody to propose
    BadRecipient, ///< an address of RequeueOptions::to is none, or not of this site
    TooManyRecipients,
    HeaderNotRead,    ///< its header is longer than is read
    HandedOverBefore, ///< the same content, within `retention`: see RequeueOptions::again
    OneAtFirst,       ///< no external requeue of this site has come to its end: one message first
    NoStaging,        ///< no staging folder on the same volume
    VaultFull
};

/// "no-such-message", "in-run", ...
std::string_view toString(RefusalKind kind);

struct Refusal
{
    RefusalKind kind = RefusalKind::NoSuchMessage;
    std::string reason;           ///< a sentence
    std::string hint;             ///< the next step; may be empty
    std::optional<CauseId> cause; ///< of the message or the site that is the reason
};

/// One who gets the message, and why.
struct PlannedRecipient
{
    std::string mailbox; ///< lower case
    /// "mailbox", "alias", "rule" (of a RouteKind), "delivery-trace", "account-trace", "only-account",
    /// "undeliverable" (of a ProposalReason), or "asked-for".
    std::string why;
    std::string evidence; ///< the address that leads to it; may be empty
};

/// What the SMTP service is told of a message: the lines before it.
struct PlannedEnvelope
{
    std::string sender;                       ///< empty: "<>", of a bounce
    std::string senderReason;                 ///< "return-path", "null-path", "from" or "unknown"
    std::vector<PlannedRecipient> recipients; ///< local ones only, each once
    std::vector<std::string> leftOut;         ///< addresses of To and Cc that are not of this site
    std::vector<std::string> lines;           ///< as they will stand, without line ends; the last one names
                                              ///< the run, "..." while there is none
};

struct PlannedStep
{
    RunStep step = RunStep::Claim;
    bool skipped = false;
    std::string what; ///< one sentence: what it will do, or why it is not needed
};

struct PlannedRepair
{
    RepairPlan plan;
    Preview diff; ///< of the lines that it touches
};

/// What requeueing a message would do: found out by reading it, without changing anything.
struct RequeuePreview
{
    std::string message; ///< its id
    std::optional<Place> source;
    Carrier transfer = Carrier::BuiltIn;
    std::vector<PlannedStep> steps;          ///< in their order
    std::optional<PlannedEnvelope> envelope; ///< with built-in transfer
    std::vector<PlannedRepair> repairs;      ///< each for the message that those before it have made
    std::vector<Unrepaired> left;            ///< causes that stay, and why
    Diagnosis before;
    Diagnosis after;                       ///< the same where nothing is repaired
    std::vector<std::string> headerBefore; ///< lines, at most `headerLinesShown`; raw bytes: escape them
    std::vector<std::string> headerAfter;  ///< with the lines of the envelope
    bool headerIsCut = false;
    MessageLikeness likeness;          ///< of what was read; for DuplicateGuard
    std::vector<Refusal> refusals;     ///< empty: it passes
    std::vector<std::string> warnings; ///< sentences: what a person should know before it goes

    static constexpr std::size_t headerLinesShown = 400;

    bool passes() const { return refusals.empty(); }
};

} // namespace connectorscope
