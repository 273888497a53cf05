#include "core/diagnosis/rules.h"

#include "core/message/encoded_word.h"
#include "core/message/field_kinds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::size_t fieldKinds = static_cast<std::size_t>(FieldId::ResentDate) + 1;

StructuredValue inOrderOfNames(StructuredValue value)
{
    std::ranges::sort(value.parameters, {}, &Parameter::name);
    return value;
}

/// Compares the Content-Type and Content-Transfer-Encoding fields of a part with the first of each. What of
/// the first has to be prepared is prepared once: a header may be made of nothing but such fields.
class Comparison
{
public:
    explicit Comparison(const Part& part)
        : m_part(part)
    {
    }

    bool isSameAsFirst(const Field& field)
    {
        const std::string_view value = m_part.header.rawValue(field);
        if (field.id == FieldId::ContentTransferEncoding)
            return transferEncodingOf(value) == m_part.encoding;
        if (field.id != FieldId::ContentType)
            return true;
        if (!m_type)
            m_type = inOrderOfNames(m_part.declaredType);
        const StructuredValue type = inOrderOfNames(parseStructuredValue(value));
        const auto isSame = [](const Parameter& a, const Parameter& b) {
            return a.name == b.name &&
                   (a.name == "boundary" ? a.value == b.value : equalIgnoringCase(a.value, b.value));
        };
        return type.token == m_type->token && std::ranges::equal(type.parameters, m_type->parameters, isSame);
    }

private:
    const Part& m_part;
    std::optional<StructuredValue> m_type;
};

/// What one header block shows, counted in one pass over its fields.
struct BlockSightings
{
    HeaderSighting invalidName;
    HeaderSighting malformedLine;
    HeaderSighting tooLong;
    HeaderSighting nul;
    HeaderSighting eightBit;
    HeaderSighting duplicate;
    HeaderSighting conflicting;
};

/// The first run of NUL bytes that is a hole (512 or more, a disk sector), or that is none.
std::string_view findNulRun(std::string_view bytes, bool isHole)
{
    constexpr std::size_t holeLength = 512;
    for (std::size_t at = bytes.find('\0'); at < bytes.size(); at = bytes.find('\0', at)) {
        const std::size_t end = std::min(bytes.find_first_not_of('\0', at), bytes.size());
        if ((end - at >= holeLength) == isHole)
            return bytes.substr(at, end - at);
        at = end;
    }
    return bytes.substr(0, 0);
}

void lookAtBytes(const HeaderBlock& header, const Field& field, std::uint64_t lineLength,
                 BlockSightings& seen)
{
    if (field.longestLine > lineLength && findNulRun(header.wholeField(field), true).empty())
        seen.tooLong.add(field, field.longestBegin, field.longestLine);
    if (field.nul) {
        const std::string_view run = findNulRun(header.wholeField(field), false);
        seen.nul.add(field, static_cast<std::size_t>(run.data() - header.bytes.data()), run.size());
    }
    if (field.eightBit && field.id != FieldId::Malformed) {
        const auto isEightBit = [](char byte) { return static_cast<signed char>(byte) < 0; };
        const std::string_view value = header.rawValue(field);
        const auto first = std::ranges::find_if(value, isEightBit);
        const auto end = std::find_if_not(first, value.end(), isEightBit);
        if (first != value.end())
            seen.eightBit.add(field, field.valueBegin + static_cast<std::size_t>(first - value.begin()),
                              static_cast<std::size_t>(end - first));
    }
}

BlockSightings lookAtFields(const Part& part, bool inMessage, bool isCut, std::uint64_t lineLength)
{
    const HeaderBlock& header = part.header;
    std::array<bool, fieldKinds> wasSeen{};
    Comparison comparison(part);
    BlockSightings seen;
    for (const Field& field : header.fields) {
        lookAtBytes(header, field, lineLength, seen);
        if (field.id == FieldId::Malformed) {
            if (!isCut || &field != &header.fields.back())
                seen.malformedLine.add(field);
            continue;
        }
        if (field.badName)
            seen.invalidName.add(field, field.begin, field.nameLength);
        if (!mayStandOnce(field.id, inMessage))
            continue;
        if (!std::exchange(wasSeen[static_cast<std::size_t>(field.id)], true))
            continue;
        if (comparison.isSameAsFirst(field))
            seen.duplicate.add(field);
        else
            seen.conflicting.add(field);
    }
    return seen;
}

void judgeEncodedWords(Case& c, int index)
{
    const HeaderBlock& header = c.message.parts[static_cast<std::size_t>(index)].header;
    if (header.bytes.find("=?") == std::string::npos)
        return;
    HeaderSighting broken;
    std::uint64_t count = 0;
    for (const Field& field : header.fields) {
        if (!mayHoldEncodedWords(field.id))
            continue;
        if (const auto issue = findEncodedWordIssue(header.rawValue(field))) {
            broken.add(field, field.valueBegin + issue->position, issue->length);
            count += issue->count;
        }
    }
    if (!broken)
        return;
    broken.count = count;
    report(c, CauseId::BadEncodedWord, index, broken);
}

} // namespace

void judgeHeaderBlock(Case& c, int index)
{
    const Part& part = c.message.parts[static_cast<std::size_t>(index)];
    const bool inMessage = index == 0;
    const BlockSightings seen =
        lookAtFields(part, inMessage, inMessage && headerIsCut(c.message), c.context.lineLength);
    if (seen.nul)
        report(c, CauseId::NulInHeader, index, seen.nul, Quote::ToLineEnd);
    // The transfer sets the fields of the message itself; those of its parts it carries along.
    if (seen.invalidName)
        report(c, CauseId::InvalidHeaderName, index, seen.invalidName, Quote::ToLineEnd,
               inMessage ? std::nullopt : std::optional(Severity::Risk));
    if (seen.malformedLine)
        report(c, CauseId::MalformedHeaderLine, index, seen.malformedLine);
    if (seen.tooLong)
        report(c, CauseId::HeaderLineTooLong, index, seen.tooLong);
    if (seen.eightBit)
        report(c, CauseId::Raw8BitHeader, index, seen.eightBit, Quote::ToLineEnd);
    if (seen.duplicate)
        report(c, CauseId::DuplicateHeader, index, seen.duplicate);
    if (seen.conflicting)
        report(c, CauseId::ConflictingHeader, index, seen.conflicting, Quote::Bytes,
               severityOfSyntax(c, index));
    if (!isInsideEmbeddedMessage(c.message, index))
        judgeEncodedWords(c, index);
}

} // namespace connectorscope
