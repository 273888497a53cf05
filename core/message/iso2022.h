#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connectorscope {

/// Seven-bit text that switches its characters by escapes, as the eight-bit text that every iconv can read.
/// For charset.cpp only.

/// ISO-2022-JP (RFC 1468) with what Windows mailers put into it: NEC and IBM characters, half-width katakana.
/// nullopt when it switches to sets that Shift_JIS lacks (JIS X 0212, Korean ...).
std::optional<std::string> iso2022JpToShiftJis(std::string_view bytes);

/// HZ-GB-2312 (RFC 1843) to EUC-CN, of which GB18030 is a superset.
std::string hzToGb(std::string_view bytes);

} // namespace connectorscope
