#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace connectorscope {

/// Finds the boundary that a body really uses, from its lines as they pass by: one that begins with "--" and
/// is followed by a header field of a part. Linear; remembers at most a thousand candidates.
class BoundarySearch
{
public:
    void feed(std::string_view block);
    /// The boundary without its dashes; empty when there is none.
    std::string finish();

private:
    struct Candidate
    {
        std::string text;
        std::size_t parts = 0; ///< how often a field or an empty line of a part's header followed
        std::size_t typed = 0; ///< how often a Content- field did
        bool closed = false;
    };

    void line(std::string_view text);
    Candidate* candidate(std::string_view text);

    std::string m_line; ///< the beginning of the current one
    std::vector<Candidate> m_candidates;
    std::unordered_map<std::string, std::size_t> m_byText;
    std::size_t m_open = 0; ///< 1 + the candidate in the line before
};

} // namespace connectorscope
