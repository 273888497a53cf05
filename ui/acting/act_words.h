#pragma once

#include "ui/acting/act.h"
#include "ui/acting/bulk_plan.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace connectorscope {

/// "It is held. Release it first.": why, and the next step in the window's own words.
QString refusalWords(const Refusal& refusal);

/// What a person may want after a refusal.
enum class NextStep : std::uint8_t
{
    None,
    Repair,
    ChooseMailbox,
    RequeueAgain, ///< although the same content went out lately
    Release
};
NextStep nextStepOf(const Refusal& refusal);
/// What its button says.
QString nextStepText(NextStep step);

/// "Requeueing 12 of 340"
QString workWords(const Act& act);

/// What came of an act, for a bar.
struct EndWords
{
    QString text;
    bool isBad = false;       ///< something of it was not done, or cannot be known
    bool needsPerson = false; ///< somebody has to say what became of a run
};
EndWords endWords(const ActEnd& end);

/// "412 messages: 398 go through, 37 of them after a repair; 10 need a mailbox; 4 are refused."
QString planWords(const BulkPlan& plan);
/// A line for each reason and warning, at most so many.
QStringList planReasons(const BulkPlan& plan, std::size_t most);

} // namespace connectorscope
