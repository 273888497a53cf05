#include "core/site/site_detection.h"

#include "core/base/path_text.h"
#include "core/site/text_format.h"

#include <algorithm>
#include <array>
#include <iterator>

#ifdef _WIN32
#include <windows.h>
#endif

namespace connectorscope {

namespace {

/// "Program Files" as Windows has called it.
constexpr std::array<std::string_view, 12> programFolders = {
    "Program Files", "Program Files (x86)", "Programme", "Programmes", "Archivos de programa",
    "Programmi",     "Programfiler",        "Program",   "Programmer", "Arquivos de programas",
    "Programas",     "Fichiers programme"};

std::string folded(const std::filesystem::path& name)
{
    std::string text = displayText(name);
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

class TreeSearch
{
public:
    TreeSearch(FileSystem& files, std::filesystem::path tree, Detection& detection)
        : m_files(files)
        , m_tree(std::move(tree))
        , m_detection(detection)
    {
    }

    void run()
    {
        auto entries = m_files.list(m_tree);
        if (!entries) {
            m_detection.problems.push_back(std::move(entries.error()));
            return;
        }
        for (const FolderEntry& entry : *entries)
            if (mayBeFolder(entry) && isProgramFolder(entry.name))
                search(Profile::Sbs2003, m_tree / entry.name);
        search(Profile::Sbs2003, m_tree); // the tree is a copy of Program Files itself
        search(Profile::IisSmtp, m_tree);
    }

private:
    static bool mayBeFolder(const FolderEntry& entry)
    {
        return entry.kind == EntryKind::Folder || entry.kind == EntryKind::Link;
    }

    static bool isProgramFolder(const std::filesystem::path& name)
    {
        const std::string wanted = folded(name);
        return std::any_of(programFolders.begin(), programFolders.end(),
                           [&](std::string_view known) { return wanted == folded(pathFromBytes(known)); });
    }

    void search(Profile profile, const std::filesystem::path& base)
    {
        const SiteFolders usual = profileFolders(profile, {}, {});
        SiteCandidate candidate;
        candidate.profile = profile;
        candidate.root = m_tree;
        take(base, usual.incoming, candidate.folders.incoming, "folders.incoming", candidate);
        take(base, usual.failed, candidate.folders.failed, "folders.failed", candidate);
        take(base, usual.pickup, candidate.folders.pickup, "folders.pickup", candidate);
        take(base, usual.badmail, candidate.folders.badmail, "folders.badmail", candidate);
        const SiteFolders& found = candidate.folders;
        if (!found.incoming.empty() || !found.failed.empty() || !found.pickup.empty())
            m_detection.candidates.push_back(std::move(candidate));
    }

    void take(const std::filesystem::path& base, const std::filesystem::path& wanted,
              std::filesystem::path& folder, const char* key, SiteCandidate& candidate)
    {
        if (wanted.empty())
            return;
        folder = find(base, wanted);
        if (folder.empty())
            candidate.missing.emplace_back(key);
    }

    /// Goes down one name after the other, each as it is written in its folder.
    std::filesystem::path find(std::filesystem::path folder, const std::filesystem::path& wanted)
    {
        for (const std::filesystem::path& name : wanted) {
            const std::filesystem::path below = childOf(folder, name);
            if (below.empty())
                return {};
            folder = below;
        }
        return folder;
    }

    std::filesystem::path childOf(const std::filesystem::path& folder, const std::filesystem::path& name)
    {
        // Where the system itself finds it, nothing is listed: mail folders can be large.
        const auto direct = m_files.info(folder / name);
        if (direct && direct->kind == EntryKind::Folder)
            return folder / name;
        const auto entries = m_files.list(folder);
        if (!entries) {
            if (entries.error().code != ErrorCode::NotFound)
                m_detection.problems.push_back(entries.error());
            return {};
        }
        const std::string wanted = folded(name);
        const auto found = std::find_if(entries->begin(), entries->end(), [&](const FolderEntry& entry) {
            return mayBeFolder(entry) && folded(entry.name) == wanted;
        });
        return found == entries->end() ? std::filesystem::path() : folder / found->name;
    }

    FileSystem& m_files;
    std::filesystem::path m_tree;
    Detection& m_detection;
};

std::size_t foldersIn(const SiteCandidate& candidate)
{
    const SiteFolders& folders = candidate.folders;
    return static_cast<std::size_t>(!folders.incoming.empty()) +
           static_cast<std::size_t>(!folders.failed.empty()) +
           static_cast<std::size_t>(!folders.pickup.empty()) +
           static_cast<std::size_t>(!folders.badmail.empty());
}

Detection sorted(Detection detection)
{
    std::stable_sort(
        detection.candidates.begin(), detection.candidates.end(),
        [](const SiteCandidate& a, const SiteCandidate& b) { return foldersIn(a) > foldersIn(b); });
    return detection;
}

} // namespace

Detection detectInTree(FileSystem& files, const std::filesystem::path& tree)
{
    Detection detection;
    TreeSearch(files, tree, detection).run();
    return sorted(std::move(detection));
}

Detection detectOnServer([[maybe_unused]] FileSystem& files, const std::string& server)
{
    Detection detection;
    if (!readFormat(TextFormat::Host, server)) {
        detection.problems.push_back({ErrorCode::BadInput,
                                      "this is no name of a server",
                                      R"(Give the name alone, as "server" or "server.contoso.com".)",
                                      {}});
        return detection;
    }
#ifdef _WIN32
    // Servers of this kind have their connector on one of the first drives.
    for (const char drive : std::string_view("cdefg")) {
        const auto share = pathFromBytes("\\\\" + server + "\\" + drive + "$\\");
        Detection found = detectInTree(files, share);
        std::move(found.candidates.begin(), found.candidates.end(), std::back_inserter(detection.candidates));
        // A drive that is not there is nothing to tell of, unless it is the first.
        if (drive == 'c')
            detection.problems = std::move(found.problems);
    }
    return sorted(std::move(detection));
#else
    detection.problems.push_back({ErrorCode::NotFound,
                                  "shares have no names of their own on this system",
                                  "Mount the share, and name the folder with --root.",
                                  {}});
    return detection;
#endif
}

Detection detectHere([[maybe_unused]] FileSystem& files)
{
    Detection detection;
#ifdef _WIN32
    const DWORD drives = ::GetLogicalDrives();
    for (unsigned number = 0; number < 26; ++number) {
        const std::wstring root = {static_cast<wchar_t>(L'A' + number), L':', L'\\'};
        if ((drives & (1U << number)) == 0 || ::GetDriveTypeW(root.c_str()) != DRIVE_FIXED)
            continue;
        Detection found = detectInTree(files, root);
        std::move(found.candidates.begin(), found.candidates.end(), std::back_inserter(detection.candidates));
        std::move(found.problems.begin(), found.problems.end(), std::back_inserter(detection.problems));
    }
#endif
    return sorted(std::move(detection));
}

} // namespace connectorscope
