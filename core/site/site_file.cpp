#include "core/site/site_file.h"

#include "core/base/path_text.h"
#include "core/base/suggestions.h"
#include "core/base/system_error.h"
#include "core/base/utf8.h"
#include "core/site/site_keys.h"
#include "core/site/site_rules.h"
#include "core/site/site_value.h"
#include "core/site/toml_value.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// Nobody mends more at once; what is not mended is told again next time.
constexpr std::size_t mostErrors = 50;

std::string joined(std::string_view prefix, std::string_view name)
{
    return prefix.empty() ? std::string(name) : std::string(prefix) + "." + std::string(name);
}

/// The keys and tables that may stand directly below `prefix`.
std::vector<std::string_view> namesBelow(std::string_view prefix)
{
    std::vector<std::string_view> names;
    for (const SiteKey& key : siteKeys()) {
        std::string_view rest = key.path;
        if (!prefix.empty()) {
            if (!rest.starts_with(prefix) || rest.substr(prefix.size(), 1) != ".")
                continue;
            rest.remove_prefix(prefix.size() + 1);
        }
        const std::string_view name = rest.substr(0, rest.find('.'));
        if (names.empty() || names.back() != name)
            names.push_back(name);
    }
    return names;
}

class SiteReader
{
public:
    SiteReader(const std::filesystem::path& file, const Variables& variables)
        : m_file(file)
        , m_variables(variables)
        , m_base{file.parent_path(), variables}
    {
    }

    LoadedSite read(std::string_view text)
    {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (text.starts_with(mark))
            text.remove_prefix(mark.size());
        if (checkEncoding(text)) {
            auto parsed = parseToml(text);
            if (const auto* error = std::get_if<TomlError>(&parsed))
                add(error->line, error->column, {}, error->message, {});
            else
                readRoot(std::get<TomlValue>(parsed));
        }
        if (m_errors.empty())
            return std::move(m_site);
        std::stable_sort(m_errors.begin(), m_errors.end(),
                         [](const SiteError& a, const SiteError& b) { return a.line < b.line; });
        if (m_errors.size() > mostErrors)
            m_errors.resize(mostErrors);
        return tl::unexpected<SiteErrors>(std::move(m_errors));
    }

private:
    void add(int line, int column, std::string key, std::string message, std::string allowed)
    {
        m_errors.push_back({ErrorCode::BadInput, m_file, line, column, std::move(key), std::move(message),
                            std::move(allowed)});
    }

    bool checkEncoding(std::string_view text)
    {
        if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
            add(0, 0, {}, "the file is UTF-16", "Save it as UTF-8.");
            return false;
        }
        const std::size_t valid = validUtf8Length(text);
        if (valid == text.size())
            return true;
        const auto line = std::count(text.begin(), text.begin() + std::ptrdiff_t(valid), '\n') + 1;
        add(static_cast<int>(line), 0, {}, "the line is not UTF-8", "Save the file as UTF-8.");
        return false;
    }

    /// The profile first: the defaults of all other keys are its.
    void readRoot(const TomlValue& root)
    {
        m_site = profileDefaults(profileIn(root));
        m_site.file = m_file;
        readTable(root, {});
        for (const SiteKey& key : siteKeys())
            if (key.required && sectionOf(key) != "pop3" && !isSet(key.path))
                addMissing(key, lineOfTable(root, sectionOf(key)));
        chooseWorkFolder();
        for (SiteRuleProblem& problem : checkSiteRules(m_site))
            addRuleProblem(std::move(problem));
    }

    void chooseWorkFolder()
    {
        const bool isWrong = std::any_of(m_errors.begin(), m_errors.end(),
                                         [](const SiteError& error) { return error.key == "folders.work"; });
        if (!m_site.folders.work.empty() || m_site.name.empty() || isWrong)
            return;
        m_site.folders.work = usualWorkFolder(m_site.name, m_variables).value_or(std::filesystem::path());
        if (m_site.folders.work.empty())
            add(lineOfKey("folders.work", 0), 0, "folders.work",
                "no variable of the environment tells the usual place", "a folder on a disk of this machine");
    }

    /// A key whose value is wrong is not told to be missing, too.
    void addRuleProblem(SiteRuleProblem problem)
    {
        int line = lineOfKey(problem.key, problem.account);
        const bool known = std::any_of(m_errors.begin(), m_errors.end(), [&](const SiteError& error) {
            return error.key == problem.key && error.line == line;
        });
        if (known && line != 0)
            return;
        if (line == 0 && problem.account != 0)
            line = lineOfKey("pop3.name", problem.account);
        add(line, 0, std::move(problem.key), std::move(problem.message), std::move(problem.allowed));
    }

    static Profile profileIn(const TomlValue& root)
    {
        for (const TomlEntry& section : root.entries)
            for (const TomlEntry& entry : section.value.entries)
                if (section.name == "site" && entry.name == "profile" && entry.value.text == "iis-smtp")
                    return Profile::IisSmtp;
        return Profile::Sbs2003;
    }

    static int lineOfTable(const TomlValue& root, std::string_view name)
    {
        for (const TomlEntry& entry : root.entries)
            if (entry.name == name)
                return entry.line;
        return 0;
    }

    /// Recurses no deeper than the keys of the table.
    void readTable(const TomlValue& table, const std::string& prefix)
    {
        for (const TomlEntry& entry : table.entries)
            readEntry(entry, prefix);
    }

    void readEntry(const TomlEntry& entry, const std::string& prefix)
    {
        const std::string path = joined(prefix, entry.name);
        const bool plainName = entry.name.find('.') == std::string::npos; // "watch.poll" in quotes is none
        if (const SiteKey* key = plainName ? findSiteKey(path) : nullptr) {
            m_lines.push_back({path, accountNumber(prefix), entry.line});
            readValue(*key, entry.value, m_site, m_base, [&](ValueProblem problem) {
                add(problem.line != 0 ? problem.line : entry.line, 0, path, std::move(problem.message),
                    problem.allowed.empty() ? allowedText(*key) : std::move(problem.allowed));
            });
        } else if (!plainName || namesBelow(path).empty()) {
            addUnknown(entry, path, prefix);
        } else if (path == "pop3") {
            readAccounts(entry);
        } else if (entry.value.kind != TomlKind::Table) {
            add(entry.line, 0, path,
                "this is " + std::string(nameOf(entry.value.kind)) + ", and a table is wanted",
                "[" + path + "] with its keys below it");
        } else {
            readTable(entry.value, path);
        }
    }

    void readAccounts(const TomlEntry& entry)
    {
        const auto isTable = [](const TomlValue& item) { return item.kind == TomlKind::Table; };
        const std::vector<TomlValue>& items = entry.value.items;
        if (entry.value.kind != TomlKind::List || !std::all_of(items.begin(), items.end(), isTable)) {
            add(entry.line, 0, "pop3", "each account is a table of its own", "[[pop3]] before each account");
            return;
        }
        for (const TomlValue& item : items) {
            m_site.accounts.emplace_back();
            readTable(item, "pop3");
            const std::size_t number = m_site.accounts.size();
            for (const SiteKey& key : siteKeys())
                if (key.required && sectionOf(key) == "pop3" && lineOfKey(key.path, number) == 0)
                    addMissing(key, item.line);
        }
    }

    void addMissing(const SiteKey& key, int line)
    {
        add(line, 0, std::string(key.path), "the key is missing", allowedText(key));
    }

    void addUnknown(const TomlEntry& entry, const std::string& path, const std::string& prefix)
    {
        const std::vector<std::string_view> names = namesBelow(prefix);
        const std::vector<std::string_view> nearest = nearestNames(entry.name, names, 1);
        std::string message =
            (entry.value.kind == TomlKind::Table ? "there is no table " : "there is no key ") +
            quotedValue(entry.name);
        if (!prefix.empty())
            message += " in [" + prefix + "]";
        if (!nearest.empty())
            message += "; did you mean \"" + std::string(nearest.front()) + "\"?";
        std::string allowed;
        for (const std::string_view name : names)
            allowed.append(allowed.empty() ? "" : ", ").append(name);
        add(entry.line, 0, path, std::move(message), std::move(allowed));
    }

    std::size_t accountNumber(std::string_view prefix) const
    {
        return prefix == "pop3" ? m_site.accounts.size() : 0;
    }

    bool isSet(std::string_view path) const { return lineOfKey(path, 0) != 0; }

    /// 0 where the key does not stand in the file. `account` is 0 or the number of an account, from 1.
    int lineOfKey(std::string_view path, std::size_t account) const
    {
        for (const PlacedKey& placed : m_lines)
            if (placed.path == path && placed.account == account)
                return placed.line;
        return 0;
    }

    struct PlacedKey
    {
        std::string path;
        std::size_t account;
        int line;
    };

    const std::filesystem::path& m_file;
    const Variables& m_variables;
    PathBase m_base;
    Site m_site;
    std::vector<PlacedKey> m_lines;
    SiteErrors m_errors;
};

} // namespace

