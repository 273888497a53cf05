#include "ui/theme/tokens.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <array>
#include <cmath>

namespace connectorscope {
namespace {

const Tokens& lightTokens()
{
    static const Tokens tokens{
        .appearance = Appearance::Light,
        .background = QColor(0xF5F6F8),
        .rail = QColor(0xECEEF1),
        .surface = QColor(0xFFFFFF),
        .line = QColor(0xDEE2E7),
        .text = QColor(0x1A1F24),
        .muted = QColor(0x5A6570),
        .disabled = QColor(0x5A6570),
        .accent = QColor(0x2463D6),
        .accentFill = QColor(0xE7EFFC),
        .onAccent = QColor(0xFFFFFF),
        .mark = QColor(0xFFE08A),
        .neutral = {QColor(0x5A6570), QColor(0xF5F6F8)},
        .corrupt = {QColor(0xB3261E), QColor(0xFBE9E7)},
        .blocked = {QColor(0xB54708), QColor(0xFDF0E3)},
        .server = {QColor(0x6A3BA0), QColor(0xF1EAF9)},
        .atRisk = {QColor(0x7A5C00), QColor(0xFBF4DC)},
        .well = {QColor(0x1B7340), QColor(0xE5F4EA)},
    };
    return tokens;
}

const Tokens& darkTokens()
{
    static const Tokens tokens{
        .appearance = Appearance::Dark,
        .background = QColor(0x14171B),
        .rail = QColor(0x101316),
        .surface = QColor(0x1B1F24),
        .line = QColor(0x2B3138),
        .text = QColor(0xE5E9ED),
        .muted = QColor(0x9BA6B1),
        .disabled = QColor(0x9BA6B1),
        .accent = QColor(0x6C9EFF),
        .accentFill = QColor(0x1E2C47),
        .onAccent = QColor(0x101316),
        .mark = QColor(0x6B5310),
        .neutral = {QColor(0x9BA6B1), QColor(0x14171B)},
        .corrupt = {QColor(0xFF8A80), QColor(0x3A1E1D)},
        .blocked = {QColor(0xFFB070), QColor(0x3A2817)},
        .server = {QColor(0xC6A3F5), QColor(0x2B2140)},
        .atRisk = {QColor(0xE8C75A), QColor(0x332C14)},
        .well = {QColor(0x7BD69B), QColor(0x163022)},
    };
    return tokens;
}

const Tokens& highContrastTokens()
{
    static const QColor black(Qt::black);
    static const QColor white(Qt::white);
    static const Tokens tokens{
        .appearance = Appearance::HighContrast,
        .background = QColor(0x000001), // tells the palette from others that are black
        .rail = black,
        .surface = black,
        .line = white,
        .text = white,
        .muted = white,
        .disabled = QColor(0x9A9A9A),
        .accent = QColor(0xFFFF00),
        .accentFill = QColor(0x00309A),
        .onAccent = black,
        .mark = QColor(0x7A4B00),
        .neutral = {white, black},
        .corrupt = {QColor(0xFF9A92), black},
        .blocked = {QColor(0xFFB870), black},
        .server = {QColor(0xD9BCFF), black},
        .atRisk = {QColor(0xFFE066), black},
        .well = {QColor(0x80FFA6), black},
    };
    return tokens;
}

/// The part of a colour channel in what the eye sees (WCAG 2.1, relative luminance).
double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(static_cast<double>(colour.redF())) +
           0.7152 * linear(static_cast<double>(colour.greenF())) +
           0.0722 * linear(static_cast<double>(colour.blueF()));
}

} // namespace

const SenseColours& Tokens::of(Sense sense) const
{
    switch (sense) {
    case Sense::Corrupt:
        return corrupt;
    case Sense::Blocked:
        return blocked;
    case Sense::Server:
        return server;
    case Sense::AtRisk:
        return atRisk;
    case Sense::Well:
        return well;
    case Sense::Neutral:
        break;
    }
    return neutral;
}

const Tokens& tokensOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Dark:
        return darkTokens();
    case Appearance::HighContrast:
        return highContrastTokens();
    case Appearance::Light:
        break;
    }
    return lightTokens();
}

const Tokens& currentTokens()
{
    const QColor background = QGuiApplication::palette().color(QPalette::Window);
    for (const Appearance appearance : std::array{Appearance::Dark, Appearance::HighContrast})
        if (tokensOf(appearance).background == background)
            return tokensOf(appearance);
    return lightTokens();
}

QPalette paletteOf(const Tokens& tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.background);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.background);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.disabled);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.onAccent);
    palette.setColor(QPalette::ToolTipBase, tokens.text);
    palette.setColor(QPalette::ToolTipText, tokens.surface);
    palette.setColor(QPalette::Highlight, tokens.accentFill);
    palette.setColor(QPalette::HighlightedText, tokens.text);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::Light, tokens.surface);
    palette.setColor(QPalette::Midlight, tokens.line);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.muted);
    palette.setColor(QPalette::Shadow, tokens.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.disabled);
    return palette;
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

} // namespace connectorscope
