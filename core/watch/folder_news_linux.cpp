#include "core/base/open_file_posix.h"
#include "core/watch/folder_news.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>

namespace connectorscope {

namespace {

// No IN_MODIFY: a file that is being written would wake us with every block, and closing it tells enough.
constexpr std::uint32_t interest = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE |
                                   IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t lossOfFolder = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

class InotifyNews final : public FolderNews
{
public:
    explicit InotifyNews(Clock& clock)
        : m_clock(clock)
        , m_events(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
        , m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    {
    }

    Result<> watch(FolderKind folder, const std::filesystem::path& path) override
    {
        forget(folder);
        if (m_events.get() < 0 || m_wake.get() < 0)
            return fail(fileError(FileAction::WatchFolder, ErrorCode::Other,
                                  "the system has no inotify instance left", path));
        const int number = ::inotify_add_watch(m_events.get(), path.c_str(), interest);
        if (number < 0)
            return failWithErrno(FileAction::WatchFolder, path);
        m_folders[number].push_back(folder);
        return {};
    }

    std::vector<FolderNewsItem> wait(std::chrono::nanoseconds patience, std::stop_token stop) override
    {
        if (m_events.get() < 0 || m_wake.get() < 0) {
            (void)m_clock.sleep(patience, stop);
            return {};
        }
        const std::stop_callback wake(stop, [this] {
            const std::uint64_t one = 1;
            (void)!::write(m_wake.get(), &one, sizeof one);
        });
        std::array<pollfd, 2> files = {pollfd{m_events.get(), POLLIN, 0}, pollfd{m_wake.get(), POLLIN, 0}};
        const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(patience).count();
        const int limit =
            static_cast<int>(std::clamp<std::int64_t>(milliseconds, 0, std::numeric_limits<int>::max()));
        (void)::poll(files.data(), files.size(), limit);
        std::uint64_t ignored = 0;
        (void)!::read(m_wake.get(), &ignored, sizeof ignored);
        return takeAll();
    }

private:
    void forget(FolderKind folder)
    {
        for (auto watch = m_folders.begin(); watch != m_folders.end();) {
            std::erase(watch->second, folder);
            if (watch->second.empty()) {
                (void)::inotify_rm_watch(m_events.get(), watch->first);
                watch = m_folders.erase(watch);
            } else {
                ++watch;
            }
        }
    }

    std::vector<FolderNewsItem> takeAll()
    {
        std::map<FolderKind, bool> news;
        alignas(inotify_event) std::array<char, 16 * 1024> buffer{};
        while (true) {
            const ssize_t got =
                uninterrupted([&] { return ::read(m_events.get(), buffer.data(), buffer.size()); });
            if (got <= 0)
                break;
            const char* at = buffer.data();
            while (at < buffer.data() + got) {
                const auto& event = *reinterpret_cast<const inotify_event*>(at);
                note(event, news);
                at += sizeof event + event.len;
            }
        }
        std::vector<FolderNewsItem> items;
        for (const auto& [folder, lost] : news)
            items.push_back({folder, lost});
        return items;
    }

    void note(const inotify_event& event, std::map<FolderKind, bool>& news)
    {
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            for (const auto& [number, folders] : m_folders)
                for (const FolderKind folder : folders)
                    news.try_emplace(folder, false);
            return;
        }
        const auto found = m_folders.find(event.wd);
        if (found == m_folders.end()) // of a watch that was given up
            return;
        const bool lost = (event.mask & lossOfFolder) != 0;
        for (const FolderKind folder : found->second) {
            bool& known = news[folder];
            known = known || lost;
        }
        if ((event.mask & IN_IGNORED) != 0)
            m_folders.erase(found);
    }

    Clock& m_clock;
    Descriptor m_events;
    Descriptor m_wake;
    std::map<int, std::vector<FolderKind>> m_folders;
};

} // namespace

std::unique_ptr<FolderNews> systemNews(Clock& clock)
{
    return std::make_unique<InotifyNews>(clock);
}

} // namespace connectorscope
