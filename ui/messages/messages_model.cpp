#include "ui/messages/messages_model.h"

#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <algorithm>
#include <limits>

namespace connectorscope {
namespace {

constexpr std::size_t mostPages = MessagesModel::mostFollowedRows / pageRows;
constexpr std::size_t mostFollowed = 6; ///< pages of what is current or chosen, wherever it stands
constexpr std::size_t mostWanted = 4;   ///< a screen needs two; what was scrolled past is not read

Result<ListAnswer> readFirstRows(EngineTools& tools, const ListRequest& request, const std::stop_token& stop)
{
    const auto site = tools.site();
    if (!site)
        return fail(site.error());
    ListAnswer answer;
    answer.outline.now = tools.clock.now();
    ListSection all;
    all.filter = filterAt(request, **site, answer.outline.now);
    auto page = readPage(tools, all.filter, request.order, {}, stop);
    if (!page)
        return fail(std::move(page.error()));
    all.rows = page->rows.size();
    answer.outline.messages = all.rows;
    answer.outline.sections.push_back(std::move(all));
    answer.pages.push_back(std::move(*page));
    return answer;
}

} // namespace

MessagesModel::MessagesModel(Engine& engine, QObject* parent)
    : QAbstractTableModel(parent)
    , m_engine(engine)
{
    m_wantDelay.setSingleShot(true);
    m_wantDelay.setInterval(0);
    connect(&m_wantDelay, &QTimer::timeout, this, &MessagesModel::readNextWanted);
}

void MessagesModel::setRequest(const ListRequest& request)
{
    m_request = request;
    m_wanted.clear();
    m_pageJob.cancel();
    ask({}, true);
}

void MessagesModel::refresh(int first, int last, const std::vector<std::pair<int, int>>& chosen)
{
    if (!m_isRead) {
        ask({}, true);
        return;
    }
    if (m_listJob.isRunning())
        return; // its answer is new enough; the next news comes soon
    std::vector<ListPage> wanted;
    const auto addPageOf = [this, &wanted](int row) {
        const RowPlace place = placeOf(row);
        if (place.isHeading)
            return;
        ListPage page;
        page.section = m_outline.sections[place.section].key;
        page.number = place.row / pageRows;
        const bool isWanted = std::ranges::any_of(wanted, [&page](const ListPage& one) {
            return one.section == page.section && one.number == page.number;
        });
        if (isWanted)
            return;
        if (page.number > 0) {
            const auto key = m_keys.find({page.section, page.number});
            if (key == m_keys.end())
                return;
            page.after = key->second;
        }
        wanted.push_back(std::move(page));
    };
    for (int row = std::max(first, 0); row <= std::min(last, m_rows - 1) && wanted.size() < 2 * mostWanted;
         ++row)
        addPageOf(row);
    const std::size_t most = wanted.size() + mostFollowed;
    for (const QModelIndex& followed : persistentIndexList()) {
        if (wanted.size() == most)
            break;
        addPageOf(followed.row());
    }
    std::uint64_t looked = 0;
    for (const auto& [top, bottom] : chosen)
        for (int row = top; row <= bottom && wanted.size() < most && looked < mostFollowedRows;
             ++row, ++looked)
            addPageOf(row);
    ask(std::move(wanted), false);
}

void MessagesModel::askForFirstRows()
{
    m_engine.ask<ListAnswer>(
        m_firstJob,
        [request = m_request](EngineTools& tools, const std::stop_token& stop) {
            return readFirstRows(tools, request, stop);
        },
        [this](Result<ListAnswer> answer) {
            if (!answer)
                return; // the list tells of it
            take(std::move(*answer), true);
            m_hasFirstRows = true;
        });
}

void MessagesModel::ask(std::vector<ListPage> wanted, bool isNew)
{
    m_firstJob.cancel();
    m_hasFirstRows = false;
    if (isNew && !m_request.filter.text.empty() && !m_request.group)
        askForFirstRows();
    m_engine.ask<ListAnswer>(
        m_listJob,
        [request = m_request, wanted = std::move(wanted)](EngineTools& tools, const std::stop_token& stop) {
            return readList(tools, request, wanted, stop);
        },
        [this, isNew](Result<ListAnswer> answer) {
            const Error problem = answer ? Error() : answer.error();
            if (answer)
                take(std::move(*answer), isNew && !m_hasFirstRows);
            m_hasFirstRows = false;
            emit wasRead(problem);
        });
}

void MessagesModel::take(ListAnswer answer, bool isNew)
{
    const auto keepAll = [this, &answer] {
        m_keys.clear();
        m_laddered.clear();
        for (ListPage& page : answer.pages)
            keep(std::move(page));
    };
    if (isNew || !m_isRead) {
        beginResetModel();
        m_isRead = true;
        m_outline = std::move(answer.outline);
        m_layout = ListLayout(m_outline, m_closed);
        m_rows = static_cast<int>(std::min<std::uint64_t>(m_layout.rows(), std::numeric_limits<int>::max()));
        m_pages.clear();
        keepAll();
        endResetModel();
        emit structureChanged();
        return;
    }
    // A list as long as before keeps its keys: they lead a few rows beside the place at worst.
    const bool keepsKeys = std::ranges::equal(
        answer.outline.sections, m_outline.sections,
        [](const ListSection& a, const ListSection& b) { return a.key == b.key && a.rows == b.rows; });
    std::map<PageId, PageKey> keys = keepsKeys ? m_keys : std::map<PageId, PageKey>();
    std::set<std::string> laddered = keepsKeys ? m_laddered : std::set<std::string>();
    // Sections that are as long as before may still be shown as they were, until they are read again.
    std::map<std::string, std::uint64_t> lengths;
    for (const ListSection& section : m_outline.sections)
        lengths[section.key] = section.rows;
    restructure(std::move(answer.outline), [this, &keepAll, &lengths] {
        std::erase_if(m_pages, [this, &lengths](const auto& page) {
            const ListSection* section = sectionNamed(page.first.first);
            return section == nullptr || lengths[page.first.first] != section->rows;
        });
        for (auto& [id, page] : m_pages)
            page.isStale = true;
        keepAll();
    });
    m_keys.merge(keys);
    m_laddered.merge(laddered);
    if (m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

void MessagesModel::restructure(ListOutline outline, const std::function<void()>& changePages,
                                bool isSameList)
{
    emit structureChanges(isSameList);
    m_hasLostTrack = false;
    ListLayout layout(outline, m_closed);
    const auto rows =
        static_cast<int>(std::min<std::uint64_t>(layout.rows(), std::numeric_limits<int>::max()));
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    emit layoutAboutToBeChanged();
    struct Mark
    {
        std::string section;
        std::uint64_t page = 0;
        bool isHeading = false;
        std::int64_t message = 0;
        std::int64_t lastOfPage = 0; ///< message
        int column = 0;
    };
    const QModelIndexList before = persistentIndexList();
    std::vector<Mark> marks;
    for (const QModelIndex& one : before) {
        Mark mark;
        mark.column = one.column();
        if (static_cast<std::uint64_t>(one.row()) < m_layout.rows()) {
            const RowPlace place = placeOf(one.row());
            mark.section = m_outline.sections[place.section].key;
            mark.isHeading = place.isHeading;
            mark.page = place.row / pageRows;
            const auto page = m_pages.find({mark.section, mark.page});
            if (!place.isHeading && page != m_pages.end() &&
                place.row % pageRows < page->second.rows.size()) {
                mark.message = page->second.rows[place.row % pageRows].number;
                mark.lastOfPage = page->second.rows.back().number;
            }
        }
        marks.push_back(std::move(mark));
    }
    m_outline = std::move(outline);
    m_layout = layout;
    changePages();
    std::map<std::pair<std::string, std::int64_t>, int> messages; ///< where those stand that are read
    for (const auto& [id, page] : m_pages)
        for (std::size_t i = 0; i < page.rows.size(); ++i) {
            const auto section = std::ranges::find(m_outline.sections, id.first, &ListSection::key);
            const auto row =
                section == m_outline.sections.end()
                    ? std::nullopt
                    : m_layout.rowOf(static_cast<std::size_t>(section - m_outline.sections.begin()),
                                     id.second * pageRows + i);
            if (row)
                messages[{id.first, page.rows[i].number}] = static_cast<int>(*row);
        }
    QModelIndexList after;
    for (const Mark& mark : marks) {
        std::optional<int> row;
        if (mark.isHeading) {
            const auto section = std::ranges::find(m_outline.sections, mark.section, &ListSection::key);
            const auto heading =
                m_layout.headingOf(static_cast<std::size_t>(section - m_outline.sections.begin()));
            if (heading)
                row = static_cast<int>(*heading);
        } else if (const auto found = messages.find({mark.section, mark.message}); found != messages.end()) {
            row = found->second;
        } else if (!isSameList && sectionNamed(mark.section) != nullptr) {
            const auto page = m_pages.find({mark.section, mark.page});
            // Where the last one of its page still stands, or the page is the last one, all was read up to
            // there.
            const bool isKnown =
                mark.message != 0 && page != m_pages.end() &&
                (page->second.rows.size() < pageRows || messages.contains({mark.section, mark.lastOfPage}));
            m_hasLostTrack = m_hasLostTrack || !isKnown;
        }
        after << (row ? index(*row, mark.column) : QModelIndex());
    }
    changePersistentIndexList(before, after);
    emit layoutChanged();
    if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    emit structureChanged();
}

void MessagesModel::toggle(int heading)
{
    if (!isHeading(heading))
        return;
    const std::string key = sectionOf(heading).key;
    if (!m_closed.erase(key))
        m_closed.insert(key);
    restructure(
        m_outline, [] {}, true);
}

void MessagesModel::keep(ListPage page)
{
    if (page.next)
        m_keys[{page.section, page.number + 1}] = *page.next;
    if (page.after)
        m_keys[{page.section, page.number}] = *page.after;
    m_pages[{page.section, page.number}] = {std::move(page.rows), ++m_use, false};
}

bool MessagesModel::isHeading(int row) const
{
    return row >= 0 && static_cast<std::uint64_t>(row) < m_layout.rows() && placeOf(row).isHeading;
}

const MessageRow* MessagesModel::rowAt(int row) const
{
    if (row < 0 || static_cast<std::uint64_t>(row) >= m_layout.rows())
        return nullptr;
    const RowPlace place = placeOf(row);
    if (place.isHeading)
        return nullptr;
    const PageId id{m_outline.sections[place.section].key, place.row / pageRows};
    const auto page = m_pages.find(id);
    if (page == m_pages.end()) {
        want(id);
        return nullptr;
    }
    page->second.used = ++m_use;
    if (page->second.isStale)
        want(id);
    const std::size_t within = place.row % pageRows;
    return within < page->second.rows.size() ? &page->second.rows[within] : nullptr;
}

std::optional<int> MessagesModel::tableRowOf(const std::string& section, std::uint64_t row) const
{
    const auto found = std::ranges::find(m_outline.sections, section, &ListSection::key);
    if (found == m_outline.sections.end())
        return std::nullopt;
    const auto shown = m_layout.rowOf(static_cast<std::size_t>(found - m_outline.sections.begin()), row);
    return shown ? std::optional(static_cast<int>(*shown)) : std::nullopt;
}

std::vector<int> MessagesModel::headings() const
{
    std::vector<int> rows;
    for (std::size_t section = 0; section < m_outline.sections.size(); ++section)
        if (const auto row = m_layout.headingOf(section))
            rows.push_back(static_cast<int>(*row));
    return rows;
}

void MessagesModel::want(const PageId& page) const
{
    std::erase(m_wanted, page);
    m_wanted.push_front(page);
    if (m_wanted.size() > mostWanted)
        m_wanted.pop_back();
    if (!m_wantDelay.isActive() && !m_pageJob.isRunning())
        m_wantDelay.start();
}

const ListSection* MessagesModel::sectionNamed(const std::string& key) const
{
    const auto section = std::ranges::find(m_outline.sections, key, &ListSection::key);
    return section == m_outline.sections.end() ? nullptr : &*section;
}

void MessagesModel::readNextWanted()
{
    if (m_pageJob.isRunning() || m_wanted.empty())
        return;
    const PageId id = m_wanted.front();
    const ListSection* section = sectionNamed(id.first);
    const auto key = m_keys.find(id);
    if (section == nullptr || (id.second > 0 && key == m_keys.end() && m_laddered.contains(id.first))) {
        m_wanted.pop_front(); // beyond the end: the list has become shorter
        m_wantDelay.start();
        return;
    }
    if (id.second > 0 && key == m_keys.end()) {
        askForLadder(*section);
        return;
    }
    m_wanted.pop_front();
    ListPage wanted;
    wanted.section = id.first;
    wanted.number = id.second;
    if (id.second > 0)
        wanted.after = key->second;
    m_engine.ask<ListPage>(
        m_pageJob,
        [filter = section->filter, order = m_request.order, wanted](EngineTools& tools,
                                                                    const std::stop_token& stop) {
            return readPage(tools, filter, order, wanted, stop);
        },
        [this, id](Result<ListPage> page) {
            if (page) {
                keep(std::move(*page));
                forgetOldPages();
                tellRowsOf(id);
            }
            m_wantDelay.start();
        });
}

void MessagesModel::askForLadder(const ListSection& section)
{
    m_engine.ask<KeyLadder>(
        m_pageJob,
        [filter = section.filter, order = m_request.order](EngineTools& tools, const std::stop_token& stop) {
            return readLadder(tools, filter, order, stop);
        },
        [this, key = section.key](const Result<KeyLadder>& ladder) {
            m_laddered.insert(key);
            if (ladder)
                for (std::size_t i = 0; i < ladder->keys.size(); ++i)
                    m_keys[{key, i + 1}] = ladder->keys[i];
            m_wantDelay.start();
        });
}

void MessagesModel::tellRowsOf(const PageId& page)
{
    const ListSection* section = sectionNamed(page.first);
    if (section == nullptr)
        return;
    const auto number = static_cast<std::size_t>(section - m_outline.sections.data());
    const auto first = m_layout.rowOf(number, page.second * pageRows);
    if (!first)
        return;
    const std::uint64_t last = std::min(*first + pageRows, static_cast<std::uint64_t>(m_rows)) - 1;
    emit dataChanged(index(static_cast<int>(*first), 0), index(static_cast<int>(last), columnCount() - 1));
}

void MessagesModel::forgetOldPages()
{
    while (m_pages.size() > mostPages)
        m_pages.erase(
            std::ranges::min_element(m_pages, {}, [](const auto& page) { return page.second.used; }));
}

int MessagesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int MessagesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(messageColumns.size());
}

QVariant MessagesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    if (isHeading(index.row())) {
        const ListSection& section = sectionOf(index.row());
        if (index.column() > 0 || role == Qt::ToolTipRole)
            return {};
        return tr("%1, %2").arg(groupTitle(m_request.group.value_or(GroupBy::Cause), section.key),
                                countWords(section.rows));
    }
    const MessageRow* row = rowAt(index.row());
    if (row == nullptr)
        return {};
    const MessageColumn column = messageColumns[static_cast<std::size_t>(index.column())];
    if (role == Qt::ToolTipRole && column == MessageColumn::Age)
        return tr("since %1").arg(exactTime(row->since));
    if (role == Qt::ToolTipRole && column != MessageColumn::For && column != MessageColumn::Message)
        return {};
    const QString text = cellText(*row, column, m_outline.now);
    return role == Qt::ToolTipRole ? toolTipText(text) : text;
}

QVariant MessagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    const MessageColumn column = messageColumns[static_cast<std::size_t>(section)];
    QString title = titleOf(column);
    if (sortColumnOf(column) == m_request.order.column) {
        // The oldest come first by their time; by their age, the greatest do.
        const bool isFalling = m_request.order.descending != (column == MessageColumn::Age);
        title += isFalling ? QStringLiteral(" ↓") : QStringLiteral(" ↑");
    }
    return title;
}

Qt::ItemFlags MessagesModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return isHeading(index.row()) ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace connectorscope
