#include "app/connectorctl/repair_run.h"

#include "app/connectorctl/diagnosis_json.h"
#include "app/connectorctl/repair_output.h"
#include "core/base/escape.h"
#include "core/base/publish.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>

namespace connectorscope {
namespace {

std::string domainOf(const std::string& address)
{
    const std::size_t at = address.rfind('@');
    return at == std::string::npos ? std::string() : address.substr(at + 1);
}

/// Opens the file as often as it is asked for, and refuses one that has changed since it was opened first.
OpenBytes openFile(FileSystem& files, const std::filesystem::path& path,
                   const std::function<bool()>& interrupted)
{
    auto first = std::make_shared<std::optional<FileInfo>>();
    return [&files, path, interrupted, first]() -> Result<std::unique_ptr<ByteSource>> {
        if (interrupted())
            return fail(ErrorCode::Cancelled, "interrupted");
        Result<std::unique_ptr<InputFile>> file = files.open(path);
        if (!file)
            return fail(file.error());
        const FileInfo& info = (*file)->info();
        if (!*first)
            *first = info;
        if ((*first)->size != info.size || (*first)->modified != info.modified ||
            (*first)->identity != info.identity)
            return fail(ErrorCode::ReadFault, "the file changed while it was read",
                        "Something still writes it; try again when that is done.", path);
        return std::unique_ptr<ByteSource>(std::move(*file));
    };
}

class RepairRun
{
public:
    RepairRun(const RepairRequest& request, Environment& environment, Clock& clock)
        : m_request(request)
        , m_environment(environment)
        , m_clock(clock)
        , m_options(request.options)
    {
        m_options.now = clock.now();
        if (request.site != nullptr)
            m_options.limits = request.site->limits();
        for (const std::string& address : {m_options.postmaster, m_options.recipient})
            if (!domainOf(address).empty()) {
                m_options.domain = domainOf(address);
                break;
            }
    }

    ExitStatus run()
    {
        ExitStatus status = ExitStatus::Well;
        for (const std::filesystem::path& path : m_request.paths) {
            if (m_environment.interrupted())
                return ExitStatus::Interrupted;
            const RepairedFile file = repairOne(path);
            if (m_environment.interrupted())
                return ExitStatus::Interrupted;
            if (file.error)
                m_environment.err << "connectorctl: " << escapeControls(errorSentence(*file.error))
                                  << std::endl;
            m_environment.out << (m_request.json ? repairedFileAsJson(file) + "\n"
                                                 : repairedFileText(file, m_request.style));
            status = std::max(status, statusOf(file));
        }
        return status;
    }

private:
    RepairedFile repairOne(const std::filesystem::path& path)
    {
        RepairedFile file;
        file.path = path;
        if (m_request.site != nullptr)
            m_options.context = m_request.site->contextIn(path.parent_path());
        Result<RepairOutcome> outcome = repairAll(
            openFile(m_environment.files, path, m_environment.interrupted), m_options, m_request.only);
        if (!outcome) {
            file.error = outcome.error();
            return file;
        }
        file.outcome = std::move(*outcome);
        OpenBytes bytes = file.outcome.before.bytes;
        for (const RepairPlan& step : file.outcome.steps) {
            Result<Preview> preview = previewPlan(bytes, step);
            if (!preview) {
                file.error = preview.error();
                file.previews.resize(file.outcome.steps.size());
                return file;
            }
            file.previews.push_back(std::move(*preview));
            bytes = withEdits(std::move(bytes), step.edits);
        }
        if (m_request.output && !file.outcome.steps.empty())
            write(file);
        return file;
    }

    void write(RepairedFile& file)
    {
        const Result<> written =
            publish(m_environment.files, m_clock, *m_request.output, [&](OutputFile& output) {
                return copyBytes(file.outcome.after.bytes,
                                 [&](std::string_view block) { return output.write(block); });
            });
        if (written)
            file.output = m_request.output;
        else
            file.error = written.error();
    }

    ExitStatus statusOf(const RepairedFile& file) const
    {
        if (file.error)
            return ExitStatus::Environment;
        const bool wasRefused = m_request.only && !file.outcome.left.empty();
        return file.outcome.transferable() && !wasRefused ? ExitStatus::Well : ExitStatus::Found;
    }

    const RepairRequest& m_request;
    Environment& m_environment;
    Clock& m_clock;
    RepairOptions m_options;
};

} // namespace

ExitStatus repair(const RepairRequest& request, Environment& environment, Clock& clock)
{
    return RepairRun(request, environment, clock).run();
}

} // namespace connectorscope
