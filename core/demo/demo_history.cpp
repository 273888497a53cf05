#include "core/demo/demo_history.h"

#include "core/demo/demo_past.h"
#include "core/demo/demo_present.h"
#include "core/demo/demo_resources.h"
#include "core/demo/demo_writer.h"
#include "core/site/site_file.h"

#include <algorithm>
#include <optional>

namespace connectorscope {

namespace {

std::optional<std::string> noDemoVariable(const std::string& /*name*/)
{
    return std::nullopt;
}

} // namespace

Result<> writeDemoHistory(FileSystem& files, const DemoSite& demo, UtcTime now)
{
    const auto manifest = demoManifest();
    if (!manifest)
        return fail(manifest.error());
    // It is written last, and says already how mail is judged.
    const LoadedSite site = parseSite(demoResource("site.toml").value_or(""), demo.siteFile, noDemoVariable);
    if (!site)
        return fail(asError(site.error()));
    const ScanRules rules(*site);

    auto moments = demoPresent(files, demo, *site, rules);
    if (!moments)
        return fail(std::move(moments.error()));
    auto past = demoPast(*manifest, rules, now, demo.files.size());
    if (!past)
        return fail(std::move(past.error()));
    moments->insert(moments->end(), std::make_move_iterator(past->begin()),
                    std::make_move_iterator(past->end()));
    std::ranges::stable_sort(*moments, {}, &DemoMoment::at);

    if (Result<> made = files.makeFolder(demo.workFolder); !made)
        return made;
    auto writer = DemoWriter::open(demo.workFolder, demo.mailFolders);
    if (!writer)
        return fail(std::move(writer.error()));
    return (*writer)->write(std::move(*moments));
}

} // namespace connectorscope
