#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace connectorscope {

/// An encoded word (RFC 2047) where it stands, or what begins like one.
struct EncodedWordSpan
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view charset;  ///< without the language of RFC 2231
    std::string_view encoding; ///< one letter, if it is B or Q
    std::string_view data;     ///< may hold blanks and folds: some mailers leave them in
    bool closed = true;        ///< else it ends where its beginning ends
};

/// Finds encoded words in a raw value, from its first byte to its last. Linear: what was seen never to end is
/// not looked for again. For core/message only.
class EncodedWordScanner
{
public:
    explicit EncodedWordScanner(std::string_view raw)
        : m_raw(raw)
    {
    }

    /// The word that begins exactly there, if one does. Positions must not decrease from call to call.
    std::optional<EncodedWordSpan> at(std::size_t begin);
    /// The first word that begins there or later.
    std::optional<EncodedWordSpan> next(std::size_t from);

private:
    std::size_t prefixEnd(std::size_t begin) const;

    std::string_view m_raw;
    bool m_anyEnd = true; ///< false once no "?=" follows any more
};

} // namespace connectorscope
