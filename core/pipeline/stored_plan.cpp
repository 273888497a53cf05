#include "core/pipeline/run_planner.h"

#include "core/base/json_text.h"

namespace connectorscope {

std::string RunPlan::asJson(const RequeueOptions& options) const
{
    nlohmann::ordered_json json;
    json["transfer"] = toString(preview.transfer);
    if (preview.envelope) {
        json["sender"] = preview.envelope->sender;
        json["recipients"] = nlohmann::ordered_json::array();
        for (const PlannedRecipient& recipient : preview.envelope->recipients)
            json["recipients"].push_back(recipient.mailbox);
    }
    json["repair"] = options.repair;
    json["cause"] = options.cause ? nlohmann::ordered_json(causeOf(*options.cause).id) : nullptr;
    json["leave_missing"] = options.leaveMissing;
    json["from"] = options.from;
    json["to"] = options.to;
    return asLine(json);
}

Result<StoredPlan> storedPlanFrom(const std::string& text)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    try {
        StoredPlan plan;
        plan.options.repair = json.at("repair").get<bool>();
        plan.options.leaveMissing = json.at("leave_missing").get<bool>();
        plan.options.from = json.at("from").get<std::string>();
        plan.options.to = json.at("to").get<std::vector<std::string>>();
        if (const auto& cause = json.at("cause"); cause.is_string()) {
            const Cause* found = findCause(cause.get<std::string>());
            if (found != nullptr)
                plan.options.cause = found->key;
        }
        if (json.contains("sender")) {
            plan.envelope.sender = json.at("sender").get<std::string>();
            for (const auto& mailbox : json.at("recipients"))
                plan.envelope.recipients.push_back({mailbox.get<std::string>(), {}, {}});
        }
        return plan;
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::Damaged, "the journal holds no plan of the run");
    }
}

} // namespace connectorscope
