#pragma once

#include "core/base/result.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace connectorscope {

/// Ends the program where there is an error.
inline void must(const Result<>& done)
{
    if (!done) {
        std::fprintf(stderr, "%s\n", done.error().message.c_str());
        std::exit(1);
    }
}

/// Ends the program where there is an error.
template <class T>
T valueOf(Result<T> result)
{
    if (!result)
        must(fail(result.error()));
    return std::move(*result);
}

} // namespace connectorscope
