#include "core/message/vector_sets.h"

// Built with -mavx512bw -mbmi -mpopcnt where the compiler knows them; runs only after hasAvx512() said so.
#if defined(__AVX512BW__)

#include "core/message/base64_scan_kernel.h"
#include "core/message/line_scan_kernel.h"

namespace connectorscope {

bool hasAvx512()
{
    return __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("bmi") != 0 &&
           __builtin_cpu_supports("popcnt") != 0;
}

LineScanResult scanLinesAvx512(const LineScanInput& input)
{
    return LineScanKernel<Avx512Block>(input).run();
}

Base64Faults scanBase64Avx512(const char* data, std::size_t size, Base64State& state)
{
    return runBase64Scan<Avx512Block>(data, size, state);
}

} // namespace connectorscope

#else

namespace connectorscope {

bool hasAvx512()
{
    return false;
}

LineScanResult scanLinesAvx512(const LineScanInput& input)
{
    return scanLines(input, VectorSet::Avx2);
}

Base64Faults scanBase64Avx512(const char* data, std::size_t size, Base64State& state)
{
    return scanBase64Avx2(data, size, state);
}

} // namespace connectorscope

#endif
