#include "app/connectorctl/site_worker.h"

#include "app/connectorctl/receipts.h"
#include "core/base/escape.h"
#include "core/pipeline/boot_id.h"

namespace connectorscope {

PipelineTools pipelineToolsOf(Environment& environment)
{
    return {environment.files, environment.clock, currentActor(), systemBootId()};
}

Result<std::unique_ptr<Pipeline>> takeWorkerRole(const Site& site, std::string_view program,
                                                 Environment& environment)
{
    Result<RoleLock> role = RoleLock::take(site.folders.work, Role::Worker, program);
    if (role)
        return Pipeline::open(site, pipelineToolsOf(environment), std::move(*role));
    Error error = role.error();
    if (error.code == ErrorCode::Locked)
        error.hint = "One program at a time moves the messages of a site: try again when it has ended.";
    return fail(std::move(error));
}

Result<std::unique_ptr<Pipeline>> becomeWorker(const Site& site, std::string_view program,
                                               Environment& environment, const std::stop_token& stop)
{
    auto pipeline = takeWorkerRole(site, program, environment);
    if (!pipeline)
        return pipeline;
    const OnReceipt tell = [&](const RunReceipt& receipt) {
        environment.err << "Left by an earlier program: "
                        << receiptText(receipt, kindOf(receipt), Style(false));
    };
    if (const Result<> resumed = (*pipeline)->resume(tell, stop); !resumed)
        return fail(resumed.error());
    return pipeline;
}

} // namespace connectorscope
