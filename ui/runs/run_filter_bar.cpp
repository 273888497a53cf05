#include "ui/runs/run_filter_bar.h"

#include "ui/theme/search_field.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace connectorscope {
namespace {

constexpr int runBarHeight = 52;

} // namespace

RunFilterBar::RunFilterBar(QWidget* parent)
    : QFrame(parent)
    , m_search(new SearchField(this))
{
    setRole(this, "top");
    setFixedHeight(runBarHeight);
    m_search->setObjectName(QStringLiteral("runSearch"));
    m_search->setPlaceholderText(tr("Search runs    /"));
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setToolTip(tr("Sender, recipient, subject, file, outcome, ids, account: in the newest %1 runs")
                             .arg(countWords(RunFilter::newestSearched)));
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(300);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search, 3);
    auto* group = new QButtonGroup(this);
    for (std::size_t i = 0; i < runViews.size(); ++i) {
        auto* chip = new QPushButton(titleOf(runViews[i]), this);
        setRole(chip, "chip");
        chip->setObjectName(QStringLiteral("runView%1").arg(i));
        chip->setCheckable(true);
        chip->setChecked(runViews[i] == m_view);
        group->addButton(chip);
        connect(chip, &QPushButton::clicked, this, [this, view = runViews[i]] {
            m_view = view;
            emit changed();
        });
        layout->addWidget(chip);
        m_chips[i] = chip;
    }
    layout->addStretch(1);
    connect(m_search, &SearchField::searchedFor, this, &RunFilterBar::changed);
    connect(m_search, &SearchField::left, this, &RunFilterBar::left);
    setCounts({});
}

RunFilter RunFilterBar::filter() const
{
    return {statesOf(m_view), m_search->searched().toStdString()};
}

void RunFilterBar::choose(RunView view)
{
    m_chips[static_cast<std::size_t>(view)]->click();
}

void RunFilterBar::setCounts(const RunCounts& counts)
{
    for (std::size_t i = 0; i < runViews.size(); ++i) {
        const std::uint64_t count = countOf(counts, runViews[i]);
        const QString text = titleOf(runViews[i]);
        m_chips[i]->setText(count == 0 ? text : text + QStringLiteral("  ") + countWords(count));
        m_chips[i]->setAccessibleName(tr("%1, %2").arg(text, countWords(count)));
    }
}

void RunFilterBar::endSearch()
{
    m_search->endSearch();
}

void RunFilterBar::focusSearch()
{
    m_search->begin();
}

} // namespace connectorscope
