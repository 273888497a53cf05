#include "tests/ui/window_fixture.h"
#include "ui/messages/messages_model.h"
#include "ui/window/notice_bar.h"

#include <QLabel>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;

class ProblemBars : public WindowFixture
{
protected:
    /// What the bars say; empty: none is shown.
    std::string told() const
    {
        QString text;
        for (const char* name : {"problemBar", "watchProblemBar"})
            if (const auto* bar = find<NoticeBar>(name); bar->isVisible())
                text += bar->text() + QLatin1Char('\n');
        return text.toStdString();
    }
    std::filesystem::path folder() const { return m_folder.path() / "demo"; }
};

TEST_F(ProblemBars, OfADamagedDatabaseDisappearOnceItIsMended)
{
    open([](const std::filesystem::path& folder) {
        std::filesystem::rename(folder / "work" / "journal.db", folder / "sound.db");
        std::ofstream(folder / "work" / "journal.db", std::ios::binary) << std::string(8192, 'x');
    });
    ASSERT_TRUE(eventually([this] { return !told().empty(); }));
    EXPECT_THAT(told(), HasSubstr("Move journal.db away"));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QTest::qWait(1000);
    EXPECT_THAT(told(), HasSubstr("journal.db"));
    std::filesystem::remove(folder() / "work" / "journal.db");
    std::filesystem::rename(folder() / "sound.db", folder() / "work" / "journal.db");
    ASSERT_TRUE(QTest::qWaitFor([this] { return told().empty(); }, 3 * patience));
    const auto* model = m_window->findChild<MessagesModel*>();
    EXPECT_TRUE(eventually([model] { return model->outline().messages > 50; }));
    EXPECT_EQ(told(), "");
}

TEST_F(ProblemBars, OfAFolderThatWasGoneDisappearOnceItIsBack)
{
    open([](const std::filesystem::path& folder) {
        std::filesystem::rename(folder / "Failed Mail", folder / "elsewhere");
    });
    const auto* verdict = find<QLabel>("overviewVerdict");
    const auto isTold = [verdict] { return verdict->text().startsWith(QStringLiteral("Not every folder")); };
    ASSERT_TRUE(eventually(isTold)) << verdict->text().toStdString();
    std::filesystem::rename(folder() / "elsewhere", folder() / "Failed Mail");
    EXPECT_TRUE(QTest::qWaitFor([&] { return !isTold(); }, 3 * patience)) << verdict->text().toStdString();
    EXPECT_EQ(told(), "");
}

} // namespace
} // namespace connectorscope
