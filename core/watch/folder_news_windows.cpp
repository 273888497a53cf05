#include "core/base/open_file_windows.h"
#include "core/base/windows_path.h"
#include "core/watch/folder_news.h"

#include <algorithm>
#include <array>
#include <map>

namespace connectorscope {

namespace {

constexpr DWORD interest = FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_DIR_NAME |
                           FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE;

/// A manual event; invalid when the system has none left.
Handle makeEvent()
{
    const HANDLE event = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
    return Handle(event == nullptr ? INVALID_HANDLE_VALUE : event);
}

/// One folder, and a request for news of it that is always under way.
class NotifiedFolder
{
public:
    NotifiedFolder(Handle folder, Handle event)
        : m_folder(std::move(folder))
        , m_event(std::move(event))
    {
    }
    NotifiedFolder(const NotifiedFolder&) = delete;
    NotifiedFolder& operator=(const NotifiedFolder&) = delete;
    ~NotifiedFolder()
    {
        // The system writes into the buffer until the request has ended.
        if (!m_asked)
            return;
        (void)::CancelIoEx(m_folder.get(), &m_request);
        DWORD ignored = 0;
        (void)::GetOverlappedResult(m_folder.get(), &m_request, &ignored, TRUE);
    }

    HANDLE event() const { return m_event.get(); }

    /// False, with GetLastError(), when the folder gives no news.
    bool ask()
    {
        m_request = {};
        m_request.hEvent = m_event.get();
        (void)::ResetEvent(m_event.get());
        m_asked = ::ReadDirectoryChangesW(m_folder.get(), m_buffer.data(), bufferSize, FALSE, interest,
                                          nullptr, &m_request, nullptr) != 0;
        return m_asked;
    }

    /// The request has ended: what is in the buffer does not matter, nor that it overflowed, since the folder
    /// is listed in any case. False when there will be no more news.
    bool askAgain()
    {
        DWORD ignored = 0;
        const bool good = ::GetOverlappedResult(m_folder.get(), &m_request, &ignored, FALSE) != 0 ||
                          ::GetLastError() == ERROR_NOTIFY_ENUM_DIR;
        m_asked = false;
        return good && ask();
    }

private:
    static constexpr DWORD bufferSize = 32 * 1024; // shares allow at most 64 KiB

    Handle m_folder;
    Handle m_event;
    OVERLAPPED m_request = {};
    bool m_asked = false;
    alignas(DWORD) std::array<char, bufferSize> m_buffer;
};

class WindowsNews final : public FolderNews
{
public:
    explicit WindowsNews(Clock& clock)
        : m_clock(clock)
        , m_wake(makeEvent())
    {
    }

    Result<> watch(FolderKind folder, const std::filesystem::path& path) override
    {
        m_folders.erase(folder);
        std::error_code ignored;
        const std::wstring name =
            extendedPath(path.native(), std::filesystem::current_path(ignored).native());
        Handle handle(::CreateFileW(
            name.c_str(), FILE_LIST_DIRECTORY, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
            nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OVERLAPPED, nullptr));
        if (!handle.isOpen())
            return failWithLastError(FileAction::WatchFolder, path);
        Handle event = makeEvent();
        if (!event.isOpen())
            return failWithLastError(FileAction::WatchFolder, path);
        auto watched = std::make_unique<NotifiedFolder>(std::move(handle), std::move(event));
        if (!watched->ask())
            return failWithLastError(FileAction::WatchFolder, path);
        m_folders.emplace(folder, std::move(watched));
        return {};
    }

    std::vector<FolderNewsItem> wait(std::chrono::nanoseconds patience, std::stop_token stop) override
    {
        if (!m_wake.isOpen()) {
            (void)m_clock.sleep(patience, stop);
            return {};
        }
        (void)::ResetEvent(m_wake.get());
        const std::stop_callback wake(stop, [this] { (void)::SetEvent(m_wake.get()); });
        std::vector<HANDLE> events = {m_wake.get()};
        for (const auto& [folder, watched] : m_folders)
            events.push_back(watched->event());
        const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(patience).count();
        const auto limit = static_cast<DWORD>(std::clamp<std::int64_t>(milliseconds, 0, INFINITE - 1));
        (void)::WaitForMultipleObjects(static_cast<DWORD>(events.size()), events.data(), FALSE, limit);

        std::vector<FolderNewsItem> items;
        for (auto entry = m_folders.begin(); entry != m_folders.end();) {
            if (::WaitForSingleObject(entry->second->event(), 0) != WAIT_OBJECT_0) {
                ++entry;
                continue;
            }
            const bool lost = !entry->second->askAgain();
            items.push_back({entry->first, lost});
            entry = lost ? m_folders.erase(entry) : std::next(entry);
        }
        return items;
    }

private:
    Clock& m_clock;
    Handle m_wake;
    std::map<FolderKind, std::unique_ptr<NotifiedFolder>> m_folders;
};

} // namespace

std::unique_ptr<FolderNews> systemNews(Clock& clock)
{
    return std::make_unique<WindowsNews>(clock);
}

} // namespace connectorscope
