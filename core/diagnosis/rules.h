#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/evidence.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace connectorscope {

/// A message before its judge: what the rules look at, and what they have found so far. Internal to
/// core/diagnosis.
///
/// Each stage is one function over it, in a file of its own, and appends its findings in any order. Rules
/// look first and write only where they find something: a clean message costs no allocation.
struct Case
{
    const Message& message;
    const Summary& summary;
    const JudgeContext& context;
    std::vector<Finding> findings;

    bool has(CauseId cause) const;
};

/// Sets aside what does not belong to the message. False when nothing more can be judged.
bool judgeRecognition(Case& c);
void judgeHeaders(Case& c);
void judgeHeaderBlock(Case& c, int index); ///< of one part; a piece of judgeHeaders()
void judgeSender(Case& c);
void judgeRecipients(Case& c);
void judgeStructure(Case& c);
void judgeBody(Case& c, int index); ///< of one part; a piece of judgeStructure()
void judgeSize(Case& c);

/// Something in a header block: where it stands first and how often. Costs nothing until it is reported.
struct HeaderSighting
{
    const Field* field = nullptr;
    std::size_t begin = 0; ///< in HeaderBlock::bytes
    std::size_t length = 0;
    std::uint64_t count = 0;

    void add(const Field& in, std::size_t first, std::size_t bytes);
    /// The whole field, folds included.
    void add(const Field& whole) { add(whole, whole.begin, whole.end - whole.begin); }
    /// Its value without blanks around it; the whole field where that is empty.
    void addValue(const HeaderBlock& header, const Field& in);

    explicit operator bool() const { return count > 0; }
};

/// Appends a finding; its severity is the cause's own unless another one is given.
Finding& report(Case& c, CauseId cause, int part, std::optional<Severity> severity = std::nullopt);
void report(Case& c, CauseId cause, int part, const HeaderSighting& sighting, Quote quote = Quote::Bytes,
            std::optional<Severity> severity = std::nullopt);
void report(Case& c, CauseId cause, int part, const Occurrence& occurrence, Quote quote = Quote::Bytes,
            std::optional<Severity> severity = std::nullopt);

/// Where something is missing from the message's own header: at its beginning.
void reportMissing(Case& c, CauseId cause, std::optional<Severity> severity = std::nullopt);

/// The part lies in a message that this one carries (message/rfc822). The transfer takes that message as it
/// is and changes nothing in it.
bool isInsideEmbeddedMessage(const Message& message, int part);

/// A fault of syntax that fails the transfer in the message itself, but in a message inside it may only
/// trouble a reader.
std::optional<Severity> severityOfSyntax(const Case& c, int part);

/// A limit of a site is a guess where there is no site.
std::optional<Severity> severityOfLimit(const Case& c);

/// That `size` bytes are more than the limit of that cause.
Finding& reportSize(Case& c, CauseId cause, std::uint64_t size, std::uint64_t limit);

/// The file ends inside the message's own header block, a hole swallows the end of it, or it is longer than
/// is read: what is missing from it, or broken in its last field, is the cut's doing.
bool headerIsCut(const Message& message);

/// The file lies where the transfer takes or has taken it from. In PickUp and BadMail it bears the marks and
/// the envelope of the transfer rightly.
bool isBeforeTransfer(const JudgeContext& context);

bool equalIgnoringCase(std::string_view a, std::string_view b);
bool startsWithIgnoringCase(std::string_view text, std::string_view lowerCasePrefix);

} // namespace connectorscope
