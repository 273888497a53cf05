#include "app/connectorctl/backup_output.h"

#include "app/connectorctl/stuck_summary.h"
#include "core/base/base64.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/base/time_text.h"

#include <array>
#include <cstdio>

namespace connectorscope {
namespace {

/// What is quick needs no progress.
constexpr std::chrono::milliseconds firstProgress{500};
constexpr std::chrono::milliseconds progressInterval{200};

void addFilePath(nlohmann::ordered_json& json, const std::filesystem::path& path)
{
    json["path"] = displayText(path);
    if (!hasExactText(path))
        json["path_base64"] = base64(pathBytes(path));
}

std::string vaultText(std::uint64_t files)
{
    return files == 0 ? std::string("no file of the vault")
                      : counted(files, "file of the vault", "files of the vault");
}

} // namespace

std::string bytesText(std::uint64_t bytes)
{
    constexpr double step = 1024;
    if (bytes < static_cast<std::uint64_t>(step))
        return counted(bytes, "byte", "bytes");
    static constexpr std::array units = {"KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes) / step;
    std::size_t unit = 0;
    for (; value >= step && unit + 1 < units.size(); ++unit)
        value /= step;
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.1f ", value);
    return std::string(text.data(), static_cast<std::size_t>(length)) + units[unit];
}

std::string backupAsJson(const Site& site, const std::filesystem::path& file, const BackupSummary& summary)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    addFilePath(json, file);
    json["site"] = site.name;
    json["made"] = utcText(summary.made);
    json["journal_bytes"] = summary.journalBytes;
    json["vault_files"] = summary.vaultFiles;
    json["vault_bytes"] = summary.vaultBytes;
    json["left_out"] = summary.leftOut;
    return asLine(json);
}

std::string restoreAsJson(const Site& site, const std::filesystem::path& file, const RestoreSummary& summary,
                          bool dryRun)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    addFilePath(json, file);
    json["site"] = site.name;
    json["dry_run"] = dryRun;
    json["backup_of"] = textOrNull(summary.site);
    json["made"] = textOrNull(summary.made);
    json["journal_bytes"] = summary.journalBytes;
    json["vault_files"] = summary.vaultFiles;
    json["vault_added"] = summary.vaultAdded;
    json["journal_kept_as"] = summary.journalKeptAs
                                  ? nlohmann::ordered_json(displayText(*summary.journalKeptAs))
                                  : nlohmann::ordered_json(nullptr);
    return asLine(json);
}

ExitStatus backupStatusOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Cancelled:
        return ExitStatus::Interrupted;
    case ErrorCode::AlreadyExists:
    case ErrorCode::BadInput:
        return ExitStatus::Usage;
    default:
        return ExitStatus::Environment;
    }
}

std::string backupText(const Site& site, const std::filesystem::path& file, const BackupSummary& summary,
                       const Style& style)
{
    std::string text =
        style.paint(Tone::Strong, escapeControls(site.name) + " is backed up to " + quotedPath(file)) +
        ".\nIt holds the journal (" + bytesText(summary.journalBytes) + ") and " +
        vaultText(summary.vaultFiles);
    if (summary.vaultFiles > 0)
        text += " (" + bytesText(summary.vaultBytes) + ")";
    text += "; all of it was read back.\n";
    if (summary.leftOut > 0)
        text += style.paint(Tone::AtRisk, "▲") + " " +
                counted(summary.leftOut, "entry of the vault is", "entries of the vault are") +
                " not in it.\n";
    return text;
}

std::string restoreText(const Site& site, const std::filesystem::path& file, const RestoreSummary& summary,
                        bool dryRun, const Style& style)
{
    const std::string name = escapeControls(site.name);
    std::string text = style.paint(Tone::Strong, dryRun ? quotedPath(file) + " is whole; nothing was changed"
                                                        : name + " is restored from " + quotedPath(file)) +
                       ".\n";
    text += summary.made.empty() ? "It is a copy of the journal alone"
                                 : "It was made of " + escapeControls(summary.site) + " at " +
                                       escapeControls(summary.made) + " and holds the journal";
    text += " (" + bytesText(summary.journalBytes) + ")";
    if (!summary.made.empty())
        text += " and " + vaultText(summary.vaultFiles);
    text += ".\n";
    if (summary.vaultAdded > 0)
        text += counted(summary.vaultAdded, "file", "files") +
                (dryRun ? " would be added to the vault" : " of them came back to the vault") + ".\n";
    if (summary.journalKeptAs)
        text += "The journal that was there is kept as " + quotedPath(*summary.journalKeptAs) + ".\n";
    if (!dryRun)
        text += "What happened since then is not in it: `connectorctl scan` looks what lies in the folders "
                "now.\n";
    return text;
}

ByteProgress::ByteProgress(Environment& environment, std::string_view done)
    : m_environment(environment)
    , m_done(done)
    , m_next(std::chrono::steady_clock::now() + firstProgress)
{
}

void ByteProgress::update(std::uint64_t bytes)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_environment.terminal.errIsTerminal || now < m_next)
        return;
    m_next = now + progressInterval;
    m_environment.err << "\r\x1B[K" << bytesText(bytes) << ' ' << m_done << std::flush;
    m_shown = true;
}

void ByteProgress::erase()
{
    if (m_shown)
        m_environment.err << "\r\x1B[K" << std::flush;
    m_shown = false;
}

} // namespace connectorscope
