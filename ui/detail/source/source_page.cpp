#include "ui/detail/source/source_page.h"

#include "ui/detail/card_frame.h"
#include "ui/detail/source/source_text.h"
#include "ui/theme/sense.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QEvent>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int findingRowHeight = 26;
constexpr int mostFindingRows = 4;
constexpr int longestNeedle = 1000;

QPushButton* makeChip(const QString& text, const char* name, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(true);
    button->setFixedHeight(28);
    setRole(button, "chip");
    return button;
}

QPushButton* makeQuiet(const QString& text, const char* name, const QString& tip, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    setRole(button, "quiet");
    return button;
}

/// "12" is a line, "0x4D2" and "@1234" are offsets.
struct TypedPlace
{
    std::optional<std::uint64_t> line;
    std::optional<std::uint64_t> offset;
};

TypedPlace typedPlace(QString text)
{
    text = text.trimmed();
    bool isNumber = false;
    TypedPlace place;
    if (text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive)) {
        const quint64 offset = text.mid(2).toULongLong(&isNumber, 16);
        if (isNumber)
            place.offset = offset;
    } else if (text.startsWith(QLatin1Char('@'))) {
        const quint64 offset = text.mid(1).toULongLong(&isNumber);
        if (isNumber)
            place.offset = offset;
    } else {
        const quint64 line = text.toULongLong(&isNumber);
        if (isNumber && line > 0)
            place.line = line;
    }
    return place;
}

} // namespace

SourcePage::SourcePage(FileSystem& files, QWidget* parent)
    : QWidget(parent)
    , m_reader(files)
    , m_view(new SourceView(m_reader, this))
    , m_findings(new QListWidget(this))
    , m_asText(makeChip(tr("Text"), "sourceText", this))
    , m_asHex(makeChip(tr("Hex"), "sourceHex", this))
    , m_asBytes(makeChip(tr("Bytes"), "sourceSearchBytes", this))
    , m_search(new QLineEdit(this))
    , m_previous(
          makeQuiet(QStringLiteral("\u2191"), "sourceSearchPrevious", tr("Find before (Shift+F3)"), this))
    , m_next(makeQuiet(QStringLiteral("\u2193"), "sourceSearchNext", tr("Find next (F3)"), this))
    , m_stop(makeQuiet(tr("Stop"), "sourceSearchStop", tr("Stop searching"), this))
    , m_place(new QLineEdit(this))
    , m_status(new QLabel(this))
{
    setObjectName(QStringLiteral("sourcePage"));
    makeTools();
    connect(&m_reader, &SourceReader::failed, this, &SourcePage::failed);
    connect(&m_reader, &SourceReader::searchEnded, this, &SourcePage::takeFound);
    connect(&m_reader, &SourceReader::searchWentOn, this, [this](double part) {
        m_searchStatus = tr("searching, %1 %").arg(static_cast<int>(part * 100));
        updateStatus();
    });
    connect(&m_reader, &SourceReader::lineFound, this, [this](const FoundPlace& place) {
        m_view->goTo(*place.offset);
        endSearch({});
    });
    connect(&m_reader, &SourceReader::copied, this, [this](const CopiedText& text) {
        QGuiApplication::clipboard()->setText(text.text);
        emit told(text.isCut
                      ? tr("Copied the first %1 of the selection").arg(sizeWords(SourceWorker::mostCopied))
                      : tr("Copied"));
    });
    connect(m_view, &SourceView::caretMoved, this, &SourcePage::updateStatus);
}

void SourcePage::makeTools()
{
    auto* group = new QButtonGroup(this);
    group->addButton(m_asText);
    group->addButton(m_asHex);
    m_asText->setChecked(true);
    m_asBytes->setToolTip(tr("Search for bytes: 0D 0A"));
    m_search->setObjectName(QStringLiteral("sourceSearch"));
    m_search->setAccessibleName(tr("Find in the source"));
    m_search->setPlaceholderText(tr("Find"));
    m_search->setMaxLength(longestNeedle);
    m_search->setClearButtonEnabled(true);
    m_place->setObjectName(QStringLiteral("sourcePlace"));
    m_place->setAccessibleName(tr("Go to a line, or to an offset such as 0x4D2 or @1234"));
    m_place->setToolTip(m_place->accessibleName());
    m_place->setPlaceholderText(tr("Line or 0x offset"));
    m_place->setFixedWidth(136);
    m_status->setObjectName(QStringLiteral("sourceStatus"));
    setRole(m_status, "small");
    m_stop->setVisible(false);
    m_findings->setObjectName(QStringLiteral("sourceFindings"));
    m_findings->setAccessibleName(tr("Findings in the source"));
    m_findings->setUniformItemSizes(true);
    m_findings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    setTabOrder(m_search, m_asBytes);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(4);
    tools->addWidget(m_asText);
    tools->addWidget(m_asHex);
    tools->addSpacing(8);
    tools->addWidget(m_search, 1);
    tools->addWidget(m_asBytes);
    tools->addWidget(m_previous);
    tools->addWidget(m_next);
    auto* places = new QHBoxLayout;
    places->setSpacing(4);
    places->addWidget(m_status, 1);
    places->addWidget(m_stop);
    places->addWidget(m_place);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(tools);
    m_findingsCard = inCardFrame(m_findings, this);
    layout->addWidget(m_findingsCard);
    layout->addWidget(inCardFrame(m_view, this), 1);
    layout->addLayout(places);

    connect(m_asHex, &QPushButton::toggled, m_view, &SourceView::setHex);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { findAgain(false); });
    connect(m_search, &QLineEdit::textEdited, this, [this] {
        m_reader.cancelSearch();
        m_view->clearFound();
        endSearch({});
    });
    connect(m_previous, &QPushButton::clicked, this, [this] { findAgain(true); });
    connect(m_next, &QPushButton::clicked, this, [this] { findAgain(false); });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_reader.cancelSearch();
        endSearch(tr("search stopped"));
    });
    connect(m_place, &QLineEdit::returnPressed, this, &SourcePage::goToTyped);
    connect(m_findings, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { showFinding(m_findings->row(item)); });
    connect(m_findings, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { showFinding(m_findings->row(item)); });
}

