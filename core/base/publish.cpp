#include "core/base/publish.h"

#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/base/retry.h"
#include "core/base/system_error.h"

namespace connectorscope {

namespace {

std::filesystem::path temporaryPathBeside(const std::filesystem::path& target)
{
    // Not made from the target's name, which may be as long as a name can be.
    return target.parent_path() / ("connectorscope-" + randomId(16) + ".tmp");
}

/// "a.eml" lies in "", which no system call takes for the current folder.
std::filesystem::path folderOf(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

Result<> writeNewFile(FileSystem& files, const std::filesystem::path& path, const WriteContent& write)
{
    auto file = files.create(path);
    const bool isFolderMissing =
        !file && file.error().code == ErrorCode::NotFound && !files.info(folderOf(path));
    if (isFolderMissing)
        return fail(ErrorCode::NotFound, "there is no folder " + quotedPath(folderOf(path)),
                    "Make the folder, or use another one.", folderOf(path));
    if (!file)
        return fail(std::move(file.error()));
    OutputFile& output = **file;
    if (auto written = write(output); !written)
        return written;
    if (auto flushed = output.flush(); !flushed)
        return flushed;
    return output.close();
}

void removeTemporary(FileSystem& files, Clock& clock, const std::filesystem::path& path, Error& error)
{
    const auto removed = retryWhileLocked(clock, [&] { return files.remove(path); });
    if (removed || removed.error().code == ErrorCode::NotFound)
        return;
    error.hint += error.hint.empty() ? "" : " ";
    error.hint += "Remove " + quotedPath(path) + ", which could not be removed.";
}

/// A rename whose answer was lost counts as done when the new file stands under the target's name.
Result<> replaceChecked(FileSystem& files, Clock& clock, const std::filesystem::path& from,
                        const std::filesystem::path& to)
{
    const auto before = retryWhileLocked(clock, [&] { return files.info(from); });
    if (!before)
        return fail(before.error());
    auto renamed = retryWhileLocked(clock, [&] { return files.renameReplacing(from, to); });
    if (renamed)
        return renamed;
    const auto target = files.info(to);
    if (target && target->identity == before->identity)
        return {};
    return renamed;
}

using Rename = Result<> (*)(FileSystem&, Clock&, const std::filesystem::path&, const std::filesystem::path&);

Result<> publishBy(FileSystem& files, Clock& clock, const std::filesystem::path& target,
                   const WriteContent& write, Rename rename)
{
    const std::filesystem::path temporary = temporaryPathBeside(target);
    auto done = writeNewFile(files, temporary, write);
    if (done)
        done = rename(files, clock, temporary, target);
    if (!done) {
        removeTemporary(files, clock, temporary, done.error());
        return done;
    }
    if (auto flushed = files.flushFolder(folderOf(target)); !flushed) {
        Error& error = flushed.error();
        error.message += "; " + quotedPath(target) + " is there, but may not survive a power failure";
        error.code = ErrorCode::WriteFault;
        return flushed;
    }
    return {};
}

} // namespace

Result<> renameChecked(FileSystem& files, Clock& clock, const std::filesystem::path& from,
                       const std::filesystem::path& to)
{
    const auto before = retryWhileLocked(clock, [&] { return files.info(from); });
    if (!before)
        return fail(before.error());
    auto renamed = retryWhileLocked(clock, [&] { return files.renameNoReplace(from, to); });
    if (renamed)
        return renamed;
    const auto source = files.info(from);
    const auto target = files.info(to);
    if (source && source->identity == before->identity)
        return renamed; // it has not happened
    const bool sourceIsGone = !source && source.error().code == ErrorCode::NotFound;
    if (sourceIsGone && target && target->identity == before->identity)
        return {}; // it has, and the answer was lost
    const bool targetIsAbsent = !target && target.error().code == ErrorCode::NotFound;
    if (sourceIsGone && targetIsAbsent)
        return fail(fileError(FileAction::Rename, ErrorCode::NotFound,
                              "another program has moved or removed it", from));
    renamed.error().message += "; whether it was renamed to " + quotedPath(to) + " is not known";
    renamed.error().hint = "Look at both names before anything is tried again.";
    return renamed;
}

Result<> publish(FileSystem& files, Clock& clock, const std::filesystem::path& target,
                 const WriteContent& write)
{
    return publishBy(files, clock, target, write, renameChecked);
}

Result<> publish(FileSystem& files, Clock& clock, const std::filesystem::path& target,
                 std::string_view content)
{
    return publish(files, clock, target, [content](OutputFile& file) { return file.write(content); });
}

Result<> publishReplacing(FileSystem& files, Clock& clock, const std::filesystem::path& target,
                          std::string_view content)
{
    const auto write = [content](OutputFile& file) { return file.write(content); };
    return publishBy(files, clock, target, write, replaceChecked);
}

} // namespace connectorscope
