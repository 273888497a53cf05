#include "ui/runs/runs_model.h"

#include "core/base/path_text.h"
#include "ui/runs/run_marks.h"
#include "ui/theme/words.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace connectorscope {
namespace {

constexpr std::size_t rowsAtFirst = 60; ///< more than any screen holds
constexpr int mostWantedRows = 200;
constexpr int rowsAround = 20; ///< that are read with those that are looked at
constexpr std::size_t mostKept = 3000;
constexpr std::size_t mostRanges = 64; ///< of rows that come and go, told one by one

struct RowRange
{
    bool comes = false;
    std::size_t first = 0;
    std::size_t count = 0;
};

/// What turns one list, the largest numbers first, into the other, in the order in which it is told.
std::vector<RowRange> rangesBetween(const std::vector<std::int64_t>& before,
                                    const std::vector<std::int64_t>& after)
{
    std::vector<RowRange> ranges;
    std::size_t row = 0; // in the list as it is when the range is told
    const auto add = [&ranges, &row](bool comes) {
        const bool goesOn = !ranges.empty() && ranges.back().comes == comes &&
                            (comes ? ranges.back().first + ranges.back().count : ranges.back().first) == row;
        if (goesOn)
            ++ranges.back().count;
        else
            ranges.push_back({comes, row, 1});
        row += comes ? 1 : 0;
    };
    std::size_t old = 0;
    std::size_t now = 0;
    while ((old < before.size() || now < after.size()) && ranges.size() <= mostRanges) {
        if (old < before.size() && now < after.size() && before[old] == after[now]) {
            ++old;
            ++now;
            ++row;
        } else if (now == after.size() || (old < before.size() && before[old] > after[now])) {
            ++old;
            add(false);
        } else {
            ++now;
            add(true);
        }
    }
    return ranges;
}

bool showsTheSame(const RunSummary& one, const RunSummary& other)
{
    return one.run.state == other.run.state && one.run.outcome == other.run.outcome &&
           one.run.ended == other.run.ended && one.steps.size() == other.steps.size();
}

} // namespace

RunsModel::RunsModel(Engine& engine, QObject* parent)
    : QAbstractTableModel(parent)
    , m_engine(engine)
{
    m_wantDelay.setSingleShot(true);
    m_wantDelay.setInterval(0);
    connect(&m_wantDelay, &QTimer::timeout, this, &RunsModel::readWanted);
}

void RunsModel::setFilter(const RunFilter& filter)
{
    m_filter = filter;
    m_version.reset();
    m_rowsJob.cancel();
    ask({}, true);
}

void RunsModel::refresh(int first, int last)
{
    if (m_listJob.isRunning())
        return; // its answer is new enough; the next news comes soon
    std::vector<std::int64_t> wanted;
    const int end = std::min({last, first + mostWantedRows, rowCount() - 1});
    for (int row = std::max(first, 0); row <= end; ++row)
        wanted.push_back(numberAt(row));
    ask(std::move(wanted), !m_isRead);
}

void RunsModel::ask(std::vector<std::int64_t> wanted, bool isNew)
{
    using Read = std::optional<RunList>;
    m_engine.ask<Read>(
        m_listJob,
        [filter = m_filter, wanted = std::move(wanted),
         known = m_version](EngineTools& tools, const std::stop_token& stop) -> Result<Read> {
            const auto runs = tools.runs();
            if (!runs)
                return fail(runs.error());
            return (*runs)->list(filter, wanted, rowsAtFirst, known, stop);
        },
        [this, isNew](Result<Read> list) {
            const Error problem = list ? Error() : list.error();
            m_readAt = m_engine.now();
            if (list && *list)
                take(std::move(**list), isNew);
            emit wasRead(problem);
        });
}

void RunsModel::take(RunList list, bool isNew)
{
    m_version = list.version;
    m_counts = list.counts;
    if (list.numbers.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        list.numbers.resize(static_cast<std::size_t>(std::numeric_limits<int>::max()));
    for (auto& [number, kept] : m_kept)
        kept.isStale = true;
    if (isNew || !follow(list.numbers)) {
        beginResetModel();
        m_isRead = true;
        m_numbers = std::move(list.numbers);
        keep(std::move(list.rows), false);
        endResetModel();
        return;
    }
    keep(std::move(list.rows), true);
}

bool RunsModel::follow(const std::vector<std::int64_t>& numbers)
{
    const std::vector<RowRange> ranges = rangesBetween(m_numbers, numbers);
    if (ranges.size() > mostRanges)
        return false;
    for (const RowRange& range : ranges) {
        const auto first = static_cast<std::ptrdiff_t>(range.first);
        const auto end = static_cast<std::ptrdiff_t>(range.first + range.count);
        if (range.comes) {
            beginInsertRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
            m_numbers.insert(m_numbers.begin() + first, numbers.begin() + first, numbers.begin() + end);
            endInsertRows();
        } else {
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
            m_numbers.erase(m_numbers.begin() + first, m_numbers.begin() + end);
            endRemoveRows();
        }
    }
    return true;
}

void RunsModel::keep(std::vector<RunSummary> rows, bool tells)
{
    for (RunSummary& row : rows) {
        const std::int64_t number = row.number;
        Kept& kept = m_kept[number];
        const bool isOther = kept.used == 0 || !showsTheSame(kept.row, row);
        kept.row = std::move(row);
        kept.isStale = false;
        kept.used = ++m_use;
        const int at = tells && isOther ? rowOf(number) : -1;
        if (at >= 0)
            emit dataChanged(index(at, 0), index(at, columnCount() - 1));
    }
    forgetOldRows();
}

int RunsModel::rowOf(std::int64_t number) const
{
    const auto found = std::ranges::lower_bound(m_numbers, number, std::greater<>());
    return found != m_numbers.end() && *found == number ? static_cast<int>(found - m_numbers.begin()) : -1;
}

const RunSummary* RunsModel::rowAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto kept = m_kept.find(numberAt(row));
    if (kept == m_kept.end()) {
        want(row);
        return nullptr;
    }
    kept->second.used = ++m_use;
    if (kept->second.isStale)
        want(row);
    return &kept->second.row;
}

