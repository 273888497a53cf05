#include "core/message/vector_sets.h"

// Built with -mavx2 -mbmi -mpopcnt where the compiler knows them; runs only after hasAvx2() said so.
#if defined(__AVX2__)

#include "core/message/base64_scan_kernel.h"
#include "core/message/line_scan_kernel.h"

namespace connectorscope {

bool hasAvx2()
{
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
           __builtin_cpu_supports("popcnt") != 0;
}

LineScanResult scanLinesAvx2(const LineScanInput& input)
{
    return LineScanKernel<Avx2Block>(input).run();
}

Base64Faults scanBase64Avx2(const char* data, std::size_t size, Base64State& state)
{
    return runBase64Scan<Avx2Block>(data, size, state);
}

} // namespace connectorscope

#else

namespace connectorscope {

bool hasAvx2()
{
    return false;
}

LineScanResult scanLinesAvx2(const LineScanInput& input)
{
    return scanLines(input, VectorSet::Sse2);
}

Base64Faults scanBase64Avx2(const char* data, std::size_t size, Base64State& state)
{
    return scanBase64(data, size, state);
}

} // namespace connectorscope

#endif
