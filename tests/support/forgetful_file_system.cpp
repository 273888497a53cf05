#include "tests/support/forgetful_file_system.h"

#include "core/base/path_text.h"
#include "core/base/system_error.h"

#include <algorithm>
#include <map>
#include <string>

namespace connectorscope {

struct ForgetfulFileSystem::Node
{
    using Names = std::map<std::filesystem::path, std::shared_ptr<Node>>;

    EntryKind kind = EntryKind::File;
    std::uint64_t number = 0;
    UtcTime modified;
    int renames = 0; ///< each of which changes the time of the last change, as on a real disk
    std::string content;
    std::string contentOnDisk;
    Names names;
    Names namesOnDisk;

    FileInfo info() const
    {
        return {kind, content.size(), modified, {.volume = 1, .high = 0, .low = number}};
    }
};

namespace {

using Node = ForgetfulFileSystem::Node;

/// Whether the power has failed since the file was opened.
class PowerWatch
{
public:
    explicit PowerWatch(std::shared_ptr<int> powerFailures)
        : m_powerFailures(std::move(powerFailures))
        , m_atOpening(*m_powerFailures)
    {
    }
    bool failed() const { return *m_powerFailures != m_atOpening; }

private:
    std::shared_ptr<int> m_powerFailures;
    int m_atOpening;
};

tl::unexpected<Error> failWith(FileAction action, ErrorCode code, const std::filesystem::path& path)
{
    return fail(fileError(action, code, "the file system in memory says so", path));
}

class MemoryInputFile final : public InputFile
{
public:
    MemoryInputFile(std::shared_ptr<Node> node, PowerWatch power, std::filesystem::path path)
        : m_node(std::move(node))
        , m_power(std::move(power))
        , m_path(std::move(path))
        , m_info(m_node->info())
    {
    }

    const FileInfo& info() const override { return m_info; }
    Result<FileInfo> currentInfo() override
    {
        if (m_power.failed())
            return failWith(FileAction::Inspect, ErrorCode::ReadFault, m_path);
        return m_node->info();
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        if (m_power.failed())
            return failWith(FileAction::Read, ErrorCode::ReadFault, m_path);
        const std::size_t count = copyFrom(m_position, buffer);
        m_position += count;
        return count;
    }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) override
    {
        if (m_power.failed())
            return failWith(FileAction::Read, ErrorCode::ReadFault, m_path);
        return copyFrom(offset, buffer);
    }

private:
    std::size_t copyFrom(std::uint64_t offset, std::span<char> buffer) const
    {
        const std::string& content = m_node->content;
        const auto start = static_cast<std::size_t>(std::min<std::uint64_t>(offset, content.size()));
        return content.copy(buffer.data(), std::min(buffer.size(), maxRead), start);
    }

    std::shared_ptr<Node> m_node;
    PowerWatch m_power;
    std::filesystem::path m_path;
    FileInfo m_info;
    std::size_t m_position = 0;
};

class MemoryOutputFile final : public OutputFile
{
public:
    MemoryOutputFile(std::shared_ptr<Node> node, PowerWatch power, std::filesystem::path path, Clock& clock)
        : m_node(std::move(node))
        , m_power(std::move(power))
        , m_path(std::move(path))
        , m_clock(clock)
    {
    }

    Result<> write(std::string_view bytes) override
    {
        if (m_power.failed())
            return failWith(FileAction::Write, ErrorCode::WriteFault, m_path);
        m_node->content.append(bytes);
        m_node->modified = m_clock.now();
        return {};
    }
    Result<> setModified(UtcTime time) override
    {
        if (m_power.failed())
            return failWith(FileAction::SetTime, ErrorCode::WriteFault, m_path);
        m_node->modified = time;
        return {};
    }
    Result<> flush() override
    {
        if (m_power.failed())
            return failWith(FileAction::Flush, ErrorCode::WriteFault, m_path);
        m_node->contentOnDisk = m_node->content;
        return {};
    }
    Result<> close() override
    {
        if (m_power.failed())
            return failWith(FileAction::Close, ErrorCode::WriteFault, m_path);
        return {};
    }

private:
    std::shared_ptr<Node> m_node;
    PowerWatch m_power;
    std::filesystem::path m_path;
    Clock& m_clock;
};

} // namespace

