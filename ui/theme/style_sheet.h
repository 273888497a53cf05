#pragma once

#include "ui/theme/tokens.h"

#include <QString>

class QWidget;

namespace connectorscope {

/// The one style sheet, made of the tokens. A widget's property "role" chooses what it is:
/// QLabel: title, section, cause, count, muted, mono, link, fault. QPushButton: primary, quiet, row, chip,
/// nav. QFrame: card, bar, panel, problem, hairline, stripe, rail, top.
QString styleSheet(const Tokens& tokens);

/// Sets the property "role", also after the widget was shown.
void setRole(QWidget* widget, const char* role);

/// Sets the property "sense": a QLabel and a QPushButton get their text, a QFrame of role stripe its ground
/// in the colour of it, in each appearance.
void setSense(QWidget* widget, Sense sense);

} // namespace connectorscope
