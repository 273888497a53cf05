#include "core/report/render/html_escape.h"

#include "core/base/escape.h"

namespace connectorscope {

std::string htmlEscape(std::string_view text)
{
    const std::string visible = escapeControls(text);
    std::string html;
    html.reserve(visible.size());
    for (const char c : visible) {
        switch (c) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\'':
            html += "&#39;";
            break;
        default:
            html += c;
        }
    }
    return html;
}

} // namespace connectorscope
