#include "core/message/parameter_scan.h"

#include "core/message/lexical.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

// No mailer writes more; a field made of nothing but parameters must not fill the memory.
constexpr std::size_t mostPieces = 10'000;

/// "C:\reports\new.pdf", "\\server\new.pdf": senders put Windows paths there and escape nothing.
bool isWindowsPath(std::string_view text)
{
    return (text.size() > 2 && isLetter(text[0]) && text[1] == ':' && text[2] == '\\') ||
           text.starts_with("\\\\");
}

class ParameterReader
{
public:
    explicit ParameterReader(std::string_view text)
        : m_text(text)
    {
    }

    std::string readToken();
    std::vector<ParameterPiece> readPieces();

private:
    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    bool atEnd() const { return m_pos >= m_text.size(); }
    void skipBlanks();
    void skipBlanksAndComments();
    bool skipComment();
    std::size_t nameEnd(std::size_t begin) const;
    std::size_t equalsSign(std::size_t begin) const;
    std::string readQuoted();
    std::string readUnquoted(bool mayHoldBlanks);

    std::string_view m_text;
    std::size_t m_pos = 0;
    bool m_commentsEnd = true; ///< false once one was found that never does: later ones are text
};

constexpr std::array<bool, 256> makeParameterNameCharacters()
{
    std::array<bool, 256> is{};
    for (char c = '!'; c <= '~'; ++c)
        is[static_cast<unsigned char>(c)] = true;
    for (const char c : std::string_view("()<>@,;:\\\"/[]?="))
        is[static_cast<unsigned char>(c)] = false;
    return is;
}

constexpr auto parameterNameCharacters = makeParameterNameCharacters();

bool isParameterNameCharacter(char c)
{
    return parameterNameCharacters[static_cast<unsigned char>(c)];
}

void ParameterReader::skipBlanks()
{
    while (!atEnd() && isBlank(m_text[m_pos]))
        ++m_pos;
}

bool ParameterReader::skipComment()
{
    if (at(m_pos) != '(' || !m_commentsEnd)
        return false;
    const std::size_t end = commentEnd(m_text, m_pos);
    m_commentsEnd = end != std::string_view::npos;
    if (m_commentsEnd)
        m_pos = end;
    return m_commentsEnd;
}

void ParameterReader::skipBlanksAndComments()
{
    do
        skipBlanks();
    while (skipComment());
}

std::size_t ParameterReader::nameEnd(std::size_t begin) const
{
    while (begin < m_text.size() && isParameterNameCharacter(m_text[begin]))
        ++begin;
    return begin;
}

/// Where the `=` of the `name=` stands that begins there; npos when none does.
std::size_t ParameterReader::equalsSign(std::size_t begin) const
{
    std::size_t i = nameEnd(begin);
    if (i == begin)
        return std::string_view::npos;
    while (isBlank(at(i)))
        ++i;
    return at(i) == '=' ? i : std::string_view::npos;
}

/// "text/plain", also from `text / plain (comment)` and `"text/plain"`. Stops before the parameters, with or
/// without a semicolon.
std::string ParameterReader::readToken()
{
    std::string token;
    bool complete = false;
    for (;;) {
        skipBlanksAndComments();
        if (atEnd() || m_text[m_pos] == ';')
            break;
        if (equalsSign(m_pos) != std::string_view::npos)
            return token;
        const std::size_t begin = m_pos;
        while (!atEnd() && !isBlank(m_text[m_pos]) && m_text[m_pos] != ';' &&
               (m_text[m_pos] != '(' || m_pos == begin))
            ++m_pos;
        const std::string_view word = m_text.substr(begin, m_pos - begin);
        complete = complete || (!token.empty() && token.back() != '/' && word.front() != '/');
        if (complete)
            continue;
        for (const char c : word)
            if (c != '"' && c != ',' && c != '=')
                token.push_back(asciiLower(c));
    }
    if (!atEnd())
        ++m_pos;
    return token;
}

