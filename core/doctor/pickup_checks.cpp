#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/base/random_id.h"
#include "core/base/retry.h"
#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"
#include "core/pipeline/staging.h"
#include "core/watch/test_message.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace connectorscope {

namespace {

constexpr std::chrono::seconds lookAtPickUpEvery{1};
constexpr std::chrono::minutes longestPickUpWait{2};

/// RFC 5322, 3.3, in UTC.
std::string mailDate(UtcTime time)
{
    constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    std::array<char, 40> text = {};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %d %02d:%02d:%02d +0000",
                  days.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
                  months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

/// Who gets the test message; empty where the site names nobody of its own.
std::string testRecipientOf(const Site& site)
{
    if (!site.routing.undeliverable.empty())
        return site.routing.undeliverable;
    return site.routing.mailboxes.empty() ? std::string() : site.routing.mailboxes.front();
}

std::string testMessage(const std::string& recipient, const std::string& id, UtcTime now)
{
    const std::string domain = recipient.substr(recipient.rfind('@') + 1);
    const std::string sender = "postmaster@" + domain;
    return "x-sender: " + sender + "\r\nx-receiver: " + recipient + "\r\nFrom: " + sender +
           "\r\nTo: " + recipient + "\r\nSubject: Test message of ConnectorScope\r\nDate: " + mailDate(now) +
           "\r\nMessage-ID: <" + id + "@" + domain +
           ">\r\n\r\nSomebody has asked whether mail passes through PickUp. If you read this, it does.\r\n";
}

/// The test message on its way.
class PickUpTest
{
public:
    PickUpTest(const Site& site, const DoctorTools& tools, const CheckOf& check)
        : m_site(site)
        , m_tools(tools)
        , m_check(check)
        , m_name(testMessageName(randomId(testMessageIdLength)))
    {
    }

    Check run(const std::string& recipient)
    {
        Staging staging(m_site, m_tools.files, m_tools.clock);
        const auto folder = staging.of(FolderKind::PickUp);
        if (!folder)
            return m_check.wrong(folder.error());
        const std::filesystem::path staged = *folder / m_name;
        const std::filesystem::path exposed = m_site.folders.pickup / m_name;
        const std::string message = testMessage(recipient, m_name, m_tools.clock.now());
        if (const auto written = publish(m_tools.files, m_tools.clock, staged, message); !written)
            return m_check.wrong(written.error());
        if (const auto given = renameChecked(m_tools.files, m_tools.clock, staged, exposed); !given) {
            (void)m_tools.files.remove(staged);
            return m_check.wrong(given.error());
        }
        return waitFor(exposed, staged, recipient);
    }

private:
    Check waitFor(const std::filesystem::path& exposed, const std::filesystem::path& staged,
                  const std::string& recipient)
    {
        const auto began = m_tools.clock.steadyNow();
        const auto patience =
            std::min<std::chrono::nanoseconds>(m_site.watch.pickupStalledAfter, longestPickUpWait);
        for (;;) {
            const auto info = m_tools.files.info(exposed);
            const auto waited = m_tools.clock.steadyNow() - began;
            const std::string seconds =
                std::to_string(std::chrono::floor<std::chrono::seconds>(waited).count()) + " s";
            if (!info && info.error().code == ErrorCode::NotFound)
                return m_check.ok("the SMTP service took a test message for " + recipient + " after " +
                                  seconds + "; whether it has delivered it, the mailbox tells");
            if (!info)
                return m_check.wrong(info.error());
            if (waited >= patience)
                return takeBack(exposed, staged,
                                "the SMTP service did not take a test message within " + seconds);
            if (!m_tools.clock.sleep(lookAtPickUpEvery, m_tools.stop))
                return takeBack(exposed, staged, "the test was stopped after " + seconds);
        }
    }

    /// Out of the service's sight first: what was renamed away nobody else takes.
    Check takeBack(const std::filesystem::path& exposed, const std::filesystem::path& staged,
                   const std::string& why)
    {
        const auto taken = renameChecked(m_tools.files, m_tools.clock, exposed, staged);
        if (!taken && taken.error().code == ErrorCode::NotFound)
            return m_check.ok("the SMTP service took a test message just now");
        std::string advice = "Look whether the SMTP service runs and watches this folder.";
        const auto removed = taken ? m_tools.files.remove(staged) : taken;
        if (!removed)
            advice += " Remove " + quotedPath(taken ? staged : exposed) + ", the test message.";
        return m_tools.stop.stop_requested() ? m_check.notChecked(why, removed ? "" : advice)
                                             : m_check.wrong(why, advice);
    }

    const Site& m_site;
    const DoctorTools& m_tools;
    const CheckOf& m_check;
    std::string m_name;
};

} // namespace

Check checkPickUp(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("pickup-delivers", "folders.pickup");
    if (!tools.probe)
        return check.notChecked("no test message was sent through PickUp", "'doctor --probe' sends one.");
    const std::string recipient = testRecipientOf(site);
    if (recipient.empty())
        return check.notChecked("nobody is named who could get a test message",
                                "Set routing.undeliverable in the site file.");
    if (tools.dryRun)
        return check.notChecked("a test message for " + recipient + " would be put into " +
                                    quotedPath(site.folders.pickup) + "; none was sent",
                                "'doctor --probe' sends it.");
    return PickUpTest(site, tools, check).run(recipient);
}

} // namespace connectorscope
