#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/index/index_reader.h"
#include "core/index/journal_reader.h"
#include "core/index/run_reader.h"
#include "core/site/site.h"

#include <memory>
#include <optional>

namespace connectorscope {

/// What questions are answered with: the site and its databases. Lives on the engine's thread and is used by
/// nobody else.
class EngineTools
{
public:
    EngineTools(FileSystem& fileSystem, Clock& systemClock)
        : files(fileSystem)
        , clock(systemClock)
    {
    }

    FileSystem& files;
    Clock& clock;

    void setSite(Site site) { m_site = std::move(site); }
    /// ErrorCode::NotFound as long as no site is open.
    Result<const Site*> site() const;
    /// Opened when it is first asked for; an error of opening is told each time, and tried anew.
    Result<IndexReader*> index();
    Result<JournalReader*> journal();
    Result<RunReader*> runs();
    /// They are opened again when they are next asked for: the index may have been made anew.
    void closeReaders();

private:
    template <class Reader>
    Result<Reader*> opened(std::unique_ptr<Reader>& reader);

    std::optional<Site> m_site;
    std::unique_ptr<IndexReader> m_index;
    std::unique_ptr<JournalReader> m_journal;
    std::unique_ptr<RunReader> m_runs;
};

} // namespace connectorscope
