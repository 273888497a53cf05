#pragma once

#include "core/base/file_system.h"
#include "core/diagnosis/repairs/edited_source.h"
#include "core/message/message.h"
#include "ui/detail/message/message_values.h"

#include <functional>
#include <string>

namespace connectorscope {

/// Whether to go on; asked between two blocks.
using GoOn = std::function<bool()>;

/// Passes the decoded content of a part on, in blocks; `limit` bytes at most. False: there was more.
/// ErrorCode::Cancelled when it is not to go on.
Result<bool> readPart(InputFile& file, const Part& part, std::uint64_t limit, const GoOn& goOn,
                      const TakeBytes& take);

/// The part that a person would read first: text/plain that is no attachment, else text/html, else any text;
/// -1 where there is none.
int readablePart(const Message& message);

struct PartTextLimits
{
    static constexpr std::size_t bytes = std::size_t{1024} * 1024;
    static constexpr std::size_t lines = 20'000;
    static constexpr std::size_t lineLength = 1000; ///< bytes; longer ones are broken
};

/// The decoded text of a part, HTML as plain text, safe to show: at most PartTextLimits of it.
Result<PartText> textOfPart(InputFile& file, const Message& message, int part, const GoOn& goOn);

/// Lines as they may be shown: control characters and marks that turn text visible, tabs kept, long lines
/// broken. Sets `isCut` where lines are left out.
std::string showableText(std::string_view text, bool& isCut);

} // namespace connectorscope
