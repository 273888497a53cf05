#include "core/diagnosis/catalogue.h"

#include "core/diagnosis/cause_table.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr bool rowsStandInTheOrderOfTheirKeys()
{
    for (std::size_t i = 0; i < causeTable.size(); ++i)
        if (causeTable[i].key != static_cast<CauseId>(i))
            return false;
    return true;
}

constexpr bool idsAreUnique()
{
    for (std::size_t i = 0; i < causeTable.size(); ++i)
        for (std::size_t j = i + 1; j < causeTable.size(); ++j)
            if (causeTable[i].id == causeTable[j].id)
                return false;
    return true;
}

static_assert(causeTable.size() == static_cast<std::size_t>(CauseId::NoFaultFound) + 1,
              "every CauseId has its row");
static_assert(rowsStandInTheOrderOfTheirKeys());
static_assert(idsAreUnique());

} // namespace

std::span<const Cause> catalogue()
{
    return causeTable;
}

const Cause& causeOf(CauseId key)
{
    return causeTable[static_cast<std::size_t>(key)];
}

const Cause* findCause(std::string_view id)
{
    const auto found = std::ranges::find(causeTable, id, &Cause::id);
    return found == causeTable.end() ? nullptr : &*found;
}

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::Corrupt:
        return "corrupt";
    case Severity::Fatal:
        return "fatal";
    case Severity::Environment:
        return "environment";
    case Severity::Risk:
        return "risk";
    case Severity::Note:
        return "note";
    }
    return {};
}

std::string_view toString(Stage stage)
{
    switch (stage) {
    case Stage::Open:
        return "open";
    case Stage::Recognise:
        return "recognise";
    case Stage::Headers:
        return "headers";
    case Stage::Sender:
        return "sender";
    case Stage::Recipients:
        return "recipients";
    case Stage::Structure:
        return "structure";
    case Stage::Size:
        return "size";
    case Stage::Write:
        return "write";
    case Stage::Handover:
        return "handover";
    case Stage::None:
        break;
    }
    return {};
}

std::string_view toString(Basis basis)
{
    switch (basis) {
    case Basis::Documented:
        return "documented";
    case Basis::Observed:
        return "observed";
    case Basis::Analogous:
        return "analogous";
    case Basis::Inferred:
        return "inferred";
    }
    return {};
}

std::string_view toString(Retry retry)
{
    switch (retry) {
    case Retry::Now:
        return "now";
    case Retry::Later:
        return "later";
    case Retry::Wait:
        return "wait";
    case Retry::Repair:
        return "repair";
    case Retry::Refetch:
        return "refetch";
    case Retry::Ask:
        return "ask";
    case Retry::FixEnvironment:
        return "fix-environment";
    case Retry::DoNotRetry:
        return "do-not-retry";
    case Retry::None:
        break;
    }
    return {};
}

std::string_view toString(CauseScope scope)
{
    switch (scope) {
    case CauseScope::Message:
        return "message";
    case CauseScope::Site:
        return "site";
    }
    return {};
}

} // namespace connectorscope
