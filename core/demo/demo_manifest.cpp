#include "core/demo/demo_manifest.h"

#include "core/demo/demo_resources.h"
#include "core/demo/demo_template.h"
#include "core/demo/demo_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::size_t columns = 7;

std::vector<std::string_view> split(std::string_view text, char at)
{
    std::vector<std::string_view> pieces;
    while (true) {
        const std::size_t end = text.find(at);
        pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return pieces;
        text.remove_prefix(end + 1);
    }
}

std::optional<FolderKind> folderOf(std::string_view name)
{
    if (name == "incoming")
        return FolderKind::Incoming;
    if (name == "failed")
        return FolderKind::Failed;
    if (name == "pickup")
        return FolderKind::PickUp;
    if (name == "badmail")
        return FolderKind::BadMail;
    return std::nullopt;
}

std::optional<DemoChange> changeOf(std::string_view name)
{
    if (name == "-")
        return DemoChange::None;
    if (name == "utf16")
        return DemoChange::Utf16;
    if (name == "lf")
        return DemoChange::LfLineEnds;
    return std::nullopt;
}

/// Fills `file` from the columns of a line; what is wrong with them, or nothing.
std::optional<std::string> readLine(const std::vector<std::string_view>& line, DemoFile& file)
{
    if (line.size() != columns)
        return "there are " + std::to_string(line.size()) + " columns, not " + std::to_string(columns);
    const std::optional<FolderKind> folder = folderOf(line[0]);
    if (!folder)
        return "there is no folder '" + std::string(line[0]) + "'";
    const Result<std::chrono::seconds> age = parseDemoDuration(line[2]);
    if (!age)
        return age.error().message;
    const std::optional<DemoChange> change = changeOf(line[6]);
    if (!change)
        return "there is no change '" + std::string(line[6]) + "'";
    const std::string_view cause = line[4];
    file.isCompanion = cause == "companion";
    if (cause != "clean" && !file.isCompanion && findCause(cause) == nullptr)
        return "there is no cause '" + std::string(cause) + "'";
    file.folder = *folder;
    file.name = line[1];
    file.age = *age;
    file.language = line[3];
    file.cause = cause == "clean" || file.isCompanion ? std::string_view() : cause;
    file.templateName = line[5];
    file.change = *change;
    return std::nullopt;
}

} // namespace

Result<std::vector<DemoFile>> parseDemoManifest(std::string_view text)
{
    std::vector<DemoFile> files;
    std::size_t number = 0;
    bool titled = false;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty() || line.starts_with('#'))
            continue;
        if (!std::exchange(titled, true))
            continue;
        if (const auto wrong = readLine(split(line, '\t'), files.emplace_back()))
            return fail(ErrorCode::BadInput, "manifest.tsv, line " + std::to_string(number) + ": " + *wrong,
                        "resources/demo/README.md says what the columns hold.");
    }
    return files;
}

Result<std::vector<DemoFile>> demoManifest()
{
    const std::optional<std::string_view> text = demoResource("manifest.tsv");
    if (!text)
        return fail(ErrorCode::NotFound, "this program holds no demonstration");
    return parseDemoManifest(*text);
}

Result<std::string> demoFileContent(const DemoFile& file, UtcTime time)
{
    const std::optional<std::string_view> text = demoResource(file.templateName);
    if (!text)
        return fail(ErrorCode::NotFound, "this program holds no template " + file.templateName);
    Result<std::string> content = fillDemoTemplate(*text, {time, file.name});
    if (!content)
        return content;
    if (file.change == DemoChange::Utf16)
        return asUtf16(*content);
    if (file.change == DemoChange::LfLineEnds)
        std::erase(*content, '\r');
    return content;
}

} // namespace connectorscope
