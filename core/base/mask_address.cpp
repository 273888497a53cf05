#include "core/base/mask_address.h"

#include "core/base/utf8.h"

namespace connectorscope {

namespace {

bool isLetterOrDigit(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           byte >= 0x80;
}

bool isLocalByte(unsigned char byte)
{
    return isLetterOrDigit(byte) ||
           std::string_view(".!#$%&'*+/=?^_`{|}~-").find(static_cast<char>(byte)) != std::string_view::npos;
}

bool startsDomain(std::string_view text)
{
    return !text.empty() &&
           (isLetterOrDigit(static_cast<unsigned char>(text.front())) || text.front() == '[');
}

/// Where the local part that ends at the end of `text` begins.
std::size_t localPartBegin(std::string_view text)
{
    if (text.size() >= 2 && text.back() == '"') {
        const std::size_t quote = text.rfind('"', text.size() - 2);
        return quote == std::string_view::npos ? text.size() - 1 : quote;
    }
    std::size_t begin = text.size();
    while (begin > 0 && isLocalByte(static_cast<unsigned char>(text[begin - 1])))
        --begin;
    return begin;
}

std::string maskedLocalPart(std::string_view localPart)
{
    if (!localPart.empty() && localPart.front() == '"')
        localPart.remove_prefix(1);
    if (localPart.empty() || localPart.front() == '"')
        return "***";
    return std::string(localPart.substr(0, utf8Step(localPart).length)) + "***";
}

} // namespace

std::string maskAddress(std::string_view address)
{
    if (address.empty())
        return {};
    const std::size_t at = address.rfind('@');
    std::string masked = maskedLocalPart(address.substr(0, at));
    if (at != std::string_view::npos)
        masked += address.substr(at);
    return masked;
}

std::string maskAddresses(std::string_view text)
{
    std::string masked;
    while (true) {
        const std::size_t at = text.find('@');
        if (at == std::string_view::npos)
            return masked.append(text);
        const std::size_t begin = localPartBegin(text.substr(0, at));
        if (begin < at && startsDomain(text.substr(at + 1)))
            masked.append(text.substr(0, begin)).append(maskedLocalPart(text.substr(begin, at - begin)));
        else
            masked.append(text.substr(0, at));
        masked += '@';
        text.remove_prefix(at + 1);
    }
}

} // namespace connectorscope
