#pragma once

#include "core/base/clock.h"

#include <filesystem>
#include <thread>

namespace connectorscope {

/// Makes the journal's copy of the day, each day, as long as it lives; in a thread of its own. For the
/// program that watches the site.
class DailyCopies
{
public:
    /// The clock outlives it.
    DailyCopies(const std::filesystem::path& workFolder, Clock& clock);

private:
    std::jthread m_thread;
};

} // namespace connectorscope
