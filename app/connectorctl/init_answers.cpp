#include "app/connectorctl/init_answers.h"

#include "app/connectorctl/questions.h"
#include "core/base/path_text.h"
#include "core/site/choices.h"
#include "core/site/site_keys.h"
#include "core/site/text_format.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// A path as somebody types it is relative to where they are, and not to the site file.
std::filesystem::path absolutePath(const std::string& text)
{
    if (text.empty())
        return {};
    std::error_code ignored;
    return absoluteFrom(std::filesystem::current_path(ignored), pathFromBytes(text));
}

std::vector<std::string> wordsOf(const std::string& text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + ' ') {
        if (c != ' ' && c != ',') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

class Gathering
{
public:
    Gathering(Environment& environment, const InitOptions& options, const Detection& found)
        : m_environment(environment)
        , m_options(options)
    {
        const auto* wanted = choiceNamed<Profile>(options.profile);
        for (const SiteCandidate& candidate : found.candidates)
            if (m_found == nullptr && (wanted == nullptr || candidate.profile == *wanted))
                m_found = &candidate;
    }

    Result<InitAnswers> run()
    {
        const std::string profile =
            choose("Profile (sbs2003, iis-smtp, generic)", m_options.profile,
                   std::string(toString(m_found != nullptr ? m_found->profile : Profile::Sbs2003)),
                   "--profile", [](const std::string& text) {
                       return choiceNamed<Profile>(text) != nullptr
                                  ? std::string()
                                  : "Allowed: " + allowedText(*findSiteKey("site.profile")) + ".";
                   });
        if (const auto* known = choiceNamed<Profile>(profile))
            m_answers.site = profileDefaults(*known);
        m_answers.chosen.emplace_back("site.profile");
        m_answers.site.name = choose("Name of the site", m_options.name, "", "--name", checkOf("site.name"));
        SiteFolders& folders = m_answers.site.folders;
        const SiteFolders none;
        const SiteFolders& usual = m_found != nullptr ? m_found->folders : none;
        folders.incoming = folder("Incoming Mail", m_options.incoming, usual.incoming, "--incoming");
        folders.failed = folder("Failed Mail", m_options.failed, usual.failed, "--failed");
        folders.pickup = folder("PickUp", m_options.pickup, usual.pickup, "--pickup");
        folders.badmail = m_options.badmail.empty() ? usual.badmail : absolutePath(m_options.badmail);
        folders.work = absolutePath(m_options.work);
        chooseRouting();
        choose(folders.badmail.empty(), "folders.badmail");
        choose(folders.work.empty(), "folders.work");
        if (m_gone)
            return fail(ErrorCode::Cancelled, "the questions were not answered, and nothing was written");
        if (!m_missing.empty())
            return fail(ErrorCode::BadInput, "these are missing: " + m_missing,
                        "Give them, or run this on a terminal to be asked.");
        return std::move(m_answers);
    }

private:
    using Check = std::function<std::string(const std::string&)>;

    static Check checkOf(const char* path)
    {
        return [key = findSiteKey(path)](const std::string& text) {
            return readFormat(key->format, text) ? std::string() : "Allowed: " + allowedText(*key) + ".";
        };
    }

    void choose(bool isEmpty, const char* key)
    {
        if (!isEmpty)
            m_answers.chosen.emplace_back(key);
    }

    std::string choose(const std::string& question, const std::string& given, const std::string& usual,
                       const char* option, const Check& check)
    {
        if (!given.empty() || m_gone)
            return given;
        if (m_environment.terminal.inIsTerminal) {
            const auto answer = ask(m_environment, question, usual, check);
            m_gone = !answer;
            return answer.value_or("");
        }
        if (usual.empty())
            m_missing += (m_missing.empty() ? "" : ", ") + std::string(option);
        return usual;
    }

    std::filesystem::path folder(const std::string& question, const std::string& given,
                                 const std::filesystem::path& usual, const char* option)
    {
        const auto check = [](const std::string& text) {
            return text.empty() ? std::string("A folder is needed here.") : std::string();
        };
        return absolutePath(choose(question, given, pathBytes(usual), option, check));
    }

    void chooseRouting()
    {
        Routing& routing = m_answers.site.routing;
        routing.localDomains = m_options.localDomains;
        if (routing.localDomains.empty() && m_environment.terminal.inIsTerminal && !m_gone) {
            const Check check = [](const std::string& text) {
                for (const std::string& word : wordsOf(text))
                    if (!readFormat(TextFormat::Domain, word))
                        return "'" + word + "' is no domain.";
                return std::string();
            };
            const auto answer =
                ask(m_environment, "Local domains, with blanks between (may be empty)", "", check);
            m_gone = !answer;
            routing.localDomains = wordsOf(answer.value_or(""));
        }
        routing.undeliverable = m_options.undeliverable;
        if (m_options.transfer == "builtin")
            m_answers.site.pipeline.transfer = Carrier::BuiltIn;
        choose(routing.localDomains.empty(), "routing.local_domains");
        choose(routing.undeliverable.empty(), "routing.undeliverable");
        choose(m_options.transfer.empty(), "pipeline.transfer");
    }

    Environment& m_environment;
    const InitOptions& m_options;
    const SiteCandidate* m_found = nullptr;
    InitAnswers m_answers;
    std::string m_missing;
    bool m_gone = false;
};

} // namespace

Result<InitAnswers> gatherAnswers(Environment& environment, const InitOptions& options,
                                  const Detection& found)
{
    return Gathering(environment, options, found).run();
}

} // namespace connectorscope
