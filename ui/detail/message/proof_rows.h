#pragma once

#include "core/diagnosis/diagnosis.h"
#include "ui/detail/message/message_values.h"

namespace connectorscope {

/// The row that holds the bytes of the finding, and some around it, with their lines.
Result<ProofRows> readProof(BlockCache& cache, const Finding& finding, char lineEnd);

} // namespace connectorscope
