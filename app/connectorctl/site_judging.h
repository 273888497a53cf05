#pragma once

#include "core/base/file_system.h"
#include "core/diagnosis/filters.h"
#include "core/diagnosis/site_context.h"
#include "core/message/limits.h"
#include "core/site/site.h"

#include <filesystem>
#include <utility>
#include <vector>

namespace connectorscope {

/// How files are judged on a site: with its limits and its routing and, where they lie directly in one of its
/// folders, as that folder has it. Folders are told apart by identity, whatever path leads to them.
/// Immutable; any number of threads may ask it.
class SiteJudging
{
public:
    /// Folders that cannot be reached are left out: what lies there cannot be named either. `files` outlives
    /// it.
    SiteJudging(const Site& site, FileSystem& files);

    /// The context of a file by the folder that it lies in; that of a single file where it is none of the
    /// site's. Asks the disk: a caller with many files of one folder keeps the answer.
    const JudgeContext& contextIn(const std::filesystem::path& folder) const;
    const JudgeContext& contextOfSingleFile() const { return m_single; }
    const ReadLimits& limits() const { return m_limits; }
    const BypassedFilters& filters() const { return m_filters; }

private:
    FileSystem& m_files;
    JudgeContext m_single;
    std::vector<std::pair<FileIdentity, JudgeContext>> m_folders;
    ReadLimits m_limits;
    BypassedFilters m_filters;
};

} // namespace connectorscope
