#pragma once

#include "core/base/result.h"
#include "core/watch/folder_health.h"

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace connectorscope {

class Looks;
class JournalConnection;

/// Writes into a journal how folders were looked at when its history is told afterwards, as that of a
/// demonstration is; a SiteLedger does it by itself. One connection: for one thread at a time.
class PastLooks
{
public:
    static Result<std::unique_ptr<PastLooks>> open(const std::filesystem::path& workFolder);
    PastLooks(const PastLooks&) = delete;
    PastLooks& operator=(const PastLooks&) = delete;
    ~PastLooks();

    /// What all folders were like at each look, in the order of time, all of them listed. From `began` until
    /// the last look nobody paused. All of it in one transaction.
    Result<> write(std::span<const std::vector<FolderHealth>> looks, UtcTime began);

private:
    explicit PastLooks(std::unique_ptr<JournalConnection> journal);
    std::unique_ptr<JournalConnection> m_journal;
    std::unique_ptr<Looks> m_looks;
};

} // namespace connectorscope
