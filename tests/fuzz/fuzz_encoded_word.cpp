#include "core/base/utf8.h"
#include "core/message/encoded_word.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace connectorscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view raw(reinterpret_cast<const char*>(data), size);
    require(isValidUtf8(decodeHeaderText(raw)), "header text is UTF-8");
    const auto issue = findEncodedWordIssue(raw);
    if (issue) {
        require(issue->position + issue->length <= size, "an issue stands in the value");
        require(issue->length > 0 && issue->count > 0, "an issue says something");
        require(raw.substr(issue->position, 2) == "=?", "an issue begins with an encoded word");
    }
    return 0;
}
