#include "core/index/run_rows.h"

#include "core/index/stored_values.h"

#include <cstring>

namespace connectorscope {

namespace {

std::optional<Sha256Digest> sha256In(const Query& query, int column)
{
    const std::string_view bytes = query.view(column);
    if (bytes.size() != sizeof(Sha256Digest))
        return std::nullopt;
    Sha256Digest digest = {};
    std::memcpy(digest.data(), bytes.data(), bytes.size());
    return digest;
}

} // namespace

RunRow readRun(const Query& query, const Names& names)
{
    RunRow run;
    run.id = query.text(0);
    run.message = query.text(1);
    run.kind = query.text(2);
    run.action = optionalNumber(query, 3);
    run.attempt = static_cast<int>(query.number(4));
    // What only a newer program knows needs a person.
    run.state = runStateFrom(query.view(5)).value_or(RunState::OutcomeUnknown);
    run.outcome = query.text(6);
    run.began = timeOf(query.number(7));
    run.ended = optionalTime(query, 8);
    run.source = {names.folder(query.number(9)), query.text(10)};
    run.original = sha256In(query, 11);
    run.envelope = query.text(12);
    run.actor = {query.text(13), query.text(14)};
    run.isAutomatic = query.number(15) != 0;
    run.retryAt = optionalTime(query, 16);
    return run;
}

std::optional<StepRow> readStep(const Query& query)
{
    const auto step = runStepFrom(query.view(0));
    const auto phase = stepPhaseFrom(query.view(1));
    if (!step || !phase)
        return std::nullopt;
    return StepRow{
        *step,         *phase,        timeOf(query.number(2)),       query.text(3), sha256In(query, 4),
        query.text(5), query.text(6), {query.text(7), query.text(8)}};
}

} // namespace connectorscope
