#include "ui/messages/list_export.h"

#include "core/base/csv.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/base/safe_file_name.h"
#include "core/base/time_text.h"
#include "core/index/message_json.h"
#include "core/index/stuck.h"
#include "ui/theme/words.h"

#include <array>
#include <memory>

namespace connectorscope {
namespace {

constexpr std::size_t partIdLength = 8;
constexpr int mostNames = 10'000;
constexpr std::size_t blockSize = 256 * 1024;

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
                                                utcText(row.since),
                                                std::to_string(row.size),
                                                row.sender,
                                                to,
                                                row.subject};
    std::string line;
    for (const std::string& field : fields)
        line += (line.empty() ? "" : ",") + csvField(field);
    return line + "\r\n";
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

Result<std::uint64_t> exportRows(EngineTools& tools, const std::vector<ChosenRows>& rows,
                                 const MessageOrder& order, const std::filesystem::path& target,
                                 ListFormat format, const std::stop_token& stop)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    const auto journal = tools.journal();
    if (!journal)
        return fail(journal.error());
    std::filesystem::path part = target;
    part += "." + randomId(partIdLength) + ".part";
    auto file = tools.files.create(part);
    if (!file)
        return fail(std::move(file.error()));
    const UtcTime now = tools.clock.now();
    const auto lineOf = [&](const MessageRow& row) -> Result<std::string> {
        if (format == ListFormat::Csv)
            return csvLine(row);
        const auto listed = listedMessage(**site, **journal, row, now);
        if (!listed)
            return fail(listed.error());
        return asLine(messageJson(**site, *listed)) + "\n";
    };
    Result<> written = format == ListFormat::Csv ? (*file)->write(csvHead()) : Result<>();
    Result<std::uint64_t> count = 0;
    if (written)
        count = eachChosen(
            tools, rows, order,
            [&](const MessageRow& row) -> Result<> {
                const auto line = lineOf(row);
                return line ? (*file)->write(*line) : fail(line.error());
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
            Result<> done = copyFile(tools.files, pathOf(**site, row.place), *file, stop);
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
