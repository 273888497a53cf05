#include "ui/overview/overview_page.h"

#include "ui/overview/age_table.h"
#include "ui/overview/bar_row.h"
#include "ui/overview/folder_tile.h"
#include "ui/overview/overview_words.h"
#include "ui/overview/todo_list.h"
#include "ui/overview/trend_chart.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr int topHeight = 52;
constexpr int pageMargin = 18;
constexpr int cardGap = 14;

QLabel* label(const QString& text, const char* role, QWidget* parent)
{
    auto* made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    setRole(made, role);
    return made;
}

/// A card with a heading; `layout` is what it holds.
QFrame* card(const QString& heading, QVBoxLayout*& layout)
{
    auto* frame = new QFrame;
    setRole(frame, "card");
    layout = new QVBoxLayout(frame);
    layout->setContentsMargins(cardPadding, 14, cardPadding, 14);
    layout->setSpacing(gridStep);
    if (!heading.isEmpty()) {
        layout->addWidget(label(heading, "section", frame));
        layout->addSpacing(2 * gridStep);
    }
    return frame;
}

} // namespace

OverviewPage::OverviewPage(Engine& engine, QWidget* parent)
    : QWidget(parent)
    , m_engine(engine)
{
    setObjectName(QStringLiteral("overviewPage"));
    setAccessibleName(tr("Overview"));
    setRole(this, "page");
    setFocusPolicy(Qt::StrongFocus); // keys begin here, before the first button
    auto* top = new QFrame(this);
    setRole(top, "top");
    top->setFixedHeight(topHeight);
    auto* topLayout = new QHBoxLayout(top);
    topLayout->setContentsMargins(cardPadding, 0, cardPadding, 0);
    QLabel* heading = label(tr("Overview"), "section", top);
    topLayout->addWidget(heading);
    topLayout->addStretch();

    auto* content = new QWidget;
    setRole(content, "page");
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
    m_grid->setSpacing(cardGap);
    m_grid->setColumnStretch(0, 5);
    m_grid->setColumnStretch(1, 4);
    m_tileRow = new QWidget(content);
    auto* tiles = new QHBoxLayout(m_tileRow);
    tiles->setContentsMargins(0, 0, 0, 0);
    tiles->setSpacing(cardGap);
    m_grid->addWidget(makeVerdict(), 0, 0, 1, 2);
    m_grid->addWidget(m_tileRow, 1, 0, 1, 2);
    m_grid->addWidget(makeCauses(), 2, 0);
    m_grid->addWidget(makeTrend(), 2, 1);
    m_grid->addWidget(makeTodos(), 3, 0);
    m_grid->addWidget(makeAges(), 3, 1, Qt::AlignTop);
    m_grid->setRowStretch(4, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    scroll->setFocusPolicy(Qt::NoFocus);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(top);
    layout->addWidget(scroll, 1);
    connect(&engine, &Engine::contentChanged, this, &OverviewPage::refresh);
}

QFrame* OverviewPage::makeVerdict()
{
    m_verdict = new QFrame;
    setRole(m_verdict, "card");
    m_stripe = new QFrame(m_verdict);
    setRole(m_stripe, "stripe");
    m_stripe->setFixedWidth(4);
    m_title = label(tr("Looking at the folders for the first time"), "title", m_verdict);
    m_title->setObjectName(QStringLiteral("overviewVerdict"));
    m_title->setWordWrap(true);
    m_detail = label({}, "muted", m_verdict);
    m_detail->setWordWrap(true);
    m_primary = new QPushButton(m_verdict);
    m_primary->setObjectName(QStringLiteral("overviewPrimary"));
    setRole(m_primary, "primary");
    m_primary->setVisible(false);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        MessageFilter filter;
        if (m_data.stuck.mostFrequent && m_data.stuck.ofMostFrequent > 1)
            filter = filterOfCause(m_data.stuck.mostFrequent);
        emit messagesWanted(filter);
    });
    auto* texts = new QVBoxLayout;
    texts->setContentsMargins(cardPadding, 16, 0, 16);
    texts->setSpacing(gridStep);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    auto* layout = new QHBoxLayout(m_verdict);
    layout->setContentsMargins(gridStep, 0, cardPadding, 0);
    layout->setSpacing(0);
    auto* beside = new QVBoxLayout; // so that it stays within the corners of the card
    beside->setContentsMargins(0, 10, 0, 10);
    beside->addWidget(m_stripe);
    layout->addLayout(beside);
    layout->addLayout(texts, 1);
    layout->addSpacing(cardPadding);
    layout->addWidget(m_primary, 0, Qt::AlignVCenter);
    return m_verdict;
}

