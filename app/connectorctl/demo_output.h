#pragma once

#include "app/connectorctl/style.h"
#include "core/demo/demo_site.h"

#include <string>

namespace connectorscope {

/// What was made, as one JSON object without a line end. docs/json.md names the keys.
std::string demoSiteAsJson(const DemoSite& site);

/// The same for people, and what to try next.
std::string demoSiteText(const DemoSite& site, const Style& style);

} // namespace connectorscope
