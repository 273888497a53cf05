#include "app/connectorctl/diagnosis_json.h"

#include "app/connectorctl/finding_json.h"
#include "core/base/base64.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"

namespace connectorscope {
namespace {

template <class T>
nlohmann::ordered_json orNull(const std::optional<T>& value)
{
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

} // namespace

nlohmann::ordered_json findingAsJson(const Finding& finding)
{
    const Cause& cause = causeOf(finding.cause);
    nlohmann::ordered_json json;
    json["cause"] = cause.id;
    json["severity"] = toString(finding.severity);
    json["offset"] = finding.offset;
    json["length"] = finding.length;
    json["line"] = finding.line;
    json["count"] = finding.count;
    json["evidence"] = finding.evidence;
    json["symbol"] = textOrNull(cause.symbol);
    json["hresult"] = textOrNull(cause.hresult);
    json["basis"] = toString(cause.basis);
    json["retry"] = textOrNull(toString(cause.retry));
    json["repair"] = textOrNull(cause.repair);
    return json;
}

nlohmann::ordered_json filteredAsJson(const std::vector<FilterVerdict>& verdicts)
{
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const FilterVerdict& verdict : verdicts)
        all.push_back({{"filter", toString(verdict.filter)},
                       {"stops", verdict.stops},
                       {"reason", verdict.reason},
                       {"offset", verdict.offset},
                       {"length", verdict.length},
                       {"line", verdict.line},
                       {"count", verdict.count},
                       {"evidence", verdict.evidence}});
    return all;
}

std::string filteredText(const FilterVerdict& verdict)
{
    return (verdict.stops ? "The bypassed filters would have stopped this: "
                          : "The bypassed filters would have refused a recipient: ") +
           verdict.reason;
}

std::string errorSentence(const Error& error)
{
    std::string sentence = error.message + ".";
    if (!error.hint.empty())
        sentence += " " + error.hint;
    return sentence;
}

std::string judgedFileAsJson(const JudgedFile& file)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["path"] = displayText(file.path);
    if (!hasExactText(file.path))
        json["path_base64"] = base64(pathBytes(file.path));
    json["size"] = orNull(file.size);
    json["verdict"] = toString(file.diagnosis.verdict);
    json["primary"] = file.diagnosis.primary ? nlohmann::ordered_json(causeOf(*file.diagnosis.primary).id)
                                             : nlohmann::ordered_json(nullptr);
    json["subject"] = orNull(file.subject);
    json["from"] = nlohmann::ordered_json::array();
    for (const Address& address : file.from)
        json["from"].push_back(address.spec());
    json["to"] = file.to;
    json["date"] = orNull(file.date);
    json["message_id"] = orNull(file.messageId);
    json["findings"] = nlohmann::ordered_json::array();
    for (const Finding& finding : file.diagnosis.findings)
        json["findings"].push_back(findingAsJson(finding));
    for (const ProposedRecipient& proposed : file.proposed)
        json["proposed_recipients"].push_back({{"mailbox", proposed.mailbox},
                                               {"reason", toString(proposed.reason)},
                                               {"evidence", textOrNull(proposed.evidence)}});
    if (!file.filtered.empty())
        json["filtered"] = filteredAsJson(file.filtered);
    if (file.error)
        json["error"] = errorSentence(*file.error);
    return asLine(json);
}

} // namespace connectorscope
