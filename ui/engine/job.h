#pragma once

#include <memory>
#include <stop_token>

namespace connectorscope {

/// The question that a page has asked last. A new one, and the end of the page, stop the work for the one
/// before, and its answer, should it still come, is dropped. For the thread of the window.
class Job
{
public:
    /// Names one question, and whether its answer is still wanted.
    using Ticket = std::shared_ptr<std::stop_source>;

    Job() = default;
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    ~Job() { cancel(); }

    Ticket begin()
    {
        cancel();
        m_ticket = std::make_shared<std::stop_source>();
        return m_ticket;
    }

    void cancel()
    {
        if (m_ticket)
            m_ticket->request_stop();
        m_ticket.reset();
    }

    /// The answer to that question has come.
    void end(const Ticket& ticket)
    {
        if (m_ticket == ticket)
            m_ticket.reset();
    }

    bool isRunning() const { return m_ticket != nullptr; }

private:
    Ticket m_ticket;
};

} // namespace connectorscope
