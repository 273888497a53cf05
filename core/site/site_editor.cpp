#include "core/site/site_editor.h"

#include "core/base/publish.h"
#include "core/site/site_keys.h"
#include "core/site/site_value.h"
#include "core/site/toml_layout.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

/// "watch" of "watch.poll"; empty where there is no dot.
std::string_view parentOf(std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

/// One change of one text.
class TextEdit
{
public:
    TextEdit(std::string& text, const SiteChange& change)
        : m_text(text)
        , m_change(change)
        , m_places(layoutOf(text))
        , m_lineEnd(text.find("\r\n") != std::string::npos ? "\r\n" : "\n")
    {
    }

    Result<> make()
    {
        if (const TomlPlace* place = find(m_change.key, false))
            return m_change.value ? replace(*place) : takeOut(*place);
        if (!m_change.value || putIntoInlineTable() || putUnderHeader() || putAfterDottedKeys())
            return {};
        if (m_change.account == accounts() + 1 && m_change.key.starts_with("pop3."))
            return appendAccount();
        if (m_change.account != 0)
            return fail(ErrorCode::BadInput,
                        "there is no [[pop3]] table number " + std::to_string(m_change.account),
                        "Add the account to the site file first.");
        append();
        return {};
    }

private:
    std::size_t accounts() const
    {
        return static_cast<std::size_t>(
            std::count_if(m_places.begin(), m_places.end(),
                          [](const TomlPlace& place) { return place.header && place.path == "pop3"; }));
    }

    Result<> appendAccount()
    {
        insertLine(m_text.size(), "");
        insertLine(m_text.size(), "[[pop3]]");
        insertLine(m_text.size(), pairBelow("pop3"));
        return {};
    }

    /// The number of the account matters below [[pop3]] only.
    const TomlPlace* find(std::string_view path, bool header) const
    {
        const auto found = std::find_if(m_places.begin(), m_places.end(), [&](const TomlPlace& place) {
            return place.path == path && place.header == header && place.table == m_change.account;
        });
        return found == m_places.end() ? nullptr : &*found;
    }

    Result<> replace(const TomlPlace& place)
    {
        m_text.replace(place.valueBegin, place.valueEnd - place.valueBegin, *m_change.value);
        return {};
    }

    Result<> takeOut(const TomlPlace& place)
    {
        if (place.nested)
            return fail(ErrorCode::BadInput, m_change.key + " stands in a table on one line with others",
                        "Take it out by hand.");
        m_text.erase(place.lineBegin, place.lineEnd - place.lineBegin);
        return {};
    }

    std::string pairBelow(std::string_view prefix) const
    {
        const std::string name = m_change.key.substr(prefix.empty() ? 0 : prefix.size() + 1);
        return name + " = " + *m_change.value;
    }

    bool putIntoInlineTable()
    {
        for (std::string_view prefix = parentOf(m_change.key); !prefix.empty(); prefix = parentOf(prefix)) {
            const TomlPlace* place = find(prefix, false);
            if (place == nullptr || m_text[place->valueBegin] != '{')
                continue;
            const std::size_t last = m_text.find_last_not_of(" \t", place->valueEnd - 2);
            const bool isEmpty = last == place->valueBegin;
            m_text.insert(last + 1, (isEmpty ? " " : ", ") + pairBelow(prefix));
            if (isEmpty && m_text[last + 2 + pairBelow(prefix).size()] == '}')
                m_text.insert(last + 2 + pairBelow(prefix).size(), " ");
            return true;
        }
        return false;
    }

    bool putUnderHeader()
    {
        for (std::string_view prefix = parentOf(m_change.key); !prefix.empty(); prefix = parentOf(prefix)) {
            const TomlPlace* header = find(prefix, true);
            if (header == nullptr)
                continue;
            std::size_t at = header->lineEnd;
            std::size_t end = m_text.size();
            for (const TomlPlace* place = header + 1; place != m_places.data() + m_places.size(); ++place) {
                if (place->header) {
                    end = place->lineBegin;
                    break;
                }
                at = place->lineEnd;
            }
            const std::size_t sample =
                endOfSample(header->lineEnd, end, m_change.key.substr(prefix.size() + 1));
            insertLine(sample != 0 ? sample : at, pairBelow(prefix));
            return true;
        }
        return false;
    }

    /// After the line `# poll = "15s"` that shows the key's default, or 0.
    std::size_t endOfSample(std::size_t begin, std::size_t end, const std::string& name) const
    {
        while (begin < end) {
            const std::size_t next = std::min(m_text.find('\n', begin), m_text.size() - 1) + 1;
            const std::size_t word = m_text.find_first_not_of("# \t", begin);
            const bool comment = m_text[begin] == '#' && word != std::string::npos && word < next;
            if (comment && m_text.compare(word, name.size() + 2, name + " =") == 0)
                return next;
            begin = next;
        }
        return 0;
    }

    bool putAfterDottedKeys()
    {
        const std::string section = m_change.key.substr(0, m_change.key.find('.')) + ".";
        const auto last = std::find_if(m_places.rbegin(), m_places.rend(), [&](const TomlPlace& place) {
            return place.dotted && !place.nested && place.path.starts_with(section);
        });
        if (last == m_places.rend())
            return false;
        insertLine(last->lineEnd, pairBelow({}));
        return true;
    }

    void append()
    {
        const std::string_view section = std::string_view(m_change.key).substr(0, m_change.key.find('.'));
        if (!m_text.empty())
            insertLine(m_text.size(), "");
        insertLine(m_text.size(), "[" + std::string(section) + "]");
        insertLine(m_text.size(), pairBelow(section));
    }

    void insertLine(std::size_t at, const std::string& line)
    {
        const bool lineIsOpen = at > 0 && m_text[at - 1] != '\n'; // the last line of the file
        m_text.insert(at, (lineIsOpen ? m_lineEnd : "") + line + m_lineEnd);
    }

    std::string& m_text;
    const SiteChange& m_change;
    std::vector<TomlPlace> m_places;
    std::string m_lineEnd;
};

LoadedSite failLoading(const std::filesystem::path& file, const Error& error)
{
    return tl::unexpected<SiteErrors>({{error.code, file, 0, 0, {}, error.message, error.hint}});
}

/// The key's value as the site has it, in the way that this program writes it.
std::string valueIn(const Site& site, const SiteKey& key, std::size_t account)
{
    Site of = site;
    if (sectionOf(key) == "pop3")
        of.accounts = {account - 1 < site.accounts.size() ? site.accounts[account - 1] : Pop3Account()};
    return tomlValueText(key, of);
}

/// The same of the value that a change gives, which has to be one value of TOML.
std::optional<std::string> valueWanted(const SiteChange& change, const SiteKey& key, const PathBase& base)
{
    const auto parsed = parseToml("value = " + *change.value);
    const auto* table = std::get_if<TomlValue>(&parsed);
    if (table == nullptr || table->entries.size() != 1)
        return std::nullopt;
    Site site;
    site.accounts.emplace_back();
    readValue(key, table->entries.front().value, site, base, [](const ValueProblem&) {});
    return tomlValueText(key, site);
}

bool isChanged(const SiteKey& key, std::size_t account, const std::vector<SiteChange>& changes)
{
    return std::any_of(changes.begin(), changes.end(), [&](const SiteChange& change) {
        return change.key == key.path && change.account == account;
    });
}

/// TOML can be written in many ways, so what came of the edit is compared: each change has to be there, and
/// every other key as it was.
bool isWhatWasWanted(const Site& before, const Site& after, const std::vector<SiteChange>& changes,
                     const PathBase& base)
{
    for (const SiteChange& change : changes) {
        const SiteKey* key = findSiteKey(change.key);
        if (key == nullptr)
            return false;
        if (change.value && valueWanted(change, *key, base) != valueIn(after, *key, change.account))
            return false;
    }
    for (const SiteKey& key : siteKeys()) {
        const bool ofAccounts = sectionOf(key) == "pop3";
        const std::size_t first = ofAccounts ? 1 : 0;
        const std::size_t last = ofAccounts ? before.accounts.size() : 0;
        for (std::size_t account = first; account <= last; ++account)
            if (!isChanged(key, account, changes) &&
                valueIn(before, key, account) != valueIn(after, key, account))
                return false;
    }
    return true;
}

/// Keys whose default another key gives.
bool changesDefaults(const std::vector<SiteChange>& changes)
{
    return std::any_of(changes.begin(), changes.end(), [](const SiteChange& change) {
        return change.key == "site.profile" || change.key == "site.name";
    });
}

} // namespace

