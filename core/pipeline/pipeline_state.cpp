#include "core/pipeline/pipeline_state.h"

#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/index/stuck.h"

#include <algorithm>

namespace connectorscope {

std::optional<StepPhase> RunWork::phase(RunStep step) const
{
    const auto found = phases.find(step);
    return found == phases.end() ? std::nullopt : std::optional(found->second);
}

void StepLog::add(RunWork& work, RunEntry entry)
{
    entry.run = work.id;
    if (entry.step)
        work.phases[*entry.step] = entry.phase;
    if (entry.becomes)
        work.state = *entry.becomes;
    m_entries.push_back(std::move(entry));
}

void StepLog::add(RunWork& work, RunStep step, StepPhase phase)
{
    RunEntry entry;
    entry.step = step;
    entry.phase = phase;
    add(work, std::move(entry));
}

Result<> StepLog::commit()
{
    if (m_entries.empty())
        return {};
    auto written = m_runs.write(m_entries, m_clock.now());
    m_entries.clear();
    return written;
}

PipelineState::PipelineState(const Site& theSite, const PipelineTools& theTools, RoleLock theWorker)
    : site(theSite)
    , tools(theTools)
    , worker(std::move(theWorker))
    , vault(theTools.files, theTools.clock, theSite.folders.work, theSite.limits.vaultSize)
    , staging(theSite, theTools.files, theTools.clock)
{
}

std::filesystem::path PipelineState::pathOf(const Place& place) const
{
    return connectorscope::pathOf(site, place);
}

void TouchedFolders::add(const std::filesystem::path& folder)
{
    if (std::ranges::find(m_folders, folder) == m_folders.end())
        m_folders.push_back(folder);
}

Result<> TouchedFolders::flush(FileSystem& files) const
{
    for (const std::filesystem::path& folder : m_folders)
        if (auto flushed = files.flushFolder(folder); !flushed)
            return flushed;
    return {};
}

RunFile runFileOf(const Place& place, const FileInfo& info, const std::optional<Xxh3Digest>& content)
{
    return {place, stampOf({place.name, info, {}}), content};
}

bool isRunFile(const RunFile& file, const FileInfo& info)
{
    const FileStamp stamp = stampOf({file.place.name, info, {}});
    return stamp.size == file.stamp.size && (stamp.modified == file.stamp.modified ||
                                             (stamp.identity == file.stamp.identity && stamp.identity != 0));
}

Result<std::string> freeName(PipelineState& state, FolderKind folder, const std::string& name)
{
    constexpr int mostTries = 100;
    constexpr std::size_t idLength = 10;
    const std::size_t dot = name.rfind('.');
    const std::string stem = name.substr(0, dot == 0 ? std::string::npos : dot);
    const std::string extension = name.substr(stem.size());
    for (int number = 1; number <= mostTries; ++number) {
        const std::string tried = number == 1 ? name : stem + " (" + std::to_string(number) + ")" + extension;
        const auto there = isThere(state.files(), state.clock(), state.pathOf({folder, tried}));
        if (!there)
            return fail(there.error());
        if (!*there)
            return tried;
    }
    return randomId(idLength) + ".eml";
}

RunReceipt receiptOf(const RunWork& work)
{
    RunReceipt receipt;
    receipt.message = work.message;
    receipt.run = work.id;
    receipt.source = work.source;
    receipt.state = work.state;
    receipt.outcome = work.outcome;
    receipt.now = work.now;
    receipt.error = work.error;
    return receipt;
}

} // namespace connectorscope
