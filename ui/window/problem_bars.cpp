#include "ui/window/problem_bars.h"

#include "core/diagnosis/catalogue.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"
#include "ui/window/notice_bar.h"

#include <QStringList>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

/// The same database may refuse the watch and a page with other words.
bool isSameThing(const Error& one, const Error& other)
{
    return one.code == other.code &&
           (one.path.empty() ? one.message == other.message : one.path == other.path);
}

/// Shows or clears, and tells nobody twice.
void showIn(NoticeBar& bar, const QString& text)
{
    if (text.isEmpty())
        bar.clear();
    else if (!bar.isVisibleTo(bar.parentWidget()) || bar.text() != text)
        bar.show(text);
}

QString folderProblem(const FolderHealth& health)
{
    return ProblemBars::tr("%1: %2 %3")
        .arg(wordOf(health.folder), asSentence(shownText(health.whyUnreachable)),
             shownText(causeOf(CauseId::FolderUnreachable).advice));
}

} // namespace

ProblemBars::ProblemBars(QWidget* parent)
    : QWidget(parent)
    , m_watchBar(new NoticeBar(NoticeBar::Kind::Problem, this))
    , m_workBar(new NoticeBar(NoticeBar::Kind::Problem, this))
    , m_reportBar(new NoticeBar(NoticeBar::Kind::Problem, this))
    , m_folderBar(new NoticeBar(NoticeBar::Kind::Problem, this))
    , m_partBar(new NoticeBar(NoticeBar::Kind::Problem, this))
{
    m_watchBar->setObjectName(QStringLiteral("watchProblemBar"));
    m_workBar->setObjectName(QStringLiteral("workerProblemBar"));
    m_reportBar->setObjectName(QStringLiteral("reportProblemBar"));
    m_folderBar->setObjectName(QStringLiteral("folderProblemBar"));
    m_partBar->setObjectName(QStringLiteral("problemBar"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (NoticeBar* bar : {m_watchBar, m_workBar, m_reportBar, m_folderBar, m_partBar})
        layout->addWidget(bar);
}

void ProblemBars::setWatch(const std::optional<Error>& problem)
{
    m_watch = problem;
    arrange();
}

void ProblemBars::setWork(const std::optional<Error>& problem)
{
    m_work = problem;
    arrange();
}

void ProblemBars::setReports(const std::optional<Error>& problem)
{
    m_reports = problem;
    arrange();
}

void ProblemBars::setFolders(const SiteState& state, const QWidget& page)
{
    QStringList problems;
    for (const FolderFigures& folder : state.folders)
        if (folder.health.unreachableSince)
            problems << folderProblem(folder.health);
    m_folders = problems.join(QLatin1Char('\n'));
    m_folderPage = &page;
    arrange();
}

void ProblemBars::setPart(const QWidget& part, const std::optional<Error>& problem)
{
    if (problem)
        m_parts[&part] = *problem;
    else
        m_parts.erase(&part);
    arrange();
}

void ProblemBars::setPage(const QWidget& page)
{
    m_page = &page;
    arrange();
}

bool ProblemBars::isNews(const Error& problem) const
{
    return !(m_watch && isSameThing(problem, *m_watch)) && !(m_work && isSameThing(problem, *m_work));
}

void ProblemBars::arrange()
{
    const bool workIsNews = m_work && !(m_watch && isSameThing(*m_work, *m_watch));
    showIn(*m_watchBar, m_watch ? shownError(*m_watch) : QString());
    showIn(*m_workBar, workIsNews ? tr("Nothing can be moved now. %1").arg(shownError(*m_work)) : QString());
    showIn(*m_reportBar,
           m_reports && isNews(*m_reports) ? tr("The daily report: ") + shownError(*m_reports) : QString());
    showIn(*m_folderBar, m_page != nullptr && m_page == m_folderPage ? m_folders : QString());
    QString told;
    for (const auto& [part, problem] : m_parts) {
        const bool isShown = part == m_page || (m_page != nullptr && m_page->isAncestorOf(part));
        if (isShown && told.isEmpty() && isNews(problem))
            told = shownError(problem);
    }
    showIn(*m_partBar, told);
}

} // namespace connectorscope
