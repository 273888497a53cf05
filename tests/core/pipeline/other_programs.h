#pragma once

#include <string>
#include <vector>

namespace connectorscope {

// What this test program does when it is started as another one, which a crash ends or which has its own
// will.

/// The first argument of each, by which main() tells them apart.
inline constexpr const char* crashingProgram = "--crashing-program";
inline constexpr const char* connectorProgram = "--connector-program";

/// One scene of the crash test, until its moment; returns the exit status when it was not reached.
int runCrashingProgram(const std::vector<std::string>& arguments);
/// A pass of the stand-in for the connector.
int runConnectorProgram(const std::vector<std::string>& arguments);

} // namespace connectorscope
