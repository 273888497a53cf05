#pragma once

#include "core/index/index_reader.h"
#include "core/index/site_ledger.h"
#include "core/pipeline/pipeline_tools.h"
#include "core/site/site.h"
#include "core/watch/watcher.h"
#include "tests/support/fake_clock.h"
#include "tests/support/quick_dir.h"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// A site with real folders, databases and a watch, whose clock stands still.
class PipelineSite
{
public:
    /// On the real disk, or on `other`, which outlives it (the databases lie on the real disk all the same).
    explicit PipelineSite(FileSystem* other = nullptr);
    /// The same site in another program: its folders, which stay, and its time.
    PipelineSite(std::filesystem::path existing, UtcTime now);

    std::filesystem::path folder(FolderKind kind) const;
    std::filesystem::path staging() const { return root / ".connectorscope-staging"; }
    std::vector<std::string> names(FolderKind kind) const;
    /// Writes a file that has lain there for an hour.
    void put(FolderKind kind, const std::string& name, std::string_view content) const;
    std::string read(FolderKind kind, const std::string& name) const;

    /// The watch looks, waits until what is new has settled, and looks again.
    void scan();
    /// The watch begins anew with what the journal knows, as a new program.
    void restartWatch();
    /// The id of the message that lies there; throws where the index knows none.
    std::string idOf(FolderKind kind, const std::string& name) const;
    /// put() and scan(); returns the id.
    std::string stuck(FolderKind kind, const std::string& name, std::string_view content);
    MessageRow row(const std::string& id) const;

    PipelineTools tools() { return tools(*files); }
    PipelineTools tools(FileSystem& other) { return {other, clock, {"anna", "server"}, bootId}; }

private:
    std::optional<QuickDir> m_made;

public:
    std::filesystem::path root;
    FakeClock clock;
    std::unique_ptr<FileSystem> real = realFileSystem();
    FileSystem* files = nullptr;
    std::string bootId = "first-boot";
    Site site;

private:
    void describe();

    class NoNews;
    std::unique_ptr<NoNews> m_news;
    std::unique_ptr<SiteLedger> m_ledger;
    std::unique_ptr<Watcher> m_watcher;

public:
    ~PipelineSite();
};

/// A message with nothing wrong in it, for ben@contoso.com.
std::string cleanMail(const std::string& subject, const std::string& body = "Hello.\r\n");
/// The same without a From.
std::string mailWithoutFrom(const std::string& subject);

} // namespace connectorscope
