#include "core/message/part_tree.h"

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

void noteOnce(Occurrence& occurrence, std::uint64_t offset, std::uint64_t line, std::string_view text)
{
    if (!occurrence) {
        occurrence.offset = offset;
        occurrence.length = text.size();
        occurrence.line = line;
        occurrence.excerpt = text.substr(0, Occurrence::maxExcerpt);
    }
    ++occurrence.count;
}

/// A message inside can be read in place only where its bytes stand as they are (RFC 2046, 5.2.1).
bool isReadInPlace(const Part& part)
{
    return part.isEmbeddedMessage() && part.encoding != TransferEncoding::Base64 &&
           part.encoding != TransferEncoding::QuotedPrintable && part.encoding != TransferEncoding::UuEncode;
}

} // namespace

PartTree::PartTree(Message& message, const ReadLimits& limits)
    : m_message(message)
    , m_limits(limits)
{
    m_message.parts.reserve(4);
}

std::optional<PartTree::Boundary> PartTree::matchBoundary(std::string_view line) const
{
    if (!line.starts_with("--"))
        return std::nullopt;
    line.remove_prefix(2);
    for (std::size_t level = m_open.size(); level-- > 0;) {
        const OpenMultipart& open = m_open[level];
        if (!line.starts_with(open.boundary))
            continue;
        std::string_view rest = line.substr(open.boundary.size());
        if (rest.starts_with(open.blanks))
            rest.remove_prefix(open.blanks.size());
        else if (open.hasBlanks)
            continue;
        const bool closes = rest.starts_with("--");
        if (closes)
            rest.remove_prefix(2);
        if (rest.find_first_not_of(" \t") == std::string_view::npos)
            return Boundary{level, closes};
    }
    return std::nullopt;
}

void PartTree::beginPart()
{
    const bool isFirst = m_message.parts.empty();
    const auto parent = static_cast<int>(m_current);
    Part& part = m_message.parts.emplace_back();
    if (!isFirst) {
        Part& above = m_message.parts[m_current];
        above.hasChildren = true;
        part.parent = parent;
        part.depth = above.depth + 1;
    }
    m_current = m_message.parts.size() - 1;
}

void PartTree::decideType(Part& part)
{
    const bool inDigest = part.parent >= 0 &&
                          m_message.parts[static_cast<std::size_t>(part.parent)].isMultipart() &&
                          m_message.parts[static_cast<std::size_t>(part.parent)].subtype == "digest";
    part.type = inDigest ? "message" : "text";
    part.subtype = inDigest ? "rfc822" : "plain";
    if (const Field* field = part.header.find(FieldId::ContentTransferEncoding))
        part.encoding = transferEncodingOf(part.header.rawValue(*field));
    const Field* field = part.header.find(FieldId::ContentType);
    if (field == nullptr)
        return;
    part.declaredType = parseStructuredValue(part.header.rawValue(*field));
    const std::string& token = part.declaredType.token;
    const std::size_t slash = token.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == token.size())
        return;
    part.type = token.substr(0, slash);
    part.subtype = token.substr(slash + 1);
}

bool PartTree::endHeader(HeaderBlock header, std::uint64_t bodyOffset, std::uint64_t bodyLine)
{
    Part& part = current();
    part.header = std::move(header);
    part.bodyOffset = bodyOffset;
    part.bodyLine = bodyLine;
    decideType(part);
    const bool divides = part.isMultipart() || isReadInPlace(part);
    if (!divides)
        return false;
    const bool tooDeep = part.depth >= m_limits.depth;
    const bool tooMany = m_message.parts.size() >= m_limits.parts;
    if (tooDeep || tooMany) {
        const Field* field = part.header.find(FieldId::ContentType);
        noteOnce(tooDeep ? m_message.tooDeep : m_message.tooManyParts,
                 field != nullptr ? part.header.fileOffset(field->begin) : part.header.offset,
                 field != nullptr ? part.header.fileLine(*field) : part.header.line,
                 field != nullptr ? part.header.wholeField(*field) : std::string_view{});
        return false;
    }
    if (!part.isMultipart()) {
        beginPart();
        return true;
    }
    const auto declared = part.declaredType.parameter("boundary");
    if (!declared)
        return false;
    // RFC 2046, 5.1.1: it never ends with a blank. Where it does, the lines may or may not. Nor may it be
    // empty; where it is, lines of two dashes divide for who wrote it, and for other readers.
    const std::size_t length = declared->find_last_not_of(" \t") + 1;
    if (length == 0 && !declared->empty())
        return false;
    part.multipart.boundary = declared->substr(0, length);
    m_open.push_back({m_current, part.multipart.boundary, std::string(declared->substr(length))});
    return false;
}

bool PartTree::passBoundary(const Boundary& boundary, std::uint64_t offset, std::uint64_t line,
                            std::string_view text, std::uint64_t bodyEnd, std::uint64_t next)
{
    OpenMultipart& open = m_open[boundary.level];
    open.hasBlanks = open.hasBlanks ||
                     (!open.blanks.empty() && text.substr(2 + open.boundary.size()).starts_with(open.blanks));
    const std::size_t index = open.part;
    dropPartWithoutBytes(index, offset);
    endParts(static_cast<int>(index), bodyEnd);
    m_open.resize(boundary.level + (boundary.closes ? 0 : 1));
    m_current = index;
    Part& multipart = current();
    if (boundary.closes) {
        multipart.multipart.closed = true;
        multipart.multipart.closeOffset = offset;
        multipart.multipart.epilogueOffset = next;
        return false;
    }
    ++multipart.multipart.opened;
    if (m_message.parts.size() < m_limits.parts) {
        beginPart();
        return true;
    }
    noteOnce(m_message.tooManyParts, offset, line, text);
    return false;
}

// Between two boundary lines that follow each other there is not even the line end that the second one needs
// (RFC 2046, 5.1.1): it repeats the first.
void PartTree::dropPartWithoutBytes(std::size_t multipart, std::uint64_t offset)
{
    std::vector<Part>& parts = m_message.parts;
    const auto parent = static_cast<int>(multipart);
    std::size_t last = parts.size() - 1;
    while (last > multipart && parts[last].parent != parent)
        last = static_cast<std::size_t>(parts[last].parent);
    if (last <= multipart || parts[last].header.offset != offset)
        return;
    parts.resize(last);
    parts[multipart].hasChildren = last > multipart + 1;
    m_current = multipart;
}

void PartTree::endParts(int upTo, std::uint64_t bodyEnd)
{
    for (int i = static_cast<int>(m_current); i > upTo;
         i = m_message.parts[static_cast<std::size_t>(i)].parent) {
        Part& part = m_message.parts[static_cast<std::size_t>(i)];
        part.bodyLength = std::max(bodyEnd, part.bodyOffset) - part.bodyOffset;
    }
}

void PartTree::finish(std::uint64_t end)
{
    if (m_message.parts.empty())
        return;
    for (int i = static_cast<int>(m_current); i >= 0; i = m_message.parts[static_cast<std::size_t>(i)].parent)
        m_message.parts[static_cast<std::size_t>(i)].endedByFile = true;
    endParts(-1, end);
}

} // namespace connectorscope