Result<std::string> readSiteFile(FileSystem& files, const std::filesystem::path& file)
{
    auto opened = files.open(file);
    if (!opened)
        return fail(std::move(opened.error()));
    std::string text;
    std::string block(std::size_t{64} * 1024, '\0');
    while (true) {
        const Result<std::size_t> got = (*opened)->read(block);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            return text;
        text.append(block, 0, *got);
        if (text.size() > largestSiteFile)
            return fail(fileError(FileAction::Read, ErrorCode::BadInput,
                                  "it is larger than 1 MiB, which no site file is", file));
    }
}

LoadedSite loadSite(FileSystem& files, const std::filesystem::path& file, const Variables& variables)
{
    std::error_code ignored;
    const std::filesystem::path absolute = std::filesystem::absolute(file, ignored);
    const Result<std::string> text = readSiteFile(files, absolute.empty() ? file : absolute);
    if (text)
        return parseSite(*text, absolute, variables);
    const Error& error = text.error();
    const std::string hint = error.code == ErrorCode::NotFound
                                 ? "Check the path. 'connectorctl init' writes a site file."
                                 : error.hint;
    return tl::unexpected<SiteErrors>({{error.code, file, 0, 0, {}, error.message, hint}});
}

LoadedSite parseSite(std::string_view text, const std::filesystem::path& file, const Variables& variables)
{
    return SiteReader(file, variables).read(text);
}

std::string describe(const SiteError& error)
{
    if (error.code != ErrorCode::BadInput) // the message names the file itself
        return error.message + "." + (error.allowed.empty() ? "" : " " + error.allowed);
    std::string text = displayText(error.file);
    if (error.line != 0)
        text += ":" + std::to_string(error.line);
    if (error.column != 0)
        text += ":" + std::to_string(error.column);
    text += ": ";
    if (!error.key.empty())
        text += error.key + ": ";
    text += error.message;
    if (!text.ends_with('?'))
        text += '.';
    if (!error.allowed.empty())
        text += (error.key.empty() ? " " : " Allowed: ") + error.allowed;
    if (!error.allowed.empty() && !text.ends_with('.'))
        text += '.';
    return text;
}

Error asError(const SiteErrors& errors)
{
    Error joinedErrors{errors.front().code, {}, {}, errors.front().file};
    for (const SiteError& error : errors)
        joinedErrors.message += (joinedErrors.message.empty() ? "" : "\n") + describe(error);
    return joinedErrors;
}

} // namespace connectorscope
