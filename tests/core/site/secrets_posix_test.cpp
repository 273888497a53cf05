#include "core/site/secrets.h"

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <sys/stat.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::Not;

class SecretFile : public testing::Test
{
protected:
    Result<std::string> read(const std::string& content, mode_t mode)
    {
        writeFile(m_file, content);
        EXPECT_EQ(::chmod(m_file.c_str(), mode), 0);
        return readSecret({SecretKind::File, m_file.string()}, {*m_files, m_variables});
    }

    TempDir m_dir;
    std::filesystem::path m_file = m_dir / "secret";
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    Variables m_variables = systemVariables();
};

TEST_F(SecretFile, GivesItsFirstLine)
{
    EXPECT_EQ(read("hunter2 \r\nsecond\n", 0600), "hunter2 ");
    EXPECT_EQ(read("\xEF\xBB\xBFhunter2", 0400), "hunter2");
}

TEST_F(SecretFile, IsRefusedWhenOthersCanReadIt)
{
    for (const mode_t mode : {mode_t{0640}, mode_t{0604}, mode_t{0644}, mode_t{0620}}) {
        const auto secret = read("hunter2\n", mode);
        ASSERT_FALSE(secret) << mode;
        EXPECT_THAT(secret.error().message, HasSubstr("others may read"));
        EXPECT_THAT(secret.error().message, Not(HasSubstr("hunter2")));
    }
}

TEST_F(SecretFile, ThatIsEmptyOrEndlessIsRefused)
{
    EXPECT_FALSE(read("", 0600));
    EXPECT_FALSE(read("\nhunter2", 0600));
    EXPECT_FALSE(read(std::string(200'000, 'x'), 0600));
}

TEST_F(SecretFile, ByDpapiIsOfWindows)
{
    EXPECT_THAT(protectByDpapi("x").error().message, HasSubstr("DPAPI"));
    EXPECT_THAT(unprotectByDpapi("x").error().message, HasSubstr("DPAPI"));
}

} // namespace
} // namespace connectorscope
