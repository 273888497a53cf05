#include "ui/report/report_bar.h"

#include "ui/report/day_field.h"
#include "ui/theme/flow_layout.h"
#include "ui/theme/menu_button.h"
#include "ui/theme/sense_chip.h"
#include "ui/theme/style_sheet.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

QDate dateOf(const ReportDay& day)
{
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day()))};
}

ReportDay dayOf(const QDate& date)
{
    return std::chrono::year(date.year()) / date.month() / date.day();
}

Sense senseOfTone(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Corrupt:
        return Sense::Corrupt;
    case ReportTone::Blocked:
        return Sense::Blocked;
    case ReportTone::Server:
        return Sense::Server;
    case ReportTone::AtRisk:
        return Sense::AtRisk;
    case ReportTone::Well:
        return Sense::Well;
    case ReportTone::Neutral:
        break;
    }
    return Sense::Neutral;
}

} // namespace

ReportBar::ReportBar(QWidget* parent)
    : QFrame(parent)
    , m_day(new DayField(this))
    , m_earlier(addButton(QStringLiteral("‹"), QStringLiteral("earlierDay"), "quiet"))
    , m_later(addButton(QStringLiteral("›"), QStringLiteral("laterDay"), "quiet"))
    , m_last(addButton(tr("Last closed day"), QStringLiteral("lastClosedDay"), "quiet"))
    , m_mask(addButton(tr("Mask addresses"), QStringLiteral("maskAddresses"), "chip"))
    , m_export(new MenuButton(tr("Export"), this))
    , m_browser(addButton(tr("Open in browser"), QStringLiteral("openInBrowser"), "primary"))
    , m_folder(addButton(tr("Open folder"), QStringLiteral("openReportFolder"), "quiet"))
    , m_verdict(new SenseChip(this))
    , m_provisional(new SenseChip(this))
    , m_sentence(new QLabel(this))
{
    setRole(this, "top");
    m_day->setObjectName(QStringLiteral("reportDay"));
    m_earlier->setAccessibleName(tr("Day before"));
    m_later->setAccessibleName(tr("Day after"));
    m_earlier->setToolTip(tr("Day before (←)"));
    m_later->setToolTip(tr("Day after (→)"));
    m_mask->setCheckable(true);
    m_export->setObjectName(QStringLiteral("exportReport"));
    m_verdict->setObjectName(QStringLiteral("reportVerdict"));
    m_provisional->setObjectName(QStringLiteral("reportProvisional"));
    m_provisional->set(Sense::AtRisk, tr("Provisional"));
    m_sentence->setObjectName(QStringLiteral("reportSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    setRole(m_sentence, "title");
    m_verdict->setVisible(false);
    m_provisional->setVisible(false);
    auto* formats = new QMenu(m_export);
    for (const auto& [format, text] : {std::pair(ReportFormat::Html, tr("As HTML")),
                                       {ReportFormat::Pdf, tr("As PDF")},
                                       {ReportFormat::Csv, tr("As CSV, a file for each table")},
                                       {ReportFormat::Json, tr("As JSON")}}) {
        QAction* action =
            formats->addAction(text, this, [this, format = format] { emit exportWanted(format); });
        const std::string_view name = toString(format);
        action->setObjectName(QStringLiteral("export-") +
                              QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    }
    m_export->setMenu(formats);

    auto* chips = new QHBoxLayout;
    chips->addWidget(m_verdict);
    chips->addWidget(m_provisional);
    chips->addWidget(m_sentence, 1);
    auto* tools = new FlowLayout(6);
    QWidget* before = nullptr;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_earlier, m_day, m_later, m_last, m_mask,
                                                           m_folder, m_export, m_browser}) {
        tools->addWidget(widget);
        if (before != nullptr)
            setTabOrder(before, widget);
        before = widget;
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addLayout(chips);
    layout->addLayout(tools);

    connect(m_earlier, &QPushButton::clicked, this, [this] { addDays(-1); });
    connect(m_later, &QPushButton::clicked, this, [this] { addDays(1); });
    connect(m_last, &QPushButton::clicked, this, &ReportBar::lastClosedWanted);
    connect(m_browser, &QPushButton::clicked, this, &ReportBar::browserWanted);
    connect(m_folder, &QPushButton::clicked, this, &ReportBar::folderWanted);
    connect(m_mask, &QPushButton::clicked, this, &ReportBar::maskingChanged);
    connect(m_day, &DayField::dateChanged, this, [this](const QDate& date) {
        if (!m_isFilling)
            emit dayWanted(dayOf(date));
    });
    setProblem(tr("Reading the report."));
}

QPushButton* ReportBar::addButton(const QString& text, const QString& name, const char* role)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    setRole(button, role);
    return button;
}

void ReportBar::setView(const ReportView& view)
{
    m_isFilling = true;
    m_day->setDateRange(dateOf(view.earliest), dateOf(view.today));
    m_isFilling = false;
    showDay(view.sheets->report.day);
    const ReportDocument& document = view.sheets->document;
    m_verdict->set(senseOfTone(document.tone), QString::fromStdString(document.verdict));
    m_sentence->setText(QString::fromStdString(document.sentence));
    m_verdict->setVisible(true);
    m_provisional->setVisible(view.sheets->report.isProvisional);
    m_provisional->setToolTip(QString::fromStdString(document.provisional));
    m_export->setEnabled(true);
    m_browser->setEnabled(true);
}

void ReportBar::setProblem(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_verdict->setVisible(false);
    m_provisional->setVisible(false);
    m_export->setEnabled(false);
    m_browser->setEnabled(false);
}

void ReportBar::setMasking(bool isMasked)
{
    m_mask->setChecked(isMasked);
}

bool ReportBar::isMasking() const
{
    return m_mask->isChecked();
}

std::optional<ReportDay> ReportBar::day() const
{
    return m_hasDay ? std::optional(dayOf(m_day->date())) : std::nullopt;
}

void ReportBar::addDays(int days)
{
    m_day->setDate(m_day->date().addDays(days));
}

void ReportBar::toggleMasking()
{
    m_mask->click();
}

void ReportBar::showExportMenu()
{
    m_export->openMenu();
}

void ReportBar::showDay(ReportDay day)
{
    m_isFilling = true;
    m_day->setDate(dateOf(day));
    m_isFilling = false;
    m_hasDay = true;
    m_earlier->setEnabled(m_day->date() > m_day->minimumDate());
    m_later->setEnabled(m_day->date() < m_day->maximumDate());
}

} // namespace connectorscope
