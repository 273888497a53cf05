#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"
#include "core/pipeline/pipeline.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace connectorscope {

/// What a receipt comes to.
enum class ReceiptKind : std::uint8_t
{
    Done,
    Refused,  ///< nothing was done with the message
    Failed,   ///< it could not be done, or came to a bad end
    Prevented ///< the environment did not let it be done
};

ReceiptKind kindOf(const RunReceipt& receipt);

/// docs/json.md names the keys.
std::string receiptAsJson(const Site& site, const RunReceipt& receipt);
/// The keys of a receipt, but for `schema`, to an object that has others.
void addReceipt(nlohmann::ordered_json& json, const Site& site, const RunReceipt& receipt);
nlohmann::ordered_json refusalsAsJson(const std::vector<Refusal>& refusals);
/// One line, or more where there is more to say.
std::string receiptText(const RunReceipt& receipt, ReceiptKind kind, const Style& style);
/// "it is held. Release it first."
std::string refusalSentence(const Refusal& refusal);
/// The environment is the reason, not the message.
bool isOfEnvironment(const Refusal& refusal);

/// Prints the receipts of a verb, and knows its exit status.
class Receipts
{
public:
    /// The arguments outlive it.
    Receipts(const Site& site, Environment& environment, const Style& style, bool json);

    /// `isWanted`: it is what the verb was asked for; a state that is fine elsewhere may be none here.
    void print(const RunReceipt& receipt, bool isWanted = true);
    /// Where several were printed for people: how many were done, refused and failed.
    void printSum() const;
    ExitStatus status() const;

private:
    const Site& m_site;
    Environment& m_environment;
    const Style& m_style;
    bool m_json;
    std::uint64_t m_done = 0;
    std::uint64_t m_refused = 0;
    std::uint64_t m_failed = 0;
    bool m_prevented = false;
};

} // namespace connectorscope
