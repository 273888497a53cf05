#include "tests/bench/index_filler.h"

#include "core/index/site_ledger.h"
#include "tests/support/processor_time.h"

#include <array>
#include <random>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

constexpr std::size_t batch = 1000;

/// Messages as a small company gets them: few senders write most of them, most have gone, few failed.
class Mail
{
public:
    WatchRecord judged(std::size_t number, std::size_t total)
    {
        WatchRecord record;
        record.kind = RecordKind::Judged;
        record.place = {someFolder(), "{" + hex(8) + "-" + hex(4) + "-" + hex(4) + "}.eml"};
        record.at = mailBegins + std::chrono::duration_cast<std::chrono::nanoseconds>(mailSpan) /
                                     static_cast<std::int64_t>(total) * static_cast<std::int64_t>(number);
        record.stamp = {2000 + m_random() % 200'000, record.at, m_random(), 1};
        record.countsAsArrived = true;
        record.scanned = scanned(number);
        record.scanned->stamp = record.stamp;
        return record;
    }

    WatchRecord gone(const WatchRecord& record)
    {
        WatchRecord left;
        left.kind = RecordKind::Gone;
        left.place = record.place;
        left.at = record.at + std::chrono::minutes(10);
        left.countsAsHandedOver = record.place.folder == FolderKind::PickUp;
        return left;
    }

    std::uint64_t next() { return m_random(); }

private:
    FolderKind someFolder()
    {
        const std::uint64_t dice = m_random() % 100;
        return dice < 70   ? FolderKind::Incoming
               : dice < 80 ? FolderKind::Failed
               : dice < 98 ? FolderKind::PickUp
                           : FolderKind::BadMail;
    }

    std::string hex(std::size_t digits)
    {
        std::string text;
        while (text.size() < digits)
            text += "0123456789ABCDEF"[m_random() % 16];
        return text;
    }

    std::string words(std::size_t count)
    {
        static constexpr std::array known = {
            "Invoice",  "order",  "Re:",      "meeting", "on",       "Monday",  "the",      "new",
            "price",    "list",   "delivery", "delayed", "Angebot",  "Anfrage", "Rechnung", "Quartal",
            "contract", "draft",  "photos",   "holiday", "project",  "status",  "weekly",   "report",
            "server",   "backup", "failed",   "welcome", "password", "reset",   "ticket",   "update"};
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += (i == 0 ? "" : " ") + std::string(known[m_random() % known.size()]);
        return text;
    }

    ScannedMessage scanned(std::size_t number)
    {
        ScannedMessage message;
        message.content = xxh3("content" + std::to_string(number));
        message.body = xxh3("body" + std::to_string(number));
        message.subject = words(4) + " " + std::to_string(m_random() % 100'000);
        message.hasSubject = true;
        // Half of the mail comes from fifty addresses.
        const std::uint64_t who = m_random() % 2 == 0 ? m_random() % 50 : m_random() % 20'000;
        Address sender;
        sender.displayName = "Sender " + std::to_string(who);
        sender.localPart = "person" + std::to_string(who);
        sender.domain = "company" + std::to_string(who % 300) + ".example";
        message.from = {sender};
        for (std::uint64_t i = m_random() % 3 == 0 ? 2 : 1; i > 0; --i)
            message.to.push_back("user" + std::to_string(m_random() % 75) + "@contoso.com");
        message.messageId = hex(16) + "." + std::to_string(number) + "@mail.company.example";
        message.date = "2026-11-23T06:00:00+01:00";
        message.dateSeconds = 1'795'000'000;
        addFindings(message);
        return message;
    }

    void addFindings(ScannedMessage& message)
    {
        static constexpr std::array usual = {CauseId::BareLf, CauseId::MissingDate, CauseId::Raw8BitHeader,
                                             CauseId::TnefAttachment};
        static constexpr std::array bad = {CauseId::MissingFrom, CauseId::MissingRecipient, CauseId::NulHole,
                                           CauseId::TruncatedBase64, CauseId::InvalidFrom};
        const std::uint64_t dice = m_random() % 100;
        if (dice < 60)
            return;
        message.diagnosis = withFinding({}, finding(usual[m_random() % usual.size()]));
        if (dice >= 95)
            message.diagnosis = withFinding(message.diagnosis, finding(bad[m_random() % bad.size()]));
    }

    static Finding finding(CauseId cause)
    {
        Finding finding;
        finding.cause = cause;
        finding.severity = causeOf(cause).severity;
        finding.offset = 1200;
        finding.length = 20;
        finding.line = 17;
        finding.evidence = "X-Mailer: something that is quoted\\r\\n";
        return finding;
    }

    std::mt19937_64 m_random{20261123};
};

} // namespace

void fillIndex(const std::filesystem::path& folder, std::size_t messages)
{
    const auto ledger = valueOf(SiteLedger::open(folder, {"anna", "server"}));
    Mail mail;
    const double start = processorSeconds();
    double first = 0;
    for (std::size_t number = 0; number < messages;) {
        std::vector<WatchRecord> records;
        std::vector<WatchRecord> left;
        for (std::size_t i = 0; i < batch && number < messages; ++i, ++number) {
            records.push_back(mail.judged(number, messages));
            // Of the last days more are still there.
            if (mail.next() % 100 < (number * 20 < messages * 19 ? 98 : 60))
                left.push_back(mail.gone(records.back()));
        }
        valueOf(ledger->record(records));
        if (number <= 20'000)
            first = processorSeconds() - start;
        else
            valueOf(ledger->record(left));
    }
    std::printf("writing the first 20,000  %8.3f s processor, with making them up (nothing gone)\n", first);
    std::printf("writing all               %8.1f s processor\n", processorSeconds() - start);
    if (const auto& problem = ledger->indexProblem())
        std::printf("PROBLEM: %s\n", problem->message.c_str());
}

} // namespace connectorscope
