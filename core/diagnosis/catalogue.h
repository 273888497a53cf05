#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace connectorscope {

/// The causes of the catalogue, in its order. Never stored as a number: what is stored is Cause::id.
enum class CauseId : std::uint8_t
{
    FileLocked,
    AccessDenied,
    ReadError,
    StillArriving,
    EmptyFile,
    NulFilled,
    Utf16Text,
    NotAMessage,
    ByteOrderMark,
    Pop3ResponseLine,
    Pop3DotFraming,
    MboxFromLine,
    SmtpEnvelopeLines,
    LeadingBlankLine,
    TruncatedInHeaders,
    MissingHeaderSeparator,
    NulHole,
    NulInHeader,
    InvalidHeaderName,
    MalformedHeaderLine,
    EnvelopeHeaderInMessage,
    HeaderLineTooLong,
    HeaderBlockTooLarge,
    Raw8BitHeader,
    BadEncodedWord,
    DuplicateHeader,
    ConflictingHeader,
    InvalidDate,
    MissingDate,
    MissingMessageId,
    BareLf,
    BareCr,
    MissingFrom,
    InvalidFrom,
    MultipleFrom,
    MissingRecipient,
    InvalidRecipient,
    UnbalancedQuote,
    GroupSyntaxRecipient,
    NoLocalRecipient,
    UnknownMailbox,
    TooManyRecipients,
    AlreadyTransferred,
    MailLoop,
    InvalidContentType,
    MultipartWithoutBoundary,
    BoundaryNotFound,
    UnterminatedMultipart,
    EncodingOnMultipart,
    UnknownTransferEncoding,
    BlankCharset,
    UnknownCharset,
    DanglingPart,
    TruncatedBase64,
    InvalidBase64,
    InvalidQuotedPrintable,
    NestingTooDeep,
    TooManyParts,
    NulInBody,
    BodyLineTooLong,
    LoneDotLine,
    Undeclared8BitBody,
    PartialMessage,
    TnefAttachment,
    UnnamedAttachment,
    MissingMimeVersion,
    MessageTooLarge,
    PickupMissing,
    PickupNotWritable,
    DiskFull,
    DiskLow,
    BadMailed,
    PickupStalled,
    FolderUnreachable,
    AccountFailing,
    LeftBehind,
    QueueBlocked,
    CohortFailure,
    BadmailDisabled,
    DuplicateMessage,
    NoFaultFound,
};

/// In the order of precedence: the first is the worst.
enum class Severity : std::uint8_t
{
    Corrupt,     ///< stays in Incoming Mail
    Fatal,       ///< the transfer fails
    Environment, ///< the server fails
    Risk,        ///< may fail somewhere
    Note,        ///< worth knowing
};

/// Where in the transfer the cause shows. `Recognise` comes before all others when the primary cause is
/// chosen.
enum class Stage : std::uint8_t
{
    Open,
    Recognise,
    Headers,
    Sender,
    Recipients,
    Structure,
    Size,
    Write,
    Handover,
    None
};

/// How sure it is that the transfer fails this way. In the order of precedence.
enum class Basis : std::uint8_t
{
    Documented,
    Observed,
    Analogous,
    Inferred
};

/// What a retry should do.
enum class Retry : std::uint8_t
{
    Now,
    Later,
    Wait,
    Repair,
    Refetch,
    Ask,
    FixEnvironment,
    DoNotRetry,
    None
};

enum class CauseScope : std::uint8_t
{
    Message,
    Site
};

/// One line of the catalogue. Help, window, reports and tests read this table; nothing repeats it.
struct Cause
{
    CauseId key;
    std::string_view id; ///< what is stored and shown: "missing-from"
    CauseScope scope;
    Stage stage;
    Severity severity;
    std::string_view
        symbol; ///< the CDO, MimeOLE or Win32 name that the administrator would see; may be empty
    std::string_view hresult; ///< "0x8004020D"; may be empty
    Basis basis;
    Retry retry;
    std::string_view repair;  ///< the name of the repair; may be empty
    std::string_view title;   ///< a few words for a table: "No From header"
    std::string_view meaning; ///< one or two sentences for a person
    std::string_view advice;  ///< what to do, as one or two sentences
};

/// All causes, in the catalogue's order: catalogue()[i].key == CauseId(i).
std::span<const Cause> catalogue();

const Cause& causeOf(CauseId key);

/// By its stored id; nullptr when there is none of that name.
const Cause* findCause(std::string_view id);

std::string_view toString(Severity severity);
std::string_view toString(Stage stage); ///< empty for None
std::string_view toString(Basis basis);
std::string_view toString(Retry retry); ///< empty for None
std::string_view toString(CauseScope scope);

} // namespace connectorscope
