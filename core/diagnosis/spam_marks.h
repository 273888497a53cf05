#pragma once

#include <string_view>

namespace connectorscope {

/// What the field of a spam filter says of its message.
enum class SpamMark
{
    None,     ///< it is no such field, or says nothing
    Ham,      ///< the filter's own judgement: no spam
    Spam,     ///< the filter's own judgement: spam
    HighScore ///< a figure that such filters usually call spam; their own judgement counts more
};

/// Reads a field of the filters that providers use: SpamAssassin (X-Spam-Flag, X-Spam-Status, X-Spam-Score,
/// X-Spam-Level), rspamd (X-Spam, X-Spamd-Result is not read), Bogofilter (X-Bogosity) and Exchange
/// (X-MS-Exchange-Organization-SCL, X-Forefront-Antispam-Report). Internal to core/diagnosis.
SpamMark spamMarkOf(std::string_view name, std::string_view rawValue);

/// The value without blanks around it.
std::string_view withoutBlanks(std::string_view rawValue);
/// The value begins, in any case of letters, with those words, and not in the middle of a longer one.
bool beginsWithWords(std::string_view value, std::string_view lowerCase);

} // namespace connectorscope
