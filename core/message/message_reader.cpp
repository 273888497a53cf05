#include "core/message/message_reader.h"

#include "core/message/body_observer.h"
#include "core/message/header_text.h"
#include "core/message/part_tree.h"
#include "core/message/recognise.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t longestCarry =
    64 * 1024; // an unfinished line waits for the next window up to this length

/// Reads one message from windows of bytes, each of which begins where the last one was read up to.
class Reader
{
public:
    explicit Reader(const ReadLimits& limits)
        : m_limits(limits)
        , m_tree(m_message, m_limits)
        , m_observer(limits.lineLength)
    {
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Returns how many bytes it took: all of them when `last`; else the rest, an unfinished line, must come
    /// again.
    std::size_t take(std::string_view window, bool last);
    /// `size` is the whole file's. The reader is of no use afterwards.
    Message finish(std::uint64_t size);

private:
    enum class State : std::uint8_t
    {
        Opening,
        Header,
        Body,
        Nothing
    };

    Run runOf(std::string_view bytes) const { return {bytes, m_offset, m_line, m_carriageReturnEndsLine}; }
    std::size_t lineLengthOf(std::string_view bytes) const
    {
        return lineEndOf(bytes, 0, m_carriageReturnEndsLine);
    }
    std::size_t open(std::string_view window);
    std::size_t wholeLines(std::string_view window) const;
    void read(std::string_view bytes);
    void advance(std::string_view bytes, std::uint64_t lineEnds);

    std::size_t readHeader(std::string_view bytes);
    void beginHeader();
    void keepHeaderBytes(std::string_view bytes);
    void endHeader(HeaderEnd ending, std::string_view blankLine = {});
    std::string takeTextOff(HeaderBlock& header);
    void noteHeader(const HeaderBlock& header);

    std::size_t readBody(std::string_view bytes);
    bool isBoundary(std::string_view bytes) const;
    std::size_t passBoundary(std::string_view bytes);
    void endPop3(std::string_view ending);

    const ReadLimits m_limits;
    Message m_message;
    PartTree m_tree;
    BodyObserver m_observer;
    State m_state = State::Opening;
    bool m_carriageReturnEndsLine = false;
    bool m_atDashes = false;         ///< the next body line begins with "--"
    std::uint64_t m_offset = 0;      ///< in the file: of the next body byte, or of the header being collected
    std::uint64_t m_line = 1;        ///< of the same
    std::size_t m_lineEndLength = 0; ///< of the line before
    HeaderBlock m_header;            ///< being collected
    std::uint64_t m_headerLines = 0; ///< line ends in it
    bool m_headerCut = false;        ///< its limit was reached
    bool m_inHeaderLine = false;
    std::size_t m_allHeaderBytes = 0;
};

std::size_t Reader::take(std::string_view window, bool last)
{
    const std::size_t begin = m_state == State::Opening ? open(window) : 0;
    if (m_state == State::Nothing)
        return window.size();
    std::string_view rest = window.substr(begin);
    if (!last)
        rest = rest.substr(0, wholeLines(rest));
    const std::size_t ending = pop3EndingLength(rest);
    read(rest.substr(0, rest.size() - ending));
    if (!last)
        return begin + rest.size() - ending;
    if (ending > 0)
        endPop3(rest.substr(rest.size() - ending));
    return window.size();
}

std::size_t Reader::open(std::string_view window)
{
    Opening opening = recogniseOpening(window);
    m_message.excerpt = window.substr(0, Occurrence::maxExcerpt);
    m_message.kind = opening.kind;
    m_message.setAside = std::move(opening.setAside);
    m_carriageReturnEndsLine = opening.carriageReturnEndsLine;
    if (opening.kind != FileKind::Message) {
        m_state = State::Nothing;
        return 0;
    }
    m_offset = opening.begin;
    m_line = opening.line;
    m_tree.beginPart();
    beginHeader();
    return opening.begin;
}

/// The length of the lines that are whole. Of a line that fills the window, as much as can be looked at by
/// itself: no CR LF, escape or short run of NUL is cut in two.
std::size_t Reader::wholeLines(std::string_view window) const
{
    const std::size_t lastEnd = m_carriageReturnEndsLine && !window.empty()
                                    ? window.substr(0, window.size() - 1).find_last_of("\r\n")
                                    : window.rfind('\n');
    const std::size_t whole = lastEnd == std::string_view::npos ? 0 : lastEnd + 1;
    if (window.size() - whole <= longestCarry)
        return whole;
    std::size_t end = window.size();
    const std::size_t nuls = end - (window.find_last_not_of('\0') + 1);
    if (nuls < nulHoleLength)
        end -= nuls;
    for (int i = 0; i < 3 && (window[end - 1] == '\r' || window[end - 1] == '=' || window[end - 2] == '=');
         ++i)
        --end;
    return end;
}

void Reader::read(std::string_view bytes)
{
    while (!bytes.empty())
        bytes.remove_prefix(m_state == State::Header ? readHeader(bytes) : readBody(bytes));
}

void Reader::advance(std::string_view bytes, std::uint64_t lineEnds)
{
    if (bytes.empty())
        return;
    m_offset += bytes.size();
    m_line += lineEnds;
    const bool pair = bytes.ends_with("\r\n");
    const bool ended = bytes.back() == '\n' || (m_carriageReturnEndsLine && bytes.back() == '\r');
    m_lineEndLength = pair ? 2 : (ended ? 1 : 0);
}

std::size_t Reader::readHeader(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::string_view rest = bytes.substr(at);
        const std::size_t next = lineLengthOf(rest);
        const std::string_view text = withoutLineEnd(rest.substr(0, next));
        const bool ended = text.size() < next;
        if (!m_inHeaderLine && ended && text.empty()) {
            keepHeaderBytes(bytes.substr(0, at));
            endHeader(HeaderEnd::BlankLine, rest.substr(0, next));
            return at + next;
        }
        if (!m_inHeaderLine && isBoundary(rest)) {
            keepHeaderBytes(bytes.substr(0, at));
            endHeader(HeaderEnd::EndOfInput);
            m_atDashes = m_state == State::Body;
            return at;
        }
        m_inHeaderLine = !ended;
        m_headerLines += ended ? 1 : 0;
        at += next;
    }
    keepHeaderBytes(bytes);
    return at;
}

