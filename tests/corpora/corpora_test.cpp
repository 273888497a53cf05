// What the judge says of thousands of real messages. Skips where they are absent.

#include "corpora.h"
#include "tests/support/small_files.h"

#include "core/diagnosis/diagnosis.h"
#include "core/message/message_reader.h"
#include "core/message/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace connectorscope {
namespace {

using testing::IsEmpty;

class Corpora : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto folder = corporaFolder();
        if (!folder)
            GTEST_SKIP() << "there are no corpora beside the source folder";
        m_folder = *folder;
    }

    std::string read(const std::string& path) const { return readFile(m_folder / path); }

    std::filesystem::path m_folder;
};

Diagnosis judgeBytes(std::string_view bytes)
{
    const Message message = readMessage(bytes);
    return judge(message, summarise(message));
}

bool isTransferable(const Diagnosis& diagnosis)
{
    return diagnosis.verdict != Verdict::Corrupt && diagnosis.verdict != Verdict::Blocked;
}

std::string describe(const std::string& path, const Diagnosis& diagnosis)
{
    std::string text = path + ": " + std::string(toString(diagnosis.verdict));
    for (const Finding& finding : diagnosis.findings)
        text += "\n    " + std::string(causeOf(finding.cause).id) + " line " + std::to_string(finding.line) +
                " [" + finding.evidence + "]";
    return text;
}

/// Columns of PROFILE.tsv that are neither 0 nor empty where the profile saw something odd.
constexpr auto oddities = std::to_array<std::string_view>({"n_nul",
                                                           "bom",
                                                           "ctrl_z",
                                                           "lines_over_998",
                                                           "leading_blank",
                                                           "hdr_eof",
                                                           "hdr_junk_lines",
                                                           "hdr_first_is_cont",
                                                           "hdr_8bit",
                                                           "hdr_nul",
                                                           "hdr_ws_only_line",
                                                           "hdr_space_before_colon",
                                                           "missing_from",
                                                           "bad_from",
                                                           "missing_all_rcpt",
                                                           "dup_singletons",
                                                           "bad_date",
                                                           "bad_enc_words",
                                                           "final_dot_line",
                                                           "multipart_no_boundary_param",
                                                           "b64_errors",
                                                           "qp_errors",
                                                           "boundary_never_opened",
                                                           "no_closing_boundary",
                                                           "unknown_charset",
                                                           "unknown_cte",
                                                           "8bit_in_7bit",
                                                           "b64_multipart",
                                                           "partial",
                                                           "empty",
                                                           "n_bare_cr",
                                                           "raw8bit_filename"});

bool isFreeOfOddities(const TableRow& row)
{
    return row.at("hdr_sep") == "1" && std::ranges::all_of(oddities, [&](std::string_view column) {
               const auto cell = row.find(column);
               return cell == row.end() || cell->second.empty() || cell->second == "0";
           });
}

/// A message that the profile calls free of oddities, and the fault that a person saw in it: the profile
/// looks for no such faults.
struct KnownFault
{
    std::string_view path;
    CauseId cause;
    std::string_view reason;
};

