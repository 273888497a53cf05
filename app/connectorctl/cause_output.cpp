#include "app/connectorctl/cause_output.h"

#include "core/base/json_text.h"

namespace connectorscope {

std::string causeAsJson(const Cause& cause)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["cause"] = cause.id;
    json["scope"] = toString(cause.scope);
    json["stage"] = textOrNull(toString(cause.stage));
    json["severity"] = toString(cause.severity);
    json["symbol"] = textOrNull(cause.symbol);
    json["hresult"] = textOrNull(cause.hresult);
    json["basis"] = toString(cause.basis);
    json["retry"] = textOrNull(toString(cause.retry));
    json["repair"] = textOrNull(cause.repair);
    json["title"] = cause.title;
    json["meaning"] = cause.meaning;
    json["advice"] = cause.advice;
    return asLine(json);
}

std::string_view inWords(CauseScope scope)
{
    switch (scope) {
    case CauseScope::Message:
        return "in one message";
    case CauseScope::Site:
        return "in the whole site";
    }
    return {};
}

std::string_view inWords(Stage stage)
{
    switch (stage) {
    case Stage::Open:
        return "when the file is opened";
    case Stage::Recognise:
        return "when the file is taken for a message";
    case Stage::Headers:
        return "when the headers are read";
    case Stage::Sender:
        return "when the sender is looked for";
    case Stage::Recipients:
        return "when the recipients are looked for";
    case Stage::Structure:
        return "when the parts of the message are read";
    case Stage::Size:
        return "when the size is compared with the limit";
    case Stage::Write:
        return "when the message is written to PickUp";
    case Stage::Handover:
        return "when the message is handed to the SMTP service";
    case Stage::None:
        break;
    }
    return "in no step of its own";
}

std::string_view inWords(Severity severity)
{
    switch (severity) {
    case Severity::Corrupt:
        return "the message is damaged and stays in Incoming Mail";
    case Severity::Fatal:
        return "the transfer fails and the message goes to Failed Mail";
    case Severity::Environment:
        return "the server is at fault, not the message";
    case Severity::Risk:
        return "the transfer may fail, or a program that reads the message later";
    case Severity::Note:
        return "worth knowing; it stops nothing";
    }
    return {};
}

std::string_view inWords(Basis basis)
{
    switch (basis) {
    case Basis::Documented:
        return "by the maker of the connector, or in a standard";
    case Basis::Observed:
        return "on real servers";
    case Basis::Analogous:
        return "programs that work alike fail this way";
    case Basis::Inferred:
        return "from how the transfer works; nobody has written it down";
    }
    return {};
}

std::string_view inWords(Retry retry)
{
    switch (retry) {
    case Retry::Now:
        return "Try again at once; the next attempt may work.";
    case Retry::Later:
        return "Try again later; the fault usually passes.";
    case Retry::Wait:
        return "Wait; there is nothing to do yet.";
    case Retry::Repair:
        return "Repair the message, then try again.";
    case Retry::Refetch:
        return "Fetch the message again from the POP3 server if it is still there.";
    case Retry::Ask:
        return "A person has to decide first.";
    case Retry::FixEnvironment:
        return "Mend the server first, then try again.";
    case Retry::DoNotRetry:
        return "Do not try again: it would fail or do harm.";
    case Retry::None:
        break;
    }
    return "Nothing has to be tried again.";
}

std::string_view inWords(ProposalReason reason)
{
    switch (reason) {
    case ProposalReason::DeliveryTrace:
        return "the servers on the way noted this address";
    case ProposalReason::AccountTrace:
        return "it was fetched from this mailbox's account";
    case ProposalReason::OnlyAccount:
        return "the only account of the site delivers to it";
    case ProposalReason::Undeliverable:
        return "the site file names it for what nobody else takes";
    }
    return "";
}

} // namespace connectorscope
