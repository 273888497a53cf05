#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

// Messages for tests, with the line ends that a connector's have.

/// Nothing is wrong with it.
inline std::string cleanMessage(std::string_view subject = "All is well")
{
    return "From: Example Office <office@example.org>\r\n"
           "To: sales@contoso.com\r\n"
           "Subject: " +
           std::string(subject) +
           "\r\n"
           "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
           "Message-ID: <well@example.org>\r\n"
           "\r\n"
           "Text.\r\n";
}

/// Its primary cause is missing-from: blocked.
inline std::string messageWithoutFrom(std::string_view subject = "Scan from MFP-2")
{
    return "To: sales@contoso.com\r\n"
           "Subject: " +
           std::string(subject) +
           "\r\n"
           "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
           "Message-ID: <scan@mfp-2.contoso.com>\r\n"
           "\r\n"
           "Text.\r\n";
}

/// Its primary cause is raw-8bit-header: at risk.
inline std::string messageWith8BitSubject()
{
    return cleanMessage("Relev\xE9 de compte");
}

/// Its primary cause is unterminated-multipart: corrupt.
inline std::string cutMessage()
{
    return "From: Example Office <office@example.org>\r\n"
           "To: sales@contoso.com\r\n"
           "Subject: Cut\r\n"
           "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
           "Message-ID: <cut@example.org>\r\n"
           "MIME-Version: 1.0\r\n"
           "Content-Type: multipart/mixed; boundary=\"b\"\r\n"
           "\r\n"
           "--b\r\n"
           "Content-Type: text/plain\r\n"
           "\r\n"
           "The download ends he";
}

} // namespace connectorscope
