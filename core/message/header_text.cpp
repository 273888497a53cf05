#include "core/message/header_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

bool isText(const Field& field)
{
    return field.id == FieldId::Malformed || field.badName;
}

bool isKnown(const Field& field)
{
    return !isText(field) && field.id != FieldId::Other;
}

/// Whether the line before the one at `begin` holds blanks and nothing else.
bool isAfterBlanks(std::string_view bytes, std::size_t begin)
{
    const std::size_t lineEnd = bytes.substr(0, begin).find_last_not_of("\r\n");
    if (lineEnd == std::string_view::npos || (bytes[lineEnd] != ' ' && bytes[lineEnd] != '\t'))
        return false;
    const std::size_t text = bytes.find_last_not_of(" \t", lineEnd);
    return text == std::string_view::npos || bytes[text] == '\n' || bytes[text] == '\r';
}

const Field* textAfterLastKnownField(const HeaderBlock& header)
{
    const Field* first = nullptr;
    for (const Field& field : header.fields) {
        if (isText(field) && first == nullptr && field.end < header.bytes.size())
            first = &field;
        else if (isKnown(field))
            first = nullptr;
    }
    return first;
}

} // namespace

const Field* findText(const HeaderBlock& header)
{
    const auto afterBlanks = std::ranges::find_if(header.fields, [&](const Field& field) {
        return isText(field) && isAfterBlanks(header.bytes, field.begin);
    });
    if (afterBlanks != header.fields.end())
        return &*afterBlanks;
    if (header.ending != HeaderEnd::BlankLine)
        return textAfterLastKnownField(header);
    const bool allText = !header.fields.empty() && isText(header.fields.front()) &&
                         std::ranges::none_of(header.fields, isKnown);
    return allText ? &header.fields.front() : nullptr;
}

} // namespace connectorscope
