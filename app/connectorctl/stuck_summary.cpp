#include "app/connectorctl/stuck_summary.h"

#include "core/base/time_text.h"

namespace connectorscope {
namespace {

/// The title as it stands within a sentence: "No From header" begins small, "PickUp is missing" does not.
std::string withinSentence(std::string_view title)
{
    std::string text(title);
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const std::string_view word = title.substr(0, title.find(' '));
    bool isName = word.size() == 1;
    for (std::size_t i = 1; i < word.size(); ++i)
        isName = isName || isUpper(word[i]);
    if (!isName && !text.empty() && isUpper(text.front()))
        text.front() = static_cast<char>(text.front() - 'A' + 'a');
    return text;
}

} // namespace

std::string stuckSentence(const StuckSummary& summary, UtcTime now)
{
    if (summary.count == 0)
        return "Nothing is stuck.";
    const bool one = summary.count == 1;
    std::string text = counted(summary.count, "message", "messages") + (one ? " is stuck" : " are stuck");
    if (summary.oldest)
        text += (one ? ", for " : ", the oldest for ") + ageText(now - *summary.oldest);
    if (summary.mostFrequent) {
        const std::string cause = withinSentence(causeOf(*summary.mostFrequent).title);
        if (one)
            text += ": " + cause;
        else if (summary.ofMostFrequent == summary.count)
            text += "; all of them: " + cause;
        else if (summary.ofMostFrequent > 1)
            text += "; " + std::to_string(summary.ofMostFrequent) + " of them: " + cause;
    }
    return text + ".";
}

std::string_view folderWords(FolderKind folder)
{
    switch (folder) {
    case FolderKind::Incoming:
        return "Incoming Mail";
    case FolderKind::Failed:
        return "Failed Mail";
    case FolderKind::PickUp:
        return "PickUp";
    case FolderKind::BadMail:
        return "BadMail";
    case FolderKind::None:
        break;
    }
    return "the site";
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

} // namespace connectorscope
