#pragma once

#include "core/base/result.h"

#include <QFont>
#include <QString>

namespace connectorscope {

/// Makes the fonts of print known to Qt: they lie in the program, so that a page looks the same everywhere,
/// also where there is no font at all. Needs a QGuiApplication; on its thread; any number of times.
Result<> loadPrintFonts();

enum class Typeface : std::uint8_t
{
    Body,
    Small,
    Strong,  ///< body, semibold
    Heading, ///< of a part
    Title    ///< the sentence of the report
};

/// Sized in units of a page (ui/print/paper.h), which are its pixels. What these fonts do not hold comes from
/// those of the system. All fonts of a typeface have the same height.
QFont printFont(Typeface face);
/// The font for that text: of Arabic, Thai and others the forms of letters depend on their neighbours.
QFont printFont(Typeface face, const QString& text);

} // namespace connectorscope
