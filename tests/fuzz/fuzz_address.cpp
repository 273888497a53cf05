#include "core/base/utf8.h"
#include "core/message/address.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace connectorscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view raw(reinterpret_cast<const char*>(data), size);
    const AddressList list = parseAddressList(raw);
    std::size_t lastPosition = 0;
    for (const Address& address : list.addresses) {
        require(address.position + address.length <= size, "an address stands in the value");
        require(address.position >= lastPosition, "addresses come in their order");
        lastPosition = address.position;
        require(isValidUtf8(address.displayName), "display names are UTF-8");
        require(isValidUtf8(address.localPart) && isValidUtf8(address.domain), "addresses are UTF-8");
        require(isValidUtf8(address.group), "group names are UTF-8");
        if (!address.usable())
            continue;
        const AddressList again = parseAddressList(address.spec());
        require(again.addresses.size() == 1 && again.issues.empty(), "a usable address can be read again");
        require(again.addresses[0].localPart == address.localPart, "the local part stays as it is");
        require(again.addresses[0].domain == address.domain, "the domain stays as it is");
    }
    for (const AddressIssue& issue : list.issues)
        require(issue.position + issue.length <= size && issue.length > 0, "an issue stands in the value");
    require(list.issues.size() <= 100, "issues are bounded");
    for (const AddressGroup& group : list.groups)
        require(group.position + group.length <= size && isValidUtf8(group.name),
                "a group stands in the value");
    require(list.usableCount() == list.addresses.size() || !list.issues.empty(),
            "what is unusable is an issue");
    return 0;
}
