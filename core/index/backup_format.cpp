#include "core/index/backup_format.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

namespace connectorscope {

namespace {

constexpr std::string_view aboutTitle = "ConnectorScope backup";
constexpr std::size_t sumDigits = 2 * std::tuple_size_v<Sha256Digest>;
constexpr std::size_t vaultFolderDigits = 2;
constexpr std::size_t longestExtension = 16;

bool isLowerHex(std::string_view text)
{
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string_view nextLineOf(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// What follows "key: " at the start of the next line.
std::optional<std::string> nextValueOf(std::string_view& text, std::string_view key)
{
    const std::string_view line = nextLineOf(text);
    if (!line.starts_with(key) || !line.substr(key.size()).starts_with(": "))
        return std::nullopt;
    return std::string(line.substr(key.size() + 2));
}

} // namespace

std::string backupAboutText(const BackupAbout& about)
{
    return std::string(aboutTitle) + "\nformat: " + std::to_string(backupFormat) + "\nsite: " + about.site +
           "\nmade: " + about.made + "\nby: " + about.by + "\n";
}

Result<BackupAbout> readBackupAbout(std::string_view text)
{
    const bool isOurs = nextLineOf(text) == aboutTitle;
    const auto format = nextValueOf(text, "format");
    if (!isOurs || !format)
        return fail(ErrorCode::Damaged, "it does not say what it is");
    if (*format != std::to_string(backupFormat)) {
        return fail(ErrorCode::BadInput,
                    "it has the format " + *format + ", this program knows " + std::to_string(backupFormat),
                    "Use the newer ConnectorScope that has written it.");
    }
    auto site = nextValueOf(text, "site");
    auto made = nextValueOf(text, "made");
    auto by = nextValueOf(text, "by");
    if (!site || !made || !by)
        return fail(ErrorCode::Damaged, "it does not say whose backup it is");
    return BackupAbout{std::move(*site), std::move(*made), std::move(*by)};
}

std::string backupCompleteText(std::uint64_t vaultFiles)
{
    return "vault files: " + std::to_string(vaultFiles) + "\n";
}

bool isBackupComplete(std::string_view text, std::uint64_t vaultFiles)
{
    return text == backupCompleteText(vaultFiles);
}

std::string backupSumsText(const BackupSums& sums)
{
    std::string text;
    for (const auto& [name, sum] : sums)
        text.append(sum).append("  ").append(name).append("\n");
    return text;
}

Result<BackupSums> readBackupSums(std::string_view text)
{
    BackupSums sums;
    while (!text.empty()) {
        const std::string_view line = nextLineOf(text);
        const std::string_view sum = line.substr(0, std::min(sumDigits, line.size()));
        if (sum.size() < sumDigits || !isLowerHex(sum) || !line.substr(sumDigits).starts_with("  "))
            return fail(ErrorCode::Damaged, "a list of hashes is broken");
        sums.emplace(line.substr(sumDigits + 2), sum);
    }
    return sums;
}

bool isVaultFolderName(std::string_view name)
{
    return name.size() == vaultFolderDigits && isLowerHex(name);
}

bool isVaultFileName(std::string_view folder, std::string_view name)
{
    if (!isVaultFolderName(folder) || !name.starts_with(folder) || name.size() <= sumDigits + 1 ||
        name.size() > sumDigits + longestExtension || !isLowerHex(name.substr(0, sumDigits)))
        return false;
    const std::string_view extension = name.substr(sumDigits);
    return extension.front() == '.' && extension.back() != '.' && !extension.ends_with(".tmp") &&
           extension.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.") == std::string_view::npos;
}

std::string backupTimeText(UtcTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    const auto two = [](auto number) {
        const auto value = static_cast<long long>(number);
        return (value < 10 ? "0" : "") + std::to_string(value);
    };
    return std::to_string(static_cast<int>(date.year())) + '-' + two(static_cast<unsigned>(date.month())) +
           '-' + two(static_cast<unsigned>(date.day())) + 'T' + two(clock.hours().count()) + ':' +
           two(clock.minutes().count()) + ':' + two(clock.seconds().count()) + 'Z';
}

} // namespace connectorscope
