#include "core/pipeline/vault_purge.h"

#include "core/base/path_text.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace connectorscope {

namespace {

constexpr std::chrono::nanoseconds purgeInterval = std::chrono::hours(24);
constexpr std::chrono::nanoseconds longestBorderMove = std::chrono::hours(48);

constexpr std::string_view vaultExtension = ".eml.gz";

/// The hash that a file of the vault is called by; nullopt for another file.
std::optional<Sha256Digest> hashInName(std::string_view folder, std::string_view name)
{
    Sha256Digest digest = {};
    if (!name.starts_with(folder) || name.size() != 2 * digest.size() + vaultExtension.size() ||
        !name.ends_with(vaultExtension))
        return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const char* const pair = name.data() + 2 * i;
        const auto [end, failure] = std::from_chars(pair, pair + 2, digest.at(i), 16);
        if (failure != std::errc() || end != pair + 2)
            return std::nullopt;
    }
    return digest;
}

} // namespace

UtcTime purgeBorder(UtcTime now, std::chrono::nanoseconds retention, const std::optional<UtcTime>& last)
{
    const UtcTime border = now - retention;
    return last ? std::min(border, *last + longestBorderMove) : border;
}

VaultPurge::VaultPurge(Vault& vault, KeptOriginals& originals, FileSystem& files, Clock& clock,
                       std::chrono::nanoseconds retention)
    : m_vault(vault)
    , m_originals(originals)
    , m_files(files)
    , m_clock(clock)
    , m_retention(retention)
{
}

Result<std::chrono::nanoseconds> VaultPurge::dueIn()
{
    const auto last = m_originals.lastRound();
    if (!last)
        return fail(last.error());
    constexpr std::chrono::nanoseconds now{0};
    if (!*last)
        return now;
    // One that ended in the future was told by a clock that was wrong.
    const auto age = m_clock.now() - (**last).ended;
    return age < std::chrono::nanoseconds(0) || age >= purgeInterval ? now : purgeInterval - age;
}

Result<bool> VaultPurge::step()
{
    if (!m_isUnderWay) {
        if (auto begun = begin(); !begun)
            return fail(begun.error());
        m_isUnderWay = true;
    }
    if (!m_isFirst && !m_folders.empty()) {
        const auto cleared = clear(*m_folders.begin());
        if (!cleared) {
            m_isUnderWay = false;
            return fail(cleared.error());
        }
        m_folders.erase(m_folders.begin());
        return true;
    }
    m_isUnderWay = false;
    if (auto noted = m_originals.noteRound({m_clock.now(), m_before}); !noted)
        return fail(noted.error());
    return false;
}

Result<> VaultPurge::begin()
{
    m_purged = {};
    m_folders.clear();
    const auto last = m_originals.lastRound();
    if (!last)
        return fail(last.error());
    m_isFirst = !*last;
    m_before = purgeBorder(m_clock.now(), m_retention, *last ? std::optional((**last).before) : std::nullopt);
    return m_files.listWithInfo(m_vault.folder(), [&](const ListedEntry& entry) {
        constexpr std::size_t digits = 2;
        if (entry.info.kind == EntryKind::Folder && entry.name.size() == digits)
            m_folders.emplace(entry.name);
        return true;
    });
}

Result<> VaultPurge::clear(const std::string& folder)
{
    std::vector<Sha256Digest> old;
    auto listed =
        m_files.listWithInfo(m_vault.folder() / pathFromBytes(folder), [&](const ListedEntry& entry) {
            // A young file was put there lately, for whatever run.
            if (const auto hash = hashInName(folder, entry.name);
                hash && entry.info.kind == EntryKind::File && entry.info.modified < m_before)
                old.push_back(*hash);
            return true;
        });
    if (!listed)
        return listed;
    const auto uses = m_originals.usesOf(old, m_before);
    if (!uses)
        return fail(uses.error());
    for (std::size_t i = 0; i < old.size(); ++i) {
        if ((*uses)[i] == OriginalUse::Needed)
            continue;
        const auto removed = m_vault.remove(old[i]);
        if (!removed)
            return fail(removed.error());
        ++m_purged.files;
        m_purged.bytes += *removed;
    }
    return {};
}

} // namespace connectorscope
