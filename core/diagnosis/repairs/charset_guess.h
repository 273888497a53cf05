#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// How sure a repair is of what it had to find out.
enum class Certainty : std::uint8_t
{
    Certain, ///< nothing else is possible, or nothing had to be guessed
    Likely,  ///< the statistics of the bytes say so, and all of them are text in it
    Guess,   ///< too little to go by: what is most common
};

std::string_view toString(Certainty certainty); ///< "certain", "likely", "guess"

struct CharsetGuess
{
    std::string charset; ///< as mail writes it: "utf-8", "windows-1252"
    Certainty certainty = Certainty::Guess;
};

/// The charset of text that names none. All of the text is looked at; `whole` is false where more follows
/// that is not shown. Never fails.
CharsetGuess guessCharset(std::string_view text, bool whole = true);

} // namespace connectorscope
