#pragma once

#include "core/base/file_system.h"
#include "core/base/system_error.h"

#include <cerrno>
#include <unistd.h>
#include <utility>

struct stat;

namespace connectorscope {

/// A file descriptor that is closed with its owner.
class Descriptor
{
public:
    explicit Descriptor(int value)
        : m_value(value)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept
        : m_value(std::exchange(other.m_value, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    ~Descriptor() { (void)close(); }

    int get() const { return m_value; }
    /// False, with errno, when the system tells only now that writing failed. Linux closes in any case.
    bool close()
    {
        const int value = std::exchange(m_value, -1);
        return value < 0 || ::close(value) == 0 || errno == EINTR;
    }

private:
    int m_value;
};

/// The error that errno tells.
inline tl::unexpected<Error> failWithErrno(FileAction action, const std::filesystem::path& path)
{
    return fail(fileError(action, static_cast<unsigned long>(errno), path));
}

/// Calls `function` again as long as a signal interrupts it.
template <class Function>
auto uninterrupted(Function function)
{
    auto result = function();
    while (result < 0 && errno == EINTR)
        result = function();
    return result;
}

FileInfo fileInfoOf(const struct stat& status);
/// When the file, its name or its attributes last changed.
UtcTime changeTimeOf(const struct stat& status);

/// `descriptor` is of the regular file that `info` describes.
std::unique_ptr<InputFile> makeInputFile(Descriptor descriptor, const FileInfo& info,
                                         const std::filesystem::path& path);
std::unique_ptr<OutputFile> makeOutputFile(Descriptor descriptor, const std::filesystem::path& path);

} // namespace connectorscope
