#pragma once

#include "core/site/site_file.h"
#include "core/site/site_keys.h"
#include "core/site/toml_value.h"

#include <functional>

namespace connectorscope {

/// What is wrong with a value, and where.
struct ValueProblem
{
    int line = 0;
    std::string message; ///< `"15" has no unit`
    std::string allowed; ///< empty: what the key allows
};

using ReportProblem = std::function<void(ValueProblem)>;

struct PathBase
{
    std::filesystem::path folder; ///< absolute: what relative paths begin at
    const Variables& variables;
};

/// Puts the value into the key's member of `site`, or reports what is wrong with it.
void readValue(const SiteKey& key, const TomlValue& value, Site& site, const PathBase& base,
               const ReportProblem& report);

/// A short value in quotes, for messages.
std::string quotedValue(std::string_view text);

} // namespace connectorscope
