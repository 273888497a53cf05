#include "core/diagnosis/rules.h"

namespace connectorscope {

namespace {

/// A base64 body that stops after one character of a group; two or three are only missing their padding.
void judgeBase64(Case& c, int index, const Part& part)
{
    if (part.body.badBase64)
        report(c, CauseId::InvalidBase64, index, part.body.badBase64, Quote::ToLineEnd);
    if (part.body.base64Leftover == 1 && !c.message.nulHole)
        report(c, CauseId::TruncatedBase64, index, part.body.base64End, Quote::Bytes,
               part.endedByFile ? Severity::Corrupt : Severity::Risk);
}

} // namespace

void judgeBody(Case& c, int index)
{
    const Part& part = c.message.parts[static_cast<std::size_t>(index)];
    const BodyFacts& body = part.body;
    const bool isBinary = part.encoding == TransferEncoding::Binary;
    if (body.nul && !isBinary)
        report(c, CauseId::NulInBody, index, body.nul, Quote::ToLineEnd);
    // What the SMTP service sees are lines, whatever they encode; only binary has none.
    if (body.longLine && !isBinary)
        report(c, CauseId::BodyLineTooLong, index, body.longLine);
    if (body.loneDot)
        report(c, CauseId::LoneDotLine, index, body.loneDot);
    if (body.eightBit && part.encoding == TransferEncoding::SevenBit)
        report(c, CauseId::Undeclared8BitBody, index, body.eightBit, Quote::ToLineEnd);
    if (body.badQuotedPrintable)
        report(c, CauseId::InvalidQuotedPrintable, index, body.badQuotedPrintable, Quote::ToLineEnd);
    judgeBase64(c, index, part);
}

} // namespace connectorscope
