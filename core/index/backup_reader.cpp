#include "core/index/backup_reader.h"

#include "core/base/path_text.h"
#include "core/index/tar_reader.h"

#include <algorithm>
#include <optional>

namespace connectorscope {

namespace {

/// A list of hashes of a vault's folder with a hundred thousand files has 14 MB.
constexpr std::uint64_t largestText = std::uint64_t{64} * 1024 * 1024;
constexpr std::size_t readBlock = std::size_t{256} * 1024;

tl::unexpected<Error> notInOrder(const std::string& name)
{
    return fail(ErrorCode::Damaged, "something is missing before " + (name.empty() ? "its end" : name));
}

/// The bytes of one file, hashed as they pass.
class HashedSource final : public ByteSource
{
public:
    HashedSource(ByteSource& source, std::string name, std::string sum, const std::stop_token& stop)
        : m_source(source)
        , m_name(std::move(name))
        , m_sum(std::move(sum))
        , m_stop(stop)
    {
    }

    Result<std::size_t> read(std::span<char> buffer) override
    {
        if (m_isAtEnd)
            return std::size_t{0};
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "the reading of the backup was stopped");
        Result<std::size_t> got = m_source.read(buffer);
        if (!got)
            return got;
        if (*got > 0) {
            m_hasher.update({buffer.data(), *got});
            return got;
        }
        const Result<Sha256Digest> digest = m_hasher.finish();
        if (!digest)
            return fail(digest.error());
        if (hexText(*digest) != m_sum)
            return fail(ErrorCode::Damaged, m_name + " in it is not what was backed up: its hash differs");
        m_isAtEnd = true;
        return got;
    }

    /// Reads what nobody has read, for its hash.
    Result<> readRest()
    {
        std::string block(m_isAtEnd ? 1 : readBlock, '\0');
        for (;;) {
            const Result<std::size_t> got = read(block);
            if (!got)
                return fail(got.error());
            if (*got == 0)
                return {};
        }
    }

private:
    ByteSource& m_source;
    std::string m_name;
    std::string m_sum;
    const std::stop_token& m_stop;
    Sha256Hasher m_hasher;
    bool m_isAtEnd = false;
};

class BackupReading
{
public:
    BackupReading(ByteSource& archive, const OnBackupFile& onFile, const std::stop_token& stop)
        : m_tar(archive)
        , m_onFile(onFile)
        , m_stop(stop)
    {
    }

    Result<BackupContent> run()
    {
        if (auto done = readAbout(); !done)
            return fail(std::move(done.error()));
        if (auto done = readJournal(); !done)
            return fail(std::move(done.error()));
        for (;;) {
            const auto file = m_tar.next();
            if (!file)
                return fail(file.error());
            if (!*file)
                return notInOrder({});
            const bool isLast = (*file)->name == backupCompleteName;
            if (auto done = isLast ? readEnd(**file) : readVaultFile(**file); !done)
                return fail(std::move(done.error()));
            if (isLast)
                return m_content;
        }
    }

private:
    Result<TarFile> nextNamed(std::string_view name)
    {
        auto file = m_tar.next();
        if (!file)
            return fail(std::move(file.error()));
        if (!*file || (*file)->name != name)
            return notInOrder(*file ? (*file)->name : std::string());
        return std::move(**file);
    }

    Result<std::string> readText(const TarFile& file)
    {
        if (file.size > largestText)
            return fail(ErrorCode::Damaged, file.name + " in it is too large");
        std::string text;
        std::string block(static_cast<std::size_t>(std::min<std::uint64_t>(file.size + 1, readBlock)), '\0');
        for (;;) {
            const Result<std::size_t> got = m_tar.read(block);
            if (!got)
                return fail(got.error());
            if (*got == 0)
                return text;
            text.append(block, 0, *got);
        }
    }

    Result<> readAbout()
    {
        const auto file = nextNamed(backupAboutName);
        if (!file)
            return fail(file.error());
        const auto text = readText(*file);
        if (!text)
            return fail(text.error());
        auto about = readBackupAbout(*text);
        if (!about)
            return fail(std::move(about.error()));
        m_content.about = std::move(*about);
        return {};
    }

    Result<> readSums(const TarFile& file, std::string folder)
    {
        if (!m_sums.empty())
            return notInOrder(file.name);
        const auto text = readText(file);
        if (!text)
            return fail(text.error());
        auto sums = readBackupSums(*text);
        if (!sums)
            return fail(std::move(sums.error()));
        m_sums = std::move(*sums);
        m_folder = std::move(folder);
        return {};
    }

    Result<> readJournal()
    {
        const auto sums = nextNamed(backupSumsName);
        if (!sums)
            return fail(sums.error());
        if (auto done = readSums(*sums, {}); !done)
            return done;
        const auto file = nextNamed(backupJournalName);
        if (!file)
            return fail(file.error());
        m_content.journalBytes = file->size;
        return readHashed(*file, file->name);
    }

    /// Of a file that has to be in the list of hashes.
    Result<> readHashed(const TarFile& file, std::string_view nameInList)
    {
        const auto sum = m_sums.find(nameInList);
        if (sum == m_sums.end())
            return notInOrder(file.name);
        HashedSource bytes(m_tar, file.name, sum->second, m_stop);
        m_sums.erase(sum);
        if (auto done = m_onFile(BackupFile{file.name, file.size, bytes}); !done)
            return done;
        return bytes.readRest();
    }

    Result<> readVaultFile(const TarFile& file)
    {
        const std::string_view path = file.name;
        const std::size_t slash = path.rfind('/');
        if (!path.starts_with(backupVaultPrefix) || slash < backupVaultPrefix.size())
            return fail(ErrorCode::Damaged, "there is something that no backup holds");
        const std::string folder(path.substr(backupVaultPrefix.size(), slash - backupVaultPrefix.size()));
        const std::string_view name = path.substr(slash + 1);
        if (isVaultFolderName(folder) && name == backupSumsName)
            return readSums(file, folder);
        if (folder != m_folder || !isVaultFileName(folder, name))
            return fail(ErrorCode::Damaged, "there is something that no backup holds");
        ++m_content.vaultFiles;
        m_content.vaultBytes += file.size;
        return readHashed(file, name);
    }

    Result<> readEnd(const TarFile& file)
    {
        const auto text = readText(file);
        if (!text)
            return fail(text.error());
        if (!m_sums.empty() || !isBackupComplete(*text, m_content.vaultFiles))
            return notInOrder(file.name);
        const auto end = m_tar.next();
        if (!end)
            return fail(end.error());
        return *end ? notInOrder({}) : Result<>();
    }

    TarReader m_tar;
    const OnBackupFile& m_onFile;
    const std::stop_token& m_stop;
    BackupContent m_content;
    BackupSums m_sums; ///< of files that are still to come
    std::string m_folder;
};

} // namespace

Result<BackupContent> readBackup(FileSystem& files, const std::filesystem::path& path,
                                 const OnBackupFile& onFile, std::stop_token stop)
{
    const auto file = files.open(path);
    if (!file)
        return fail(file.error());
    auto content = BackupReading(**file, onFile, stop).run();
    if (content || content.error().path != std::filesystem::path())
        return content;
    Error& error = content.error();
    if (error.code == ErrorCode::Damaged || error.code == ErrorCode::BadInput)
        error.message = "the backup " + quotedPath(path) + " cannot be used: " + error.message;
    if (error.code == ErrorCode::Damaged)
        error.hint = "Take another backup, or a daily copy of the journal (copies in the work folder).";
    error.path = path;
    return content;
}

} // namespace connectorscope
