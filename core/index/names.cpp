#include "core/index/names.h"

#include "core/watch/condition.h"
#include "core/watch/folder_listing.h"
#include "core/watch/message_ledger.h"

#include <array>

namespace connectorscope {

namespace {

constexpr std::array verdicts = {Verdict::Pending, Verdict::Unreadable, Verdict::Corrupt,
                                 Verdict::Blocked, Verdict::AtRisk,     Verdict::Clean};
constexpr std::array severities = {Severity::Corrupt, Severity::Fatal, Severity::Environment, Severity::Risk,
                                   Severity::Note};
constexpr std::array recordKinds = {RecordKind::Arrived, RecordKind::Changed, RecordKind::Moved,
                                    RecordKind::Gone,    RecordKind::Judged,  RecordKind::FindingAdded};
constexpr std::array otherKinds = {"condition-began", "condition-changed", "condition-ended", "held",
                                   "released",        "deleted",           "acknowledged",    "run-began",
                                   "run-ended"};

std::vector<std::string> knownTexts()
{
    std::vector<std::string> texts;
    for (const Cause& cause : catalogue())
        texts.emplace_back(cause.id);
    for (const Verdict verdict : verdicts)
        texts.emplace_back(toString(verdict));
    for (const Severity severity : severities)
        texts.emplace_back(toString(severity));
    for (const FolderKind folder : watchedFolders)
        texts.emplace_back(toString(folder));
    for (const MessageState state : messageStates)
        texts.emplace_back(toString(state));
    for (const RecordKind kind : recordKinds)
        texts.emplace_back(toString(kind));
    texts.insert(texts.end(), otherKinds.begin(), otherKinds.end());
    return texts;
}

/// The value of `values` that is called so; the last of them when there is none.
template <class Values>
auto valueNamed(const Values& values, std::string_view text)
{
    for (const auto value : values) {
        if (toString(value) == text)
            return value;
    }
    return values.back();
}

} // namespace

std::string_view toString(MessageState state)
{
    switch (state) {
    case MessageState::Present:
        return "present";
    case MessageState::Held:
        return "held";
    case MessageState::Replaced:
        return "replaced";
    case MessageState::HandedOver:
        return "handed-over";
    case MessageState::Gone:
        return "gone";
    case MessageState::Deleted:
        return "deleted";
    }
    return {};
}

Names::Names(Database& database)
{
    const std::vector<std::string> known = knownTexts();
    const auto load = [&] {
        Query query = database.query("SELECT number, text FROM name");
        while (query.step()) {
            m_numbers.emplace(query.text(1), query.number(0));
            m_texts.emplace(query.number(0), query.text(1));
        }
    };
    load();
    bool isComplete = true;
    for (const std::string& text : known)
        isComplete = isComplete && m_numbers.contains(text);
    if (!isComplete) {
        Transaction transaction(database);
        for (const std::string& text : known)
            database.query("INSERT OR IGNORE INTO name(text) VALUES(?)").bind(text).execute();
        transaction.commit();
        load();
    }
    for (const Cause& cause : catalogue()) {
        m_causeNumbers.push_back(of(cause.id));
        m_causes.emplace(m_causeNumbers.back(), cause.key);
    }
}

std::int64_t Names::of(std::string_view text) const
{
    const auto found = m_numbers.find(text);
    return found == m_numbers.end() ? 0 : found->second;
}

std::int64_t Names::of(FolderKind folder) const
{
    return of(toString(folder));
}

std::int64_t Names::of(Verdict verdict) const
{
    return of(toString(verdict));
}

std::int64_t Names::of(CauseId cause) const
{
    return m_causeNumbers.at(static_cast<std::size_t>(cause));
}

std::int64_t Names::of(Severity severity) const
{
    return of(toString(severity));
}

std::int64_t Names::of(MessageState state) const
{
    return of(toString(state));
}

FolderKind Names::folder(std::int64_t number) const
{
    const std::string_view wanted = text(number);
    for (const FolderKind folder : watchedFolders) {
        if (toString(folder) == wanted)
            return folder;
    }
    return FolderKind::None;
}

Verdict Names::verdict(std::int64_t number) const
{
    return valueNamed(verdicts, text(number));
}

std::optional<CauseId> Names::cause(std::int64_t number) const
{
    const auto found = m_causes.find(number);
    return found == m_causes.end() ? std::nullopt : std::optional(found->second);
}

Severity Names::severity(std::int64_t number) const
{
    return valueNamed(severities, text(number));
}

MessageState Names::state(std::int64_t number) const
{
    return valueNamed(messageStates, text(number));
}

std::string_view Names::text(std::int64_t number) const
{
    const auto found = m_texts.find(number);
    return found == m_texts.end() ? std::string_view() : found->second;
}

} // namespace connectorscope
