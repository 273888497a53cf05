#pragma once

#include "core/index/database.h"

#include <cstdint>

namespace connectorscope {

/// Gives the space back that rows which were taken out have left in the databases of a site, in small steps,
/// while others read and write. Used outside of transactions. Internal to core/index.
class UnusedSpace
{
public:
    /// That one step moves, at most.
    static constexpr int pagesOfAStep = 64;

    /// False when there is nothing left to do; the next step begins anew. The index knows all that the
    /// journal has lost.
    Result<bool> step(Database& journal, Database& index);

private:
    enum class Phase : std::uint8_t
    {
        Removals,
        Text,
        Journal,
        Index
    };

    // Each is true while it has something left to do.
    static bool forgetRemovals(Database& journal, Database& index);
    bool mergeText(Database& index);
    bool shrink(Database& database);

    Phase m_phase = Phase::Removals;
    bool m_isMerging = false;
    std::int64_t m_unused = 0; ///< pages, after the last step
};

/// The last entry of the journal's table `removed_file` that is no more: an index that knows fewer removals
/// cannot catch up and has to be made again. Throws SQLiteCpp's exceptions.
std::int64_t lastForgottenRemoval(Database& journal);

} // namespace connectorscope
