#include "core/diagnosis/repairs/planner.h"
#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {

namespace {

std::string wrapped(std::string_view paragraph)
{
    constexpr std::size_t width = 72;
    std::string text;
    std::size_t column = 0;
    while (!paragraph.empty()) {
        const std::size_t end = std::min(paragraph.find(' '), paragraph.size());
        const bool breaks = column > 0 && column + 1 + end > width;
        text += column == 0 ? "" : breaks ? "\r\n" : " ";
        column = breaks || column == 0 ? end : column + 1 + end;
        text += paragraph.substr(0, end);
        paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
    }
    return text + "\r\n";
}

std::string recipientsOf(const Planner& planner)
{
    std::string list;
    std::size_t count = 0;
    for (const Address& address : planner.state.summary.recipients())
        if (isPlainAddress(address.spec()) && count++ < 100)
            list += (list.empty() ? "" : ",\r\n\t") + address.spec();
    return list;
}

std::string explanation(const Planner& planner)
{
    const Summary& summary = planner.state.summary;
    const std::vector<Address> from = summary.from();
    std::string text =
        wrapped("A message for you arrived damaged and could not be delivered as it is. The file "
                "is attached unchanged, as original.eml.");
    text += "\r\n" + wrapped("Why: " + std::string(causeOf(planner.cause).meaning));
    text += "\r\n";
    if (!from.empty() && isPlainAddress(from.front().spec()))
        text += "From:    " + from.front().spec() + "\r\n";
    if (!summary.subject.empty() && isAscii(summary.subject) && summary.subject.size() <= 200)
        text += "Subject: " + summary.subject + "\r\n";
    text +=
        "\r\n" + wrapped("If you need the message, please ask the sender to send it again. You may use this "
                         "text:");
    text += "\r\n    Your message" + (summary.date ? " of " + summary.date->iso8601() : std::string()) +
            " arrived damaged and could\r\n    not be read. Please send it again.\r\n";
    std::erase_if(text, [](char c) { return isControl(c) && c != '\r' && c != '\n'; });
    return text;
}

} // namespace

/// Always with CR LF: the attachment is encoded, and its own line ends are safe in it.
Result<RepairPlan> planWrap(const Planner& planner)
{
    std::string to = recipientsOf(planner);
    const std::string& given = planner.options.recipient;
    if (!given.empty() && !isPlainAddress(given))
        return noRepair("'" + given + "' is no address", "Give one as anna@contoso.com.");
    if (to.empty())
        to = given;
    if (to.empty())
        return noRepair("nothing that can be read of the file names a recipient",
                        "Say who gets it, with --to ADDRESS.");
    const std::string postmaster = planner.options.postmaster.empty() ? "postmaster@" + planner.options.domain
                                                                      : planner.options.postmaster;
    if (!isPlainAddress(postmaster))
        return noRepair("'" + postmaster + "' is no address of a postmaster",
                        "Give one as postmaster@contoso.com.");
    const std::string boundary = "=_" + planner.uniqueId();
    const bool isCut = planner.cause != CauseId::NotAMessage && planner.cause != CauseId::NestingTooDeep &&
                       planner.cause != CauseId::TooManyParts;
    RepairPlan plan;
    plan.what = "Sends the file on, byte for byte, as the attachment of a clean message.";
    plan.leavesContentMissing = isCut;
    plan.uncovers = true;
    Edit before;
    before.inserted =
        "From: " + postmaster + "\r\nTo: " + to +
        "\r\nSubject: Damaged message, original attached\r\nDate: " + dateText(planner.options.now) +
        "\r\nMessage-ID: " + planner.newMessageId() +
        "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" +
        boundary + "\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n" + explanation(planner) +
        "\r\n--" + boundary +
        "\r\nContent-Type: application/octet-stream; name=original.eml\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        "Content-Disposition: attachment; filename=original.eml\r\n\r\n";
    Edit original;
    original.removed = planner.message().size;
    original.rewrite = Rewrite::EncodeBase64;
    Edit after;
    after.offset = planner.message().size;
    after.inserted = "\r\n--" + boundary + "--\r\n";
    plan.edits = {std::move(before), std::move(original), std::move(after)};
    return plan;
}

} // namespace connectorscope
