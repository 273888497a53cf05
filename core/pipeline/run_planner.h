#pragma once

#include "core/base/hashing.h"
#include "core/index/holds.h"
#include "core/index/index_reader.h"
#include "core/index/journal_reader.h"
#include "core/index/run_journal.h"
#include "core/pipeline/pipeline_tools.h"
#include "core/pipeline/requeue_request.h"
#include "core/watch/scanned_message.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace connectorscope {

/// Kinds of runs, as they stand in the journal.
inline constexpr const char* requeueKind = "requeue";                  ///< built-in transfer
inline constexpr const char* externalRequeueKind = "requeue-external"; ///< by way of Incoming Mail
inline constexpr const char* deleteKind = "delete";

/// What a run will do with a message, found out by reading it.
struct RunPlan
{
    RequeuePreview preview; ///< header lines and steps only when they are asked for
    std::filesystem::path path;
    FileInfo source;          ///< as it was when it was read
    Xxh3Digest content = {};  ///< of all its bytes
    std::vector<Edits> edits; ///< each for the bytes that those before it have made

    /// What is written of the plan into the journal, from which a later program goes on.
    std::string asJson(const RequeueOptions& options) const;
};

/// Reads back RequeueOptions and envelope from RunPlan::asJson(). ErrorCode::Damaged where it is no such
/// text.
struct StoredPlan
{
    RequeueOptions options;
    PlannedEnvelope envelope;
};
Result<StoredPlan> storedPlanFrom(const std::string& text);

/// Plans runs. Changes nothing. For one thread at a time. Internal to core/pipeline.
class RunPlanner
{
public:
    /// The site and the tools outlive it.
    static Result<std::unique_ptr<RunPlanner>> open(const Site& site, const PipelineTools& tools);

    /// The plan of a requeue; with `forPeople` also the lines that they want to see. Refusals of the site as
    /// a whole are not in it.
    Result<RunPlan> plan(const std::string& message, const RequeueOptions& options, bool forPeople,
                         std::stop_token stop);
    /// The same for a run that has claimed its file already: who gets it is known, what refuses is not asked.
    Result<RunPlan> planClaimed(const std::string& message, const std::filesystem::path& claimed,
                                FolderKind folder, const RequeueOptions& options, std::stop_token stop);
    /// Where the message lies, for a deletion or a hold; the refusals that all of them share.
    Result<RunPlan> locate(const std::string& message, bool mayBeInPickUp);

    Result<std::vector<Refusal>> siteRefusals(std::size_t count);

private:
    RunPlanner(const Site& site, PipelineTools tools);

    Result<> read(RunPlan& plan, FolderKind folder, const RequeueOptions& options, bool forPeople,
                  const std::stop_token& stop);
    Result<> repair(RunPlan& plan, JudgedMessage& state, const RequeueOptions& options);
    Result<> refuse(RunPlan& plan, const JudgedMessage& state, const RequeueOptions& options);
    RepairOptions repairOptions(const std::string& message, FolderKind folder,
                                const RequeueOptions& options) const;
    Result<std::vector<Refusal>> conditionRefusals();
    Result<> addVaultRefusal(std::vector<Refusal>& refusals);

    const Site& m_site;
    PipelineTools m_tools;
    JudgeContext m_context;
    ReadLimits m_limits;
    std::unique_ptr<IndexReader> m_index;
    std::unique_ptr<JournalReader> m_journal;
    std::unique_ptr<RunJournal> m_runs;
    std::unique_ptr<Holds> m_holds;
    std::optional<std::uint64_t> m_vaultUsed;
};

} // namespace connectorscope
