#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/message_choice.h"
#include "app/connectorctl/style.h"
#include "core/pipeline/requeue_request.h"
#include "core/site/site.h"

namespace connectorscope {

/// What `requeue` is asked for.
struct RequeueRequest
{
    MessageChoice choice;
    RequeueOptions options;
    bool dryRun = false;
    bool yes = false;  ///< nobody needs to be asked
    bool wait = false; ///< until each is handed over
    bool json = false;
    Style style{false};
};

/// Takes the messages through the pipeline, each with a receipt. More than one: says first what would happen,
/// and asks. Returns when each is in PickUp (or Incoming Mail), was refused or has failed.
ExitStatus requeue(const Site& site, const RequeueRequest& request, Environment& environment);

} // namespace connectorscope
