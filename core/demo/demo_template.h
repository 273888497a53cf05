#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// What a template's placeholders stand for.
struct DemoValues
{
    UtcTime time;     ///< at which the message was stored: the time of its file
    std::string name; ///< of its file: each message has ids of its own
};

/// Fills the placeholders of a template, {{...}}; resources/demo/README.md lists them. Everything else is
/// bytes and stays. An unknown placeholder is an error that names it.
Result<std::string> fillDemoTemplate(std::string_view text, const DemoValues& values);

/// As UTF-16 in little endian with a byte order mark, as Windows' Notepad calls "Unicode".
std::string asUtf16(std::string_view utf8);

} // namespace connectorscope
