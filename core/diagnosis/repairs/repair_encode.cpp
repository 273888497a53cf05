#include "core/base/utf8.h"
#include "core/diagnosis/repairs/header_words.h"
#include "core/diagnosis/repairs/planner.h"
#include "core/message/address.h"
#include "core/message/charset.h"
#include "core/message/encoded_word.h"
#include "core/message/encoded_word_scan.h"
#include "core/message/field_kinds.h"
#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {

namespace {

bool hasEightBit(std::string_view text)
{
    return std::ranges::any_of(text, isEightBit);
}

bool holdsAddresses(FieldId id)
{
    switch (id) {
    case FieldId::ReturnPath:
    case FieldId::ResentFrom:
    case FieldId::ResentTo:
    case FieldId::ResentCc:
    case FieldId::ResentBcc:
        return true;
    default:
        return isAddressField(id);
    }
}

/// Writes a raw value anew, with its 8-bit text encoded. What it changes is kept as edits of the value.
class Encoding
{
public:
    Encoding(std::string_view raw, std::string charset, std::string_view lineEnd)
        : m_raw(raw)
        , m_charset(std::move(charset))
        , m_lineEnd(lineEnd)
    {
    }

    Edits edits;
    bool failed = false; ///< 8-bit characters stand where nothing can be encoded: in an address

    /// Words that stand between blanks, in [begin, end).
    void encodeWords(std::size_t begin, std::size_t end);
    void encodeAddresses();
    void encodeParameters();
    void replaceAll(std::string text) { replace(0, m_raw.size(), std::move(text)); }

private:
    std::string_view cut(std::size_t begin, std::size_t end) const
    {
        return m_raw.substr(begin, end - begin);
    }
    void replace(std::size_t begin, std::size_t end, std::string text);
    void encodeQuoted(std::size_t begin, std::size_t end);
    void encodeParameter(std::size_t begin, std::size_t end);

