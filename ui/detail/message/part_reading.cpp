#include "ui/detail/message/part_reading.h"

#include "core/base/escape.h"
#include "core/base/utf8.h"
#include "core/message/body.h"
#include "core/message/charset.h"
#include "core/message/html_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t partBlock = std::size_t{64} * 1024;

/// A line of text with its control characters visible, tabs as they are.
void appendShowableLine(std::string& shown, std::string_view line)
{
    while (!line.empty()) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        shown += escapeControls(line.substr(0, tab));
        if (tab < line.size())
            shown += '\t';
        line.remove_prefix(std::min(tab + 1, line.size()));
    }
    shown += '\n';
}

} // namespace

Result<bool> readPart(InputFile& file, const Part& part, std::uint64_t limit, const GoOn& goOn,
                      const TakeBytes& take)
{
    Decoder decoder(part.encoding);
    std::string block(partBlock, '\0');
    std::string output;
    std::uint64_t taken = 0;
    const auto pass = [&]() -> Result<bool> {
        const bool isMore = output.size() > limit - taken;
        output.resize(static_cast<std::size_t>(std::min<std::uint64_t>(output.size(), limit - taken)));
        taken += output.size();
        if (const Result<> done = take(output); !done)
            return fail(done.error());
        output.clear();
        return !isMore;
    };
    for (std::uint64_t at = 0; at < part.bodyLength;) {
        if (!goOn())
            return fail(ErrorCode::Cancelled, "nobody waits for it any more");
        const auto wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(partBlock, part.bodyLength - at));
        const Result<std::size_t> got = file.readAt(part.bodyOffset + at, std::span(block).first(wanted));
        if (!got)
            return fail(got.error());
        if (*got == 0)
            break;
        at += *got;
        decoder.feed(std::string_view(block).substr(0, *got), output);
        Result<bool> goesOn = pass();
        if (!goesOn || !*goesOn)
            return goesOn;
    }
    decoder.finish(output);
    return pass();
}

int readablePart(const Message& message)
{
    int best = -1;
    int bestRank = 0;
    for (std::size_t i = 0; i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        if (!part.isText() || part.hasChildren)
            continue;
        const int kind = part.subtype == "plain" ? 3 : part.subtype == "html" ? 2 : 1;
        const int rank = kind + (disposition(part) == "attachment" ? 0 : 3);
        if (rank > bestRank) {
            best = static_cast<int>(i);
            bestRank = rank;
        }
    }
    return best;
}

std::string showableText(std::string_view text, bool& isCut)
{
    std::string shown;
    std::size_t lines = 0;
    while (!text.empty()) {
        if (++lines > PartTextLimits::lines) {
            isCut = true;
            break;
        }
        const std::size_t length = std::min(text.find_first_of("\r\n"), text.size());
        if (length > PartTextLimits::lineLength) {
            std::string_view piece = text.substr(0, PartTextLimits::lineLength);
            // No character is broken; a piece that is no text at all is taken as it is.
            if (const std::size_t whole = validUtf8Length(piece); whole > 0 && piece.size() - whole < 4)
                piece = piece.substr(0, whole);
            appendShowableLine(shown, piece);
            text.remove_prefix(piece.size());
            continue;
        }
        appendShowableLine(shown, text.substr(0, length));
        text.remove_prefix(length);
        if (!text.empty())
            text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
    }
    return shown;
}

Result<PartText> textOfPart(InputFile& file, const Message& message, int part, const GoOn& goOn)
{
    PartText result;
    if (part < 0 || static_cast<std::size_t>(part) >= message.parts.size())
        return result;
    const Part& read = message.parts[static_cast<std::size_t>(part)];
    result.part = part;
    std::string bytes;
    const Result<bool> isWhole =
        readPart(file, read, PartTextLimits::bytes, goOn, [&](std::string_view block) {
            bytes += block;
            return Result<>();
        });
    if (!isWhole)
        return fail(isWhole.error());
    result.isCut = !*isWhole;
    const std::string charset(read.declaredType.parameter("charset").value_or(std::string_view()));
    std::string text = charset.empty() ? guessToUtf8(bytes) : toUtf8(bytes, charset);
    result.isFromHtml = read.isText() && read.subtype == "html";
    if (result.isFromHtml)
        text = htmlToText(text, PartTextLimits::bytes);
    result.text = QString::fromStdString(showableText(text, result.isCut));
    return result;
}

} // namespace connectorscope
