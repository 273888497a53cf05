#include "core/site/secrets.h"

#include "core/base/escape.h"
#include "core/base/path_text.h"
#include "core/base/system_error.h"

namespace connectorscope {

namespace {

constexpr std::size_t largestSecretFile = std::size_t{64} * 1024;

Result<std::string> readSmallFile(FileSystem& files, const std::filesystem::path& path)
{
    auto file = files.open(path);
    if (!file)
        return fail(std::move(file.error()));
    std::string content;
    std::string block(4096, '\0');
    while (content.size() <= largestSecretFile) {
        const Result<std::size_t> got = (*file)->read(block);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            return content;
        content.append(block, 0, *got);
    }
    return fail(fileError(FileAction::Read, ErrorCode::BadInput, "it is too large for a password", path));
}

Result<std::string> firstLineOf(const std::filesystem::path& path, FileSystem& files)
{
    if (auto isPrivate = checkIsPrivate(path); !isPrivate)
        return fail(std::move(isPrivate.error()));
    Result<std::string> content = readSmallFile(files, path);
    if (!content)
        return content;
    constexpr std::string_view mark = "\xEF\xBB\xBF"; // editors of Windows put it there
    std::string line = content->substr(content->starts_with(mark) ? mark.size() : 0);
    line.resize(std::min(line.find_first_of("\r\n"), line.size()));
    if (line.empty())
        return fail(fileError(FileAction::Read, ErrorCode::BadInput, "its first line is empty", path));
    return line;
}

Result<std::string> decryptFile(const std::filesystem::path& path, FileSystem& files)
{
    Result<std::string> encrypted = readSmallFile(files, path);
    if (!encrypted)
        return encrypted;
    Result<std::string> plain = unprotectByDpapi(*encrypted);
    if (!plain) {
        plain.error().message = "cannot decrypt " + quotedPath(path) + ": " + plain.error().message;
        plain.error().path = path;
    }
    return plain;
}

} // namespace

Result<std::string> readSecret(const SecretPlace& place, const SecretSources& sources)
{
    switch (place.kind) {
    case SecretKind::None:
        return std::string();
    case SecretKind::Keychain:
        if (sources.keychain == nullptr)
            return fail(ErrorCode::NotFound, "the password lies in the keychain, and this program has none",
                        "Use { env = ... }, { file = ... } or, on Windows, { dpapi = ... } for services.");
        return sources.keychain->password(place.name);
    case SecretKind::Environment:
        if (auto value = sources.variables(place.name); value && !value->empty())
            return *value;
        return fail(ErrorCode::NotFound,
                    "the variable " + escapeControls(place.name) + ", which holds the password, is not set",
                    "Set it for this program, or name another place in the site file.");
    case SecretKind::File:
        return firstLineOf(pathFromBytes(place.name), sources.files);
    case SecretKind::Dpapi:
        return decryptFile(pathFromBytes(place.name), sources.files);
    }
    return fail(ErrorCode::Other, "this is no place of a password");
}

} // namespace connectorscope
