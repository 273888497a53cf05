#include "tests/bench/window_watch.h"

#include <QThread>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <string>

namespace connectorscope {
namespace {

constexpr int longestWait = 120'000; ///< milliseconds

} // namespace

double threadMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event)
{
    // What other threads do holds nobody up, and what happens within an event is part of it.
    if (QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    const char* const name = receiver->metaObject()->className(); // it may be gone afterwards
    const int type = event->type();
    QElapsedTimer wall;
    wall.start();
    const double processor = threadMilliseconds();
    const bool result = QApplication::notify(receiver, event);
    const double took = static_cast<double>(wall.nsecsElapsed()) / 1e6;
    if (took > m_longest.wall) {
        m_longest.wall = took;
        m_longest.what = QStringLiteral("%1, event %2").arg(QLatin1String(name)).arg(type);
    }
    m_longest.processor = std::max(m_longest.processor, threadMilliseconds() - processor);
    --m_depth;
    return result;
}

double millisecondsUntil(const std::function<bool()>& isSo)
{
    QElapsedTimer wall;
    wall.start();
    while (!isSo()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
        if (wall.elapsed() > longestWait)
            return -1;
    }
    return static_cast<double>(wall.nsecsElapsed()) / 1e6;
}

double memoryNow()
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word != "VmRSS:")
            continue;
        double kib = 0;
        status >> kib;
        return kib / 1024;
    }
    return 0;
}

} // namespace connectorscope
