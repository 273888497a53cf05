#include "core/base/csv.h"

#include "core/base/escape.h"

namespace connectorscope {

std::string csvField(std::string_view text)
{
    const std::string line = escapeControls(text);
    const bool isFormula =
        !line.empty() && std::string_view("=+-@").find(line.front()) != std::string_view::npos;
    std::string field = isFormula ? "'" : "";
    for (const char c : line) {
        field += c;
        if (c == '"')
            field += c;
    }
    return field.find_first_of(",\"") == std::string::npos ? field : "\"" + field + "\"";
}

} // namespace connectorscope
