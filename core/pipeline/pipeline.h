#pragma once

#include "core/index/holds.h"
#include "core/index/role_lock.h"
#include "core/index/run_journal.h"
#include "core/pipeline/pipeline_tools.h"
#include "core/pipeline/requeue_request.h"
#include "core/pipeline/vault_purge.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// How far a call is; told after each step of each batch.
struct PipelineProgress
{
    std::uint64_t done = 0; ///< messages that are through with all steps
    std::uint64_t total = 0;
    RunStep step = RunStep::Claim; ///< that was done last
};
using OnPipelineProgress = std::function<void(const PipelineProgress&)>;

/// What was done with one message, and what it became.
struct RunReceipt
{
    std::string message;           ///< its id
    std::string run;               ///< empty: none was begun
    std::optional<Place> source;   ///< where it lay
    std::optional<RunState> state; ///< of the run; nullopt without one, or when it could not be written
    std::vector<Refusal> refusals; ///< why none was begun
    std::string outcome;           ///< for people: one sentence
    std::optional<Place> now;      ///< where it lies now; nullopt: in no folder of the site, or not known
    std::optional<Error> error;    ///< why it failed
};

/// Called for each message as soon as its receipt is complete.
using OnReceipt = std::function<void(const RunReceipt&)>;

enum class OutcomeDecision : std::uint8_t
{
    HandedOver, ///< its consumer took it: the claimed original is removed, the vault keeps it
    Undone      ///< nobody took it: the original goes back to its folder
};

/// Takes messages through the pipeline: claim, archive, repair, stage, transfer, pick up. Every effect is in
/// the journal before and after it happens, so that a program that stops at any instant loses and doubles
/// nothing once resume() was called; after a power failure nothing is lost, and what cannot be known is left
/// to a person (RunState::OutcomeUnknown).
///
/// One program of a site at a time: it holds the worker's role. For one thread at a time.
class Pipeline
{
public:
    static constexpr std::size_t batchLimit = RunJournal::batchLimit;

    /// `worker` is the site's Role::Worker. The site and the tools outlive the pipeline.
    static Result<std::unique_ptr<Pipeline>> open(const Site& site, const PipelineTools& tools,
                                                  RoleLock worker);
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline();

    /// Takes messages through the pipeline in batches of up to `batchLimit`, each step of a batch in one
    /// transaction of the journal and with one flush of each folder. Returns when each is in PickUp (or, with
    /// external transfer, in Incoming Mail), was refused, or has failed and is back. A stop ends it between
    /// two batches; the messages that were not begun get no receipt. Fails only where the journal does.
    Result<> requeue(std::span<const std::string> messages, const RequeueOptions& options,
                     const OnReceipt& onReceipt, const OnPipelineProgress& onProgress = {},
                     std::stop_token stop = {});

    /// Moves messages into the vault, where they are kept for `retention`; undo() brings them back.
    Result<> deleteMessages(std::span<const std::string> messages, const OnReceipt& onReceipt,
                            const OnPipelineProgress& onProgress = {}, std::stop_token stop = {});

    /// Takes a message back as long as its consumer has not claimed it, or out of the vault; the original
    /// returns to its folder, under a free name if its own is taken. A receipt with RunState::HandedOver says
    /// that it was too late, with RunState::UndoUncertain that nobody can know. ErrorCode::NotFound for no
    /// such run, ErrorCode::BadInput for one that cannot be undone.
    Result<RunReceipt> undo(const std::string& run);

    /// Moves a message out of its folder, to `held` in the staging folder. The receipt has no run.
    Result<RunReceipt> hold(const std::string& message, std::string_view note);
    /// Moves it back, under a free name if its own is taken.
    Result<RunReceipt> release(const std::string& message, std::string_view note);

    /// Brings to an end what an earlier program left: runs, holds and releases. Called before anything else;
    /// requeue() and its kin do nothing for a message whose run is unfinished. A receipt for each that was
    /// looked at and changed.
    Result<> resume(const OnReceipt& onReceipt, std::stop_token stop = {});
    /// A person says what became of a run that is OutcomeUnknown or UndoUncertain. ErrorCode::BadInput for
    /// another.
    Result<RunReceipt> decide(const std::string& run, OutcomeDecision decision);

    /// Looks what became of the runs that are exposed or stalled, and of those handed over lately. A receipt
    /// for each whose state changed. Returns how many are still exposed or stalled.
    Result<std::size_t> observe(const OnReceipt& onReceipt);

    /// Where the site has automatic_retry on: requeues messages in Failed Mail whose cause may pass by
    /// itself, and again what has failed for such a reason, 1, 15, 30, 60 and 240 minutes after each attempt.
    /// After five attempts the message is held. A receipt for each that was tried or held; while the site
    /// cannot take mail nothing is tried.
    Result<> retryDue(const OnReceipt& onReceipt, std::stop_token stop = {});

    /// How long until the vault is to be purged again; none: now.
    Result<std::chrono::nanoseconds> purgeDueIn();
    /// Takes out of the vault what is older than the site's `retention` and of no message that is not at the
    /// end of its way; see VaultPurge. A small step; true while there is more to do. `purged`: since its
    /// beginning.
    Result<bool> purgeSome(VaultPurged& purged);

private:
    struct State;
    explicit Pipeline(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace connectorscope
