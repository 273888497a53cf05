#pragma once

#include "app/connectorctl/console.h"

#include <streambuf>
#include <string>
#include <system_error>
#include <vector>

namespace connectorscope {

/// Makes an std::ostream of standard output or error: large blocks, UTF-8 on every system, and the reason
/// when writing fails.
class OutputBuffer : public std::streambuf
{
public:
    explicit OutputBuffer(StandardStream stream)
        : m_stream(stream)
    {
    }

    /// Why writing failed; what is written after that is dropped.
    std::error_code error() const { return m_error; }

protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

private:
    bool writeOut(std::size_t size);

    StandardStream m_stream;
    std::string m_held;
    std::error_code m_error;
};

/// Makes an std::istream of standard input.
class InputBuffer : public std::streambuf
{
public:
    InputBuffer()
        : m_buffer(std::size_t{64} * 1024)
    {
    }

protected:
    int_type underflow() override;

private:
    std::vector<char> m_buffer;
};

} // namespace connectorscope