QFrame* OverviewPage::makeCauses()
{
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(tr("Why mail is stuck"), layout);
    layout->setSpacing(0);
    // The bars have a margin of their own, which shows what the pointer is over; all texts stand in one line.
    layout->setContentsMargins(cardPadding - gridStep, 14, cardPadding - gridStep, 14);
    layout->itemAt(0)->widget()->setContentsMargins(gridStep, 0, 0, 0);
    m_noCauses = label(tr("The folders are being read. Causes will stand here."), "muted", frame);
    m_noCauses->setObjectName(QStringLiteral("noCauses"));
    m_noCauses->setContentsMargins(gridStep, 0, 0, 0);
    layout->addWidget(m_noCauses);
    for (std::size_t i = 0; i < OverviewData::shownCauses; ++i) {
        auto* bar = new BarRow(frame);
        bar->setObjectName(QStringLiteral("causeBar%1").arg(i));
        bar->setVisible(false);
        connect(bar, &BarRow::clicked, this, [this, i] {
            if (i < m_data.causes.size())
                emit messagesWanted(filterOfCause(m_data.causes[i].cause));
        });
        layout->addWidget(bar);
        m_bars.push_back(bar);
    }
    m_otherCauses = label({}, "small", frame);
    m_otherCauses->setContentsMargins(gridStep, gridStep, 0, 0);
    m_otherCauses->setVisible(false);
    layout->addWidget(m_otherCauses);
    layout->addStretch();
    return frame;
}

QFrame* OverviewPage::makeTrend()
{
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card({}, layout);
    auto* heading = new QHBoxLayout;
    QLabel* title = label(tr("Failed in the last 24 hours"), "section", frame);
    title->setWordWrap(true);
    heading->addWidget(title, 1);
    m_trendFigures = label({}, "muted", frame);
    heading->addWidget(m_trendFigures, 0, Qt::AlignTop);
    layout->addLayout(heading);
    m_trend = new TrendChart(frame);
    layout->addWidget(m_trend, 1);
    return frame;
}

QFrame* OverviewPage::makeTodos()
{
    QVBoxLayout* layout = nullptr;
    m_todoCard = card(tr("What to do"), layout);
    m_todos = new TodoList(m_todoCard);
    connect(m_todos, &TodoList::messagesWanted, this, &OverviewPage::messagesWanted);
    connect(m_todos, &TodoList::requeueWanted, this, &OverviewPage::requeueWanted);
    layout->addWidget(m_todos);
    layout->addStretch();
    m_todoCard->setVisible(false);
    return m_todoCard;
}

QFrame* OverviewPage::makeAges()
{
    QVBoxLayout* layout = nullptr;
    m_ageCard = card(tr("Age of stuck mail"), layout);
    m_ages = new AgeTable(m_ageCard);
    layout->addWidget(m_ages);
    m_ageCard->setVisible(false);
    return m_ageCard;
}

void OverviewPage::refresh()
{
    if (!isVisible())
        return;
    if (m_job.isRunning())
        return; // its answer is new enough; the next news comes soon
    m_engine.ask<OverviewData>(m_job, readOverview, [this](const Result<OverviewData>& overview) {
        if (overview)
            show(*overview);
        else if (m_data.state.folders.empty())
            showUnknown();
        emit problemChanged(overview ? Error() : overview.error());
    });
}

