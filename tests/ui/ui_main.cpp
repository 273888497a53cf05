#include "ui/print/regular_expressions.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

/// Tests of the window need an application, and no screen. Windows' GoogleTest lists its tests in the same
/// way.
int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    connectorscope::matchWithoutCompiler();
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
