#include "core/message/body_observer.h"

#include "core/message/lexical.h"
#include "core/message/limits.h"
#include "core/message/quoted_printable_scan.h"

#include <algorithm>

namespace connectorscope {
namespace {

void noteLineEnds(const Run& run, const LineScanResult& result, Message& message)
{
    message.crlfCount += result.crlf;
    const auto noteOne = [&](Occurrence& occurrence, std::size_t first, std::size_t count) {
        if (count == 0)
            return;
        const bool isFirst = !occurrence;
        note(occurrence, run, first, 1, count);
        if (isFirst)
            occurrence.excerpt = run.context(first);
    };
    noteOne(message.bareLf, result.firstBareLf, result.bareLf);
    noteOne(message.bareCr, result.firstBareCr, result.bareCr);
}

/// How far from `at` the bytes are all of one kind.
template <class Kind>
std::uint64_t runLength(std::string_view bytes, std::size_t at, Kind isOfKind)
{
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    return static_cast<std::uint64_t>(std::find_if_not(begin, bytes.end(), isOfKind) - begin);
}

bool isNul(char c)
{
    return c == '\0';
}

} // namespace

void BodyObserver::beginSection()
{
    m_lineLength = 0;
    m_longLineCounted = false;
    m_skipFirstLine = false;
    m_longLineOpen = false;
    m_inHole = false;
    m_base64 = {};
}

std::size_t BodyObserver::look(const Run& run, Message& message, Part& part, bool stopAtDashes)
{
    m_stoppedAtDashes = false;
    m_lineEndsSeen = 0;
    if (m_inHole) {
        const std::size_t nuls = std::min(run.bytes.find_first_not_of('\0'), run.bytes.size());
        m_inHole = nuls == run.bytes.size();
        if (message.nulHole.count == 1)
            message.nulHole.length += nuls;
        if (nuls > 0)
            return nuls;
    }
    LineScanInput input;
    input.data = run.bytes.data();
    input.size = run.bytes.size();
    input.lineLength = m_lineLength;
    input.lineLimit = m_lineLimit;
    input.longLineCounted = m_longLineCounted;
    input.stopAtDashes = stopAtDashes;
    input.skipFirstLine = m_skipFirstLine;
    input.carriageReturnEndsLine = run.carriageReturnEndsLine;
    LineScanResult result = scanLines(input);

    const bool nulsFollow = result.stop == LineScanStop::Nuls;
    if (nulsFollow) { // the NULs before the place where it stopped belong to the same run
        std::size_t nuls = 0;
        while (nuls < result.length && run.bytes[result.length - nuls - 1] == '\0')
            ++nuls;
        result.nul -= nuls;
        result.length -= nuls;
        result.lineLength -= nuls;
    }
    Run seen = run;
    seen.bytes = run.bytes.substr(0, result.length);
    noteLines(run, result, message, part);
    if (!part.body.hasText)
        part.body.hasText = std::ranges::any_of(seen.bytes, [](char c) { return !isBlank(c); });
    if (part.encoding == TransferEncoding::Base64 && !part.hasChildren && !part.isMultipart())
        noteBase64(seen, part);
    if (part.encoding == TransferEncoding::QuotedPrintable && !part.hasChildren && !part.isMultipart())
        noteQuotedPrintable(seen, part.body.badQuotedPrintable);

    m_lineEndsSeen = result.lineEnds;
    m_dotLines += result.dotLines;
    m_lineLength = result.lineLength;
    m_longLineCounted = result.longLineCounted;
    m_stoppedAtDashes = result.stop == LineScanStop::Dashes;
    m_skipFirstLine = m_stoppedAtDashes;
    return nulsFollow ? lookAtNuls(run, result.length, message, part) : result.length;
}

std::size_t BodyObserver::lookAtNuls(const Run& run, std::size_t at, Message& message, Part& part)
{
    const std::size_t end = std::min(run.bytes.find_first_not_of('\0', at), run.bytes.size());
    if (end - at >= nulHoleLength) {
        note(message.nulHole, run, at, end - at);
        m_inHole = end == run.bytes.size();
    } else {
        note(part.body.nul, run, at, end - at, end - at);
        m_lineLength += end - at;
    }
    return end;
}

void BodyObserver::noteLines(const Run& run, const LineScanResult& result, Message& message, Part& part)
{
    noteLineEnds(run, result, message);
    if (result.eightBit > 0) {
        const std::uint64_t length =
            part.body.eightBit ? 0 : runLength(run.bytes, result.firstEightBit, isEightBit);
        note(part.body.eightBit, run, result.firstEightBit, length, result.eightBit);
    }
    if (result.nul > 0)
        note(part.body.nul, run, result.firstNul, runLength(run.bytes, result.firstNul, isNul), result.nul);
    if (result.loneDots > 0)
        note(part.body.loneDot, run, result.firstLoneDot, 1, result.loneDots);
    noteLongLines(run, result, part);
}

void BodyObserver::noteLongLines(const Run& run, const LineScanResult& result, Part& part)
{
    if (m_longLineOpen && result.lineEnds > 0) {
        const std::size_t next = lineEndOf(run.bytes, 0, run.carriageReturnEndsLine);
        const std::size_t text = withoutLineEnd(run.bytes.substr(0, next)).size();
        part.body.longLine.length = run.offset + text - part.body.longLine.offset;
        m_longLineOpen = false;
    }
    if (result.longLines == 0)
        return;
    const bool isFirst = !part.body.longLine;
    const auto begin = static_cast<std::size_t>(std::max<std::int64_t>(result.firstLongLine, 0));
    const std::size_t next = lineEndOf(run.bytes, begin, run.carriageReturnEndsLine);
    const std::string_view text = withoutLineEnd(run.bytes.substr(begin, next - begin));
    note(part.body.longLine, run, begin, text.size(), result.longLines);
    if (!isFirst)
        return;
    const auto before = static_cast<std::uint64_t>(static_cast<std::int64_t>(begin) - result.firstLongLine);
    part.body.longLine.offset -= before;
    part.body.longLine.length += before;
    m_longLineOpen = next == run.bytes.size() && text.size() == next - begin;
}

void BodyObserver::noteBase64(const Run& run, Part& part)
{
    const Base64Faults faults = scanBase64(run.bytes.data(), run.bytes.size(), m_base64);
    if (faults.count > 0)
        note(part.body.badBase64, run, faults.first, 1, faults.count);
    if (m_base64.group == 0)
        return;
    // Only at the end of the data, or in a block that was cut within a line, is a group left unfinished.
    const std::size_t last = run.bytes.find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos)
        return;
    const std::size_t before = run.bytes.find_last_of("\r\n", last);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    part.body.base64End = {};
    note(part.body.base64End, run, begin, last + 1 - begin);
}

