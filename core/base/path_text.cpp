#include "core/base/path_text.h"

#include "core/base/escape.h"
#include "core/base/utf16.h"
#include "core/base/utf8.h"

namespace connectorscope {

#ifdef _WIN32

namespace {

std::u16string utf16Of(const std::filesystem::path& path)
{
    return {path.native().begin(), path.native().end()};
}

} // namespace

std::string displayText(const std::filesystem::path& path)
{
    return utf8FromUtf16(utf16Of(path), LoneSurrogates::Replace);
}

std::string pathBytes(const std::filesystem::path& path)
{
    return utf8FromUtf16(utf16Of(path), LoneSurrogates::Keep);
}

std::filesystem::path pathFromBytes(std::string_view bytes)
{
    const std::u16string text = utf16FromUtf8(bytes);
    return {std::wstring(text.begin(), text.end())};
}

#else

std::string displayText(const std::filesystem::path& path)
{
    return replaceInvalidUtf8(path.native());
}

std::string pathBytes(const std::filesystem::path& path)
{
    return path.native();
}

std::filesystem::path pathFromBytes(std::string_view bytes)
{
    return {bytes};
}

#endif

bool hasExactText(const std::filesystem::path& path)
{
    return isValidUtf8(pathBytes(path));
}

std::string quotedPath(const std::filesystem::path& path)
{
    return '"' + escapeControls(displayText(path)) + '"';
}

} // namespace connectorscope
