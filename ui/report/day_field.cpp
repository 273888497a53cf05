#include "ui/report/day_field.h"

#include "ui/theme/painting.h"

#include <QCalendarWidget>
#include <QKeyEvent>
#include <QTextCharFormat>
#include <QToolButton>

#include <algorithm>

namespace connectorscope {

DayField::DayField(QWidget* parent)
    : QDateEdit(parent)
{
    setCalendarPopup(true);
    setKeyboardTracking(false);
    setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    setAccessibleName(tr("Day of the report"));
    QCalendarWidget* calendar = calendarWidget();
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
    calendar->setAttribute(Qt::WA_StyledBackground);
    calendar->setContentsMargins(1, 1, 1, 1);
    const auto turn = [calendar](const char* name, const QString& sign, const QString& words) {
        if (auto* button = calendar->findChild<QToolButton*>(QLatin1String(name))) {
            button->setIcon(QIcon());
            button->setText(sign);
            button->setAccessibleName(words);
        }
    };
    turn("qt_calendar_prevmonth", QStringLiteral("‹"), tr("Month before"));
    turn("qt_calendar_nextmonth", QStringLiteral("›"), tr("Month after"));
    // A weekend is no warning.
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        calendar->setWeekdayTextFormat(day, QTextCharFormat());
}

QSize DayField::sizeHint() const
{
    constexpr int besideText = 58; // edges, gaps, the arrow and the text cursor
    ensurePolished();
    const QSize hint = QDateEdit::sizeHint();
    const int text = fontMetrics().horizontalAdvance(QStringLiteral("0000-00-00"));
    return {std::max(hint.width(), text + besideText), hint.height()};
}

bool DayField::event(QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QDateEdit::event(event);
    // What is no part of a date is a key of the page.
    const QString typed = static_cast<QKeyEvent*>(event)->text();
    const bool isOther = !typed.isEmpty() && typed.front().isPrint() && !typed.front().isDigit() &&
                         typed.front() != QLatin1Char('-');
    return !isOther && QDateEdit::event(event);
}

void DayField::paintEvent(QPaintEvent* event)
{
    QDateEdit::paintEvent(event);
    drawDropDown(*this);
}

} // namespace connectorscope
