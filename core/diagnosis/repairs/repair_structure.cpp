#include "core/diagnosis/repairs/boundary_search.h"
#include "core/diagnosis/repairs/planner.h"
#include "core/diagnosis/repairs/rewriter.h"
#include "core/message/base64_scan.h"
#include "core/message/body.h"
#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::string_view cutNote = "[This message is incomplete: the rest was lost before it arrived. "
                                     "Please ask the sender to send it again.]";
constexpr std::string_view removedNote =
    "[The content of this attachment is missing: it was empty when the message arrived, probably because a "
    "virus scanner had removed it. Please ask the sender to send it again.]";

/// The boundaries that the bodies of these parts really use; empty where there is none.
Result<std::vector<std::string>> findBoundaries(const Planner& planner, const std::vector<int>& parts)
{
    std::vector<ByteRange> ranges;
    for (const int index : parts) {
        const Part& part = planner.part(index);
        ranges.push_back({part.bodyOffset, part.bodyOffset + part.bodyLength});
    }
    std::vector<BoundarySearch> searches(parts.size());
    const Result<> read = readRanges(planner.state.bytes, ranges,
                                     [&](std::size_t i, std::string_view block) { searches[i].feed(block); });
    if (!read)
        return fail(read.error());
    std::vector<std::string> found;
    for (BoundarySearch& search : searches)
        found.push_back(search.finish());
    return found;
}

const Field* typeField(const Part& part)
{
    return part.header.find(FieldId::ContentType);
}

/// The type that a value means which is none: "text", "html", "TEXT/".
StructuredValue meantType(const Part& part, const std::string& boundary, const BodySample& sample)
{
    StructuredValue type = part.declaredType;
    const std::string token = type.token;
    const auto says = [&](std::string_view word) { return token.find(word) != std::string::npos; };
    const bool isAttached = disposition(part) == "attachment" || !attachmentName(part).empty();
    if (!boundary.empty())
        type.token = "multipart/mixed";
    else if (says("html"))
        type.token = "text/html";
    else if (says("text") || says("plain") || !isAttached)
        type.token = "text/plain";
    else
        type.token = "application/octet-stream";
    std::erase_if(type.parameters, [](const Parameter& parameter) { return parameter.name == "boundary"; });
    if (!boundary.empty())
        type.parameters.push_back({"boundary", boundary});
    const bool isText = type.token.starts_with("text/");
    if (isText && !type.parameter("charset")) {
        const CharsetGuess guess = guessCharset(sample.bytes, sample.whole);
        if (guess.charset != "us-ascii")
            type.parameters.push_back({"charset", guess.charset});
    }
    return type;
}

/// The multiparts that the end of the file has left open, from the outermost to the innermost.
std::vector<int> openAtEnd(const Message& message)
{
    std::vector<int> open;
    for (int i = 0; i < static_cast<int>(message.parts.size()); ++i) {
        const Part& part = message.parts[static_cast<std::size_t>(i)];
        if (part.isMultipart() && part.endedByFile && part.multipart.opened > 0 && !part.multipart.closed)
            open.push_back(i);
    }
    return open;
}

/// Where the last part of a message that ends early is text that can take a note.
bool endsInPlainText(const Message& message)
{
    const Part& last = message.parts.back();
    return last.isText() && last.subtype == "plain" && last.endedByFile &&
           last.encoding != TransferEncoding::Base64 && last.encoding != TransferEncoding::UuEncode;
}

Result<bool> endsWithLineEnd(const Planner& planner, std::uint64_t end)
{
    char last = '\0';
    if (end > 0)
        if (const Result<> read =
                readRanges(planner.state.bytes, {{end - 1, end}},
                           [&](std::size_t, std::string_view block) { last = block.back(); });
            !read)
            return fail(read.error());
    return last == '\n' || (planner.lineEnd() == "\r" && last == '\r');
}

bool isKnownEncodingName(std::string_view name, std::string_view part)
{
    std::string letters;
    for (const char c : toAsciiLower(name))
        if (isLetter(c) || isDigit(c))
            letters += c;
    return letters.find(part) != std::string::npos;
}

bool isAllBase64(std::string_view bytes)
{
    Base64State state;
    return !trimmed(bytes).empty() && scanBase64(bytes.data(), bytes.size(), state).count == 0;
}

