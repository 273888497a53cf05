#include "core/message/field_kinds.h"

namespace connectorscope {

bool isRecipientField(FieldId id)
{
    return id == FieldId::To || id == FieldId::Cc || id == FieldId::Bcc;
}

bool isAddressField(FieldId id)
{
    return isRecipientField(id) || id == FieldId::From || id == FieldId::Sender || id == FieldId::ReplyTo;
}

bool mayStandOnce(FieldId id, bool inMessage)
{
    switch (id) {
    case FieldId::ContentType:
    case FieldId::ContentTransferEncoding:
    case FieldId::ContentDisposition:
    case FieldId::ContentId:
    case FieldId::ContentDescription:
        return true;
    case FieldId::Subject:
    case FieldId::Date:
    case FieldId::MessageId:
    case FieldId::InReplyTo:
    case FieldId::References:
    case FieldId::MimeVersion:
        return inMessage;
    default:
        return inMessage && isAddressField(id);
    }
}

bool mayHoldEncodedWords(FieldId id)
{
    return isAddressField(id) || id == FieldId::Subject || id == FieldId::ContentDisposition ||
           id == FieldId::ContentDescription;
}

} // namespace connectorscope
