#include "core/message/recognise.h"

#include "core/message/header_block.h"

#include <algorithm>
#include <array>
#include <optional>

namespace connectorscope {
namespace {

constexpr std::size_t nulBeginning = 512;    // bytes: a disk sector
constexpr std::size_t lineEndSample = 65536; // bytes without LF before CR counts as a line end
constexpr std::size_t linesSearched = 100;   // for the first header field

bool startsWithIgnoringCase(std::string_view text, std::string_view prefix)
{
    const auto same = [](char a, char b) {
        return a == b || (a >= 'a' && a <= 'z' && a - 'a' + 'A' == b) ||
               (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b);
    };
    return text.size() >= prefix.size() && std::ranges::equal(text.substr(0, prefix.size()), prefix, same);
}

/// The line at `begin` without its end, and where the next one begins.
struct Line
{
    std::string_view text;
    std::size_t next = 0;
};

Line lineAt(std::string_view bytes, std::size_t begin, bool carriageReturnEndsLine)
{
    const std::string_view ends = carriageReturnEndsLine ? "\r\n" : "\n";
    const std::size_t end = std::min(bytes.find_first_of(ends, begin), bytes.size());
    std::size_t next = std::min(end + 1, bytes.size());
    if (carriageReturnEndsLine && end + 1 < bytes.size() && bytes[end] == '\r' && bytes[end + 1] == '\n')
        ++next;
    std::string_view text = bytes.substr(begin, end - begin);
    while (!text.empty() && text.back() == '\r')
        text.remove_suffix(1);
    return {text, next};
}

bool isBlankLine(std::string_view text)
{
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

bool looksLikeUtf16(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return true;
    const std::size_t pairs = std::min<std::size_t>(bytes.size(), 512) / 2;
    if (pairs < 8 || bytes.substr(0, pairs * 2).find('\0') == std::string_view::npos)
        return false;
    std::array<std::size_t, 2> nuls{};
    for (std::size_t i = 0; i < pairs * 2; ++i)
        nuls[i % 2] += bytes[i] == '\0' ? 1 : 0;
    const auto [few, many] = std::minmax(nuls[0], nuls[1]);
    return many * 10 >= pairs * 9 && few * 20 <= pairs;
}

/// "From somebody Mon Nov 23 ...", as mbox files begin a message with; not the field "From : somebody".
bool isMboxFromLine(std::string_view text)
{
    if (text.starts_with('>'))
        text.remove_prefix(1);
    if (!text.starts_with("From "))
        return false;
    const std::size_t word = text.find_first_not_of(" \t", 5);
    return word != std::string_view::npos && text[word] != ':';
}

bool isSmtpEnvelopeLine(std::string_view text)
{
    static constexpr std::array<std::string_view, 5> commands{"MAIL FROM:", "RCPT TO:", "HELO ", "EHLO ",
                                                              "Microsoft Mail Internet Headers"};
    return startsWithIgnoringCase(text, "DATA")
               ? isBlankLine(text.substr(4))
               : std::ranges::any_of(commands, [&](std::string_view command) {
                     return startsWithIgnoringCase(text, command);
                 });
}

bool isPop3StatusLine(std::string_view text)
{
    return text == "+OK" || text.starts_with("+OK ");
}

std::optional<SetAsideKind> setAsideKindOf(std::string_view text)
{
    if (isBlankLine(text))
        return SetAsideKind::LeadingBlank;
    if (isPop3StatusLine(text))
        return SetAsideKind::Pop3Response;
    if (isMboxFromLine(text))
        return SetAsideKind::MboxFrom;
    if (isSmtpEnvelopeLine(text))
        return SetAsideKind::SmtpEnvelope;
    return std::nullopt;
}

/// Lines of one kind that follow each other are one.
void setAside(Opening& opening, SetAsideKind kind, std::string_view bytes, std::size_t begin,
              std::size_t next)
{
    const bool goesOn = !opening.setAside.empty() && opening.setAside.back().kind == kind &&
                        opening.setAside.back().offset + opening.setAside.back().length == begin;
    if (!goesOn) {
        opening.setAside.emplace_back();
        opening.setAside.back().kind = kind;
        opening.setAside.back().offset = begin;
        opening.setAside.back().line = opening.line;
    }
    SetAside& aside = opening.setAside.back();
    aside.length += next - begin;
    aside.excerpt = bytes.substr(aside.offset, std::min<std::size_t>(aside.length, Occurrence::maxExcerpt));
}

void setAsideOpeningLines(Opening& opening, std::string_view bytes)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    while (opening.begin < bytes.size()) {
        if (bytes.substr(opening.begin).starts_with(byteOrderMark)) {
            const std::size_t next = opening.begin + byteOrderMark.size();
            setAside(opening, SetAsideKind::ByteOrderMark, bytes, opening.begin, next);
            opening.begin = next;
            continue;
        }
        const Line line = lineAt(bytes, opening.begin, opening.carriageReturnEndsLine);
        const auto kind = setAsideKindOf(line.text);
        if (!kind)
            return;
        setAside(opening, *kind, bytes, opening.begin, line.next);
        opening.begin = line.next;
        ++opening.line;
    }
}

/// A field in the first line, or one that mail is known to have in one of the next. What merely holds a colon
/// in a later line may be any text.
bool hasHeaderField(std::string_view bytes, const Opening& opening)
{
    std::size_t at = opening.begin;
    for (std::size_t i = 0; i < linesSearched && at < bytes.size(); ++i) {
        const Line line = lineAt(bytes, at, opening.carriageReturnEndsLine);
        if (line.text.empty())
            return false;
        const std::size_t colon = std::min(line.text.find(':'), line.text.size());
        std::string_view name = line.text.substr(0, colon);
        name = name.substr(0, name.find_last_not_of(" \t") + 1);
        const bool valid = colon < line.text.size() && !name.empty() &&
                           std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f; });
        if (valid && (i == 0 || fieldIdOf(name) != FieldId::Other || startsWithIgnoringCase(name, "X-")))
            return true;
        at = line.next;
    }
    return false;
}

} // namespace

