#pragma once

#include "core/base/result.h"
#include "core/index/site_state.h"

#include <QWidget>

#include <map>
#include <optional>

namespace connectorscope {

class NoticeBar;

/// What is wrong, each thing in one bar as long as it lasts: what keeps the watch, the worker or the daily
/// reports from their work, and on the page concerned which folders cannot be read, or what the page could
/// not read. What the watch tells, nobody tells again, nor what the worker does.
class ProblemBars : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemBars(QWidget* parent = nullptr);

    void setWatch(const std::optional<Error>& problem);
    void setWork(const std::optional<Error>& problem);
    void setReports(const std::optional<Error>& problem);
    /// Those that cannot be read are told while `page` is shown.
    void setFolders(const SiteState& state, const QWidget& page);
    /// Told while the part, a page or a child of one, is shown. Both outlive this.
    void setPart(const QWidget& part, const std::optional<Error>& problem);
    /// Another page is shown.
    void setPage(const QWidget& page);

private:
    /// That watch and worker tell something else.
    bool isNews(const Error& problem) const;
    void arrange();

    NoticeBar* m_watchBar;
    NoticeBar* m_workBar;
    NoticeBar* m_reportBar;
    NoticeBar* m_folderBar;
    NoticeBar* m_partBar;
    std::optional<Error> m_watch;
    std::optional<Error> m_work;
    std::optional<Error> m_reports;
    std::map<const QWidget*, Error> m_parts; ///< what they tell
    QString m_folders;
    const QWidget* m_folderPage = nullptr;
    const QWidget* m_page = nullptr;
};

} // namespace connectorscope
