#pragma once

#include "ui/engine/engine.h"
#include "ui/messages/list_layout.h"
#include "ui/messages/list_reading.h"
#include "ui/messages/message_cells.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace connectorscope {

/// The list as a table, however long: it holds pages of rows that were looked at lately, and asks the engine
/// for those that are wanted. A row that is not there yet has no text. When the list is read again, rows keep
/// what is selected and current among those that were read with it.
class MessagesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit MessagesModel(Engine& engine, QObject* parent = nullptr);

    /// Another list: everything is read anew.
    void setRequest(const ListRequest& request);
    const ListRequest& request() const { return m_request; }
    /// The same list, as it is now; the rows from `first` to `last` are read with it, and those that
    /// persistent indexes follow: the current one and, unless they are too many, what is chosen.
    void refresh(int first, int last, const std::vector<std::pair<int, int>>& chosen = {});
    /// More rows than it can follow from one reading to the next.
    static constexpr std::uint64_t mostFollowedRows = 6'000;
    /// What persistent indexes stood for may still be in the list, where it was not read this time.
    bool hasLostTrack() const { return m_hasLostTrack; }

    const ListOutline& outline() const { return m_outline; }
    bool isRead() const { return m_isRead; }
    RowPlace placeOf(int row) const { return m_layout.placeOf(static_cast<std::uint64_t>(row)); }
    bool isHeading(int row) const;
    const ListSection& sectionOf(int row) const { return m_outline.sections[placeOf(row).section]; }
    bool isClosed(const std::string& section) const { return m_closed.contains(section); }
    /// Opens or closes the group whose heading that is.
    void toggle(int heading);
    /// nullptr for a heading, and for a row that is not there yet, which is then asked for.
    const MessageRow* rowAt(int row) const;
    /// The rows of the headings, in order.
    std::vector<int> headings() const;
    /// Of a row of that section, counted within it; nullopt where it is not shown.
    std::optional<int> tableRowOf(const std::string& section, std::uint64_t row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// Rows will stand elsewhere; `isSameList`: only because a group is opened or closed.
    void structureChanges(bool isSameList);
    /// Headings stand elsewhere now.
    void structureChanged();
    /// The list was read, or could not be: then an error with a message.
    void wasRead(const Error& problem);

private:
    struct Page
    {
        std::vector<MessageRow> rows;
        std::uint64_t used = 0; ///< when it was last looked at
        bool isStale = false;   ///< shown, and read again when it is looked at
    };
    using PageId = std::pair<std::string, std::uint64_t>; ///< section and number

    void ask(std::vector<ListPage> wanted, bool isNew);
    /// To count all that holds a text takes longer than to find the first rows: those are shown before.
    void askForFirstRows();
    void take(ListAnswer answer, bool isNew);
    /// Lets the table stand for another outline; persistent indexes follow their messages.
    void restructure(ListOutline outline, const std::function<void()>& changePages, bool isSameList = false);
    void keep(ListPage page);
    void want(const PageId& page) const;
    void readNextWanted();
    void askForLadder(const ListSection& section);
    const ListSection* sectionNamed(const std::string& key) const;
    void tellRowsOf(const PageId& page);
    void forgetOldPages();

    Engine& m_engine;
    ListRequest m_request;
    ListOutline m_outline;
    ListLayout m_layout;
    int m_rows = 0; ///< as views know it
    std::set<std::string> m_closed;
    bool m_isRead = false;
    mutable std::map<PageId, Page> m_pages;
    std::map<PageId, PageKey> m_keys; ///< where pages begin, but the first ones
    std::set<std::string> m_laddered; ///< sections all of whose pages have keys
    mutable std::uint64_t m_use = 0;
    mutable std::deque<PageId> m_wanted; ///< the latest first
    mutable QTimer m_wantDelay;
    bool m_hasLostTrack = false;
    bool m_hasFirstRows = false; ///< of a list that is on its way
    Job m_firstJob;
    Job m_listJob;
    Job m_pageJob;
};

} // namespace connectorscope
