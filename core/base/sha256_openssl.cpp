#include "core/base/hashing.h"

#include <openssl/evp.h>

namespace connectorscope {

struct Sha256Hasher::State
{
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    bool works = context != nullptr && EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
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
    m_state->works = m_state->works && EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()) == 1;
}

Result<Sha256Digest> Sha256Hasher::finish()
{
    Sha256Digest digest;
    if (!m_state->works || EVP_DigestFinal_ex(m_state->context, digest.data(), nullptr) != 1)
        return fail(ErrorCode::Other, "OpenSSL cannot compute a SHA-256 hash",
                    "Check the OpenSSL configuration of this machine.");
    return digest;
}

} // namespace connectorscope
