#include "ui/runs/receipt_text.h"

#include "core/pipeline/run_text.h"
#include "ui/theme/words.h"

namespace connectorscope {
namespace {

std::string momentOf(UtcTime time)
{
    return exactTime(time).toStdString();
}

std::string spanOf(std::chrono::nanoseconds span)
{
    return ageWords(span).toStdString();
}

constexpr int labelWidth = 14;

} // namespace

QString receiptText(const Site& site, const RunSummary& row)
{
    QString text = shownText(row.run.id) + QStringLiteral("  ") + shownText(stateWords(row.run.state)) +
                   QStringLiteral("\n\n");
    for (const RunFact& fact : factsOf(site, row.run, {momentOf, spanOf}))
        text += QString::fromStdString(fact.label).leftJustified(labelWidth) + shownText(fact.value) +
                QLatin1Char('\n');
    text += QLatin1Char('\n');
    for (const StepRow& step : row.steps)
        text += exactTime(step.at) + QStringLiteral("  ") + shownText(stepText(step)) + QLatin1Char('\n');
    return text;
}

std::string madeFile(const RunSummary& row)
{
    std::string path;
    for (const StepRow& step : row.steps) {
        const bool isSeen = step.step == RunStep::Stage || step.step == RunStep::Transfer ||
                            step.step == RunStep::Undo ||
                            (row.run.kind == "delete" && step.step == RunStep::Archive);
        if (isSeen && !step.path.empty())
            path = step.path;
    }
    return path;
}

} // namespace connectorscope
