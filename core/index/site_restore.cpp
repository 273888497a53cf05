#include "core/index/site_restore.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/index/backup_reader.h"
#include "core/index/journal_copies.h"
#include "core/index/journal_restore.h"
#include "core/index/role_file.h"
#include "core/index/site_ledger.h"
#include "core/index/temporary_database.h"
#include "core/index/vault_files.h"

#include <string>
#include <vector>

namespace connectorscope {

namespace {

constexpr std::string_view restoringProgram = "connectorctl restore";
constexpr std::size_t restoreBlock = std::size_t{256} * 1024;
constexpr std::string_view databaseMark{"SQLite format 3\0", 16};

class SiteRestore
{
public:
    SiteRestore(const Site& site, const std::filesystem::path& source, const RestoreOptions& options,
                const BackupTools& tools)
        : m_site(site)
        , m_source(source)
        , m_options(options)
        , m_tools(tools)
        , m_journal(databaseFiles(site.folders.work).journal)
    {
    }

    Result<RestoreSummary> run()
    {
        auto roles = takeRoles();
        if (!roles)
            return fail(std::move(roles.error()));
        if (auto checked = check(); !checked)
            return fail(std::move(checked.error()));
        if (m_options.dryRun)
            return m_summary;
        if (auto added = addVaultFiles(); !added)
            return fail(std::move(added.error()));
        auto kept = putJournalInPlace(m_tools.files, m_tools.clock, m_site.folders.work, m_journal.path());
        if (!kept)
            return fail(std::move(kept.error()));
        m_summary.journalKeptAs = std::move(*kept);
        return m_summary;
    }

private:
    /// A dry run asks only who holds them, since taking one leaves a file.
    Result<std::vector<RoleLock>> takeRoles()
    {
        std::vector<RoleLock> roles;
        for (const Role role : {Role::Watcher, Role::Worker}) {
            if (m_options.dryRun) {
                const Result<RoleHolder> holder = roleHolder(m_site.folders.work, role);
                if (!holder && holder.error().code == ErrorCode::NotFound)
                    continue;
                if (!holder)
                    return fail(holder.error());
                return fail(roleIsTaken(role, *holder, roleFile(m_site.folders.work, role)));
            }
            Result<RoleLock> lock = RoleLock::take(m_site.folders.work, role, restoringProgram);
            if (!lock)
                return fail(std::move(lock.error()));
            roles.push_back(std::move(*lock));
        }
        return roles;
    }

    /// Leaves the journal, found whole, under a temporary name in the work folder.
    Result<> check()
    {
        const Result<bool> isJournal = isDatabase();
        if (!isJournal)
            return fail(isJournal.error());
        if (auto extracted = *isJournal ? copyJournalAlone() : extractJournal(); !extracted)
            return extracted;
        auto checked = checkJournalCopy(m_journal.path());
        if (checked ||
            (checked.error().code != ErrorCode::Damaged && checked.error().code != ErrorCode::BadInput))
            return checked;
        Error& error = checked.error();
        error.message = "the journal in " + quotedPath(m_source) + " cannot be used: " + error.message;
        if (error.code == ErrorCode::Damaged)
            error.hint = "Take another backup, or an older copy of the journal.";
        error.path = m_source;
        return checked;
    }

    Result<bool> isDatabase()
    {
        const auto file = m_tools.files.open(m_source);
        if (!file)
            return fail(file.error());
        std::string start(databaseMark.size(), '\0');
        const Result<std::size_t> got = (*file)->read(start);
        if (!got)
            return fail(got.error());
        return start == databaseMark;
    }

    Result<> copyJournalAlone()
    {
        std::filesystem::path log = m_source;
        log += "-wal";
        if (const auto there = m_tools.files.info(log); there && there->size > 0) {
            return fail(ErrorCode::BadInput,
                        quotedPath(m_source) + " is not all of a journal: a part of it stands in its log",
                        "Make a backup of that journal's site, and restore that.", m_source);
        }
        const auto file = m_tools.files.open(m_source);
        if (!file)
            return fail(file.error());
        m_summary.journalBytes = (*file)->info().size;
        return publish(m_tools.files, m_tools.clock, m_journal.path(),
                       [&](OutputFile& out) { return copy(**file, out); });
    }

