#include "core/site/site_keys.h"

#include <algorithm>

namespace connectorscope {

namespace {

using Kind = KeyKind;
using Format = TextFormat;

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t kib = 1024;
constexpr std::int64_t mib = 1024 * kib;
constexpr std::int64_t gib = 1024 * mib;

/// The member behind a chain of pointers to members: field<&Site::watch, &WatchSettings::poll>.
template <auto Part, auto Member>
SiteField field(Site& site)
{
    return SiteField(&(site.*Part.*Member));
}

template <auto Member>
SiteField top(Site& site)
{
    return SiteField(&(site.*Member));
}

template <auto Member>
SiteField account(Site& site)
{
    return SiteField(&(site.accounts.back().*Member));
}

SiteField accountDeletion(Site& site)
{
    Pop3Account& last = site.accounts.back();
    return DeletionField{&last.deletePolicy, &last.deleteAfter};
}

using F = SiteFolders;
using W = WatchSettings;
using L = SiteLimits;
using R = Routing;
using A = Pop3Account;

constexpr SiteSection sections[] = {
    {"site", "What this site is."},
    {"folders", "The connector's folders. A relative path begins at the folder of this file."},
    {"watch", "How the folders are watched, and when mail counts as stuck."},
    {"limits", "What the server takes; beyond it a message is at risk, or fails."},
    {"routing", "To whom mail is delivered."},
    {"pipeline", "Who moves mail from folder to folder."},
    {"smtp", "The server that built-in delivery and the report's mail are handed to."},
    {"pop3", "One table [[pop3]] for each account that mail is fetched from."},
    {"filters", "What the filters that this mail bypasses would have stopped."},
    {"report", "The daily health report."},
    {"alerts", "Who is told at once when something gets stuck."},
};

constexpr SiteKey keys[] = {
    {"site.name", Kind::Text, top<&Site::name>,
     "The name of the site, in reports and as the name of its work folder.", Format::SiteName, true, 0, 0,
     "\"Contoso\""},
    {"site.profile", Kind::Choice, top<&Site::profile>,
     "Which connector the folders belong to; it gives the defaults of the other keys."},
    {"site.hosts", Kind::Texts, top<&Site::hosts>,
     "The server's own names, as they stand in Received headers: by them mail that was transferred already "
     "is known.",
     Format::Host, false, 0, 0, "[\"server.contoso.com\"]"},
    {"site.language", Kind::Text, top<&Site::language>, "The language of reports and alerts.",
     Format::Language},
    {"site.time_zone", Kind::Text, top<&Site::timeZone>,
     "The time zone in which the site's days begin; empty: that of this machine.", Format::TimeZone, false, 0,
     0, "\"Europe/Berlin\""},

    {"folders.incoming", Kind::Path, field<&Site::folders, &F::incoming>,
     "Incoming Mail: where the connector puts what it has downloaded.", Format::Any, true, 0, 0,
     R"('\\server\c$\Mail\Incoming Mail')"},
    {"folders.failed", Kind::Path, field<&Site::folders, &F::failed>,
     "Failed Mail: where the connector puts what it cannot transfer.", Format::Any, true, 0, 0,
     R"('\\server\c$\Mail\Failed Mail')"},
    {"folders.pickup", Kind::Path, field<&Site::folders, &F::pickup>,
     "PickUp: from where the SMTP service takes mail.", Format::Any, true, 0, 0,
     R"('\\server\c$\Mail\PickUp')"},
    {"folders.badmail", Kind::Path, field<&Site::folders, &F::badmail>,
     "BadMail: where the SMTP service puts what it cannot deliver. Empty: the site has none.", Format::Any,
     false, 0, 0, R"('\\server\c$\Mail\BadMail')"},
    {"folders.staging", Kind::Path, field<&Site::folders, &F::staging>,
     "Where a run keeps its files, on the volume of the mail folders. Empty: a folder beside each of them.",
     Format::Any, false, 0, 0, R"('\\server\c$\Mail\Staging')"},
    {"folders.work", Kind::Path, field<&Site::folders, &F::work>,
     "Databases, vault and log of this site, on a disk of this machine. Empty: a folder of the site's name "
     "in the "
     "system's usual place."},

    {"watch.poll", Kind::Time, field<&Site::watch, &W::poll>,
     "How often the folders are listed; notifications of the system only hurry it.", Format::Any, false,
     second, hour},
    {"watch.settle", Kind::Time, field<&Site::watch, &W::settle>,
     "How long a file must stay unchanged before it is judged.", Format::Any, false, 0, hour},
    {"watch.cycle", Kind::Time, field<&Site::watch, &W::cycle>, "How often the connector downloads mail.",
     Format::Any, false, minute, day},
    {"watch.stuck_after", Kind::Time, field<&Site::watch, &W::stuckAfter>,
     "A file that is older in Incoming Mail is stuck.", Format::Any, false, second, 365 * day},
    {"watch.pickup_stalled_after", Kind::Time, field<&Site::watch, &W::pickupStalledAfter>,
     "A file that is older in PickUp says that the SMTP service does not take it.", Format::Any, false,
     second, 365 * day},
    {"watch.left_behind_cycles", Kind::Count, field<&Site::watch, &W::leftBehindCycles>,
     "After so many transfers that passed it by, a file in Incoming Mail is left behind.", Format::Any, false,
     1, 1000},
    {"watch.queue_blocked_cycles", Kind::Count, field<&Site::watch, &W::queueBlockedCycles>,
     "After so many cycles in which nothing left Incoming Mail, the queue is blocked.", Format::Any, false, 1,
     1000},
    {"watch.cohort.count", Kind::Count, field<&Site::watch, &W::cohortCount>,
     "So many failures within the time below, without a shared fault, point to the server and not to the "
     "mail.",
     Format::Any, false, 2, 100000},
    {"watch.cohort.within", Kind::Time, field<&Site::watch, &W::cohortWithin>, "The time of a cohort.",
     Format::Any, false, second, day},
    {"watch.clear_after", Kind::Count, field<&Site::watch, &W::clearAfter>,
     "A condition of the site is over when it was absent in so many looks in a row.", Format::Any, false, 1,
     1000},

    {"limits.message_size", Kind::Size, field<&Site::limits, &L::messageSize>,
     "The largest message that the server takes.", Format::Any, false, kib, 100 * gib},
    {"limits.header_size", Kind::Size, field<&Site::limits, &L::headerSize>, "The largest header.",
     Format::Any, false, 512, gib},
    {"limits.line_length", Kind::Count, field<&Site::limits, &L::lineLength>,
     "The longest line, in bytes without its end.", Format::Any, false, 78, 100'000'000},
    {"limits.recipients", Kind::Count, field<&Site::limits, &L::recipients>,
     "The most recipients of one message.", Format::Any, false, 1, 1'000'000},
    {"limits.received_hops", Kind::Count, field<&Site::limits, &L::receivedHops>,
     "The most Received headers; more look like a mail loop.", Format::Any, false, 1, 10'000},
    {"limits.mime_depth", Kind::Count, field<&Site::limits, &L::mimeDepth>,
     "How deep parts may lie in parts.", Format::Any, false, 1, 1000},
    {"limits.mime_parts", Kind::Count, field<&Site::limits, &L::mimeParts>, "The most parts of one message.",
     Format::Any, false, 1, 1'000'000},
    {"limits.free_disk", Kind::Size, field<&Site::limits, &L::freeDisk>,
     "Less free space on a folder's volume is a condition of the site.", Format::Any, false, 0,
     100'000 * gib},
    {"limits.vault_size", Kind::Size, field<&Site::limits, &L::vaultSize>,
     "How much the vault of originals may hold.", Format::Any, false, mib, 1'000'000 * gib},

    {"routing.local_domains", Kind::Texts, field<&Site::routing, &R::localDomains>,
     "The domains whose mail is delivered here. Built-in transfer needs them.", Format::Domain, false, 0, 0,
     "[\"contoso.com\"]"},
    {"routing.undeliverable", Kind::Text, field<&Site::routing, &R::undeliverable>,
     "Who gets mail whose recipient is not known. Empty: nobody, it stays.", Format::Address, false, 0, 0,
     "\"administrator@contoso.com\""},
    {"routing.mailboxes", Kind::Texts, field<&Site::routing, &R::mailboxes>,
     "The mailboxes that exist. Empty: every address in a local domain is one.", Format::Address, false, 0, 0,
     "[\"anna@contoso.com\"]"},
    {"routing.aliases", Kind::AddressMap, field<&Site::routing, &R::aliases>,
     "Addresses that stand for another one.", Format::Address, false, 0, 0,
     R"({ "info@contoso.com" = "anna@contoso.com" })"},
    {"routing.rules", Kind::Rules, field<&Site::routing, &R::rules>,
     "Rules of a global mailbox: mail with such a recipient goes to that mailbox; the first that fits "
     "counts.",
     Format::Address, false, 0, 0, R"([{ recipient_contains = "list@", deliver_to = "sales@contoso.com" }])"},

    {"pipeline.transfer", Kind::Choice, field<&Site::pipeline, &PipelineSettings::transfer>,
     "Who takes mail from Incoming Mail to PickUp: the real connector (external), or this program (builtin), "
     "which "
     "needs local_domains and no real connector that still runs."},
    {"pipeline.deliver", Kind::Choice, field<&Site::pipeline, &PipelineSettings::deliver>,
     "Who takes mail from PickUp: a real SMTP service (external), or this program (builtin), which needs "
     "built-in "
     "transfer and smtp.host."},
    {"pipeline.automatic_retry", Kind::Flag, field<&Site::pipeline, &PipelineSettings::automaticRetry>,
     "Whether what failed for a passing reason is tried again without being asked."},
    {"pipeline.retention", Kind::Time, field<&Site::pipeline, &PipelineSettings::retention>,
     "How long originals and history are kept.", Format::Any, false, day, 3650 * day},

    {"smtp.host", Kind::Text, field<&Site::smtp, &SmtpSettings::host>, "The server's name or address.",
     Format::Host, false, 0, 0, "\"mail.contoso.com\""},
    {"smtp.port", Kind::Count, field<&Site::smtp, &SmtpSettings::port>, "0: the usual one.", Format::Any,
     false, 0, 65535},
    {"smtp.tls", Kind::Choice, field<&Site::smtp, &SmtpSettings::tls>,
     "How the connection is encrypted; certificates are checked."},
    {"smtp.ca_file", Kind::Path, field<&Site::smtp, &SmtpSettings::caFile>,
     "Certificates to trust, as PEM. Empty: those of the system.", Format::Any, false, 0, 0, "\"ca.pem\""},
    {"smtp.user", Kind::Text, field<&Site::smtp, &SmtpSettings::user>, "Empty: without logging on.",
     Format::Any, false, 0, 0, "\"connectorscope\""},
    {"smtp.password", Kind::Secret, field<&Site::smtp, &SmtpSettings::password>, "Where the password lies.",
     Format::Any, false, 0, 0, "{ env = \"CONNECTORSCOPE_SMTP\" }"},

    {"pop3.name", Kind::Text, account<&A::name>, "A name for the account, each once.", Format::Any, true, 0,
     0, "\"anna\""},
    {"pop3.host", Kind::Text, account<&A::host>, "The server's name or address.", Format::Host, true, 0, 0,
     "\"pop3.example.net\""},
    {"pop3.port", Kind::Count, account<&A::port>, "0: the usual one.", Format::Any, false, 0, 65535},
    {"pop3.tls", Kind::Choice, account<&A::tls>,
     "How the connection is encrypted; certificates are checked."},
    {"pop3.ca_file", Kind::Path, account<&A::caFile>,
     "Certificates to trust, as PEM. Empty: those of the system.", Format::Any, false, 0, 0, "\"ca.pem\""},
    {"pop3.user", Kind::Text, account<&A::user>, "The name to log on with.", Format::Any, true, 0, 0,
     "\"anna\""},
    {"pop3.password", Kind::Secret, account<&A::password>, "Where the password lies.", Format::Any, true, 0,
     0, "{ env = \"CONNECTORSCOPE_POP3\" }"},
    {"pop3.kind", Kind::Choice, account<&A::kind>,
     "user: all of it belongs to deliver_to; global: To and Cc tell whose it is."},
    {"pop3.deliver_to", Kind::Text, account<&A::deliverTo>,
     "The mailbox that gets the mail of a user account.", Format::Address, false, 0, 0,
     "\"anna@contoso.com\""},
    {"pop3.delete", Kind::Deletion, accountDeletion,
     "When a message is deleted from the server: once it is stored here, after that time, or never.",
     Format::Any, false, hour, 3650 * day},
    {"pop3.every", Kind::Time, account<&A::every>, "How often it is fetched from.", Format::Any, false,
     minute, day},

    {"filters.blocked_senders", Kind::Texts, field<&Site::filters, &FilterSettings::blockedSenders>,
     "Senders that the filters would have stopped: addresses, or all of a domain as \"@domain\".",
     Format::AddressOrDomain, false, 0, 0, "[\"@spam.example\"]"},
    {"filters.block_blank_sender", Kind::Flag, field<&Site::filters, &FilterSettings::blockBlankSender>,
     "Whether they would have stopped mail without a sender."},
    {"filters.blocked_networks", Kind::Texts, field<&Site::filters, &FilterSettings::blockedNetworks>,
     "Networks from which they would have taken nothing.", Format::Network, false, 0, 0,
     "[\"192.0.2.0/24\"]"},
    {"filters.spam_headers", Kind::Texts, field<&Site::filters, &FilterSettings::spamHeaders>,
     "Headers by which a spam filter on the way has marked its spam.", Format::HeaderLine, false, 0, 0,
     "[\"X-Spam-Flag: YES\"]"},

    {"report.at", Kind::TimeOfDay, field<&Site::report, &ReportSettings::at>,
     "When the day's report is made, in the site's time zone."},
    {"report.mode", Kind::Choice, field<&Site::report, &ReportSettings::mode>,
     "When it is sent and written: every day, when something changed, or only when something is wrong."},
    {"report.folder", Kind::Path, field<&Site::report, &ReportSettings::folder>,
     "The folder into which it is written. Empty: into none.", Format::Any, false, 0, 0, "\"reports\""},
    {"report.to", Kind::Texts, field<&Site::report, &ReportSettings::to>, "Who gets it by mail.",
     Format::Address, false, 0, 0, "[\"administrator@contoso.com\"]"},
    {"report.from", Kind::Text, field<&Site::report, &ReportSettings::from>, "The sender of that mail.",
     Format::Address, false, 0, 0, "\"connectorscope@contoso.com\""},
    {"report.formats", Kind::Texts, field<&Site::report, &ReportSettings::formats>, "What is written.",
     Format::ReportFormat},
    {"report.mask_addresses", Kind::Flag, field<&Site::report, &ReportSettings::maskAddresses>,
     "Whether addresses are masked in it."},

    {"alerts.to", Kind::Texts, field<&Site::alerts, &AlertSettings::to>, "Who is told by mail.",
     Format::Address, false, 0, 0, "[\"administrator@contoso.com\"]"},
    {"alerts.command", Kind::Texts, field<&Site::alerts, &AlertSettings::command>,
     "A program that is started, and its arguments; no shell reads them.", Format::Any, false, 0, 0,
     R"(["/usr/local/bin/page", "mail"])"},
    {"alerts.repeat", Kind::Time, field<&Site::alerts, &AlertSettings::repeat>,
     "How long nothing more is said about the same thing.", Format::Any, false, minute, 30 * day},
};

} // namespace

std::span<const SiteKey> siteKeys()
{
    return keys;
}

std::span<const SiteSection> siteSections()
{
    return sections;
}

const SiteKey* findSiteKey(std::string_view path)
{
    const auto* found =
        std::find_if(std::begin(keys), std::end(keys), [&](const SiteKey& key) { return key.path == path; });
    return found == std::end(keys) ? nullptr : found;
}

std::string_view sectionOf(const SiteKey& key)
{
    return key.path.substr(0, key.path.find('.'));
}

} // namespace connectorscope
