#include "ui/detail/text/text_page.h"

#include "core/message/body.h"
#include "ui/detail/message/part_reading.h"
#include "ui/theme/choice_box.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr int mostTextParts = 200;

QString partLabel(const Message& message, int index)
{
    const Part& part = message.parts[static_cast<std::size_t>(index)];
    const std::string name = attachmentName(part);
    QString label = shownText(part.type, 40) + QLatin1Char('/') + shownText(part.subtype, 40);
    if (!name.empty())
        label += QStringLiteral(" · ") + shownText(name, 60);
    return label + QStringLiteral(" · ") + sizeWords(part.bodyLength);
}

} // namespace

TextPage::TextPage(QWidget* parent)
    : QWidget(parent)
    , m_parts(new ChoiceBox(this))
    , m_note(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("textPage"));
    m_parts->setObjectName(QStringLiteral("textParts"));
    m_parts->setAccessibleName(tr("Part to read"));
    m_parts->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_note->setObjectName(QStringLiteral("textNote"));
    m_note->setWordWrap(true);
    setRole(m_note, "muted");
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setAccessibleName(tr("Text of the message"));
    setRole(m_text, "card");
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_parts);
    layout->addWidget(m_note);
    layout->addWidget(m_text, 1);
    connect(m_parts, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            emit partWished(m_parts->itemData(index).toInt());
    });
}

void TextPage::setMessage(const LoadedPointer& message)
{
    const QSignalBlocker blocker(m_parts);
    m_parts->clear();
    m_text->clear();
    m_note->setVisible(false);
    m_parts->setVisible(false);
    if (!message)
        return;
    const std::vector<Part>& parts = message->message.parts;
    for (std::size_t i = 0; i < parts.size() && m_parts->count() < mostTextParts; ++i)
        if (parts[i].isText() && !parts[i].hasChildren)
            m_parts->addItem(partLabel(message->message, static_cast<int>(i)), static_cast<int>(i));
    m_parts->setVisible(m_parts->count() > 1);
    m_parts->setCurrentIndex(m_parts->findData(readablePart(message->message)));
}

void TextPage::setText(const PartText& text)
{
    QStringList notes;
    if (text.part < 0)
        notes << tr("No part of this message is text.");
    if (text.isFromHtml)
        notes << tr("Shown as plain text. Pictures and links were not fetched.");
    if (text.isCut)
        notes << tr("This is the beginning of a longer text. The whole of it is in Source.");
    m_note->setText(notes.join(QLatin1Char(' ')));
    m_note->setVisible(!notes.isEmpty());
    m_text->setPlainText(text.text);
}

void TextPage::choosePart(int part)
{
    const int index = m_parts->findData(part);
    if (index >= 0 && index != m_parts->currentIndex())
        m_parts->setCurrentIndex(index);
    else
        emit partWished(part);
}

} // namespace connectorscope
