// The whole way of a message: read in one piece and in blocks, decoded, summed up and judged.

#include "core/diagnosis/diagnosis.h"
#include "core/message/body.h"
#include "core/message/message_reader.h"
#include "core/message/summary.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

class BytesSource : public connectorscope::ByteSource
{
public:
    explicit BytesSource(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    connectorscope::Result<std::size_t> read(std::span<char> buffer) override
    {
        const std::size_t count = std::min(m_bytes.size(), buffer.size());
        std::copy_n(m_bytes.data(), count, buffer.data());
        m_bytes.remove_prefix(count);
        return count;
    }

private:
    std::string_view m_bytes;
};

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void checkOffsets(const connectorscope::Message& message)
{
    for (const connectorscope::Part& part : message.parts) {
        require(part.bodyOffset + part.bodyLength <= message.size);
        require(part.header.offset + part.header.size <= part.bodyOffset);
        require(part.header.bytes.size() <= part.header.size);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace connectorscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static ReadBuffer buffer;
    BytesSource source(bytes);
    const Message message = readMessage(bytes);
    const auto inBlocks = readMessage(source, buffer);
    require(inBlocks.has_value() && inBlocks->parts.size() == message.parts.size());
    checkOffsets(message);
    for (const Part& part : message.parts) {
        (void)attachmentName(part);
        if (part.isText())
            (void)decodeText(bytes, part);
    }
    const Diagnosis diagnosis = judge(message, summarise(message));
    require(diagnosis.findings.empty() != diagnosis.primary.has_value());
    for (const Finding& finding : diagnosis.findings)
        require(finding.offset <= size && finding.count > 0 && finding.line > 0);
    return 0;
}
