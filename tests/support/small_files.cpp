#include "tests/support/small_files.h"

#include "core/base/path_text.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>

namespace connectorscope {

namespace {

template <class T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

void check(const Result<>& result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
}

} // namespace

void writeFile(FileSystem& files, const std::filesystem::path& path, std::string_view content)
{
    const auto file = valueOf(files.create(path));
    check(file->write(content));
    check(file->close());
}

std::string readFile(FileSystem& files, const std::filesystem::path& path)
{
    const auto file = valueOf(files.open(path));
    std::string content;
    std::array<char, 4096> buffer = {};
    while (const std::size_t count = valueOf(file->read(buffer)))
        content.append(buffer.data(), count);
    return content;
}

std::vector<std::string> namesIn(FileSystem& files, const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const FolderEntry& entry : valueOf(files.list(folder)))
        names.push_back(displayText(entry.name));
    std::sort(names.begin(), names.end());
    return names;
}

bool exists(FileSystem& files, const std::filesystem::path& path)
{
    const auto info = files.info(path);
    if (!info && info.error().code != ErrorCode::NotFound)
        throw std::runtime_error(info.error().message);
    return info.has_value();
}

void writeFile(const std::filesystem::path& path, std::string_view content)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.flush())
        throw std::runtime_error("cannot write " + quotedPath(path));
}

std::string readFile(const std::filesystem::path& path)
{
    return readFile(*realFileSystem(), path);
}

std::vector<std::string> namesIn(const std::filesystem::path& folder)
{
    return namesIn(*realFileSystem(), folder);
}

} // namespace connectorscope
