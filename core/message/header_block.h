#pragma once

#include "core/message/limits.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// The fields that the program knows by name. `Other` is every name not in the table of header_block.cpp.
enum class FieldId : std::uint8_t
{
    Other,
    Malformed, ///< a line that has no colon and continues no field
    ReturnPath,
    Received,
    DeliveredTo,
    XOriginalTo,
    XEnvelopeTo,
    From,
    Sender,
    ReplyTo,
    To,
    Cc,
    Bcc,
    Subject,
    Date,
    MessageId,
    InReplyTo,
    References,
    MimeVersion,
    ContentType,
    ContentTransferEncoding,
    ContentDisposition,
    ContentId,
    ContentDescription,
    DkimSignature,
    XSender,
    XReceiver,
    XConnectorScope,
    XMimeOle,
    ContentClass,
    ResentFrom,
    ResentTo,
    ResentCc,
    ResentBcc,
    ResentDate,
};

/// One field of a header block, as positions in HeaderBlock::bytes. Its lines may be folded.
struct Field
{
    std::uint32_t begin = 0;        ///< of the name
    std::uint32_t nameLength = 0;   ///< without the blanks before the colon; 0 for FieldId::Malformed
    std::uint32_t valueBegin = 0;   ///< the byte after the colon; `begin` for FieldId::Malformed
    std::uint32_t end = 0;          ///< past the value, before the line end of its last line
    std::uint32_t line = 0;         ///< counted from the block's first line, which is 0
    std::uint32_t longestLine = 0;  ///< octets of its longest line, without the line end
    std::uint32_t longestBegin = 0; ///< where that line begins
    FieldId id = FieldId::Other;
    bool eightBit = false;          ///< a byte of 0x80 or more stands in it
    bool nul = false;               ///< a NUL byte stands in it
    bool badName = false;           ///< the name holds a blank, a control character or an 8-bit character
    bool blanksBeforeColon = false; ///< allowed by the obsolete syntax of RFC 5322
};

enum class HeaderEnd : std::uint8_t
{
    BlankLine,   ///< as it should be
    EndOfInput,  ///< the file or part ended inside the header block: every line was a header line
    TextFollows, ///< no blank line divides it, or not in time, from text that follows (see header_text.h)
};

/// The header of a message or a part: its bytes and the fields in them. A plain value that owns its bytes.
struct HeaderBlock
{
    std::string bytes;        ///< from the first field up to, not including, the blank line; cut at the limit
    std::uint64_t offset = 0; ///< of bytes[0] in the file
    std::uint64_t size = 0;   ///< of the whole block in the file, without the blank line
    std::uint64_t line = 1;   ///< of bytes[0] in the file
    HeaderEnd ending = HeaderEnd::BlankLine;
    std::string followingText; ///< with TextFollows: the text's first bytes, at most Occurrence::maxExcerpt
    bool carriageReturnEndsLine = false; ///< the file has no LF: a lone CR ends a line
    std::vector<Field> fields;           ///< in their order
    std::size_t droppedFields = 0;       ///< beyond the limit

    std::string_view name(const Field& field) const
    {
        return std::string_view(bytes).substr(field.begin, field.nameLength);
    }
    /// The value as it stands, folds and line ends included, the line end of its last line not.
    std::string_view rawValue(const Field& field) const
    {
        return std::string_view(bytes).substr(field.valueBegin, field.end - field.valueBegin);
    }
    std::string_view wholeField(const Field& field) const
    {
        return std::string_view(bytes).substr(field.begin, field.end - field.begin);
    }
    /// All of it was kept; else what is missing from it may stand beyond a limit.
    bool isWhole() const { return bytes.size() == size && droppedFields == 0; }
    std::uint64_t fileOffset(std::uint32_t position) const { return offset + position; }
    std::uint64_t fileLine(const Field& field) const { return line + field.line; }

    /// The first field of that kind, or nullptr.
    const Field* find(FieldId id) const;
    std::size_t count(FieldId id) const;
};

/// Finds the fields in `block.bytes` and sets `fields` and `droppedFields`. Linear in the bytes.
void splitFields(HeaderBlock& block, const ReadLimits& limits);

/// The field's kind by its name, in any case of letters.
FieldId fieldIdOf(std::string_view name);

/// The name as it is usually written ("Message-ID"); empty for Other and Malformed.
std::string_view fieldName(FieldId id);

} // namespace connectorscope
