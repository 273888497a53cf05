#include "core/diagnosis/repairs/planner.h"

#include <algorithm>

namespace connectorscope {

namespace {

struct Encoded
{
    Rewrite rewrite = Rewrite::Remove;
    std::string_view declared; ///< empty: what is declared stays right
};

/// How the body is written anew so that any server can carry it.
Encoded encodedAs(const Part& part, CauseId cause)
{
    switch (part.encoding) {
    case TransferEncoding::Base64:
        return {Rewrite::RewrapBase64, {}};
    case TransferEncoding::QuotedPrintable:
        return {cause == CauseId::InvalidQuotedPrintable ? Rewrite::MendQuotedPrintable
                                                         : Rewrite::RecodeQuotedPrintable,
                {}};
    default:
        return part.isText() ? Encoded{Rewrite::EncodeQuotedPrintable, "quoted-printable"}
                             : Encoded{Rewrite::EncodeBase64, "base64"};
    }
}

/// What stands around the parts of a multipart cannot be encoded, only be declared.
bool canBeEncoded(const Part& part)
{
    return !part.isMultipart() && !part.isEmbeddedMessage() && part.type != "message" &&
           part.encoding != TransferEncoding::UuEncode;
}

void encodePart(const Planner& planner, int index, RepairPlan& plan)
{
    const Part& part = planner.part(index);
    const Encoded encoded = encodedAs(part, planner.cause);
    if (!encoded.declared.empty())
        plan.edits.push_back(planner.setField(index, FieldId::ContentTransferEncoding, encoded.declared));
    Edit body;
    body.offset = part.bodyOffset;
    body.removed = part.bodyLength;
    body.rewrite = encoded.rewrite;
    body.crlf = planner.lineEnd() != "\n";
    plan.edits.push_back(body);
    const bool losesLineEnd =
        encoded.rewrite == Rewrite::EncodeBase64 || encoded.rewrite == Rewrite::RewrapBase64;
    if (losesLineEnd && part.endedByFile) {
        Edit end;
        end.offset = part.bodyOffset + part.bodyLength;
        end.inserted = planner.lineEnd();
        plan.edits.push_back(end);
    }
}

} // namespace

Result<RepairPlan> planReencode(const Planner& planner)
{
    RepairPlan plan;
    plan.what = planner.cause == CauseId::InvalidQuotedPrintable ? "Writes the broken escapes anew."
                                                                 : "Encodes the text anew.";
    bool declares = false;
    for (const int index : planner.parts()) {
        const Part& part = planner.part(index);
        if (canBeEncoded(part)) {
            declares = declares || (index == 0 && !encodedAs(part, planner.cause).declared.empty());
            encodePart(planner, index, plan);
            continue;
        }
        if (planner.cause != CauseId::Undeclared8BitBody)
            return noRepair("the text stands around the parts of a multipart, where nothing can be encoded",
                            "If the message does not pass, send it on as an attachment of another.");
        plan.what = "Declares the 8-bit text.";
        plan.edits.push_back(planner.setField(index, FieldId::ContentTransferEncoding, "8bit"));
    }
    if (declares && planner.message().header().find(FieldId::MimeVersion) == nullptr)
        plan.edits.push_back(planner.insertField(0, "MIME-Version", "1.0"));
    return plan;
}

} // namespace connectorscope