void SourcePage::open(const std::filesystem::path& path)
{
    setFindings({});
    m_reader.open(path);
    m_view->begin();
    endSearch({});
}

void SourcePage::close()
{
    setFindings({});
    m_reader.close();
    m_view->clear();
    endSearch({});
}

void SourcePage::setFindings(const std::vector<Finding>& findings)
{
    m_listed = findings;
    m_findings->clear();
    std::vector<SourceMark> marks;
    for (const Finding& finding : findings) {
        const Sense sense = senseOf(finding.severity);
        QString text = signOf(sense) + QStringLiteral("  ") +
                       QString::fromUtf8(causeOf(finding.cause).title.data(),
                                         static_cast<qsizetype>(causeOf(finding.cause).title.size()));
        text += tr("  \u00B7 line %1").arg(countWords(finding.line));
        if (finding.count > 1)
            text += tr(" and %1 more").arg(countWords(finding.count - 1));
        auto* item = new QListWidgetItem(text, m_findings);
        item->setSizeHint(QSize(0, findingRowHeight));
        marks.push_back({finding.offset, finding.length, sense});
    }
    colourFindings();
    const int rows = std::min(static_cast<int>(findings.size()), mostFindingRows);
    m_findings->setFixedHeight(rows * findingRowHeight + 2);
    m_findingsCard->setVisible(rows > 0);
    m_view->setMarks(std::move(marks));
}

void SourcePage::colourFindings()
{
    for (int row = 0; row < m_findings->count(); ++row) {
        const Severity severity = m_listed[static_cast<std::size_t>(row)].severity;
        m_findings->item(row)->setForeground(currentTokens().of(senseOf(severity)).text);
    }
}

void SourcePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourFindings();
}

void SourcePage::goTo(std::uint64_t offset)
{
    m_view->goTo(offset);
    m_view->setFocus();
}

void SourcePage::showFinding(int index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= m_listed.size())
        return;
    m_findings->setCurrentRow(index);
    m_view->goTo(m_listed[static_cast<std::size_t>(index)].offset);
}

void SourcePage::stepFinding(int by)
{
    const int count = static_cast<int>(m_listed.size());
    if (count == 0)
        return;
    const int current = m_findings->currentRow();
    showFinding(current < 0 ? 0 : (current + by + count) % count);
}

void SourcePage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void SourcePage::focusPlace()
{
    m_place->setFocus();
    m_place->selectAll();
}

void SourcePage::findAgain(bool backward)
{
    SearchQuery query;
    const std::string typed = m_search->text().toStdString();
    query.needle = m_asBytes->isChecked() ? bytesOfHex(typed) : typed;
    if (query.needle.empty()) {
        if (!typed.empty())
            endSearch(tr("Bytes are written as 0D 0A"));
        return focusSearch();
    }
    query.ignoreCase = !m_asBytes->isChecked();
    query.backward = backward;
    query.from = backward ? m_view->caret() : m_view->caret() + (m_view->hasFound() ? 1 : 0);
    m_reader.search(query);
    m_stop->setVisible(true);
    m_searchStatus = tr("searching");
    updateStatus();
}

void SourcePage::takeFound(const FoundPlace& place)
{
    if (place.offset)
        m_view->showFound(*place.offset, place.length);
    else
        m_view->clearFound();
    endSearch(!place.offset      ? tr("not found")
              : place.hasWrapped ? tr("found, on from the other end")
                                 : QString());
}

void SourcePage::endSearch(const QString& status)
{
    m_searchStatus = status;
    m_stop->setVisible(false);
    updateStatus();
}

void SourcePage::goToTyped()
{
    const TypedPlace place = typedPlace(m_place->text());
    if (place.offset) {
        m_view->goTo(*place.offset);
    } else if (place.line) {
        m_reader.findLine(*place.line);
        m_searchStatus = tr("counting lines");
        updateStatus();
    } else {
        endSearch(tr("Write a line number, or an offset as 0x4D2"));
    }
}

void SourcePage::updateStatus()
{
    QStringList words;
    if (m_view->size() > 0) {
        if (const auto line = m_view->caretLine())
            words << tr("line %1").arg(countWords(*line));
        words << tr("byte %1 of %2").arg(countWords(m_view->caret()), countWords(m_view->size()));
    }
    if (!m_searchStatus.isEmpty())
        words << m_searchStatus;
    m_status->setText(words.join(QStringLiteral(" \u00B7 ")));
}

} // namespace connectorscope