/// In Windows paths, only `\"` and `\\` are escapes.
std::string ParameterReader::readQuoted()
{
    std::size_t end = quotedStringEnd(m_text, m_pos);
    const bool closed = end != std::string_view::npos;
    if (closed)
        --end;
    else
        end = std::min(m_text.find_first_of(";\r\n", m_pos + 1), m_text.size());
    const std::string_view inside = m_text.substr(m_pos + 1, end - m_pos - 1);
    m_pos = closed ? end + 1 : end;
    std::string value;
    if (inside.find('\\') == std::string_view::npos && !isFolded(inside)) {
        value = inside;
        return value;
    }
    std::string unfolded;
    appendUnfolded(inside, unfolded);
    const bool path = isWindowsPath(unfolded);
    for (std::size_t i = 0; i < unfolded.size(); ++i) {
        const bool escape = unfolded[i] == '\\' && i + 1 < unfolded.size() &&
                            (!path || unfolded[i + 1] == '"' || unfolded[i + 1] == '\\');
        value.push_back(unfolded[escape ? ++i : i]);
    }
    return value;
}

/// Up to a semicolon, or to a blank that another parameter follows: the semicolon was forgotten.
std::string ParameterReader::readUnquoted(bool mayHoldBlanks)
{
    const std::size_t begin = m_pos;
    std::size_t end = begin;
    while (!atEnd() && m_text[m_pos] != ';') {
        if (!isBlank(m_text[m_pos])) {
            end = ++m_pos;
            continue;
        }
        // A comment with more text after it was part of a file's name: "report (2).pdf".
        skipBlanksAndComments();
        if (!mayHoldBlanks || equalsSign(m_pos) != std::string_view::npos)
            break;
    }
    std::string value;
    appendUnfolded(m_text.substr(begin, end - begin), value);
    // The opening quote was forgotten.
    if (!value.empty() && value.find('"') == value.size() - 1)
        value.pop_back();
    return value;
}

/// Splits "filename*1*" into its name, number and form; false for what is no name of a parameter.
bool setName(std::string_view written, ParameterPiece& piece)
{
    if (written.ends_with('*')) {
        piece.extended = true;
        written.remove_suffix(1);
    }
    const std::size_t star = written.rfind('*');
    if (star != std::string_view::npos) {
        const std::string_view number = written.substr(star + 1);
        if (number.empty() || number.size() > 6 || !std::ranges::all_of(number, isDigit))
            return false;
        piece.index = 0;
        for (const char digit : number)
            piece.index = piece.index * 10 + (digit - '0');
        written.remove_suffix(number.size() + 1);
    }
    piece.name = toAsciiLower(written);
    return !piece.name.empty();
}

bool mayHoldBlanks(std::string_view name)
{
    return name == "name" || name == "filename" || name == "boundary";
}

std::vector<ParameterPiece> ParameterReader::readPieces()
{
    std::vector<ParameterPiece> pieces;
    while (!atEnd() && pieces.size() < mostPieces) {
        skipBlanksAndComments();
        const std::size_t equals = equalsSign(m_pos);
        if (equals == std::string_view::npos) {
            // Not one: skip the semicolon, the garbage or the word.
            const std::size_t word = nameEnd(m_pos);
            m_pos = std::max(word, m_pos + 1);
            continue;
        }
        ParameterPiece piece;
        const bool named = setName(m_text.substr(m_pos, nameEnd(m_pos) - m_pos), piece);
        m_pos = equals + 1;
        skipBlanksAndComments();
        piece.value = at(m_pos) == '"' ? readQuoted() : readUnquoted(mayHoldBlanks(piece.name));
        piece.position = pieces.size();
        if (named)
            pieces.push_back(std::move(piece));
    }
    return pieces;
}

} // namespace

ScannedParameters scanParameters(std::string_view rawValue)
{
    ParameterReader reader(rawValue);
    ScannedParameters scanned;
    scanned.token = reader.readToken();
    scanned.pieces = reader.readPieces();
    return scanned;
}

} // namespace connectorscope