void BodyObserver::lookAtLineEnds(const Run& run, Message& message)
{
    LineScanInput input;
    input.data = run.bytes.data();
    input.size = run.bytes.size();
    input.lineLimit = LineScanInput::noLimit;
    input.carriageReturnEndsLine = run.carriageReturnEndsLine;
    std::size_t at = 0;
    while (at < run.bytes.size()) {
        input.data = run.bytes.data() + at;
        input.size = run.bytes.size() - at;
        const LineScanResult result = scanLines(input);
        Run rest = run;
        rest.bytes = run.bytes.substr(at);
        rest.offset += at;
        if (result.bareLf > 0 || result.bareCr > 0)
            rest.line = run.lineOf(at);
        noteLineEnds(rest, result, message);
        at += result.length;
        if (result.stop == LineScanStop::Nuls)
            at = std::min(run.bytes.find_first_not_of('\0', at), run.bytes.size());
        input.skipFirstLine = true;
    }
}

void BodyObserver::endSection(Part& part, std::uint64_t end)
{
    if (m_longLineOpen)
        part.body.longLine.length = end - part.body.longLine.offset;
    m_longLineOpen = false;
    if (part.encoding != TransferEncoding::Base64)
        return;
    part.body.base64Leftover = part.body.badBase64 ? 0 : static_cast<int>(m_base64.group);
    part.body.base64Padded = m_base64.padded;
}

} // namespace connectorscope
