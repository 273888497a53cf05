#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/diagnosis.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// The meaning of a colour. Colour never stands alone: a sign and a word go with it.
enum class Tone
{
    Corrupt,
    Blocked,
    Server,
    AtRisk,
    Well,
    Muted,
    Strong,
    Plain,
};

/// Colours text for a terminal, or leaves it as it is.
class Style
{
public:
    explicit Style(bool colour)
        : m_colour(colour)
    {
    }
    std::string paint(Tone tone, std::string_view text) const;

private:
    bool m_colour;
};

/// How a verdict or severity shows: the same signs as everywhere in the product.
struct Look
{
    std::string_view sign;
    std::string_view word;
    Tone tone;
};

Look lookOf(Verdict verdict);
Look lookOf(Severity severity);

} // namespace connectorscope
