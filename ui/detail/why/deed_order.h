#pragma once

#include "core/diagnosis/catalogue.h"
#include "ui/detail/detail_request.h"

#include <QString>

#include <optional>
#include <vector>

namespace connectorscope {

/// The deeds for a message in the order of sense, and the one that is right, if one is.
struct DeedOrder
{
    std::vector<Deed> deeds;
    std::optional<Deed> primary;
};

/// What stands in the way of a message decides: `cause` is its primary one, nullptr for a clean message.
/// `canRepair`: there is a repair that makes it pass. Only what is offered and makes sense in that state.
DeedOrder orderOfDeeds(const Cause* cause, MessageState state, Deeds offered, bool canRepair);

/// What the button says: "Add From and requeue". `repair` is a repair's name in the catalogue, may be empty.
QString deedText(Deed deed, const Cause* cause, std::string_view repair);
/// "set-from" as "Add From"; "Repair" for several or others.
QString repairText(std::string_view repair);

/// Words for how sure it is that a cause fails the transfer.
QString basisText(Basis basis);

} // namespace connectorscope
