#pragma once

// The body of scanLines(), compiled once for each set of vector instructions; see byte_blocks.h.

#include "core/message/byte_blocks.h"
#include "core/message/line_scan.h"

namespace connectorscope {
namespace {

inline unsigned lowestBit(std::uint64_t mask)
{
    return static_cast<unsigned>(__builtin_ctzll(mask));
}

inline std::size_t bitCount(std::uint64_t mask)
{
    return static_cast<std::size_t>(__builtin_popcountll(mask));
}

inline void countBits(std::uint64_t mask, std::size_t base, std::size_t& count, std::size_t& first)
{
    if (mask == 0)
        return;
    if (count == 0)
        first = base + lowestBit(mask);
    count += bitCount(mask);
}

template <class Block>
class LineScanKernel
{
public:
    explicit LineScanKernel(const LineScanInput& input)
        : m_input(input)
        , m_lineStart(-static_cast<std::int64_t>(input.lineLength))
        , m_counted(input.longLineCounted)
    {
    }

    LineScanResult run()
    {
        if (m_input.lineLength == 0 && !m_input.skipFirstLine && m_input.size > 0 && lineBeginsAt(0))
            return finish(0, LineScanStop::Dashes);
        std::size_t base = 0;
        for (; base + 64 <= m_input.size; base += 64) {
            if (!look(Block(m_input.data + base), base, ~std::uint64_t{0}))
                return m_result;
        }
        if (base < m_input.size) {
            char tail[64] = {};
            const std::size_t left = m_input.size - base;
            __builtin_memcpy(tail, m_input.data + base, left);
            if (!look(Block(tail), base, (std::uint64_t{1} << left) - 1))
                return m_result;
        }
        return finish(m_input.size, LineScanStop::End);
    }

private:
    /// Looks at the bytes of `valid`; false when the scan stops within them.
    bool look(const Block& block, std::size_t base, std::uint64_t valid)
    {
        const std::uint64_t lf = block.equal('\n') & valid;
        const std::uint64_t cr = block.equal('\r') & valid;
        const std::uint64_t nul = block.equal('\0') & valid;
        if (nul == ~std::uint64_t{0}) {
            finish(base, LineScanStop::Nuls);
            return false;
        }
        const bool lfFollows = base + 64 < m_input.size && m_input.data[base + 64] == '\n';
        const std::uint64_t crBeforeLf = cr & ((lf >> 1) | (static_cast<std::uint64_t>(lfFollows) << 63));
        const std::uint64_t bareCr = cr & ~crBeforeLf;
        const std::uint64_t bareLf = lf & ~((crBeforeLf << 1) | static_cast<std::uint64_t>(m_crBefore));
        const std::uint64_t ends = m_input.carriageReturnEndsLine ? lf | bareCr : lf;
        std::uint64_t seen = valid;
        std::size_t stopAt = 0;
        bool stopped = false;
        for (std::uint64_t left = ends; left != 0; left &= left - 1) {
            const std::size_t next = base + lowestBit(left) + 1;
            endLine(next);
            m_lineStart = static_cast<std::int64_t>(next);
            if (next < m_input.size && lineBeginsAt(next)) {
                stopped = true;
                stopAt = next;
                if (next - base < 64)
                    seen &= (std::uint64_t{1} << (next - base)) - 1;
                break;
            }
        }
        const std::uint64_t eightBit = block.eightBit();
        m_result.lineEnds += bitCount(ends & seen);
        m_result.crlf += bitCount(lf & seen & ~bareLf);
        if (((bareLf | bareCr | eightBit | nul) & seen) != 0) {
            countBits(bareLf & seen, base, m_result.bareLf, m_result.firstBareLf);
            countBits(bareCr & seen, base, m_result.bareCr, m_result.firstBareCr);
            countBits(eightBit & seen, base, m_result.eightBit, m_result.firstEightBit);
            countBits(nul & seen, base, m_result.nul, m_result.firstNul);
        }
        m_crBefore = (crBeforeLf >> 63) != 0;
        if (stopped)
            finish(stopAt, LineScanStop::Dashes);
        return !stopped;
    }

    /// The line that ends before `next` is over: was it too long?
    void endLine(std::size_t next)
    {
        const auto length = static_cast<std::uint64_t>(static_cast<std::int64_t>(next) - m_lineStart);
        if (length > m_input.lineLimit &&
            !m_counted) { // with its line end, so that only few need the close look
            std::size_t text = next;
            while (text > 0 && static_cast<std::int64_t>(text) > m_lineStart &&
                   (m_input.data[text - 1] == '\n' || m_input.data[text - 1] == '\r'))
                --text;
            if (static_cast<std::uint64_t>(static_cast<std::int64_t>(text) - m_lineStart) > m_input.lineLimit)
                countLongLine();
        }
        m_counted = false;
    }

    void countLongLine()
    {
        if (m_result.longLines == 0)
            m_result.firstLongLine = m_lineStart;
        ++m_result.longLines;
        m_counted = true;
    }

    /// Looks at the first bytes of a line; true when the scan has to stop before it.
    bool lineBeginsAt(std::size_t at)
    {
        const char* const line = m_input.data + at;
        const std::size_t left = m_input.size - at;
        if (*line == '-')
            return m_input.stopAtDashes && left >= 2 && line[1] == '-';
        if (*line == '.' && (left < 2 || line[1] != '.')) {
            ++m_result.dotLines;
            std::size_t end = 1;
            while (end < left && line[end] == '\r')
                ++end;
            if (end == left || line[end] == '\n' || (end > 1 && m_input.carriageReturnEndsLine)) {
                if (m_result.loneDots == 0)
                    m_result.firstLoneDot = at;
                ++m_result.loneDots;
            }
        }
        return false;
    }

    LineScanResult& finish(std::size_t length, LineScanStop stop)
    {
        m_result.length = length;
        m_result.stop = stop;
        m_result.lineLength = static_cast<std::uint64_t>(static_cast<std::int64_t>(length) - m_lineStart);
        if (m_result.lineLength > m_input.lineLimit && !m_counted)
            countLongLine();
        m_result.longLineCounted = m_counted;
        return m_result;
    }

    const LineScanInput& m_input;
    LineScanResult m_result;
    std::int64_t m_lineStart;
    bool m_counted;
    bool m_crBefore = false;
};

} // namespace
} // namespace connectorscope
