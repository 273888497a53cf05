#pragma once

#include <QMetaObject>
#include <QThread>

#include <utility>

namespace connectorscope {

/// One worker object on a thread of its own, which ends with this. The worker is used by post() and by its
/// signals only.
template <class Worker>
class WorkerThread
{
public:
    template <class... Arguments>
    explicit WorkerThread(const char* name, Arguments&&... arguments)
        : m_worker(new Worker(std::forward<Arguments>(arguments)...))
    {
        m_thread.setObjectName(QString::fromLatin1(name));
        m_worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.start();
    }
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;
    ~WorkerThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    /// For connecting its signals.
    Worker* worker() { return m_worker; }

    /// Has `call(worker)` done on the worker's thread, after what was posted before.
    template <class Call>
    void post(Call call)
    {
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, call = std::move(call)] { call(*worker); }, Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    Worker* m_worker; ///< deletes itself on its thread
};

} // namespace connectorscope
