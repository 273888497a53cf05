#include "ui/engine/engine_tools.h"

namespace connectorscope {

Result<const Site*> EngineTools::site() const
{
    if (!m_site)
        return fail(ErrorCode::NotFound, "no site is open");
    return &*m_site;
}

Result<IndexReader*> EngineTools::index()
{
    if (!m_index) {
        const auto known = site();
        if (!known)
            return fail(known.error());
        auto opened = IndexReader::open((*known)->folders.work);
        if (!opened)
            return fail(std::move(opened.error()));
        m_index = std::move(*opened);
    }
    return m_index.get();
}

Result<JournalReader*> EngineTools::journal()
{
    if (!m_journal) {
        const auto known = site();
        if (!known)
            return fail(known.error());
        auto opened = JournalReader::open((*known)->folders.work);
        if (!opened)
            return fail(std::move(opened.error()));
        m_journal = std::move(*opened);
    }
    return m_journal.get();
}

void EngineTools::closeReaders()
{
    m_index.reset();
    m_journal.reset();
}

} // namespace connectorscope
