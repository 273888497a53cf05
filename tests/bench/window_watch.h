#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QString>

#include <functional>

namespace connectorscope {

/// An application that knows how long it was busy with one event at a time: as long as that, the window does
/// not answer.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    struct Longest
    {
        double wall = 0;      ///< milliseconds
        double processor = 0; ///< of the window's thread; what it would be on a quiet machine
        QString what;         ///< whose event, and its type
    };
    /// Begins anew.
    void forget() { m_longest = {}; }
    const Longest& longest() const { return m_longest; }

    bool notify(QObject* receiver, QEvent* event) override;

private:
    Longest m_longest;
    int m_depth = 0;
};

/// Milliseconds that the calling thread has been running.
double threadMilliseconds();
/// Milliseconds until it is so, with all events in between; below zero: it never was.
double millisecondsUntil(const std::function<bool()>& isSo);
/// MiB that the program has now.
double memoryNow();

} // namespace connectorscope
