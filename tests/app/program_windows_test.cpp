#include "tests/app/messages.h"
#include "tests/app/scratch_folder.h"

#include "core/base/path_text.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <windows.h>

// The real program, as a shell starts it.

namespace connectorscope {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Ended
{
    DWORD status = 1000;
    std::string out;
    std::string err;
};

class Program : public ::testing::Test
{
protected:
    static HANDLE inherited(const std::filesystem::path& path, DWORD access, DWORD disposition)
    {
        SECURITY_ATTRIBUTES attributes{sizeof attributes, nullptr, TRUE};
        return ::CreateFileW(path.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE, &attributes,
                             disposition, FILE_ATTRIBUTE_NORMAL, nullptr);
    }

    /// `arguments` as they stand on the command line.
    Ended run(const std::wstring& arguments, const std::string& input = {}) const
    {
        writeFile(output / "in", input);
        STARTUPINFOW startup{};
        startup.cb = sizeof startup;
        startup.dwFlags = STARTF_USESTDHANDLES;
        startup.hStdInput = inherited(output / "in", GENERIC_READ, OPEN_EXISTING);
        startup.hStdOutput = inherited(output / "out", GENERIC_WRITE, CREATE_ALWAYS);
        startup.hStdError = inherited(output / "err", GENERIC_WRITE, CREATE_ALWAYS);
        const std::filesystem::path program = pathFromBytes(CONNECTORCTL_PROGRAM).make_preferred();
        std::wstring line = L"\"" + program.native() + L"\" " + arguments;
        PROCESS_INFORMATION process{};
        Ended ended;
        const BOOL started = ::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE, 0,
                                              nullptr, nullptr, &startup, &process);
        for (HANDLE handle : {startup.hStdInput, startup.hStdOutput, startup.hStdError})
            ::CloseHandle(handle);
        EXPECT_NE(started, 0) << ::GetLastError();
        if (started == 0)
            return ended;
        ::WaitForSingleObject(process.hProcess, INFINITE);
        ::GetExitCodeProcess(process.hProcess, &ended.status);
        ::CloseHandle(process.hThread);
        ::CloseHandle(process.hProcess);
        ended.out = readFile(output / "out");
        ended.err = readFile(output / "err");
        return ended;
    }

    static std::wstring quoted(const std::filesystem::path& path) { return L"\"" + path.native() + L"\""; }

    ScratchFolder folder;
    ScratchFolder output;
};

TEST_F(Program, ReturnsWhatItFound)
{
    const std::wstring good = quoted(folder.write("good", cleanMessage()));
    const std::wstring blocked = quoted(folder.write("blocked", messageWithoutFrom()));
    EXPECT_EQ(run(L"diagnose " + good).status, 0U);
    EXPECT_EQ(run(L"diagnose " + blocked).status, 1U);
    EXPECT_EQ(run(L"diagnose").status, 2U);
    EXPECT_EQ(run(L"diagnose " + blocked + L" none").status, 3U);
}

TEST_F(Program, TakesNamesInAnyScript)
{
    const std::filesystem::path file = folder.write(L"Größe 経理部.eml", messageWithoutFrom());
    const Ended ended = run(L"diagnose --json " + quoted(file));
    EXPECT_EQ(ended.status, 1U);
    EXPECT_EQ(nlohmann::json::parse(ended.out)["path"], displayText(file));
    EXPECT_THAT(ended.err, IsEmpty());
}

TEST_F(Program, WritesTheSameBytesAsElsewhere)
{
    const Ended ended = run(L"causes --json");
    EXPECT_EQ(ended.status, 0U);
    EXPECT_THAT(ended.out, Not(HasSubstr("\r\n")));
}

TEST_F(Program, ReadsStandardInputByteForByte)
{
    const std::string message = messageWithoutFrom() + "\x1A and after the mark of an old end of file\r\n";
    const Ended ended = run(L"diagnose --json -", message);
    EXPECT_EQ(nlohmann::json::parse(ended.out)["size"], message.size());
}

} // namespace
} // namespace connectorscope
