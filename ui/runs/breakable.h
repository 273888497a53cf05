#pragma once

#include <QString>

namespace connectorscope {

/// With places at which a path or a hash, which has no blanks, may go on in the next line.
QString breakable(const QString& text);

} // namespace connectorscope
