#pragma once

#include "ui/messages/list_request.h"

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace connectorscope {

class MenuButton;
class SearchField;

/// What the list shows, and where that is changed: the search field, a chip for each filter, the group.
class FilterBar : public QFrame
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setRequest(const ListRequest& request);
    const ListRequest& request() const { return m_request; }
    void setCount(std::uint64_t messages);
    void focusSearch();
    void endSearch();
    /// The button at the right, for what is done with the whole list.
    MenuButton* exportButton() { return m_export; }
    /// Which messages are listed at all.
    void openScopes();
    void openGroups();

signals:
    void changed(const ListRequest& request);
    /// The focus is wanted by the list.
    void left();

private:
    void showRequest();
    void addChip(const QString& text, const QString& name, std::function<void(MessageFilter&)> remove);
    void change(const std::function<void(ListRequest&)>& edit);

    ListRequest m_request;
    SearchField* m_search;
    MenuButton* m_scope;
    MenuButton* m_group;
    QHBoxLayout* m_chips;
    std::vector<QPushButton*> m_shownChips;
    QLabel* m_count;
    MenuButton* m_export;
};

} // namespace connectorscope
