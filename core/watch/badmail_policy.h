#pragma once

#include "core/site/site.h"
#include "core/watch/conditions.h"

namespace connectorscope {

/// Whether the SMTP service of the site's server keeps BadMail: the registry value MaxBadMailFolderSize below
/// HKLM\System\CurrentControlSet\Services\SMTPSVC\Queuing, of this machine or, where PickUp lies on a share,
/// of that server as far as our rights go. Without an answer it says why. May take as long as the network
/// takes.
Answer readBadMailPolicy(const Site& site);

} // namespace connectorscope