Result<std::string> editSiteText(std::string_view text, const std::vector<SiteChange>& changes)
{
    const bool marked = text.starts_with(byteOrderMark);
    std::string edited(text.substr(marked ? byteOrderMark.size() : 0));
    for (const SiteChange& change : changes)
        if (auto made = TextEdit(edited, change).make(); !made)
            return fail(made.error());
    return std::string(marked ? byteOrderMark : "") + edited;
}

LoadedSite saveSite(FileSystem& files, Clock& clock, const std::filesystem::path& file,
                    const std::vector<SiteChange>& changes, const Variables& variables)
{
    // A link stays a link: what it leads to is replaced.
    const Result<std::filesystem::path> target = files.resolve(file);
    if (!target)
        return failLoading(file, target.error());
    const Result<std::string> text = readSiteFile(files, *target);
    if (!text)
        return failLoading(file, text.error());
    const Result<std::string> edited = editSiteText(*text, changes);
    if (!edited)
        return failLoading(file, edited.error());
    std::error_code ignored;
    const std::filesystem::path absolute = std::filesystem::absolute(file, ignored);
    LoadedSite site = parseSite(*edited, absolute, variables);
    if (!site || *edited == *text)
        return site;
    const LoadedSite before = parseSite(*text, absolute, variables);
    if (before && !changesDefaults(changes) &&
        !isWhatWasWanted(*before, *site, changes, {absolute.parent_path(), variables}))
        return failLoading(file,
                           {ErrorCode::BadInput, "the file is written in a way that this program cannot edit",
                            "Change it by hand.", file});
    if (const Result<> saved = publishReplacing(files, clock, *target, *edited); !saved)
        return failLoading(file, saved.error());
    return site;
}

} // namespace connectorscope
