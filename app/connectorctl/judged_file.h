#pragma once

#include "app/connectorctl/file_walk.h"
#include "app/connectorctl/site_judging.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/filters.h"
#include "core/diagnosis/recipient_proposal.h"
#include "core/message/address.h"
#include "core/message/message_reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// A file and what was found in it: the plain value that the outputs print.
struct JudgedFile
{
    std::filesystem::path path; ///< as given; `-` for standard input
    std::optional<std::uint64_t> size;
    Diagnosis diagnosis;
    std::optional<std::string> subject; ///< UTF-8; nullopt when there is no such field
    std::vector<Address> from;          ///< usable addresses
    std::vector<std::string> to;        ///< usable addresses of To, Cc and Bcc
    std::optional<std::string> date;    ///< ISO 8601 with offset
    std::optional<std::string> messageId;
    std::vector<ProposedRecipient> proposed; ///< with a site only, where the message names no mailbox of it
    std::vector<FilterVerdict> filtered;     ///< with a site only: what the bypassed filters would have said
    std::optional<Error> error;              ///< why it could not be read; with Verdict::Unreadable only
};

/// Opens, reads and judges files. One per thread: it keeps the memory for reading.
class FileJudge
{
public:
    /// `site` may be nullptr: files are judged alone, without a site.
    FileJudge(FileSystem& files, std::istream& standardInput, const SiteJudging* site,
              std::function<bool()> interrupted)
        : m_files(files)
        , m_standardInput(standardInput)
        , m_site(site)
        , m_interrupted(std::move(interrupted))
    {
    }

    /// nullopt when it was interrupted. Whatever is wrong with the file, a diagnosis comes back.
    std::optional<JudgedFile> judge(const WalkedFile& file);

private:
    const JudgeContext& contextOf(const WalkedFile& file);

    FileSystem& m_files;
    std::istream& m_standardInput;
    const SiteJudging* m_site;
    std::filesystem::path m_folder;          ///< the last that was asked for
    const JudgeContext* m_context = nullptr; ///< of the files in it
    std::function<bool()> m_interrupted;
    ReadBuffer m_buffer;
};

} // namespace connectorscope
