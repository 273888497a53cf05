#include "core/site/site.h"

namespace connectorscope {

std::string_view toString(Profile profile)
{
    switch (profile) {
    case Profile::Sbs2003:
        return "sbs2003";
    case Profile::IisSmtp:
        return "iis-smtp";
    case Profile::Generic:
        return "generic";
    }
    return {};
}

std::string_view toString(Carrier carrier)
{
    switch (carrier) {
    case Carrier::External:
        return "external";
    case Carrier::BuiltIn:
        return "builtin";
    }
    return {};
}

} // namespace connectorscope
