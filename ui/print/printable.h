#pragma once

#include "core/report/render/document.h"

#include <functional>

namespace connectorscope {

/// Whether some font has the character.
using HasGlyph = std::function<bool(char32_t character)>;

/// The document as its pages can show it: each character that no font has is "□", which says nothing, and so
/// a fact at the head of the document says how many there are and where they can be read. A document whose
/// characters all have a font stays as it is.
ReportDocument printable(ReportDocument document, const HasGlyph& hasGlyph);

/// The fonts of print and those of the system. For one thread; remembers what it was asked.
HasGlyph fontsOfPrint();

} // namespace connectorscope
