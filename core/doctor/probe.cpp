#include "core/doctor/probe.h"

#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/base/retry.h"

#include <string>
#include <string_view>

namespace connectorscope {

namespace {

constexpr std::string_view probeText = "Subject: ConnectorScope tries whether this folder keeps what is put "
                                       "into it\r\n\r\nIt is removed at once.\r\n";

std::filesystem::path probePath(const std::filesystem::path& folder)
{
    constexpr std::size_t idLength = 12;
    return folder / ("connectorscope-" + randomId(idLength) + ".tmp");
}

Result<> makeProbe(FileSystem& files, const std::filesystem::path& path)
{
    const auto file = files.create(path);
    if (!file)
        return fail(file.error());
    if (auto written = (*file)->write(probeText); !written)
        return written;
    if (auto flushed = (*file)->flush(); !flushed)
        return flushed;
    return (*file)->close();
}

/// Removes the probe, wherever it is; `done` is what was found out.
Result<> removeProbe(FileSystem& files, Clock& clock, Result<> done, const std::filesystem::path& path)
{
    const auto removed = retryWhileLocked(clock, [&] { return files.remove(path); });
    if (removed || (removed.error().code == ErrorCode::NotFound && !done))
        return done;
    if (done) {
        done = fail(removed.error());
        if (removed.error().code == ErrorCode::NotFound) {
            done.error().message = quotedPath(path) + ", a file of ours, was taken away by another program";
            done.error().hint = "Look which scanner watches this folder, and exclude the folder from it.";
            return done;
        }
    }
    done.error().hint += (done.error().hint.empty() ? "" : " ") + ("Remove " + quotedPath(path) + ".");
    return done;
}

Result<> readProbe(FileSystem& files, const std::filesystem::path& path)
{
    const auto file = files.open(path);
    if (!file)
        return fail(file.error());
    std::string content;
    std::string block(2 * probeText.size(), '\0');
    for (;;) {
        const Result<std::size_t> got = (*file)->read(block);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            break;
        content.append(block, 0, *got);
    }
    if (content == probeText)
        return {};
    return fail(ErrorCode::ReadFault, quotedPath(path) + " is not what was written to it a moment ago",
                "Look which scanner watches this folder, and exclude the folder from it.", path);
}

} // namespace

Result<> tryMoving(FileSystem& files, Clock& clock, const std::filesystem::path& from,
                   const std::filesystem::path& to)
{
    const std::filesystem::path made = probePath(from);
    const std::filesystem::path moved = probePath(to);
    if (auto probe = makeProbe(files, made); !probe) {
        const bool isThere = files.info(made).has_value();
        return isThere ? removeProbe(files, clock, std::move(probe), made) : probe;
    }
    auto renamed = retryWhileLocked(clock, [&] { return files.renameNoReplace(made, moved); });
    const std::filesystem::path& where = renamed ? moved : made;
    return removeProbe(files, clock, std::move(renamed), where);
}

Result<> tryChanging(FileSystem& files, Clock& clock, const std::filesystem::path& folder)
{
    return tryMoving(files, clock, folder, folder);
}

Result<> tryKeeping(FileSystem& files, Clock& clock, const std::filesystem::path& folder)
{
    const std::filesystem::path path = probePath(folder);
    auto kept = makeProbe(files, path);
    if (kept)
        kept = retryWhileLocked(clock, [&] { return readProbe(files, path); });
    else if (!files.info(path))
        return kept;
    return removeProbe(files, clock, std::move(kept), path);
}

} // namespace connectorscope
