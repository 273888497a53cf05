#include "core/pipeline/file_bytes.h"

#include "core/base/path_text.h"
#include "core/base/retry.h"

#include <optional>

namespace connectorscope {

namespace {

Result<std::unique_ptr<InputFile>> openPatiently(FileSystem& files, Clock& clock,
                                                 const std::filesystem::path& path)
{
    return retryWhileLocked(clock, [&] { return files.open(path); });
}

tl::unexpected<Error> changedMeanwhile(const std::filesystem::path& path)
{
    return fail(ErrorCode::ReadFault, quotedPath(path) + " was changed while it was read",
                "Something still writes it; try again when that is done.", path);
}

/// Hashes what is passed on.
struct ContentHash
{
    Sha256Hasher sha256;
    Xxh3Hasher xxh3;
    std::uint64_t size = 0;

    void update(std::string_view bytes)
    {
        sha256.update(bytes);
        xxh3.update(bytes);
        size += bytes.size();
    }
    Result<FileContent> finish()
    {
        const auto digest = sha256.finish();
        if (!digest)
            return fail(digest.error());
        return FileContent{*digest, xxh3.digest(), size, {}};
    }
};

Result<FileContent> writeAll(OutputFile& file, std::string_view head, const OpenBytes& bytes)
{
    ContentHash hash;
    const auto put = [&](std::string_view block) {
        hash.update(block);
        return file.write(block);
    };
    if (!head.empty()) {
        if (auto written = put(head); !written)
            return fail(written.error());
    }
    if (auto copied = copyBytes(bytes, put); !copied)
        return fail(copied.error());
    if (auto flushed = file.flush(); !flushed)
        return fail(flushed.error());
    if (auto closed = file.close(); !closed)
        return fail(closed.error());
    return hash.finish();
}

} // namespace

OpenBytes bytesOfFile(FileSystem& files, Clock& clock, const std::filesystem::path& path)
{
    auto first = std::make_shared<std::optional<FileInfo>>();
    return [&files, &clock, path, first]() -> Result<std::unique_ptr<ByteSource>> {
        auto file = openPatiently(files, clock, path);
        if (!file)
            return fail(file.error());
        const FileInfo info = (*file)->info();
        if (!*first)
            *first = info;
        if (!isSameFile(**first, info))
            return changedMeanwhile(path);
        return std::unique_ptr<ByteSource>(std::move(*file));
    };
}

Result<FileContent> contentOf(const OpenBytes& bytes)
{
    ContentHash hash;
    const auto take = [&](std::string_view block) {
        hash.update(block);
        return Result<>();
    };
    if (auto copied = copyBytes(bytes, take); !copied)
        return fail(copied.error());
    return hash.finish();
}

Result<FileContent> contentOfFile(FileSystem& files, Clock& clock, const std::filesystem::path& path)
{
    auto file = openPatiently(files, clock, path);
    if (!file)
        return fail(file.error());
    const FileInfo info = (*file)->info();
    ContentHash hash;
    std::string buffer(std::size_t{128} * 1024, '\0');
    for (;;) {
        const auto got = (*file)->read(buffer);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            break;
        hash.update(std::string_view(buffer).substr(0, *got));
    }
    const auto now = (*file)->currentInfo();
    if (!now)
        return fail(now.error());
    if (!isSameFile(*now, info) || hash.size != info.size)
        return changedMeanwhile(path);
    auto content = hash.finish();
    if (content)
        content->info = info;
    return content;
}

Result<FileContent> writeFileDurably(FileSystem& files, Clock& clock, const std::filesystem::path& path,
                                     std::string_view head, const OpenBytes& bytes)
{
    auto content = [&]() -> Result<FileContent> {
        const auto file = files.create(path);
        if (!file)
            return fail(file.error());
        return writeAll(**file, head, bytes);
    }();
    if (content) {
        const auto info = retryWhileLocked(clock, [&] { return files.info(path); });
        if (info && info->size == content->size) {
            content->info = *info;
            return content;
        }
        content = info ? fail(ErrorCode::WriteFault, quotedPath(path) + " is not what was written to it",
                              "Look which scanner watches this folder, and exclude the folder from it.", path)
                       : fail(info.error());
    }
    if (content.error().code != ErrorCode::AlreadyExists)
        (void)removeIfThere(files, clock, path);
    return content;
}

Result<> removeIfThere(FileSystem& files, Clock& clock, const std::filesystem::path& path)
{
    auto removed = retryWhileLocked(clock, [&] { return files.remove(path); });
    if (!removed && removed.error().code == ErrorCode::NotFound)
        return {};
    return removed;
}

Result<bool> isThere(FileSystem& files, Clock& clock, const std::filesystem::path& path)
{
    const auto info = retryWhileLocked(clock, [&] { return files.info(path); });
    if (info)
        return true;
    if (info.error().code == ErrorCode::NotFound)
        return false;
    return fail(info.error());
}

bool isSameFile(const FileInfo& a, const FileInfo& b)
{
    return a.identity == b.identity && a.size == b.size && a.modified == b.modified;
}

} // namespace connectorscope
