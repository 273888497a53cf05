#include "core/base/path_text.h"
#include "core/pipeline/pipeline_order.h"

#include "core/base/json_text.h"

#include <array>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::array receiptFolders = {FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp,
                                       FolderKind::BadMail};

constexpr std::array<std::pair<ErrorCode, std::string_view>, 13> errorWords = {
    {{ErrorCode::NotFound, "not-found"},
     {ErrorCode::AccessDenied, "access-denied"},
     {ErrorCode::Locked, "locked"},
     {ErrorCode::AlreadyExists, "already-exists"},
     {ErrorCode::NotAFile, "not-a-file"},
     {ErrorCode::CrossDevice, "cross-device"},
     {ErrorCode::DiskFull, "disk-full"},
     {ErrorCode::ReadFault, "read-fault"},
     {ErrorCode::WriteFault, "write-fault"},
     {ErrorCode::Damaged, "damaged"},
     {ErrorCode::BadInput, "bad-input"},
     {ErrorCode::Cancelled, "cancelled"},
     {ErrorCode::Other, "other"}}};

std::string_view wordOf(ErrorCode code)
{
    for (const auto& [known, word] : errorWords)
        if (known == code)
            return word;
    return "other";
}

ErrorCode errorCodeFrom(std::string_view text)
{
    for (const auto& [code, word] : errorWords)
        if (word == text)
            return code;
    return ErrorCode::Other;
}

nlohmann::ordered_json textOfReceipt(std::string_view text)
{
    return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
}

void addPlace(nlohmann::ordered_json& json, const std::string& prefix, const std::optional<Place>& place)
{
    json[prefix + "folder"] = place ? nlohmann::ordered_json(toString(place->folder)) : nullptr;
    json[prefix + "name"] = place ? nlohmann::ordered_json(displayText(pathFromBytes(place->name))) : nullptr;
}

std::string textAt(const nlohmann::json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Place> placeAt(const nlohmann::json& json, const char* folderKey, const char* nameKey)
{
    const std::string folder = textAt(json, folderKey);
    for (const FolderKind kind : receiptFolders)
        if (!folder.empty() && toString(kind) == folder)
            return Place{kind, textAt(json, nameKey)};
    return std::nullopt;
}

std::optional<RefusalKind> refusalKindFrom(std::string_view text)
{
    for (int kind = 0; kind <= static_cast<int>(RefusalKind::VaultFull); ++kind)
        if (toString(static_cast<RefusalKind>(kind)) == text)
            return static_cast<RefusalKind>(kind);
    return std::nullopt;
}

std::vector<Refusal> refusalsAt(const nlohmann::json& json)
{
    std::vector<Refusal> refusals;
    for (const auto& one : json.at("refusals")) {
        Refusal refusal;
        refusal.kind =
            refusalKindFrom(one.at("kind").get<std::string>()).value_or(RefusalKind::SiteCondition);
        refusal.reason = textAt(one, "reason");
        refusal.hint = textAt(one, "hint");
        if (const Cause* const cause = findCause(textAt(one, "cause")); cause != nullptr)
            refusal.cause = cause->key;
        refusals.push_back(std::move(refusal));
    }
    return refusals;
}

} // namespace

std::string receiptAsText(const RunReceipt& receipt)
{
    nlohmann::ordered_json json;
    json["schema"] = 1;
    json["id"] = textOfReceipt(receipt.message);
    json["run"] = textOfReceipt(receipt.run);
    json["state"] = receipt.state ? nlohmann::ordered_json(toString(*receipt.state)) : nullptr;
    json["outcome"] = textOfReceipt(receipt.outcome);
    addPlace(json, "", receipt.source);
    addPlace(json, "now_", receipt.now);
    json["refusals"] = nlohmann::ordered_json::array();
    for (const Refusal& refusal : receipt.refusals) {
        nlohmann::ordered_json one;
        one["kind"] = toString(refusal.kind);
        one["reason"] = refusal.reason;
        one["hint"] = textOfReceipt(refusal.hint);
        one["cause"] = refusal.cause ? nlohmann::ordered_json(causeOf(*refusal.cause).id) : nullptr;
        json["refusals"].push_back(std::move(one));
    }
    json["error_code"] = receipt.error ? nlohmann::ordered_json(wordOf(receipt.error->code)) : nullptr;
    json["error"] = receipt.error ? nlohmann::ordered_json(receipt.error->message) : nullptr;
    json["hint"] = receipt.error ? textOfReceipt(receipt.error->hint) : nullptr;
    return asLine(json);
}

Result<RunReceipt> receiptFromText(std::string_view text)
{
    try {
        const auto json = nlohmann::json::parse(text);
        RunReceipt receipt;
        receipt.message = textAt(json, "id");
        receipt.run = textAt(json, "run");
        receipt.state = runStateFrom(textAt(json, "state"));
        receipt.outcome = textAt(json, "outcome");
        receipt.source = placeAt(json, "folder", "name");
        receipt.now = placeAt(json, "now_folder", "now_name");
        receipt.refusals = refusalsAt(json);
        if (const std::string code = textAt(json, "error_code"); !code.empty())
            receipt.error = Error{errorCodeFrom(code), textAt(json, "error"), textAt(json, "hint"), {}};
        return receipt;
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::Damaged, "the worker's answer cannot be read");
    }
}

RunReceipt receiptOf(const RunRow& run)
{
    RunReceipt receipt;
    receipt.message = run.message;
    receipt.run = run.id;
    receipt.source = run.source;
    receipt.state = run.state;
    receipt.outcome = run.outcome;
    return receipt;
}

bool isWell(const RunReceipt& receipt)
{
    if (receipt.error || !receipt.refusals.empty())
        return false;
    switch (receipt.state.value_or(RunState::HandedOver)) {
    case RunState::OutcomeUnknown:
    case RunState::UndoUncertain:
    case RunState::Ineffective:
    case RunState::BadMailed:
    case RunState::Stalled:
    case RunState::Failed:
    case RunState::Cancelled:
        return false;
    default:
        return true;
    }
}

} // namespace connectorscope
