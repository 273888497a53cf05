#include "ui/engine/work_thread.h"

#include "core/pipeline/boot_id.h"

namespace connectorscope {

WorkThread::WorkThread(Site site, FileSystem& files, Clock& clock, Listener listener)
    : m_site(std::move(site))
    , m_tools{files, clock, currentActor(), systemBootId()}
    , m_listener(std::move(listener))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

void WorkThread::run(const std::stop_token& stop)
{
    SiteWorkerListener listener;
    listener.status = m_listener.status;
    listener.done = [this](const WorkDone&) { m_listener.news(); };
    SiteWorker(m_site, m_tools, "connectorscope", std::move(listener)).run(stop);
}

} // namespace connectorscope
