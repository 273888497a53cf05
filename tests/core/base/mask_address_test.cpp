#include "core/base/mask_address.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

TEST(MaskAddress, KeepsTheFirstCharacterAndTheDomain)
{
    EXPECT_EQ(maskAddress("anna@contoso.com"), "a***@contoso.com");
    EXPECT_EQ(maskAddress("\u00E4nne@contoso.com"), "\u00E4***@contoso.com");
    EXPECT_EQ(maskAddress("\"anna@home\"@contoso.com"), "a***@contoso.com");
}

TEST(MaskAddress, TellsNothingOfTheLengthOfAName)
{
    EXPECT_EQ(maskAddress("a@contoso.com"), maskAddress("alexander@contoso.com"));
}

TEST(MaskAddress, HasAnAnswerForBrokenAddresses)
{
    EXPECT_EQ(maskAddress(""), "");
    EXPECT_EQ(maskAddress("anna"), "a***");
    EXPECT_EQ(maskAddress("@contoso.com"), "***@contoso.com");
    EXPECT_EQ(maskAddress("anna@"), "a***@");
}

TEST(MaskAddresses, MasksEachAddressOfAText)
{
    EXPECT_EQ(maskAddresses("550 <anna@contoso.com> unknown, try bert.b+x@example.org."),
              "550 <a***@contoso.com> unknown, try b***@example.org.");
    EXPECT_EQ(maskAddresses("\"anna smith\"@contoso.com"), "a***@contoso.com");
    EXPECT_EQ(maskAddresses("anna@[192.0.2.1]"), "a***@[192.0.2.1]");
}

TEST(MaskAddresses, LeavesAnAtSignAlone)
{
    EXPECT_EQ(maskAddresses("2 files @ 10:00"), "2 files @ 10:00");
    EXPECT_EQ(maskAddresses("x@ y"), "x@ y");
    EXPECT_EQ(maskAddresses("no address"), "no address");
}

TEST(MaskAddresses, TakesLinearTime)
{
    const std::string signs(1'000'000, '@');
    EXPECT_EQ(maskAddresses(signs), signs);
    EXPECT_EQ(maskAddresses(std::string(1'000'000, '"') + "@x").substr(999'990), "\"\"\"\"\"\"\"\"***@x");
}

} // namespace
} // namespace connectorscope
