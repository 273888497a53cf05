#pragma once

namespace connectorscope {

/// How far apart the calls are of which one after the other is made to fail: each in its turn, but only a
/// sample under Wine, where a file system call takes a hundred times as long.
constexpr int callsApart([[maybe_unused]] int underWine)
{
#ifdef _WIN32
    return underWine;
#else
    return 1;
#endif
}

} // namespace connectorscope
