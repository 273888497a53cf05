#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// Which connector the folders belong to: it gives the defaults of everything that the site file leaves out.
enum class Profile : std::uint8_t
{
    Sbs2003, ///< the POP3 connector of Small Business Server 2003
    IisSmtp, ///< a pickup folder of the IIS or Exchange 2003 SMTP service, filled by something else
    Generic
};

/// Who takes a message from Incoming Mail to PickUp, and from PickUp on.
enum class Carrier : std::uint8_t
{
    External, ///< the real connector, the real SMTP service
    BuiltIn   ///< this program
};

/// Where a password lies. It is never text in the site file.
enum class SecretKind : std::uint8_t
{
    None,
    Keychain, ///< under that name in the keychain of the desktop
    Environment,
    File, ///< refused when others can read it
    Dpapi ///< a file that only this Windows account, or this machine, can decrypt
};

struct SecretPlace
{
    SecretKind kind = SecretKind::None;
    std::string name; ///< of the entry or variable, or the path of the file; UTF-8
};

/// A service's connection. Port 0 means the protocol's usual one.
enum class Transport : std::uint8_t
{
    Plain,
    StartTls,
    Tls
};

struct SiteFolders
{
    std::filesystem::path incoming;
    std::filesystem::path failed;
    std::filesystem::path pickup;
    std::filesystem::path badmail; ///< empty: the site has none
    std::filesystem::path staging; ///< empty: beside each folder, on its volume
    std::filesystem::path work;    ///< databases, vault, log and locks; never on a network path
};

struct WatchSettings
{
    std::chrono::nanoseconds poll = std::chrono::seconds(15);
    std::chrono::nanoseconds settle = std::chrono::seconds(5);
    std::chrono::nanoseconds cycle = std::chrono::minutes(15);
    std::chrono::nanoseconds stuckAfter = std::chrono::minutes(30);
    std::chrono::nanoseconds pickupStalledAfter = std::chrono::minutes(5);
    int leftBehindCycles = 2;
    int queueBlockedCycles = 3;
    int cohortCount = 5;
    std::chrono::nanoseconds cohortWithin = std::chrono::minutes(5);
    int clearAfter = 2; ///< samples, before a condition is over
};

struct SiteLimits
{
    std::uint64_t messageSize = 10ULL * 1024 * 1024;
    std::uint64_t headerSize = 64ULL * 1024;
    std::uint64_t lineLength = 998;
    std::size_t recipients = 100;
    std::size_t receivedHops = 30;
    int mimeDepth = 30;
    std::size_t mimeParts = 1000;
    std::uint64_t freeDisk = 500ULL * 1024 * 1024;
    std::uint64_t vaultSize = 20ULL * 1024 * 1024 * 1024;
};

/// A rule of a global mailbox: mail with such a recipient goes to that mailbox.
struct RoutingRule
{
    std::string recipientContains;
    std::string deliverTo;
};

struct Routing
{
    std::vector<std::string> localDomains;      ///< lower case
    std::string undeliverable;                  ///< empty: nobody takes it
    std::vector<std::string> mailboxes;         ///< empty: every address in a local domain is one
    std::map<std::string, std::string> aliases; ///< lower case, to the address it stands for
    std::vector<RoutingRule> rules;             ///< the first that fits counts
};

struct PipelineSettings
{
    Carrier transfer = Carrier::External;
    Carrier deliver = Carrier::External;
    bool automaticRetry = false;
    std::chrono::nanoseconds retention = std::chrono::hours(24 * 90);
};

struct SmtpSettings
{
    std::string host; ///< empty: not set up
    std::uint16_t port = 0;
    Transport tls = Transport::StartTls;
    std::filesystem::path caFile;
    std::string user;
    SecretPlace password;
};

enum class AccountKind : std::uint8_t
{
    User,  ///< everything in it belongs to one local mailbox
    Global ///< the addresses in To and Cc tell whose it is
};

enum class DeletePolicy : std::uint8_t
{
    WhenStored,
    AfterDays,
    Never
};

struct Pop3Account
{
    std::string name;
    std::string host;
    std::uint16_t port = 0;
    Transport tls = Transport::Tls;
    std::filesystem::path caFile;
    std::string user;
    SecretPlace password;
    AccountKind kind = AccountKind::User;
    std::string deliverTo; ///< of a user account
    DeletePolicy deletePolicy = DeletePolicy::WhenStored;
    std::chrono::nanoseconds deleteAfter{}; ///< with DeletePolicy::AfterDays
    std::chrono::nanoseconds every = std::chrono::minutes(15);
};

/// What the filters that this mail bypasses would have stopped.
struct FilterSettings
{
    std::vector<std::string> blockedSenders; ///< addresses, or "@domain"
    bool blockBlankSender = false;
    std::vector<std::string> blockedNetworks; ///< CIDR
    std::vector<std::string> spamHeaders;     ///< "X-Spam-Flag: YES"
};

enum class ReportMode : std::uint8_t
{
    Always,
    OnChange,
    Problems
};

struct ReportSettings
{
    std::chrono::minutes at{6 * 60}; ///< of the day, in the site's time zone
    ReportMode mode = ReportMode::Always;
    std::filesystem::path folder; ///< into which it is written; empty: into none
    std::vector<std::string> to;
    std::string from;
    std::vector<std::string> formats = {"html"};
    bool maskAddresses = false;
};

struct AlertSettings
{
    std::vector<std::string> to;
    std::vector<std::string> command; ///< a program and its arguments; no shell
    std::chrono::nanoseconds repeat = std::chrono::hours(4);
};

/// One connector with its folders: everything that the site file says, with the defaults filled in. A plain
/// value; nothing in it was compared with the disk (see checkFolders).
struct Site
{
    std::filesystem::path file; ///< the site file; absolute
    std::string name;
    Profile profile = Profile::Sbs2003;
    std::vector<std::string> hosts; ///< the server's own names, lower case
    std::string language = "en";
    std::string timeZone; ///< a name of the IANA database; empty: that of this machine
    SiteFolders folders;
    WatchSettings watch;
    SiteLimits limits;
    Routing routing;
    PipelineSettings pipeline;
    SmtpSettings smtp;
    std::vector<Pop3Account> accounts;
    FilterSettings filters;
    ReportSettings report;
    AlertSettings alerts;
};

std::string_view toString(Profile profile);
std::string_view toString(Carrier carrier);
std::string_view toString(Transport transport);
std::string_view toString(AccountKind kind);
std::string_view toString(ReportMode mode);

} // namespace connectorscope
