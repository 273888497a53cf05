#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/index/names.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// A row of the index's table `message`, with the numbers of names as they stand there. Internal to
/// core/index.
struct IndexRow
{
    std::int64_t number = 0;
    std::int64_t folder = 0;
    std::int64_t verdict = 0;
    std::int64_t cause = 0;
    std::int64_t state = 0;
    std::int64_t since = 0;
    std::int64_t size = 0;
    bool judged = false;
    bool leftBehind = false;
    std::optional<std::string> id;
    std::optional<std::string> subject;
    std::string senderName;
    std::string sender;
    std::string recipients; ///< one a line
    std::string messageId;
    std::string name; ///< bytes
    std::optional<std::string> date;
    std::optional<std::int64_t> dateSeconds;
    std::int64_t modified = 0;
    std::int64_t identity = 0;
    std::int64_t changeMark = 0;
    std::string run;
};

// What the columns that are sorted and searched by hold.
std::string subjectKey(const IndexRow& row);
std::string senderKey(const IndexRow& row);
std::string domainKey(std::string_view address); ///< what stands after its last @
std::string recipientKey(const IndexRow& row);   ///< the first one
std::string nameKey(const IndexRow& row);
/// What the table `recipient` holds of it, without repetitions.
std::vector<std::string> recipientKeys(const IndexRow& row);
std::string addressKey(std::string_view address);
/// Everything that is searched, folded.
std::string searchedText(const IndexRow& row);

/// The findings of a file, most severe first.
std::vector<Finding> readFindings(Database& index, const Names& names, std::int64_t file);

} // namespace connectorscope
