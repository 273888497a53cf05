#include "tests/core/watch/watched_site.h"

#include "core/base/path_text.h"
#include "tests/support/small_files.h"

#include <algorithm>

namespace connectorscope {

Result<> ScriptedNews::watch(FolderKind, const std::filesystem::path& path)
{
    ++watched;
    if (refuses)
        return fail(ErrorCode::Other, "no notifications here", {}, path);
    return {};
}

std::vector<FolderNewsItem> ScriptedNews::wait(std::chrono::nanoseconds patience, std::stop_token stop)
{
    ++m_waits;
    auto news = onWait ? onWait(m_waits) : std::vector<FolderNewsItem>();
    if (news.empty())
        (void)m_clock.sleep(patience, stop);
    return news;
}

WatchedSite::WatchedSite()
{
    m_site.name = "Contoso";
    m_site.folders.incoming = m_dir / "Incoming Mail";
    m_site.folders.failed = m_dir / "Failed Mail";
    m_site.folders.pickup = m_dir / "PickUp";
    m_site.folders.badmail = m_dir / "BadMail";
    m_site.limits.freeDisk = 0; // the machine that tests may have little
    m_site.limits.messageSize = 1024 * 1024;
    for (const FolderKind kind : watchedFolders)
        std::filesystem::create_directory(folder(kind));
    m_ledger.setForgetting(m_clock.now(), 1); // until a test wants it otherwise
    restart();
}

void WatchedSite::restart()
{
    restart(*m_files);
}

void WatchedSite::restart(FileSystem& files)
{
    const WatchTools tools{files, m_clock, m_ledger, m_news, [this] { return m_badMailPolicy; }, 2};
    m_watcher = std::make_unique<Watcher>(m_site, tools);
}

WatchPass WatchedSite::pass()
{
    return m_watcher->scanOnce({}, [this](const WatchEvent& event) { m_events.push_back(event); });
}

WatchPass WatchedSite::settledPass()
{
    m_clock.advance(m_site.watch.settle);
    return pass();
}

std::filesystem::path WatchedSite::folder(FolderKind kind) const
{
    switch (kind) {
    case FolderKind::Incoming:
        return m_site.folders.incoming;
    case FolderKind::Failed:
        return m_site.folders.failed;
    case FolderKind::PickUp:
        return m_site.folders.pickup;
    default:
        return m_site.folders.badmail;
    }
}

void WatchedSite::put(FolderKind kind, const std::string& name, const std::string& content,
                      std::chrono::seconds age)
{
    const std::filesystem::path path = folder(kind) / pathFromBytes(name);
    writeFile(path, content);
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - age);
}

void WatchedSite::move(FolderKind from, const std::string& name, FolderKind to, const std::string& newName)
{
    std::filesystem::rename(folder(from) / pathFromBytes(name),
                            folder(to) / pathFromBytes(newName.empty() ? name : newName));
}

void WatchedSite::drop(FolderKind kind, const std::string& name)
{
    std::filesystem::remove(folder(kind) / pathFromBytes(name));
}

bool WatchedSite::holds(CauseId cause) const
{
    const auto states = m_ledger.conditions();
    return std::ranges::any_of(states, [&](const ConditionState& state) { return state.key.cause == cause; });
}

std::string mail(const std::string& subject, const std::string& body)
{
    return "From: anna@contoso.com\r\nTo: ben@contoso.com\r\nSubject: " + subject +
           "\r\nDate: Mon, 23 Nov 2026 06:00:00 +0000\r\nMessage-ID: <" + subject + "@contoso.com>\r\n\r\n" +
           body;
}

} // namespace connectorscope
