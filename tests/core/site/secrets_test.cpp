#include "core/site/secrets.h"

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::Not;

class Secrets : public testing::Test
{
protected:
    Result<std::string> read(SecretKind kind, const std::string& name, Keychain* keychain = nullptr)
    {
        return readSecret({kind, name}, {*m_files, m_variables, keychain});
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    Variables m_variables = [](const std::string& name) -> std::optional<std::string> {
        return name == "SECRET" ? std::optional<std::string>("hunter2") : std::nullopt;
    };
};

TEST_F(Secrets, AreEmptyWhereThereIsNone)
{
    EXPECT_EQ(read(SecretKind::None, ""), "");
}

TEST_F(Secrets, ComeFromTheEnvironment)
{
    EXPECT_EQ(read(SecretKind::Environment, "SECRET"), "hunter2");
    const auto none = read(SecretKind::Environment, "NONE");
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, HasSubstr("NONE"));
}

TEST_F(Secrets, ComeFromTheKeychainThatIsPassedIn)
{
    class Chain final : public Keychain
    {
    public:
        Result<std::string> password(const std::string& entry) override { return "of " + entry; }
    };
    Chain chain;
    EXPECT_EQ(read(SecretKind::Keychain, "anna", &chain), "of anna");
    EXPECT_FALSE(read(SecretKind::Keychain, "anna"));
}

TEST_F(Secrets, SayThatTheirFileIsMissing)
{
    const auto secret = read(SecretKind::File, (m_dir / "none").string());
    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error().code, ErrorCode::NotFound);
    EXPECT_FALSE(read(SecretKind::Dpapi, (m_dir / "none").string()));
}

TEST_F(Secrets, NeverStandInAnError)
{
    writeFile(m_dir / "secret", "hunter2");
    const auto secret = read(SecretKind::Dpapi, (m_dir / "secret").string());
    ASSERT_FALSE(secret);
    EXPECT_THAT(secret.error().message + secret.error().hint, Not(HasSubstr("hunter2")));
}

} // namespace
} // namespace connectorscope
