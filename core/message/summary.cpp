#include "core/message/summary.h"

#include "core/message/encoded_word.h"
#include "core/message/field_kinds.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace connectorscope {
namespace {

/// What stands between < and >; else, as some senders leave the brackets out, the whole value.
std::string messageIdOf(std::string_view rawValue)
{
    std::string id = decodeHeaderText(rawValue);
    const std::size_t open = id.find('<');
    if (open == std::string::npos)
        return id;
    const std::size_t close = id.find('>', open);
    return id.substr(open + 1, close == std::string::npos ? close : close - open - 1);
}

template <class Predicate>
std::vector<Address> usableOf(const Summary& summary, Predicate predicate)
{
    std::vector<Address> usable;
    for (const AddressField& field : summary.addressFields) {
        if (predicate(field.id))
            std::copy_if(field.list.addresses.begin(), field.list.addresses.end(), std::back_inserter(usable),
                         [](const Address& address) { return address.usable(); });
    }
    return usable;
}

} // namespace

std::vector<Address> Summary::from() const
{
    return usableOf(*this, [](FieldId id) { return id == FieldId::From; });
}

std::vector<Address> Summary::recipients() const
{
    return usableOf(*this, isRecipientField);
}

bool Summary::has(FieldId id) const
{
    return std::any_of(addressFields.begin(), addressFields.end(),
                       [id](const AddressField& field) { return field.id == id; });
}

Summary summarise(const Message& message)
{
    Summary summary;
    if (message.parts.empty())
        return summary;
    const HeaderBlock& header = message.header();
    std::size_t room = mostAddresses;
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
        const Field& field = header.fields[i];
        const std::string_view value = header.rawValue(field);
        if (isAddressField(field.id)) {
            AddressList list = parseAddressList(value, room);
            room -= list.addresses.size();
            summary.droppedAddresses += list.dropped;
            summary.addressFields.push_back({i, field.id, std::move(list)});
        } else if (field.id == FieldId::Subject && !summary.hasSubject) {
            summary.subject = decodeHeaderText(value);
            summary.hasSubject = true;
        } else if (field.id == FieldId::Date && !summary.date) {
            summary.date = parseDateTime(value);
        } else if (field.id == FieldId::MessageId && summary.messageId.empty()) {
            summary.messageId = messageIdOf(value);
        }
    }
    return summary;
}

} // namespace connectorscope
