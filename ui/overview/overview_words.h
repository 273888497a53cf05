#pragma once

#include "ui/engine/watch_status.h"
#include "ui/overview/overview_data.h"
#include "ui/theme/tokens.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace connectorscope {

/// What the page says first.
struct VerdictWords
{
    Sense sense = Sense::Well;
    QString title;  ///< "17 messages are stuck, 6 of them for one reason"
    QString detail; ///< what that reason is, and how long the oldest waits
};
VerdictWords verdictWords(const OverviewData& data, bool isBeingRead = false);

/// The folders are being read: that nothing was found so far does not say that nothing is there.
bool isBeingRead(const OverviewData& data, const WatchStatus& watch);

/// Something to do, the most urgent first.
struct Todo
{
    QString title;
    QString detail;
    QString action;       ///< what the button says
    QString show;         ///< what a second one says that shows the messages; empty: the first one does that
    MessageFilter filter; ///< the messages that it is about
    bool repairs = false; ///< requeueing them is preceded by a repair
    Sense sense = Sense::Neutral;
};
std::vector<Todo> todoWords(const OverviewData& data);

/// What stands below the count of a folder.
struct FolderWords
{
    Sense sense = Sense::Well;
    QStringList figures; ///< "15 blocked", "11 arriving": side by side as far as there is room
    QString below;       ///< one line
};
FolderWords folderTileWords(const FolderOverview& folder, UtcTime now, bool isBeingRead = false);

/// "No cause known" where there is none.
QString causeTitle(const std::optional<CauseId>& cause);
Sense senseOfCause(const std::optional<CauseId>& cause);
/// The filter that finds what is stuck for it.
MessageFilter filterOfCause(const std::optional<CauseId>& cause);

} // namespace connectorscope
