#include "core/pipeline/vault.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/base/random_id.h"
#include "core/base/retry.h"
#include "core/index/vault_size.h"
#include "core/pipeline/gzip.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>
#include <vector>

namespace connectorscope {

namespace {

Result<> makePrivateIfMissing(FileSystem& files, const std::filesystem::path& folder)
{
    auto made = files.makePrivateFolder(folder);
    if (!made && made.error().code == ErrorCode::AlreadyExists)
        return {};
    return made;
}

tl::unexpected<Error> vaultIsFull(std::uint64_t limit)
{
    return fail(ErrorCode::DiskFull,
                "the vault is at its limit of " + std::to_string(limit) + " bytes (limits.vault_size)",
                "Raise limits.vault_size, or lower pipeline.retention.");
}

/// The names of a batch lie in almost as many folders as it has messages. Each flush waits for the disk: many
/// at once take hardly longer than one.
Result<> flushTogether(FileSystem& files, const std::vector<std::filesystem::path>& folders)
{
    constexpr std::size_t atOnce = 8;
    if (folders.size() < atOnce) {
        for (const std::filesystem::path& folder : folders)
            if (auto flushed = files.flushFolder(folder); !flushed)
                return flushed;
        return {};
    }
    std::atomic<std::size_t> next = 0;
    std::array<Result<>, atOnce> results;
    {
        std::vector<std::jthread> threads;
        for (Result<>& result : results)
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < folders.size() && result; i = next++)
                    result = files.flushFolder(folders[i]);
            });
    }
    for (const Result<>& result : results)
        if (!result)
            return result;
    return {};
}

} // namespace

Vault::Vault(FileSystem& files, Clock& clock, const std::filesystem::path& workFolder, std::uint64_t limit)
    : m_files(files)
    , m_clock(clock)
    , m_folder(workFolder / "vault")
    , m_limit(limit)
{
}

Result<> Vault::open(std::stop_token stop)
{
    const auto there = isThere(m_files, m_clock, m_folder);
    if (!there)
        return fail(there.error());
    if (!*there) {
        if (auto made = makePrivateIfMissing(m_files, m_folder); !made)
            return made;
    }
    // Where it was there, too: the program that made it may have been stopped before it flushed the name.
    if (auto flushed = m_files.flushFolder(m_folder.parent_path()); !flushed)
        return flushed;
    const auto size = measureVault(m_files, m_folder.parent_path(), std::move(stop));
    if (!size)
        return fail(size.error());
    m_used = *size ? (*size)->bytes : 0;
    return {};
}

Result<FileContent> Vault::store(const std::filesystem::path& file)
{
    constexpr std::size_t idLength = 16;
    if (isFull())
        return vaultIsFull(m_limit);
    const std::filesystem::path temporary = m_folder / ("connectorscope-" + randomId(idLength) + ".tmp");
    auto content = compress(file, temporary);
    if (content) {
        if (auto named = giveName(temporary, content->sha256); !named)
            content = fail(named.error());
    }
    if (!content) {
        (void)removeIfThere(m_files, m_clock, temporary);
        return content;
    }
    if (auto kept = check(content->sha256); !kept)
        return fail(kept.error());
    return content;
}

