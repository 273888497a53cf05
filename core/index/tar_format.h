#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace connectorscope::tar {

// The header block of a file in the format ustar; where each field stands. Internal to core/index.

inline constexpr std::size_t blockSize = 512;
using Block = std::array<char, blockSize>;

struct Field
{
    std::size_t offset;
    std::size_t size;
};

inline constexpr Field name{0, 100};
inline constexpr Field mode{100, 8};
inline constexpr Field user{108, 8};
inline constexpr Field group{116, 8};
inline constexpr Field size{124, 12};
inline constexpr Field modified{136, 12};
inline constexpr Field checksum{148, 8};
inline constexpr Field type{156, 1};
inline constexpr Field magic{257, 8};

inline constexpr std::string_view magicText{"ustar\0"
                                            "00",
                                            8};
inline constexpr char regularFile = '0';
/// In the first byte of a number: the rest is binary, as GNU tar writes it.
inline constexpr unsigned char binaryMark = 0x80;

/// The sum of all bytes, those of the checksum itself counted as blanks.
inline unsigned checksumOf(const Block& block)
{
    unsigned sum = 0;
    for (std::size_t i = 0; i < blockSize; ++i) {
        const bool isChecksum = i >= checksum.offset && i < checksum.offset + checksum.size;
        sum += isChecksum ? unsigned{' '} : static_cast<unsigned char>(block[i]);
    }
    return sum;
}

/// Bytes up to the next whole block.
inline constexpr std::size_t paddingOf(unsigned long long bytes)
{
    return static_cast<std::size_t>((blockSize - bytes % blockSize) % blockSize);
}

} // namespace connectorscope::tar
