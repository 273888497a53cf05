#pragma once

#include "core/base/file_system.h"
#include "core/base/hashing.h"
#include "core/diagnosis/repairs/edited_source.h"
#include "core/pipeline/file_bytes.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <stop_token>

namespace connectorscope {

/// Where the originals of all messages lie that a run has taken in hand: `vault/ab/<sha256>.eml.gz` in the
/// work folder, for this account and administrators alone. What lies there is never changed.
///
/// For one thread at a time.
class Vault
{
public:
    /// The tools outlive it. `limit` is SiteLimits::vaultSize, of what lies there.
    Vault(FileSystem& files, Clock& clock, const std::filesystem::path& workFolder, std::uint64_t limit);

    /// Makes the vault where it is missing, and measures what lies there. Called once, before store().
    Result<> open(std::stop_token stop = {});

    /// Copies a file into the vault and reads the copy back: what is returned is the hash of both. Its name
    /// is on the disk after flush() only. ErrorCode::DiskFull when the vault is at its limit,
    /// ErrorCode::ReadFault when what was read back is something else, as where a scanner empties files.
    Result<FileContent> store(const std::filesystem::path& file);
    /// Returns when the names of all that was stored are on the disk.
    Result<> flush();

    /// Whether the message lies there, as it was: reads all of it.
    Result<> check(const Sha256Digest& hash) const;
    /// Whether its file is there, without reading it.
    Result<bool> has(const Sha256Digest& hash) const;
    /// The message's bytes, as often as they are asked for.
    OpenBytes bytesOf(const Sha256Digest& hash) const;

    /// Takes it out; returns the size of its file. What is not there is no error.
    Result<std::uint64_t> remove(const Sha256Digest& hash);

    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path pathOf(const Sha256Digest& hash) const;
    std::uint64_t used() const { return m_used; }
    bool isFull() const { return m_used >= m_limit; }

private:
    Result<FileContent> compress(const std::filesystem::path& file, const std::filesystem::path& to);
    Result<> giveName(const std::filesystem::path& temporary, const Sha256Digest& hash);

    FileSystem& m_files;
    Clock& m_clock;
    std::filesystem::path m_folder;
    std::uint64_t m_limit;
    std::uint64_t m_used = 0;
    std::set<std::filesystem::path> m_unflushed;
};

} // namespace connectorscope
