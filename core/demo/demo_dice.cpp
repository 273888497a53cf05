#include "core/demo/demo_dice.h"

namespace connectorscope {

std::uint64_t DemoDice::next()
{
    m_state += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
}

std::chrono::seconds DemoDice::between(std::chrono::seconds least, std::chrono::seconds most)
{
    const auto span = static_cast<std::size_t>((most - least).count()) + 1;
    return least + std::chrono::seconds(below(span));
}

std::string DemoDice::hex(std::size_t digits)
{
    std::string text;
    while (text.size() < digits)
        text += "0123456789abcdef"[below(16)];
    return text;
}

} // namespace connectorscope
