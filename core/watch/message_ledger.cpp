#include "core/watch/message_ledger.h"

namespace connectorscope {

std::string_view toString(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Arrived:
        return "arrived";
    case RecordKind::Changed:
        return "changed";
    case RecordKind::Moved:
        return "moved";
    case RecordKind::Gone:
        return "gone";
    case RecordKind::Judged:
        return "judged";
    case RecordKind::FindingAdded:
        return "finding-added";
    }
    return {};
}

std::string_view toString(NewsSource source)
{
    switch (source) {
    case NewsSource::Events:
        return "events";
    case NewsSource::Polling:
        return "polling";
    }
    return {};
}

} // namespace connectorscope
