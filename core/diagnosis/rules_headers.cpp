#include "core/diagnosis/rules.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// The service obeys x-sender and x-receiver lines that stand before all other fields, and the transfer drops
/// the trace fields above them. So a receiver line is dangerous wherever it stands; no mailer writes one. An
/// X-Sender line by itself, further down, is what Eudora and webmail programs have always written: only
/// before all other fields it is an envelope.
void judgeEnvelopeLines(Case& c)
{
    if (!isBeforeTransfer(c.context))
        return;
    HeaderSighting envelope;
    bool atStart = true;
    for (const Field& field : c.message.header().fields) {
        const bool isReceiver = field.id == FieldId::XReceiver || field.id == FieldId::XConnectorScope;
        const bool isSender = field.id == FieldId::XSender;
        if (isReceiver || (isSender && atStart))
            envelope.add(field);
        atStart = atStart && (isReceiver || isSender);
    }
    if (envelope)
        report(c, CauseId::EnvelopeHeaderInMessage, 0, envelope);
}

/// The last line that there is proves the cut.
void judgeTruncation(Case& c)
{
    const HeaderBlock& header = c.message.header();
    if (header.ending != HeaderEnd::EndOfInput || c.message.nulHole)
        return;
    if (header.fields.empty()) {
        reportMissing(c, CauseId::TruncatedInHeaders);
        return;
    }
    const Field& last = header.fields.back();
    const std::string_view whole = header.wholeField(last);
    const std::size_t lineBegin = whole.find_last_of(header.carriageReturnEndsLine ? '\r' : '\n') + 1;
    HeaderSighting cut;
    cut.add(last, last.begin + lineBegin, whole.size() - lineBegin);
    report(c, CauseId::TruncatedInHeaders, 0, cut);
}

void judgeSeparator(Case& c, int index)
{
    const Part& part = c.message.parts[static_cast<std::size_t>(index)];
    if (part.header.ending != HeaderEnd::TextFollows)
        return;
    const std::string_view text = part.header.followingText;
    const std::string_view firstLine = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
    Finding& finding = report(c, CauseId::MissingHeaderSeparator, index,
                              index == 0 ? std::nullopt : std::optional(Severity::Risk));
    finding.offset = part.bodyOffset;
    finding.length = firstLine.size();
    finding.line = part.bodyLine;
    finding.evidence = quoteCut(firstLine, firstLine.size() == Occurrence::maxExcerpt);
}

void judgeHeaderSize(Case& c)
{
    const HeaderBlock& header = c.message.header();
    if (header.size <= c.context.headerSize)
        return;
    Finding& finding = reportSize(c, CauseId::HeaderBlockTooLarge, header.size, c.context.headerSize);
    finding.offset = header.offset;
    finding.line = header.line;
}

void judgeDate(Case& c)
{
    if (c.summary.date)
        return;
    const HeaderBlock& header = c.message.header();
    const Field* date = header.find(FieldId::Date);
    if (date == nullptr) {
        if (!headerIsCut(c.message))
            reportMissing(c, CauseId::MissingDate);
        return;
    }
    HeaderSighting unreadable;
    unreadable.addValue(header, *date);
    report(c, CauseId::InvalidDate, 0, unreadable);
}

void judgeMessageId(Case& c)
{
    if (!c.summary.messageId.empty() || headerIsCut(c.message))
        return;
    const HeaderBlock& header = c.message.header();
    const Field* field = header.find(FieldId::MessageId);
    if (field == nullptr) {
        reportMissing(c, CauseId::MissingMessageId);
        return;
    }
    HeaderSighting empty;
    empty.addValue(header, *field);
    report(c, CauseId::MissingMessageId, 0, empty);
}

void judgeLineEnds(Case& c)
{
    if (c.message.bareLf)
        report(c, CauseId::BareLf, 0, c.message.bareLf, Quote::Line);
    if (c.message.bareCr)
        report(c, CauseId::BareCr, 0, c.message.bareCr, Quote::Line);
}

} // namespace

void judgeHeaders(Case& c)
{
    judgeTruncation(c);
    for (int i = 0; i < static_cast<int>(c.message.parts.size()); ++i) {
        judgeSeparator(c, i);
        judgeHeaderBlock(c, i);
    }
    judgeEnvelopeLines(c);
    judgeHeaderSize(c);
    judgeDate(c);
    judgeMessageId(c);
    judgeLineEnds(c);
}

} // namespace connectorscope