Opening recogniseOpening(std::string_view bytes)
{
    Opening opening;
    const std::size_t nuls = std::min(bytes.find_first_not_of('\0'), bytes.size());
    if (bytes.empty())
        opening.kind = FileKind::Empty;
    else if (nuls == bytes.size() || nuls >= nulBeginning)
        opening.kind = FileKind::NulFilled;
    else if (looksLikeUtf16(bytes))
        opening.kind = FileKind::Utf16;
    if (opening.kind != FileKind::Message)
        return opening;

    const std::string_view sample = bytes.substr(0, lineEndSample);
    opening.carriageReturnEndsLine =
        sample.find('\n') == std::string_view::npos && sample.find('\r') != std::string_view::npos;
    setAsideOpeningLines(opening, bytes);
    if (!hasHeaderField(bytes, opening)) {
        opening.kind = FileKind::NotAMessage;
        opening.setAside.clear();
    }
    return opening;
}

std::size_t pop3EndingLength(std::string_view bytes)
{
    constexpr std::size_t longestReply = 512; // RFC 1939, 3: of a response line
    const std::string_view ending = bytes.substr(bytes.size() - std::min(bytes.size(), longestReply + 8));
    const auto lastLine = [](std::string_view text) {
        const std::size_t before =
            text.size() < 2 ? std::string_view::npos : text.rfind('\n', text.size() - 2);
        return before == std::string_view::npos ? std::string_view{} : text.substr(before + 1);
    };
    const auto isDot = [](std::string_view line) {
        return line == ".\r\n" || line == ".\n" || line == "." || line == ".\r";
    };
    const std::string_view last = lastLine(ending);
    if (isDot(last))
        return last.size();
    if (!last.starts_with("+OK") && !last.starts_with("-ERR"))
        return 0;
    const std::string_view dot = lastLine(ending.substr(0, ending.size() - last.size()));
    return isDot(dot) ? dot.size() + last.size() : 0;
}

} // namespace connectorscope
