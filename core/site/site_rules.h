#pragma once

#include "core/site/site.h"

#include <string>
#include <vector>

namespace connectorscope {

/// Keys that are right by themselves and wrong together.
struct SiteRuleProblem
{
    std::string key;
    std::size_t account = 0; ///< the number of the POP3 account, from 1; 0: none
    std::string message;
    std::string allowed;
};

/// What the values of a site alone can tell; nothing is compared with the disk.
std::vector<SiteRuleProblem> checkSiteRules(const Site& site);

} // namespace connectorscope
