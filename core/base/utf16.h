#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// What becomes of half a surrogate pair, which Windows allows in file names and Unicode does not know.
enum class LoneSurrogates
{
    Keep,   ///< as three bytes: WTF-8 (simonsapin.github.io/wtf-8), from which the name can be had again
    Replace ///< U+FFFD: UTF-8, for people
};

std::string utf8FromUtf16(std::u16string_view text, LoneSurrogates lone);

/// From UTF-8 or WTF-8. The exact way back from LoneSurrogates::Keep; what is neither becomes U+FFFD.
std::u16string utf16FromUtf8(std::string_view bytes);

} // namespace connectorscope
