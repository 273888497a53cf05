#include "core/diagnosis/repairs/charset_guess.h"

#include "core/base/utf8.h"
#include "core/message/charset.h"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <memory>

namespace connectorscope {

namespace {

/// Fewer 8-bit characters than these are no ground for statistics.
constexpr std::ptrdiff_t enoughEightBit = 12;
/// Where characters are pairs of bytes, a few are hardly ever valid by chance.
constexpr std::ptrdiff_t enoughForPairs = 6;

std::string detect(std::string_view text)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    if (!detector || uchardet_handle_data(detector.get(), text.data(), text.size()) != 0)
        return {};
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

} // namespace

std::string_view toString(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Certain:
        return "certain";
    case Certainty::Likely:
        return "likely";
    case Certainty::Guess:
        return "guess";
    }
    return {};
}

CharsetGuess guessCharset(std::string_view text, bool whole)
{
    const auto eightBit = std::ranges::count_if(text, [](char c) { return static_cast<signed char>(c) < 0; });
    const bool escapes = text.find('\x1B') != std::string_view::npos;
    if (eightBit == 0 && !escapes)
        return {"us-ascii", whole ? Certainty::Certain : Certainty::Likely};
    // A character that the end of what is shown cuts in two is no fault.
    const std::string_view rest = text.substr(validUtf8Length(text));
    if (eightBit > 0 && (rest.empty() || (!whole && rest.size() < 4)))
        return {"utf-8", whole ? Certainty::Certain : Certainty::Likely};
    const std::string found = detect(text);
    const bool isUsable = !found.empty() && found != "ASCII" && found != "UTF-8" &&
                          !found.starts_with("UTF-16") && !found.starts_with("UTF-32") &&
                          isKnownCharset(found) && (isValidText(text, found) || !whole);
    if (isUsable && (eightBit >= enoughEightBit || found.starts_with("ISO-2022")))
        return {found, Certainty::Likely};
    // In a few characters the detector sees any language; mail that names no charset is mostly Western.
    const bool isEastAsian = found == "SHIFT_JIS" || found == "BIG5" || found == "GB18030" ||
                             found.starts_with("EUC-") || found == "UHC";
    if (isUsable && isEastAsian && eightBit >= enoughForPairs)
        return {found, Certainty::Guess};
    return {eightBit == 0 ? "us-ascii" : "windows-1252", Certainty::Guess};
}

} // namespace connectorscope
