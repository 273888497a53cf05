#include "core/diagnosis/repairs/planner.h"
#include "core/message/address.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <array>

namespace connectorscope {

namespace {

/// When the first server on the way, seen from here, took the message.
std::optional<UtcTime> topmostReceived(const HeaderBlock& header)
{
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Received)
            continue;
        const std::string_view value = header.rawValue(field);
        const std::size_t semicolon = value.rfind(';');
        if (semicolon == std::string_view::npos)
            continue;
        if (const auto date = utcOf(value.substr(semicolon + 1)))
            return date;
    }
    return std::nullopt;
}

} // namespace

Result<RepairPlan> planDate(const Planner& planner)
{
    const HeaderBlock& header = planner.message().header();
    const auto received = topmostReceived(header);
    RepairPlan plan;
    plan.what = received ? "Writes the date at which the last server took the message."
                         : "Writes the present date: the message tells no other.";
    plan.certainty = received ? Certainty::Likely : Certainty::Guess;
    plan.edits.push_back(
        planner.setField(0, FieldId::Date, dateText(received.value_or(planner.options.now))));
    return plan;
}

Result<RepairPlan> planMessageId(const Planner& planner)
{
    RepairPlan plan;
    plan.what = "Gives the message an id of its own.";
    plan.edits.push_back(planner.setField(0, FieldId::MessageId, planner.newMessageId()));
    return plan;
}

Result<RepairPlan> planFrom(const Planner& planner)
{
    const HeaderBlock& header = planner.message().header();
    RepairPlan plan;
    std::string from;
    for (const FieldId id : {FieldId::ReplyTo, FieldId::ReturnPath, FieldId::Sender}) {
        from = firstPlainAddress(header, id);
        if (!from.empty()) {
            plan.what = "Writes the sender that " + std::string(fieldName(id)) + " names.";
            plan.certainty = Certainty::Likely;
            break;
        }
    }
    if (from.empty() && !planner.options.from.empty()) {
        if (!isPlainAddress(planner.options.from))
            return noRepair("'" + planner.options.from + "' is no address", "Give one as anna@contoso.com.");
        from = planner.options.from;
        plan.what = "Writes the sender that was given.";
    }
    if (from.empty())
        return noRepair("nothing in the message tells who sent it", "Say who did, with --from ADDRESS.");
    plan.edits.push_back(planner.setField(0, FieldId::From, from));
    return plan;
}

Result<RepairPlan> planSender(const Planner& planner)
{
    const std::vector<Address> from = planner.state.summary.from();
    const auto plain =
        std::ranges::find_if(from, [](const Address& address) { return isPlainAddress(address.spec()); });
    if (plain == from.end())
        return noRepair("none of the senders can be written as it is", "Deliver it by hand.");
    RepairPlan plan;
    plan.what = "Names the first of the senders as the one who sent it.";
    plan.edits.push_back(planner.insertField(0, "Sender", plain->spec()));
    return plan;
}

} // namespace connectorscope
