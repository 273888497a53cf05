#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/recipient_proposal.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// One entry of the catalogue as one JSON object, without a line end. docs/json.md names the keys.
std::string causeAsJson(const Cause& cause);

/// The values of the catalogue in plain words, for people.
std::string_view inWords(CauseScope scope);
std::string_view inWords(Stage stage);
std::string_view inWords(Severity severity);
std::string_view inWords(Basis basis);
std::string_view inWords(Retry retry);
/// "a trace of the delivery names it" ...
std::string_view inWords(ProposalReason reason);

} // namespace connectorscope
