#include "core/demo/demo_writer.h"

#include "core/index/journal_reader.h"

#include <array>
#include <utility>

namespace connectorscope {

namespace {

/// One transaction each.
constexpr std::size_t recordsAtOnce = 2000;

constexpr std::chrono::hours betweenLooks{1};

const Actor& demoService()
{
    static const Actor service{"SYSTEM", "SERVER"};
    return service;
}

const Actor& demoPerson()
{
    static const Actor person{"administrator", "SERVER"};
    return person;
}

template <class Opened>
Result<> keepOpened(Result<std::unique_ptr<Opened>> opened, std::unique_ptr<Opened>& place)
{
    if (!opened)
        return fail(std::move(opened.error()));
    place = std::move(*opened);
    return {};
}

} // namespace

Result<std::unique_ptr<DemoWriter>> DemoWriter::open(const std::filesystem::path& workFolder,
                                                     std::vector<std::filesystem::path> mailFolders)
{
    std::unique_ptr<DemoWriter> writer(new DemoWriter);
    writer->m_workFolder = workFolder;
    writer->m_mailFolders = std::move(mailFolders);
    Result<> done = keepOpened(SiteLedger::open(workFolder, demoService()), writer->m_ledger);
    if (done)
        done = keepOpened(ActionQueue::open(workFolder, demoPerson()), writer->m_asking);
    if (done)
        done = keepOpened(ActionQueue::open(workFolder, demoService()), writer->m_worker);
    if (done)
        done = keepOpened(RunJournal::open(workFolder, demoService()), writer->m_runs);
    if (done)
        done = keepOpened(PastLooks::open(workFolder), writer->m_pastLooks);
    if (!done)
        return fail(std::move(done.error()));
    return writer;
}

Result<> DemoWriter::write(std::vector<DemoMoment> moments)
{
    if (moments.empty())
        return {};
    const UtcTime began = moments.front().at;
    const UtcTime ended = moments.back().at;
    UtcTime next = std::chrono::floor<std::chrono::days>(began) + betweenLooks;
    for (DemoMoment& moment : moments) {
        for (; next < moment.at; next += betweenLooks)
            if (next > began)
                look(next);
        if (Result<> taken = take(std::move(moment)); !taken)
            return taken;
    }
    look(ended);
    if (Result<> flushed = flush(); !flushed)
        return flushed;
    return m_pastLooks->write(m_looks, began);
}

Result<> DemoWriter::take(DemoMoment moment)
{
    if (auto* seen = std::get_if<DemoRecord>(&moment.what)) {
        noteWhereabouts(*seen, moment.message);
        if (seen->isOfRun) {
            const Requeued& requeued = m_requeued.at(moment.message);
            seen->record.run = requeued.run;
            seen->record.place.name = requeued.run + ".eml";
            if (seen->record.kind == RecordKind::Arrived)
                seen->record.message = m_ids.at(moment.message);
        }
        m_records.push_back(std::move(seen->record));
        m_messages.push_back(moment.message);
        return m_records.size() < recordsAtOnce ? Result<>() : flush();
    }
    if (Result<> flushed = flush(); !flushed)
        return flushed;
    if (const auto* asked = std::get_if<DemoRequeue>(&moment.what))
        return requeue(moment, *asked);
    if (const auto* note = std::get_if<DemoNote>(&moment.what))
        return acknowledgeMessage(m_workFolder, m_ids.at(moment.message),
                                  {moment.at, note->text, demoPerson()});
    return handOver(moment);
}

void DemoWriter::noteWhereabouts(const DemoRecord& seen, std::size_t message)
{
    if (seen.record.kind == RecordKind::Gone)
        m_whereabouts.erase(message);
    else
        m_whereabouts[message] = seen.record.place.folder;
}

void DemoWriter::look(UtcTime at)
{
    std::vector<FolderHealth> folders;
    for (std::size_t i = 0; i < m_mailFolders.size() && i < watchedFolders.size(); ++i) {
        FolderHealth health;
        health.folder = watchedFolders.at(i);
        health.path = m_mailFolders[i];
        health.lastListing = at;
        for (const auto& [message, folder] : m_whereabouts)
            health.entries += folder == health.folder ? 1 : 0;
        folders.push_back(std::move(health));
    }
    m_looks.push_back(std::move(folders));
}

Result<> DemoWriter::flush()
{
    if (m_records.empty())
        return {};
    const auto ids = m_ledger->record(m_records);
    if (!ids)
        return fail(ids.error());
    for (std::size_t i = 0; i < ids->size(); ++i) {
        if (!ids->at(i).empty())
            m_ids[m_messages[i]] = ids->at(i);
    }
    m_records.clear();
    m_messages.clear();
    return {};
}

Result<> DemoWriter::requeue(const DemoMoment& moment, const DemoRequeue& requeue)
{
    const std::string& message = m_ids.at(moment.message);
    const auto action = m_asking->enqueue(
        {.kind = "requeue", .message = message, .options = R"({"repair":true})"}, moment.at);
    if (!action)
        return fail(action.error());
    if (const auto taken = m_worker->take(moment.at); !taken)
        return fail(taken.error());
    const NewRun run{.message = message, .kind = "requeue", .source = requeue.source, .action = *action};
    const auto begun = m_runs->begin({&run, 1}, moment.at);
    if (!begun)
        return fail(begun.error());
    if (!begun->front())
        return fail(begun->front().error());
    const std::string id = begun->front()->id;
    m_requeued[moment.message] = {id, *action};
    const Place there{FolderKind::PickUp, id + ".eml"};
    const std::array entries = {
        RunEntry{.run = id, .step = RunStep::Claim},
        RunEntry{.run = id, .step = RunStep::Claim, .phase = StepPhase::Done},
        RunEntry{.run = id, .step = RunStep::Archive},
        RunEntry{.run = id, .step = RunStep::Archive, .phase = StepPhase::Done},
        RunEntry{.run = id, .step = RunStep::Repair},
        RunEntry{.run = id, .step = RunStep::Repair, .phase = StepPhase::Done},
        RunEntry{.run = id, .step = RunStep::Transfer},
        RunEntry{.run = id,
                 .step = RunStep::Transfer,
                 .phase = StepPhase::Exposing,
                 .file = RunFile{there, requeue.stamp, {}}},
        RunEntry{
            .run = id, .step = RunStep::Transfer, .phase = StepPhase::Done, .becomes = RunState::Exposed},
        RunEntry{.run = id, .step = RunStep::PickUp},
    };
    return m_runs->write(entries, moment.at + std::chrono::seconds(1));
}

Result<> DemoWriter::handOver(const DemoMoment& moment)
{
    const Requeued& requeued = m_requeued.at(moment.message);
    const RunEntry entry{.run = requeued.run,
                         .step = RunStep::PickUp,
                         .phase = StepPhase::Done,
                         .becomes = RunState::HandedOver};
    if (Result<> written = m_runs->write({&entry, 1}, moment.at); !written)
        return written;
    return m_worker->end(requeued.action, ActionStep::Finish, "{}", moment.at);
}

} // namespace connectorscope
