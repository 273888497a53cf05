#include "core/diagnosis/rules.h"

#include "core/base/ascii.h"

#include <algorithm>

namespace connectorscope {

namespace {

std::uint64_t lineEndsIn(std::string_view bytes, bool carriageReturnEndsLine)
{
    return static_cast<std::uint64_t>(std::ranges::count(bytes, carriageReturnEndsLine ? '\r' : '\n'));
}

} // namespace

bool Case::has(CauseId cause) const
{
    return std::ranges::find(findings, cause, &Finding::cause) != findings.end();
}

void HeaderSighting::add(const Field& in, std::size_t first, std::size_t bytes)
{
    if (count++ > 0)
        return;
    field = &in;
    begin = first;
    length = bytes;
}

void HeaderSighting::addValue(const HeaderBlock& header, const Field& in)
{
    const std::string_view value = header.rawValue(in);
    const std::size_t first = value.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        add(in);
    else
        add(in, in.valueBegin + first, value.find_last_not_of(" \t\r\n") + 1 - first);
}

Finding& report(Case& c, CauseId cause, int part, std::optional<Severity> severity)
{
    Finding& finding = c.findings.emplace_back();
    finding.cause = cause;
    finding.severity = severity.value_or(causeOf(cause).severity);
    finding.part = part;
    return finding;
}

void report(Case& c, CauseId cause, int part, const HeaderSighting& sighting, Quote quote,
            std::optional<Severity> severity)
{
    const HeaderBlock& header = c.message.parts[static_cast<std::size_t>(part)].header;
    const std::string_view bytes = header.bytes;
    const std::string_view before =
        bytes.substr(sighting.field->begin, sighting.begin - sighting.field->begin);
    std::size_t end = sighting.begin + sighting.length;
    if (quote == Quote::ToLineEnd)
        end = std::min(bytes.find_first_of("\r\n", end), bytes.size());

    Finding& finding = report(c, cause, part, severity);
    finding.offset = header.offset + sighting.begin;
    finding.length = sighting.length;
    finding.line = header.fileLine(*sighting.field) + lineEndsIn(before, header.carriageReturnEndsLine);
    finding.count = sighting.count;
    finding.evidence = quoteEvidence(bytes.substr(sighting.begin, end - sighting.begin));
}

void report(Case& c, CauseId cause, int part, const Occurrence& occurrence, Quote quote,
            std::optional<Severity> severity)
{
    Finding& finding = report(c, cause, part, severity);
    finding.offset = occurrence.offset;
    finding.length = occurrence.length;
    finding.line = occurrence.line;
    finding.count = occurrence.count;
    finding.evidence = quoteOccurrence(occurrence, quote);
}

void reportMissing(Case& c, CauseId cause, std::optional<Severity> severity)
{
    Finding& finding = report(c, cause, 0, severity);
    finding.offset = c.message.header().offset;
    finding.line = c.message.header().line;
}

bool isInsideEmbeddedMessage(const Message& message, int part)
{
    for (int i = message.parts[static_cast<std::size_t>(part)].parent; i >= 0;) {
        const Part& above = message.parts[static_cast<std::size_t>(i)];
        if (above.isEmbeddedMessage())
            return true;
        i = above.parent;
    }
    return false;
}

std::optional<Severity> severityOfSyntax(const Case& c, int part)
{
    if (isInsideEmbeddedMessage(c.message, part))
        return Severity::Risk;
    return std::nullopt;
}

std::optional<Severity> severityOfLimit(const Case& c)
{
    if (!c.context.hasSite)
        return Severity::Risk;
    return std::nullopt;
}

bool headerIsCut(const Message& message)
{
    const HeaderBlock& header = message.header();
    const Occurrence& hole = message.nulHole;
    const bool isHollow =
        hole && hole.offset < header.offset + header.size && hole.offset + hole.length > header.offset;
    return header.ending == HeaderEnd::EndOfInput || isHollow || !header.isWhole();
}

bool isBeforeTransfer(const JudgeContext& context)
{
    return context.folder != FolderKind::PickUp && context.folder != FolderKind::BadMail;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, asciiLower, asciiLower);
}

bool startsWithIgnoringCase(std::string_view text, std::string_view lowerCasePrefix)
{
    return equalIgnoringCase(text.substr(0, lowerCasePrefix.size()), lowerCasePrefix);
}

} // namespace connectorscope
