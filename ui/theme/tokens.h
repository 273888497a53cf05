#pragma once

#include <QColor>

#include <cstdint>

class QPalette;

namespace connectorscope {

enum class Appearance : std::uint8_t
{
    Light,
    Dark,
    HighContrast
};

/// What a colour means. Colour never stands alone: a sign and a word go with it (ui/theme/sense.h).
enum class Sense : std::uint8_t
{
    Neutral,
    Corrupt,
    Blocked,
    Server,
    AtRisk,
    Well
};

struct SenseColours
{
    QColor text; ///< of sign and word, and of what fills a bar
    QColor fill; ///< behind them
};

/// All colours of the window. Everything that paints takes them from here.
struct Tokens
{
    Appearance appearance = Appearance::Light;
    QColor background;
    QColor rail;
    QColor surface;
    QColor line;
    QColor text;
    QColor muted;
    QColor disabled; ///< the text of what cannot be used now, or is not typed yet
    QColor accent;
    QColor accentFill; ///< soft: of a selection
    QColor onAccent;   ///< text on the accent
    QColor mark;       ///< behind the bytes of a finding
    SenseColours neutral;
    SenseColours corrupt;
    SenseColours blocked;
    SenseColours server;
    SenseColours atRisk;
    SenseColours well;

    const SenseColours& of(Sense sense) const;
};

const Tokens& tokensOf(Appearance appearance);
/// Those of the palette that Theme has given to the application.
const Tokens& currentTokens();
QPalette paletteOf(const Tokens& tokens);

/// How well text can be read on a background: 1 to 21 (WCAG 2.1); 4.5 is enough.
double contrast(const QColor& one, const QColor& other);

// Sizes in pixels, on a grid of four.
inline constexpr int gridStep = 4;
inline constexpr int cardPadding = 16;
inline constexpr int cardRadius = 8;
inline constexpr int bodyPixels = 13;
inline constexpr int titlePixels = 19;
inline constexpr int countPixels = 30;

} // namespace connectorscope
