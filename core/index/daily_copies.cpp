#include "core/index/daily_copies.h"

#include "core/index/journal_copies.h"

#include <spdlog/spdlog.h>

namespace connectorscope {
namespace {

constexpr std::chrono::minutes copyInterval{15};

} // namespace

DailyCopies::DailyCopies(const std::filesystem::path& workFolder, Clock& clock)
    : m_thread([workFolder, &clock](const std::stop_token& stop) {
        do {
            if (const Result<bool> copied = makeDailyCopy(workFolder, clock); !copied)
                spdlog::warn(copied.error().message + ". " + copied.error().hint);
        } while (clock.sleep(copyInterval, stop));
    })
{
}

} // namespace connectorscope
