#pragma once

#include "core/base/file_system.h"
#include "core/diagnosis/repairs/preview.h"
#include "core/diagnosis/repairs/repair_all.h"
#include "ui/detail/source/row_layout.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace connectorscope {

// What the message's worker tells its views. Everything bears the number of the file that it is about.

/// The rows around the bytes of a finding.
struct ProofRows
{
    std::vector<SourceRow> rows;
    char lineEnd = '\n';
    bool isCut = false; ///< within a line
};

/// A message that was read. Never changed, so that threads may share it.
struct LoadedMessage
{
    std::uint64_t file = 0;
    std::filesystem::path path;
    FileInfo info;
    Message message;
    Summary summary;
    Diagnosis diagnosis;
    std::vector<Finding> findings; ///< that are shown: the site's, else those of `diagnosis`
    std::vector<ProofRows> proofs; ///< of the first of them
};
using LoadedPointer = std::shared_ptr<const LoadedMessage>;

/// What of a part a person would read.
struct PartText
{
    std::uint64_t file = 0;
    int part = -1; ///< index in Message::parts; -1: no part is text
    QString text;  ///< without control characters but line ends and tabs
    bool isFromHtml = false;
    bool isCut = false; ///< there is more than is shown
};

struct ProposedStep
{
    RepairPlan plan;
    Preview preview;
};

/// What repairing the message would do.
struct RepairProposal
{
    std::uint64_t file = 0;
    std::vector<ProposedStep> steps;
    std::vector<Unrepaired> left;
    Diagnosis before;
    Diagnosis after;
    std::optional<Error> error; ///< it could not be read

    bool helps() const { return !steps.empty() && isTransferable(after); }
};

/// What came of saving something.
struct SavedFile
{
    std::uint64_t file = 0;
    std::filesystem::path path;
    std::optional<Error> error;
};

} // namespace connectorscope
