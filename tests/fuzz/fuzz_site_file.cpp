#include "core/base/utf8.h"
#include "core/site/site_editor.h"
#include "core/site/site_file.h"
#include "core/site/site_keys.h"
#include "core/site/toml_layout.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <cstdint>

using namespace connectorscope;

namespace {

std::optional<std::string> variable(const std::string& name)
{
    return name == "HOME" ? std::optional<std::string>("/home/anna") : std::nullopt;
}

void checkErrors(const SiteErrors& errors, std::string_view text)
{
    require(!errors.empty() && errors.size() <= 50, "what cannot be loaded has errors, and not too many");
    const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
    int last = 0;
    for (const SiteError& error : errors) {
        require(error.line >= last && error.line <= lines, "errors come in the order of the lines");
        last = error.line;
        const std::string described = describe(error);
        require(isValidUtf8(described), "an error is UTF-8");
        require(described.find('\n') == std::string::npos, "an error is one line");
    }
}

/// A change of a file that loads gives a file that loads and says what was wanted, or is refused.
void checkEdit(const Site& before, std::string_view text)
{
    const auto edited = editSiteText(text, {{"watch.poll", "\"21s\""}});
    if (!edited)
        return;
    const LoadedSite after = parseSite(*edited, "/sites/site.toml", variable);
    if (!after)
        return;
    const bool same = after->name == before.name && after->folders.failed == before.folders.failed;
    require(same || after->watch.poll != std::chrono::seconds(21), "an edit that works changes nothing else");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const TomlPlace& place : layoutOf(text))
        require(place.lineBegin <= place.lineEnd && place.lineEnd <= size && place.valueEnd <= size,
                "places lie within the text");
    const LoadedSite site = parseSite(text, "/sites/site.toml", variable);
    if (site)
        checkEdit(*site, text);
    else
        checkErrors(site.error(), text);
    return 0;
}
