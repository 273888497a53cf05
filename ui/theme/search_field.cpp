#include "ui/theme/search_field.h"

#include <QKeyEvent>

#include <chrono>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds typingPause{80};

} // namespace

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent)
{
    setClearButtonEnabled(true);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(this, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &SearchField::tell);
}

void SearchField::setSearched(const QString& text)
{
    m_searched = text;
    setText(text);
    m_typing.stop();
}

void SearchField::begin()
{
    setFocus();
    selectAll();
}

void SearchField::endSearch()
{
    clear();
    m_typing.stop();
    tell();
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        clear();
        [[fallthrough]];
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        m_typing.stop();
        tell();
        emit left();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchField::tell()
{
    const QString text = this->text().trimmed();
    if (text == m_searched)
        return;
    m_searched = text;
    emit searchedFor(text);
}

} // namespace connectorscope
