#pragma once

#include "ui/overview/overview_data.h"

#include <QWidget>

namespace connectorscope {

/// Causes by the age of the mail that is stuck for them.
class AgeTable : public QWidget
{
    Q_OBJECT

public:
    explicit AgeTable(QWidget* parent = nullptr);

    void setAges(const std::vector<CauseShare>& causes, const std::vector<AgeCounts>& ages);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<CauseShare> m_causes;
    std::vector<AgeCounts> m_ages;
};

} // namespace connectorscope
