#pragma once

#include "core/message/address.h"
#include "core/message/date_time.h"
#include "core/message/message.h"

#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// One address field, read. The field is an index into the message's own header fields.
struct AddressField
{
    std::size_t field = 0;
    FieldId id = FieldId::Other;
    AddressList list;
};

/// What people call the message by: decoded once, then used by the rules, the index, the window and the
/// report.
struct Summary
{
    std::string subject; ///< UTF-8; empty when there is none
    bool hasSubject = false;
    std::vector<AddressField> addressFields; ///< From, Sender, Reply-To, To, Cc, Bcc in the file's order
    std::size_t droppedAddresses = 0;        ///< beyond mostAddresses
    std::optional<DateTime> date;            ///< of the first Date field that can be read
    std::string messageId;                   ///< without < and >; empty when there is none

    /// The usable addresses of From.
    std::vector<Address> from() const;
    /// The usable addresses of To, Cc and Bcc.
    std::vector<Address> recipients() const;
    /// Whether one of the fields is there at all.
    bool has(FieldId id) const;
};

Summary summarise(const Message& message);

} // namespace connectorscope
