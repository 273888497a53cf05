#include "core/message/body.h"

#include "core/message/charset.h"

#include <algorithm>
#include <string_view>

namespace connectorscope {
namespace {

const Field* findDisposition(const Part& part)
{
    return part.header.find(FieldId::ContentDisposition);
}

} // namespace

std::string decodeBody(std::string_view file, const Part& part)
{
    const std::size_t begin = std::min<std::uint64_t>(part.bodyOffset, file.size());
    const std::string_view body =
        file.substr(begin, std::min<std::uint64_t>(part.bodyLength, file.size() - begin));
    return decodeAll(body, part.encoding);
}

std::string decodeText(std::string_view file, const Part& part)
{
    std::string body = decodeBody(file, part);
    const auto charset = part.declaredType.parameter("charset");
    return charset && !charset->empty() ? toUtf8(body, *charset) : guessToUtf8(body);
}

std::string attachmentName(const Part& part)
{
    if (const Field* field = findDisposition(part)) {
        const StructuredValue value = parseStructuredValue(part.header.rawValue(*field));
        if (const auto name = value.parameter("filename"); name && !name->empty())
            return std::string(*name);
    }
    return std::string(part.declaredType.parameter("name").value_or(std::string_view()));
}

std::string disposition(const Part& part)
{
    const Field* field = findDisposition(part);
    return field ? parseStructuredValue(part.header.rawValue(*field)).token : std::string();
}

} // namespace connectorscope
