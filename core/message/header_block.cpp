#include "core/message/header_block.h"

#include "core/message/lexical.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace connectorscope {
namespace {

constexpr auto knownFields = std::to_array<std::pair<FieldId, std::string_view>>({
    {FieldId::To, "To"},
    {FieldId::Cc, "Cc"},
    {FieldId::Bcc, "Bcc"},
    {FieldId::From, "From"},
    {FieldId::Date, "Date"},
    {FieldId::Sender, "Sender"},
    {FieldId::Subject, "Subject"},
    {FieldId::ReplyTo, "Reply-To"},
    {FieldId::Received, "Received"},
    {FieldId::XSender, "X-Sender"},
    {FieldId::XMimeOle, "X-MimeOLE"},
    {FieldId::ResentTo, "Resent-To"},
    {FieldId::ResentCc, "Resent-Cc"},
    {FieldId::MessageId, "Message-ID"},
    {FieldId::ContentId, "Content-ID"},
    {FieldId::References, "References"},
    {FieldId::XReceiver, "X-Receiver"},
    {FieldId::ResentBcc, "Resent-Bcc"},
    {FieldId::ReturnPath, "Return-Path"},
    {FieldId::InReplyTo, "In-Reply-To"},
    {FieldId::ResentFrom, "Resent-From"},
    {FieldId::ResentDate, "Resent-Date"},
    {FieldId::MimeVersion, "MIME-Version"},
    {FieldId::DeliveredTo, "Delivered-To"},
    {FieldId::ContentType, "Content-Type"},
    {FieldId::XOriginalTo, "X-Original-To"},
    {FieldId::XEnvelopeTo, "X-Envelope-To"},
    {FieldId::ContentClass, "Content-Class"},
    {FieldId::DkimSignature, "DKIM-Signature"},
    {FieldId::XConnectorScope, "X-ConnectorScope"},
    {FieldId::ContentDescription, "Content-Description"},
    {FieldId::ContentDisposition, "Content-Disposition"},
    {FieldId::ContentTransferEncoding, "Content-Transfer-Encoding"},
});

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) { return asciiLower(x) == asciiLower(y); });
}

bool isSpaceOrTab(char c)
{
    return c == ' ' || c == '\t';
}

/// Printable ASCII without blanks and the colon (RFC 5322, 2.2).
bool isFieldNameCharacter(char c)
{
    return c > ' ' && c < 0x7f && c != ':';
}

/// The position past the line end, and past the line's text.
struct LineEnd
{
    std::size_t text = 0;
    std::size_t next = 0;
};

LineEnd findLineEnd(std::string_view bytes, std::size_t begin, bool carriageReturnEndsLine)
{
    std::size_t end = begin;
    if (carriageReturnEndsLine) {
        end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
        if (end + 1 < bytes.size() && bytes[end] == '\r' && bytes[end + 1] == '\n')
            return {end, end + 2};
        return {end, std::min(end + 1, bytes.size())};
    }
    end = std::min(bytes.find('\n', begin), bytes.size());
    const std::size_t next = std::min(end + 1, bytes.size());
    while (end > begin && bytes[end - 1] == '\r')
        --end;
    return {end, next};
}

/// NUL bytes that are no part of a hole: a hole is a cause of its own.
bool hasStrayNul(std::string_view text)
{
    for (std::size_t at = text.find('\0'); at != std::string_view::npos; at = text.find('\0', at)) {
        const std::size_t end = std::min(text.find_first_not_of('\0', at), text.size());
        if (end - at < nulHoleLength)
            return true;
        at = end;
    }
    return false;
}

/// Neither NUL nor 8-bit. Looks at all of it, without a way out of the loop, so that it is done with vectors.
bool isPlain(std::string_view bytes)
{
    unsigned odd = 0;
    for (const char c : bytes)
        odd |= static_cast<unsigned>(static_cast<signed char>(c) <= 0);
    return odd == 0;
}

void readName(std::string_view line, Field& field)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || isSpaceOrTab(line.front())) {
        field.id = FieldId::Malformed;
        field.valueBegin = field.begin;
        return;
    }
    std::size_t nameLength = colon;
    while (nameLength > 0 && isSpaceOrTab(line[nameLength - 1]))
        --nameLength;
    const std::string_view name = line.substr(0, nameLength);
    field.nameLength = static_cast<std::uint32_t>(nameLength);
    field.valueBegin = field.begin + static_cast<std::uint32_t>(colon) + 1;
    field.blanksBeforeColon = nameLength < colon;
    field.badName = name.empty() || !std::ranges::all_of(name, isFieldNameCharacter);
    field.id = field.badName ? FieldId::Other : fieldIdOf(name);
}

} // namespace

FieldId fieldIdOf(std::string_view name)
{
    for (const auto& [id, known] : knownFields) {
        if (known.size() == name.size() && equalIgnoringCase(known, name))
            return id;
    }
    return FieldId::Other;
}

std::string_view fieldName(FieldId id)
{
    const auto* known = std::ranges::find(knownFields, id, &decltype(knownFields)::value_type::first);
    return known == knownFields.end() ? std::string_view{} : known->second;
}

const Field* HeaderBlock::find(FieldId id) const
{
    const auto field = std::ranges::find(fields, id, &Field::id);
    return field == fields.end() ? nullptr : &*field;
}

std::size_t HeaderBlock::count(FieldId id) const
{
    return static_cast<std::size_t>(std::ranges::count(fields, id, &Field::id));
}

void splitFields(HeaderBlock& block, const ReadLimits& limits)
{
    block.fields.clear();
    block.fields.reserve(std::min<std::size_t>(limits.fields, 8 + block.bytes.size() / 64));
    block.droppedFields = 0;

    const std::string_view bytes = block.bytes;
    const bool plain = isPlain(bytes);
    std::uint32_t line = 0;
    bool dropped = false;
    for (std::size_t at = 0; at < bytes.size(); ++line) {
        const LineEnd end = findLineEnd(bytes, at, block.carriageReturnEndsLine);
        const bool continues = isSpaceOrTab(bytes[at]) && (dropped || !block.fields.empty());
        if (!continues) {
            dropped = block.fields.size() >= limits.fields;
            if (dropped) {
                ++block.droppedFields;
            } else {
                Field& field = block.fields.emplace_back();
                field.begin = static_cast<std::uint32_t>(at);
                field.line = line;
                readName(bytes.substr(at, end.text - at), field);
            }
        }
        if (!dropped) {
            Field& field = block.fields.back();
            field.end = static_cast<std::uint32_t>(end.text);
            const auto length = static_cast<std::uint32_t>(end.text - at);
            if (length > field.longestLine || field.longestLine == 0) {
                field.longestLine = length;
                field.longestBegin = static_cast<std::uint32_t>(at);
            }
        }
        at = end.next;
    }
    if (plain)
        return;
    for (Field& field : block.fields) {
        const std::string_view whole = block.wholeField(field);
        field.eightBit = std::ranges::any_of(whole, [](char c) { return static_cast<signed char>(c) < 0; });
        field.nul = hasStrayNul(whole);
    }
}

} // namespace connectorscope
