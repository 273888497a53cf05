#include "ui/print/regular_expressions.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

/// Tests of the window need an application, and no screen. Windows' GoogleTest lists its tests in the same
/// way.
int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    connectorscope::matchWithoutCompiler();
    spdlog::set_level(spdlog::level::warn); // the demonstration's past closes many a day
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
