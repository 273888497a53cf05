#include "ui/detail/message/part_reading.h"

#include "core/message/message_reader.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::Not;

class PartReading : public testing::Test
{
protected:
    PartText textOf(const std::string& content, std::optional<int> part = std::nullopt)
    {
        writeFile(m_dir / "a.eml", content);
        m_message = readMessage(content);
        const auto file = m_files->open(m_dir / "a.eml").value();
        return textOfPart(*file, m_message, part.value_or(readablePart(m_message)), [] { return true; })
            .value();
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    Message m_message;
};

TEST_F(PartReading, DecodesWhatThePartSays)
{
    EXPECT_EQ(textOf("Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
                     "quoted-printable\r\n\r\n"
                     "Gr=FC=DFe\r\n")
                  .text,
              QStringLiteral("Gr\u00FC\u00DFe\n"));
    EXPECT_EQ(
        textOf("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8=\r\n").text,
        QStringLiteral("Hello\n"));
    EXPECT_EQ(textOf("Content-Type: text/plain; charset=no-such-charset\r\n\r\ngr\xFC\xDF\r\n").text,
              QStringLiteral("gr\u00FC\u00DF\n"));
}

TEST_F(PartReading, PrefersPlainTextAndNoAttachment)
{
    textOf(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n"
        "Content-Disposition: attachment\r\n\r\nlog\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>page</p>\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n--b--\r\n");
    EXPECT_EQ(readablePart(m_message), 3);
}

TEST_F(PartReading, MakesPlainTextOfHtmlAndSaysSo)
{
    const PartText text = textOf("Content-Type: text/html; charset=utf-8\r\n\r\n<script>alert(1)</script>"
                                 "<img src=\"https://tracker.example/x.gif\"><p>Hello</p>");
    EXPECT_TRUE(text.isFromHtml);
    EXPECT_EQ(text.text.trimmed(), QStringLiteral("[picture]\n\nHello"));
}

TEST_F(PartReading, ShowsAMebibyteOfALongTextAndSaysSo)
{
    std::string content = "Content-Type: text/plain\r\n\r\n";
    while (content.size() < 3'000'000)
        content += std::string(200, 'x') + "\r\n";
    const PartText text = textOf(content);
    EXPECT_TRUE(text.isCut);
    EXPECT_LE(text.text.size(), 1024 * 1024 + 100);
    EXPECT_GE(text.text.size(), 1024 * 1024 - 20'000);
}

TEST_F(PartReading, EndsWhenNobodyWaits)
{
    writeFile(m_dir / "a.eml", "\r\nbody");
    const Message message = readMessage("\r\nbody");
    const auto file = m_files->open(m_dir / "a.eml").value();
    Part part;
    part.bodyLength = 6;
    const auto read = readPart(
        *file, part, 100, [] { return false; }, [](std::string_view) { return Result<>(); });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Cancelled);
}

TEST(ShowableText, MakesVisibleWhatWouldDeceive)
{
    bool isCut = false;
    EXPECT_EQ(showableText("a\tb\x1B[0m\r\ninvoice\u202Efdp.exe\nc", isCut),
              "a\tb\\x1B[0m\ninvoice\\u202Efdp.exe\nc\n");
    EXPECT_FALSE(isCut);
    EXPECT_EQ(showableText("a\rb\r\n\r\nc", isCut), "a\nb\n\nc\n");
}

TEST(ShowableText, BreaksLongLinesBetweenCharacters)
{
    std::string line;
    while (line.size() < 10'000)
        line += "\u898B";
    bool isCut = false;
    const std::string text = showableText(line, isCut);
    EXPECT_FALSE(isCut);
    EXPECT_THAT(text, Not(HasSubstr("\uFFFD")));
    std::size_t longest = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
        longest = std::max(longest, text.find('\n', at) - at);
    EXPECT_LE(longest, PartTextLimits::lineLength);
}

TEST(ShowableText, ShowsSoManyLinesAndNoMore)
{
    bool isCut = false;
    const std::string text = showableText(std::string(100'000, '\n'), isCut);
    EXPECT_TRUE(isCut);
    EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), PartTextLimits::lines);
}

} // namespace
} // namespace connectorscope
