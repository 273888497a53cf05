#pragma once

#include "ui/acting/acts.h"
#include "ui/acting/deed.h"
#include "ui/messages/list_export.h"
#include "ui/messages/list_request.h"

#include <QWidget>

#include <filesystem>
#include <functional>
#include <optional>

class QLabel;
class QMenu;
class QSettings;
class QSplitter;

namespace connectorscope {

class FilterBar;
class MessagesModel;
class MessagesTable;
class SelectionBar;

/// The table of messages with its filters, and beside it the view of the current one.
class MessagesPage : public QWidget
{
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit MessagesPage(Engine& engine, QWidget* parent = nullptr);

    /// Stands beside the table; belongs to the page from now on.
    void setDetail(QWidget* detail);
    /// What is stuck and fits the filter, and nothing else.
    void showStuck(const MessageFilter& filter);
    /// That message, wherever it is, found by its file's name.
    void showOne(const MessageRow& row);
    void focusSearch();
    void refresh();

    void saveState(QSettings& settings) const;
    void restoreState(const QSettings& settings);

    /// Asks for a file or folder; a test answers in its place. Empty: not wanted.
    std::function<std::filesystem::path(const QString& title, const QString& proposal)> chooseFile;
    std::function<std::filesystem::path(const QString& title)> chooseFolder;

signals:
    /// nullopt: none is current.
    void currentChanged(const std::optional<MessageRow>& row);
    void problemChanged(const Error& problem);
    /// Something was done; for a bar.
    void done(const QString& text);
    /// With the current message.
    void deedWished(connectorscope::Deed deed);
    void dryRunWished();
    /// With several: those that are selected, or the group whose heading is current.
    void deedForManyWished(connectorscope::Deed deed, const connectorscope::FindMessages& messages);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void setList(const ListRequest& request);
    void takeRead(const Error& problem);
    void showEmptyState();
    void showChoice();
    void sortBy(SortColumn column);
    void save();
    void exportList(ListFormat format);
    void acknowledge(const QString& note);
    void addKeys();
    void addDeedKeys();
    void begin(Deed deed);
    void showMenu(const QPoint& at);
    void addFilters(QMenu& menu, const MessageRow& row);
    void addFilter(const std::function<void(MessageFilter&)>& narrow);
    void chooseNearLast();
    /// Of the heading that is current.
    std::optional<ChosenRows> groupMeant() const;
    /// Of the selected rows, or of all where none is.
    std::vector<ChosenRows> rowsMeant() const;
    void doWithRows(const std::function<Result<std::uint64_t>(EngineTools&, const std::stop_token&)>& work,
                    const std::function<QString(const QString& count)>& words);

    Engine& m_engine;
    MessagesModel* m_model;
    FilterBar* m_filters;
    MessagesTable* m_table;
    SelectionBar* m_selection;
    QLabel* m_empty;
    QSplitter* m_splitter;
    Job m_actionJob;
    std::int64_t m_wished = 0; ///< the row that becomes current when the list is there
    bool m_isStale = true;
    int m_lastRow = 0; ///< that was current last
};

} // namespace connectorscope