constexpr auto knownFaults = std::to_array<KnownFault>({
    {"cpython-test-email/Lib/test/test_email/data/msg_14.txt", CauseId::InvalidContentType,
     "a type without subtype"},
    {"exim-test/test/mail/4000.userx_0002", CauseId::BlankCharset, "an empty charset"},
    {"james-mime4j/benchmark/src/main/resources/long-headers.msg", CauseId::MailLoop,
     "six hops through one host"},
    {"mailsystem-net/Class_Library/ActiveUp.Net.Tests/resource/text_without_contenttype_subtype.eml",
     CauseId::InvalidContentType, "a type without subtype"},
    {"mikel-mail/spec/fixtures/emails/mime_emails/raw_email11.eml", CauseId::InvalidRecipient,
     "the only recipient has no domain"},
    {"mikel-tmail/test/fixtures/raw_email11", CauseId::InvalidRecipient, "the only recipient has no domain"},
    {"mimekit/UnitTests/TestData/messages/missing-subtype.txt", CauseId::InvalidContentType,
     "a type without subtype"},
    {"mu/testdata/testdir2/wom_bat/cur/rfc822.1", CauseId::InvalidRecipient,
     "the only recipient has no domain"},
    {"phishing_pot/email/sample-1086.eml", CauseId::InvalidRecipient, "the only recipient has two @"},
    {"phishing_pot/email/sample-6512.eml", CauseId::InvalidRecipient, "the only recipient has two @"},
    {"phishing_pot/email/sample-7381.eml", CauseId::InvalidRecipient, "the only recipient has two @"},
    {"redmine/test/fixtures/mail_handler/ticket_html_only.eml", CauseId::EnvelopeHeaderInMessage,
     "begins with an x-sender line"},
    {"rspamd/test/functional/messages/priority.eml", CauseId::InvalidRecipient,
     "a semicolon where the group needs its colon: no recipient at all"},
    {"rspamd/test/functional/messages/url10.eml", CauseId::InvalidRecipient,
     "a semicolon where the group needs its colon: no recipient at all"},
    {"spamassassin-publiccorpus/data/spam-1/00089.7e7baae6ef4a8fb945d7b3fe551329fe.txt",
     CauseId::InvalidRecipient, "the only recipient is <>"},
    {"spamassassin-publiccorpus/data/spam-1/00230.214f8d9a756aee75e292056c1f65a005.txt",
     CauseId::InvalidRecipient, "the only recipient is <>"},
    {"spamassassin-t/t/data/nice/mime8", CauseId::InvalidContentType, "a type without subtype"},
    {"spamassassin-t/t/data/spam/badctype1", CauseId::InvalidContentType, "a type without subtype"},
    {"spamscope-mail-parser/tests/mails/mail_test_5", CauseId::EnvelopeHeaderInMessage,
     "brings x-receiver lines of its own"},
});

TEST_F(Corpora, EveryMessageAndItsCrLfTwinIsJudgedWithinASecond)
{
    for (const TableRow& row : readTable(m_folder / "INDEX.tsv")) {
        const std::string& path = row.at("path");
        const std::string bytes = read(path);
        for (const std::string& twin : {bytes, crlfTwin(bytes)}) {
            const auto begin = std::chrono::steady_clock::now();
            const Diagnosis diagnosis = judgeBytes(twin);
            EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1)) << path;
            EXPECT_EQ(diagnosis.findings.empty(), !diagnosis.primary) << path;
        }
    }
}

TEST_F(Corpora, NoMessageFreeOfOdditiesIsCorruptOrBlocked)
{
    std::vector<std::string> wrong;
    std::size_t count = 0;
    for (const TableRow& row : readTable(m_folder / "PROFILE.tsv")) {
        const std::string& path = row.at("path");
        if (!isFreeOfOddities(row))
            continue;
        ++count;
        const std::string bytes = read(path);
        const Diagnosis diagnosis = judgeBytes(crlfTwin(withoutMboxLine(bytes)));
        const auto* known = std::ranges::find(knownFaults, path, &KnownFault::path);
        if (known != knownFaults.end())
            EXPECT_EQ(diagnosis.primary, known->cause) << path << ": " << known->reason;
        else if (!isTransferable(diagnosis))
            wrong.push_back(describe(path, diagnosis));
    }
    EXPECT_GT(count, 500U);
    EXPECT_THAT(wrong, IsEmpty());
}

TEST_F(Corpora, AtMostOneHamMessageInAHundredIsCorruptOrBlocked)
{
    std::vector<std::string> wrong;
    std::size_t count = 0;
    for (const TableRow& row : readTable(m_folder / "INDEX.tsv")) {
        const std::string& path = row.at("path");
        if (!path.starts_with("spamassassin-publiccorpus/") || path.find("ham") == std::string::npos)
            continue;
        ++count;
        const std::string bytes = read(path);
        const Diagnosis diagnosis = judgeBytes(crlfTwin(withoutMboxLine(bytes)));
        if (!isTransferable(diagnosis))
            wrong.push_back(describe(path, diagnosis));
    }
    EXPECT_GT(count, 100U);
    EXPECT_LE(wrong.size() * 100, count) << testing::PrintToString(wrong);
    for (const std::string& text : wrong)
        std::printf("%s\n", text.c_str());
}

} // namespace
} // namespace connectorscope
