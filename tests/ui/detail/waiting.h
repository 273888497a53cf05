#pragma once

#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

#include <functional>

namespace connectorscope {

/// Lets the window's events pass until it is so; for at most 20 seconds.
inline bool comesTrue(const std::function<bool()>& isSo)
{
    return QTest::qWaitFor(isSo, 60'000);
}

/// The widget of that object name; a failure where there is none.
template <class Widget>
Widget* named(QWidget& within, const char* name)
{
    auto* found = within.findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
}

inline void click(QWidget& within, const char* name)
{
    QTest::mouseClick(named<QWidget>(within, name), Qt::LeftButton);
}

} // namespace connectorscope
