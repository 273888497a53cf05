#include "ui/messages/list_export.h"

#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/base/safe_file_name.h"
#include "core/index/stuck.h"
#include "ui/theme/words.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

#include <array>
#include <memory>

namespace connectorscope {
namespace {

constexpr std::size_t partIdLength = 8;
constexpr int mostNames = 10'000;
constexpr std::size_t blockSize = 256 * 1024;

std::string isoTime(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(
               std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count(), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

std::string csvHead()
{
    return "id,folder,file,verdict,cause,since,size,from,to,subject\r\n";
}

std::string csvLine(const MessageRow& row)
{
    std::string to;
    for (const std::string& address : row.recipients)
        to += (to.empty() ? "" : " ") + address;
    const std::array<std::string, 10> fields = {row.id,
                                                std::string(toString(row.place.folder)),
                                                displayText(pathFromBytes(row.place.name)),
                                                std::string(toString(row.verdict)),
                                                row.primary ? std::string(causeOf(*row.primary).id)
                                                            : std::string(),
                                                isoTime(row.since),
                                                std::to_string(row.size),
                                                row.sender,
                                                to,
                                                row.subject};
    std::string line;
    for (const std::string& field : fields)
        line += (line.empty() ? "" : ",") + csvField(field);
    return line + "\r\n";
}

std::string jsonLine(const Site& site, const MessageRow& row, UtcTime now)
{
    const auto orNull = [](const std::string& text) {
        return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
    };
    nlohmann::ordered_json json;
    json["schema"] = 1;
    json["id"] = orNull(row.id);
    json["folder"] = toString(row.place.folder);
    json["path"] = displayText(folderPath(site, row.place.folder) / pathFromBytes(row.place.name));
    json["state"] = toString(row.state);
    json["stuck"] = isStuck(row, stuckLimits(site, now));
    json["since"] = isoTime(row.since);
    json["age_seconds"] = std::chrono::floor<std::chrono::seconds>(now - row.since).count();
    json["left_behind"] = row.leftBehind;
    json["size"] = row.size;
    json["verdict"] = toString(row.verdict);
    json["primary"] =
        row.primary ? nlohmann::ordered_json(causeOf(*row.primary).id) : nlohmann::ordered_json(nullptr);
    json["subject"] = row.hasSubject ? nlohmann::ordered_json(row.subject) : nlohmann::ordered_json(nullptr);
    json["from"] = orNull(row.sender);
    json["to"] = row.recipients;
    json["date"] = row.date ? nlohmann::ordered_json(*row.date) : nlohmann::ordered_json(nullptr);
    json["message_id"] = orNull(row.messageId);
    json["run"] = orNull(row.run);
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<> copyFile(FileSystem& files, const std::filesystem::path& from, OutputFile& to,
                  const std::stop_token& stop)
{
    auto source = files.open(from);
    if (!source)
        return fail(std::move(source.error()));
    std::vector<char> block(blockSize);
    for (;;) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "saving was stopped");
        const auto size = (*source)->read(block);
        if (!size)
            return fail(size.error());
        if (*size == 0)
            return {};
        if (auto written = to.write({block.data(), *size}); !written)
            return written;
    }
}

/// A new file of that name, or of one that is like it and free.
Result<std::pair<std::filesystem::path, std::unique_ptr<OutputFile>>>
createFree(FileSystem& files, const std::filesystem::path& folder, const std::string& stem)
{
    for (int number = 1; number <= mostNames; ++number) {
        const std::string name = number == 1 ? stem + ".eml" : stem + " (" + std::to_string(number) + ").eml";
        std::filesystem::path path = folder / pathFromBytes(name);
        auto made = files.create(path);
        if (made)
            return std::pair(std::move(path), std::move(*made));
        if (made.error().code != ErrorCode::AlreadyExists)
            return fail(std::move(made.error()));
    }
    return fail(ErrorCode::AlreadyExists, "every name like " + stem + ".eml is taken",
                "Choose another folder.");
}

std::string stemOf(const MessageRow& row)
{
    const std::string name = displayText(pathFromBytes(row.place.name));
    std::string safe = safeFileName(name, row.id.empty() ? "message" : row.id);
    if (const std::size_t dot = safe.rfind('.'); dot != std::string::npos && dot > 0)
        safe.resize(dot);
    return safe;
}

} // namespace

std::string csvField(std::string_view text)
{
    // A spreadsheet takes what begins so for a formula, and would run it.
    const bool isFormula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    std::string field = isFormula ? "'" : "";
    for (const char c : text) {
        field += c;
        if (c == '"')
            field += c;
    }
    return field.find_first_of(",\"\r\n") == std::string::npos ? field : "\"" + field + "\"";
}

Result<std::uint64_t> exportRows(EngineTools& tools, const std::vector<ChosenRows>& rows,
                                 const MessageOrder& order, const std::filesystem::path& target,
                                 ListFormat format, const std::stop_token& stop)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    std::filesystem::path part = target;
    part += "." + randomId(partIdLength) + ".part";
    auto file = tools.files.create(part);
    if (!file)
        return fail(std::move(file.error()));
    const UtcTime now = tools.clock.now();
    Result<> written = format == ListFormat::Csv ? (*file)->write(csvHead()) : Result<>();
    Result<std::uint64_t> count = 0;
    if (written)
        count = eachChosen(
            tools, rows, order,
            [&](const MessageRow& row) {
                return (*file)->write(format == ListFormat::Csv ? csvLine(row) : jsonLine(**site, row, now));
            },
            stop);
    if (written && count)
        written = (*file)->close();
    file->reset();
    if (written && count)
        written = tools.files.renameReplacing(part, target);
    if (written && count)
        return count;
    (void)tools.files.remove(part);
    return fail(!count ? count.error() : written.error());
}

Result<std::uint64_t> saveMessages(EngineTools& tools, const std::vector<ChosenRows>& rows,
                                   const MessageOrder& order, const std::filesystem::path& folder,
                                   const std::stop_token& stop)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    return eachChosen(
        tools, rows, order,
        [&](const MessageRow& row) -> Result<> {
            auto made = createFree(tools.files, folder, stemOf(row));
            if (!made)
                return fail(std::move(made.error()));
            auto& [path, file] = *made;
            Result<> done =
                copyFile(tools.files, folderPath(**site, row.place.folder) / pathFromBytes(row.place.name),
                         *file, stop);
            if (done)
                done = file->close();
            file.reset();
            if (!done)
                (void)tools.files.remove(path);
            return done;
        },
        stop);
}

Result<std::uint64_t> acknowledgeRows(EngineTools& tools, const std::vector<ChosenRows>& rows,
                                      const MessageOrder& order, const std::string& note,
                                      const std::stop_token& stop)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    const Acknowledgement acknowledgement{tools.clock.now(), note, currentActor()};
    std::uint64_t noted = 0;
    const auto visited = eachChosen(
        tools, rows, order,
        [&](const MessageRow& row) -> Result<> {
            if (row.id.empty())
                return {}; // not read yet: there is no message to note it for
            ++noted;
            return acknowledgeMessage((*site)->folders.work, row.id, acknowledgement);
        },
        stop);
    if (!visited)
        return fail(visited.error());
    return noted;
}

} // namespace connectorscope