    std::string_view m_raw;
    std::string m_charset;
    std::string_view m_lineEnd;
};

void Encoding::replace(std::size_t begin, std::size_t end, std::string text)
{
    Edit edit;
    edit.offset = begin;
    edit.removed = end - begin;
    edit.inserted = std::move(text);
    edits.push_back(std::move(edit));
}

void Encoding::encodeWords(std::size_t begin, std::size_t end)
{
    constexpr std::string_view blanks = " \t\r\n";
    std::size_t runBegin = 0;
    std::size_t runEnd = 0; // 0: no run of 8-bit words is open
    std::string_view before;
    std::string_view lastWord;
    const auto finish = [&](std::string_view next) {
        if (runEnd == 0)
            return;
        std::string text;
        appendUnfolded(cut(runBegin, runEnd), text);
        text = toUtf8(text, m_charset);
        // The blank between two encoded words is not shown: it has to be in one of them.
        if (before.ends_with("?="))
            text.insert(0, " ");
        if (next.starts_with("=?"))
            text += ' ';
        replace(runBegin, runEnd, encodedWords(text, m_lineEnd));
        runEnd = 0;
    };
    for (std::size_t at = begin; at < end;) {
        const std::size_t word = std::min(m_raw.find_first_not_of(blanks, at), end);
        if (word >= end)
            break;
        const std::size_t wordEnd = std::min(m_raw.find_first_of(blanks, word), end);
        const std::string_view text = cut(word, wordEnd);
        if (hasEightBit(text)) {
            if (runEnd == 0) {
                runBegin = word;
                before = lastWord;
            }
            runEnd = wordEnd;
        } else {
            finish(text);
        }
        lastWord = text;
        at = wordEnd;
    }
    finish({});
}

void Encoding::encodeQuoted(std::size_t begin, std::size_t end)
{
    std::string text;
    std::string unfolded;
    appendUnfolded(cut(begin + 1, end - 1), unfolded);
    for (std::size_t i = 0; i < unfolded.size(); ++i) {
        if (unfolded[i] == '\\' && i + 1 < unfolded.size())
            ++i;
        text += unfolded[i];
    }
    std::string words = encodedWords(toUtf8(text, m_charset), m_lineEnd);
    if (begin > 0 && !isBlank(m_raw[begin - 1]))
        words.insert(0, " ");
    if (end < m_raw.size() && !isBlank(m_raw[end]) && m_raw[end] != ',')
        words += ' ';
    replace(begin, end, std::move(words));
}

/// Quoted strings, comments and the words of a display name; an address itself cannot be encoded.
void Encoding::encodeAddresses()
{
    bool commentsEnd = true;
    bool quotesEnd = true;
    for (std::size_t at = 0; at < m_raw.size() && !failed;) {
        const char c = m_raw[at];
        std::size_t end = std::string_view::npos;
        if (c == '"' && quotesEnd) {
            end = quotedStringEnd(m_raw, at);
            quotesEnd = end != std::string_view::npos;
            if (quotesEnd && hasEightBit(cut(at, end))) {
                failed = end < m_raw.size() && m_raw[end] == '@';
                encodeQuoted(at, end);
            }
        } else if (c == '(' && commentsEnd) {
            end = commentEnd(m_raw, at);
            commentsEnd = end != std::string_view::npos;
            if (commentsEnd)
                encodeWords(at + 1, end - 1);
        } else if (c == '<') {
            end = std::min(m_raw.find('>', at), m_raw.size());
            failed = hasEightBit(cut(at, end));
        } else if (std::string_view(",;:>()\"").find(c) == std::string_view::npos && !isBlank(c)) {
            end = std::min(m_raw.find_first_of(",;:<>()\"", at), m_raw.size());
            const std::string_view words = cut(at, end);
            if (hasEightBit(words)) {
                failed = words.find('@') != std::string_view::npos;
                encodeWords(at, end);
                if (!edits.empty() && end < m_raw.size() && !isBlank(m_raw[end - 1]) && m_raw[end] == '<')
                    edits.back().inserted += ' ';
            }
        }
        at = end == std::string_view::npos ? at + 1 : std::max(end, at + 1);
    }
}

void Encoding::encodeParameter(std::size_t begin, std::size_t end)
{
    const std::size_t equals = m_raw.find('=', begin);
    if (equals >= end) {
        failed = true;
        return;
    }
    const std::string_view name = trimmed(cut(begin, equals));
    std::string_view value = trimmed(cut(equals + 1, end));
    const bool isQuoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    if (isQuoted)
        value = value.substr(1, value.size() - 2);
    if (name.empty() || hasEightBit(name) || name.ends_with('*') || equalsIgnoringCase(name, "boundary")) {
        failed = true;
        return;
    }
    std::string text;
    appendUnfolded(value, text);
    std::erase(text, '\\');
    const auto nameBegin = static_cast<std::size_t>(name.data() - m_raw.data());
    const std::string_view all = trimmed(cut(begin, end));
    replace(nameBegin, nameBegin + all.size(),
            std::string(name) + "*=" + extendedValue(toUtf8(text, m_charset)));
}

void Encoding::encodeParameters()
{
    std::size_t begin = 0;
    bool inQuotes = false;
    for (std::size_t at = 0; at <= m_raw.size() && !failed; ++at) {
        const bool isEnd = at == m_raw.size();
        if (!isEnd && m_raw[at] == '"')
            inQuotes = !inQuotes;
        if (!isEnd && (m_raw[at] != ';' || inQuotes))
            continue;
        if (hasEightBit(cut(begin, at)))
            encodeParameter(begin, at);
        begin = at + 1;
    }
}

Result<> addEdits(const HeaderBlock& header, const Field& field, Encoding& encoding, RepairPlan& plan)
{
    if (encoding.failed)
        return noRepair("an address or a name in the field " + std::string(header.name(field)) +
                            " itself holds 8-bit characters",
                        "Only a server that knows SMTPUTF8 takes it; deliver it by hand.");
    for (Edit& edit : encoding.edits) {
        edit.offset += header.fileOffset(field.valueBegin);
        plan.edits.push_back(std::move(edit));
    }
    return {};
}

Result<> encodeRawFields(const Planner& planner, int index, RepairPlan& plan)
{
    const HeaderBlock& header = planner.part(index).header;
    std::string all; // one value alone is little to go by
    for (const Field& field : header.fields)
        if (field.eightBit && field.id != FieldId::Malformed && hasEightBit(header.rawValue(field)))
            all.append(header.rawValue(field)).append("\n");
    const CharsetGuess guess = guessCharset(all);
    plan.certainty = std::max(plan.certainty, guess.certainty);
    plan.what = "Encodes the 8-bit characters of the headers, read as " + guess.charset + ".";
    for (const Field& field : header.fields) {
        const std::string_view raw = header.rawValue(field);
        if (field.id == FieldId::Malformed || !hasEightBit(raw))
            continue;
        Encoding encoding(raw, guess.charset, planner.lineEnd());
        if (holdsAddresses(field.id))
            encoding.encodeAddresses();
        else if (field.id == FieldId::ContentType || field.id == FieldId::ContentDisposition)
            encoding.encodeParameters();
        else if (const auto date = field.id == FieldId::Date ? utcOf(raw) : std::nullopt)
            encoding.replaceAll(" " + dateText(*date));
        else
            encoding.encodeWords(0, raw.size());
        if (Result<> added = addEdits(header, field, encoding, plan); !added)
            return added;
    }
    return {};
}

/// The bytes of an encoded word, where its data can be read at all.
std::string dataOf(const EncodedWordSpan& word)
{
    std::string data(word.data);
    std::erase_if(data, isBlank);
    if (equalsIgnoringCase(word.encoding, "b"))
        return decodeAll(data, TransferEncoding::Base64);
    if (!equalsIgnoringCase(word.encoding, "q"))
        return {};
    std::ranges::replace(data, '_', ' ');
    return decodeAll(data + ".", TransferEncoding::QuotedPrintable);
}

/// What a person should read in place of broken encoded words: their text where a charset fits, else what
/// stands there.
std::string meantText(std::string_view raw, const std::vector<EncodedWordSpan>& words, Certainty& certainty)
{
    std::string bytes;
    for (const EncodedWordSpan& word : words) {
        std::string data = word.closed ? dataOf(word) : std::string();
        if (equalsIgnoringCase(word.encoding, "q") && data.ends_with('.'))
            data.pop_back();
        bytes += data;
    }
    const std::string_view charset = words.front().charset;
    if (bytes.empty()) {
        std::string text;
        appendUnfolded(raw, text);
        certainty = std::max(certainty, Certainty::Guess);
        return guessToUtf8(text);
    }
    if (isKnownCharset(charset) && isValidText(bytes, charset))
        return toUtf8(bytes, charset);
    const CharsetGuess guess = guessCharset(bytes);
    certainty = std::max(certainty, isKnownCharset(charset) ? Certainty::Guess : guess.certainty);
    return toUtf8(bytes, isKnownCharset(charset) ? charset : std::string_view(guess.charset));
}

/// Neighbouring words of one charset may share a character: they are judged and written together.
void encodeBrokenWords(const Planner& planner, const HeaderBlock& header, const Field& field,
                       RepairPlan& plan)
{
    const std::string_view raw = header.rawValue(field);
    if (!findEncodedWordIssue(raw))
        return;
    EncodedWordScanner scanner(raw);
    std::optional<EncodedWordSpan> word = scanner.next(0);
    while (word) {
        std::vector<EncodedWordSpan> group{*word};
        word = scanner.next(group.back().end);
        while (word && group.back().closed && word->closed && word->charset == group.back().charset &&
               trimmed(raw.substr(group.back().end, word->begin - group.back().end)).empty()) {
            group.push_back(*word);
            word = scanner.next(group.back().end);
        }
        const std::size_t begin = group.front().begin;
        std::size_t end = group.back().end;
        if (!findEncodedWordIssue(raw.substr(begin, end - begin)))
            continue;
        if (!group.back().closed) {
            end = std::min(raw.find_first_of(" \t\r\n\"<>,;()", end), raw.size());
            while (word && word->begin < end)
                word = scanner.next(word->end);
        }
        std::string text = meantText(raw.substr(begin, end - begin), group, plan.certainty);
        std::erase_if(text, isControl);
        if (text.empty())
            text = " ";
        Edit edit;
        edit.offset = header.fileOffset(field.valueBegin) + begin;
        edit.removed = end - begin;
        const bool isGlued = end < raw.size() && !isBlank(raw[end]) &&
                             std::string_view("\"<>,;()").find(raw[end]) == std::string_view::npos;
        edit.inserted = encodedWords(text, planner.lineEnd()) + (isGlued ? " " : "");
        plan.edits.push_back(std::move(edit));
    }
}

} // namespace

Result<RepairPlan> planEncode(const Planner& planner)
{
    RepairPlan plan;
    for (const int index : planner.parts()) {
        if (planner.cause == CauseId::Raw8BitHeader) {
            if (Result<> done = encodeRawFields(planner, index, plan); !done)
                return fail(done.error());
            continue;
        }
        plan.what = "Writes the broken encoded words anew.";
        const HeaderBlock& header = planner.part(index).header;
        for (const Field& field : header.fields) {
            if (mayHoldEncodedWords(field.id))
                encodeBrokenWords(planner, header, field, plan);
        }
    }
    return plan;
}

} // namespace connectorscope
