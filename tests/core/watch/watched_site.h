#pragma once

#include "core/watch/watcher.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_ledger.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace connectorscope {

/// Notifications that a test makes: waiting lets the fake clock run on.
class ScriptedNews final : public FolderNews
{
public:
    explicit ScriptedNews(Clock& clock)
        : m_clock(clock)
    {
    }

    Result<> watch(FolderKind folder, const std::filesystem::path& path) override;
    std::vector<FolderNewsItem> wait(std::chrono::nanoseconds patience, std::stop_token stop) override;

    bool refuses = false; ///< watch() fails
    int watched = 0;      ///< calls of watch()
    /// Called at each wait, with its number; may return news, which then come at once.
    std::function<std::vector<FolderNewsItem>(int)> onWait;

private:
    Clock& m_clock;
    int m_waits = 0;
};

/// A site with real folders, a clock that stands still, and a ledger in memory.
class WatchedSite : public testing::Test
{
protected:
    WatchedSite();

    /// A watcher that begins with what the ledger knows, as after a restart.
    void restart();
    void restart(FileSystem& files);
    WatchPass pass();
    /// Time for settling, and another pass.
    WatchPass settledPass();

    std::filesystem::path folder(FolderKind kind) const;
    /// Writes a file whose time is so long ago, by the folder's clock.
    void put(FolderKind kind, const std::string& name, const std::string& content,
             std::chrono::seconds age = std::chrono::hours(1));
    void move(FolderKind from, const std::string& name, FolderKind to, const std::string& newName = {});
    void drop(FolderKind kind, const std::string& name);
    bool holds(CauseId cause) const;

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    FakeClock m_clock;
    ScriptedNews m_news{m_clock};
    MemoryLedger m_ledger;
    Site m_site;
    Answer m_badMailPolicy{true, {}};
    std::unique_ptr<Watcher> m_watcher;
    std::vector<WatchEvent> m_events;
};

/// A message without a fault, told from others by its subject.
std::string mail(const std::string& subject, const std::string& body = "Hello.\r\n");

} // namespace connectorscope
