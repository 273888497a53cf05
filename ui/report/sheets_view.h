#pragma once

#include "ui/report/report_reading.h"

#include <QAbstractScrollArea>

#include <map>
#include <memory>
#include <vector>

namespace connectorscope {

/// The pages of a report below each other, as wide as there is room. Only those that are looked at exist as
/// pictures, which somebody else makes: this asks for them and shows them when they come.
class SheetsView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit SheetsView(QWidget* parent = nullptr);

    /// nullptr: none.
    void setSheets(std::shared_ptr<const ReportSheets> sheets);
    const std::shared_ptr<const ReportSheets>& sheets() const { return m_sheets; }

    struct Picture
    {
        std::size_t page = 0;
        QImage image;
    };
    /// Those of other sheets or of another scale are dropped.
    void takePictures(const std::shared_ptr<const ReportSheets>& sheets, double scale,
                      const std::vector<Picture>& pictures);
    /// Whether all that can be seen is there.
    bool isComplete() const;

signals:
    /// `scale` is in pixels of the screen for each unit of a page.
    void picturesWanted(const std::vector<std::size_t>& pages, double scale);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    QSize sheetSize() const; ///< of one sheet on the screen
    double scale() const;
    QRect rectOf(std::size_t page) const;
    std::vector<std::size_t> visiblePages() const;
    void layOut();
    void askForPictures();

    std::shared_ptr<const ReportSheets> m_sheets;
    std::map<std::size_t, QImage> m_pictures;
    double m_pictureScale = 0;
};

} // namespace connectorscope
