#include "core/diagnosis/repairs/planner.h"

#include "core/base/random_id.h"
#include "core/diagnosis/repairs/header_words.h"
#include "core/message/address.h"
#include "core/message/transfer_encoding.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::uint64_t sampleSize = 64UL * 1024;

/// The fields that servers put before the others, one at each hop.
bool isTrace(const Field& field)
{
    switch (field.id) {
    case FieldId::Other:
    case FieldId::Malformed:
    case FieldId::ReturnPath:
    case FieldId::Received:
    case FieldId::DeliveredTo:
    case FieldId::XOriginalTo:
    case FieldId::XEnvelopeTo:
    case FieldId::DkimSignature:
    case FieldId::XSender:
    case FieldId::XReceiver:
    case FieldId::XConnectorScope:
        return true;
    default:
        return false;
    }
}

bool isSameBut(const StructuredValue& a, const StructuredValue& b, std::string_view name,
               std::string_view value)
{
    if (a.token != b.token || b.parameter(name) != value)
        return false;
    const auto holds = [&](const StructuredValue& in, const Parameter& parameter) {
        return parameter.name == name || in.parameter(parameter.name) == parameter.value;
    };
    return std::ranges::all_of(a.parameters, [&](const Parameter& p) { return holds(b, p); }) &&
           std::ranges::all_of(b.parameters, [&](const Parameter& p) { return holds(a, p); });
}

} // namespace

tl::unexpected<Error> noRepair(std::string reason, std::string hint)
{
    return fail(ErrorCode::BadInput, std::move(reason), std::move(hint));
}

std::vector<int> Planner::parts() const
{
    std::vector<int> parts;
    for (const Finding& finding : state.diagnosis.findings)
        if (finding.cause == cause)
            parts.push_back(finding.part);
    std::ranges::sort(parts);
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    return parts;
}

std::string_view Planner::lineEnd() const
{
    if (!message().parts.empty() && message().header().carriageReturnEndsLine)
        return "\r";
    return message().bareLf.count > message().crlfCount ? "\n" : "\r\n";
}

std::uint64_t Planner::messageEnd() const
{
    for (const SetAside& aside : message().setAside)
        if (aside.kind == SetAsideKind::Pop3FinalDot)
            return aside.offset;
    return message().size;
}

std::string Planner::uniqueId() const
{
    return options.uniqueId.empty() ? randomId(20) : options.uniqueId;
}

std::string Planner::newMessageId() const
{
    return "<" + uniqueId() + "@" + options.domain + ">";
}

bool Planner::hasCause(CauseId other) const
{
    return std::ranges::find(state.diagnosis.findings, other, &Finding::cause) !=
           state.diagnosis.findings.end();
}

Edit Planner::insertField(int index, std::string_view name, std::string_view value) const
{
    const HeaderBlock& header = part(index).header;
    auto before = std::ranges::find_if_not(header.fields, isTrace);
    if (before == header.fields.end() && !header.fields.empty())
        before = std::prev(header.fields.end());
    Edit edit;
    edit.offset = before == header.fields.end() ? header.offset : header.fileOffset(before->begin);
    edit.inserted = std::string(name) + ": " + std::string(value) + std::string(lineEnd());
    // A part without a header must keep the blank line that its text begins with, or get one.
    if (header.fields.empty() && header.ending != HeaderEnd::BlankLine)
        edit.inserted += lineEnd();
    return edit;
}

Edit Planner::replaceField(int index, const Field& field, std::string_view value) const
{
    const HeaderBlock& header = part(index).header;
    Edit edit;
    edit.offset = header.fileOffset(field.begin);
    edit.inserted =
        std::string(header.name(field)) + ": " + std::string(value) + std::string(lineEnd()) + "X-Invalid-";
    return edit;
}

Edit Planner::setField(int index, FieldId id, std::string_view value) const
{
    const Field* field = part(index).header.find(id);
    return field != nullptr ? replaceField(index, *field, value) : insertField(index, fieldName(id), value);
}

Edit Planner::setParameter(int index, const Field& field, std::string_view name, std::string_view value) const
{
    const HeaderBlock& header = part(index).header;
    const std::string_view raw = header.rawValue(field);
    const StructuredValue before = parseStructuredValue(raw);
    const std::string written = writtenParameter(name, value);
    const ByteRange at = findParameterText(raw, name);
    Edit edit;
    edit.offset = header.fileOffset(field.valueBegin) + at.begin;
    edit.removed = at.end - at.begin;
    edit.inserted = written;
    if (at.begin == at.end) {
        const std::size_t end = raw.find_last_not_of(" \t\r\n;") + 1;
        edit.offset = header.fileOffset(field.valueBegin) + end;
        edit.removed = raw.find_last_not_of(" \t\r\n") + 1 - end;
        edit.inserted = ";" + std::string(lineEnd()) + "\t" + written;
    }
    std::string changed(raw);
    changed.replace(edit.offset - header.fileOffset(field.valueBegin), edit.removed, edit.inserted);
    if (isSameBut(before, parseStructuredValue(changed), name, value))
        return edit;
    StructuredValue whole = before;
    std::erase_if(whole.parameters, [&](const Parameter& parameter) { return parameter.name == name; });
    whole.parameters.push_back({std::string(name), std::string(value)});
    return replaceField(index, field, structuredText(whole, lineEnd()));
}

Result<std::vector<BodySample>> sampleBodies(const Planner& planner, const std::vector<int>& parts)
{
    std::vector<ByteRange> ranges;
    std::vector<BodySample> samples(parts.size());
    std::vector<Decoder> decoders;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = planner.part(parts[i]);
        samples[i].whole = part.bodyLength <= sampleSize;
        ranges.push_back({part.bodyOffset, part.bodyOffset + std::min(part.bodyLength, sampleSize)});
        decoders.emplace_back(part.encoding);
    }
    const Result<> read = readRanges(planner.state.bytes, ranges, [&](std::size_t i, std::string_view block) {
        decoders[i].feed(block, samples[i].bytes);
    });
    if (!read)
        return fail(read.error());
    for (std::size_t i = 0; i < parts.size(); ++i)
        decoders[i].finish(samples[i].bytes);
    return samples;
}

bool isPlainAddress(std::string_view address)
{
    const bool isAscii = std::ranges::all_of(address, [](char c) { return c >= ' ' && c < 0x7f; });
    const AddressList list = parseAddressList(address);
    return isAscii && list.addresses.size() == 1 && list.usableCount() == 1 && list.issues.empty() &&
           list.groups.empty();
}

std::string firstPlainAddress(const HeaderBlock& header, FieldId id)
{
    for (const Field& field : header.fields) {
        if (field.id != id)
            continue;
        for (const Address& address : parseAddressList(header.rawValue(field)).addresses)
            if (address.usable() && isPlainAddress(address.spec()))
                return address.spec();
    }
    return {};
}

} // namespace connectorscope
