#include "core/index/site_backup.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/base/retry.h"
#include "core/index/actor.h"
#include "core/index/backup_format.h"
#include "core/index/backup_reader.h"
#include "core/index/journal_copies.h"
#include "core/index/site_ledger.h"
#include "core/index/tar_writer.h"
#include "core/index/temporary_database.h"
#include "core/index/vault_files.h"
#include "core/site/site_places.h"

#include <memory>
#include <optional>
#include <string>

namespace connectorscope {

namespace {

constexpr std::size_t copyBlock = std::size_t{256} * 1024;

Error wasStopped()
{
    return {ErrorCode::Cancelled, "the backup was stopped", {}, {}};
}

/// Gives all bytes of a file to `take`; ends early when a stop is asked for.
Result<> eachBlock(FileSystem& files, Clock& clock, const std::filesystem::path& path,
                   const std::stop_token& stop,
                   const std::function<Result<>(const FileInfo&, std::string_view)>& take)
{
    const auto file = retryWhileLocked(clock, [&] { return files.open(path); });
    if (!file)
        return fail(file.error());
    std::string block(copyBlock, '\0');
    for (;;) {
        if (stop.stop_requested())
            return fail(wasStopped());
        const Result<std::size_t> got = (*file)->read(block);
        if (!got)
            return fail(got.error());
        // The end is told, too, so that an empty file is one.
        if (auto taken = take((*file)->info(), std::string_view(block).substr(0, *got)); !taken || *got == 0)
            return taken;
    }
}

/// Which of the folders from which others take files the path lies in; nullptr: none.
const std::filesystem::path* takenFolderAround(FileSystem& files, const Site& site,
                                               const std::filesystem::path& path)
{
    std::filesystem::path above = absoluteFrom(std::filesystem::current_path(), path).parent_path();
    for (;; above = above.parent_path()) {
        const auto info = files.info(above / ".");
        for (const auto* folder : {&site.folders.incoming, &site.folders.failed, &site.folders.pickup,
                                   &site.folders.badmail, &site.folders.staging}) {
            const auto its = folder->empty() ? Result<FileInfo>(fail(Error())) : files.info(*folder / ".");
            if (info && its && info->identity == its->identity)
                return folder;
        }
        if (!above.has_relative_path())
            return nullptr;
    }
}

/// Writes the content of one backup.
class BackupWriting
{
public:
    BackupWriting(const Site& site, const std::filesystem::path& journal, const BackupTools& tools,
                  OutputFile& out)
        : m_site(site)
        , m_journal(journal)
        , m_tools(tools)
        , m_tar(out)
        , m_vault(vaultOf(site.folders.work))
    {
        summary.made = tools.clock.now();
    }

    Result<> run()
    {
        const Actor actor = currentActor();
        const BackupAbout about{m_site.name, backupTimeText(summary.made),
                                actor.account + " on " + actor.machine};
        if (auto done = m_tar.addText(backupAboutName, backupAboutText(about), summary.made); !done)
            return done;
        if (auto done = addJournal(); !done)
            return done;
        std::vector<std::string> others;
        const auto folders = vaultFolders(m_tools.files, m_vault, others);
        if (!folders)
            return fail(folders.error());
        leaveOut(m_vault, others);
        for (const std::string& folder : *folders) {
            if (auto done = addVaultFolder(folder); !done)
                return done;
        }
        if (auto done =
                m_tar.addText(backupCompleteName, backupCompleteText(summary.vaultFiles), summary.made);
            !done)
            return done;
        return m_tar.finish();
    }

    BackupSummary summary;

private:
    Result<std::string> hashOf(const std::filesystem::path& path)
    {
        Sha256Hasher hasher;
        const auto hashed = eachBlock(m_tools.files, m_tools.clock, path, m_tools.stop,
                                      [&](const FileInfo&, std::string_view bytes) -> Result<> {
                                          hasher.update(bytes);
                                          return {};
                                      });
        if (!hashed)
            return fail(hashed.error());
        const Result<Sha256Digest> digest = hasher.finish();
        if (!digest)
            return fail(digest.error());
        return hexText(*digest);
    }

    /// Puts the file into the archive; returns its size.
    Result<std::uint64_t> addFile(const std::string& name, const std::filesystem::path& path,
                                  const std::string& sum)
    {
        Sha256Hasher hasher;
        std::optional<std::uint64_t> size;
        const auto added =
            eachBlock(m_tools.files, m_tools.clock, path, m_tools.stop,
                      [&](const FileInfo& info, std::string_view bytes) -> Result<> {
                          if (!size) {
                              size = info.size;
                              if (auto begun = m_tar.begin(name, info.size, info.modified); !begun)
                                  return begun;
                          }
                          hasher.update(bytes);
                          m_bytes += bytes.size();
                          m_tools.progress(m_bytes);
                          return bytes.empty() ? m_tar.end() : m_tar.write(bytes);
                      });
        if (!added)
            return fail(added.error());
        const Result<Sha256Digest> digest = hasher.finish();
        if (!digest)
            return fail(digest.error());
        if (hexText(*digest) != sum) {
            return fail(ErrorCode::Other, quotedPath(path) + " changed while it was backed up",
                        "Nothing should write to it: look at who does, then try again.", path);
        }
        return size.value_or(0);
    }

    Result<> addJournal()
    {
        const auto sum = hashOf(m_journal);
        if (!sum)
            return fail(sum.error());
        const std::string list = backupSumsText({{std::string(backupJournalName), *sum}});
        if (auto done = m_tar.addText(backupSumsName, list, summary.made); !done)
            return done;
        const auto size = addFile(std::string(backupJournalName), m_journal, *sum);
        if (!size)
            return fail(size.error());
        summary.journalBytes = *size;
        return {};
    }

