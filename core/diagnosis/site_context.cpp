#include "core/diagnosis/site_context.h"

#include "core/diagnosis/routing.h"

namespace connectorscope {

JudgeContext contextOf(const Site& site, FolderKind folder)
{
    JudgeContext context;
    context.folder = folder;
    context.hasSite = true;
    context.messageSize = site.limits.messageSize;
    context.headerSize = site.limits.headerSize;
    context.lineLength = site.limits.lineLength;
    context.recipients = site.limits.recipients;
    context.receivedHops = site.limits.receivedHops;
    context.routing = std::make_shared<const RoutingTable>(site);
    context.recipientRequired = context.routing->recipientRequired();
    return context;
}

JudgeContext contextFor(const JudgeContext& context, FolderKind folder)
{
    JudgeContext other = context;
    other.folder = folder;
    return other;
}

ReadLimits readLimitsOf(const Site& site)
{
    ReadLimits limits;
    limits.depth = site.limits.mimeDepth;
    limits.parts = site.limits.mimeParts;
    limits.lineLength = site.limits.lineLength;
    return limits;
}

} // namespace connectorscope
