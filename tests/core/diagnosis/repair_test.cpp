#include "core/diagnosis/repairs/repair.h"

#include "core/diagnosis/repairs/preview.h"
#include "core/diagnosis/repairs/repair_all.h"
#include "core/diagnosis/site_context.h"
#include "core/message/body.h"
#include "core/message/message_reader.h"

#include "tests/core/message/linear_time.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <random>

namespace connectorscope {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string fields = "From: Example Invoices <invoices@example.org>\r\n"
                           "To: Anna <anna@contoso.com>\r\n"
                           "Subject: Invoice for November\r\n"
                           "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                           "Message-ID: <4711@mail.example.org>\r\n";
const std::string sound = fields + "MIME-Version: 1.0\r\n"
                                   "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n"
                                   "--=_b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
                                   "Dear Anna,\r\nthe invoice is attached.\r\n"
                                   "--=_b\r\nContent-Type: application/pdf; name=\"invoice.pdf\"\r\n"
                                   "Content-Transfer-Encoding: base64\r\n"
                                   "Content-Disposition: attachment; filename=\"invoice.pdf\"\r\n\r\n"
                                   "SGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsaW5lIG9mIGRhdGEgZm9yIHRoZSB0ZXN0\r\n"
                                   "--=_b--\r\n";

RepairOptions someOptions()
{
    RepairOptions options;
    options.recipient = "anna@contoso.com";
    options.from = "sender@example.org";
    options.domain = "contoso.com";
    options.uniqueId = "4711";
    options.now = UtcTime(std::chrono::seconds(1'795'000'000));
    options.leaveMissing = true;
    return options;
}

std::string replaced(std::string bytes, const std::string& from, const std::string& to)
{
    const std::size_t at = bytes.find(from);
    return at == std::string::npos ? bytes : bytes.replace(at, from.size(), to);
}

/// The message after the one repair; the reason why there is none.
std::string repaired(const std::string& bytes, CauseId cause, const RepairOptions& options = someOptions())
{
    const auto state = readAndJudge(bytesInMemory(bytes), options);
    const auto plan = planRepair(*state, cause, options);
    if (!plan)
        return "refused: " + plan.error().message + ". " + plan.error().hint;
    const auto after = applyPlan(*state, *plan, options);
    return after ? *readAll(after->bytes) : "refused: " + after.error().message;
}

TEST(Repair, RefusesACauseThatTheMessageDoesNotShow)
{
    EXPECT_THAT(repaired(sound, CauseId::MissingFrom), HasSubstr("does not show the cause 'missing-from'"));
}

TEST(Repair, TakesTheSenderFromReplyToBeforeTheOneThatIsGiven)
{
    const std::string bytes = replaced(sound, "From: Example Invoices <invoices@example.org>",
                                       "Return-Path: <bounce@example.org>\r\nReply-To: <reply@example.org>");
    EXPECT_THAT(repaired(bytes, CauseId::MissingFrom), HasSubstr("\r\nFrom: reply@example.org\r\n"));
}

TEST(Repair, AsksForASenderThatNothingNames)
{
    RepairOptions options = someOptions();
    options.from.clear();
    EXPECT_THAT(repaired(replaced(sound, "From: Example Invoices <invoices@example.org>\r\n", ""),
                         CauseId::MissingFrom, options),
                HasSubstr("--from ADDRESS"));
}

TEST(Repair, ProposesTheRecipientThatTheTraceNames)
{
    RepairOptions options = someOptions();
    options.recipient.clear();
    const std::string bytes =
        "Delivered-To: berta@contoso.com\r\n" + replaced(sound, "To: Anna <anna@contoso.com>\r\n", "");
    EXPECT_THAT(repaired(bytes, CauseId::MissingRecipient, options), HasSubstr("--to berta@contoso.com"));
}

/// Of a site with two mailboxes, in whose global account the message lies.
RepairOptions optionsOfASite()
{
    Site site;
    site.routing.localDomains = {"contoso.com"};
    site.routing.mailboxes = {"anna@contoso.com", "berta@contoso.com"};
    RepairOptions options = someOptions();
    options.context = contextOf(site, FolderKind::Failed);
    options.recipient = "berta@contoso.com";
    return options;
}

TEST(Repair, PutsTheRecipientInPlaceOfTheMailboxThatNobodyHas)
{
    const std::string bytes = replaced(sound, "Anna <anna@contoso.com>", "Carl <carl@contoso.com>");
    EXPECT_THAT(repaired(bytes, CauseId::UnknownMailbox, optionsOfASite()),
                AllOf(HasSubstr("\r\nTo: berta@contoso.com\r\n"),
                      HasSubstr("\r\nX-Invalid-To: Carl <carl@contoso.com>\r\n")));
}

TEST(Repair, LeavesTheMailboxesThatSomebodyHasBesideOneThatNobodyHas)
{
    const std::string bytes =
        replaced(sound, "To: Anna <anna@contoso.com>\r\n",
                 "To: Anna <anna@contoso.com>, carl@contoso.com\r\nCc: dora@contoso.com\r\n");
    EXPECT_THAT(repaired(bytes, CauseId::UnknownMailbox, optionsOfASite()),
                AllOf(HasSubstr("\r\nTo: \"Anna\" <anna@contoso.com>,\r\n\tberta@contoso.com\r\n"),
                      HasSubstr("\r\nX-Invalid-Cc: dora@contoso.com\r\n"), Not(HasSubstr("\r\nCc:"))));
}

TEST(Repair, DatesAMessageByItsTopmostReceived)
{
    const std::string bytes = "Received: by mx.example.net; Tue, 24 Nov 2026 10:00:00 +0100\r\n"
                              "Received: by a.example.net; Mon, 23 Nov 2026 10:00:00 +0100\r\n" +
                              replaced(sound, "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n", "");
    EXPECT_THAT(repaired(bytes, CauseId::MissingDate),
                HasSubstr("\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n"));
}

TEST(Repair, UsesTheLineEndsOfTheFile)
{
    std::string bytes = replaced(sound, "From: Example Invoices <invoices@example.org>\r\n", "");
    std::erase(bytes, '\r');
    EXPECT_THAT(repaired(bytes, CauseId::MissingFrom),
                AllOf(HasSubstr("From: sender@example.org\n"), Not(HasSubstr("\r"))));
}

TEST(Repair, KeepsTheAddressesOfASecondTo)
{
    const std::string bytes = replaced(sound, "Subject:", "To: berta@contoso.com\r\nSubject:");
    const std::string after = repaired(bytes, CauseId::DuplicateHeader);
    EXPECT_THAT(after, HasSubstr("To: Anna <anna@contoso.com>,\r\n\tberta@contoso.com\r\n"));
    EXPECT_THAT(after, HasSubstr("X-Duplicate-To: berta@contoso.com\r\n"));
}

TEST(Repair, QuotesALocalPartThatNeedsIt)
{
    const std::string after = repaired(replaced(sound, "Anna <anna@contoso.com>", "<Anna Smith@contoso.com>"),
                                       CauseId::InvalidRecipient);
    EXPECT_THAT(after, HasSubstr("\r\nTo: \"Anna Smith\"@contoso.com\r\n"));
}

TEST(Repair, PutsAVisibleNoteIntoAMessageThatWasCut)
{
    std::string cut = sound.substr(0, sound.find("--=_b--"));
    EXPECT_THAT(
        repaired(cut, CauseId::UnterminatedMultipart),
        AllOf(StartsWith(cut), HasSubstr("[This message is incomplete"), HasSubstr("\r\n--=_b--\r\n")));
}

TEST(Repair, PutsNoOtherAlternativeInPlaceOfATextThatWasCut)
{
    std::string cut =
        replaced(sound.substr(0, sound.find("--=_b--")), "multipart/mixed", "multipart/alternative");
    const std::string after = repaired(cut, CauseId::UnterminatedMultipart);
    EXPECT_THAT(after, HasSubstr("Subject: [Incomplete] Invoice for November\r\n"));
    EXPECT_THAT(after, Not(HasSubstr("[This message is incomplete")));
}

TEST(Repair, CarriesTheOriginalByteForByteInAMessageThatWrapsIt)
{
    const std::string bytes = replaced(sound, "the invoice", std::string(600, '\0'));
    const std::string after = repaired(bytes, CauseId::NulHole);
    const Message message = readMessage(after);
    ASSERT_EQ(message.parts.size(), 3U);
    EXPECT_EQ(attachmentName(message.parts[2]), "original.eml");
    EXPECT_EQ(decodeBody(after, message.parts[2]), bytes);
    EXPECT_THAT(decodeText(after, message.parts[1]),
                AllOf(HasSubstr("A run of 512 NUL bytes"), HasSubstr("Please send it again")));
    EXPECT_EQ(summarise(message).recipients().at(0).spec(), "anna@contoso.com");
}

TEST(Repair, FindsTheBoundaryOfTheOuterMultipart)
{
    const std::string inner = "--in\r\nContent-Type: text/plain\r\n\r\ntext\r\n--in--\r\n";
    const std::string bytes =
        fields +
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"gone\"\r\n\r\n"
        "-- \r\nnot one\r\n--out\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n" +
        inner + "--out--\r\n";
    EXPECT_THAT(repaired(bytes, CauseId::BoundaryNotFound),
                HasSubstr("Content-Type: multipart/mixed; boundary=out\r\n\r\n-- "));
}

TEST(Repair, EncodesNamesQuotesAndCommentsOfAddresses)
{
    const std::string bytes = replaced(sound, "Anna <anna@contoso.com>",
                                       "\"J\xC3\xB6rg, A\"<a@contoso.com>, J\xC3\xB6rg B<b@contoso.com>, "
                                       "c@contoso.com (J\xC3\xB6rg)");
    const std::string after = repaired(bytes, CauseId::Raw8BitHeader);
    const Summary summary = summarise(readMessage(after));
    ASSERT_EQ(summary.recipients().size(), 3U);
    EXPECT_EQ(summary.recipients()[0].displayName, "J\xC3\xB6rg, A");
    EXPECT_EQ(summary.recipients()[1].displayName, "J\xC3\xB6rg B");
    EXPECT_EQ(summary.recipients()[2].displayName, "J\xC3\xB6rg");
}

TEST(Repair, RefusesAnAddressThatCannotBeEncoded)
{
    EXPECT_THAT(
        repaired(replaced(sound, "anna@contoso.com", "j\xC3\xB6rg@contoso.com"), CauseId::Raw8BitHeader),
        HasSubstr("SMTPUTF8"));
}

TEST(Repair, KeepsTheBlankBetweenAnEncodedWordAndWhatItEncodes)
{
    const std::string bytes = replaced(sound, "Invoice for November", "=?utf-8?Q?=C3=A4?= \xC3\xB6 x");
    EXPECT_EQ(summarise(readMessage(repaired(bytes, CauseId::Raw8BitHeader))).subject, "\xC3\xA4 \xC3\xB6 x");
}

TEST(Repair, SaysHowSureItIsOfACharset)
{
    EXPECT_EQ(guessCharset("plain").certainty, Certainty::Certain);
    EXPECT_EQ(guessCharset("J\xC3\xB6rg").charset, "utf-8");
    EXPECT_EQ(guessCharset("J\xC3\xB6rg").certainty, Certainty::Certain);
    EXPECT_EQ(guessCharset("J\xC3\xB6rg", false).certainty, Certainty::Likely);
    EXPECT_EQ(guessCharset("J\xF6rg").charset, "windows-1252");
    EXPECT_EQ(guessCharset("J\xF6rg").certainty, Certainty::Guess);
    const std::string russian =
        "\xF0\xD2\xC9\xD7\xC5\xD4, \xCB\xC1\xCB \xC4\xC5\xCC\xC1? \xF0\xC9\xD3\xD8\xCD\xCF "
        "\xD0\xD2\xC9\xDB\xCC\xCF \xD7\xDE\xC5\xD2\xC1 \xD7\xC5\xDE\xC5\xD2\xCF\xCD.";
    EXPECT_EQ(guessCharset(russian).charset, "KOI8-R");
    EXPECT_EQ(guessCharset(russian).certainty, Certainty::Likely);
}

TEST(Repair, WarnsOnlyWhenASignatureCoversWhatIsChanged)
{
    const auto breaks = [](const std::string& signedFields) {
        const std::string bytes = "DKIM-Signature: v=1; d=example.org; h=" + signedFields + "; b=abc\r\n" +
                                  replaced(sound, "Mon, 23 Nov 2026 09:41:07 +0100", "soon");
        const auto state = readAndJudge(bytesInMemory(bytes), someOptions());
        return planRepair(*state, CauseId::InvalidDate, someOptions())->breaksDkim;
    };
    EXPECT_TRUE(breaks("From:To: DATE"));
    EXPECT_FALSE(breaks("From:To:Subject"));
}

TEST(Repair, ThatLeavesContentMissingNeedsItsOwnYes)
{
    RepairOptions options = someOptions();
    options.leaveMissing = false;
    const auto outcome = repairAll(bytesInMemory(sound.substr(0, sound.find("--=_b--"))), options);
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->steps.empty());
    ASSERT_EQ(outcome->left.size(), 1U);
    EXPECT_THAT(outcome->left[0].reason.hint, HasSubstr("--yes"));
    EXPECT_FALSE(outcome->transferable());
}

TEST(RepairPreview, ShowsTheLinesThatChangeAndTheirPlace)
{
    const std::string bytes = replaced(sound, "Mon, 23 Nov 2026 09:41:07 +0100", "soon\x1B[31m");
    const auto state = readAndJudge(bytesInMemory(bytes), someOptions());
    const auto preview = previewPlan(state->bytes, *planRepair(*state, CauseId::InvalidDate, someOptions()));
    ASSERT_TRUE(preview);
    EXPECT_EQ(diffText(*preview), "@@ line 3 @@\n Subject: Invoice for November\n-Date: soon\\x1B[31m\n"
                                  "+Date: Wed, 18 Nov 2026 11:06:40 +0000\n+X-Invalid-Date: soon\\x1B[31m\n"
                                  " Message-ID: <4711@mail.example.org>\n");
}

TEST(RepairPreview, ShowsLineEndsWhereTheyChangeAndSaysThatItIsCut)
{
    std::string bytes = fields + "\r\n";
    for (int i = 0; i < 500; ++i)
        bytes += "line " + std::to_string(i) + "\n";
    const auto state = readAndJudge(bytesInMemory(bytes), someOptions());
    const auto preview = previewPlan(state->bytes, *planRepair(*state, CauseId::BareLf, someOptions()));
    ASSERT_TRUE(preview);
    EXPECT_THAT(diffText(*preview),
                AllOf(HasSubstr("-line 3\n"), HasSubstr("+line 3\\r\n"),
                      HasSubstr("[more changes are not shown]"), Not(HasSubstr("line 99"))));
}

TEST(RepairPreview, CutsLongLinesAroundTheChange)
{
    const std::string bytes =
        fields + "X-Long: " + std::string(5000, 'a') + " " + std::string(500, 'b') + "\r\n\r\n";
    const auto state = readAndJudge(bytesInMemory(bytes), someOptions());
    const auto preview =
        previewPlan(state->bytes, *planRepair(*state, CauseId::HeaderLineTooLong, someOptions()));
    ASSERT_TRUE(preview);
    for (const PreviewHunk& hunk : preview->hunks)
        for (const PreviewLine& line : hunk.lines)
            EXPECT_LT(line.text.size(), 200U);
}

/// A source that gives its bytes in odd pieces, as a slow share does.
class Trickle final : public ByteSource
{
public:
    explicit Trickle(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        const std::size_t count =
            std::min({buffer.size(), m_bytes.size(), std::size_t{1} + m_bytes.size() % 3});
        std::copy_n(m_bytes.data(), count, buffer.data());
        m_bytes.remove_prefix(count);
        return count;
    }

private:
    std::string_view m_bytes;
};

TEST(RepairEdits, GiveTheSameBytesInPiecesOfAnySize)
{
    std::string bytes = "\xEF\xBB\xBFX\r\r\n..a\r\n.b\n=C3=4 \r\n" + std::string(2, '\0') + "x" +
                        std::string(700, '\0') + "J\xF6rg \n";
    bytes += bytes;
    for (int kind = 0; kind <= static_cast<int>(Rewrite::MendQuotedPrintable); ++kind) {
        Edits edits(2);
        edits[0].offset = 3;
        edits[0].inserted = "in";
        edits[0].removed = bytes.size() - 10;
        edits[0].rewrite = static_cast<Rewrite>(kind);
        edits[1].offset = bytes.size();
        edits[1].inserted = "end";
        const OpenBytes trickle = [&]() -> Result<std::unique_ptr<ByteSource>> {
            return std::make_unique<Trickle>(bytes);
        };
        EXPECT_EQ(*readAll(withEdits(trickle, edits)), *readAll(withEdits(bytesInMemory(bytes), edits)))
            << kind;
    }
}

// -- defects by twos, and many at random

struct Damage
{
    CauseId cause;
    std::function<std::string(const std::string&)> apply;
};

std::vector<Damage> damages()
{
    const auto swap = [](std::string from, std::string to) {
        return [from = std::move(from), to = std::move(to)](const std::string& bytes) {
            return replaced(bytes, from, to);
        };
    };
    const auto before = [](std::string text) {
        return [text = std::move(text)](const std::string& bytes) { return text + bytes; };
    };
    return {
        {CauseId::ByteOrderMark, before("\xEF\xBB\xBF")},
        {CauseId::MboxFromLine, before("From a@example.org Mon Nov 23 09:41:07 2026\r\n")},
        {CauseId::Pop3ResponseLine, before("+OK 1200 octets\r\n")},
        {CauseId::LeadingBlankLine, before("\r\n")},
        {CauseId::SmtpEnvelopeLines, before("MAIL FROM:<a@example.org>\r\nDATA\r\n")},
        {CauseId::Pop3DotFraming, [](const std::string& bytes) { return bytes + ".\r\n"; }},
        {CauseId::NulInHeader, swap("Invoice for", std::string("Invoice\0 for", 12))},
        {CauseId::InvalidHeaderName, swap("Message-ID:", "Bad name: x\r\nMessage-ID:")},
        {CauseId::EnvelopeHeaderInMessage, swap("Message-ID:", "x-receiver: b@example.org\r\nMessage-ID:")},
        {CauseId::MalformedHeaderLine, swap("Message-ID:", "what is this\r\nMessage-ID:")},
        {CauseId::ConflictingHeader, swap("MIME-Version", "Content-Transfer-Encoding: 7bit\r\n"
                                                          "Content-Transfer-Encoding: 8bit\r\nMIME-Version")},
        {CauseId::DuplicateHeader, swap("MIME-Version", "Subject: again\r\nMIME-Version")},
        {CauseId::InvalidFrom, swap("Example Invoices <invoices@example.org>", "nobody")},
        {CauseId::InvalidRecipient, swap("Anna <anna@contoso.com>", "Anna")},
        {CauseId::InvalidDate, swap("Mon, 23 Nov 2026 09:41:07 +0100", "yesterday")},
        {CauseId::Raw8BitHeader, swap("November", "N\xF6vember")},
        {CauseId::MultipartWithoutBoundary, swap("; boundary=\"=_b\"", "")},
        {CauseId::BlankCharset, swap("charset=us-ascii", "charset=\"\"")},
        {CauseId::InvalidContentType, swap("text/plain;", "text;")},
        {CauseId::UnknownTransferEncoding, swap("Content-Type: text", "Content-Transfer-Encoding: utf8\r\n"
                                                                      "Content-Type: text")},
        {CauseId::NulInBody, swap("Dear Anna", std::string("Dear\0Anna", 9))},
        {CauseId::UnterminatedMultipart, swap("--=_b--\r\n", "")},
        {CauseId::Undeclared8BitBody, swap("Dear", "D\xE4"
                                                   "ar")},
        {CauseId::BodyLineTooLong, swap("the invoice", std::string(1200, 'y'))},
        {CauseId::BareCr, swap("is attached", "is\rattached")},
        {CauseId::LoneDotLine, swap("the invoice", "\r\n.\r\nthe invoice")},
    };
}

bool shows(const Diagnosis& diagnosis, CauseId cause)
{
    return std::ranges::find(diagnosis.findings, cause, &Finding::cause) != diagnosis.findings.end();
}

TEST(RepairsOfTwoDefects, LeadToATransferableMessageInEitherOrder)
{
    RepairOptions options = someOptions();
    options.risks = true;
    const std::vector<Damage> all = damages();
    std::size_t pairs = 0;
    for (const Damage& first : all)
        for (const Damage& second : all) {
            const std::string bytes = second.apply(first.apply(sound));
            const auto state = readAndJudge(bytesInMemory(bytes), options);
            if (&first == &second || !shows(state->diagnosis, first.cause) ||
                !shows(state->diagnosis, second.cause))
                continue;
            ++pairs;
            SCOPED_TRACE(std::string(causeOf(first.cause).id) + " and " +
                         std::string(causeOf(second.cause).id));
            std::string texts[2];
            for (int order = 0; order < 2; ++order) {
                const CauseId one = order == 0 ? first.cause : second.cause;
                const auto begun = repairAll(state->bytes, options, one);
                ASSERT_TRUE(begun);
                const auto done = repairAll(begun->after.bytes, options);
                ASSERT_TRUE(done);
                EXPECT_TRUE(done->transferable()) << causeOf(one).id << " first";
                EXPECT_FALSE(shows(done->after.diagnosis, first.cause));
                EXPECT_FALSE(shows(done->after.diagnosis, second.cause));
                const Summary& summary = done->after.summary;
                texts[order] = summary.subject + "|" + summary.recipients().at(0).spec() + "|" +
                               summary.from().at(0).spec() + "|" +
                               std::to_string(done->after.message.parts.size());
            }
            EXPECT_EQ(texts[0], texts[1]);
        }
    EXPECT_GT(pairs, 400U);
}

TEST(RepairsOfRandomDefects, ConvergeAndRemoveWhatTheyPromise)
{
    RepairOptions options = someOptions();
    options.risks = true;
    const std::vector<Damage> all = damages();
    std::mt19937 random(20261124);
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
    std::size_t repairs = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string bytes = sound;
        for (std::size_t i = below(6); i > 0; --i)
            bytes = all[below(all.size())].apply(bytes);
        for (std::size_t i = below(4); i > 0; --i)
            bytes[below(bytes.size())] = static_cast<char>(below(256));
        if (below(4) == 0)
            bytes.resize(below(bytes.size()) + 1);
        SCOPED_TRACE(round);
        const auto outcome = repairAll(bytesInMemory(bytes), options);
        ASSERT_TRUE(outcome);
        repairs += outcome->steps.size();
        EXPECT_LE(outcome->steps.size(), catalogue().size());
        for (const Finding& finding : outcome->after.diagnosis.findings) {
            const auto isIt = [&](const RepairPlan& plan) { return plan.cause == finding.cause; };
            const bool wasDone = std::ranges::any_of(outcome->steps, isIt);
            const bool wasRefused = std::ranges::any_of(
                outcome->left, [&](const Unrepaired& left) { return left.cause == finding.cause; });
            EXPECT_TRUE(finding.severity == Severity::Note || wasDone || wasRefused)
                << causeOf(finding.cause).id;
        }
        // The bytes are what the steps say, and reading them anew judges them the same.
        const std::string result = *readAll(outcome->after.bytes);
        const Message message = readMessage(result);
        EXPECT_EQ(judge(message, summarise(message)).verdict, outcome->after.diagnosis.verdict);
    }
    EXPECT_GT(repairs, 3000U);
}

// -- hostile messages

/// Plans, applies and previews the repair of that cause; it must be there.
void repairOnce(const std::string& bytes, CauseId cause)
{
    RepairOptions options = someOptions();
    options.limits.lineLength = 998;
    const auto state = readAndJudge(bytesInMemory(bytes), options);
    const auto plan = planRepair(*state, cause, options);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(applyPlan(*state, *plan, options));
    EXPECT_TRUE(previewPlan(state->bytes, *plan));
}

TEST(HostileMessage, WithManyBrokenEncodedWordsIsRepairedInLinearTime)
{
    EXPECT_TRUE(takesLinearTime([](std::size_t count) {
        repairOnce(replaced(sound, "Invoice for November", repeated("=?x-none?Q?a?= b ", count)),
                   CauseId::BadEncodedWord);
    }));
}

TEST(HostileMessage, WithManyOddFieldsIsRepairedInLinearTime)
{
    EXPECT_TRUE(takesLinearTime(
        [](std::size_t count) {
            repairOnce(replaced(sound, "Subject:", repeated("no colon here\r\n", count) + "Subject:"),
                       CauseId::MalformedHeaderLine);
        },
        1000));
}

TEST(HostileMessage, WithALongLineIsFoldedInLinearTime)
{
    EXPECT_TRUE(takesLinearTime([](std::size_t count) {
        repairOnce("X-Long: " + repeated("abcdefgh ij,", count) + "\r\n" + sound, CauseId::HeaderLineTooLong);
    }));
}

TEST(HostileMessage, WithManyLikelyBoundariesIsSearchedInLinearTime)
{
    EXPECT_TRUE(takesLinearTime([](std::size_t count) {
        std::string body;
        for (std::size_t i = 0; i < count; ++i)
            body += "--b" + std::to_string(i) + "\r\n\r\n";
        repairOnce(replaced(sound, "; boundary=\"=_b\"\r\n\r\n", "\r\n\r\n" + body),
                   CauseId::MultipartWithoutBoundary);
    }));
}

TEST(HostileMessage, WithManyLineEndsIsRepairedInLinearTime)
{
    EXPECT_TRUE(takesLinearTime([](std::size_t count) {
        repairOnce(fields + "\r\n" + repeated("a\n\r", count), CauseId::BareLf);
        repairOnce(fields + "\r\n" + repeated("a\r\r\r", count) + "\r\n", CauseId::BareCr);
    }));
}

/// A header, and a body that is made while it is read.
class Endless final : public ByteSource
{
public:
    Endless(std::string header, std::uint64_t size)
        : m_header(std::move(header))
        , m_left(size)
    {
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        if (!m_header.empty()) {
            const std::size_t count = std::min(buffer.size(), m_header.size());
            std::copy_n(m_header.data(), count, buffer.data());
            m_header.erase(0, count);
            return count;
        }
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), m_left));
        for (std::size_t i = 0; i < count; ++i)
            buffer[i] = "\n\r.yxxxx"[--m_left % 8];
        return count;
    }

private:
    std::string m_header;
    std::uint64_t m_left;
};

TEST(HostileMessage, OfAHundredMegabytesIsRepairedAsItIsRead)
{
    constexpr std::uint64_t size = 100'000'000;
    const std::string header =
        replaced(fields, "From: Example Invoices <invoices@example.org>\r\n", "") + "\r\n";
    const OpenBytes open = [&]() -> Result<std::unique_ptr<ByteSource>> {
        return std::make_unique<Endless>(header, size);
    };
    const auto outcome = repairAll(open, someOptions());
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->transferable());
    std::uint64_t bytes = 0;
    EXPECT_TRUE(copyBytes(outcome->after.bytes, [&](std::string_view block) -> Result<> {
        bytes += block.size();
        return {};
    }));
    EXPECT_EQ(bytes, header.size() + size + std::string_view("From: sender@example.org\r\n").size());
}

} // namespace
} // namespace connectorscope
