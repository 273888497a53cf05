#pragma once

#include "core/site/site.h"

#include <string>
#include <vector>

namespace connectorscope {

/// The text of a new site file: every key of the table with its explanation as a comment, in the table's
/// order. What `chosen` names ("site.name") stands there with the site's value, and so do keys that every
/// site file needs; all other keys are commented out with their default or a sample. The accounts of the site
/// come after them. parseSite reads it and gives the site again.
std::string newSiteText(const Site& site, const std::vector<std::string>& chosen);

/// docs/site-file.md: the same table for people.
std::string siteFileDocument();

} // namespace connectorscope
