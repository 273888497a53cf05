#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/repairs/preview.h"
#include "ui/detail/message/message_values.h"
#include "ui/detail/source/source_painter.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace connectorscope {

/// The bytes that prove a cause, with the rows around them and the lines that a repair would add. A click,
/// Enter or Space leads to them in the source.
class ProofView : public QWidget
{
    Q_OBJECT

public:
    explicit ProofView(QWidget* parent = nullptr);

    void set(const Finding& finding, const ProofRows& proof);
    void setAddedLines(const std::vector<PreviewHunk>& hunks);
    void clear();

    QSize sizeHint() const override { return {usualWidth, heightForWidth(usualWidth)}; }
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

signals:
    void sourceWished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    static constexpr int usualWidth = 400;

    std::vector<SourceRow> rowsOf(int width) const;
    /// Where the sign stands that the line goes on; nullopt where it does not.
    std::optional<QPointF> cutAt(const std::vector<SourceRow>& rows) const;

    SourcePainter m_painter;
    ProofRows m_proof;
    SourceMark m_mark;
    QStringList m_added;
};

} // namespace connectorscope
