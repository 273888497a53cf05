#include "core/diagnosis/rules.h"

#include "core/message/body.h"
#include "core/message/charset.h"

#include <algorithm>
#include <string>

namespace connectorscope {

namespace {

const Part& partOf(const Case& c, int index)
{
    return c.message.parts[static_cast<std::size_t>(index)];
}

/// What the file breaks off in cannot be judged: the last field of a header block that is cut.
bool isCutField(const Case& c, int index, const Field& field)
{
    const HeaderBlock& header = partOf(c, index).header;
    return index == 0 && &field == &header.fields.back() && headerIsCut(c.message);
}

bool isTokenCharacter(char c)
{
    return c > ' ' && c < 0x7F && std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
}

/// A type and a subtype, both tokens (RFC 2045, 5.1).
bool isMediaType(std::string_view token)
{
    const std::size_t slash = token.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 == token.size())
        return false;
    return std::ranges::all_of(token.substr(0, slash), isTokenCharacter) &&
           std::ranges::all_of(token.substr(slash + 1), isTokenCharacter);
}

std::string_view withoutBlanks(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

/// `name=value` in a raw field value, from the name to the end of the value; empty when it is not found as
/// plainly as that.
std::string_view findParameter(std::string_view value, std::string_view name)
{
    constexpr std::string_view before = "; \t\r\n";
    for (std::size_t at = 1; at + name.size() < value.size(); ++at) {
        if (before.find(value[at - 1]) == std::string_view::npos ||
            !startsWithIgnoringCase(value.substr(at), name))
            continue;
        std::size_t equals = std::min(value.find_first_not_of(" \t\r\n", at + name.size()), value.size());
        if (equals < value.size() && value[equals] == '*')
            equals = std::min(value.find('=', equals), value.size());
        if (equals == value.size() || value[equals] != '=')
            continue;
        const std::size_t begin = std::min(value.find_first_not_of(" \t", equals + 1), value.size());
        const bool isQuoted = begin < value.size() && value[begin] == '"';
        std::size_t end = value.find_first_of(isQuoted ? "\"" : "; \t\r\n", isQuoted ? begin + 1 : begin);
        end = end == std::string_view::npos ? value.size() : end + (isQuoted ? 1 : 0);
        return withoutBlanks(value.substr(at, end - at));
    }
    return {};
}

HeaderSighting parameterOf(const HeaderBlock& header, const Field& field, std::string_view name)
{
    HeaderSighting sighting;
    const std::string_view found = findParameter(header.rawValue(field), name);
    if (found.empty())
        sighting.addValue(header, field);
    else
        sighting.add(field, static_cast<std::size_t>(found.data() - header.bytes.data()), found.size());
    return sighting;
}

/// The cut that leaves this multipart open has left open one around it too, and is reported there.
bool isCutFurtherOut(const Message& message, const Part& part)
{
    for (int i = part.parent; i >= 0;) {
        const Part& above = message.parts[static_cast<std::size_t>(i)];
        if (above.isMultipart() && above.multipart.opened > 0 && !above.multipart.closed && above.endedByFile)
            return true;
        i = above.parent;
    }
    return false;
}

/// A boundary that is not found, or never closed, is shown where it is declared: the file holds no other
/// proof.
void judgeMultipart(Case& c, int index, const Field& type)
{
    const Part& part = partOf(c, index);
    const MultipartFacts& facts = part.multipart;
    const std::string_view declared =
        withoutBlanks(part.declaredType.parameter("boundary").value_or(std::string_view{}));
    if (declared.empty()) {
        HeaderSighting sighting;
        sighting.addValue(part.header, type);
        if (!isCutField(c, index, type))
            report(c, CauseId::MultipartWithoutBoundary, index, sighting, Quote::Bytes,
                   severityOfSyntax(c, index));
        return;
    }
    const bool wasDivided = !facts.boundary.empty(); // not where a limit forbade it
    if (!wasDivided || facts.closed || c.message.nulHole)
        return;
    const HeaderSighting boundary = parameterOf(part.header, type, "boundary");
    if (facts.opened == 0) {
        if (part.body.hasText)
            report(c, CauseId::BoundaryNotFound, index, boundary, Quote::Bytes, severityOfSyntax(c, index));
    } else if (!part.endedByFile) {
        report(c, CauseId::UnterminatedMultipart, index, boundary, Quote::Bytes, Severity::Risk);
    } else if (!isCutFurtherOut(c.message, part)) {
        report(c, CauseId::UnterminatedMultipart, index, boundary);
    }
}

void judgeCharset(Case& c, int index, const Field& type)
{
    const Part& part = partOf(c, index);
    const auto charset = part.declaredType.parameter("charset");
    if (!part.isText() || !charset || isCutField(c, index, type))
        return;
    if (withoutBlanks(*charset).empty())
        report(c, CauseId::BlankCharset, index, parameterOf(part.header, type, "charset"), Quote::Bytes,
               severityOfSyntax(c, index));
    else if (!isKnownCharset(*charset))
        report(c, CauseId::UnknownCharset, index, parameterOf(part.header, type, "charset"));
}

void judgeType(Case& c, int index)
{
    const Part& part = partOf(c, index);
    const Field* type = part.header.find(FieldId::ContentType);
    if (type == nullptr)
        return;
    HeaderSighting value;
    value.addValue(part.header, *type);
    if (!isMediaType(part.declaredType.token) && !isCutField(c, index, *type))
        report(c, CauseId::InvalidContentType, index, value, Quote::Bytes, severityOfSyntax(c, index));
    if (part.isMultipart())
        judgeMultipart(c, index, *type);
    judgeCharset(c, index, *type);
    if (part.type == "message" && part.subtype == "partial")
        report(c, CauseId::PartialMessage, index, value);
}

void judgeTransferEncoding(Case& c, int index)
{
    const Part& part = partOf(c, index);
    const bool isUnknown = part.encoding == TransferEncoding::Unknown;
    const bool changesBytes = part.encoding == TransferEncoding::Base64 ||
                              part.encoding == TransferEncoding::QuotedPrintable ||
                              part.encoding == TransferEncoding::UuEncode;
    if (!isUnknown && !(changesBytes && part.isMultipart()))
        return;
    const Field* field = part.header.find(FieldId::ContentTransferEncoding);
    if (field == nullptr || isCutField(c, index, *field))
        return;
    HeaderSighting value;
    value.addValue(part.header, *field);
    report(c, isUnknown ? CauseId::UnknownTransferEncoding : CauseId::EncodingOnMultipart, index, value,
           Quote::Bytes, severityOfSyntax(c, index));
}

void judgeAttachment(Case& c, int index)
{
    const Part& part = partOf(c, index);
    const Field* dispositionField = part.header.find(FieldId::ContentDisposition);
    const bool isBare = dispositionField == nullptr && !part.declaredType.parameter("name");
    const bool isTnef =
        part.type == "application" && (part.subtype == "ms-tnef" || part.subtype == "vnd.ms-tnef");
    if ((isBare && !isTnef) || part.isMultipart())
        return;

    const Field* shown =
        dispositionField != nullptr ? dispositionField : part.header.find(FieldId::ContentType);
    HeaderSighting value;
    value.addValue(part.header, *shown);
    const std::string name = attachmentName(part);
    const bool isAttachment = dispositionField != nullptr
                                  ? disposition(part) == "attachment"
                                  : !name.empty() && !part.isText() && part.type != "message";
    const bool isCut = c.message.nulHole || (index == 0 ? headerIsCut(c.message) : part.endedByFile);
    if (isAttachment && !part.body.hasText && !part.hasChildren && !isCut)
        report(c, CauseId::DanglingPart, index, value);
    if (isTnef || equalIgnoringCase(name, "winmail.dat"))
        report(c, CauseId::TnefAttachment, index, value);
    // A message that is attached is known by its subject.
    if (isAttachment && name.empty() && part.type != "message" && !isInsideEmbeddedMessage(c.message, index))
        report(c, CauseId::UnnamedAttachment, index, value);
}

void judgeMimeVersion(Case& c)
{
    const HeaderBlock& header = c.message.header();
    if (header.find(FieldId::MimeVersion) != nullptr || headerIsCut(c.message))
        return;
    const auto isMime = [](const Field& field) {
        return field.id == FieldId::ContentType || field.id == FieldId::ContentTransferEncoding ||
               field.id == FieldId::ContentDisposition;
    };
    const auto used = std::ranges::find_if(header.fields, isMime);
    if (used == header.fields.end())
        return;
    HeaderSighting field;
    field.add(*used);
    report(c, CauseId::MissingMimeVersion, 0, field);
}

} // namespace

void judgeStructure(Case& c)
{
    if (c.message.tooDeep)
        report(c, CauseId::NestingTooDeep, 0, c.message.tooDeep);
    if (c.message.tooManyParts)
        report(c, CauseId::TooManyParts, 0, c.message.tooManyParts);
    for (int i = 0; i < static_cast<int>(c.message.parts.size()); ++i) {
        judgeType(c, i);
        judgeTransferEncoding(c, i);
        judgeAttachment(c, i);
        judgeBody(c, i);
    }
    judgeMimeVersion(c);
}

} // namespace connectorscope
