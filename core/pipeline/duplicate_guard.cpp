#include "core/pipeline/duplicate_guard.h"

#include "core/pipeline/refusals.h"

namespace connectorscope {

void DuplicateGuard::check(RequeuePreview& preview)
{
    const MessageLikeness& likeness = preview.likeness;
    if (preview.passes() && !m_going.emplace(likeness.body, likeness.from, likeness.subject).second)
        preview.refusals.push_back(goesWithItsLike());
}

} // namespace connectorscope
