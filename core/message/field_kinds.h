#pragma once

#include "core/message/header_block.h"

namespace connectorscope {

/// To, Cc and Bcc.
bool isRecipientField(FieldId id);

/// The fields with addresses of those who write and those who get the message (RFC 5322, 3.6.2 and 3.6.3).
bool isAddressField(FieldId id);

/// The fields that may stand once in a message (RFC 5322, 3.6) and in any part (RFC 2045, 3).
bool mayStandOnce(FieldId id, bool inMessage);

/// The fields in which people read encoded words. Elsewhere "=?" is part of a boundary, a link or a
/// signature.
bool mayHoldEncodedWords(FieldId id);

} // namespace connectorscope
