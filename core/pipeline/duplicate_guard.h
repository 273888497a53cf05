#pragma once

#include "core/pipeline/requeue_request.h"

#include <set>
#include <string>
#include <tuple>

namespace connectorscope {

/// Sees to it that of messages which are requeued together each goes out once: the first of those that are
/// the same to who gets them. A dry run of many and the real run judge by it alike.
class DuplicateGuard
{
public:
    /// Refuses a message whose like goes already. To be called for each, in their order, when all that
    /// refuses it by itself stands in `preview`; not with RequeueOptions::again.
    void check(RequeuePreview& preview);

private:
    std::set<std::tuple<Xxh3Digest, std::string, std::string>> m_going; ///< body, From and Subject
};

} // namespace connectorscope
