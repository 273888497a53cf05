#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/diagnosis.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace connectorscope {

/// The sign that goes with the colour: "●", "◆", "■", "▲", "✓"; "○" for Neutral.
QString signOf(Sense sense);

Sense senseOf(Verdict verdict);
Sense senseOf(Severity severity);

/// "Blocked", "At risk", ...
QString wordOf(Verdict verdict);
/// "corrupt", "blocks", "server", "risk", "note": beside a single finding.
QString wordOf(Severity severity);
/// "Incoming Mail", ...
QString wordOf(FolderKind folder);

} // namespace connectorscope