ForgetfulFileSystem::ForgetfulFileSystem(Clock& clock)
    : m_clock(clock)
    , m_powerFailures(std::make_shared<int>(0))
    , m_root(makeNode(EntryKind::Folder))
{
}

std::shared_ptr<Node> ForgetfulFileSystem::makeNode(EntryKind kind)
{
    auto node = std::make_shared<Node>();
    node->kind = kind;
    node->number = ++m_lastNumber;
    node->modified = m_clock.now();
    return node;
}

std::shared_ptr<Node> ForgetfulFileSystem::find(const std::filesystem::path& path) const
{
    std::shared_ptr<Node> node = m_root;
    for (const std::filesystem::path& name : path.lexically_normal().relative_path()) {
        if (name.empty() || name == ".")
            continue;
        const auto found = node->names.find(name);
        if (found == node->names.end())
            return nullptr;
        node = found->second;
    }
    return node;
}

std::shared_ptr<Node> ForgetfulFileSystem::parentOf(const std::filesystem::path& path) const
{
    const auto parent = find(path.parent_path());
    return parent && parent->kind == EntryKind::Folder ? parent : nullptr;
}

void ForgetfulFileSystem::losePower()
{
    ++*m_powerFailures;
    std::vector<Node*> folders = {m_root.get()};
    while (!folders.empty()) {
        Node& folder = *folders.back();
        folders.pop_back();
        folder.names = folder.namesOnDisk;
        for (const auto& [name, node] : folder.names) {
            node->content = node->contentOnDisk;
            if (node->kind == EntryKind::Folder)
                folders.push_back(node.get());
        }
    }
}

Result<std::unique_ptr<InputFile>> ForgetfulFileSystem::open(const std::filesystem::path& path)
{
    const auto node = find(path);
    if (!node)
        return failWith(FileAction::Open, ErrorCode::NotFound, path);
    if (node->kind != EntryKind::File)
        return failWith(FileAction::Open, ErrorCode::NotAFile, path);
    return std::make_unique<MemoryInputFile>(node, PowerWatch(m_powerFailures), path);
}

Result<FileInfo> ForgetfulFileSystem::info(const std::filesystem::path& path)
{
    const auto node = find(path);
    if (!node)
        return failWith(FileAction::Inspect, ErrorCode::NotFound, path);
    return node->info();
}

Result<std::vector<FolderEntry>> ForgetfulFileSystem::list(const std::filesystem::path& folder)
{
    const auto node = find(folder);
    if (!node || node->kind != EntryKind::Folder)
        return failWith(FileAction::List, ErrorCode::NotFound, folder);
    std::vector<FolderEntry> entries;
    for (const auto& [name, entry] : node->names)
        entries.push_back({name, entry->kind});
    return entries;
}

Result<> ForgetfulFileSystem::listWithInfo(const std::filesystem::path& folder,
                                           const std::function<bool(const ListedEntry&)>& visit)
{
    const auto node = find(folder);
    if (!node || node->kind != EntryKind::Folder)
        return failWith(FileAction::List, ErrorCode::NotFound, folder);
    for (const auto& [name, entry] : node->names) {
        const std::string bytes = pathBytes(name);
        const UtcTime changed = entry->modified + std::chrono::nanoseconds(entry->renames);
        if (!visit({bytes, entry->info(), changed}))
            break;
    }
    return {};
}

Result<> ForgetfulFileSystem::checkMayAdd(const std::filesystem::path& folder)
{
    const auto node = find(folder);
    if (!node || node->kind != EntryKind::Folder)
        return failWith(FileAction::CheckRights, ErrorCode::NotFound, folder);
    return {};
}

