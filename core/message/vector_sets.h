#pragma once

#include "core/message/base64_scan.h"
#include "core/message/line_scan.h"

namespace connectorscope {

/// Whether the program was built with AVX2 code and the processor runs it.
bool hasAvx2();

/// With 32-byte vectors; only where hasAvx2().
LineScanResult scanLinesAvx2(const LineScanInput& input);
Base64Faults scanBase64Avx2(const char* data, std::size_t size, Base64State& state);

/// The same with 64-byte vectors (AVX-512BW).
bool hasAvx512();
LineScanResult scanLinesAvx512(const LineScanInput& input);
Base64Faults scanBase64Avx512(const char* data, std::size_t size, Base64State& state);

} // namespace connectorscope
