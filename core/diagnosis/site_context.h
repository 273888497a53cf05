#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/message/limits.h"
#include "core/site/site.h"

namespace connectorscope {

/// How the messages of one of the site's folders are judged. Copies from the site what judging needs, so the
/// site may go; make it once for a site and folder, not for each message.
JudgeContext contextOf(const Site& site, FolderKind folder);

/// The same for another folder of the same site, without making its routing again.
JudgeContext contextFor(const JudgeContext& context, FolderKind folder);

/// What bounds the reader on that site. Depth and number of parts are limits of safety, and the reader has to
/// know them; judging only tells that they were met.
ReadLimits readLimitsOf(const Site& site);

} // namespace connectorscope
