#include "core/base/csv.h"

namespace connectorscope {

std::string csvField(std::string_view text)
{
    const bool isFormula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    std::string field = isFormula ? "'" : "";
    for (const char c : text) {
        field += c;
        if (c == '"')
            field += c;
    }
    return field.find_first_of(",\"\r\n") == std::string::npos ? field : "\"" + field + "\"";
}

} // namespace connectorscope
