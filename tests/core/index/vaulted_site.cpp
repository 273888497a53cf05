#include "tests/core/index/vaulted_site.h"

#include "core/base/hashing.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/small_files.h"

#include <stdexcept>

namespace connectorscope {

namespace {

std::unique_ptr<SiteLedger> openedLedger(const std::filesystem::path& work)
{
    auto ledger = SiteLedger::open(work, {"anna", "server"});
    if (!ledger)
        throw std::runtime_error(ledger.error().message);
    return std::move(*ledger);
}

Place placeNumber(std::uint64_t number)
{
    return {FolderKind::Failed, std::to_string(number) + ".eml"};
}

} // namespace

VaultedSite::VaultedSite(const std::string& name)
{
    site.name = name;
    for (const auto& [folder, path] :
         {std::pair(&site.folders.incoming, "incoming"), std::pair(&site.folders.failed, "failed"),
          std::pair(&site.folders.pickup, "pickup"), std::pair(&site.folders.work, "work")}) {
        *folder = m_folder / path;
        std::filesystem::create_directory(*folder);
    }
    addMessage(1);
}

std::string VaultedSite::putIntoVault(std::string_view content)
{
    const std::string sum = hexText(*sha256(content));
    std::string name = "vault/" + sum.substr(0, 2) + "/" + sum + ".eml.gz";
    std::filesystem::create_directories((work() / name).parent_path());
    writeFile(work() / name, content);
    return name;
}

std::string VaultedSite::knownId() const
{
    const auto ids = openedLedger(work())->record(std::vector{judged(placeNumber(1), 1)});
    return ids ? ids->front() : throw std::runtime_error(ids.error().message);
}

void VaultedSite::addMessage(std::uint64_t number) const
{
    const auto ids = openedLedger(work())->record(std::vector{judged(placeNumber(number), number)});
    if (!ids)
        throw std::runtime_error(ids.error().message);
}

std::size_t VaultedSite::knownMessages() const
{
    std::size_t count = 0;
    const auto told =
        openedLedger(work())->eachKnownFile(FolderKind::Failed, [&](const KnownFile&) { ++count; });
    return told ? count : throw std::runtime_error(told.error().message);
}

Result<BackupSummary> VaultedSite::backUp(FileSystem& files, bool replace)
{
    return backUpSite(site, backup(), replace, {files, clock});
}

Result<RestoreSummary> VaultedSite::restore(FileSystem& files, const RestoreOptions& options)
{
    return restoreSite(site, backup(), options, {files, clock});
}

void VaultedSite::backUp()
{
    const auto files = realFileSystem();
    if (const auto done = backUp(*files); !done)
        throw std::runtime_error(done.error().message);
}

} // namespace connectorscope
