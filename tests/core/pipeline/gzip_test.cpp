#include "core/pipeline/gzip.h"

#include "core/diagnosis/repairs/edited_source.h"

#include <gmock/gmock.h>

#include <random>

namespace connectorscope {
namespace {

std::string compressed(std::string_view bytes)
{
    std::string file;
    GzipWriter writer([&](std::string_view block) {
        file += block;
        return Result<>();
    });
    EXPECT_TRUE(writer.write(bytes));
    EXPECT_TRUE(writer.finish());
    return file;
}

Result<std::string> decompressed(std::string_view file)
{
    const OpenBytes open = bytesInMemory(file);
    return readAll([&]() -> Result<std::unique_ptr<ByteSource>> {
        return std::unique_ptr<ByteSource>(std::make_unique<GzipSource>(open().value()));
    });
}

std::string noise(std::size_t size)
{
    std::mt19937 random(7);
    std::string bytes(size, '\0');
    for (char& byte : bytes)
        byte = static_cast<char>(random());
    return bytes;
}

TEST(Gzip, GivesBackWhatWasWritten)
{
    const std::string large(3'000'000, 'a');
    for (const std::string& bytes : {std::string(), std::string("hello"), large, noise(300'000)})
        EXPECT_EQ(decompressed(compressed(bytes)).value(), bytes);
    EXPECT_LT(compressed(large).size(), 10'000U);
    EXPECT_EQ(compressed("hello").substr(0, 2), "\x1f\x8b");
}

TEST(Gzip, MakesTheSameFileOfTheSameBytes)
{
    EXPECT_EQ(compressed("hello"), compressed("hello"));
}

TEST(Gzip, RefusesAFileThatIsCut)
{
    const std::string file = compressed(noise(1000));
    for (std::size_t size = 0; size < file.size(); ++size)
        EXPECT_EQ(decompressed(std::string_view(file).substr(0, size)).error().code, ErrorCode::Damaged)
            << size;
}

TEST(Gzip, RefusesAFileThatWasChangedOrGoesOn)
{
    std::string file = compressed(noise(1000));
    EXPECT_EQ(decompressed(file + "x").error().code, ErrorCode::Damaged);
    file[file.size() / 2] = static_cast<char>(file[file.size() / 2] ^ 1);
    EXPECT_EQ(decompressed(file).error().code, ErrorCode::Damaged);
}

TEST(Gzip, TellsThatWritingFailed)
{
    GzipWriter writer([](std::string_view) -> Result<> { return fail(ErrorCode::DiskFull, "full"); });
    auto done = writer.write(noise(200'000));
    if (done)
        done = writer.finish();
    EXPECT_EQ(done.error().code, ErrorCode::DiskFull);
}

} // namespace
} // namespace connectorscope
