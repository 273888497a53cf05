#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>

namespace connectorscope {

/// "1234 of 5678 files, 812/s, 5 s left". While folders are still to be listed the total is only what is
/// known so far ("5678+"), and nothing is said about the end.
std::string progressText(std::uint64_t done, std::uint64_t known, bool complete,
                         std::chrono::milliseconds elapsed);

/// One line on a terminal that is written over; erase it before anything else is printed. Off where there is
/// no terminal. For one thread.
class Progress
{
public:
    using Clock = std::chrono::steady_clock;

    Progress(std::ostream& terminal, bool on, Clock::time_point begin)
        : m_terminal(terminal)
        , m_on(on)
        , m_begin(begin)
        , m_next(begin + std::chrono::milliseconds(500)) // what is quick needs no progress
    {
    }
    ~Progress() { erase(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void update(std::uint64_t done, std::uint64_t known, bool complete, Clock::time_point now);
    void erase();

private:
    std::ostream& m_terminal;
    bool m_on;
    bool m_shown = false;
    Clock::time_point m_begin;
    Clock::time_point m_next;
};

} // namespace connectorscope
