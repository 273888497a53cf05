#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace connectorscope {

/// Fast, for telling files apart; not against somebody who makes two files with the same hash on purpose.
using Xxh3Digest = std::array<std::uint8_t, 16>;

/// For the vault: nobody can make two files with the same one.
using Sha256Digest = std::array<std::uint8_t, 32>;

/// XXH3-128 with seed 0, in its canonical order of bytes (as `xxhsum -H2` prints it).
class Xxh3Hasher
{
public:
    Xxh3Hasher();
    Xxh3Hasher(const Xxh3Hasher&) = delete;
    Xxh3Hasher& operator=(const Xxh3Hasher&) = delete;
    Xxh3Hasher(Xxh3Hasher&&) noexcept;
    Xxh3Hasher& operator=(Xxh3Hasher&&) noexcept;
    ~Xxh3Hasher();

    void update(std::string_view bytes);
    /// The hash of all that came so far; more may follow.
    Xxh3Digest digest() const;
    /// Begins anew, in the same memory.
    void reset();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

Xxh3Digest xxh3(std::string_view bytes);

/// SHA-256 by the system's library.
class Sha256Hasher
{
public:
    Sha256Hasher();
    Sha256Hasher(const Sha256Hasher&) = delete;
    Sha256Hasher& operator=(const Sha256Hasher&) = delete;
    Sha256Hasher(Sha256Hasher&&) noexcept;
    Sha256Hasher& operator=(Sha256Hasher&&) noexcept;
    ~Sha256Hasher();

    void update(std::string_view bytes);
    /// The hash of all that came; nothing may be called after it. Fails only where the library does.
    Result<Sha256Digest> finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

Result<Sha256Digest> sha256(std::string_view bytes);

/// Two lower-case hexadecimal digits for each byte.
std::string hexText(std::span<const std::uint8_t> bytes);

} // namespace connectorscope
