#pragma once

#include "core/base/clock.h"
#include "core/index/action_queue.h"
#include "ui/acting/act.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace connectorscope {

/// Puts what a person wants done into the site's queue, from which its worker takes it, whichever program
/// that is, and looks how far it is. On a thread of its own.
class OrderDesk : public QObject
{
    Q_OBJECT

public:
    /// The clock outlives it.
    explicit OrderDesk(Clock& clock);

    // All for its thread.
    void setSite(const std::filesystem::path& workFolder);
    void begin(std::uint64_t act, const ActRequest& request);
    /// What waits is not begun; what is under way ends after its batch.
    void cancel(std::uint64_t act);

signals:
    void wentOn(std::uint64_t act, std::uint64_t done);
    /// `act.number`, `isCancelled` and `done` are set.
    void ended(const connectorscope::ActEnd& end);

private:
    struct Pending
    {
        ActEnd end;
        std::deque<PipelineOrder> orders;   ///< that are not in the queue yet
        std::optional<std::int64_t> action; ///< that is
        std::uint64_t before = 0;           ///< done by orders that have ended
        std::uint64_t told = 0;
    };

    void look();
    Result<ActionQueue*> queue();
    /// False: all of it has ended.
    Result<bool> goOn(Pending& pending);
    static Result<> takeEnd(Pending& pending, const Action& action);

    Clock& m_clock;
    std::filesystem::path m_workFolder; ///< empty: no site is open
    std::unique_ptr<ActionQueue> m_queue;
    std::vector<Pending> m_pending;
    QTimer m_looks;
};

} // namespace connectorscope