void RunsModel::want(int row) const
{
    auto& [first, last] = m_wanted;
    // A view paints its rows one after the other; a row far from the last ones begins another screen.
    const bool isNear = first >= 0 && row >= first - mostWantedRows && row <= last + mostWantedRows &&
                        std::max(last, row) - std::min(first, row) < mostWantedRows;
    m_wanted = isNear ? std::pair(std::min(first, row), std::max(last, row)) : std::pair(row, row);
    if (!m_wantDelay.isActive() && !m_rowsJob.isRunning())
        m_wantDelay.start();
}

void RunsModel::readWanted()
{
    if (m_rowsJob.isRunning() || m_wanted.first < 0)
        return;
    const auto [first, last] = std::exchange(m_wanted, {-1, -1});
    std::vector<std::int64_t> numbers;
    for (int row = std::max(first - rowsAround, 0); row <= std::min(last + rowsAround, rowCount() - 1);
         ++row) {
        const auto kept = m_kept.find(numberAt(row));
        if (kept == m_kept.end() || kept->second.isStale)
            numbers.push_back(numberAt(row));
    }
    if (numbers.empty())
        return;
    using Rows = std::vector<RunSummary>;
    m_engine.ask<Rows>(
        m_rowsJob,
        [numbers](EngineTools& tools, const std::stop_token& stop) -> Result<Rows> {
            const auto runs = tools.runs();
            if (!runs)
                return fail(runs.error());
            return (*runs)->rows(numbers, stop);
        },
        [this](Result<Rows> rows) {
            if (rows)
                keep(std::move(*rows), true);
            m_wantDelay.start();
        });
}

void RunsModel::forgetOldRows()
{
    if (m_kept.size() <= mostKept)
        return;
    std::vector<std::uint64_t> uses;
    uses.reserve(m_kept.size());
    for (const auto& [number, kept] : m_kept)
        uses.push_back(kept.used);
    const auto half = uses.begin() + static_cast<std::ptrdiff_t>(uses.size() / 2);
    std::ranges::nth_element(uses, half);
    std::erase_if(m_kept, [limit = *half](const auto& one) { return one.second.used < limit; });
}

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_numbers.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(runColumnsShown.size());
}

QVariant RunsModel::textOf(const RunSummary& row, RunColumn column) const
{
    switch (column) {
    case RunColumn::State:
        return tr("%1, %2").arg(chipWord(row.run.state), kindWords(row.run));
    case RunColumn::Message:
        return tr("%1: %2").arg(senderOf(row), subjectOf(row));
    case RunColumn::Way:
        return tr("%1 %2").arg(asSentence(shownText(outcomeOf(row.run), 400)), wordsOf(marksOf(row)));
    case RunColumn::Began:
        return timeWords(row.run.began, m_readAt);
    case RunColumn::By:
        return tr("%1 on %2").arg(shownText(row.run.actor.account, 80), shownText(row.run.actor.machine, 80));
    case RunColumn::File:
        return shownPath(pathFromBytes(row.run.source.name));
    case RunColumn::Run:
        break;
    }
    return shownText(row.run.id, 40);
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    const RunSummary* row = rowAt(index.row());
    if (row == nullptr)
        return {};
    const RunColumn column = runColumnsShown[static_cast<std::size_t>(index.column())];
    if (role != Qt::ToolTipRole)
        return textOf(*row, column);
    if (column == RunColumn::Began)
        return exactTime(row->run.began);
    if (column != RunColumn::Way)
        return toolTipText(textOf(*row, column).toString());
    QStringList lines;
    for (const StepMark& mark : marksOf(*row))
        lines << wordsOf(mark);
    lines << asSentence(shownText(outcomeOf(row->run), 400));
    return toolTipText(lines.join(QLatin1Char('\n')));
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return titleOf(runColumnsShown[static_cast<std::size_t>(section)]);
}

} // namespace connectorscope
