#pragma once

#include "core/diagnosis/repairs/preview.h"

#include <QPlainTextEdit>

namespace connectorscope {

/// Lines that stay, go and come, with their signs, in a box as high as they need; long ones go on in the
/// next line. Text only.
class DiffView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget* parent = nullptr);

    void setPreview(const Preview& preview);
    void setLines(const std::vector<PreviewLine>& lines, bool isCut);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void addLine(const QString& text, char sign);
    void fit();
    void fitHeight();
    void colour();
};

} // namespace connectorscope