void Reader::beginHeader()
{
    m_state = State::Header;
    m_header = {};
    m_header.offset = m_offset;
    m_header.line = m_line;
    m_header.carriageReturnEndsLine = m_carriageReturnEndsLine;
    m_headerLines = 0;
    m_headerCut = false;
    m_inHeaderLine = false;
}

void Reader::keepHeaderBytes(std::string_view bytes)
{
    const std::size_t kept = m_header.bytes.size();
    const std::size_t room =
        std::min(m_limits.headerBytes - std::min(m_limits.headerBytes, kept),
                 m_limits.allHeaderBytes - std::min(m_limits.allHeaderBytes, m_allHeaderBytes));
    m_header.bytes.append(bytes.substr(0, room));
    m_header.size += bytes.size();
    m_headerCut = m_headerCut || bytes.size() > room;
    m_allHeaderBytes += std::min(bytes.size(), room);
}

void Reader::endHeader(HeaderEnd ending, std::string_view blankLine)
{
    HeaderBlock header = std::exchange(m_header, {});
    header.ending = ending;
    splitFields(header, m_limits);
    m_offset = header.offset + header.size;
    m_line = header.line + m_headerLines;
    const std::string text = takeTextOff(header);
    noteHeader(header);
    if (text.empty()) {
        m_observer.lookAtLineEnds(runOf(blankLine), m_message);
        advance(blankLine, blankLine.empty() ? 0 : 1);
    }
    if (m_tree.endHeader(std::move(header), m_offset, m_line)) {
        beginHeader();
    } else {
        m_state = State::Body;
        m_atDashes = false;
        m_observer.beginSection();
    }
    if (!text.empty()) {
        read(text);
        read(blankLine);
    }
}

/// Takes the text off that a header block holds (see findText) and returns it.
std::string Reader::takeTextOff(HeaderBlock& header)
{
    if (m_headerCut || header.droppedFields > 0)
        return {};
    const Field* const first = findText(header);
    if (first == nullptr)
        return {};
    const std::uint32_t begin = first->begin;
    m_offset = header.offset + begin;
    m_line = header.line + first->line;
    std::string text = header.bytes.substr(begin);
    header.bytes.resize(begin);
    header.size = begin;
    header.ending = HeaderEnd::TextFollows;
    header.followingText = text.substr(0, Occurrence::maxExcerpt);
    splitFields(header, m_limits);
    return text;
}

