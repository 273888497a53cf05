#pragma once

// 64 bytes at a time as bit masks, with each set of vector instructions. Everything stands in an unnamed
// namespace: a function that was compiled for wide vectors must never be the copy that the linker keeps for
// everybody.

#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace connectorscope {
namespace {

/// A character of base64's alphabet (RFC 2045, table 1), padding not included.
inline bool isBase64Character(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '/' && c <= '9') || c == '+';
}

/// Byte by byte, for processors without vectors, and as the truth that the others are held against.
class PortableBlock
{
public:
    explicit PortableBlock(const char* data)
        : m_data(data)
    {
    }

    std::uint64_t equal(char c) const
    {
        std::uint64_t mask = 0;
        for (unsigned i = 0; i < 64; ++i)
            mask |= static_cast<std::uint64_t>(m_data[i] == c) << i;
        return mask;
    }

    std::uint64_t base64() const
    {
        std::uint64_t mask = 0;
        for (unsigned i = 0; i < 64; ++i)
            mask |= static_cast<std::uint64_t>(isBase64Character(m_data[i])) << i;
        return mask;
    }

    std::uint64_t eightBit() const
    {
        std::uint64_t mask = 0;
        for (unsigned i = 0; i < 64; ++i)
            mask |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_data[i]) >> 7) << i;
        return mask;
    }

private:
    const char* m_data;
};

#if defined(__SSE2__)
class Sse2Block
{
public:
    explicit Sse2Block(const char* data)
        : m_part{load(data), load(data + 16), load(data + 32), load(data + 48)}
    {
    }

    std::uint64_t equal(char c) const
    {
        const __m128i wanted = _mm_set1_epi8(c);
        return join([&](const __m128i& part) { return _mm_movemask_epi8(_mm_cmpeq_epi8(part, wanted)); });
    }

    std::uint64_t base64() const
    {
        return join([](const __m128i& part) {
            const __m128i letter = _mm_sub_epi8(_mm_or_si128(part, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
            const __m128i digit = _mm_sub_epi8(part, _mm_set1_epi8('/')); // '/' stands before '0'
            const __m128i isLetter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter);
            const __m128i isDigit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(10)), digit);
            const __m128i isPlus = _mm_cmpeq_epi8(part, _mm_set1_epi8('+'));
            return _mm_movemask_epi8(_mm_or_si128(isLetter, _mm_or_si128(isDigit, isPlus)));
        });
    }

    std::uint64_t eightBit() const
    {
        return join([](const __m128i& part) { return _mm_movemask_epi8(part); });
    }

private:
    static __m128i load(const char* data) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(data)); }

    template <class MaskOf>
    std::uint64_t join(MaskOf maskOf) const
    {
        std::uint64_t mask = 0;
        for (int i = 0; i < 4; ++i)
            mask |= static_cast<std::uint64_t>(static_cast<std::uint16_t>(maskOf(m_part[i]))) << (16 * i);
        return mask;
    }

    __m128i m_part[4];
};
#endif

#if defined(__AVX2__)
class Avx2Block
{
public:
    explicit Avx2Block(const char* data)
        : m_low(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(data)))
        , m_high(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 32)))
    {
    }

    std::uint64_t equal(char c) const
    {
        const __m256i wanted = _mm256_set1_epi8(c);
        return join(_mm256_movemask_epi8(_mm256_cmpeq_epi8(m_low, wanted)),
                    _mm256_movemask_epi8(_mm256_cmpeq_epi8(m_high, wanted)));
    }

    std::uint64_t base64() const { return join(base64Of(m_low), base64Of(m_high)); }

    std::uint64_t eightBit() const { return join(_mm256_movemask_epi8(m_low), _mm256_movemask_epi8(m_high)); }

private:
    static int base64Of(__m256i part)
    {
        const __m256i letter =
            _mm256_sub_epi8(_mm256_or_si256(part, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
        const __m256i digit = _mm256_sub_epi8(part, _mm256_set1_epi8('/')); // '/' stands before '0'
        const __m256i isLetter = _mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(25)), letter);
        const __m256i isDigit = _mm256_cmpeq_epi8(_mm256_min_epu8(digit, _mm256_set1_epi8(10)), digit);
        const __m256i isPlus = _mm256_cmpeq_epi8(part, _mm256_set1_epi8('+'));
        return _mm256_movemask_epi8(_mm256_or_si256(isLetter, _mm256_or_si256(isDigit, isPlus)));
    }

    static std::uint64_t join(int low, int high)
    {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(low)) |
               (static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32);
    }

    __m256i m_low;
    __m256i m_high;
};
#endif

#if defined(__AVX512BW__)
class Avx512Block
{
public:
    explicit Avx512Block(const char* data)
        : m_bytes(_mm512_loadu_si512(data))
    {
    }

    std::uint64_t equal(char c) const { return _mm512_cmpeq_epi8_mask(m_bytes, _mm512_set1_epi8(c)); }

    std::uint64_t base64() const
    {
        const __m512i lower = _mm512_or_si512(m_bytes, _mm512_set1_epi8(0x20));
        const __m512i letter = _mm512_sub_epi8(lower, _mm512_set1_epi8('a'));
        const __m512i digit = _mm512_sub_epi8(m_bytes, _mm512_set1_epi8('/')); // '/' stands before '0'
        return _mm512_cmple_epu8_mask(letter, _mm512_set1_epi8(25)) |
               _mm512_cmple_epu8_mask(digit, _mm512_set1_epi8(10)) | equal('+');
    }

    std::uint64_t eightBit() const { return _mm512_movepi8_mask(m_bytes); }

private:
    __m512i m_bytes;
};
#endif

} // namespace
} // namespace connectorscope