Result<std::unique_ptr<OutputFile>> ForgetfulFileSystem::create(const std::filesystem::path& path)
{
    const auto parent = parentOf(path);
    if (!parent)
        return failWith(FileAction::Create, ErrorCode::NotFound, path);
    const auto [entry, isNew] = parent->names.try_emplace(path.filename());
    if (!isNew)
        return failWith(FileAction::Create, ErrorCode::AlreadyExists, path);
    entry->second = makeNode(EntryKind::File);
    return std::make_unique<MemoryOutputFile>(entry->second, PowerWatch(m_powerFailures), path, m_clock);
}

Result<> ForgetfulFileSystem::renameNoReplace(const std::filesystem::path& from,
                                              const std::filesystem::path& to)
{
    const auto node = find(from);
    const auto target = parentOf(to);
    if (!node || !target)
        return failWith(FileAction::Rename, ErrorCode::NotFound, from);
    if (!target->names.try_emplace(to.filename(), node).second)
        return failWith(FileAction::Rename, ErrorCode::AlreadyExists, to);
    parentOf(from)->names.erase(from.filename());
    ++node->renames;
    return {};
}

Result<> ForgetfulFileSystem::renameReplacing(const std::filesystem::path& from,
                                              const std::filesystem::path& to)
{
    const auto node = find(from);
    const auto target = parentOf(to);
    if (!node || !target)
        return failWith(FileAction::Rename, ErrorCode::NotFound, from);
    const auto replaced = find(to);
    if (replaced && replaced->kind == EntryKind::Folder)
        return failWith(FileAction::Rename, ErrorCode::NotAFile, to);
    parentOf(from)->names.erase(from.filename());
    target->names[to.filename()] = node;
    ++node->renames;
    return {};
}

Result<> ForgetfulFileSystem::remove(const std::filesystem::path& path)
{
    const auto node = find(path);
    if (!node)
        return failWith(FileAction::Remove, ErrorCode::NotFound, path);
    if (node->kind == EntryKind::Folder)
        return failWith(FileAction::Remove, ErrorCode::NotAFile, path);
    parentOf(path)->names.erase(path.filename());
    return {};
}

Result<> ForgetfulFileSystem::makeFolder(const std::filesystem::path& path)
{
    const auto parent = parentOf(path);
    if (!parent)
        return failWith(FileAction::MakeFolder, ErrorCode::NotFound, path);
    const auto [entry, isNew] = parent->names.try_emplace(path.filename());
    if (!isNew)
        return failWith(FileAction::MakeFolder, ErrorCode::AlreadyExists, path);
    entry->second = makeNode(EntryKind::Folder);
    return {};
}

Result<> ForgetfulFileSystem::makePrivateFolder(const std::filesystem::path& path)
{
    return makeFolder(path); // nobody else looks into it
}

Result<> ForgetfulFileSystem::flushFolder(const std::filesystem::path& folder)
{
    const auto node = find(folder);
    if (!node || node->kind != EntryKind::Folder)
        return failWith(FileAction::FlushFolder, ErrorCode::NotFound, folder);
    node->namesOnDisk = node->names;
    return {};
}

Result<std::uint64_t> ForgetfulFileSystem::freeSpace(const std::filesystem::path& folder)
{
    if (!find(folder))
        return failWith(FileAction::MeasureSpace, ErrorCode::NotFound, folder);
    return std::uint64_t{1} << 30;
}

Result<std::filesystem::path> ForgetfulFileSystem::resolve(const std::filesystem::path& path)
{
    if (!find(path))
        return failWith(FileAction::Inspect, ErrorCode::NotFound, path);
    return path.lexically_normal();
}

Result<bool> ForgetfulFileSystem::isOnNetwork(const std::filesystem::path& /*folder*/)
{
    return false;
}

} // namespace connectorscope
