#include "core/site/toml_layout.h"

#include "core/site/toml_guard.h"

#include <algorithm>
#include <map>

namespace connectorscope {

namespace {

class LayoutReader
{
public:
    explicit LayoutReader(std::string_view text)
        : m_text(text)
    {
    }

    std::vector<TomlPlace> read()
    {
        while (m_at < m_text.size()) {
            m_lineBegin = m_at;
            skipBlanks();
            if (peek() == '[')
                readHeader();
            else if (!atLineEnd())
                readStatement();
            toNextLine();
        }
        return std::move(m_places);
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\n'; }
    bool atLineEnd() const { return peek() == '\n' || peek() == '\r' || peek() == '#'; }
    void skipBlanks()
    {
        while (peek() == ' ' || peek() == '\t')
            ++m_at;
    }
    void skipBlanksAndLines()
    {
        while (m_at < m_text.size()) {
            if (peek() == '#')
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            else if (std::string_view(" \t\r\n").find(m_text[m_at]) == std::string_view::npos)
                return;
            else
                ++m_at;
        }
    }
    void toNextLine()
    {
        m_at = std::min(m_text.find('\n', m_at), m_text.size() - 1) + 1;
        for (auto place = m_places.rbegin(); place != m_places.rend() && place->lineEnd == 0; ++place)
            place->lineEnd = m_at;
    }

    /// `a."b".c`, up to what follows it.
    std::string readPath()
    {
        std::string path;
        while (true) {
            skipBlanks();
            const char first = peek();
            const std::size_t begin = m_at;
            if (first == '"' || first == '\'') {
                m_at += tomlStringLength(m_text.substr(m_at));
                path += m_text.substr(begin + 1, std::max<std::size_t>(m_at - begin, 2) - 2);
            } else {
                m_at = std::min(m_text.find_first_of(" \t\r\n.=[]{}#,\"'", m_at), m_text.size());
                path += m_text.substr(begin, m_at - begin);
            }
            skipBlanks();
            if (peek() != '.')
                return path;
            ++m_at;
            path += '.';
        }
    }

    void readHeader()
    {
        const bool several = m_text.substr(m_at, 2) == "[[";
        m_at += several ? 2 : 1;
        m_table = readPath();
        m_number = several ? ++m_tables[m_table] : numberOf(m_table);
        m_places.push_back({m_table, m_number, true, false, false, m_lineBegin, 0, 0, 0});
        m_underHeader = true;
    }

    /// The number of the [[pop3]] table that "pop3" or "pop3.x" belongs to.
    std::size_t numberOf(const std::string& table) const
    {
        const auto found = m_tables.find(table.substr(0, table.find('.')));
        return found == m_tables.end() ? 0 : found->second;
    }

    void readStatement()
    {
        const std::string prefix = m_table.empty() ? "" : m_table + ".";
        readPair(prefix, false, 0);
    }

    void readPair(const std::string& prefix, bool nested, int depth)
    {
        const std::string path = prefix + readPath();
        if (peek() != '=')
            return;
        ++m_at;
        skipBlanks();
        const std::size_t index = m_places.size();
        m_places.push_back({path, m_number, false, nested, !m_underHeader, m_lineBegin, 0, m_at, 0});
        skipValue(path + ".", depth);
        m_places[index].valueEnd = m_at;
    }

    /// Recurses no deeper than the parser allows.
    void skipValue(const std::string& prefix, int depth)
    {
        constexpr int deepest = 16;
        if (depth > deepest)
            return;
        switch (peek()) {
        case '"':
        case '\'':
            m_at += tomlStringLength(m_text.substr(m_at));
            break;
        case '[':
            ++m_at;
            for (skipBlanksAndLines(); m_at < m_text.size() && peek() != ']'; skipBlanksAndLines())
                skipItem([&] { skipValue({}, depth + 1); });
            ++m_at;
            break;
        case '{':
            ++m_at;
            for (skipBlanks(); !atLineEnd() && peek() != '}'; skipBlanks())
                skipItem([&] { readPair(prefix, true, depth + 1); });
            ++m_at;
            break;
        default:
            m_at = std::min(m_text.find_first_of(",]}#\r\n", m_at), m_text.size());
            while (m_at > 0 && (m_text[m_at - 1] == ' ' || m_text[m_at - 1] == '\t'))
                --m_at;
            break;
        }
        m_at = std::min(m_at, m_text.size());
    }

    /// Goes forward by at least one byte, whatever stands there.
    template <class Skip>
    void skipItem(Skip skip)
    {
        const std::size_t before = m_at;
        skip();
        skipBlanksAndLines();
        if (peek() == ',' || m_at == before)
            ++m_at;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_lineBegin = 0;
    std::string m_table;
    std::size_t m_number = 0;
    bool m_underHeader = false;
    std::map<std::string, std::size_t> m_tables;
    std::vector<TomlPlace> m_places;
};

} // namespace

std::vector<TomlPlace> layoutOf(std::string_view text)
{
    return LayoutReader(text).read();
}

} // namespace connectorscope
