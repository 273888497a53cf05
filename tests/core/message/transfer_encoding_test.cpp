#include "core/message/transfer_encoding.h"
#include "tests/support/processor_time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

TEST(TransferEncodingName, IsReadInAnyCase)
{
    EXPECT_EQ(transferEncodingOf(" Base64"), TransferEncoding::Base64);
    EXPECT_EQ(transferEncodingOf("QUOTED-PRINTABLE \r\n"), TransferEncoding::QuotedPrintable);
    EXPECT_EQ(transferEncodingOf("7bit"), TransferEncoding::SevenBit);
    EXPECT_EQ(transferEncodingOf("8BIT"), TransferEncoding::EightBit);
    EXPECT_EQ(transferEncodingOf("binary"), TransferEncoding::Binary);
    EXPECT_EQ(transferEncodingOf("x-uuencode"), TransferEncoding::UuEncode);
    EXPECT_EQ(transferEncodingOf("X-UUE"), TransferEncoding::UuEncode);
}

TEST(TransferEncodingName, IsReadAroundCommentsAndFolds)
{
    EXPECT_EQ(transferEncodingOf("\r\n\t(nested (comment) \\) here) base64 (done)"),
              TransferEncoding::Base64);
}

TEST(TransferEncodingName, IsSevenBitWhereThereIsNone)
{
    EXPECT_EQ(transferEncodingOf(""), TransferEncoding::SevenBit);
    EXPECT_EQ(transferEncodingOf("  (none)"), TransferEncoding::SevenBit);
}

TEST(TransferEncodingName, IsUnknownWhereItIsNotSpelledAsItShouldBe)
{
    EXPECT_EQ(transferEncodingOf("x-unknown"), TransferEncoding::Unknown);
    EXPECT_EQ(transferEncodingOf("8 bit"), TransferEncoding::Unknown);
    EXPECT_EQ(transferEncodingOf("7bit;"), TransferEncoding::Unknown);
    EXPECT_EQ(transferEncodingOf("base64 base64"), TransferEncoding::Unknown);
}

TEST(Decoder, PassesOnWhatIsNotEncoded)
{
    const std::string body("=41 QUJD\r\n\0\xFF", 12);
    for (const auto encoding : {TransferEncoding::SevenBit, TransferEncoding::EightBit,
                                TransferEncoding::Binary, TransferEncoding::Unknown})
        EXPECT_EQ(decodeAll(body, encoding), body);
}

TEST(Decoder, AppendsToWhatIsThere)
{
    std::string output = "before ";
    Decoder decoder(TransferEncoding::Base64);
    decoder.feed("QUJD", output);
    decoder.finish(output);
    EXPECT_EQ(output, "before ABC");
}

struct Family
{
    TransferEncoding encoding;
    std::vector<std::string> pieces; ///< what is hard to cut
};

class DecoderSplits : public testing::TestWithParam<Family>
{
protected:
    std::string makeBody(std::mt19937& random, std::size_t pieces) const
    {
        std::string body;
        for (std::size_t i = 0; i < pieces; ++i)
            body += GetParam().pieces[random() % GetParam().pieces.size()];
        return body;
    }

    std::string decodeInBlocks(std::string_view body, const std::vector<std::size_t>& cuts) const
    {
        std::string decoded;
        Decoder decoder(GetParam().encoding);
        std::size_t begin = 0;
        for (const std::size_t cut : cuts) {
            decoder.feed(body.substr(begin, cut - begin), decoded);
            begin = cut;
        }
        decoder.feed(body.substr(begin), decoded);
        decoder.finish(decoded);
        return decoded;
    }
};

TEST_P(DecoderSplits, GiveTheSameBytesWhereverOneCutFalls)
{
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        const std::string body = makeBody(random, 12);
        const std::string whole = decodeAll(body, GetParam().encoding);
        for (std::size_t cut = 0; cut <= body.size(); ++cut)
            ASSERT_EQ(decodeInBlocks(body, {cut}), whole) << "cut at " << cut << " of: " << body;
    }
}

TEST_P(DecoderSplits, GiveTheSameBytesWhateverTheBlocks)
{
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        const std::string body = makeBody(random, 40);
        const std::string whole = decodeAll(body, GetParam().encoding);
        std::vector<std::size_t> cuts(random() % 20);
        for (std::size_t& cut : cuts)
            cut = random() % (body.size() + 1);
        std::sort(cuts.begin(), cuts.end());
        ASSERT_EQ(decodeInBlocks(body, cuts), whole) << body;
        std::vector<std::size_t> everywhere;
        for (std::size_t cut = 1; cut < body.size(); ++cut)
            everywhere.push_back(cut);
        ASSERT_EQ(decodeInBlocks(body, everywhere), whole) << body;
    }
}

INSTANTIATE_TEST_SUITE_P(
    OfEachEncoding, DecoderSplits,
    testing::Values(Family{TransferEncoding::Base64,
                           {"QUJD", "QQ", "QUI", "=", "\r\n", "!", "Q", "SGVsbG8=", "=\n", "\n", " ",
                            "QUJD=\r\n_ _\r\n", std::string(150, 'A'), "QQ==\nQUJD\n"}},
                    Family{TransferEncoding::QuotedPrintable,
                           {"=", "=4", "=41", "=c3", " ", "\t", "  \t ", "\r", "\n", "\r\n", "text", "=\r\n",
                            "= \n", "= ", "=="}},
                    Family{TransferEncoding::UuEncode,
                           {"begin 644 a\n", "#0V%T\r\n", "`\n", "end\n", "end", "text\r", "#0V%T", "\n", " ",
                            "$``!`A```\n", std::string(200, 'M')}},
                    Family{TransferEncoding::Binary, {"a", "\r\n", "="}}));

double secondsFedByteByByte(TransferEncoding encoding, const std::string& body)
{
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const double start = processorSeconds();
        Decoder decoder(encoding);
        std::string output;
        for (const char& c : body)
            decoder.feed(std::string_view(&c, 1), output);
        decoder.finish(output);
        best = std::min(best, processorSeconds() - start);
    }
    return best;
}

// A decoder that scans again what it holds, or touches it for each block, takes 64 times as long for eight
// times the bytes.
TEST(Decoder, IsLinearOnHostileInputFedByteByByte)
{
    const std::size_t size = 10'000;
    for (const auto encoding :
         {TransferEncoding::Base64, TransferEncoding::QuotedPrintable, TransferEncoding::UuEncode}) {
        for (const std::string start : {" ", "= ", "=", "M"}) {
            const char fill = start.back();
            const double once = secondsFedByteByByte(encoding, start + std::string(size, fill));
            const double longer = secondsFedByteByByte(encoding, start + std::string(32 * size, fill));
            EXPECT_LT(longer, 96 * (once + 0.001)) << '"' << start << '"';
        }
    }
}

} // namespace
} // namespace connectorscope
