// Twenty kinds of damage that collections of real mail hardly show, made here from one sound message. Files
// that are locked, grow or vanish (kinds 6 and 7) are the business of tests/app, files of gigabytes that of
// ./dev soak.

#include "core/diagnosis/diagnosis.h"
#include "core/message/message_reader.h"
#include "core/message/summary.h"

#include "corpora.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

namespace connectorscope {
namespace {

using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;

const std::string head = "Return-Path: <invoices@example.org>\r\n"
                         "Received: from mail.example.org (mail.example.org [192.0.2.10])\r\n"
                         "\tby mx.example.net with ESMTPS; Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                         "From: Example Invoices <invoices@example.org>\r\n"
                         "To: Anna <anna@contoso.com>\r\n"
                         "Subject: Invoice for November\r\n"
                         "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                         "Message-ID: <4711@mail.example.org>\r\n"
                         "MIME-Version: 1.0\r\n";
const std::string textType = "Content-Type: text/plain; charset=us-ascii\r\n";
const std::string text = "Dear Anna,\r\n\r\nthe invoice is attached.\r\n\r\nRegards\r\n";
const std::string base64Lines = "SGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsaW5lIG9mIGRhdGEgZm9yIHRoZSB0ZXN0\r\n"
                                "SGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsaW5lIG9mIGRhdGEgZm9yIHRoZSB0ZXN0\r\n";

std::string sound()
{
    return head + textType + "\r\n" + text;
}

std::string withAttachment(const std::string& data = base64Lines,
                           const std::string& type = "application/pdf; name=\"invoice.pdf\"")
{
    return head + "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n--=_b\r\n" + textType + "\r\n" +
           text + "--=_b\r\nContent-Type: " + type +
           "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; "
           "filename=\"invoice.pdf\"\r\n\r\n" +
           data + "--=_b--\r\n";
}

std::string replaced(std::string bytes, const std::string& from, const std::string& to)
{
    const std::size_t at = bytes.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? bytes : bytes.replace(at, from.size(), to);
}

std::string replacedEverywhere(const std::string& bytes, const std::string& from, const std::string& to)
{
    std::string out;
    std::size_t at = 0;
    for (std::size_t hit = bytes.find(from); hit != std::string::npos; hit = bytes.find(from, at)) {
        out += bytes.substr(at, hit - at) + to;
        at = hit + from.size();
    }
    return out + bytes.substr(at);
}

Diagnosis judgeMade(std::string_view bytes)
{
    const Message message = readMessage(bytes);
    return judge(message, summarise(message));
}

std::string primaryOf(std::string_view bytes)
{
    const Diagnosis diagnosis = judgeMade(bytes);
    return diagnosis.primary ? std::string(causeOf(*diagnosis.primary).id) : "nothing";
}

std::set<std::string> causesOf(std::string_view bytes)
{
    std::set<std::string> ids;
    for (const Finding& finding : judgeMade(bytes).findings)
        ids.emplace(causeOf(finding.cause).id);
    return ids;
}

std::string utf16(std::string_view ascii, bool bigEndian, bool byteOrderMark)
{
    std::string out;
    const auto put = [&](char high, char low) {
        out += bigEndian ? std::string{high, low} : std::string{low, high};
    };
    if (byteOrderMark)
        put('\xFE', '\xFF');
    for (const char c : ascii)
        put('\0', c);
    return out;
}

TEST(SyntheticDamage, Kind00TheSoundMessageIsClean)
{
    EXPECT_EQ(primaryOf(sound()), "nothing");
    EXPECT_EQ(primaryOf(withAttachment()), "nothing");
}

TEST(SyntheticDamage, Kind01ZeroByteFile)
{
    EXPECT_EQ(primaryOf(""), "empty-file");
}

TEST(SyntheticDamage, Kind02NothingButNul)
{
    EXPECT_EQ(primaryOf(std::string(48'123, '\0')), "nul-filled");
}

TEST(SyntheticDamage, Kind03NulFromSomewhereToTheEndAndHolesOfClusters)
{
    EXPECT_EQ(primaryOf(sound().substr(0, 500) + std::string(9'000, '\0')), "nul-hole");
    for (const std::size_t hole : {std::size_t{4096}, std::size_t{65536}}) {
        std::string bytes = head + textType + "\r\n";
        while (bytes.size() < 200'000)
            bytes += "This is a line of a long text.\r\n";
        bytes.replace(65536, hole, std::string(hole, '\0'));
        const Diagnosis diagnosis = judgeMade(bytes);
        ASSERT_EQ(diagnosis.primary, CauseId::NulHole);
        EXPECT_EQ(diagnosis.findings[0].offset, 65536U);
        EXPECT_EQ(diagnosis.findings[0].length, hole);
        EXPECT_THAT(causesOf(bytes), Not(Contains("nul-in-body")));
    }
}

TEST(SyntheticDamage, Kind04CutInsideTheHeader)
{
    const std::string whole = replaced(sound(), "Invoice for", "=?utf-8?Q?Invoice_f=C3=BCr?=\r\n for");
    for (const char* before : {"ject:", "\tby mx", "=BCr?=", "\nDate:"}) {
        SCOPED_TRACE(before);
        const std::string cut = whole.substr(0, whole.find(before));
        const Diagnosis diagnosis = judgeMade(cut);
        EXPECT_EQ(diagnosis.primary, CauseId::TruncatedInHeaders);
        EXPECT_EQ(diagnosis.verdict, Verdict::Corrupt);
    }
}

TEST(SyntheticDamage, Kind05CutInsideBase64)
{
    const std::string whole = withAttachment();
    const std::size_t data = whole.find(base64Lines);
    for (const std::size_t length :
         {std::size_t{20}, std::size_t{21}, std::size_t{66}, base64Lines.size() - 2, base64Lines.size()}) {
        SCOPED_TRACE(length);
        const Diagnosis diagnosis = judgeMade(whole.substr(0, data + length));
        EXPECT_EQ(diagnosis.verdict, Verdict::Corrupt);
    }
    EXPECT_THAT(causesOf(whole.substr(0, data + 21)),
                IsSupersetOf({"truncated-base64", "unterminated-multipart"}));
    EXPECT_EQ(causesOf(whole.substr(0, data + 20)), std::set<std::string>{"unterminated-multipart"});
}

TEST(SyntheticDamage, Kind08Pop3Leakage)
{
    EXPECT_EQ(primaryOf("+OK 1234 octets\r\n" + sound()), "pop3-response-line");
    EXPECT_EQ(primaryOf(sound() + ".\r\n"), "pop3-dot-framing");
    EXPECT_EQ(causesOf(sound() + ".\r\n+OK 87 octets\r\n"), std::set<std::string>{"pop3-dot-framing"});
    EXPECT_EQ(causesOf(withAttachment() + ".\r\n-ERR no such message\r\n"),
              std::set<std::string>{"pop3-dot-framing"});
}

TEST(SyntheticDamage, Kind09DotStuffing)
{
    EXPECT_EQ(primaryOf(sound() + "..profile\r\n.\r\n"), "pop3-dot-framing");
    EXPECT_EQ(causesOf(sound() + ".\r\nmore text\r\n"), std::set<std::string>{"lone-dot-line"});
}

TEST(SyntheticDamage, Kind10HeaderBlocksAroundTheLimit)
{
    const std::string hop =
        "Received: from a.example.org by b.example.org; Mon, 23 Nov 2026 09:41:07 +0100\r\n";
    std::string hops;
    while (hops.size() < 66'000)
        hops += hop;
    EXPECT_THAT(causesOf(hops + sound()), Contains("header-block-too-large"));
    std::string many = "To: Anna <anna@contoso.com>";
    while (many.size() < 70'000)
        many += ",\r\n\tsomebody" + std::to_string(many.size()) + "@contoso.com";
    EXPECT_THAT(causesOf(replaced(sound(), "To: Anna <anna@contoso.com>", many)),
                IsSupersetOf({"header-block-too-large", "too-many-recipients"}));
    EXPECT_THAT(causesOf("X-Long: " + std::string(1'000'000, 'x') + "\r\n" + sound()),
                IsSupersetOf({"header-block-too-large", "header-line-too-long"}));
    const std::size_t rest = head.size() + textType.size();
    for (const int difference : {-1, 0, 1}) {
        const std::size_t size = 65'536 + static_cast<std::size_t>(difference + 1) - 1;
        std::string padding;
        while (padding.size() + 100 < size - rest)
            padding += "X-Pad: " + std::string(50, 'x') + "\r\n";
        padding += "X-Pad: " + std::string(size - rest - padding.size() - 9, 'x') + "\r\n";
        const auto causes = causesOf(padding + sound());
        EXPECT_EQ(causes.contains("header-block-too-large"), difference > 0) << difference;
    }
}

TEST(SyntheticDamage, Kind11ManyRecipientsAndGroups)
{
    for (const int count : {101, 1001, 5001}) {
        std::string to = "To: a0@contoso.com";
        for (int i = 1; i < count; ++i)
            to += ",\r\n a" + std::to_string(i) + "@contoso.com";
        EXPECT_THAT(causesOf(replaced(sound(), "To: Anna <anna@contoso.com>", to)),
                    Contains("too-many-recipients"))
            << count;
    }
    for (const char* to : {"To: undisclosed-recipients:;",
                           "To: undisclosed-recipients:", "To: Friends: a@contoso.com, b@contoso.com;"})
        EXPECT_THAT(causesOf(replaced(sound(), "To: Anna <anna@contoso.com>", to)),
                    Contains("group-syntax-recipient"))
            << to;
    EXPECT_THAT(causesOf(replaced(sound(), "To: Anna <anna@contoso.com>", "To: undisclosed-recipients:;")),
                Not(Contains("missing-recipient")));
}

TEST(SyntheticDamage, Kind12Sizes)
{
    std::string bytes = head + textType + "\r\n";
    while (bytes.size() < 10 * 1024 * 1024)
        bytes += "This is a line of a text that is far too long to be read by anybody.\r\n";
    EXPECT_THAT(causesOf(bytes), Contains("message-too-large"));
    EXPECT_EQ(judgeMade(bytes).verdict, Verdict::AtRisk);
}

TEST(SyntheticDamage, Kind13Utf16AndByteOrderMarks)
{
    for (const bool bigEndian : {false, true})
        for (const bool mark : {false, true})
            EXPECT_EQ(primaryOf(utf16(sound(), bigEndian, mark)), "utf16-text");
    EXPECT_EQ(causesOf("\xEF\xBB\xBF" + sound()), std::set<std::string>{"byte-order-mark"});
    EXPECT_THAT(causesOf("\r\n\xEF\xBB\xBF" + sound()),
                IsSupersetOf({"byte-order-mark", "leading-blank-line"}));
}

TEST(SyntheticDamage, Kind14LineEnds)
{
    EXPECT_EQ(causesOf(replacedEverywhere(sound(), "\r\n", "\r")), std::set<std::string>{"bare-cr"});
    EXPECT_EQ(causesOf(replacedEverywhere(sound(), "\r\n", "\r\r\n")), std::set<std::string>{"bare-cr"});
    EXPECT_EQ(causesOf(replacedEverywhere(sound(), "\r\n", "\n")), std::set<std::string>{"bare-lf"});
    EXPECT_EQ(causesOf(head + textType + "\r\n" + replacedEverywhere(text, "\r\n", "\n")),
              std::set<std::string>{"bare-lf"});
    EXPECT_THAT(causesOf(replaced(sound(), "Invoice for", "Invoice\nfor")), Contains("bare-lf"));
    for (const char* breaking : {"\f", "\v", "\xC2\x85", "\xE2\x80\xA8"})
        EXPECT_NE(
            judgeMade(replaced(sound(), "is attached", std::string("is") + breaking + "attached")).verdict,
            Verdict::Corrupt);
}

TEST(SyntheticDamage, Kind15DoubledAndConflictingFields)
{
    for (const char* field : {"From: other@example.org\r\n", "To: berta@contoso.com\r\n",
                              "Date: Tue, 24 Nov 2026 09:41:07 +0100\r\n", "Subject: again\r\n",
                              "Message-ID: <again@example.org>\r\n", "MIME-Version: 1.0\r\n"})
        EXPECT_THAT(causesOf(field + sound()), Contains("duplicate-header")) << field;
    EXPECT_THAT(causesOf("Content-Type: multipart/mixed; boundary=x\r\n" + sound()),
                Contains("conflicting-header"));
    EXPECT_THAT(causesOf("Content-Type: multipart/mixed; boundary=x\r\n" + withAttachment()),
                Contains("conflicting-header"));
    EXPECT_THAT(
        causesOf("Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit\r\n" + sound()),
        Contains("conflicting-header"));
}

TEST(SyntheticDamage, Kind16Senders)
{
    const std::string from = "From: Example Invoices <invoices@example.org>\r\n";
    EXPECT_EQ(primaryOf(replaced(sound(), from, "")), "missing-from");
    for (const char* broken :
         {"From:\r\n", "From: <>\r\n", "From: invoices\r\n", "From: Example Invoices\r\n"})
        EXPECT_EQ(primaryOf(replaced(sound(), from, broken)), "invalid-from") << broken;
    EXPECT_EQ(primaryOf(replaced(sound(), from, "From: a@example.org, b@example.org\r\n")), "multiple-from");
    const std::string nested = std::string(500, '(') + "deep" + std::string(500, ')');
    EXPECT_NE(judgeMade(replaced(sound(), from, "From: " + nested + " invoices@example.org\r\n")).verdict,
              Verdict::Corrupt);
    EXPECT_NE(
        judgeMade(replaced(sound(), from, "From: " + std::string(300, 'a') + "@example.org\r\n")).verdict,
        Verdict::Corrupt);
    EXPECT_THAT(causesOf(replaced(sound(), from,
                                  "From: \xC3\xA4nne@b\xC3\xBC"
                                  "cher.example\r\n")),
                Contains("raw-8bit-header"));
}

TEST(SyntheticDamage, Kind17Multiparts)
{
    const std::string declared = "; boundary=\"=_b\"";
    EXPECT_EQ(primaryOf(replaced(withAttachment(), declared, "")), "multipart-without-boundary");
    EXPECT_EQ(primaryOf(replaced(withAttachment(), declared, "; boundary=other")), "boundary-not-found");
    EXPECT_EQ(primaryOf(head + "Content-Type: multipart/mixed; boundary=b\r\n\r\nonly a preamble\r\n"),
              "boundary-not-found");
    const std::string hard = "(regex+)*[x]\\d 'quoted'";
    EXPECT_EQ(primaryOf(replaced(replacedEverywhere(withAttachment(), "--=_b", "--" + hard),
                                 "boundary=\"=_b\"", "boundary=\"(regex+)*[x]\\\\d 'quoted'\"")),
              "nothing");
    std::string bomb = head;
    for (int i = 0; i < 1000; ++i)
        bomb += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "x\r\n\r\n--b" +
                std::to_string(i) + "x\r\n";
    EXPECT_THAT(causesOf(bomb), Contains("nesting-too-deep"));
    std::string empties = head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    for (int i = 0; i < 50'000; ++i)
        empties += "--b\r\n\r\n";
    EXPECT_EQ(primaryOf(empties + "--b--\r\n"), "too-many-parts");
}

TEST(SyntheticDamage, Kind18EncodingsAndCharsets)
{
    const auto typed = [](const std::string& fields, const std::string& body) {
        return head + fields + "\r\n" + body;
    };
    EXPECT_EQ(primaryOf(replaced(withAttachment(), "MIME-Version: 1.0\r\n",
                                 "MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n")),
              "encoding-on-multipart");
    EXPECT_EQ(primaryOf(typed(textType + "Content-Transfer-Encoding: x-unknown\r\n", text)),
              "unknown-transfer-encoding");
    EXPECT_EQ(primaryOf(typed("Content-Type: text/plain; charset=\"\"\r\n", text)), "blank-charset");
    EXPECT_THAT(causesOf(typed("Content-Type: text/plain; charset=x-no-such\r\n", text)),
                Contains("unknown-charset"));
    for (const char* known : {"iso-8859-8-i", "ks_c_5601-1987"})
        EXPECT_EQ(primaryOf(typed(std::string("Content-Type: text/plain; charset=") + known + "\r\n", text)),
                  "nothing")
            << known;
    EXPECT_EQ(primaryOf(typed(textType + "Content-Transfer-Encoding: quoted-printable\r\n",
                              "a soft break at the end=")),
              "nothing");
    EXPECT_THAT(causesOf(typed(textType, "Gr\xFC\xDF"
                                         "e\r\n")),
                Contains("undeclared-8bit-body"));
}

TEST(SyntheticDamage, Kind19Tnef)
{
    const std::string mime = withAttachment("eJ8+IgEA\r\n", "application/ms-tnef; name=\"winmail.dat\"");
    EXPECT_THAT(causesOf(mime), Contains("tnef-attachment"));
    EXPECT_THAT(causesOf(replaced(replacedEverywhere(mime, "application/ms-tnef", "application/octet-stream"),
                                  "filename=\"invoice.pdf\"", "filename=\"winmail.dat\"")),
                Contains("tnef-attachment"));
}

TEST(SyntheticDamage, Kind20ScannersAndFilters)
{
    EXPECT_THAT(causesOf(withAttachment("")), Contains("dangling-part"));
    EXPECT_EQ(primaryOf(withAttachment() + "-- \r\nThis mail was checked.\r\n"), "nothing");
    EXPECT_THAT(causesOf(replaced(sound(), "Subject:", "X-Checked: yes\nSubject:")), Contains("bare-lf"));
    for (const char* foreign : {"MZ\x90", "PK\x03\x04", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                                "<html><body>Hello</body></html>\r\n", "!BDN"})
        EXPECT_EQ(primaryOf(foreign + std::string("and so on\r\n")), "not-a-message") << foreign;
    EXPECT_EQ(judgeMade("This attachment was removed by the scanner.\r\n").verdict, Verdict::Corrupt);
    EXPECT_NE(judgeMade(sound() + withAttachment()).verdict, Verdict::Corrupt);
}

/// A sparse file of gigabytes, block by block, as the disk would give it.
class NulSource : public ByteSource
{
public:
    explicit NulSource(std::uint64_t size)
        : m_left(size)
    {
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, buffer.size()));
        const std::size_t kept = std::min(count, m_head.size());
        std::copy_n(m_head.data(), kept, buffer.data());
        std::fill(buffer.begin() + static_cast<std::ptrdiff_t>(kept),
                  buffer.begin() + static_cast<std::ptrdiff_t>(count), '\0');
        m_head.remove_prefix(kept);
        m_left -= count;
        return count;
    }

private:
    std::string_view m_head = head;
    std::uint64_t m_left;
};

TEST(SyntheticDamage, Kind12SparseFilesOfGigabytes)
{
    if (std::getenv("CONNECTORSCOPE_SOAK") == nullptr)
        GTEST_SKIP() << "takes long: ./dev soak runs it";
    ReadBuffer buffer;
    for (const std::uint64_t size :
         {std::uint64_t{200} << 20, (std::uint64_t{1} << 31) + 1, std::uint64_t{4} << 30}) {
        NulSource source(size);
        const auto message = readMessage(source, buffer);
        ASSERT_TRUE(message);
        EXPECT_EQ(message->size, size);
        EXPECT_EQ(judge(*message, summarise(*message)).primary, CauseId::NulHole);
    }
}

} // namespace
} // namespace connectorscope
