#pragma once

#include "core/report/render/formats.h"
#include "ui/report/report_reading.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;

namespace connectorscope {

class DayField;
class MenuButton;
class SenseChip;

/// The top of the page: which day, how it was, and what can be done with its report.
class ReportBar : public QFrame
{
    Q_OBJECT

public:
    explicit ReportBar(QWidget* parent = nullptr);

    void setView(const ReportView& view);
    /// Instead of a sentence, where there is no report.
    void setProblem(const QString& sentence);
    void setMasking(bool isMasked);
    bool isMasking() const;
    /// nullopt: nothing was shown yet.
    std::optional<ReportDay> day() const;

    // What keys do, as the buttons.
    void addDays(int days); ///< as far as there are reports
    void toggleMasking();
    void showExportMenu();

signals:
    void dayWanted(ReportDay day);
    void lastClosedWanted();
    void maskingChanged();
    void exportWanted(ReportFormat format);
    void browserWanted();
    void folderWanted();

private:
    void showDay(ReportDay day);
    QPushButton* addButton(const QString& text, const QString& name, const char* role);

    DayField* m_day;
    QPushButton* m_earlier;
    QPushButton* m_later;
    QPushButton* m_last;
    QPushButton* m_mask;
    MenuButton* m_export;
    QPushButton* m_browser;
    QPushButton* m_folder;
    SenseChip* m_verdict;
    SenseChip* m_provisional;
    QLabel* m_sentence;
    bool m_hasDay = false;
    bool m_isFilling = false; ///< the day is set by the program, not by a person
};

} // namespace connectorscope
