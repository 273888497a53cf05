#pragma once

#include "core/index/holds.h"
#include "core/index/role_lock.h"
#include "core/index/run_journal.h"
#include "core/pipeline/file_bytes.h"
#include "core/pipeline/pipeline.h"
#include "core/pipeline/run_planner.h"
#include "core/pipeline/staging.h"
#include "core/pipeline/vault.h"
#include "core/pipeline/vault_purge.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace connectorscope {

/// A run while this program has it in hand. Internal to core/pipeline.
struct RunWork
{
    std::string message; ///< its id
    std::string id;      ///< of the run
    std::string kind;
    int attempt = 0;
    Place source;
    RequeueOptions options;
    RunPlan plan; ///< of a requeue
    RunState state = RunState::Running;
    std::map<RunStep, StepPhase> phases; ///< as written, or about to be

    std::filesystem::path sourcePath;
    std::filesystem::path claimed;
    std::optional<Sha256Digest> original; ///< of what lies in the vault
    std::optional<FileInfo> archived; ///< the claimed file when it was archived; nullopt: by another program
    std::optional<FileInfo> kept;     ///< its file in the vault, when it was archived by this program
    std::filesystem::path temporary;  ///< of the file that is about to be exposed
    std::optional<Place> target;      ///< of the exposed file
    std::optional<RunFile> exposed;
    Sha256Digest exposedHash = {};
    std::string exposingBoot; ///< of StepPhase::Exposing, written by an earlier program
    std::string undoBoot;     ///< the same of RunStep::Undo

    std::optional<Error> error; ///< why it goes no further
    std::string outcome;
    std::optional<Place> now;
    bool isOver = false; ///< this call does nothing more with it

    bool goesOn() const { return !isOver && !error; }
    bool isBuiltIn() const { return kind == requeueKind; }
    std::optional<StepPhase> phase(RunStep step) const;
    bool isDone(RunStep step) const { return phase(step) == StepPhase::Done; }
    /// Of the step that gives the message to its consumer.
    RunStep exposingStep() const { return isBuiltIn() ? RunStep::Transfer : RunStep::Stage; }
};

using Batch = std::vector<RunWork>;

/// What is to be written into the journal, and is written in one transaction.
class StepLog
{
public:
    StepLog(RunJournal& runs, Clock& clock)
        : m_runs(runs)
        , m_clock(clock)
    {
    }

    /// Fills in the run's id, and takes the step down in `work`.
    void add(RunWork& work, RunEntry entry);
    void add(RunWork& work, RunStep step, StepPhase phase);
    Result<> commit();

private:
    RunJournal& m_runs;
    Clock& m_clock;
    std::vector<RunEntry> m_entries;
};

/// Everything that the steps work with.
struct PipelineState
{
    PipelineState(const Site& theSite, const PipelineTools& theTools, RoleLock theWorker);

    const Site& site;
    PipelineTools tools;
    RoleLock worker;
    std::unique_ptr<RunPlanner> planner;
    std::unique_ptr<RunJournal> runs;
    std::unique_ptr<Holds> holds;
    std::unique_ptr<IndexReader> index;
    Vault vault;
    Staging staging;
    std::optional<StepLog> log;
    std::unique_ptr<KeptOriginals> originals;
    std::optional<VaultPurge> purge;

    FileSystem& files() const { return tools.files; }
    Clock& clock() const { return tools.clock; }
    std::filesystem::path pathOf(const Place& place) const;
};

/// Folders whose names have changed; flushed in the order in which they were added.
class TouchedFolders
{
public:
    void add(const std::filesystem::path& folder);
    Result<> flush(FileSystem& files) const;

private:
    std::vector<std::filesystem::path> m_folders;
};

/// How the watcher will know a file again.
RunFile runFileOf(const Place& place, const FileInfo& info, const std::optional<Xxh3Digest>& content);
/// Whether the file is the one that was given that name.
bool isRunFile(const RunFile& file, const FileInfo& info);

/// A free name in the folder like `name`: itself, "a (2).eml", ...
Result<std::string> freeName(PipelineState& state, FolderKind folder, const std::string& name);

RunReceipt receiptOf(const RunWork& work);

} // namespace connectorscope
