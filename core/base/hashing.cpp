#include "core/base/hashing.h"

#include <cstring>
#include <xxhash.h>

namespace connectorscope {

namespace {

Xxh3Digest canonical(const XXH128_hash_t& hash)
{
    XXH128_canonical_t bytes;
    XXH128_canonicalFromHash(&bytes, hash);
    Xxh3Digest digest;
    static_assert(sizeof bytes.digest == digest.size());
    std::memcpy(digest.data(), bytes.digest, digest.size());
    return digest;
}

} // namespace

struct Xxh3Hasher::State
{
    XXH3_state_t hash;
};

Xxh3Hasher::Xxh3Hasher()
    : m_state(std::make_unique_for_overwrite<State>())
{
    reset();
}

Xxh3Hasher::Xxh3Hasher(Xxh3Hasher&&) noexcept = default;
Xxh3Hasher& Xxh3Hasher::operator=(Xxh3Hasher&&) noexcept = default;
Xxh3Hasher::~Xxh3Hasher() = default;

void Xxh3Hasher::update(std::string_view bytes)
{
    (void)XXH3_128bits_update(&m_state->hash, bytes.data(), bytes.size());
}

Xxh3Digest Xxh3Hasher::digest() const
{
    return canonical(XXH3_128bits_digest(&m_state->hash));
}

void Xxh3Hasher::reset()
{
    (void)XXH3_128bits_reset(&m_state->hash);
}

Xxh3Digest xxh3(std::string_view bytes)
{
    return canonical(XXH3_128bits(bytes.data(), bytes.size()));
}

Result<Sha256Digest> sha256(std::string_view bytes)
{
    Sha256Hasher hasher;
    hasher.update(bytes);
    return hasher.finish();
}

std::string hexText(std::span<const std::uint8_t> bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0x0F];
    }
    return text;
}

} // namespace connectorscope
