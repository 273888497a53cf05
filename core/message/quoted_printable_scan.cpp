#include "core/message/quoted_printable_scan.h"

#include "core/message/lexical.h"

#include <cstring>

namespace connectorscope {
namespace {

/// Blanks may have been added behind the `=` on the way.
bool isSoftBreak(std::string_view rest)
{
    const std::size_t end = rest.find_first_not_of(" \t");
    return end == std::string_view::npos || rest[end] == '\r' || rest[end] == '\n';
}

} // namespace

void noteQuotedPrintable(const Run& run, Occurrence& bad)
{
    const char* const begin = run.bytes.data();
    const char* const end = begin + run.bytes.size();
    for (const char* at = begin; at < end; ++at) {
        at = static_cast<const char*>(std::memchr(at, '=', static_cast<std::size_t>(end - at)));
        if (at == nullptr)
            return;
        if (end - at > 2 && hexDigit(at[1]) >= 0 && hexDigit(at[2]) >= 0) {
            at += 2;
            continue;
        }
        const auto position = static_cast<std::size_t>(at - begin);
        if (isSoftBreak(run.bytes.substr(position + 1, 80)))
            continue;
        note(bad, run, position, 1);
    }
}

} // namespace connectorscope
