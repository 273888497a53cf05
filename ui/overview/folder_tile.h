#pragma once

#include "ui/overview/overview_words.h"

#include <QAbstractButton>
#include <QStringList>

namespace connectorscope {

/// A folder: how much is stuck there, since when, how it is watched, what came in 24 hours. A button.
class FolderTile : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FolderTile(QWidget* parent = nullptr);

    void setFolder(const FolderOverview& folder, UtcTime now, bool isBeingRead);

    QSize sizeHint() const override { return {240, 148}; }
    QSize minimumSizeHint() const override { return {160, 148}; }
    /// Higher where the figures need more lines than one.
    int heightForWidth(int width) const override;
    /// The figures in the lines that they take in a tile of that width.
    QStringList lines(int width) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_count;
    FolderWords m_words;
    QString m_watched;
    DayOfHours m_hours{};
};

} // namespace connectorscope
