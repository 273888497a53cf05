#pragma once

#include "core/diagnosis/diagnosis.h"
#include "ui/detail/source/source_view.h"

#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace connectorscope {

/// The source of the message with what finds a place in it: its findings, search, go to.
class SourcePage : public QWidget
{
    Q_OBJECT

public:
    explicit SourcePage(FileSystem& files, QWidget* parent = nullptr);

    void open(const std::filesystem::path& path);
    void close();
    void setFindings(const std::vector<Finding>& findings);
    void goTo(std::uint64_t offset);
    /// Shows a finding of the list; does nothing for none.
    void showFinding(int index);
    void stepFinding(int by);
    void focusSearch();
    void focusPlace();
    void findAgain(bool backward);

    SourceView& view() { return *m_view; }

signals:
    void failed(const connectorscope::Error& error);
    /// Something worth a word: "copied", "not found".
    void told(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeTools();
    void colourFindings();
    void goToTyped();
    void updateStatus();
    void endSearch(const QString& status);
    void takeFound(const FoundPlace& place);

    SourceReader m_reader;
    SourceView* m_view;
    QListWidget* m_findings;
    QFrame* m_findingsCard = nullptr;
    QPushButton* m_asText;
    QPushButton* m_asHex;
    QPushButton* m_asBytes;
    QLineEdit* m_search;
    QPushButton* m_previous;
    QPushButton* m_next;
    QPushButton* m_stop;
    QLineEdit* m_place;
    QLabel* m_status;
    std::vector<Finding> m_listed;
    QString m_searchStatus;
    bool m_isBackward = false;
};

} // namespace connectorscope
