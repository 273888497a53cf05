#pragma once

#include "core/message/header_block.h"
#include "core/message/occurrence.h"
#include "core/message/parameters.h"
#include "core/message/transfer_encoding.h"

#include <cstdint>
#include <string>
#include <vector>

namespace connectorscope {

/// What the reader saw in the body of a part as the bytes passed by. Bytes of a NUL hole are none of them.
struct BodyFacts
{
    Occurrence eightBit;           ///< bytes of 0x80 or more; the length is that of the first run
    Occurrence nul;                ///< NUL bytes
    Occurrence longLine;           ///< lines over the limit; the length is the line's
    Occurrence loneDot;            ///< lines that are a single dot
    Occurrence badBase64;          ///< base64 only: bytes outside the alphabet
    Occurrence badQuotedPrintable; ///< quoted-printable only: `=` that begins no escape
    /// base64 only: characters of the last group that is neither full nor padded (0 to 3); 0 where bytes
    /// outside the alphabet stand in it, since nobody knows then which characters are data.
    int base64Leftover = 0;
    bool base64Padded = false; ///< base64 only: the last group ended with `=`
    Occurrence base64End;      ///< base64 only, with base64Leftover: the last line of the data
    bool hasText = false;      ///< a byte that is no blank and no line end stands in it
};

/// How a multipart was divided.
struct MultipartFacts
{
    std::string boundary;   ///< as declared; empty when the part declares none, or an empty one
    std::size_t opened = 0; ///< how often the boundary was found
    bool closed = false;    ///< `--boundary--` was found
    std::uint64_t closeOffset = 0;
    std::uint64_t epilogueOffset = 0; ///< after the closing line; meaningful when closed
};

/// A part of the MIME tree. The message itself is part 0.
struct Part
{
    int parent = -1; ///< index in Message::parts
    int depth = 0;
    HeaderBlock header;
    /// Content-Type as it stands; its token is empty when there is none or nothing of it can be read.
    StructuredValue declaredType;
    /// What it is treated as, lower case: the declared type, else what RFC 2045 and 2046 say is the default.
    std::string type;
    std::string subtype;
    TransferEncoding encoding = TransferEncoding::SevenBit;
    std::uint64_t bodyOffset = 0;
    std::uint64_t bodyLength = 0; ///< without the line end that belongs to the boundary after it
    std::uint64_t bodyLine = 0;
    bool endedByFile =
        false; ///< its body goes to the end of the file: no boundary of any multipart closed it
    bool hasChildren = false; ///< it is a multipart that was divided, or a message/rfc822 that was read
    BodyFacts body;           ///< of a multipart: of what stands before its first and after its last boundary
    MultipartFacts multipart;

    bool isMultipart() const { return type == "multipart"; }
    bool isText() const { return type == "text"; }
    /// A whole message inside this one.
    bool isEmbeddedMessage() const
    {
        return type == "message" && (subtype == "rfc822" || subtype == "global" || subtype == "news");
    }
};

enum class FileKind : std::uint8_t
{
    Message,
    Empty,      ///< no bytes
    NulFilled,  ///< all of it, or its whole beginning, is NUL
    Utf16,      ///< text in UTF-16, with or without a byte order mark
    NotAMessage ///< no header field can be found at the start
};

enum class SetAsideKind : std::uint8_t
{
    ByteOrderMark,
    Pop3Response, ///< "+OK ..." at the start
    MboxFrom,     ///< "From someone date"
    SmtpEnvelope, ///< MAIL FROM, RCPT TO, DATA, "Microsoft Mail Internet Headers"
    LeadingBlank, ///< blank lines before the first field
    Pop3FinalDot, ///< the lone dot of a POP3 reply, and what came after it
};

/// Bytes that do not belong to the message: recognised, taken aside, and the rest read as if they were not
/// there.
struct SetAside
{
    SetAsideKind kind = SetAsideKind::ByteOrderMark;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::uint64_t line = 1;
    std::string excerpt; ///< at most Occurrence::maxExcerpt raw bytes
};

/// What was read of a file: everything that judging needs, and where each thing stands. A plain value; it
/// keeps headers, not bodies.
struct Message
{
    FileKind kind = FileKind::Message;
    std::uint64_t size = 0;  ///< of the whole file
    std::uint64_t lines = 0; ///< line ends in it, and one for a last line without
    std::vector<SetAside> setAside;
    std::vector<Part>
        parts;           ///< in the order of the file, parents before children; empty unless kind is Message
    std::string excerpt; ///< the first bytes of the file, at most Occurrence::maxExcerpt

    Occurrence nulHole; ///< runs of 512 NUL bytes or more; the length is the first run's
    /// LF without CR, where the file has CR LF too or not. The excerpt is the line that it ends, itself last.
    Occurrence bareLf;
    Occurrence bareCr; ///< CR that is not followed by LF; its excerpt likewise
    std::uint64_t crlfCount = 0;
    Occurrence tooDeep;      ///< parts that were not opened because of the limit on depth
    Occurrence tooManyParts; ///< parts that were not opened because of the limit on their number

    const HeaderBlock& header() const { return parts.front().header; }
};

} // namespace connectorscope
