#pragma once

#include "ui/theme/tokens.h"

#include <QString>

class QWidget;

namespace connectorscope {

/// The one style sheet, made of the tokens. A widget's property "role" chooses what it is:
/// QLabel: title, section, cause, count, muted, mono, link, fault. QPushButton: primary, quiet, row, chip,
/// nav. QFrame: card, bar, panel, rail, top.
QString styleSheet(const Tokens& tokens);

/// Sets the property "role", also after the widget was shown.
void setRole(QWidget* widget, const char* role);

} // namespace connectorscope
