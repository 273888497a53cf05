#pragma once

#include "core/index/journal_reader.h"
#include "core/index/run_journal.h"

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace connectorscope {

/// Writes runs of a site's messages as a pipeline in another program does. Throws where the journal refuses.
class RunWriter
{
public:
    explicit RunWriter(const std::filesystem::path& workFolder)
        : m_journal(RunJournal::open(workFolder, {"berta", "desk"}).value())
        , m_messages(JournalReader::open(workFolder).value()->idsThatBegin("", mostMessages).value())
    {
    }

    /// A run of a message that has none yet.
    std::string begin(const char* kind = "requeue")
    {
        while (m_next < m_messages.size()) {
            const std::string name = "some" + std::to_string(m_next) + ".eml";
            const NewRun run{m_messages[m_next++], kind, {FolderKind::Failed, name}, {}};
            const auto begun = m_journal->begin({&run, 1}, std::chrono::system_clock::now());
            if (begun && begun->front())
                return begun->front()->id;
        }
        throw std::runtime_error("no message is free");
    }

    void step(const std::string& run, RunStep step, StepPhase phase, const std::string& detail = {})
    {
        write({.run = run, .step = step, .phase = phase, .path = "PickUp/" + run + ".eml", .detail = detail});
    }

    /// All of that step.
    void done(const std::string& run, RunStep done, const std::string& detail = {})
    {
        step(run, done, StepPhase::Begun);
        step(run, done, StepPhase::Done, detail);
    }

    void become(const std::string& run, RunState state, const std::string& outcome = {})
    {
        write({.run = run, .becomes = state, .outcome = outcome});
    }

    std::string begin(RunState state, const std::string& outcome = {})
    {
        std::string run = begin();
        if (!mayFollow(RunState::Running, state))
            become(run, RunState::Exposed);
        become(run, state, outcome);
        return run;
    }

    /// Many runs of few messages.
    void fill(std::size_t runs)
    {
        const std::size_t first = m_next;
        for (std::size_t written = 0; written < runs; ++written) {
            if (m_next >= m_messages.size())
                m_next = first;
            become(begin(), RunState::Failed);
        }
    }

private:
    static constexpr std::size_t mostMessages = 1000;

    void write(const RunEntry& entry)
    {
        const auto written = m_journal->write({&entry, 1}, std::chrono::system_clock::now());
        if (!written)
            throw std::runtime_error(written.error().message);
    }

    std::unique_ptr<RunJournal> m_journal;
    std::vector<std::string> m_messages;
    std::size_t m_next = 0;
};

} // namespace connectorscope
