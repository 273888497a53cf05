#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>

namespace connectorscope {

/// Makes up mail of an ordinary mixture: 60 % short texts (2 to 8 KB), 20 % with attachments of 20 to 300 KB,
/// the rest in between, a few of 1 to 5 MB; plain, HTML alternatives, quoted-printable, encoded subjects, and
/// one in twenty with a fault. The same seed gives the same messages.
class MessageGenerator
{
public:
    explicit MessageGenerator(std::uint32_t seed)
        : m_random(seed)
    {
    }

    std::string next();

private:
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(m_random() % limit); }
    std::string header();
    std::string text(std::size_t size);
    std::string html(std::size_t size);
    static std::string quotedPrintable(std::size_t size);
    std::string base64(std::size_t size);
    std::string alternative(std::size_t size);
    std::string withAttachment(std::size_t size);

    std::mt19937 m_random;
    std::uint32_t m_number = 0;
};

/// Writes `count` messages as files into `folder`, unless they are there already; returns their bytes
/// altogether.
std::uintmax_t writeMessages(const std::filesystem::path& folder, std::size_t count);

} // namespace connectorscope
