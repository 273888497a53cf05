#include "core/message/delivery_status.h"

#include "core/base/utf8.h"
#include "core/message/encoded_word.h"
#include "core/message/header_block.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace connectorscope {
namespace {

std::string_view firstWord(std::string_view text)
{
    return text.substr(0, text.find_first_of(" \t(;"));
}

struct TypedValue
{
    std::string_view type;
    std::string_view value;
};

/// "dns; mail.example.org". Diagnostic texts may hold a semicolon and no type: a type is one word.
TypedValue splitType(std::string_view text)
{
    const std::size_t semicolon = text.find(';');
    if (semicolon == std::string_view::npos)
        return {{}, trimmed(text)};
    const std::string_view type = trimmed(text.substr(0, semicolon));
    if (std::any_of(type.begin(), type.end(), isBlank))
        return {{}, trimmed(text)};
    return {type, trimmed(text.substr(semicolon + 1))};
}

/// `\x{E4}` of the address type "utf-8" (RFC 6533, 3). What is no such escape stays as it stands.
std::string unescapeUtf8Address(std::string_view address)
{
    std::string text;
    while (!address.empty()) {
        const std::size_t escape = std::min(address.find("\\x{"), address.size());
        text += address.substr(0, escape);
        address.remove_prefix(escape);
        if (address.empty())
            break;
        std::uint32_t point = 0;
        const char* const end = address.data() + address.size();
        const auto [stop, error] = std::from_chars(address.data() + 3, end, point, 16);
        const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (error != std::errc() || stop == end || *stop != '}' || point > 0x10FFFF || surrogate) {
            text += address.substr(0, 3);
            address.remove_prefix(3);
            continue;
        }
        appendUtf8(point, text);
        address.remove_prefix(static_cast<std::size_t>(stop - address.data()) + 1);
    }
    return text;
}

std::string recipientAddress(std::string_view text)
{
    auto [type, address] = splitType(text);
    if (address.size() >= 2 && address.front() == '<' && address.back() == '>')
        address = trimmed(address.substr(1, address.size() - 2));
    return equalsIgnoringCase(type, "utf-8") ? unescapeUtf8Address(address) : std::string(address);
}

class StatusReader
{
public:
    void readGroup(std::string_view group, bool carriageReturnEndsLine)
    {
        HeaderBlock block;
        block.bytes = group;
        block.carriageReturnEndsLine = carriageReturnEndsLine;
        splitFields(block, ReadLimits{});
        m_recipient = nullptr;
        for (const Field& field : block.fields) {
            if (field.id != FieldId::Malformed)
                readField(block.name(field), decodeHeaderText(block.rawValue(field)));
        }
    }

    DeliveryStatus take() { return std::move(m_status); }

private:
    void readField(std::string_view name, const std::string& text)
    {
        if (equalsIgnoringCase(name, "reporting-mta"))
            setFirst(m_status.reportingMta, splitType(text).value);
        else if (equalsIgnoringCase(name, "original-envelope-id"))
            setFirst(m_status.originalEnvelopeId, text);
        else if (equalsIgnoringCase(name, "arrival-date"))
            setFirst(m_status.arrivalDate, text);
        else if (equalsIgnoringCase(name, "final-recipient"))
            setInRecipient(&DeliveryStatusRecipient::finalRecipient, recipientAddress(text));
        else if (equalsIgnoringCase(name, "original-recipient"))
            setInRecipient(&DeliveryStatusRecipient::originalRecipient, recipientAddress(text));
        else if (equalsIgnoringCase(name, "action"))
            setInRecipient(&DeliveryStatusRecipient::action, toAsciiLower(firstWord(text)));
        else if (equalsIgnoringCase(name, "status"))
            setInRecipient(&DeliveryStatusRecipient::status, firstWord(text));
        else if (equalsIgnoringCase(name, "diagnostic-code"))
            setInRecipient(&DeliveryStatusRecipient::diagnosticCode, splitType(text).value);
        else if (equalsIgnoringCase(name, "remote-mta"))
            setInRecipient(&DeliveryStatusRecipient::remoteMta, splitType(text).value);
    }

    static void setFirst(std::string& member, std::string_view value)
    {
        if (member.empty())
            member = value;
    }

    /// A field of a recipient begins one, wherever it stands; so does a second final recipient in a group
    /// whose blank line is missing.
    void setInRecipient(std::string DeliveryStatusRecipient::*member, std::string_view value)
    {
        const bool isSecond = m_recipient && member == &DeliveryStatusRecipient::finalRecipient &&
                              !m_recipient->finalRecipient.empty();
        if (!m_recipient || isSecond)
            m_recipient = &m_status.recipients.emplace_back();
        setFirst(m_recipient->*member, value);
    }

    DeliveryStatus m_status;
    DeliveryStatusRecipient* m_recipient = nullptr; ///< the last of m_status.recipients
};

} // namespace

DeliveryStatus parseDeliveryStatus(std::string_view body)
{
    const bool carriageReturnEndsLine = body.find('\n') == std::string_view::npos;
    const char lineEnd = carriageReturnEndsLine ? '\r' : '\n';
    StatusReader reader;
    std::size_t groupBegin = 0;
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = std::min(body.find(lineEnd, begin), body.size());
        if (trimmed(body.substr(begin, end - begin)).empty()) {
            if (begin > groupBegin)
                reader.readGroup(body.substr(groupBegin, begin - groupBegin), carriageReturnEndsLine);
            groupBegin = end + 1;
        }
        begin = end + 1;
    }
    if (groupBegin < body.size())
        reader.readGroup(body.substr(groupBegin), carriageReturnEndsLine);
    return reader.take();
}

} // namespace connectorscope
