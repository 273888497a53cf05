#include "core/site/secrets.h"

#include "core/base/path_text.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::Not;

class SecretsOnWindows : public testing::Test
{
protected:
    Result<std::string> read(SecretKind kind)
    {
        return readSecret({kind, pathBytes(m_file)}, {*m_files, m_variables});
    }

    /// Gives the file an access list in the security descriptor definition language.
    bool setRights(const wchar_t* rights)
    {
        PSECURITY_DESCRIPTOR descriptor = nullptr;
        if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(rights, SDDL_REVISION_1, &descriptor,
                                                                    nullptr))
            return false;
        const bool set = ::SetFileSecurityW(m_file.c_str(), DACL_SECURITY_INFORMATION, descriptor) != 0;
        ::LocalFree(descriptor);
        return set;
    }

    /// Wine keeps no more of an access list than the mode of a file on Linux can say.
    bool keepsRights(const std::wstring& account)
    {
        PSECURITY_DESCRIPTOR descriptor = nullptr;
        PACL list = nullptr;
        if (::GetNamedSecurityInfoW(m_file.c_str(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr,
                                    nullptr, &list, nullptr, &descriptor) != ERROR_SUCCESS)
            return false;
        wchar_t* text = nullptr;
        const BOOL told = ::ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor, SDDL_REVISION_1, DACL_SECURITY_INFORMATION, &text, nullptr);
        const bool kept = told != 0 && std::wstring(text).find(L";;;" + account) != std::wstring::npos;
        ::LocalFree(text);
        ::LocalFree(descriptor);
        return kept;
    }

    TempDir m_dir;
    std::filesystem::path m_file = m_dir / "secret";
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    Variables m_variables = systemVariables();
};

TEST_F(SecretsOnWindows, GoThroughDpapiAndBack)
{
    const auto encrypted = protectByDpapi("hunter2");
    ASSERT_TRUE(encrypted) << encrypted.error().message;
    EXPECT_THAT(*encrypted, Not(HasSubstr("hunter2")));
    writeFile(m_file, *encrypted);
    EXPECT_EQ(read(SecretKind::Dpapi), "hunter2");
}

TEST_F(SecretsOnWindows, ThatAreNoDpapiAreRefused)
{
    writeFile(m_file, "hunter2");
    const auto secret = read(SecretKind::Dpapi);
    ASSERT_FALSE(secret);
    EXPECT_THAT(secret.error().message, Not(HasSubstr("hunter2")));
}

TEST_F(SecretsOnWindows, AreRefusedWhereEverybodyMayReadThem)
{
    writeFile(m_file, "hunter2\r\n");
    int tried = 0;
    for (const std::wstring account : {L"WD", L"BU", L"AU"}) {
        ASSERT_TRUE(setRights((L"D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;" + account + L")").c_str()));
        if (!keepsRights(account))
            continue;
        ++tried;
        const auto secret = read(SecretKind::File);
        ASSERT_FALSE(secret);
        EXPECT_THAT(secret.error().message, HasSubstr("others may read"));
    }
    if (tried == 0)
        GTEST_SKIP() << "this system does not keep access lists";
}

TEST_F(SecretsOnWindows, AreReadWhereOnlyTheOwnerMay)
{
    writeFile(m_file, "hunter2\r\n");
    ASSERT_TRUE(setRights(L"D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)"));
    if (!checkIsPrivate(m_file))
        GTEST_SKIP() << "this system does not keep access lists";
    const auto secret = read(SecretKind::File);
    if (!secret && secret.error().code == ErrorCode::AccessDenied)
        GTEST_SKIP() << "the account of this test is none of those";
    EXPECT_EQ(secret, "hunter2");
}

} // namespace
} // namespace connectorscope
