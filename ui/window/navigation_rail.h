#pragma once

#include "core/index/site_state.h"
#include "ui/engine/watch_status.h"

#include <QFrame>

#include <vector>

class QLabel;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace connectorscope {

class RailButton;

/// The left side: the pages with their counts, the folders, and how the site is watched.
class NavigationRail : public QFrame
{
    Q_OBJECT

public:
    explicit NavigationRail(QWidget* parent = nullptr);

    /// Pages are numbered in the order in which they are added; the object name is "nav" and the name.
    int addPage(const QString& title, const QString& name);
    /// Below the page that was added last.
    void addFolder(FolderKind folder);
    void setMenu(QMenu* menu);

    void choose(int page);
    void setCount(int page, std::uint64_t count);
    void setSite(const QString& name, const QString& where);
    void setState(const SiteState& state);
    void setWatch(const WatchStatus& status, const QString& poll);

signals:
    void pageWanted(int page);
    void folderWanted(FolderKind folder);

private:
    void showFooter();

    QVBoxLayout* m_layout;
    std::vector<RailButton*> m_pages;
    std::vector<std::pair<FolderKind, RailButton*>> m_folders;
    QLabel* m_site;
    QLabel* m_watch;
    QLabel* m_asOf;
    QPushButton* m_menu;
    QPushButton* m_lastButton; ///< in the order of Tab
};

} // namespace connectorscope
