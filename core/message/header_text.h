#pragma once

#include "core/message/header_block.h"

namespace connectorscope {

/// Where text begins in a header block that no blank line divides from it, or not in time: the first line
/// that counts as text, as a field of the block; nullptr where all of it is header. Text begins
/// - after a line of blanks, which stands for the blank line, when no field follows;
/// - in a block that no blank line ends, with the first line that is no field after the last field that mail
///   knows. A last line without its end counts as a header line;
/// - with the block itself, when its first line is no field and no field that mail knows follows: a part
/// whose
///   text stands directly below its boundary.
const Field* findText(const HeaderBlock& header);

} // namespace connectorscope
