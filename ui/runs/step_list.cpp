#include "ui/runs/step_list.h"

#include "core/base/path_text.h"
#include "ui/runs/breakable.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/tokens.h"
#include "ui/theme/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace connectorscope {
namespace {

constexpr int markColumn = 26;

/// What was written of a step last, for people: its file's name and a server's answer.
QString detailOfStep(const RunSummary& row, RunStep step)
{
    std::string path;
    std::string detail;
    for (const StepRow& written : row.steps) {
        if (written.step != step)
            continue;
        if (!written.path.empty())
            path = written.path;
        if (!written.detail.empty())
            detail = written.detail;
    }
    QStringList words;
    if (!detail.empty())
        words << shownText(detail, 600);
    if (!path.empty())
        words << shownPath(pathFromBytes(path).filename());
    return words.join(QStringLiteral(" · "));
}

QString timeOfStep(const RunSummary& row, RunStep step)
{
    QString time;
    for (const StepRow& written : row.steps)
        if (written.step == step)
            time = exactTime(written.at).mid(11);
    return time;
}

} // namespace

/// One mark, and the line to the next one.
class StepMarkWidget final : public QWidget
{
public:
    using QWidget::QWidget;

    void set(MarkState state, bool isLast)
    {
        m_state = state;
        m_isLast = isLast;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const QPointF centre(markSize / 2 + 1, 10);
        if (!m_isLast) {
            painter.setPen(QPen(currentTokens().line, 1));
            painter.drawLine(QPointF(centre.x(), centre.y() + markSize / 2 + 2),
                             QPointF(centre.x(), height() + 2));
        }
        drawMark(painter, centre, m_state);
    }

private:
    MarkState m_state = MarkState::Ahead;
    bool m_isLast = false;
};

StepList::StepList(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("stepList"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnMinimumWidth(0, markColumn);
    m_grid->setColumnStretch(1, 1);
}

StepList::Line& StepList::line(std::size_t number)
{
    while (m_lines.size() <= number) {
        const int top = static_cast<int>(m_lines.size()) * 2;
        Line added;
        added.mark = new StepMarkWidget(this);
        added.title = new QLabel(this);
        added.time = new QLabel(this);
        added.detail = new QLabel(this);
        added.title->setMinimumHeight(22);
        setRole(added.time, "small");
        setRole(added.detail, "small");
        added.title->setWordWrap(true);
        added.detail->setWordWrap(true);
        added.detail->setContentsMargins(0, 0, 0, 6);
        for (QLabel* label : {added.title, added.time, added.detail})
            label->setTextFormat(Qt::PlainText);
        added.detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(added.mark, top, 0, 2, 1);
        m_grid->addWidget(added.title, top, 1);
        m_grid->addWidget(added.time, top, 2, Qt::AlignRight);
        m_grid->addWidget(added.detail, top + 1, 1, 1, 2);
        m_lines.push_back(added);
    }
    return m_lines[number];
}

void StepList::show(const RunSummary& row)
{
    const std::vector<StepMark> marks = marksOf(row);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const StepMark& mark = marks[i];
        Line& shown = line(i);
        static_cast<StepMarkWidget*>(shown.mark)->set(mark.state, i + 1 == marks.size());
        shown.title->setText(mark.state == MarkState::Done ? titleOf(mark.step) : wordsOf(mark));
        setRole(shown.title,
                mark.state == MarkState::Ahead || mark.state == MarkState::NotNeeded ? "muted" : "");
        shown.title->setAccessibleName(wordsOf(mark));
        const bool happened = mark.state != MarkState::Ahead && mark.state != MarkState::NotNeeded;
        shown.time->setText(happened ? timeOfStep(row, mark.step) : QString());
        shown.detail->setText(happened ? breakable(detailOfStep(row, mark.step)) : QString());
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        for (QWidget* widget : std::initializer_list<QWidget*>{m_lines[i].mark, m_lines[i].title,
                                                               m_lines[i].time, m_lines[i].detail})
            widget->setVisible(i < marks.size() &&
                               (widget != m_lines[i].detail || !m_lines[i].detail->text().isEmpty()));
    setAccessibleName(wordsOf(marks));
}

} // namespace connectorscope
