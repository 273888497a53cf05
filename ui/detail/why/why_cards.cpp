#include "ui/detail/why/ask_row.h"
#include "ui/detail/why/proof_view.h"
#include "ui/detail/why/why_page.h"
#include "ui/theme/flow_layout.h"
#include "ui/theme/sense_chip.h"
#include "ui/theme/style_sheet.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

QFrame* makeWhyCard(QWidget* parent)
{
    auto* card = new QFrame(parent);
    setRole(card, "card");
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(cardPadding, 14, cardPadding, cardPadding);
    layout->setSpacing(8);
    return card;
}

QLabel* makeWhyText(QWidget* parent, const char* name, const char* role = nullptr)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    if (role != nullptr)
        setRole(label, role);
    return label;
}

} // namespace

WhyPage::WhyPage(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("whyPage"));
    setAccessibleName(tr("Why it is stuck"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* content = new QWidget(this);
    setRole(content, "page");
    m_cards = new QVBoxLayout(content);
    m_cards->setContentsMargins(0, 12, 4, 4);
    m_cards->setSpacing(12);
    setWidget(content);
    makeNotedCard();
    makeCauseCard();
    makeDeedsCard();
    makeOthersCard();
    m_cards->addStretch();
    setRequest({});
}

void WhyPage::makeCauseCard()
{
    m_causeCard = makeWhyCard(widget());
    auto* layout = static_cast<QVBoxLayout*>(m_causeCard->layout());
    auto* top = new QHBoxLayout;
    m_title = makeWhyText(m_causeCard, "causeTitle", "cause");
    m_chip = new SenseChip(m_causeCard);
    m_chip->setObjectName(QStringLiteral("causeChip"));
    top->addWidget(m_title, 1);
    top->addWidget(m_chip, 0, Qt::AlignTop);
    m_meaning = makeWhyText(m_causeCard, "causeMeaning");
    m_code = makeWhyText(m_causeCard, "causeCode", "small");
    m_proof = new ProofView(m_causeCard);
    m_evidence = makeWhyText(m_causeCard, "causeEvidence", "mono");
    m_inSource = new QPushButton(tr("Show in source"), m_causeCard);
    m_inSource->setObjectName(QStringLiteral("proofInSource"));
    layout->addLayout(top);
    layout->addWidget(m_meaning);
    layout->addWidget(m_code);
    layout->addWidget(m_proof);
    layout->addWidget(m_evidence);
    layout->addWidget(m_inSource, 0, Qt::AlignLeft);
    connect(m_proof, &ProofView::sourceWished, this, [this] { emit proofWished(primaryIndex()); });
    connect(m_inSource, &QPushButton::clicked, this, [this] { emit proofWished(primaryIndex()); });
    m_cards->addWidget(m_causeCard);
}

void WhyPage::makeDeedsCard()
{
    m_deedsCard = makeWhyCard(widget());
    auto* layout = static_cast<QVBoxLayout*>(m_deedsCard->layout());
    auto* heading = makeWhyText(m_deedsCard, "deedsHeading", "section");
    heading->setText(tr("What to do"));
    m_advice = makeWhyText(m_deedsCard, "causeAdvice");
    m_buttonsBox = new QWidget(m_deedsCard);
    m_buttons = new FlowLayout(8, m_buttonsBox);
    m_repairNote = makeWhyText(m_deedsCard, "repairNote", "muted");
    m_ask = new AskRow(m_deedsCard);
    layout->addWidget(heading);
    layout->addWidget(m_advice);
    layout->addWidget(m_buttonsBox);
    layout->addWidget(m_ask);
    layout->addWidget(m_repairNote);
    m_cards->addWidget(m_deedsCard);
}

void WhyPage::makeOthersCard()
{
    m_othersCard = makeWhyCard(widget());
    m_others = static_cast<QVBoxLayout*>(m_othersCard->layout());
    m_others->setSpacing(2);
    auto* heading = makeWhyText(m_othersCard, "othersHeading", "section");
    heading->setText(tr("Also found"));
    m_others->addWidget(heading);
    m_cards->addWidget(m_othersCard);
}

void WhyPage::makeNotedCard()
{
    m_notedCard = makeWhyCard(widget());
    auto* heading = makeWhyText(m_notedCard, "notedHeading", "section");
    heading->setText(tr("Acknowledged"));
    m_noted = makeWhyText(m_notedCard, "notedText");
    m_notedCard->layout()->addWidget(heading);
    m_notedCard->layout()->addWidget(m_noted);
    m_cards->addWidget(m_notedCard);
}

} // namespace connectorscope
