#pragma once

#include "core/base/result.h"
#include "core/report/report.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// Grows when the meaning of a key changes.
inline constexpr int reportSchema = 1;

/// The report as one JSON object on one line, without a line end: what the journal keeps of a closed day, and
/// what `report --format json` writes. Its keys stand in docs/json.md. The same report is the same bytes.
std::string reportAsJson(const HealthReport& report);

/// And back: reportFromJson(reportAsJson(report)) equals `report`. What is no report is ErrorCode::Damaged;
/// one of a newer schema, or with an id that only a newer program knows, is ErrorCode::BadInput.
Result<HealthReport> reportFromJson(std::string_view text);

} // namespace connectorscope