void OverviewPage::showUnknown()
{
    m_title->setText(tr("What is stuck is not known"));
    m_detail->setText(tr("The site's databases cannot be read; the bar below says why and what to do."));
    setSense(m_stripe, Sense::Server);
    m_noCauses->setText(tr("Causes will stand here as soon as the databases can be read."));
}

void OverviewPage::show(const OverviewData& overview)
{
    m_data = overview;
    m_isBeingRead = isBeingRead(overview, m_engine.watchStatus());
    const VerdictWords words = verdictWords(overview, m_isBeingRead);
    m_title->setText(words.title);
    m_detail->setText(words.detail);
    setSense(m_stripe, words.sense);
    const std::uint64_t shown = overview.stuck.mostFrequent && overview.stuck.ofMostFrequent > 1
                                    ? overview.stuck.ofMostFrequent
                                    : overview.stuck.count;
    m_primary->setVisible(shown > 0);
    m_primary->setText(shown == 1 ? tr("Show it") : tr("Show these %1").arg(countWords(shown)));
    showFolders(overview);
    showCauses(overview);
    showTrend(overview);
    m_todos->setTodos(todoWords(overview));
    m_todoCard->setVisible(!overview.causes.empty() || !overview.state.conditions.empty());
    m_ages->setAges(overview.causes, overview.ages);
    m_ageCard->setVisible(!overview.causes.empty());
}

void OverviewPage::showFolders(const OverviewData& overview)
{
    while (m_tiles.size() < overview.folders.size()) {
        const std::size_t number = m_tiles.size();
        auto* tile = new FolderTile(m_tileRow);
        connect(tile, &FolderTile::clicked, this, [this, number] {
            MessageFilter filter;
            filter.folders = {m_data.folders[number].figures.health.folder};
            emit messagesWanted(filter);
        });
        m_tileRow->layout()->addWidget(tile);
        m_tiles.push_back(tile);
    }
    for (std::size_t i = 0; i < overview.folders.size(); ++i) {
        const std::string_view kind = toString(overview.folders[i].figures.health.folder);
        m_tiles[i]->setObjectName(QStringLiteral("tile-") +
                                  QString::fromUtf8(kind.data(), static_cast<int>(kind.size())));
        m_tiles[i]->setFolder(overview.folders[i], overview.state.now, m_isBeingRead);
    }
}

void OverviewPage::showCauses(const OverviewData& overview)
{
    m_noCauses->setVisible(overview.causes.empty());
    m_noCauses->setText(m_isBeingRead ? tr("The folders are being read. Causes will stand here.")
                                      : tr("Nothing is stuck. Causes would stand here."));
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        m_bars[i]->setVisible(i < overview.causes.size());
        if (i < overview.causes.size())
            m_bars[i]->setRow(causeTitle(overview.causes[i].cause), senseOfCause(overview.causes[i].cause),
                              overview.causes[i].count, overview.causes.front().count);
    }
    m_otherCauses->setVisible(overview.otherCauses > 0);
    m_otherCauses->setText(
        overview.otherCauses == 1
            ? tr("and 1 message for another cause")
            : tr("and %1 messages for other causes").arg(countWords(overview.otherCauses)));
}

void OverviewPage::showTrend(const OverviewData& overview)
{
    m_trend->setHours(overview.failed, overview.state.now);
    m_trendFigures->setText(
        overview.failedUsually
            ? tr("%1, usually %2").arg(countWords(overview.failedToday), countWords(*overview.failedUsually))
            : countWords(overview.failedToday));
}

void OverviewPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void OverviewPage::hideEvent(QHideEvent* event)
{
    m_job.cancel();
    QWidget::hideEvent(event);
}

} // namespace connectorscope
