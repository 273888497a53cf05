#pragma once

#include <cstddef>
#include <cstdint>

namespace connectorscope {

/// What the scanner is to look at, and in what state the bytes before it ended.
struct LineScanInput
{
    static constexpr std::uint64_t noLimit = ~std::uint64_t{0};

    const char* data = nullptr;
    std::size_t size = 0;
    /// Octets of the line in which `data` begins that stand before `data`; 0 at the start of a line.
    std::uint64_t lineLength = 0;
    std::uint64_t lineLimit = 998; ///< octets of a line without its end
    bool longLineCounted = false;  ///< the line in which `data` begins is already known to be too long
    bool stopAtDashes = false;     ///< stop before a line that begins with "--"
    bool skipFirstLine = false;    ///< the first line may begin with dashes or a dot: it was looked at before
    bool carriageReturnEndsLine = false; ///< the file has no LF
};

enum class LineScanStop : std::uint8_t
{
    End,    ///< all bytes were looked at
    Dashes, ///< before a line that begins with "--"
    Nuls,   ///< before 64 NUL bytes or more
};

/// What stands in the bytes up to `length`. Positions are indices into the data; they mean something where
/// their count is not 0.
struct LineScanResult
{
    std::size_t length = 0;
    LineScanStop stop = LineScanStop::End;
    std::size_t lineEnds = 0;
    std::size_t crlf = 0;
    std::size_t bareLf = 0;
    std::size_t firstBareLf = 0;
    std::size_t bareCr = 0;
    std::size_t firstBareCr = 0;
    std::size_t eightBit = 0;
    std::size_t firstEightBit = 0;
    std::size_t nul = 0;
    std::size_t firstNul = 0;
    std::size_t longLines = 0;
    std::int64_t firstLongLine = 0; ///< where it begins: negative when that was before the data
    std::size_t loneDots = 0;       ///< lines that are a dot
    std::size_t firstLoneDot = 0;
    std::size_t dotLines =
        0; ///< lines that begin with a dot which is not followed by another, lone dots included
    std::uint64_t lineLength = 0; ///< of the unfinished line at the end; 0 when the data end with a line end
    bool longLineCounted = false; ///< that line is among the long ones
};

/// Looks at the bytes once, 64 at a time, with the widest vectors that the processor has. What begins a line
/// is looked at only where the line lies within the data. Pure; needs no alignment and reads nothing beyond
/// the data.
LineScanResult scanLines(const LineScanInput& input);

/// The same with one chosen set of vector instructions, which must be there, so that tests can compare them.
enum class VectorSet : std::uint8_t
{
    Portable,
    Sse2,
    Avx2,
    Avx512
};
bool hasVectorSet(VectorSet set);
LineScanResult scanLines(const LineScanInput& input, VectorSet set);

} // namespace connectorscope
