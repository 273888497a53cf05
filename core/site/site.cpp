#include "core/site/site.h"

#include "core/site/choices.h"

namespace connectorscope {

std::string_view toString(Profile profile)
{
    return nameOfChoice(profile);
}

std::string_view toString(Carrier carrier)
{
    return nameOfChoice(carrier);
}

std::string_view toString(Transport transport)
{
    return nameOfChoice(transport);
}

std::string_view toString(AccountKind kind)
{
    return nameOfChoice(kind);
}

std::string_view toString(ReportMode mode)
{
    return nameOfChoice(mode);
}

} // namespace connectorscope
