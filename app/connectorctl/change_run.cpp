#include "app/connectorctl/change_run.h"

#include "app/connectorctl/confirmation.h"
#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/message_output.h"
#include "app/connectorctl/progress.h"
#include "app/connectorctl/receipts.h"
#include "app/connectorctl/site_worker.h"
#include "app/connectorctl/stuck_summary.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/pipeline/requeue_planner.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t mostShown = 20; ///< messages, before a person is asked

struct ChangeWords
{
    const char* program;
    const char* title;   ///< "Hold"
    const char* nothing; ///< to hold
    const char* would;
    OrderKind order;
};

ChangeWords wordsOf(MessageChange change)
{
    switch (change) {
    case MessageChange::Hold:
        return {"connectorctl hold", "Hold", "hold", "would be held", OrderKind::Hold};
    case MessageChange::Release:
        return {"connectorctl release", "Release", "release", "would go back into its folder",
                OrderKind::Release};
    case MessageChange::Delete:
        break;
    }
    return {"connectorctl delete", "Delete", "delete", "would be moved into the vault", OrderKind::Delete};
}

struct PlannedChange
{
    std::string id;
    std::optional<MessageRow> row;
    std::vector<Refusal> refusals;
};

class ChangeRun
{
public:
    ChangeRun(const Site& site, const ChangeRequest& request, Environment& environment)
        : m_site(site)
        , m_request(request)
        , m_environment(environment)
        , m_words(wordsOf(request.change))
        , m_interrupt(environment)
        , m_receipts(site, environment, request.style, request.json)
        , m_progress(environment.err, environment.terminal.errIsTerminal, Progress::Clock::now())
    {
    }

    ExitStatus run()
    {
        const ChoiceOf from = m_request.change == MessageChange::Release ? ChoiceOf::Held : ChoiceOf::Stuck;
        const auto chosen = chooseMessages(m_site, m_request.choice, from, m_words.program, m_environment,
                                           m_interrupt.token());
        if (!chosen)
            return chosen.error();
        if (chosen->ids.empty()) {
            m_environment.err << "There is nothing to " << m_words.nothing << ".\n";
            return chosen->status;
        }
        const Result<ExitStatus> done = change(chosen->ids);
        m_progress.erase();
        return endOf(*chosen, done, m_environment);
    }

private:
    Result<ExitStatus> change(const std::vector<std::string>& ids)
    {
        if (const Result<> planned = plan(ids); !planned)
            return fail(planned.error());
        if (m_request.dryRun)
            return printForecast();
        const auto passing = std::ranges::count_if(
            m_planned, [](const PlannedChange& planned) { return planned.refusals.empty(); });
        if (passing > 1 && !m_request.yes) {
            showPreview();
            if (const auto refused = refusedByPerson(
                    m_environment, std::string(m_words.title) + " " + std::to_string(passing) + " messages"))
                return *refused;
        }
        if (const Result<> done = passing > 0 ? changeThem() : Result<>(); !done)
            return fail(done.error());
        for (const PlannedChange& planned : m_planned)
            if (!planned.refusals.empty())
                m_receipts.print(receiptOfRefused(planned));
        m_receipts.printSum();
        return m_receipts.status();
    }

    Result<> plan(const std::vector<std::string>& ids)
    {
        const auto planner = RequeuePlanner::open(m_site, m_tools);
        if (!planner)
            return fail(planner.error());
        const auto index = IndexReader::open(m_site.folders.work);
        if (!index)
            return fail(index.error());
        const auto holds = Holds::open(m_site.folders.work, m_tools.actor);
        if (!holds)
            return fail(holds.error());
        for (const std::string& id : ids) {
            PlannedChange planned{id, std::nullopt, {}};
            Result<std::optional<MessageRow>> row = (*index)->message(id);
            if (!row)
                return fail(row.error());
            planned.row = std::move(*row);
            if (m_request.change == MessageChange::Release) {
                const auto hold = (*holds)->hold(id);
                if (!hold)
                    return fail(hold.error());
                if (!*hold || (*hold)->state != HoldState::Held)
                    planned.refusals.push_back({RefusalKind::NotThere, "it is not held",
                                                "'connectorctl list --state held' shows what is.",
                                                std::nullopt});
            } else {
                auto preview = (*planner)->previewMove(id);
                if (!preview)
                    return fail(preview.error());
                planned.refusals = std::move(preview->refusals);
            }
            m_planned.push_back(std::move(planned));
        }
        return {};
    }

