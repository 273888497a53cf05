#include "tests/core/pipeline/pipeline_fixture.h"

#include "tests/support/small_files.h"

#include <stdexcept>

namespace connectorscope {

std::unique_ptr<Pipeline> PipelineUser::open(FileSystem& files)
{
    auto role = RoleLock::take(m.site.folders.work, Role::Worker, "test");
    if (!role)
        throw std::runtime_error(role.error().message);
    auto pipeline = Pipeline::open(m.site, m.tools(files), std::move(*role));
    if (!pipeline)
        throw std::runtime_error(pipeline.error().message);
    return std::move(*pipeline);
}

std::vector<RunReceipt> PipelineUser::requeue(const std::vector<std::string>& ids,
                                              const RequeueOptions& options)
{
    std::vector<RunReceipt> receipts;
    const auto done =
        open()->requeue(ids, options, [&](const RunReceipt& receipt) { receipts.push_back(receipt); });
    EXPECT_TRUE(done) << done.error().message;
    return receipts;
}

RunReceipt PipelineUser::requeueOne(const std::string& id, const RequeueOptions& options)
{
    const auto receipts = requeue({id}, options);
    EXPECT_EQ(receipts.size(), 1U);
    return receipts.empty() ? RunReceipt() : receipts.front();
}

RunReceipt PipelineUser::deleteOne(const std::string& id)
{
    RunReceipt found;
    const auto done =
        open()->deleteMessages(std::vector{id}, [&](const RunReceipt& receipt) { found = receipt; });
    EXPECT_TRUE(done) << done.error().message;
    return found;
}

std::vector<RunReceipt> PipelineUser::resume()
{
    std::vector<RunReceipt> receipts;
    const auto done = open()->resume([&](const RunReceipt& receipt) { receipts.push_back(receipt); });
    EXPECT_TRUE(done) << done.error().message;
    return receipts;
}

std::vector<RunReceipt> PipelineUser::observe()
{
    std::vector<RunReceipt> receipts;
    const auto done = open()->observe([&](const RunReceipt& receipt) { receipts.push_back(receipt); });
    EXPECT_TRUE(done) << done.error().message;
    return receipts;
}

std::vector<RunRow> PipelineUser::runs()
{
    return RunJournal::open(m.site.folders.work, {"anna", "server"}).value()->latest(1000).value();
}

std::optional<std::string> PipelineUser::vaulted(const std::string& content)
{
    const Vault vault(*m.files, m.clock, m.site.folders.work, m.site.limits.vaultSize);
    const auto kept = readAll(vault.bytesOf(*sha256(content)));
    return kept ? std::optional(*kept) : std::nullopt;
}

std::vector<std::string> PipelineUser::staged()
{
    std::vector<std::string> names;
    if (!exists(*m.files, m.staging()))
        return names;
    for (const std::string& name : namesIn(*m.files, m.staging()))
        if (name != "held" &&
            !name.ends_with(".tmp")) // of a program that was stopped while it tried renaming
            names.push_back(name);
    return names;
}

} // namespace connectorscope
