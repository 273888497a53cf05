#include "core/watch/forgetting.h"

namespace connectorscope {

namespace {

constexpr std::chrono::nanoseconds betweenRounds = std::chrono::hours(24);
constexpr std::chrono::nanoseconds afterAnError = std::chrono::hours(1);

} // namespace

Forgetting::Forgetting(MessageLedger& ledger, Clock& clock, std::chrono::nanoseconds retention)
    : m_ledger(ledger)
    , m_clock(clock)
    , m_retention(retention)
{
}

bool Forgetting::isDue()
{
    const SteadyTime now = m_clock.steadyNow();
    if (!m_due) {
        const auto last = m_ledger.lastForgotten();
        if (!last) {
            m_due = now + afterAnError;
        } else {
            // One that ended in the future was told by a clock that was wrong.
            const auto age = *last ? m_clock.now() - **last : betweenRounds;
            m_due =
                age < std::chrono::nanoseconds(0) || age >= betweenRounds ? now : now + (betweenRounds - age);
        }
    }
    return now >= *m_due;
}

Result<> Forgetting::step(const std::stop_token& stop)
{
    const Result<bool> more = m_ledger.forgetSome(m_clock.now(), m_retention, stop);
    if (!more) {
        m_due = m_clock.steadyNow() + afterAnError;
        return fail(more.error());
    }
    if (!*more)
        m_due = m_clock.steadyNow() + betweenRounds;
    return {};
}

} // namespace connectorscope
