#include "core/message/message_reader.h"

#include "message_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string crlf(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += '\r';
        out += c;
    }
    return out;
}

/// Gives the bytes in pieces of any size.
class PiecewiseSource : public ByteSource
{
public:
    PiecewiseSource(std::string bytes, unsigned seed)
        : m_bytes(std::move(bytes))
        , m_random(seed)
    {
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        const std::size_t left = m_bytes.size() - m_at;
        const std::size_t count = std::min({left, buffer.size(), std::size_t{1} + m_random() % 100'000});
        std::copy_n(m_bytes.data() + m_at, count, buffer.data());
        m_at += count;
        return count;
    }

private:
    std::string m_bytes;
    std::size_t m_at = 0;
    std::mt19937 m_random;
};

class FailingSource : public ByteSource
{
public:
    Result<std::size_t> read(std::span<char>) override
    {
        return fail(ErrorCode::ReadFault, "the disk failed");
    }
};

TEST(MessageReader, ReadsHeaderAndBodyWithTheirOffsets)
{
    const Message message = readMessage("From: a@contoso.com\r\nSubject: Hi\r\n\r\nHello\r\n");
    ASSERT_THAT(message.parts, SizeIs(1));
    const Part& part = message.parts[0];
    ASSERT_THAT(part.header.fields, SizeIs(2));
    EXPECT_EQ(part.header.name(part.header.fields[1]), "Subject");
    EXPECT_EQ(part.header.rawValue(part.header.fields[1]), " Hi");
    EXPECT_EQ(part.header.fileOffset(part.header.fields[1].begin), 21U);
    EXPECT_EQ(part.header.fileLine(part.header.fields[1]), 2U);
    EXPECT_EQ(part.header.ending, HeaderEnd::BlankLine);
    EXPECT_EQ(part.bodyOffset, 36U);
    EXPECT_EQ(part.bodyLength, 7U);
    EXPECT_EQ(part.bodyLine, 4U);
    EXPECT_EQ(message.lines, 4U);
}

TEST(MessageReader, JoinsFoldedLinesToOneField)
{
    const Message message = readMessage("Subject: one\n two\n\tthree\nTo: a@contoso.com\n\n");
    ASSERT_THAT(message.header().fields, SizeIs(2));
    EXPECT_EQ(message.header().rawValue(message.header().fields[0]), " one\n two\n\tthree");
    EXPECT_EQ(message.header().fields[1].line, 3U);
}

TEST(MessageReader, ReadsCrAsLineEndWhereThereIsNoLf)
{
    const Message message = readMessage("From: a@contoso.com\rTo: b@contoso.com\r\rHello\r");
    EXPECT_THAT(message.header().fields, SizeIs(2));
    EXPECT_EQ(message.parts[0].bodyLine, 4U);
    EXPECT_EQ(message.bareCr.count, 4U);
}

TEST(MessageReader, ReadsCrCrLfAsOneLineEnd)
{
    const Message message = readMessage("From: a@contoso.com\r\r\nTo: b@contoso.com\r\r\n\r\r\nHello\r\r\n");
    EXPECT_THAT(message.header().fields, SizeIs(2));
    EXPECT_EQ(message.bareCr.count, 4U);
    EXPECT_EQ(message.lines, 4U);
}

TEST(MessageReader, CountsBareLfAmongCrLf)
{
    const Message message = readMessage("From: a@contoso.com\r\nTo: b@contoso.com\n\r\nHello\n");
    EXPECT_EQ(message.bareLf.count, 2U);
    EXPECT_EQ(message.bareLf.line, 2U);
    EXPECT_EQ(message.bareLf.offset, 38U);
    EXPECT_EQ(message.bareLf.excerpt, "To: b@contoso.com\n");
    EXPECT_EQ(message.crlfCount, 2U);
}

TEST(MessageReader, DividesNestedMultiparts)
{
    for (const bool twin : {false, true}) {
        const std::string text = "Content-Type: multipart/mixed; boundary=\"out\"\n\npreamble\n"
                                 "--out\nContent-Type: multipart/alternative; boundary=\"in\"\n\n"
                                 "--in\n\nplain\n--in\nContent-Type: text/html\n\n<p>\n--in--\n"
                                 "--out\nContent-Type: image/png\n\n1234\n--out--\nepilogue\n";
        const Message message = readMessage(twin ? crlf(text) : text);
        EXPECT_EQ(treeOf(message), "multipart/mixed 2 parts, closed\n"
                                   "  multipart/alternative 2 parts, closed\n"
                                   "    text/plain 5 bytes\n"
                                   "    text/html 3 bytes\n"
                                   "  image/png 4 bytes\n");
        EXPECT_FALSE(message.parts[4].endedByFile);
    }
}

TEST(MessageReader, ReadsAMessageInsideAMessage)
{
    const Message message =
        readMessage("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
                    "Subject: inner\nContent-Type: text/html\n\n<p>\n--b--\n");
    EXPECT_EQ(treeOf(message), "multipart/mixed 1 parts, closed\n"
                               "  message/rfc822 43 bytes\n"
                               "    text/html 3 bytes\n");
    EXPECT_EQ(message.parts[2].header.fields.size(), 2U);
}

TEST(MessageReader, TreatsPartsOfADigestAsMessages)
{
    const Message message =
        readMessage("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nHello\n--b--\n");
    EXPECT_EQ(treeOf(message), "multipart/digest 1 parts, closed\n"
                               "  message/rfc822 19 bytes\n"
                               "    text/plain 5 bytes\n");
}

TEST(MessageReader, TakesOnlyAWholeLineForABoundary)
{
    const Message message = readMessage(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bb\n--b--x\n--b \t\n\ntwo\n--b--  \n");
    EXPECT_EQ(treeOf(message), "multipart/mixed 2 parts, closed\n"
                               "  text/plain 15 bytes\n"
                               "  text/plain 3 bytes\n");
}

TEST(MessageReader, TellsABoundaryFromOneThatBeginsLikeIt)
{
    const Message message =
        readMessage("Content-Type: multipart/mixed; boundary=x\n\n--x\n"
                    "Content-Type: multipart/mixed; boundary=x1\n\n--x1\n\none\n--x1--\n--x--\n");
    EXPECT_EQ(treeOf(message), "multipart/mixed 1 parts, closed\n"
                               "  multipart/mixed 1 parts, closed\n"
                               "    text/plain 3 bytes\n");
}

TEST(MessageReader, EndsInnerPartsAtTheOuterBoundary)
{
    const Message message =
        readMessage("Content-Type: multipart/mixed; boundary=o\n\n--o\n"
                    "Content-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--o\n\ntwo\n--o--\n");
    EXPECT_EQ(treeOf(message), "multipart/mixed 2 parts, closed\n"
                               "  multipart/mixed 1 parts, open\n"
                               "    text/plain 3 bytes\n"
                               "  text/plain 3 bytes\n");
    EXPECT_FALSE(message.parts[1].endedByFile);
}

TEST(MessageReader, ReadsAPartWhoseHeaderABoundaryEnds)
{
    const Message message = readMessage("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
                                        "text/html\n--b\nHello there\n--b--\n");
    EXPECT_EQ(treeOf(message), "multipart/mixed 2 parts, closed\n"
                               "  text/html 0 bytes\n"
                               "  text/plain 11 bytes\n");
    EXPECT_EQ(message.parts[1].header.ending, HeaderEnd::EndOfInput);
    EXPECT_EQ(message.parts[2].header.ending, HeaderEnd::TextFollows);
}

TEST(MessageReader, FindsTheFirstBoundaryWithoutABlankLineBeforeIt)
{
    const Message message =
        readMessage("Subject: x\nContent-Type: multipart/mixed; boundary=b\n--b\n--b--\n");
    EXPECT_EQ(message.header().ending, HeaderEnd::TextFollows);
    EXPECT_EQ(treeOf(message), "multipart/mixed 1 parts, closed\n");
}

TEST(MessageReader, KeepsALastLineWithoutEndAsHeaderLine)
{
    const Message message = readMessage("From: a@contoso.com\nSubj");
    EXPECT_EQ(message.header().ending, HeaderEnd::EndOfInput);
    EXPECT_EQ(message.header().fields.back().id, FieldId::Malformed);
}

TEST(MessageReader, EndsTheHeaderBeforeTextThatNoBlankLineDivides)
{
    const Message message = readMessage("From: a@contoso.com\nSubject: Hi\nHello Anna,\nsee you: soon\n");
    EXPECT_EQ(message.header().ending, HeaderEnd::TextFollows);
    EXPECT_THAT(message.header().fields, SizeIs(2));
    EXPECT_EQ(message.parts[0].bodyOffset, 32U);
    EXPECT_EQ(message.parts[0].bodyLength, 26U);
    EXPECT_EQ(message.parts[0].bodyLine, 3U);
}

TEST(MessageReader, EndsTheHeaderAtALineOfBlanksThatTextFollows)
{
    const std::string file = "From: a@contoso.com\nContent-Type: multipart/mixed; boundary=b\n \n"
                             "--b\nContent-Type: text/html\n\nfirst\n\n--b\n\nsecond\n--b--\n";
    const Message message = readMessage(file);
    EXPECT_EQ(message.header().ending, HeaderEnd::TextFollows);
    EXPECT_EQ(treeOf(message), "multipart/mixed 2 parts, closed\n"
                               "  text/html 6 bytes\n"
                               "  text/plain 6 bytes\n");
    EXPECT_EQ(message.parts[0].bodyOffset, file.find("--b"));
    EXPECT_EQ(message.lines, 12U);
}

TEST(MessageReader, ReadsTextDirectlyBelowABoundary)
{
    const std::string file =
        "Content-Type: multipart/mixed; boundary=b\n\n"
        "--b\nno header, this:\nno field\n\nmore\n--b\nX-Note: kept\nodd line\n\ntext\n--b--\n";
    const Message message = readMessage(file);
    EXPECT_EQ(treeOf(message), "multipart/mixed 2 parts, closed\n"
                               "  text/plain 31 bytes\n"
                               "  text/plain 4 bytes\n");
    EXPECT_EQ(message.parts[1].header.ending, HeaderEnd::TextFollows);
    EXPECT_THAT(message.parts[2].header.fields, SizeIs(2));
}

TEST(MessageReader, ReadsFieldsAfterALineOfBlanks)
{
    const Message message =
        readMessage("From: a@contoso.com\n \nTo: b@contoso.com\n\nbody\n \nTo: no field\n");
    EXPECT_EQ(message.header().ending, HeaderEnd::BlankLine);
    EXPECT_THAT(message.header().fields, SizeIs(2));
    EXPECT_EQ(treeOf(message), "text/plain 20 bytes\n");
}

TEST(MessageReader, MakesNoPartOfARepeatedBoundary)
{
    const Message message = readMessage("Content-Type: multipart/digest; boundary=b\n\n"
                                        "--b\n--b\n--b \n\nSubject: one\n\ntext\n--b\n--b--\n");
    EXPECT_EQ(treeOf(message), "multipart/digest 4 parts, closed\n"
                               "  message/rfc822 18 bytes\n"
                               "    text/plain 4 bytes\n");
    EXPECT_FALSE(
        readMessage("Content-Type: multipart/mixed; boundary=b\n\n--b\n--b--\n").parts[0].hasChildren);
}

TEST(MessageReader, ReadsABoundaryThatEndsWithBlanksAsItsLinesDo)
{
    const std::string header = "Content-Type: multipart/mixed; boundary=\"b  \"\n\n";
    EXPECT_EQ(treeOf(readMessage(header + "--b  \n\none\n--b \ntwo\n--b  --\n")),
              "multipart/mixed 1 parts, closed\n  text/plain 12 bytes\n");
    EXPECT_EQ(treeOf(readMessage(header + "--b\n\none\n--b \n\ntwo\n--b--\n")),
              "multipart/mixed 2 parts, closed\n  text/plain 3 bytes\n  text/plain 3 bytes\n");
}

TEST(MessageReader, KeepsAnEmptyMessageInsideAPart)
{
    const Message message = readMessage("Content-Type: multipart/mixed; boundary=b\n\n"
                                        "--b\nContent-Type: message/rfc822\n\n--b--\n");
    EXPECT_EQ(treeOf(message), "multipart/mixed 1 parts, closed\n"
                               "  message/rfc822 0 bytes\n"
                               "    text/plain 0 bytes\n");
}

TEST(MessageReader, SetsAsideWhatDoesNotBelongToTheMessage)
{
    const Message message =
        readMessage("\xEF\xBB\xBF+OK 120 octets\r\nFrom a@contoso.com Mon Nov 23 09:00:00 2026\r\n"
                    "MAIL FROM:<a@contoso.com>\r\nDATA\r\n\r\nSubject: x\r\n\r\nHi\r\n.\r\n");
    std::vector<SetAsideKind> kinds;
    for (const SetAside& aside : message.setAside)
        kinds.push_back(aside.kind);
    EXPECT_THAT(kinds, ElementsAre(SetAsideKind::ByteOrderMark, SetAsideKind::Pop3Response,
                                   SetAsideKind::MboxFrom, SetAsideKind::SmtpEnvelope,
                                   SetAsideKind::LeadingBlank, SetAsideKind::Pop3FinalDot));
    EXPECT_EQ(message.header().rawValue(message.header().fields.at(0)), " x");
    EXPECT_EQ(message.header().line, 6U);
    EXPECT_EQ(message.parts[0].bodyLength, 4U);
    EXPECT_EQ(message.setAside[3].length, 33U);
    EXPECT_EQ(message.setAside[5].line, 9U);
    EXPECT_FALSE(message.parts[0].body.loneDot);
}

TEST(MessageReader, KeepsAFinalDotWhereOtherLinesBeginWithOne)
{
    const Message message = readMessage("Subject: x\n\n.profile\n.\n");
    EXPECT_THAT(message.setAside, IsEmpty());
    EXPECT_EQ(message.parts[0].body.loneDot.count, 1U);
}

TEST(MessageReader, SetsAsideTheNextReplyBehindTheFinalDot)
{
    const Message message = readMessage("Subject: x\r\n\r\n..profile\r\n.\r\n+OK 3 200\r\n");
    ASSERT_THAT(message.setAside, SizeIs(1));
    EXPECT_EQ(message.setAside[0].length, 14U);
}

TEST(MessageReader, RecognisesWhatIsNoMessage)
{
    EXPECT_EQ(readMessage("").kind, FileKind::Empty);
    EXPECT_EQ(readMessage(std::string(5000, '\0')).kind, FileKind::NulFilled);
    EXPECT_EQ(readMessage(std::string(4096, '\0') + "From: a@contoso.com\n\n").kind, FileKind::NulFilled);
    EXPECT_EQ(readMessage(std::string("S\0u\0b\0j\0e\0c\0t\0:\0 \0x\0\n\0", 22)).kind, FileKind::Utf16);
    EXPECT_EQ(readMessage("\xFF\xFES\0u\0").kind, FileKind::Utf16);
    EXPECT_EQ(readMessage("<html>\n<body>color: red</body>\n").kind, FileKind::NotAMessage);
    EXPECT_EQ(readMessage("PK\x03\x04 and what follows").kind, FileKind::NotAMessage);
    EXPECT_EQ(readMessage("\r\n\r\n\r\n").kind, FileKind::NotAMessage);
}

TEST(MessageReader, ReadsAMessageWhoseFirstLineIsOdd)
{
    const Message message = readMessage("this is odd\nSubject: x\n\nHi\n");
    EXPECT_EQ(message.kind, FileKind::Message);
    EXPECT_EQ(message.header().fields[0].id, FieldId::Malformed);
}

TEST(MessageReader, TellsAHoleFromSingleNuls)
{
    const Message message =
        readMessage("Subject: x\n\na" + std::string(3, '\0') + "b\n" + std::string(4096, '\0') + "c\n");
    EXPECT_EQ(message.nulHole.count, 1U);
    EXPECT_EQ(message.nulHole.length, 4096U);
    EXPECT_EQ(message.nulHole.line, 4U);
    EXPECT_EQ(message.parts[0].body.nul.count, 3U);
    EXPECT_FALSE(message.parts[0].body.longLine);
}

TEST(MessageReader, NotesAHoleInTheHeaderAndNoStrayNul)
{
    const Message message = readMessage("Subject: x" + std::string(700, '\0') + "\n\nHi\n");
    EXPECT_EQ(message.nulHole.offset, 10U);
    EXPECT_FALSE(message.header().fields[0].nul);
}

TEST(MessageReader, SaysHowABase64BodyEnds)
{
    const Message message = readMessage("Content-Transfer-Encoding: base64\n\nSGVsbG8gd29ybGQh\nSGVsb\n");
    EXPECT_EQ(message.parts[0].body.base64Leftover, 1);
    EXPECT_EQ(message.parts[0].body.base64End.excerpt, "SGVsb\n");
    EXPECT_EQ(message.parts[0].body.base64End.line, 4U);
}

TEST(MessageReader, NotesBrokenEscapesOfQuotedPrintable)
{
    const Message message =
        readMessage("Content-Transfer-Encoding: quoted-printable\n\n=C3=A4 is fine=\nhere =ZZ =\n");
    EXPECT_EQ(message.parts[0].body.badQuotedPrintable.count, 1U);
    EXPECT_EQ(message.parts[0].body.badQuotedPrintable.line, 4U);
}

TEST(MessageReader, OpensNoMorePartsThanTheLimitOnDepthAllows)
{
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
                std::to_string(i) + "\n";
    const Message message = readMessage(text);
    EXPECT_EQ(message.parts.back().depth, 30);
    EXPECT_TRUE(message.tooDeep);
    EXPECT_GT(message.tooDeep.line, 90U);
}

TEST(MessageReader, KeepsNoMorePartsThanTheLimit)
{
    std::string text = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 50'000; ++i)
        text += "--b\n\n";
    const Message message = readMessage(text + "--b--\n");
    EXPECT_THAT(message.parts, SizeIs(1000));
    EXPECT_EQ(message.tooManyParts.count, 49'001U);
    EXPECT_TRUE(message.parts[0].multipart.closed);
    EXPECT_EQ(message.parts[0].multipart.opened, 50'000U);
}

TEST(MessageReader, KeepsNoMoreOfAHeaderThanTheLimit)
{
    const std::string text = "From: a@contoso.com\nX-Long: " + std::string(ReadLimits{}.headerBytes, 'x') +
                             "\nTo: b@contoso.com\n\nHi\n";
    const Message message = readMessage(text);
    EXPECT_EQ(message.header().bytes.size(), ReadLimits{}.headerBytes);
    EXPECT_EQ(message.header().size, text.size() - 4);
    EXPECT_FALSE(message.header().isWhole());
    EXPECT_EQ(message.parts[0].bodyOffset, text.size() - 3);
}

TEST(MessageReader, HandsOnTheErrorOfItsSource)
{
    FailingSource source;
    ReadBuffer buffer;
    const auto message = readMessage(source, buffer);
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().code, ErrorCode::ReadFault);
}

/// Large enough that the blocks divide headers, lines, boundaries, escapes and holes at every kind of place.
std::string randomMessage(std::mt19937& random)
{
    static const char* const pieces[] = {"Hello, this is a line of text\r\n",
                                         "--b\r\n",
                                         "--b--\r\n",
                                         "--c\r\n",
                                         "--c--\r\n",
                                         "\r\n",
                                         "\n",
                                         "\r",
                                         ".\r\n",
                                         "..dot\r\n",
                                         "Content-Type: multipart/mixed; boundary=c\r\n\r\n",
                                         "Content-Type: text/html\r\n\r\n",
                                         "Content-Transfer-Encoding: base64\r\n\r\n",
                                         "SGVsbG8gd29ybGQh\r\n",
                                         "--not a boundary\r\n",
                                         "=C3=A4=\r\n",
                                         "=",
                                         "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                                         "Content-Type: message/rfc822\r\n\r\n",
                                         "\xC3\xA4"};
    std::string text = "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    const std::size_t size = 200'000 + random() % 900'000;
    while (text.size() < size) {
        const auto kind = random() % 200;
        if (kind == 0)
            text.append(random() % 300'000, random() % 2 == 0 ? 'x' : '=');
        else if (kind == 1)
            text.append(random() % 2 == 0 ? random() % 1024 : random() % 400'000, '\0');
        else if (kind < 120)
            text.append(random() % 50 * 32, 'y').append("\r\n");
        else
            text += pieces[random() % std::size(pieces)];
    }
    return text;
}

TEST(MessageReader, ReadsTheSameInBlocksAsInOnePiece)
{
    ReadBuffer buffer;
    for (unsigned seed = 0; seed < 60; ++seed) {
        std::mt19937 random(seed);
        const std::string text = randomMessage(random);
        PiecewiseSource source(text, seed);
        const auto inBlocks = readMessage(source, buffer);
        ASSERT_TRUE(inBlocks);
        ASSERT_EQ(everythingOf(*inBlocks), everythingOf(readMessage(text))) << "seed " << seed;
    }
}

} // namespace
} // namespace connectorscope
