#include "tests/ui/window_fixture.h"

#include <QScreen>
#include <QStyle>

namespace connectorscope {
namespace {

class ScreenFit : public WindowFixture
{
protected:
    void makeWindow()
    {
        m_engine = std::make_unique<Engine>(*m_files, *m_clock);
        m_window = std::make_unique<MainWindow>(*m_engine, m_theme, m_settings);
    }

    /// Where the window may stand, its frame aside.
    QRect room() const
    {
        const int title = m_window->style()->pixelMetric(QStyle::PM_TitleBarHeight);
        return m_window->screen()->availableGeometry().adjusted(0, title, 0, 0);
    }
};

TEST_F(ScreenFit, OfAWindowThatIsOpenedFirst)
{
    makeWindow();
    EXPECT_LE(m_window->height(), room().height());
}

TEST_F(ScreenFit, OfAWindowThatWasOnALargerScreen)
{
    makeWindow();
    const QRect free = room();
    m_window->setGeometry(free.left(), free.bottom() - 300, free.width(), free.height() + 200);
    m_window->close(); // keeps its place
    m_window.reset();
    makeWindow();
    EXPECT_GE(m_window->geometry().top(), free.top());
    EXPECT_LE(m_window->geometry().bottom(), free.bottom());
}

} // namespace
} // namespace connectorscope
