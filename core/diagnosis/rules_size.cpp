#include "core/diagnosis/rules.h"

namespace connectorscope {

void judgeSize(Case& c)
{
    if (c.message.size <= c.context.messageSize)
        return;
    Finding& finding = report(c, CauseId::MessageTooLarge, 0, severityOfLimit(c));
    finding.length = c.message.size;
}

} // namespace connectorscope
