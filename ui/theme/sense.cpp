#include "ui/theme/sense.h"

#include <QCoreApplication>

namespace connectorscope {
namespace {

QString inSense(const char* text)
{
    return QCoreApplication::translate("Sense", text);
}

} // namespace

QString signOf(Sense sense)
{
    switch (sense) {
    case Sense::Corrupt:
        return QStringLiteral("●");
    case Sense::Blocked:
        return QStringLiteral("◆");
    case Sense::Server:
        return QStringLiteral("■");
    case Sense::AtRisk:
        return QStringLiteral("▲");
    case Sense::Well:
        return QStringLiteral("✓");
    case Sense::Neutral:
        break;
    }
    return QStringLiteral("○");
}

Sense senseOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Corrupt:
        return Sense::Corrupt;
    case Verdict::Blocked:
        return Sense::Blocked;
    case Verdict::Unreadable:
        return Sense::Server;
    case Verdict::AtRisk:
        return Sense::AtRisk;
    case Verdict::Clean:
        return Sense::Well;
    case Verdict::Pending:
        break;
    }
    return Sense::Neutral;
}

Sense senseOf(Severity severity)
{
    switch (severity) {
    case Severity::Corrupt:
        return Sense::Corrupt;
    case Severity::Fatal:
        return Sense::Blocked;
    case Severity::Environment:
        return Sense::Server;
    case Severity::Risk:
        return Sense::AtRisk;
    case Severity::Note:
        break;
    }
    return Sense::Neutral;
}

QString wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Corrupt:
        return inSense(QT_TRANSLATE_NOOP("Sense", "Corrupt"));
    case Verdict::Blocked:
        return inSense(QT_TRANSLATE_NOOP("Sense", "Blocked"));
    case Verdict::Unreadable:
        return inSense(QT_TRANSLATE_NOOP("Sense", "Unreadable"));
    case Verdict::AtRisk:
        return inSense(QT_TRANSLATE_NOOP("Sense", "At risk"));
    case Verdict::Clean:
        return inSense(QT_TRANSLATE_NOOP("Sense", "Clean"));
    case Verdict::Pending:
        break;
    }
    return inSense(QT_TRANSLATE_NOOP("Sense", "Pending"));
}

QString wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Corrupt:
        return inSense(QT_TRANSLATE_NOOP("Sense", "corrupt"));
    case Severity::Fatal:
        return inSense(QT_TRANSLATE_NOOP("Sense", "blocks"));
    case Severity::Environment:
        return inSense(QT_TRANSLATE_NOOP("Sense", "server"));
    case Severity::Risk:
        return inSense(QT_TRANSLATE_NOOP("Sense", "risk"));
    case Severity::Note:
        break;
    }
    return inSense(QT_TRANSLATE_NOOP("Sense", "note"));
}

QString wordOf(FolderKind folder)
{
    switch (folder) {
    case FolderKind::Incoming:
        return inSense(QT_TRANSLATE_NOOP("Sense", "Incoming Mail"));
    case FolderKind::Failed:
        return inSense(QT_TRANSLATE_NOOP("Sense", "Failed Mail"));
    case FolderKind::PickUp:
        return inSense(QT_TRANSLATE_NOOP("Sense", "PickUp"));
    case FolderKind::BadMail:
        return inSense(QT_TRANSLATE_NOOP("Sense", "BadMail"));
    case FolderKind::None:
        break;
    }
    return inSense(QT_TRANSLATE_NOOP("Sense", "the site"));
}

} // namespace connectorscope
