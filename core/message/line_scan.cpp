#include "core/message/line_scan.h"

#include "core/message/base64_scan_kernel.h"
#include "core/message/line_scan_kernel.h"
#include "core/message/vector_sets.h"

#include <type_traits>

namespace connectorscope {
namespace {

#if defined(__SSE2__)
using NarrowBlock = Sse2Block;
#else
using NarrowBlock = PortableBlock;
#endif

/// Asked once: the question costs more than looking at a short body.
bool useAvx2()
{
    static const bool wide = hasAvx2();
    return wide;
}

} // namespace

bool hasVectorSet(VectorSet set)
{
    switch (set) {
    case VectorSet::Portable:
        return true;
    case VectorSet::Sse2:
        return !std::is_same_v<NarrowBlock, PortableBlock>;
    case VectorSet::Avx2:
        return hasAvx2();
    }
    return false;
}

LineScanResult scanLines(const LineScanInput& input, VectorSet set)
{
    if (set == VectorSet::Avx2 && useAvx2())
        return scanLinesAvx2(input);
    if (set == VectorSet::Portable)
        return LineScanKernel<PortableBlock>(input).run();
    return LineScanKernel<NarrowBlock>(input).run();
}

LineScanResult scanLines(const LineScanInput& input)
{
    return scanLines(input, VectorSet::Avx2);
}

Base64Faults scanBase64(const char* data, std::size_t size, Base64State& state)
{
    return useAvx2() ? scanBase64Avx2(data, size, state) : runBase64Scan<NarrowBlock>(data, size, state);
}

} // namespace connectorscope
