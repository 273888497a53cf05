#include "core/message/date_time.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace connectorscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto date = parseDateTime({reinterpret_cast<const char*>(data), size});
    if (!date)
        return 0;
    const std::string written = date->iso8601();
    require(written.size() == 25, "a date is written in 25 characters");
    const auto again = parseDateTime(written);
    require(again.has_value(), "what is written can be read");
    require(again->secondsSinceEpoch() == date->secondsSinceEpoch(), "it is the same instant");
    require(again->iso8601() == written, "it is written the same again");
    return 0;
}
