#include "tests/app/command_run.h"

#include <gmock/gmock.h>

#include <map>

namespace connectorscope {
namespace {

/// The primary cause of each demonstration message, by its file name; empty where it is clean.
const std::map<std::string, std::string> primaries{
    {"alarm-with-unreadable-date.eml", "invalid-date"},
    {"already-transferred-once.eml", "already-transferred"},
    {"attachment-removed-by-scanner.eml", "dangling-part"},
    {"base64-on-multipart.eml", "encoding-on-multipart"},
    {"bounce.eml", ""},
    {"download-cut-in-attachment.eml", "unterminated-multipart"},
    {"download-cut-in-headers.eml", "truncated-in-headers"},
    {"empty-file.eml", "empty-file"},
    {"fax-with-empty-from.eml", "invalid-from"},
    {"form-without-blank-line.eml", "missing-header-separator"},
    {"forwarding-loop.eml", "mail-loop"},
    {"invoice-with-pdf.eml", ""},
    {"meeting-invitation.eml", ""},
    {"newsletter-with-lost-boundary.eml", "boundary-not-found"},
    {"newsletter.eml", ""},
    {"open-relay-attempt.eml", "envelope-header-in-message"},
    {"order-from-japan.eml", ""},
    {"pop3-answer-in-file.eml", "pop3-response-line"},
    {"power-failure-nul-bytes.eml", "nul-filled"},
    {"proxy-error-page.eml", "not-a-message"},
    {"quote-never-closed.eml", "unbalanced-quote"},
    {"raw-8bit-subject.eml", "raw-8bit-header"},
    {"reply-in-french.eml", ""},
    {"restored-from-mbox.eml", "mbox-from-line"},
    {"saved-as-utf16.eml", "utf16-text"},
    {"scanner-without-from.eml", "missing-from"},
    {"script-with-byte-order-mark.eml", "byte-order-mark"},
    {"shop-with-unknown-encoding.eml", "unknown-transfer-encoding"},
    {"two-authors-without-sender.eml", "multiple-from"},
    {"undisclosed-recipients.eml", "group-syntax-recipient"},
    {"web-form-with-empty-charset.eml", "blank-charset"},
};

TEST(Demonstration, ShowsWhatTheNamesOfTheMessagesSay)
{
    std::map<std::string, std::string> judged;
    for (const nlohmann::ordered_json& file :
         runCommand({"diagnose", "--json", std::string(CONNECTORSCOPE_SOURCE_DIR) + "/resources/demo"})
             .objects()) {
        const std::filesystem::path path = pathFromBytes(file["path"].get<std::string>());
        judged[pathBytes(path.filename())] =
            file["primary"].is_null() ? "" : file["primary"].get<std::string>();
    }
    EXPECT_EQ(judged, primaries);
}

} // namespace
} // namespace connectorscope
