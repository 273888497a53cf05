#pragma once

#include "core/index/day_reader.h"
#include "core/index/names.h"

#include <cstdint>

namespace connectorscope {

// What a DayReader holds. Internal to core/index.

struct DayReader::State
{
    explicit State(std::unique_ptr<Database> opened);

    std::unique_ptr<Database> database;
    Names names;
    std::unique_ptr<ReadTransaction> transaction;

    /// Rows with higher numbers may have been written since then; all others were before. 0: nobody knows.
    std::int64_t lastEventBefore(UtcTime moment);
    std::int64_t lastMessageBefore(UtcTime moment);

private:
    std::int64_t lastBefore(UtcTime moment, const char* sql);
};

/// Calls `visit` for what lay in the folders just before that moment. Throws SQLiteCpp's exceptions.
void visitLying(DayReader::State& state, UtcTime before, const std::function<void(const LyingFile&)>& visit);

} // namespace connectorscope
