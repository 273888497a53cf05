#pragma once

#include "core/base/clock.h"
#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/diagnosis.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// A condition of the site (CauseScope::Site), and the folder that it is about; FolderKind::None for the
/// whole site.
struct ConditionKey
{
    CauseId cause = CauseId::FolderUnreachable;
    FolderKind folder = FolderKind::None;

    auto operator<=>(const ConditionKey&) const = default;
};

/// A condition that holds.
struct ConditionState
{
    ConditionKey key;
    UtcTime since;
    std::string evidence; ///< one sentence: the figures that show it
    int goodSamples = 0;  ///< in a row since it was seen last; it ends at WatchSettings::clearAfter
    std::vector<std::string> members; ///< cohort-failure: the ids of the messages that failed together

    bool operator==(const ConditionState&) const = default;
};

enum class ConditionStep : std::uint8_t
{
    Began,
    Changed, ///< its evidence or its members
    Counted, ///< its good samples: to be remembered, and no news
    Ended
};

std::string_view toString(ConditionStep step);

struct ConditionChange
{
    ConditionStep step = ConditionStep::Began;
    ConditionState state;
    UtcTime at;
};

/// What one look at the site says of one condition.
enum class Sample : std::uint8_t
{
    Holds,
    DoesNotHold,
    NotChecked ///< nobody can know now: neither begins nor ends it
};

struct ConditionSample
{
    ConditionKey key;
    Sample sample = Sample::NotChecked;
    std::string evidence; ///< why it holds, or why it was not checked
    std::vector<std::string> members;
};

} // namespace connectorscope
