#pragma once

#include "core/index/site_restore.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// A site with a journal that knows one message, and files in its vault, in a folder of its own.
class VaultedSite
{
public:
    explicit VaultedSite(const std::string& name = "Contoso");

    /// Puts a file into the vault; returns its name below the work folder.
    std::string putIntoVault(std::string_view content);

    std::filesystem::path work() const { return site.folders.work; }
    std::filesystem::path journal() const { return work() / "journal.db"; }
    std::filesystem::path backup() const { return m_folder / "site.backup"; }

    /// The id of the message that the journal knows: an empty journal gives another one. Throws where the
    /// journal is damaged.
    std::string knownId() const;
    /// Makes the journal know one more message.
    void addMessage(std::uint64_t number) const;
    std::size_t knownMessages() const;

    Result<BackupSummary> backUp(FileSystem& files, bool replace = false);
    Result<RestoreSummary> restore(FileSystem& files, const RestoreOptions& options = {});
    /// With the real files; throws where it fails.
    void backUp();

    Site site;
    FakeClock clock;

private:
    TempDir m_folder;
};

} // namespace connectorscope