void Reader::noteHeader(const HeaderBlock& header)
{
    const Run run{header.bytes, header.offset, header.line, m_carriageReturnEndsLine};
    m_observer.lookAtLineEnds(run, m_message);
    std::size_t at = header.bytes.find('\0');
    while (at != std::string::npos) {
        const std::size_t end = std::min(header.bytes.find_first_not_of('\0', at), header.bytes.size());
        if (end - at >= nulHoleLength)
            note(m_message.nulHole, run, at, end - at);
        at = header.bytes.find('\0', end);
    }
}

std::size_t Reader::readBody(std::string_view bytes)
{
    if (m_atDashes && isBoundary(bytes))
        return passBoundary(bytes);
    const std::size_t taken =
        m_observer.look(runOf(bytes), m_message, m_tree.current(), m_tree.hasOpenMultiparts());
    advance(bytes.substr(0, taken), m_observer.lineEndsSeen());
    m_atDashes = m_observer.stoppedAtDashes();
    return taken;
}

bool Reader::isBoundary(std::string_view bytes) const
{
    if (!m_tree.hasOpenMultiparts() || !bytes.starts_with("--"))
        return false;
    return m_tree.matchBoundary(withoutLineEnd(bytes.substr(0, lineLengthOf(bytes)))).has_value();
}

std::size_t Reader::passBoundary(std::string_view bytes)
{
    const std::string_view line = bytes.substr(0, lineLengthOf(bytes));
    const std::string_view text = withoutLineEnd(line);
    const PartTree::Boundary boundary = *m_tree.matchBoundary(text);
    const std::uint64_t offset = m_offset;
    const std::uint64_t lineNumber = m_line;
    const std::uint64_t bodyEnd = m_offset - m_lineEndLength;
    m_observer.endSection(m_tree.current(), bodyEnd);
    m_observer.lookAtLineEnds(runOf(line), m_message);
    advance(line, text.size() < line.size() ? 1 : 0);
    m_atDashes = false;
    if (m_tree.passBoundary(boundary, offset, lineNumber, text, bodyEnd, m_offset)) {
        beginHeader();
    } else {
        m_state = State::Body;
        m_observer.beginSection();
    }
    return line.size();
}

/// The lone dot at the end is POP3's where no other line begins with a single dot: else the dots are not
/// doubled, and it is a line of the message.
void Reader::endPop3(std::string_view ending)
{
    if (m_observer.dotLines() > 0) {
        read(ending);
        return;
    }
    const std::uint64_t pending = m_state == State::Header ? m_header.size : 0;
    SetAside& aside = m_message.setAside.emplace_back();
    aside.kind = SetAsideKind::Pop3FinalDot;
    aside.offset = m_offset + pending;
    aside.length = ending.size();
    aside.line = m_line + (m_state == State::Header ? m_headerLines : 0);
    aside.excerpt = ending.substr(0, Occurrence::maxExcerpt);
}

Message Reader::finish(std::uint64_t size)
{
    m_message.size = size;
    if (m_message.kind != FileKind::Message)
        return std::move(m_message);
    while (m_state == State::Header)
        endHeader(HeaderEnd::EndOfInput);
    m_observer.endSection(m_tree.current(), m_offset);
    m_tree.finish(m_offset);
    m_message.lines = m_line - 1 + (m_lineEndLength == 0 ? 1 : 0);
    return std::move(m_message);
}

} // namespace

Message readMessage(std::string_view bytes, const ReadLimits& limits)
{
    Reader reader(limits);
    reader.take(bytes, true);
    return reader.finish(bytes.size());
}

Result<Message> readMessage(ByteSource& source, ReadBuffer& buffer, const ReadLimits& limits)
{
    Reader reader(limits);
    std::uint64_t size = 0;
    std::size_t filled = 0;
    for (bool ended = false; !ended;) {
        while (!ended && filled < ReadBuffer::size) {
            const auto count = source.read({buffer.data() + filled, ReadBuffer::size - filled});
            if (!count)
                return fail(count.error());
            ended = *count == 0;
            filled += *count;
            size += *count;
        }
        const std::size_t taken = reader.take({buffer.data(), filled}, ended);
        filled -= taken;
        std::memmove(buffer.data(), buffer.data() + taken, filled);
    }
    return reader.finish(size);
}

} // namespace connectorscope
