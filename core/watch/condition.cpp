#include "core/watch/condition.h"

namespace connectorscope {

std::string_view toString(ConditionStep step)
{
    switch (step) {
    case ConditionStep::Began:
        return "began";
    case ConditionStep::Changed:
        return "changed";
    case ConditionStep::Counted:
        return "counted";
    case ConditionStep::Ended:
        return "ended";
    }
    return {};
}

} // namespace connectorscope
