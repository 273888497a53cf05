#include "core/index/message_json.h"

#include "core/base/base64.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/base/time_text.h"
#include "core/index/stuck.h"

namespace connectorscope {

Result<ListedMessage> listedMessage(const Site& site, JournalReader& journal, MessageRow row, UtcTime now)
{
    ListedMessage listed;
    listed.now = now;
    listed.stuck = isStuck(row, stuckLimits(site, now));
    if (!row.id.empty()) {
        auto acknowledged = journal.acknowledgement(row.id);
        if (!acknowledged)
            return fail(std::move(acknowledged.error()));
        listed.acknowledgement = std::move(*acknowledged);
        const auto tried = journal.tried(row.id);
        if (!tried)
            return fail(tried.error());
        listed.tried = *tried;
        if (!site.pipeline.automaticRetry)
            listed.tried.retryAt.reset();
    }
    listed.row = std::move(row);
    return listed;
}

nlohmann::ordered_json messageJson(const Site& site, const ListedMessage& message)
{
    const MessageRow& row = message.row;
    const std::filesystem::path path = pathOf(site, row.place);
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["id"] = textOrNull(row.id);
    json["folder"] = toString(row.place.folder);
    json["path"] = displayText(path);
    if (!hasExactText(path))
        json["path_base64"] = base64(pathBytes(path));
    json["state"] = toString(row.state);
    json["stuck"] = message.stuck;
    json["since"] = utcText(row.since);
    json["age_seconds"] = std::chrono::floor<std::chrono::seconds>(message.now - row.since).count();
    json["left_behind"] = row.leftBehind;
    json["size"] = row.size;
    json["verdict"] = toString(row.verdict);
    json["primary"] =
        row.primary ? nlohmann::ordered_json(causeOf(*row.primary).id) : nlohmann::ordered_json(nullptr);
    json["subject"] = row.hasSubject ? nlohmann::ordered_json(row.subject) : nlohmann::ordered_json(nullptr);
    json["from"] = textOrNull(row.sender);
    json["to"] = row.recipients;
    json["date"] = row.date ? nlohmann::ordered_json(*row.date) : nlohmann::ordered_json(nullptr);
    json["message_id"] = textOrNull(row.messageId);
    json["run"] = textOrNull(row.run);
    json["acknowledged"] = message.acknowledgement ? nlohmann::ordered_json(message.acknowledgement->note)
                                                   : nlohmann::ordered_json(nullptr);
    json["attempts"] = message.tried.attempts;
    json["automatic"] = message.tried.isAutomatic;
    json["retry_at"] = message.tried.retryAt ? nlohmann::ordered_json(utcText(*message.tried.retryAt))
                                             : nlohmann::ordered_json(nullptr);
    return json;
}

} // namespace connectorscope
