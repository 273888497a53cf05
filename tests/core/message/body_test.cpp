#include "core/message/body.h"

#include "core/message/message_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace connectorscope {
namespace {

const std::string mixed = "MIME-Version: 1.0\r\n"
                          "Content-Type: multipart/mixed; boundary=cut\r\n"
                          "\r\n"
                          "--cut\r\n"
                          "Content-Type: text/plain; charset=iso-8859-1\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n"
                          "\r\n"
                          "Gr=FC=DFe =\r\nund\r\nmehr\r\n"
                          "--cut\r\n"
                          "Content-Type: application/octet-stream; name=other.bin\r\n"
                          "Content-Transfer-Encoding: base64\r\n"
                          "Content-Disposition: ATTACHMENT; filename*=utf-8''pr%C3%BCfung.bin\r\n"
                          "\r\n"
                          "AAEC\r\n"
                          "--cut--\r\n";

Part partOf(const std::string& header, const std::string& body, std::string& file)
{
    file = header + "\n\n" + body;
    return readMessage(file).parts.front();
}

TEST(Body, IsDecodedWithoutTheLineEndThatBelongsToTheBoundary)
{
    const Message message = readMessage(mixed);
    ASSERT_EQ(message.parts.size(), 3U);
    EXPECT_EQ(decodeBody(mixed, message.parts[1]), "Gr\xFC\xDF"
                                                   "e und\r\nmehr");
    EXPECT_EQ(decodeBody(mixed, message.parts[2]), std::string("\0\1\2", 3));
}

TEST(Body, EndsWhereTheFileEnds)
{
    const Message message = readMessage(mixed);
    EXPECT_EQ(decodeBody("", message.parts[1]), "");
    EXPECT_EQ(
        decodeBody(std::string_view(mixed).substr(0, message.parts[1].bodyOffset + 5), message.parts[1]),
        "Gr\xFC");
}

TEST(BodyText, IsConvertedFromItsCharset)
{
    const Message message = readMessage(mixed);
    EXPECT_EQ(decodeText(mixed, message.parts[1]), "Gr\xC3\xBC\xC3\x9F"
                                                   "e und\r\nmehr");
}

TEST(BodyText, IsGuessedWhereItNamesNoCharset)
{
    std::string file;
    const Part western = partOf("Content-Type: text/plain", "caf\xE9 \x80", file);
    EXPECT_EQ(decodeText(file, western), "caf\xC3\xA9 \xE2\x82\xAC");
    const Part utf8 = partOf("Content-Type: text/plain; charset=\"\"", "caf\xC3\xA9", file);
    EXPECT_EQ(decodeText(file, utf8), "caf\xC3\xA9");
}

TEST(BodyText, KeepsItsLineEnds)
{
    std::string file;
    const Part part = partOf("Content-Type: text/plain; charset=us-ascii", "a\r\nb\nc\n", file);
    EXPECT_EQ(decodeText(file, part), "a\r\nb\nc\n");
}

TEST(AttachmentName, IsThatOfTheDisposition)
{
    EXPECT_EQ(attachmentName(readMessage(mixed).parts[2]), "pr\xC3\xBC"
                                                           "fung.bin");
    EXPECT_EQ(disposition(readMessage(mixed).parts[2]), "attachment");
}

TEST(AttachmentName, IsThatOfTheTypeWhereTheDispositionGivesNone)
{
    std::string file;
    EXPECT_EQ(attachmentName(partOf("Content-Disposition: inline; filename=\"\"\n"
                                    "Content-Type: image/png; name=\"=?utf-8?Q?=C3=BCbersicht?=.png\"",
                                    "", file)),
              "\xC3\xBC"
              "bersicht.png");
}

TEST(AttachmentName, IsEmptyWhereThereIsNone)
{
    std::string file;
    const Part part = partOf("Content-Type: text/plain", "text", file);
    EXPECT_EQ(attachmentName(part), "");
    EXPECT_EQ(disposition(part), "");
}

} // namespace
} // namespace connectorscope
