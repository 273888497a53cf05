#include "core/watch/bad_mail_reason.h"

#include "core/base/utf16.h"

#include <array>

namespace connectorscope {

namespace {

constexpr std::size_t mostRead = 4096;

/// Case of the suffix as Windows writes it, and as a copy to another system may have made it.
constexpr std::array suffixes = {".BDR", ".bdr", ".Bdr"};

Result<std::string> readBeginning(FileSystem& files, const std::filesystem::path& path)
{
    auto file = files.open(path);
    if (!file)
        return fail(file.error());
    std::string text(mostRead, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const Result<std::size_t> got = (*file)->read(std::span(text).subspan(size));
        if (!got)
            return fail(got.error());
        if (*got == 0)
            break;
        size += *got;
    }
    text.resize(size);
    return text;
}

/// The service writes 8-bit text or UTF-16 with a byte order mark, depending on its version.
std::string plainText(std::string_view text)
{
    if (!text.starts_with("\xFF\xFE"))
        return std::string(text);
    std::u16string units;
    for (std::size_t i = 2; i + 1 < text.size(); i += 2)
        units += static_cast<char16_t>(static_cast<unsigned char>(text[i]) |
                                       static_cast<unsigned char>(text[i + 1]) << 8);
    return utf8FromUtf16(units, LoneSurrogates::Replace);
}

/// Lines joined by one blank, without what is empty.
std::string onOneLine(std::string_view text)
{
    std::string line;
    bool blank = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0') {
            blank = !line.empty();
            continue;
        }
        if (blank)
            line += ' ';
        blank = false;
        line += c;
    }
    return line;
}

} // namespace

std::string badMailReason(FileSystem& files, const std::filesystem::path& message)
{
    Error last;
    for (const char* suffix : suffixes) {
        std::filesystem::path reason = message;
        reason.replace_extension(suffix);
        if (reason == message)
            continue;
        Result<std::string> text = readBeginning(files, reason);
        if (text) {
            std::string line = onOneLine(plainText(std::move(*text)));
            return line.empty() ? "the .BDR file beside it is empty" : quoteEvidence(line);
        }
        last = text.error();
        if (last.code != ErrorCode::NotFound)
            break;
    }
    if (last.code == ErrorCode::NotFound)
        return "there is no .BDR file beside it";
    return quoteEvidence(last.message);
}

Finding badMailedFinding(const std::string& reason)
{
    Finding finding;
    finding.cause = CauseId::BadMailed;
    finding.severity = causeOf(CauseId::BadMailed).severity;
    finding.evidence = reason;
    return finding;
}

} // namespace connectorscope
