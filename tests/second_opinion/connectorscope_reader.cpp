#include "tests/second_opinion/reading.h"

#include "core/message/body.h"
#include "core/message/charset.h"
#include "core/message/message_reader.h"
#include "core/message/summary.h"

#include <algorithm>

namespace connectorscope {
namespace {

bool isSound(const Address& address, const AddressList& list)
{
    return std::none_of(list.issues.begin(), list.issues.end(), [&](const auto& issue) {
        return issue.position < address.position + address.length &&
               address.position < issue.position + issue.length;
    });
}

std::vector<ReadMailbox> mailboxesOf(const Summary& summary, FieldId id)
{
    std::vector<ReadMailbox> mailboxes;
    for (const AddressField& field : summary.addressFields) {
        if (field.id != id)
            continue;
        for (const Address& address : field.list.addresses) {
            mailboxes.push_back({address.displayName, address.spec(), isSound(address, field.list)});
        }
    }
    return mailboxes;
}

} // namespace

Reading readWithConnectorScope(std::string_view bytes)
{
    Reading reading;
    ReadLimits unlimited;
    unlimited.depth = 10'000;
    unlimited.parts = 1'000'000;
    const Message message = readMessage(bytes, unlimited);
    if (message.kind != FileKind::Message)
        return reading;
    reading.readable = true;
    const Summary summary = summarise(message);
    reading.subject = summary.subject;
    reading.from = mailboxesOf(summary, FieldId::From);
    reading.to = mailboxesOf(summary, FieldId::To);
    if (summary.date) {
        const std::int64_t east = summary.date->offsetMinutes * 60;
        ReadDate& date = reading.date.emplace();
        date.clock = summary.date->secondsSinceEpoch() + east;
        if (summary.date->zoneKnown)
            date.east = east;
    }
    for (const Part& part : message.parts) {
        if (part.hasChildren)
            continue;
        ReadLeaf& leaf = reading.leaves.emplace_back();
        leaf.type = part.type + '/' + part.subtype;
        leaf.name = attachmentName(part);
        if (part.isText())
            leaf.text = decodeText(bytes, part);
    }
    return reading;
}

std::string_view withoutFrame(std::string_view file)
{
    if (file.starts_with("\xEF\xBB\xBF"))
        file.remove_prefix(3);
    if (file.starts_with("From "))
        file.remove_prefix(std::min(file.find('\n'), file.size() - 1) + 1);
    for (const std::string_view dot : {"\n.\r\n", "\n.\n"}) {
        if (file.ends_with(dot))
            file.remove_suffix(dot.size() - 1);
    }
    return file;
}

std::string withLineFeeds(std::string_view message)
{
    std::string text(message);
    if (text.find('\n') == std::string::npos)
        std::replace(text.begin(), text.end(), '\r', '\n');
    return text;
}

std::string guessCharset(std::string_view bytes)
{
    return guessToUtf8(bytes);
}

} // namespace connectorscope
