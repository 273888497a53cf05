#pragma once

#include "core/base/result.h"

#include <QFont>

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
/// those of the system.
QFont printFont(Typeface face);

} // namespace connectorscope