    Result<> extractJournal()
    {
        std::uint64_t missing = 0;
        const auto content = readBackup(
            m_tools.files, m_source,
            [&](const BackupFile& file) -> Result<> {
                if (file.name == backupJournalName)
                    return publish(m_tools.files, m_tools.clock, m_journal.path(),
                                   [&](OutputFile& out) { return copy(file.bytes, out); });
                const Result<bool> lacks = vaultLacks(file.name);
                if (!lacks)
                    return fail(lacks.error());
                missing += *lacks ? 1 : 0;
                return {};
            },
            m_tools.stop);
        if (!content)
            return fail(content.error());
        m_summary.site = content->about.site;
        m_summary.made = content->about.made;
        m_summary.journalBytes = content->journalBytes;
        m_summary.vaultFiles = content->vaultFiles;
        m_summary.vaultAdded = missing;
        if (m_summary.site == m_site.name || m_options.otherSite)
            return {};
        return fail(ErrorCode::AlreadyExists,
                    quotedPath(m_source) + " is a backup of the site \"" + m_summary.site + "\", not of \"" +
                        m_site.name + "\"",
                    "Nothing was changed. To restore it all the same, say --force.", m_source);
    }

    Result<bool> vaultLacks(const std::string& name)
    {
        const auto there = m_tools.files.info(pathInWorkFolder(name));
        if (!there && there.error().code != ErrorCode::NotFound)
            return fail(there.error());
        return !there;
    }

    Result<> addVaultFiles()
    {
        if (m_summary.vaultAdded == 0)
            return {};
        std::uint64_t added = 0;
        const auto content = readBackup(
            m_tools.files, m_source,
            [&](const BackupFile& file) -> Result<> {
                if (!file.name.starts_with(backupVaultPrefix))
                    return {};
                const Result<bool> lacks = vaultLacks(file.name);
                if (!lacks)
                    return fail(lacks.error());
                added += *lacks ? 1 : 0;
                return *lacks ? addVaultFile(file) : Result<>();
            },
            m_tools.stop);
        if (!content)
            return fail(content.error());
        m_summary.vaultAdded = added;
        return {};
    }

    Result<> addVaultFile(const BackupFile& file)
    {
        const std::filesystem::path path = pathInWorkFolder(file.name);
        for (const auto& folder : {path.parent_path().parent_path(), path.parent_path()}) {
            auto made = m_tools.files.makeFolder(folder);
            if (!made && made.error().code != ErrorCode::AlreadyExists)
                return made;
            if (made) {
                if (auto flushed = m_tools.files.flushFolder(folder.parent_path()); !flushed)
                    return flushed;
            }
        }
        return publish(m_tools.files, m_tools.clock, path,
                       [&](OutputFile& out) { return copy(file.bytes, out); });
    }

    /// To the end of the bytes, where their hash is compared.
    Result<> copy(ByteSource& bytes, OutputFile& out)
    {
        std::string block(restoreBlock, '\0');
        for (;;) {
            if (m_tools.stop.stop_requested())
                return fail(ErrorCode::Cancelled, "the restoring was stopped");
            const Result<std::size_t> got = bytes.read(block);
            if (!got)
                return fail(got.error());
            if (*got == 0)
                return {};
            m_bytes += *got;
            m_tools.progress(m_bytes);
            if (auto written = out.write(std::string_view(block).substr(0, *got)); !written)
                return written;
        }
    }

    std::filesystem::path pathInWorkFolder(const std::string& name) const
    {
        return m_site.folders.work / pathFromBytes(name);
    }

    const Site& m_site;
    const std::filesystem::path& m_source;
    const RestoreOptions& m_options;
    const BackupTools& m_tools;
    TemporaryDatabase m_journal; ///< the one of the backup
    RestoreSummary m_summary;
    std::uint64_t m_bytes = 0;
};

} // namespace

Result<RestoreSummary> restoreSite(const Site& site, const std::filesystem::path& source,
                                   const RestoreOptions& options, const BackupTools& tools)
{
    return SiteRestore(site, source, options, tools).run();
}

} // namespace connectorscope
