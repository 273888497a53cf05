#pragma once

#include "core/base/result.h"
#include "ui/engine/job.h"

#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace connectorscope {

/// A job's question on its way: made on the window's thread, taken to the thread that answers it. What comes
/// of it reaches the window's thread unless the job was cancelled or asked anew meanwhile.
template <class Value>
class Question
{
public:
    using Answer = std::function<void(Result<Value> value)>;

    /// Begins the job. `receiver` lives on the window's thread and outlives whoever answers.
    Question(QObject& receiver, Job& job, Answer answer)
        : m_receiver(&receiver)
        , m_job(&job)
        , m_ticket(job.begin())
        , m_answer(std::move(answer))
    {
    }

    bool isWanted() const { return !m_ticket->stop_requested(); }
    std::stop_token stop() const { return m_ticket->get_token(); }

    void answer(Result<Value> value) const
    {
        QMetaObject::invokeMethod(
            m_receiver,
            [question = *this, kept = std::make_shared<Result<Value>>(std::move(value))] {
                if (!question.isWanted())
                    return;
                question.m_job->end(question.m_ticket); // it lives: its end would have stopped the ticket
                question.m_answer(std::move(*kept));
            },
            Qt::QueuedConnection);
    }

    /// Has `call` done on the window's thread, before the answer.
    void tell(std::function<void()> call) const
    {
        QMetaObject::invokeMethod(
            m_receiver,
            [ticket = m_ticket, call = std::move(call)] {
                if (!ticket->stop_requested())
                    call();
            },
            Qt::QueuedConnection);
    }

private:
    QObject* m_receiver;
    Job* m_job;
    Job::Ticket m_ticket;
    Answer m_answer;
};

} // namespace connectorscope
