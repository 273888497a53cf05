#include "app/connectorctl/stream_buffers.h"

#include "core/base/utf8.h"

#include <ios>

namespace connectorscope {
namespace {

constexpr std::size_t blockSize = std::size_t{64} * 1024;
constexpr std::size_t longestCharacter = 4;

/// A console is given whole characters: how much of the text ends with one.
std::size_t wholeCharacters(std::string_view text)
{
    for (std::size_t tail = 1; tail < longestCharacter && tail <= text.size(); ++tail) {
        const auto byte = static_cast<unsigned char>(text[text.size() - tail]);
        if (byte >= 0xC0 && !utf8Step(text.substr(text.size() - tail)).valid)
            return text.size() - tail;
        if (byte < 0x80 || byte >= 0xC0)
            break;
    }
    return text.size();
}

} // namespace

OutputBuffer::int_type OutputBuffer::overflow(int_type character)
{
    if (traits_type::eq_int_type(character, traits_type::eof()))
        return traits_type::not_eof(character);
    const char byte = traits_type::to_char_type(character);
    return xsputn(&byte, 1) == 1 ? character : traits_type::eof();
}

std::streamsize OutputBuffer::xsputn(const char* text, std::streamsize size)
{
    m_held.append(text, static_cast<std::size_t>(size));
    if (m_held.size() >= blockSize && !writeOut(wholeCharacters(m_held)))
        return 0;
    return size;
}

int OutputBuffer::sync()
{
    return writeOut(m_held.size()) ? 0 : -1;
}

bool OutputBuffer::writeOut(std::size_t size)
{
    if (!m_error)
        m_error = writeBytes(m_stream, std::string_view(m_held).substr(0, size));
    m_held.erase(0, size);
    return !m_error;
}

InputBuffer::int_type InputBuffer::underflow()
{
    std::error_code error;
    const std::size_t got = readBytes(m_buffer, error);
    if (error) // an istream turns an exception into badbit, the only way to tell an error from the end
        throw std::ios_base::failure("standard input", error);
    if (got == 0)
        return traits_type::eof();
    setg(m_buffer.data(), m_buffer.data(), m_buffer.data() + got);
    return traits_type::to_int_type(*gptr());
}

} // namespace connectorscope
