#include "ui/detail/parts/parts_page.h"

#include "core/base/safe_file_name.h"
#include "core/message/body.h"
#include "ui/detail/card_frame.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTreeView>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

std::string endingOf(const Part& part)
{
    if (part.isEmbeddedMessage())
        return ".eml";
    if (part.isText())
        return part.subtype == "html" ? ".html.txt" : ".txt"; // nothing that a double click would run
    return ".bin";
}

} // namespace

QString offeredName(const Message& message, int part)
{
    const Part& content = message.parts[static_cast<std::size_t>(part)];
    const std::string fallback = "part-" + std::to_string(part) + endingOf(content);
    return QString::fromStdString(safeFileName(attachmentName(content), fallback));
}

PartsPage::PartsPage(QWidget* parent)
    : QWidget(parent)
    , m_tree(new QTreeView(this))
    , m_note(new QLabel(this))
    , m_save(new QPushButton(tr("Save part…"), this))
    , m_text(new QPushButton(tr("Show text"), this))
    , m_source(new QPushButton(tr("Show in source"), this))
{
    setObjectName(QStringLiteral("partsPage"));
    m_tree->setObjectName(QStringLiteral("partsTree"));
    m_tree->setAccessibleName(tr("Parts of the message"));
    m_tree->setModel(&m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setStyleSheet(QStringLiteral("QTreeView::item { padding: 6px 0px; } "
                                         "QHeaderView::section { padding: 6px 3px; }"));
    m_tree->setAllColumnsShowFocus(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(PartsModel::NameColumn, QHeaderView::Stretch);
    for (const int column : {PartsModel::TypeColumn, PartsModel::EncodingColumn, PartsModel::SizeColumn})
        m_tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    // Of ten thousand rows, those in sight tell the width well enough.
    m_tree->header()->setResizeContentsPrecision(50);
    m_save->setObjectName(QStringLiteral("savePart"));
    m_text->setObjectName(QStringLiteral("showPartText"));
    m_source->setObjectName(QStringLiteral("showPartSource"));
    m_note->setObjectName(QStringLiteral("partsNote"));
    m_note->setWordWrap(true);
    setRole(m_note, "muted");

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addWidget(m_text);
    buttons->addWidget(m_source);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_note);
    layout->addWidget(inCardFrame(m_tree, this), 1);
    layout->addLayout(buttons);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &PartsPage::updateButtons);
    connect(m_tree, &QTreeView::activated, this, [this] { m_source->click(); });
    connect(m_source, &QPushButton::clicked, this, [this] {
        const auto part = static_cast<std::size_t>(currentPart());
        emit sourceWished(m_message->message.parts[part].header.offset);
    });
    connect(m_text, &QPushButton::clicked, this, [this] { emit textWished(currentPart()); });
    connect(m_save, &QPushButton::clicked, this, &PartsPage::chooseFile);
    setMessage(nullptr);
}

void PartsPage::setMessage(const LoadedPointer& message)
{
    m_message = message;
    m_model.setMessage(message);
    QString note;
    if (message && message->message.parts.empty())
        note = tr("This file is no message: it has no parts.");
    else if (message && message->message.tooManyParts)
        note = tr("Only the first %1 parts are shown; there are %2 more.")
                   .arg(countWords(message->message.parts.size()),
                        countWords(message->message.tooManyParts.count));
    else if (message && message->message.tooDeep)
        note = tr("The parts are nested so deeply that the innermost were not opened.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_tree->expandToDepth(4);
    m_tree->setCurrentIndex(m_model.index(0, 0));
    updateButtons();
}

int PartsPage::currentPart() const
{
    const QModelIndex current = m_tree->currentIndex();
    return current.isValid() ? current.data(PartsModel::PartRole).toInt() : -1;
}

void PartsPage::updateButtons()
{
    const int current = currentPart();
    const bool isPart = m_message && current >= 0;
    m_source->setEnabled(isPart);
    const Part* part = isPart ? &m_message->message.parts[static_cast<std::size_t>(current)] : nullptr;
    m_save->setEnabled(part != nullptr && !part->isMultipart());
    m_text->setEnabled(part != nullptr && part->isText());
}

void PartsPage::chooseFile()
{
    const int part = currentPart();
    auto* dialog = new QFileDialog(this, tr("Save part"));
    dialog->setObjectName(QStringLiteral("savePartDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // a file that is there is never replaced
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->selectFile(offeredName(m_message->message, part));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, part](const QString& path) { emit saveWished(part, path); });
    dialog->open();
}

} // namespace connectorscope