Result<FileContent> Vault::compress(const std::filesystem::path& file, const std::filesystem::path& to)
{
    auto output = m_files.create(to);
    if (!output && output.error().code == ErrorCode::NotFound) {
        // Something has cleaned all of the vault away.
        if (auto opened = open(); !opened)
            return fail(opened.error());
        output = m_files.create(to);
    }
    if (!output)
        return fail(output.error());
    std::uint64_t written = 0;
    GzipWriter gzip([&](std::string_view block) -> Result<> {
        written += block.size();
        if (m_used + written > m_limit)
            return vaultIsFull(m_limit);
        return (*output)->write(block);
    });
    const auto opened = retryWhileLocked(m_clock, [&] { return m_files.open(file); });
    if (!opened)
        return fail(opened.error());
    InputFile& input = **opened;
    Sha256Hasher sha256;
    Xxh3Hasher xxh3;
    FileContent content;
    content.info = input.info();
    std::string buffer(std::size_t{128} * 1024, '\0');
    for (;;) {
        const auto got = input.read(buffer);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            break;
        const std::string_view block(buffer.data(), *got);
        sha256.update(block);
        xxh3.update(block);
        content.size += block.size();
        if (auto done = gzip.write(block); !done)
            return fail(done.error());
    }
    if (auto done = gzip.finish(); !done)
        return fail(done.error());
    if (auto flushed = (*output)->flush(); !flushed)
        return fail(flushed.error());
    if (auto closed = (*output)->close(); !closed)
        return fail(closed.error());
    const auto now = input.currentInfo();
    if (!now)
        return fail(now.error());
    if (!isSameFile(*now, content.info) || content.size != content.info.size)
        return fail(ErrorCode::ReadFault, quotedPath(file) + " was changed while it was archived",
                    "Something still writes it; try again when that is done.", file);
    const auto digest = sha256.finish();
    if (!digest)
        return fail(digest.error());
    content.sha256 = *digest;
    content.xxh3 = xxh3.digest();
    m_used += written;
    return content;
}

Result<> Vault::giveName(const std::filesystem::path& temporary, const Sha256Digest& hash)
{
    const std::filesystem::path target = pathOf(hash);
    if (auto made = makePrivateIfMissing(m_files, target.parent_path()); !made)
        return made;
    m_unflushed.insert(m_folder);
    m_unflushed.insert(target.parent_path());
    auto renamed = renameChecked(m_files, m_clock, temporary, target);
    if (renamed || renamed.error().code != ErrorCode::AlreadyExists)
        return renamed;
    if (check(hash))
        return m_files.remove(temporary); // it was there already, whole
    // What stands there is not what its name says: a file that something has damaged.
    return m_files.renameReplacing(temporary, target);
}

Result<> Vault::flush()
{
    // What lies in a folder before the name of the folder.
    std::vector<std::filesystem::path> inner(m_unflushed.begin(), m_unflushed.end());
    std::erase(inner, m_folder);
    if (auto flushed = flushTogether(m_files, inner); !flushed)
        return flushed;
    if (m_unflushed.contains(m_folder)) {
        if (auto flushed = m_files.flushFolder(m_folder); !flushed)
            return flushed;
    }
    m_unflushed.clear();
    return {};
}

Result<> Vault::check(const Sha256Digest& hash) const
{
    const auto content = contentOf(bytesOf(hash));
    const std::string name = quotedPath(pathOf(hash));
    const std::string hint = "Look which scanner watches the vault, and exclude the folder from it.";
    if (!content &&
        (content.error().code == ErrorCode::NotFound || content.error().code == ErrorCode::Damaged))
        return fail(ErrorCode::ReadFault, name + " is not what was written to it: " + content.error().message,
                    hint, pathOf(hash));
    if (!content)
        return fail(content.error());
    if (content->sha256 != hash)
        return fail(ErrorCode::ReadFault, name + " holds something else than its name says", hint,
                    pathOf(hash));
    return {};
}

Result<bool> Vault::has(const Sha256Digest& hash) const
{
    return isThere(m_files, m_clock, pathOf(hash));
}

Result<std::uint64_t> Vault::remove(const Sha256Digest& hash)
{
    const auto info = m_files.info(pathOf(hash));
    if (!info && info.error().code == ErrorCode::NotFound)
        return std::uint64_t{0};
    if (!info)
        return fail(info.error());
    if (auto removed = removeIfThere(m_files, m_clock, pathOf(hash)); !removed)
        return fail(removed.error());
    m_used -= std::min(m_used, info->size);
    return info->size;
}

OpenBytes Vault::bytesOf(const Sha256Digest& hash) const
{
    return [open = bytesOfFile(m_files, m_clock, pathOf(hash))]() -> Result<std::unique_ptr<ByteSource>> {
        auto file = open();
        if (!file)
            return fail(file.error());
        return std::unique_ptr<ByteSource>(std::make_unique<GzipSource>(std::move(*file)));
    };
}

std::filesystem::path Vault::pathOf(const Sha256Digest& hash) const
{
    const std::string name = hexText(hash);
    return m_folder / name.substr(0, 2) / (name + ".eml.gz");
}

} // namespace connectorscope
