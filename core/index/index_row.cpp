#include "core/index/index_row.h"

#include "core/index/stored_values.h"
#include "core/index/text_fold.h"

#include <algorithm>

namespace connectorscope {

namespace {

// Enough to put a million rows in order; rows that share so much of it stand in the order of their numbers.
constexpr std::size_t textKeyLimit = 40;
constexpr std::size_t addressKeyLimit = 320;

} // namespace

std::string subjectKey(const IndexRow& row)
{
    return foldKey(row.subject.value_or(std::string()), textKeyLimit);
}

std::string addressKey(std::string_view address)
{
    return foldKey(address, addressKeyLimit);
}

std::string senderKey(const IndexRow& row)
{
    return addressKey(row.sender);
}

std::string domainKey(std::string_view address)
{
    const std::size_t at = address.rfind('@');
    return at == std::string_view::npos ? std::string() : addressKey(address.substr(at + 1));
}

std::string recipientKey(const IndexRow& row)
{
    return addressKey(std::string_view(row.recipients).substr(0, row.recipients.find('\n')));
}

std::string nameKey(const IndexRow& row)
{
    return foldKey(row.name, textKeyLimit);
}

std::vector<std::string> recipientKeys(const IndexRow& row)
{
    std::vector<std::string> keys = splitLines(row.recipients);
    for (std::string& key : keys)
        key = addressKey(key);
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

std::string searchedText(const IndexRow& row)
{
    std::string text = row.subject.value_or(std::string());
    for (const std::string* part :
         {&row.senderName, &row.sender, &row.recipients, &row.messageId, &row.name}) {
        text += '\n';
        text += *part;
    }
    return foldText(text);
}

std::vector<Finding> readFindings(Database& index, const Names& names, std::int64_t file)
{
    std::vector<Finding> findings;
    Query query =
        index.query("SELECT cause, severity, offset, length, line, count, part, evidence FROM finding "
                    "WHERE message = ? ORDER BY position");
    query.bind(file);
    while (query.step()) {
        const auto cause = names.cause(query.number(0));
        if (!cause)
            continue;
        int column = 1;
        Finding finding;
        finding.cause = *cause;
        finding.severity = names.severity(query.number(column++));
        finding.offset = static_cast<std::uint64_t>(query.number(column++));
        finding.length = static_cast<std::uint64_t>(query.number(column++));
        finding.line = static_cast<std::uint64_t>(query.number(column++));
        finding.count = static_cast<std::uint64_t>(query.number(column++));
        finding.part = static_cast<int>(query.number(column++));
        finding.evidence = query.text(column++);
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace connectorscope
