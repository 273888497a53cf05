#include "core/demo/demo_life.h"

#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/demo/demo_site.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t nameLength = 8;
constexpr std::size_t brokenEvery = 3;

Result<std::vector<std::string>> mailIn(FileSystem& files, const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    const Result<> listed = files.listWithInfo(folder, [&names](const ListedEntry& entry) {
        if (entry.info.kind == EntryKind::File)
            names.emplace_back(entry.name);
        return true;
    });
    if (!listed)
        return fail(listed.error());
    return names;
}

} // namespace

DemoLife::DemoLife(FileSystem& files, Clock& clock, std::filesystem::path folder)
    : m_files(files)
    , m_clock(clock)
    , m_folder(std::move(folder))
    , m_lastArrival(clock.steadyNow())
{
}

Result<std::unique_ptr<DemoLife>> DemoLife::begin(FileSystem& files, Clock& clock,
                                                  std::filesystem::path folder)
{
    std::unique_ptr<DemoLife> life(new DemoLife(files, clock, std::move(folder)));
    const auto manifest = demoManifest();
    if (!manifest)
        return fail(manifest.error());
    for (const DemoFile& file : *manifest) {
        if (file.folder == FolderKind::Incoming && file.cause.empty())
            life->m_sound.push_back(file);
        if (file.folder == FolderKind::Failed && !file.cause.empty())
            life->m_broken.push_back(file);
    }
    auto before = mailIn(files, life->in(FolderKind::PickUp));
    if (!before)
        return fail(before.error());
    life->m_before = std::move(*before);
    return life;
}

std::filesystem::path DemoLife::in(FolderKind folder) const
{
    return m_folder / pathFromBytes(demoFolderName(folder));
}

void DemoLife::step()
{
    deliver();
    transfer();
    if (m_clock.steadyNow() - m_lastArrival >= between)
        arrive();
}

void DemoLife::arrive()
{
    const bool isBroken = m_arrivals % brokenEvery == brokenEvery - 1 && m_brokenArrivals < mostBroken;
    const std::vector<DemoFile>& kinds = isBroken ? m_broken : m_sound;
    if (kinds.empty())
        return;
    DemoFile file = kinds[(isBroken ? m_brokenArrivals : m_arrivals) % kinds.size()];
    file.name = randomId(nameLength) + ".eml";
    const Result<std::string> content = demoFileContent(file, m_clock.now());
    if (!content)
        return;
    // As the connector does: the name appears when all of it is there.
    const std::filesystem::path target = in(FolderKind::Incoming) / file.name;
    std::filesystem::path part = target;
    part += ".tmp";
    const auto written = m_files.create(part);
    if (!written || !(*written)->write(*content) || !(*written)->close() ||
        !m_files.renameNoReplace(part, target))
        return;
    m_lastArrival = m_clock.steadyNow();
    m_incoming[file.name] = {m_lastArrival, isBroken};
    ++m_arrivals;
    m_brokenArrivals += isBroken ? 1 : 0;
}

void DemoLife::transfer()
{
    for (auto mail = m_incoming.begin(); mail != m_incoming.end();) {
        const auto& [name, waiting] = *mail;
        if (m_clock.steadyNow() - waiting.since < inIncoming) {
            ++mail;
            continue;
        }
        const FolderKind to = waiting.isBroken ? FolderKind::Failed : FolderKind::PickUp;
        const Result<> moved = m_files.renameNoReplace(in(FolderKind::Incoming) / name, in(to) / name);
        // What somebody else has taken meanwhile is no longer ours.
        if (moved || moved.error().code == ErrorCode::NotFound)
            mail = m_incoming.erase(mail);
        else
            ++mail;
    }
}

void DemoLife::deliver()
{
    const auto names = mailIn(m_files, in(FolderKind::PickUp));
    if (!names)
        return;
    std::map<std::string, SteadyTime> there;
    for (const std::string& name : *names) {
        if (std::ranges::find(m_before, name) != m_before.end())
            continue;
        const auto known = m_pickup.find(name);
        const SteadyTime since = known == m_pickup.end() ? m_clock.steadyNow() : known->second;
        if (m_clock.steadyNow() - since < inPickup ||
            !m_files.remove(in(FolderKind::PickUp) / pathFromBytes(name)))
            there.emplace(name, since);
    }
    m_pickup = std::move(there);
}

} // namespace connectorscope