    std::string lineOf(const PlannedChange& planned) const
    {
        std::string text = m_request.style.paint(Tone::Strong, planned.id);
        if (planned.row)
            text += "  " + std::string(folderWords(planned.row->place.folder)) + "  " +
                    escapeControls(subjectText(*planned.row) + "  " + senderText(*planned.row) + " -> " +
                                   recipientsText(*planned.row));
        text += "\n";
        if (planned.refusals.empty())
            return text;
        for (const Refusal& refusal : planned.refusals)
            text += "  refused: " + escapeControls(refusalSentence(refusal)) + "\n";
        return text;
    }

    ExitStatus printForecast()
    {
        bool allPass = true;
        for (const PlannedChange& planned : m_planned) {
            allPass = allPass && planned.refusals.empty();
            if (m_request.json)
                m_environment.out << forecastAsJson(planned) << '\n';
            else
                m_environment.out << lineOf(planned)
                                  << (planned.refusals.empty() ? "  " + std::string(m_words.would) + "\n"
                                                               : "");
        }
        return allPass ? ExitStatus::Well : ExitStatus::Found;
    }

    std::string forecastAsJson(const PlannedChange& planned) const
    {
        nlohmann::ordered_json json;
        json["schema"] = jsonSchema;
        json["dry_run"] = true;
        json["message"] = planned.id;
        json["passes"] = planned.refusals.empty();
        json["what"] = m_words.would;
        json["refusals"] = refusalsAsJson(planned.refusals);
        return asLine(json);
    }

    void showPreview()
    {
        const std::size_t shown = std::min(m_planned.size(), mostShown);
        for (std::size_t i = 0; i < shown; ++i)
            m_environment.err << lineOf(m_planned[i]);
        if (shown < m_planned.size())
            m_environment.err << "and " << m_planned.size() - shown << " more\n";
    }

    static RunReceipt receiptOfRefused(const PlannedChange& planned)
    {
        RunReceipt receipt;
        receipt.message = planned.id;
        if (planned.row)
            receipt.source = planned.row->place;
        receipt.refusals = planned.refusals;
        return receipt;
    }

    Result<> changeThem()
    {
        PipelineOrder order;
        order.kind = m_words.order;
        order.note = m_request.note;
        for (const PlannedChange& planned : m_planned)
            if (planned.refusals.empty())
                order.messages.push_back(planned.id);
        const OnReceipt print = [this](const RunReceipt& receipt) {
            m_progress.erase();
            m_receipts.print(receipt);
        };
        const OnPipelineProgress progress = [this](const PipelineProgress& done) {
            m_progress.update(done.done, done.total, true, Progress::Clock::now());
        };
        return getDone(m_site, order, m_environment, m_words.program, m_interrupt.token(), print, progress);
    }

    const Site& m_site;
    const ChangeRequest& m_request;
    Environment& m_environment;
    const ChangeWords m_words;
    const PipelineTools m_tools = pipelineToolsOf(m_environment);
    const InterruptWatch m_interrupt;
    Receipts m_receipts;
    Progress m_progress;
    std::vector<PlannedChange> m_planned;
};

} // namespace

ExitStatus changeMessages(const Site& site, const ChangeRequest& request, Environment& environment)
{
    return ChangeRun(site, request, environment).run();
}

} // namespace connectorscope
