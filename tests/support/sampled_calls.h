#pragma once

namespace connectorscope {

/// How far apart the calls are of which one after the other is made to fail: each in its turn, but only a
/// sample under Wine, where a file system call takes a hundred times as long, and under AddressSanitizer,
/// which looks for other things than the order in which files come to the disk.
constexpr int callsApart([[maybe_unused]] int underWine)
{
#ifdef _WIN32
    return underWine;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    return 3;
#endif
#endif
    return 1;
}

} // namespace connectorscope
