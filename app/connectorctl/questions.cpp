#include "app/connectorctl/questions.h"

#include "core/base/escape.h"

#include <algorithm>

namespace connectorscope {

namespace {

std::string trimmed(const std::string& text)
{
    constexpr const char* blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

} // namespace

std::optional<std::string> ask(Environment& environment, const std::string& question,
                               const std::string& usual,
                               const std::function<std::string(const std::string&)>& check)
{
    while (!environment.interrupted()) {
        environment.err << question << (usual.empty() ? "" : " [" + escapeControls(usual) + "]") << ": "
                        << std::flush;
        std::string line;
        if (!std::getline(environment.in, line) || environment.interrupted())
            break;
        std::string answer = trimmed(line);
        if (answer.empty())
            answer = usual;
        const std::string refusal = check(answer);
        if (refusal.empty())
            return answer;
        environment.err << "  " << refusal << '\n';
    }
    environment.err << '\n';
    return std::nullopt;
}

} // namespace connectorscope