    /// The hashes come first, so each file is read twice; the second time it is in the system's cache. A file
    /// that cannot be read is noticed while it can still be left out.
    Result<> addVaultFolder(const std::string& name)
    {
        const auto folder = listVaultFolder(m_tools.files, m_vault, name);
        if (!folder)
            return fail(folder.error());
        leaveOut(m_vault / name, folder->others);
        BackupSums sums;
        for (const std::string& file : folder->files) {
            auto sum = hashOf(m_vault / name / file);
            if (sum)
                sums.emplace(file, std::move(*sum));
            else if (sum.error().code == ErrorCode::Cancelled)
                return fail(std::move(sum.error()));
            else if (sum.error().code != ErrorCode::NotFound) // its time was over, and it was removed
                leaveOut(std::move(sum.error()));
        }
        if (sums.empty())
            return {};
        const std::string prefix = std::string(backupVaultPrefix) + name + '/';
        if (auto done =
                m_tar.addText(prefix + std::string(backupSumsName), backupSumsText(sums), summary.made);
            !done)
            return done;
        for (const auto& [file, sum] : sums) {
            const auto size = addFile(prefix + file, m_vault / name / file, sum);
            if (!size)
                return fail(size.error());
            ++summary.vaultFiles;
            summary.vaultBytes += *size;
        }
        return {};
    }

    void leaveOut(Error why)
    {
        if (summary.leftOut++ < BackupSummary::leftOutTold)
            summary.whyLeftOut.push_back(std::move(why));
    }

    void leaveOut(const std::filesystem::path& folder, const std::vector<std::string>& names)
    {
        for (const std::string& name : names) {
            const std::filesystem::path path = folder / pathFromBytes(name);
            leaveOut({ErrorCode::BadInput, quotedPath(path) + " is no file of the vault",
                      "Look at what it is, and move it away.", path});
        }
    }

    const Site& m_site;
    const std::filesystem::path& m_journal;
    const BackupTools& m_tools;
    TarWriter m_tar;
    std::filesystem::path m_vault;
    std::uint64_t m_bytes = 0;
};

/// A file that is removed unless it got its name.
class UnnamedBackup
{
public:
    UnnamedBackup(FileSystem& files, const std::filesystem::path& target)
        : m_files(files)
        , path(target.parent_path() / ("connectorscope-" + randomId(idLength) + ".tmp"))
    {
    }
    UnnamedBackup(const UnnamedBackup&) = delete;
    UnnamedBackup& operator=(const UnnamedBackup&) = delete;
    ~UnnamedBackup() { (void)m_files.remove(path); }

private:
    static constexpr std::size_t idLength = 16;
    FileSystem& m_files;

public:
    const std::filesystem::path path;
};

} // namespace

Result<BackupSummary> backUpSite(const Site& site, const std::filesystem::path& target, bool replace,
                                 const BackupTools& tools)
{
    FileSystem& files = tools.files;
    if (const auto* taken = takenFolderAround(files, site, target); taken != nullptr) {
        return fail(ErrorCode::BadInput,
                    quotedPath(target) + " would lie in " + quotedPath(*taken) +
                        ", where it is taken for mail",
                    "Name a file somewhere else, best on another machine.", target);
    }
    if (const auto there = files.info(target); there && !replace) {
        return fail(ErrorCode::AlreadyExists, quotedPath(target) + " is there already",
                    "Nothing was replaced. Name another file, or say --replace.", target);
    }
    const DatabaseFiles databases = databaseFiles(site.folders.work);
    if (const auto journal = files.info(databases.journal); !journal) {
        Error error = journal.error();
        if (error.code == ErrorCode::NotFound) {
            error.message = "the site has no journal yet in " + quotedPath(site.folders.work);
            error.hint = "There is nothing to back up before the first `connectorctl scan` or `watch`.";
        }
        return fail(std::move(error));
    }
    // SQLite's copy goes to a disk of this machine; the backup may go to a share.
    const TemporaryDatabase journal(site.folders.work / "backup");
    if (auto copied = copyJournal(site.folders.work, journal.path()); !copied)
        return fail(std::move(copied.error()));
    const UnnamedBackup unnamed(files, target);
    BackupSummary summary;
    const auto written = publish(files, tools.clock, unnamed.path, [&](OutputFile& out) -> Result<> {
        BackupWriting writing(site, journal.path(), tools, out);
        auto done = writing.run();
        summary = std::move(writing.summary);
        return done;
    });
    if (!written)
        return fail(written.error());
    const auto read = readBackup(
        files, unnamed.path, [](const BackupFile&) { return Result<>(); }, tools.stop);
    if (!read) {
        Error error = read.error();
        if (error.code == ErrorCode::Damaged) {
            error.message = "what was written to " + quotedPath(target) + " cannot be read back whole";
            error.hint = "Check the disk or the share, or write the backup elsewhere.";
        }
        return fail(std::move(error));
    }
    const auto named =
        replace ? retryWhileLocked(tools.clock, [&] { return files.renameReplacing(unnamed.path, target); })
                : renameChecked(files, tools.clock, unnamed.path, target);
    if (!named)
        return fail(named.error());
    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
    if (auto flushed = files.flushFolder(folder); !flushed)
        return fail(std::move(flushed.error()));
    return summary;
}

} // namespace connectorscope
