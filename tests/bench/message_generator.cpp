#include "message_generator.h"

#include <fstream>
#include <iterator>

namespace connectorscope {
namespace {

constexpr const char* words[] = {"the",    "invoice", "for",     "November", "is",       "attached",
                                 "please", "confirm", "receipt", "by",       "Friday",   "and",
                                 "send",   "us",      "your",    "order",    "number",   "with",
                                 "kind",   "regards", "project", "meeting",  "delivery", "will"};

constexpr const char* base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string MessageGenerator::header()
{
    const std::string number = std::to_string(m_number);
    std::string out = "Return-Path: <sender" + number + "@example.org>\r\n";
    for (std::uint32_t hop = 2 + below(3); hop > 0; --hop) {
        out += "Received: from mail" + std::to_string(hop) + ".example.org (mail" + std::to_string(hop) +
               ".example.org [192.0.2." + std::to_string(below(255)) + "])\r\n\tby relay" +
               std::to_string(hop) + ".example.net (Postfix) with ESMTPS id 4XyZ" + number +
               "\r\n\tfor <anna@contoso.com>; Mon, 23 Nov 2026 " + "09:41:07 +0100 (CET)\r\n";
    }
    out += "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; "
           "s=mail;\r\n\th=from:to:subject:date;\r\n"
           "\tbh=" +
           base64(32) + "\tb=" + base64(250);
    if (below(40) != 0)
        out += "From: \"Sender, Number " + number + "\" <sender" + number + "@example.org>\r\n";
    out +=
        "To: Anna <anna@contoso.com>" + std::string(below(4) == 0 ? ",\r\n\tberta@contoso.com" : "") + "\r\n";
    out += below(4) == 0 ? "Subject: =?UTF-8?Q?Rechnung_f=C3=BCr_November_" + number + "?=\r\n"
                         : "Subject: Order " + number + " has been shipped\r\n";
    out += "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\nMessage-ID: <" + number +
           ".4711@mail.example.org>\r\n"
           "MIME-Version: 1.0\r\nX-Mailer: Example Mailer 4.2\r\nImportance: normal\r\n";
    return out;
}

std::string MessageGenerator::text(std::size_t size)
{
    std::string out;
    std::size_t lineBegin = 0;
    while (out.size() < size) {
        out += words[below(std::size(words))];
        if (out.size() - lineBegin > 40 + below(32)) {
            out += below(12) == 0 ? ".\r\n\r\n" : "\r\n";
            lineBegin = out.size();
        } else {
            out += ' ';
        }
    }
    return out + "\r\n";
}

std::string MessageGenerator::html(std::size_t size)
{
    std::string out = "<html><body>\r\n";
    while (out.size() < size)
        out += "<p style=\"color:#333\">" + text(200) + "</p>\r\n";
    return out + "</body></html>\r\n";
}

std::string MessageGenerator::quotedPrintable(std::size_t size)
{
    std::string out;
    while (out.size() < size)
        out += "Gr=C3=BC=C3=9Fe aus M=C3=BCnchen, die Rechnung =E2=80=9ENovember=E2=80=9C liegt =\r\nbei. "
               "Bitte bis =\r\n";
    return out + "morgen.\r\n";
}

std::string MessageGenerator::base64(std::size_t size)
{
    std::string out;
    while (out.size() < size) {
        for (int i = 0; i < 76; i += 4) {
            const auto bits = static_cast<std::uint32_t>(m_random());
            for (int j = 0; j < 4; ++j)
                out += base64Alphabet[(bits >> (6 * j)) & 63U];
        }
        out += "\r\n";
    }
    return out;
}

std::string MessageGenerator::alternative(std::size_t size)
{
    const std::string boundary = "----=_Alt_" + std::to_string(m_number);
    return "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary +
           "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
           "quoted-printable\r\n\r\n" +
           quotedPrintable(size / 3) + "\r\n--" + boundary +
           "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html(size * 2 / 3) + "\r\n--" + boundary +
           "--\r\n";
}

std::string MessageGenerator::withAttachment(std::size_t size)
{
    const std::string boundary = "----=_Mixed_" + std::to_string(m_number);
    std::string out =
        "Content-Type: multipart/mixed;\r\n\tboundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n" +
        alternative(2000) + "\r\n--" + boundary +
        "\r\nContent-Type: application/pdf; name=\"invoice.pdf\"\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Disposition: attachment; filename=\"invoice.pdf\"\r\n\r\n" +
        base64(size);
    if (below(60) != 0) // else it was cut
        out += "\r\n--" + boundary + "--\r\n";
    return out;
}

std::string MessageGenerator::next()
{
    ++m_number;
    const std::uint32_t kind = below(1000);
    std::string out = header();
    if (kind < 300)
        return out + "Content-Type: text/plain; charset=us-ascii\r\n\r\n" + text(1000 + below(6000));
    if (kind < 600)
        return out + alternative(1000 + below(6000));
    if (kind < 800)
        return out + withAttachment(20'000 + below(210'000));
    if (kind < 995)
        return out + alternative(8000 + below(12'000));
    return out + withAttachment(1'000'000 + below(1'000'000));
}

std::uintmax_t writeMessages(const std::filesystem::path& folder, std::size_t count)
{
    const std::filesystem::path done = folder / ("complete-" + std::to_string(count));
    std::uintmax_t bytes = 0;
    if (std::ifstream(done) >> bytes)
        return bytes;
    std::filesystem::create_directories(folder / "mail");
    MessageGenerator generator(20'000);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string message = generator.next();
        bytes += message.size();
        std::ofstream(folder / "mail" / (std::to_string(i) + ".eml"), std::ios::binary) << message;
    }
    std::ofstream(done) << bytes;
    return bytes;
}

} // namespace connectorscope
