#include "tests/core/pipeline/other_programs.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

int main(int argc, char** argv)
{
    const std::string first = argc > 1 ? argv[1] : "";
    if (first == connectorscope::crashingProgram)
        return connectorscope::runCrashingProgram({argv + 2, argv + argc});
    if (first == connectorscope::connectorProgram)
        return connectorscope::runConnectorProgram({argv + 2, argv + argc});
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
