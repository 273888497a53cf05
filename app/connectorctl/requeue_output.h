#pragma once

#include "app/connectorctl/style.h"
#include "core/pipeline/requeue_request.h"
#include "core/site/site.h"

#include <cstdint>
#include <map>
#include <string>

namespace connectorscope {

/// The dry run of one message as one JSON object, without a line end; docs/json.md names the keys.
std::string previewAsJson(const Site& site, const RequeuePreview& preview);
/// The same for people: steps, recipients, repairs, what changes in the header, what is refused.
std::string previewText(const Site& site, const RequeuePreview& preview, const Style& style,
                        std::size_t columns);
/// One line for one of many.
std::string previewLine(const RequeuePreview& preview, const Style& style);

/// It would go through if somebody said who gets it.
bool needsMailbox(const RequeuePreview& preview);

/// What requeueing many messages would come to.
class PreviewSum
{
public:
    void add(const RequeuePreview& preview);

    std::uint64_t passing() const { return m_passing; }
    std::uint64_t refused() const { return m_refused + m_needMailbox; }
    /// "12 messages: 9 go through, 1 needs a mailbox, 2 are refused.", the reasons and the warnings, each
    /// with how many it is about.
    std::string text() const;

private:
    std::uint64_t m_passing = 0;
    std::uint64_t m_repaired = 0;
    std::uint64_t m_needMailbox = 0;
    std::uint64_t m_refused = 0;
    std::map<std::string, std::uint64_t> m_reasons;
    std::map<std::string, std::uint64_t> m_warnings;
};

} // namespace connectorscope
