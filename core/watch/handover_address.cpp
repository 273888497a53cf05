#include "core/diagnosis/received.h"
#include "core/message/header_block.h"
#include "core/watch/scan_file.h"

namespace connectorscope {

std::string handoverAddress(const HeaderBlock& header)
{
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        const std::string_view address = publicAddressIn(header.rawValue(field));
        if (!address.empty())
            return std::string(address);
    }
    return {};
}

} // namespace connectorscope
