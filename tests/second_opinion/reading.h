#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

struct ReadMailbox
{
    std::string name;  ///< UTF-8
    std::string spec;  ///< local@domain, quoted where it was
    bool sound = true; ///< false where the reader itself reports it as broken, and shows what it makes of it
};

struct ReadDate
{
    std::int64_t clock = 0; ///< what the sender's clock showed, as seconds since 1970-01-01T00:00:00
    std::optional<std::int64_t> east; ///< of UTC, in seconds; empty when the reader did not know the zone
};

/// A part without parts of its own. A multipart that could not be divided is one.
struct ReadLeaf
{
    std::string type;                ///< "text/plain", lower case
    std::string name;                ///< of the attachment, UTF-8
    std::optional<std::string> text; ///< UTF-8; of text parts only
};

/// What one reader makes of one message: the fields that are compared.
struct Reading
{
    bool readable = false; ///< otherwise nothing below means anything
    std::string subject;   ///< empty when there is none
    std::vector<ReadMailbox> from;
    std::vector<ReadMailbox> to;
    std::optional<ReadDate> date;
    std::vector<ReadLeaf> leaves;
};

Reading readWithConnectorScope(std::string_view bytes);

/// In the process; GMime must not be used from several threads here.
Reading readWithGMime(std::string_view bytes);

/// What Python's email package reads by its two policies.
struct PythonReadings
{
    Reading byDefault;
    Reading compat32;
};

/// Runs read_with_python.py over files of `folder`; the readings stand in the order of `paths`. Empty when
/// Python could not be run or did not read all of them.
std::vector<PythonReadings> readWithPython(const std::string& folder, const std::vector<std::string>& paths);

/// Without what a program put around the message when it saved it: the "From " line of mbox files, which many
/// collections keep, a byte order mark, the lone dot that ends a POP3 reply. None is part of the message.
std::string_view withoutFrame(std::string_view file);

/// For the two other readers: where CR ends the lines, LF instead. Elsewhere the bytes as they are.
std::string withLineFeeds(std::string_view message);

/// Text that names no charset: neither other reader guesses, so theirs is read as ours is.
std::string guessCharset(std::string_view bytes);

} // namespace connectorscope
