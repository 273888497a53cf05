#include "core/base/path_text.h"
#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"
#include "core/index/database_inspection.h"
#include "core/index/journal_copies.h"
#include "core/index/journal_reader.h"
#include "core/index/site_ledger.h"

#include <charconv>
#include <chrono>
#include <optional>

namespace connectorscope {

namespace {

std::string versionText(const DatabaseFacts& facts)
{
    std::string text =
        "it is whole, of version " + std::to_string(facts.version) + ", " + roundedSize(facts.bytes);
    if (facts.version < facts.newestVersion)
        text += "; it will be brought to version " + std::to_string(facts.newestVersion);
    return text;
}

Check checkJournal(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("journal-whole", "journal");
    const auto facts = inspectDatabase(site.folders.work, SiteDatabase::Journal, tools.stop);
    if (facts)
        return check.ok(versionText(*facts));
    const Error error = withNewestCopy(facts.error(), databaseFiles(site.folders.work).copies);
    switch (error.code) {
    case ErrorCode::NotFound:
        return check.notChecked("there is none yet: the site was not looked at",
                                "`connectorctl scan` makes it.");
    case ErrorCode::Damaged:
    case ErrorCode::BadInput:
        return check.wrong(error.message, error.hint);
    default:
        return check.notChecked(error);
    }
}

Check checkIndexFile(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("index-whole", "index");
    const auto facts = inspectDatabase(site.folders.work, SiteDatabase::Index, tools.stop);
    if (facts)
        return check.ok(versionText(*facts));
    switch (facts.error().code) {
    case ErrorCode::NotFound:
        return check.notChecked("there is none now; the next look at the site makes it");
    case ErrorCode::Damaged:
        return check.warning(facts.error().message,
                             "Nothing is lost: the next `connectorctl scan` or `watch` makes it again.");
    case ErrorCode::BadInput:
        return check.wrong(facts.error().message, facts.error().hint);
    default:
        return check.notChecked(facts.error());
    }
}

/// Of the day in a copy's name, `journal-2026-11-23.db`.
std::optional<std::chrono::sys_days> dayOfCopy(const std::filesystem::path& copy)
{
    const std::string name = pathBytes(copy.filename());
    const std::size_t begin = name.find('-') + 1;
    const auto number = [&](std::size_t offset, std::size_t length) {
        int value = 0;
        std::from_chars(name.data() + begin + offset, name.data() + begin + offset + length, value);
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

Check checkCopies(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("journal-copies", "journal");
    const DatabaseFiles databases = databaseFiles(site.folders.work);
    if (!tools.files.info(databases.journal))
        return check.notChecked("there is no journal yet that could be copied");
    const auto copies = dailyCopies(databases.copies);
    const auto day = copies.empty() ? std::nullopt : dayOfCopy(copies.front());
    if (!day) {
        return check.warning(
            "there is no daily copy of the journal in " + quotedPath(databases.copies),
            "Look that the folder can be written to; the next `connectorctl scan` makes one.");
    }
    const auto age = std::chrono::floor<std::chrono::days>(tools.clock.now()) - *day;
    const std::string newest = "the newest daily copy is " + quotedPath(copies.front().filename());
    if (age > std::chrono::days(1))
        return check.warning(newest + ", " + std::to_string(age.count()) + " days old",
                             "Let `connectorctl watch` run, or look in its log why it makes no copy.");
    return check.ok(newest);
}

} // namespace

Checks checkDatabases(const Site& site, const DoctorTools& tools)
{
    return {checkJournal(site, tools), checkIndexFile(site, tools), checkCopies(site, tools)};
}

Checks checkConditions(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("site-conditions", "site");
    // A reader would make the journal, or bring it to this program's version.
    const auto facts = inspectDatabase(site.folders.work, SiteDatabase::Journal, tools.stop);
    if (!facts || facts->version != facts->newestVersion)
        return {check.notChecked("the journal, which remembers them, cannot be asked")};
    const auto journal = JournalReader::open(site.folders.work);
    const auto holding =
        journal ? (*journal)->conditions() : Result<std::vector<ConditionState>>(fail(journal.error()));
    if (!holding)
        return {check.notChecked(holding.error())};
    Checks checks;
    for (const ConditionState& condition : *holding) {
        const Cause& cause = causeOf(condition.key.cause);
        const std::string_view folder = toString(condition.key.folder);
        const CheckOf held("condition-" + std::string(cause.id),
                           folder.empty() ? "site" : "folders." + std::string(folder));
        const std::string message =
            std::string(cause.meaning) + " As of the last look: " + condition.evidence;
        const bool isGrave = cause.severity != Severity::Risk && cause.severity != Severity::Note;
        checks.push_back(isGrave ? held.wrong(message, std::string(cause.advice))
                                 : held.warning(message, std::string(cause.advice)));
    }
    if (checks.empty())
        checks.push_back(check.ok("no condition of the site held at the last look"));
    return checks;
}

} // namespace connectorscope