/// The encoding of which the field's value is a misspelling, as far as the body agrees.
std::string_view meantEncoding(const Part& part, std::string_view value, const BodySample& sample)
{
    if (!part.isMultipart() && !part.isEmbeddedMessage()) {
        const bool saysBase64 = isKnownEncodingName(value, "base64") || isKnownEncodingName(value, "b64");
        if (saysBase64 && isAllBase64(sample.bytes))
            return "base64";
        if (isKnownEncodingName(value, "quoted") || isKnownEncodingName(value, "printable"))
            return "quoted-printable";
    }
    return {};
}

bool holdsEightBit(const Message& message, int index)
{
    for (auto i = static_cast<std::size_t>(index); i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        const bool isWithin =
            static_cast<int>(i) == index || part.depth > message.parts[static_cast<std::size_t>(index)].depth;
        if (!isWithin)
            break;
        const bool isEightBitHeader =
            static_cast<int>(i) != index &&
            std::ranges::any_of(part.header.fields, [](const Field& field) { return field.eightBit; });
        if (part.body.eightBit || isEightBitHeader || part.encoding == TransferEncoding::EightBit)
            return true;
    }
    return false;
}

std::string noteBody(std::string_view note, TransferEncoding encoding, std::string_view lineEnd)
{
    if (encoding == TransferEncoding::Base64) {
        const std::string text = std::string(note) + "\r\n";
        std::string body;
        std::string output;
        for (std::size_t at = 0; at < text.size(); at += 57)
            body += (body.empty() ? "" : std::string(lineEnd)) + base64Text(text.substr(at, 57));
        return body;
    }
    return std::string(note);
}

} // namespace

Result<RepairPlan> planContentType(const Planner& planner)
{
    const std::vector<int> parts = planner.parts();
    const Result<std::vector<std::string>> boundaries = findBoundaries(planner, parts);
    if (!boundaries)
        return fail(boundaries.error());
    const Result<std::vector<BodySample>> samples = sampleBodies(planner, parts);
    if (!samples)
        return fail(samples.error());
    RepairPlan plan;
    plan.certainty = Certainty::Likely;
    plan.uncovers = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = planner.part(parts[i]);
        const StructuredValue type = meantType(part, (*boundaries)[i], (*samples)[i]);
        plan.what = "Declares the content as " + type.token + ".";
        plan.edits.push_back(
            planner.replaceField(parts[i], *typeField(part), structuredText(type, planner.lineEnd())));
    }
    return plan;
}

/// A multipart in which nothing divides anything is text; of one that was cut, only the beginning.
Result<RepairPlan> planBoundary(const Planner& planner)
{
    const std::vector<int> parts = planner.parts();
    const Result<std::vector<std::string>> boundaries = findBoundaries(planner, parts);
    if (!boundaries)
        return fail(boundaries.error());
    const Result<std::vector<BodySample>> samples = sampleBodies(planner, parts);
    if (!samples)
        return fail(samples.error());
    RepairPlan plan;
    plan.uncovers = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = planner.part(parts[i]);
        const std::string& boundary = (*boundaries)[i];
        if (!boundary.empty()) {
            plan.what = "Declares the boundary that the body really uses.";
            plan.certainty = std::max(plan.certainty, Certainty::Likely);
            plan.edits.push_back(planner.setParameter(parts[i], *typeField(part), "boundary", boundary));
            continue;
        }
        if (!part.body.hasText)
            plan.what = "Declares the empty content as text: there are no parts in it.";
        else
            plan.what = "Declares the content as text, with a note that parts may be missing: no boundary "
                        "divides it.";
        plan.certainty = Certainty::Guess;
        StructuredValue type;
        type.token = "text/plain";
        const CharsetGuess guess = guessCharset((*samples)[i].bytes, (*samples)[i].whole);
        if (guess.charset != "us-ascii")
            type.parameters.push_back({"charset", guess.charset});
        plan.edits.push_back(
            planner.replaceField(parts[i], *typeField(part), structuredText(type, planner.lineEnd())));
        if (planner.cause != CauseId::BoundaryNotFound)
            continue;
        plan.leavesContentMissing = true;
        Edit note;
        note.offset = part.bodyOffset;
        note.inserted =
            std::string(cutNote) + std::string(planner.lineEnd()) + std::string(planner.lineEnd());
        plan.edits.push_back(std::move(note));
    }
    return plan;
}

