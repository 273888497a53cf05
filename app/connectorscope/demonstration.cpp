#include "app/connectorscope/demonstration.h"

#include "core/demo/demo_history.h"
#include "core/demo/demo_leftovers.h"
#include "core/demo/demo_life.h"
#include "core/demo/demo_site.h"

namespace connectorscope {
namespace {

constexpr std::chrono::seconds lifeStep{1};

} // namespace

Demonstration::Demonstration(FileSystem& files, Clock& clock)
    : m_files(files)
    , m_clock(clock)
    , m_folder(std::filesystem::temp_directory_path() / demoFolderName())
{
}

Demonstration::~Demonstration()
{
    m_life = {};
    std::error_code ignored; // what cannot be removed is small, and lies where temporary files do
    std::filesystem::remove_all(m_folder, ignored);
}

Result<std::filesystem::path> Demonstration::make()
{
    removeLeftOverDemos(m_folder.parent_path());
    const Result<DemoSite> made = makeDemoSite(m_files, m_clock, m_folder, writeDemoHistory);
    if (!made)
        return fail(made.error());
    return made->siteFile;
}

void Demonstration::live()
{
    m_life = std::jthread([this](const std::stop_token& stop) {
        const auto life = DemoLife::begin(m_files, m_clock, m_folder);
        if (!life)
            return; // a demonstration that stands still is one too
        while (m_clock.sleep(lifeStep, stop))
            (*life)->step();
    });
}

} // namespace connectorscope
