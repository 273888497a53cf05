#include "core/base/random_id.h"
#include "core/pipeline/boot_id.h"

#include <fstream>

namespace connectorscope {

std::string systemBootId()
{
    constexpr std::size_t idLength = 16;
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    if (file && std::getline(file, id) && !id.empty())
        return id;
    return randomId(idLength);
}

} // namespace connectorscope
