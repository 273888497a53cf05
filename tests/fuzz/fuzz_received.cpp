#include "core/diagnosis/received.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <functional>
#include <string_view>

using namespace connectorscope;

namespace {

bool standsIn(std::string_view part, std::string_view whole)
{
    const std::less_equal<> before;
    return part.empty() || (before(whole.data(), part.data()) &&
                            before(part.data() + part.size(), whole.data() + whole.size()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view received(reinterpret_cast<const char*>(data), size);
    const Hop hop = readHop(received);
    require(standsIn(hop.from, received), "who gave it stands in the value");
    require(standsIn(hop.by, received), "who took it stands in the value");
    require(standsIn(hop.recipient, received), "for whom it is stands in the value");
    require(standsIn(connectedHost(hop), hop.from), "who connected is one of those that gave it");
    require(standsIn(publicAddressIn(received), received), "an address stands in the value");
    (void)isPickup(hop);
    return 0;
}
