#include "core/message/run.h"

#include "core/message/line_scan.h"

#include <algorithm>

namespace connectorscope {

std::uint64_t Run::lineOf(std::size_t at) const
{
    LineScanInput input;
    input.data = bytes.data();
    input.size = std::min(at, bytes.size());
    input.carriageReturnEndsLine = carriageReturnEndsLine;
    std::uint64_t ends = 0;
    while (input.size > 0) {
        const LineScanResult result = scanLines(input);
        const std::size_t step =
            std::min(result.length + (result.stop == LineScanStop::Nuls ? 64 : 0), input.size);
        ends += result.lineEnds;
        input.data += step;
        input.size -= step;
        input.skipFirstLine = true;
    }
    return line + ends;
}

std::string_view Run::context(std::size_t at) const
{
    constexpr std::size_t before = Occurrence::maxExcerpt / 2;
    const std::size_t earliest = at > before ? at - before : 0;
    const std::size_t lineBegin = at == 0 ? std::string_view::npos : bytes.rfind('\n', at - 1);
    const std::size_t begin =
        lineBegin == std::string_view::npos ? earliest : std::max(earliest, std::min(lineBegin + 1, at));
    return bytes.substr(begin, at - begin + 1);
}

void note(Occurrence& occurrence, const Run& run, std::size_t at, std::uint64_t length, std::uint64_t count)
{
    if (occurrence.count == 0) {
        occurrence.offset = run.offset + at;
        occurrence.length = length;
        occurrence.line = run.lineOf(at);
        occurrence.excerpt = run.bytes.substr(at, Occurrence::maxExcerpt);
    }
    occurrence.count += count;
}

std::size_t lineEndOf(std::string_view bytes, std::size_t begin, bool carriageReturnEndsLine)
{
    const std::size_t end =
        carriageReturnEndsLine ? bytes.find_first_of("\r\n", begin) : bytes.find('\n', begin);
    if (end == std::string_view::npos)
        return bytes.size();
    const bool pair = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
    return end + (pair ? 2 : 1);
}

std::string_view withoutLineEnd(std::string_view line)
{
    if (!line.empty() && line.back() == '\n')
        line.remove_suffix(1);
    while (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

} // namespace connectorscope
