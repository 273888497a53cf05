#include "core/base/path_text.h"
#include "ui/detail/detail_view.h"
#include "ui/detail/elided_label.h"
#include "ui/detail/history/history_page.h"
#include "ui/detail/parts/parts_page.h"
#include "ui/detail/source/source_page.h"
#include "ui/detail/text/text_page.h"
#include "ui/detail/transfer/transfer_page.h"
#include "ui/detail/why/why_page.h"
#include "ui/theme/page_keys.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr std::chrono::seconds toldFor{6};

QLabel* makeDetailLabel(QWidget* parent, const char* name, const char* role, bool wraps)
{
    auto* label = new ElidedLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(wraps);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Long text widens nothing.
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setRole(label, role);
    return label;
}

} // namespace

void DetailView::makeHeader()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(4);
    m_where = makeDetailLabel(this, "detailWhere", "small", false);
    m_title = makeDetailLabel(this, "detailTitle", "title", true);
    m_title->setMaximumHeight(54);
    m_who = makeDetailLabel(this, "detailWho", "muted", false);
    m_problem = new QFrame(this);
    m_problem->setObjectName(QStringLiteral("detailProblem"));
    setRole(m_problem, "problem");
    auto* problem = new QHBoxLayout(m_problem);
    m_problemText = new QLabel(m_problem);
    m_problemText->setObjectName(QStringLiteral("detailProblemText"));
    m_problemText->setWordWrap(true);
    m_problemText->setTextFormat(Qt::PlainText);
    auto* again = new QPushButton(tr("Read again"), m_problem);
    again->setObjectName(QStringLiteral("detailReload"));
    connect(again, &QPushButton::clicked, this, &DetailView::reload);
    problem->addWidget(m_problemText, 1);
    problem->addWidget(again);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("detailProgress"));
    m_progress->setAccessibleName(tr("Reading the message"));
    m_progress->setTextVisible(false);
    m_empty = new QLabel(this);
    m_empty->setObjectName(QStringLiteral("detailEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    setRole(m_empty, "muted");
    layout->addWidget(m_where);
    layout->addWidget(m_title);
    layout->addWidget(m_who);
    layout->addWidget(m_problem);
    layout->addWidget(m_progress);
}

void DetailView::makePages()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("detailTabs"));
    m_tabs->setAccessibleName(tr("Views of the message"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setAccessibleName(tr("Views of the message"));
    m_why = new WhyPage(m_tabs);
    m_source = new SourcePage(m_files, m_tabs);
    m_parts = new PartsPage(m_tabs);
    m_text = new TextPage(m_tabs);
    m_transfer = new TransferPage(m_tabs);
    m_history = new HistoryPage(m_tabs);
    m_tabs->addTab(m_why, tr("Why"));
    m_tabs->addTab(m_source, tr("Source"));
    m_tabs->addTab(m_parts, tr("Parts"));
    m_tabs->addTab(m_text, tr("Text"));
    m_tabs->addTab(m_transfer, tr("Transfer"));
    m_tabs->addTab(m_history, tr("History"));
    m_bar = new QFrame(this);
    m_bar->setObjectName(QStringLiteral("detailBar"));
    setRole(m_bar, "bar");
    auto* bar = new QHBoxLayout(m_bar);
    m_barText = new QLabel(m_bar);
    m_barText->setObjectName(QStringLiteral("detailBarText"));
    m_barText->setTextFormat(Qt::PlainText);
    m_barText->setWordWrap(true);
    bar->addWidget(m_barText);
    auto* box = static_cast<QVBoxLayout*>(layout());
    box->addWidget(m_tabs, 1);
    box->addWidget(m_bar);
    box->addWidget(m_empty, 1);
}

void DetailView::takeKeysOf(QWidget& scope)
{
    qDeleteAll(m_shortcuts);
    m_shortcuts.clear();
    const auto add = [this, &scope](const QKeySequence& keys, auto deed) {
        m_shortcuts.push_back(onKeyIn(scope, keys, this, [this, deed] {
            if (!m_tabs->isHidden())
                deed();
        }));
    };
    for (int i = 0; i < m_tabs->count(); ++i)
        add(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)),
            [this, i] { m_tabs->setCurrentIndex(i); });
    add(QKeySequence(Qt::CTRL | Qt::Key_G), [this] {
        showTab(Tab::Source);
        m_source->focusPlace();
    });
    add(QKeySequence(Qt::Key_F3), [this] { m_source->findAgain(false); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { m_source->findAgain(true); });
    const auto step = [this](int by) {
        showTab(Tab::Source);
        m_source->stepFinding(by);
    };
    add(QKeySequence(Qt::Key_F8), [step] { step(1); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F8), [step] { step(-1); });
}

void DetailView::connectPages()
{
    connect(&m_loader, &MessageLoader::loaded, this, &DetailView::takeLoaded);
    connect(&m_loader, &MessageLoader::wentOn, this, [this](double part) {
        m_progress->setValue(static_cast<int>(part * 100));
        m_progress->setVisible(true);
    });
    connect(&m_loader, &MessageLoader::textDecoded, m_text, &TextPage::setText);
    connect(&m_loader, &MessageLoader::repairProposed, this, [this](const RepairProposal& proposal) {
        m_why->setProposal(proposal);
        m_transfer->setProposal(proposal);
    });
    connect(&m_loader, &MessageLoader::failed, this, &DetailView::showProblem);
    connect(&m_loader, &MessageLoader::saved, this, [this](const SavedFile& saved) {
        tell(saved.error ? shownError(*saved.error) : tr("Saved as %1").arg(shownPath(saved.path)));
    });
    connect(m_source, &SourcePage::failed, this, &DetailView::showProblem);
    connect(m_source, &SourcePage::told, this, &DetailView::tell);
    connect(m_why, &WhyPage::proofWished, this, [this](int finding) {
        showTab(Tab::Source);
        m_source->showFinding(finding);
        m_source->view().setFocus();
    });
    connect(m_why, &WhyPage::deedWished, this, &DetailView::takeDeed);
    connect(m_why, &WhyPage::requeueWished, this, &DetailView::requeueWished);
    connect(m_why, &WhyPage::acknowledgeWished, this, &DetailView::acknowledgeWished);
    connect(m_parts, &PartsPage::sourceWished, this, [this](std::uint64_t offset) {
        showTab(Tab::Source);
        m_source->goTo(offset);
    });
    connect(m_parts, &PartsPage::textWished, this, [this](int part) {
        showTab(Tab::Text);
        m_text->choosePart(part);
    });
    connect(m_parts, &PartsPage::saveWished, this, [this](int part, const QString& path) {
        m_loader.savePart(m_message, part, pathFromBytes(path.toStdString()));
    });
    connect(m_text, &TextPage::partWished, this, [this](int part) {
        if (m_message)
            m_loader.decodeText(m_message, part);
    });
    connect(m_transfer, &TransferPage::dryRunWished, this,
            [this] { emit dryRunWished(m_why->requeueOptions()); });
    connect(m_transfer, &TransferPage::deedWished, this, &DetailView::begin);
    connect(m_transfer, &TransferPage::saveRepairedWished, this, [this](const QString& path) {
        if (m_message)
            m_loader.saveRepaired(m_message, repairOptions(), pathFromBytes(path.toStdString()));
    });
}

void DetailView::tell(const QString& text)
{
    m_barText->setText(text);
    m_bar->setVisible(true);
    QTimer::singleShot(toldFor, m_bar, [this, text] {
        if (m_barText->text() == text)
            m_bar->setVisible(false);
    });
}

} // namespace connectorscope
