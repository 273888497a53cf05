#pragma once

#include "core/base/result.h"
#include "core/demo/demo_moment.h"
#include "core/index/action_queue.h"
#include "core/index/past_looks.h"
#include "core/index/run_journal.h"
#include "core/index/site_ledger.h"

#include <filesystem>
#include <map>
#include <memory>

namespace connectorscope {

/// Writes moments as those would who lived through them: the watcher, the worker, an administrator.
class DemoWriter
{
public:
    /// `mailFolders` are those of the site, in the order of watchedFolders.
    static Result<std::unique_ptr<DemoWriter>> open(const std::filesystem::path& workFolder,
                                                    std::vector<std::filesystem::path> mailFolders);

    /// In the order of their time.
    Result<> write(std::vector<DemoMoment> moments);

private:
    struct Requeued
    {
        std::string run;
        std::int64_t action = 0;
    };

    DemoWriter() = default;
    Result<> take(DemoMoment moment);
    Result<> flush();
    Result<> requeue(const DemoMoment& moment, const DemoRequeue& requeue);
    Result<> handOver(const DemoMoment& moment);
    void noteWhereabouts(const DemoRecord& seen, std::size_t message);
    void look(UtcTime at);

    std::filesystem::path m_workFolder;
    std::vector<std::filesystem::path> m_mailFolders;
    std::unique_ptr<SiteLedger> m_ledger;
    std::unique_ptr<ActionQueue> m_asking;
    std::unique_ptr<ActionQueue> m_worker;
    std::unique_ptr<RunJournal> m_runs;
    std::unique_ptr<PastLooks> m_pastLooks;
    std::vector<std::vector<FolderHealth>> m_looks;  ///< at each hour
    std::map<std::size_t, FolderKind> m_whereabouts; ///< of messages that lie in a folder
    std::map<std::size_t, std::string> m_ids;
    std::map<std::size_t, Requeued> m_requeued;
    std::vector<WatchRecord> m_records;
    std::vector<std::size_t> m_messages; ///< of m_records
};

} // namespace connectorscope
