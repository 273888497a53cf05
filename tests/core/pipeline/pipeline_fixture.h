#pragma once

#include "core/pipeline/pipeline.h"
#include "core/pipeline/vault.h"
#include "tests/core/pipeline/pipeline_site.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// A site with a pipeline that takes messages through it.
class PipelineUser
{
public:
    explicit PipelineUser(FileSystem* other = nullptr)
        : m(other)
    {
    }
    /// The same site in another program.
    PipelineUser(const std::filesystem::path& existing, UtcTime now)
        : m(existing, now)
    {
    }

    /// A pipeline of this moment, as a program that has just started.
    std::unique_ptr<Pipeline> open() { return open(*m.files); }
    std::unique_ptr<Pipeline> open(FileSystem& files);

    std::vector<RunReceipt> requeue(const std::vector<std::string>& ids, const RequeueOptions& options = {});
    RunReceipt requeueOne(const std::string& id, const RequeueOptions& options = {});
    RunReceipt deleteOne(const std::string& id);
    std::vector<RunReceipt> resume();
    std::vector<RunReceipt> observe();

    std::vector<RunRow> runs();
    /// What the vault holds of that content; nullopt where it does not.
    std::optional<std::string> vaulted(const std::string& content);
    /// What lies in the staging folder, without `held`.
    std::vector<std::string> staged();
    std::string pickedUp(const RunReceipt& receipt)
    {
        return m.read(FolderKind::PickUp, receipt.run + ".eml");
    }

    PipelineSite m;
};

class PipelineFixture : public testing::Test, protected PipelineUser
{
};

} // namespace connectorscope
