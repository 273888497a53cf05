#include "ui/engine/engine_tools.h"

namespace connectorscope {

Result<const Site*> EngineTools::site() const
{
    if (!m_site)
        return fail(ErrorCode::NotFound, "no site is open");
    return &*m_site;
}

template <class Reader>
Result<Reader*> EngineTools::opened(std::unique_ptr<Reader>& reader)
{
    if (!reader) {
        const auto known = site();
        if (!known)
            return fail(known.error());
        auto opened = Reader::open((*known)->folders.work);
        if (!opened)
            return fail(std::move(opened.error()));
        reader = std::move(*opened);
    }
    return reader.get();
}

Result<IndexReader*> EngineTools::index()
{
    return opened(m_index);
}

Result<JournalReader*> EngineTools::journal()
{
    return opened(m_journal);
}

Result<RunReader*> EngineTools::runs()
{
    return opened(m_runs);
}

void EngineTools::closeReaders()
{
    m_index.reset();
    m_journal.reset();
    m_runs.reset();
}

} // namespace connectorscope