Result<RepairPlan> planClose(const Planner& planner)
{
    const Message& message = planner.message();
    const std::string eol(planner.lineEnd());
    RepairPlan plan;
    plan.what = "Closes the multiparts that were never closed.";
    // What the end of another multipart closes: nothing of it need be missing.
    for (const int index : planner.parts()) {
        const Part& part = planner.part(index);
        if (part.endedByFile)
            continue;
        Edit edit;
        edit.offset = part.bodyOffset + part.bodyLength;
        edit.inserted = eol + "--" + part.multipart.boundary + "--";
        plan.edits.push_back(std::move(edit));
    }
    // Inner ones first where several end at one place.
    std::ranges::reverse(plan.edits);
    const std::vector<int> open = openAtEnd(message);
    if (open.empty())
        return plan;

    plan.leavesContentMissing = true;
    plan.uncovers = true; // a part that the cut has left empty
    plan.what = "Closes the multiparts that the cut has left open, with a note that the rest is missing.";
    Edit edit;
    edit.offset = planner.messageEnd();
    const Result<bool> ended = endsWithLineEnd(planner, edit.offset);
    if (!ended)
        return fail(ended.error());
    if (!*ended)
        edit.inserted += eol;
    // The file ends within the header of a part.
    if (message.parts.back().header.ending == HeaderEnd::EndOfInput)
        edit.inserted += eol;
    const Part& outermost = planner.part(open.front());
    const bool isAlternative = outermost.subtype == "alternative";
    if (isAlternative && endsInPlainText(message))
        edit.inserted += eol + std::string(cutNote) + eol;
    for (auto index = open.rbegin(); index != std::prev(open.rend()); ++index)
        edit.inserted += "--" + planner.part(*index).multipart.boundary + "--" + eol;
    const std::string boundary = "--" + outermost.multipart.boundary;
    if (!isAlternative)
        edit.inserted += boundary + eol + "Content-Type: text/plain; charset=us-ascii" + eol + eol +
                         std::string(cutNote) + eol;
    edit.inserted += boundary + "--" + eol;
    if (isAlternative && !endsInPlainText(message)) {
        // A note as another alternative would be shown in place of the text.
        if (const Field* subject = message.header().find(FieldId::Subject); subject != nullptr) {
            Edit note;
            note.offset = message.header().fileOffset(subject->valueBegin);
            note.inserted = " [Incomplete]";
            plan.edits.push_back(std::move(note));
        } else {
            plan.edits.push_back(planner.insertField(0, "Subject", "[Incomplete]"));
        }
    }
    plan.edits.push_back(std::move(edit));
    return plan;
}

Result<RepairPlan> planTransferEncoding(const Planner& planner)
{
    const std::vector<int> parts = planner.parts();
    const Result<std::vector<BodySample>> samples = sampleBodies(planner, parts);
    if (!samples)
        return fail(samples.error());
    RepairPlan plan;
    plan.uncovers = true; // what the encoding's body holds was not looked at
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = planner.part(parts[i]);
        const Field* field = part.header.find(FieldId::ContentTransferEncoding);
        std::string_view encoding = meantEncoding(part, part.header.rawValue(*field), (*samples)[i]);
        plan.certainty =
            std::max(plan.certainty, part.isMultipart() ? Certainty::Certain : Certainty::Likely);
        if (encoding.empty())
            encoding = holdsEightBit(planner.message(), parts[i]) ? "8bit" : "7bit";
        plan.what = "Declares the transfer encoding as " + std::string(encoding) + ".";
        plan.edits.push_back(planner.replaceField(parts[i], *field, encoding));
    }
    return plan;
}

Result<RepairPlan> planCharset(const Planner& planner)
{
    const std::vector<int> parts = planner.parts();
    const Result<std::vector<BodySample>> samples = sampleBodies(planner, parts);
    if (!samples)
        return fail(samples.error());
    RepairPlan plan;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = planner.part(parts[i]);
        const CharsetGuess guess = guessCharset((*samples)[i].bytes, (*samples)[i].whole);
        plan.certainty = std::max(plan.certainty, guess.certainty);
        plan.what = "Declares the charset as " + guess.charset + ".";
        plan.edits.push_back(planner.setParameter(parts[i], *typeField(part), "charset", guess.charset));
    }
    return plan;
}

Result<RepairPlan> planFill(const Planner& planner)
{
    RepairPlan plan;
    plan.what = "Puts a note into the empty attachment that its content is missing.";
    plan.leavesContentMissing = true;
    const std::string eol(planner.lineEnd());
    for (const int index : planner.parts()) {
        const Part& part = planner.part(index);
        Edit edit;
        edit.offset = part.bodyOffset;
        const bool hasBlankLine = part.header.ending == HeaderEnd::BlankLine;
        edit.inserted =
            (hasBlankLine ? "" : eol) + noteBody(removedNote, part.encoding, planner.lineEnd()) + eol;
        plan.edits.push_back(std::move(edit));
    }
    return plan;
}

} // namespace connectorscope
