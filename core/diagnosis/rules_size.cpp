#include "core/diagnosis/rules.h"
#include "core/site/units.h"

namespace connectorscope {

bool isOfSize(CauseId cause)
{
    return cause == CauseId::MessageTooLarge || cause == CauseId::HeaderBlockTooLarge;
}

Finding& reportSize(Case& c, CauseId cause, std::uint64_t size, std::uint64_t limit)
{
    Finding& finding = report(c, cause, 0, severityOfLimit(c));
    finding.length = size;
    finding.evidence = std::to_string(size) + " bytes; the limit is " + sizeText(limit);
    return finding;
}

void judgeSize(Case& c)
{
    if (c.message.size > c.context.messageSize)
        reportSize(c, CauseId::MessageTooLarge, c.message.size, c.context.messageSize);
}

} // namespace connectorscope
