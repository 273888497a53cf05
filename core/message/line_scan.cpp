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
VectorSet widestSet()
{
    static const VectorSet widest =
        hasAvx512() ? VectorSet::Avx512 : (hasAvx2() ? VectorSet::Avx2 : VectorSet::Sse2);
    return widest;
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
    case VectorSet::Avx512:
        return hasAvx512();
    }
    return false;
}

LineScanResult scanLines(const LineScanInput& input, VectorSet set)
{
    switch (set) {
    case VectorSet::Avx512:
        return scanLinesAvx512(input);
    case VectorSet::Avx2:
        return scanLinesAvx2(input);
    case VectorSet::Sse2:
        return LineScanKernel<NarrowBlock>(input).run();
    case VectorSet::Portable:
        break;
    }
    return LineScanKernel<PortableBlock>(input).run();
}

LineScanResult scanLines(const LineScanInput& input)
{
    return scanLines(input, widestSet());
}

Base64Faults scanBase64(const char* data, std::size_t size, Base64State& state)
{
    switch (widestSet()) {
    case VectorSet::Avx512:
        return scanBase64Avx512(data, size, state);
    case VectorSet::Avx2:
        return scanBase64Avx2(data, size, state);
    default:
        return runBase64Scan<NarrowBlock>(data, size, state);
    }
}

} // namespace connectorscope
