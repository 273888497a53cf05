#include "core/diagnosis/repairs/signature.h"

#include "core/message/lexical.h"

#include <algorithm>
#include <set>
#include <string>

namespace connectorscope {

namespace {

/// The names in the h= of one DKIM-Signature, in lower case.
void addSignedNames(std::string_view value, std::set<std::string>& names)
{
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(';'), value.size());
        const std::string_view tag = trimmed(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
        const std::size_t equals = tag.find('=');
        if (equals == std::string_view::npos || !equalsIgnoringCase(trimmed(tag.substr(0, equals)), "h"))
            continue;
        std::string_view list = tag.substr(equals + 1);
        while (!list.empty()) {
            const std::size_t colon = std::min(list.find(':'), list.size());
            names.insert(toAsciiLower(trimmed(list.substr(0, colon))));
            list.remove_prefix(std::min(colon + 1, list.size()));
        }
    }
}

/// The names of the fields that an inserted text begins.
void addInsertedNames(std::string_view text, std::set<std::string>& names)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && !isBlank(line.front()))
            names.insert(toAsciiLower(trimmed(line.substr(0, colon))));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

bool isSetAside(const Message& message, const Edit& edit)
{
    return std::ranges::any_of(message.setAside, [&](const SetAside& aside) {
        return edit.offset >= aside.offset && edit.offset + edit.removed <= aside.offset + aside.length &&
               edit.removed > 0;
    });
}

/// The fields that an edit changes or makes; true where it reaches into the body.
bool touchesBody(const HeaderBlock& header, const Edit& edit, std::set<std::string>& touched)
{
    const auto endOf = [&](const Field& field) { return header.fileOffset(field.end); };
    for (auto at = std::ranges::lower_bound(header.fields, edit.offset, {}, endOf); at != header.fields.end();
         ++at) {
        const Field& field = *at;
        if (header.fileOffset(field.begin) > edit.offset + edit.removed)
            break;
        const std::uint64_t begin = header.fileOffset(field.begin);
        const std::uint64_t end = header.fileOffset(field.end);
        const bool overlaps = edit.offset < end && edit.offset + edit.removed > begin;
        const bool within = edit.removed == 0 && edit.offset >= begin && edit.offset <= end;
        const bool isBefore = edit.removed == 0 && edit.offset == begin && edit.inserted.ends_with('\n');
        if (overlaps || (within && !isBefore))
            touched.insert(toAsciiLower(header.name(field)));
    }
    addInsertedNames(edit.inserted, touched);
    return edit.offset + edit.removed > header.offset + header.size ||
           edit.offset >= header.offset + header.size;
}

} // namespace

bool breaksSignature(const Message& message, const RepairPlan& plan)
{
    if (message.parts.empty())
        return false;
    const HeaderBlock& header = message.header();
    std::set<std::string> signedNames;
    for (const Field& field : header.fields)
        if (field.id == FieldId::DkimSignature)
            addSignedNames(header.rawValue(field), signedNames);
    if (signedNames.empty())
        return false;
    std::set<std::string> touched;
    for (const Edit& edit : plan.edits) {
        // Dots that POP3 has doubled broke the signature; without them it holds again.
        if (isSetAside(message, edit) || edit.rewrite == Rewrite::UndoubleDots)
            continue;
        if (touchesBody(header, edit, touched))
            return true;
    }
    return std::ranges::any_of(touched, [&](const std::string& name) { return signedNames.contains(name); });
}

} // namespace connectorscope
