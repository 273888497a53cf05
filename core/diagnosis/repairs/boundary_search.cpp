#include "core/diagnosis/repairs/boundary_search.h"

#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::size_t longestBoundary = 200; // RFC 2046 allows 70
constexpr std::size_t mostCandidates = 1000;

bool isField(std::string_view line)
{
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && colon > 0 &&
           std::ranges::all_of(line.substr(0, colon),
                               [](char c) { return isLetter(c) || isDigit(c) || c == '-'; });
}

bool isContentField(std::string_view line)
{
    return isField(line) && equalsIgnoringCase(line.substr(0, 8), "content-");
}

bool isBoundaryText(std::string_view text)
{
    return !text.empty() && text.size() <= longestBoundary && !isBlank(text.front()) &&
           text.find_first_not_of('-') != std::string_view::npos &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; });
}

} // namespace

void BoundarySearch::feed(std::string_view block)
{
    while (!block.empty()) {
        const std::size_t end = block.find_first_of("\r\n");
        const std::string_view text = block.substr(0, end);
        m_line += text.substr(0, longestBoundary + 8 - std::min(m_line.size(), longestBoundary + 8));
        if (end == std::string_view::npos)
            return;
        // CR LF ends one line, not two.
        if (block[end] == '\n')
            line(m_line);
        m_line = block[end] == '\n' ? std::string() : std::move(m_line);
        block.remove_prefix(end + 1);
    }
}

BoundarySearch::Candidate* BoundarySearch::candidate(std::string_view text)
{
    const auto known = m_byText.find(std::string(text));
    if (known != m_byText.end())
        return &m_candidates[known->second];
    if (m_candidates.size() >= mostCandidates)
        return nullptr;
    m_byText.emplace(text, m_candidates.size());
    m_candidates.push_back({std::string(text), 0, 0, false});
    return &m_candidates.back();
}

void BoundarySearch::line(std::string_view text)
{
    if (m_open > 0) {
        Candidate& before = m_candidates[m_open - 1];
        before.parts += isField(text) || trimmed(text).empty() ? 1U : 0U;
        before.typed += isContentField(text) ? 1U : 0U;
        m_open = 0;
    }
    if (!text.starts_with("--"))
        return;
    text = text.substr(2, text.find_last_not_of(" \t") - 1);
    if (!isBoundaryText(text))
        return;
    if (text.ends_with("--")) {
        const auto known = m_byText.find(std::string(text.substr(0, text.size() - 2)));
        if (known != m_byText.end()) {
            m_candidates[known->second].closed = true;
            return;
        }
    }
    if (const Candidate* found = candidate(text))
        m_open = 1 + static_cast<std::size_t>(found - m_candidates.data());
}

std::string BoundarySearch::finish()
{
    if (!m_line.empty())
        line(m_line);
    m_line.clear();
    // The outermost comes first.
    for (const Candidate& candidate : m_candidates)
        if (candidate.typed > 0)
            return candidate.text;
    for (const Candidate& candidate : m_candidates)
        if (candidate.parts > 0 && candidate.closed)
            return candidate.text;
    return {};
}

} // namespace connectorscope
