#include "core/base/suggestions.h"

#include <algorithm>
#include <numeric>

namespace connectorscope {
namespace {

constexpr std::size_t longestTyped = 60;

/// Upper and lower case, `-` and `_` are easily mistaken for one another.
std::string comparable(std::string_view text)
{
    std::string same(text);
    for (char& c : same)
        c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return same;
}

/// Levenshtein's distance: how many letters have to be put in, taken out or changed.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::vector<std::string_view> nearestNames(std::string_view typed, std::span<const std::string_view> names,
                                           std::size_t most)
{
    const std::string wanted = comparable(typed.substr(0, longestTyped));

    struct Candidate
    {
        std::size_t distance;
        std::string_view name;
    };
    std::vector<Candidate> candidates;
    const std::size_t farthest = std::max<std::size_t>(2, wanted.size() / 3);
    for (const std::string_view name : names) {
        const std::string known = comparable(name);
        const bool contained = wanted.size() >= 3 && known.find(wanted) != std::string::npos;
        const std::size_t letters = distance(wanted, known);
        if (contained || letters <= farthest)
            candidates.push_back({contained ? std::min<std::size_t>(letters, 1) : letters, name});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; });
    std::vector<std::string_view> nearest;
    for (const Candidate& candidate : candidates) {
        if (nearest.size() == most)
            break;
        nearest.push_back(candidate.name);
    }
    return nearest;
}

std::string asChoice(std::span<const std::string_view> names)
{
    std::string choice;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            choice += i + 1 == names.size() ? " or " : ", ";
        choice.append("'").append(names[i]).append("'");
    }
    return choice;
}

} // namespace connectorscope
