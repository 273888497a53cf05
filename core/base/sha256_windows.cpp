#include "core/base/hashing.h"

#include <algorithm>
#include <windows.h>

#include <bcrypt.h>

namespace connectorscope {

struct Sha256Hasher::State
{
    BCRYPT_ALG_HANDLE algorithm = nullptr;
    BCRYPT_HASH_HANDLE hash = nullptr;
    bool works = BCryptOpenAlgorithmProvider(&algorithm, BCRYPT_SHA256_ALGORITHM, nullptr, 0) == 0 &&
                 BCryptCreateHash(algorithm, &hash, nullptr, 0, nullptr, 0, 0) == 0; // STATUS_SUCCESS

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        if (hash != nullptr)
            BCryptDestroyHash(hash);
        if (algorithm != nullptr)
            BCryptCloseAlgorithmProvider(algorithm, 0);
    }
};

Sha256Hasher::Sha256Hasher()
    : m_state(std::make_unique<State>())
{
}

Sha256Hasher::Sha256Hasher(Sha256Hasher&&) noexcept = default;
Sha256Hasher& Sha256Hasher::operator=(Sha256Hasher&&) noexcept = default;
Sha256Hasher::~Sha256Hasher() = default;

void Sha256Hasher::update(std::string_view bytes)
{
    constexpr std::size_t maxStep = std::size_t{1} << 30; // the length is a ULONG
    while (m_state->works && !bytes.empty()) {
        const std::string_view step = bytes.substr(0, maxStep);
        // The function reads only; its parameter is not const.
        auto* data = reinterpret_cast<UCHAR*>(const_cast<char*>(step.data()));
        m_state->works = BCryptHashData(m_state->hash, data, static_cast<ULONG>(step.size()), 0) == 0;
        bytes.remove_prefix(step.size());
    }
}

Result<Sha256Digest> Sha256Hasher::finish()
{
    Sha256Digest digest;
    if (!m_state->works ||
        BCryptFinishHash(m_state->hash, digest.data(), static_cast<ULONG>(digest.size()), 0) != 0)
        return fail(ErrorCode::Other, "Windows cannot compute a SHA-256 hash",
                    "Check the cryptographic services of this machine.");
    return digest;
}

} // namespace connectorscope
