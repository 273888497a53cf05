#pragma once

#include "core/base/file_system.h"
#include "core/diagnosis/site_context.h"
#include "core/message/message_reader.h"
#include "core/site/site.h"
#include "core/watch/scanned_message.h"

#include <filesystem>
#include <stop_token>
#include <string_view>

namespace connectorscope {

/// A file that is to be read.
struct ScanJob
{
    FolderKind folder = FolderKind::None;
    std::filesystem::path path;
    FileStamp stamp; ///< by which it was listed; it must still have that size and time
};

/// What the site says of reading and judging; made once for all files.
struct ScanRules
{
    explicit ScanRules(const Site& site)
        : limits(readLimitsOf(site))
        , context(contextOf(site, FolderKind::None))
        , filters(site.filters, context.routing)
    {
    }

    ReadLimits limits;
    JudgeContext context; ///< of no folder; each file is judged by that of its own
    BypassedFilters filters;
};

/// Reads and judges files. One per thread: it keeps the memory for reading.
class FileScanner
{
public:
    /// Both outlive it.
    FileScanner(FileSystem& files, const ScanRules& rules)
        : m_files(files)
        , m_rules(rules)
    {
    }

    /// Opens the file so that others may rename and delete it, reads it once in blocks, and looks at the end
    /// whether it still is what it was. Whatever is wrong with it, a ScannedMessage comes back. Of a file in
    /// BadMail the reason is read from its `.BDR`.
    ScannedMessage scan(const ScanJob& job, std::stop_token stop);

private:
    Result<Xxh3Digest> bodyHashAgain(const ScanJob& job, std::uint64_t offset, std::stop_token stop);

    FileSystem& m_files;
    const ScanRules& m_rules;
    ReadBuffer m_buffer;
    Xxh3Hasher m_content;
    Xxh3Hasher m_body;
};

/// The same of bytes at hand, that need be in no file.
ScannedMessage scanBytes(std::string_view bytes, const ScanRules& rules, FolderKind folder);

/// The address of the host that handed the message over to the first server that noted it: the first address
/// in brackets or parentheses that is public in the topmost Received field that has one; "" when there is
/// none.
std::string handoverAddress(const HeaderBlock& header);

} // namespace connectorscope
