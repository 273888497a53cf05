#include "tests/support/stand_in_connector.h"

#include "tests/support/small_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <random>
#include <vector>

namespace connectorscope {
namespace {

constexpr std::array<std::string_view, 3> replacedFields = {"received", "message-id", "date"};

std::string lowerFieldName(std::string_view field)
{
    std::string name(field.substr(0, field.find(':')));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name;
}

/// Each with its line end, and with the lines that continue it.
std::vector<std::string> fieldsOf(std::string_view header)
{
    std::vector<std::string> fields;
    for (std::size_t at = 0; at < header.size();) {
        const std::size_t end = std::min(header.find('\n', at), header.size() - 1) + 1;
        const std::string_view line = header.substr(at, end - at);
        if (!fields.empty() && (line.front() == ' ' || line.front() == '\t'))
            fields.back() += line;
        else
            fields.emplace_back(line);
        at = end;
    }
    return fields;
}

std::string withRecipient(std::string field, std::string_view alias)
{
    while (!field.empty() && (field.back() == '\n' || field.back() == '\r'))
        field.pop_back();
    return field + ",\r\n\t\"IMB Recipient 1\" <mspop3connector." + std::string(alias) + "@contoso.com>\r\n";
}

} // namespace

std::string rewrittenByConnector(std::string_view message, std::string_view alias, unsigned number)
{
    const std::size_t blank = std::min(message.find("\r\n\r\n"), message.size());
    const std::size_t bodyAt = std::min(blank + 2, message.size());
    std::string text = "Received: from mail pickup service by server.contoso.com with Microsoft SMTPSVC;\r\n"
                       "\t Mon, 23 Nov 2026 06:15:00 +0000\r\n";
    bool hasRecipient = false;
    for (const std::string& field : fieldsOf(message.substr(0, bodyAt))) {
        const std::string name = lowerFieldName(field);
        if (std::ranges::find(replacedFields, name) != replacedFields.end())
            continue;
        text += name == "to" && !hasRecipient ? withRecipient(field, alias) : field;
        hasRecipient = hasRecipient || name == "to";
    }
    if (!hasRecipient)
        text += withRecipient("To: undisclosed", alias);
    text += "Date: Mon, 23 Nov 2026 06:15:00 -0000\r\nMessage-ID: <000" + std::to_string(number) +
            "@server.contoso.com>\r\nX-MimeOLE: Produced By Microsoft MimeOLE V6.00.3790.4721\r\n"
            "Content-Class: urn:content-classes:message\r\n";
    return text + std::string(message.substr(bodyAt));
}

void runStandInConnector(const std::filesystem::path& root, unsigned seed, const StandInMood& mood)
{
    std::minstd_rand random(seed);
    const std::filesystem::path incoming = root / "Incoming Mail";
    for (const std::string& name : namesIn(incoming)) {
        const int die = static_cast<int>(random() % 100);
        const unsigned number = static_cast<unsigned>(random());
        if (die < mood.failed) {
            std::filesystem::rename(incoming / name, root / "Failed Mail" / name);
        } else if (die >= mood.failed + mood.ignored) {
            const std::filesystem::path temporary = root / "connector.part";
            writeFile(temporary, rewrittenByConnector(readFile(incoming / name), "ben", number));
            std::filesystem::rename(temporary, root / "PickUp" / ("NTFS_" + std::to_string(number) + ".EML"));
            std::filesystem::remove(incoming / name);
        }
    }
}

} // namespace connectorscope
