#include "core/message/time_zones.h"

#include "core/message/lexical.h"

#include <array>

namespace connectorscope {
namespace {

struct Zone
{
    std::string_view name; ///< lower case
    int minutes;
};

// Left out are names that stand for zones of several countries: IST (India, Israel, Ireland), SST, ECT ...
constexpr auto zones = std::to_array<Zone>({
    {"gmt", 0},     {"utc", 0},     {"ut", 0},     {"z", 0},      {"est", -300}, {"edt", -240}, {"cst", -360},
    {"cdt", -300},  {"mst", -420},  {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"cet", 60},   {"cest", 120},
    {"met", 60},    {"mest", 120},  {"mez", 60},   {"mesz", 120}, {"mewt", 60},  {"wet", 0},    {"west", 60},
    {"bst", 60},    {"eet", 120},   {"eest", 180}, {"msk", 180},  {"msd", 240},  {"ast", -240}, {"adt", -180},
    {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"nst", -210}, {"ndt", -150}, {"brt", -180}, {"jst", 540},
    {"kst", 540},   {"hkt", 480},   {"sgt", 480},  {"awst", 480}, {"acst", 570}, {"acdt", 630}, {"aest", 600},
    {"aedt", 660},  {"nzst", 720},  {"nzdt", 780},
});

} // namespace

std::optional<int> zoneOffset(std::string_view name)
{
    for (const Zone& zone : zones)
        if (equalsIgnoringCase(name, zone.name))
            return zone.minutes;
    return std::nullopt;
}

} // namespace connectorscope
