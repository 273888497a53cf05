#pragma once

#include "app/connectorctl/environment.h"

#include <stop_token>
#include <thread>

namespace connectorscope {

/// Asks for a stop when the person does (Environment::interrupted), as long as it lives.
class InterruptWatch
{
public:
    explicit InterruptWatch(const Environment& environment);

    std::stop_token token() const { return m_stop.get_token(); }
    void requestStop() { m_stop.request_stop(); }

private:
    std::stop_source m_stop;
    std::jthread m_thread;
};

} // namespace connectorscope
