#include "core/message/encoded_word.h"

#include "core/message/charset.h"
#include "core/message/encoded_word_scan.h"
#include "core/message/lexical.h"

#include <array>

namespace connectorscope {
namespace {

constexpr std::array<int, 256> makeBase64Values()
{
    std::array<int, 256> values{};
    values.fill(-1);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<int>(i);
    return values;
}

constexpr auto base64Values = makeBase64Values();

/// Neighbouring words of one charset: their bytes are converted together.
struct WordRun
{
    std::string charset; ///< lower case
    std::string bytes;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t words = 0;
    std::uint32_t bits = 0; ///< base64: what the last word left over
    int bitCount = 0;
};

/// Padding may stand anywhere: each padded chunk is decoded by itself. Some mailers cut the base64 and not
/// the text into words; so bits that are left over go on into the next word, unless they are the zeros that
/// end a text without its padding.
bool decodeBase64(std::string_view data, WordRun& run)
{
    for (const char c : data) {
        if (c == '=') {
            run.bitCount = 0;
            continue;
        }
        if (isBlank(c))
            continue;
        const int value = base64Values[static_cast<unsigned char>(c)];
        if (value < 0)
            return false;
        run.bits = (run.bits << 6) | static_cast<unsigned>(value);
        run.bitCount += 6;
        if (run.bitCount >= 8) {
            run.bitCount -= 8;
            run.bytes.push_back(static_cast<char>((run.bits >> run.bitCount) & 0xFFU));
        }
    }
    const std::uint32_t left = run.bits & ((1U << run.bitCount) - 1);
    if (run.bitCount != 6 && left == 0)
        run.bitCount = 0;
    return true;
}

bool decodeQ(std::string_view data, WordRun& run)
{
    std::string unfolded;
    if (isFolded(data)) {
        appendUnfolded(data, unfolded);
        data = unfolded;
    }
    for (std::size_t i = 0; i < data.size(); ++i) {
        const char c = data[i];
        if (c == '_') {
            run.bytes.push_back(' ');
        } else if (c != '=') {
            run.bytes.push_back(c);
        } else {
            const int high = i + 2 < data.size() ? hexDigit(data[i + 1]) : -1;
            const int low = high >= 0 ? hexDigit(data[i + 2]) : -1;
            if (low < 0)
                return false;
            run.bytes.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        }
    }
    return true;
}

/// One walk over a value for both readers: with `text` it decodes, with `issue` it looks for faults.
class Walk
{
public:
    Walk(std::string_view raw, std::string* text, std::optional<EncodedWordIssue>* issue)
        : m_raw(raw)
        , m_text(text)
        , m_issue(issue)
    {
    }

    void run();

private:
    void emitText(std::size_t begin, std::size_t end);
    void flush();
    bool addToRun(const EncodedWordSpan& word);
    void report(EncodedWordFault fault, std::size_t begin, std::size_t end, std::size_t count);

    std::string_view m_raw;
    std::string* m_text;
    std::optional<EncodedWordIssue>* m_issue;
    WordRun m_run;
};

void Walk::report(EncodedWordFault fault, std::size_t begin, std::size_t end, std::size_t count)
{
    if (m_issue == nullptr)
        return;
    if (!*m_issue)
        *m_issue = EncodedWordIssue{fault, begin, end - begin, 0};
    (*m_issue)->count += count;
}

void Walk::emitText(std::size_t begin, std::size_t end)
{
    if (m_text == nullptr || begin == end)
        return;
    const std::string_view raw = m_raw.substr(begin, end - begin);
    if (isAscii(raw)) {
        appendUnfolded(raw, *m_text);
        return;
    }
    std::string unfolded;
    appendUnfolded(raw, unfolded);
    m_text->append(guessToUtf8(unfolded));
}

void Walk::flush()
{
    if (m_run.words > 0) {
        if (m_text != nullptr) {
            m_text->append(toUtf8(m_run.bytes, m_run.charset));
        } else if (!isKnownCharset(m_run.charset)) {
            report(EncodedWordFault::UnknownCharset, m_run.begin, m_run.end, m_run.words);
        } else if (m_run.bitCount > 0 || !isValidText(m_run.bytes, m_run.charset)) {
            report(EncodedWordFault::BadData, m_run.begin, m_run.end, 1);
        }
    }
    m_run.words = 0;
    m_run.bytes.clear();
    m_run.bitCount = 0;
}

/// Decodes the word behind those of the run, which it must neighbour; false when its data is broken.
bool Walk::addToRun(const EncodedWordSpan& word)
{
    const std::size_t before = m_run.bytes.size();
    const WordRun kept{{}, {}, 0, 0, 0, m_run.bits, m_run.bitCount};
    const bool base64 = equalsIgnoringCase(word.encoding, "b");
    if (!base64 && m_run.words > 0 && m_run.bitCount > 0)
        m_run.bitCount = 0;
    if (!(base64 ? decodeBase64(word.data, m_run) : decodeQ(word.data, m_run))) {
        m_run.bytes.resize(before);
        m_run.bits = kept.bits;
        m_run.bitCount = kept.bitCount;
        return false;
    }
    if (m_run.words == 0)
        m_run.begin = word.begin;
    m_run.end = word.end;
    ++m_run.words;
    return true;
}

void Walk::run()
{
    EncodedWordScanner scanner(m_raw);
    std::size_t done = 0;
    while (const std::optional<EncodedWordSpan> word = scanner.next(done)) {
        const std::string_view gap = m_raw.substr(done, word->begin - done);
        const bool neighbour = m_run.words > 0 && trimmed(gap).empty();
        const bool known = equalsIgnoringCase(word->encoding, "b") || equalsIgnoringCase(word->encoding, "q");
        const std::string charset = toAsciiLower(word->charset);
        if (!neighbour || charset != m_run.charset)
            flush();
        if (!neighbour)
            emitText(done, word->begin);
        m_run.charset = charset;
        if (!word->closed || !known || !addToRun(*word)) {
            flush();
            if (neighbour)
                emitText(done, word->begin);
            emitText(word->begin, word->end);
            report(!word->closed ? EncodedWordFault::NotClosed
                   : known       ? EncodedWordFault::BadData
                                 : EncodedWordFault::BadEncoding,
                   word->begin, word->end, 1);
        }
        done = word->end;
    }
    flush();
    emitText(done, m_raw.size());
}

bool isOrdinary(std::string_view text)
{
    return isAscii(text) && text.find("=?") == std::string_view::npos && !isFolded(text);
}

} // namespace

std::string decodeHeaderText(std::string_view rawValue)
{
    const std::string_view raw = trimmed(rawValue);
    if (isOrdinary(raw))
        return std::string(raw);
    std::string text;
    text.reserve(raw.size());
    Walk(raw, &text, nullptr).run();
    const std::string_view bare = trimmed(text);
    return bare.size() == text.size() ? text : std::string(bare);
}

std::optional<EncodedWordIssue> findEncodedWordIssue(std::string_view rawValue)
{
    std::optional<EncodedWordIssue> issue;
    if (rawValue.find("=?") != std::string_view::npos)
        Walk(rawValue, nullptr, &issue).run();
    return issue;
}

} // namespace connectorscope
