#pragma once

#include <cstdio>
#include <cstdlib>

namespace connectorscope {

/// Ends a fuzz target with a word on what was broken, so that libFuzzer keeps the input.
inline void require(bool holds, const char* promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

} // namespace connectorscope
