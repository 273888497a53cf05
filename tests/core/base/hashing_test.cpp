#include "core/base/hashing.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

std::string sha256Text(std::string_view bytes)
{
    const auto digest = sha256(bytes);
    return digest ? hexText(*digest) : digest.error().message;
}

TEST(Xxh3, HasTheKnownHashOfNothing)
{
    EXPECT_EQ(hexText(xxh3("")), "99aa06d3014798d86001c324468d497f");
}

TEST(Xxh3, IsTheSameInPiecesAsAtOnce)
{
    std::string bytes(100'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 7 + i / 251);
    for (const std::size_t step : {std::size_t{1}, std::size_t{63}, std::size_t{4096}}) {
        Xxh3Hasher hasher;
        for (std::size_t i = 0; i < bytes.size(); i += step)
            hasher.update(std::string_view(bytes).substr(i, step));
        EXPECT_EQ(hasher.digest(), xxh3(bytes)) << step;
    }
}

TEST(Xxh3, BeginsAnewAfterAReset)
{
    Xxh3Hasher hasher;
    hasher.update("something");
    hasher.reset();
    hasher.update("hello");
    EXPECT_EQ(hasher.digest(), xxh3("hello"));
}

TEST(Xxh3, DiffersWhereOneBitDiffers)
{
    EXPECT_NE(xxh3("hello"), xxh3("hellm"));
}

TEST(Sha256, HasTheKnownHashesOfTheStandard)
{
    // FIPS 180-2, appendix B
    EXPECT_EQ(sha256Text("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256Text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256Text(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, IsTheSameInPiecesAsAtOnce)
{
    Sha256Hasher hasher;
    hasher.update("a");
    hasher.update("");
    hasher.update("bc");
    const auto digest = hasher.finish();
    ASSERT_TRUE(digest);
    EXPECT_EQ(hexText(*digest), sha256Text("abc"));
}

TEST(HexText, WritesTwoDigitsForEachByte)
{
    const std::array<std::uint8_t, 3> bytes = {0x00, 0x0F, 0xA5};
    EXPECT_EQ(hexText(bytes), "000fa5");
}

} // namespace
} // namespace connectorscope
