#include "tests/core/pipeline/pipeline_site.h"

#include "core/base/path_text.h"
#include "core/index/stuck.h"
#include "core/pipeline/staging.h"
#include "tests/support/small_files.h"

#include <stdexcept>
#include <utility>

namespace connectorscope {

class PipelineSite::NoNews final : public FolderNews
{
public:
    Result<> watch(FolderKind, const std::filesystem::path&) override
    {
        return fail(ErrorCode::Other, "no notifications here");
    }
    std::vector<FolderNewsItem> wait(std::chrono::nanoseconds, std::stop_token) override { return {}; }
};

namespace {

/// Makes a folder and those above it where they are missing, and flushes them.
void makeFolders(FileSystem& files, const std::filesystem::path& folder)
{
    if (folder.has_relative_path() && !exists(files, folder)) {
        makeFolders(files, folder.parent_path());
        if (!files.makeFolder(folder) || !files.flushFolder(folder.parent_path()))
            throw std::runtime_error("no folder " + folder.string());
    }
}

} // namespace

PipelineSite::PipelineSite(FileSystem* other)
    : m_made(std::in_place)
    , root(m_made->path())
    , files(other != nullptr ? other : real.get())
    , m_news(std::make_unique<NoNews>())
{
    describe();
    for (const FolderKind kind : watchedFolders)
        makeFolders(*files, folder(kind));
    makeFolders(*files, site.folders.work);
    makeFolders(*real, site.folders.work);
    scan();
}

PipelineSite::PipelineSite(std::filesystem::path existing, UtcTime now)
    : root(std::move(existing))
    , files(real.get())
    , m_news(std::make_unique<NoNews>())
{
    clock.setNow(now);
    describe();
}

void PipelineSite::describe()
{
    site.name = "Contoso";
    site.folders.incoming = root / "Incoming Mail";
    site.folders.failed = root / "Failed Mail";
    site.folders.pickup = root / "PickUp";
    site.folders.badmail = root / "BadMail";
    site.folders.work = root / "work";
    site.limits.freeDisk = 0; // the machine that tests may have little
    site.pipeline.transfer = Carrier::BuiltIn;
    site.routing.localDomains = {"contoso.com"};
}

PipelineSite::~PipelineSite() = default;

std::filesystem::path PipelineSite::folder(FolderKind kind) const
{
    return folderPath(site, kind);
}

std::vector<std::string> PipelineSite::names(FolderKind kind) const
{
    return namesIn(*files, folder(kind));
}

void PipelineSite::put(FolderKind kind, const std::string& name, std::string_view content) const
{
    const std::filesystem::path path = folder(kind) / pathFromBytes(name);
    if (exists(*files, path))
        (void)files->remove(path);
    const auto file = files->create(path);
    const auto made = files->info(path);
    if (!file || !made || !(*file)->write(content) ||
        !(*file)->setModified(made->modified - std::chrono::hours(1)) || !(*file)->flush() ||
        !(*file)->close() || !files->flushFolder(folder(kind)))
        throw std::runtime_error("cannot write " + name);
}

std::string PipelineSite::read(FolderKind kind, const std::string& name) const
{
    return readFile(*files, folder(kind) / pathFromBytes(name));
}

void PipelineSite::scan()
{
    if (!m_ledger) {
        auto opened = SiteLedger::open(site.folders.work, {"anna", "server"});
        if (!opened)
            throw std::runtime_error(opened.error().message);
        m_ledger = std::move(*opened);
    }
    if (!m_watcher)
        m_watcher = std::make_unique<Watcher>(
            site, WatchTools{*files, clock, *m_ledger, *m_news, [] { return Answer{}; }, 1});
    (void)m_watcher->scanOnce({});
    clock.advance(site.watch.settle);
    (void)m_watcher->scanOnce({});
}

void PipelineSite::restartWatch()
{
    m_watcher.reset();
    m_ledger.reset();
}

std::string PipelineSite::idOf(FolderKind kind, const std::string& name) const
{
    MessageFilter filter;
    filter.folders = {kind};
    filter.states = {MessageState::Present};
    const auto page = IndexReader::open(site.folders.work).value()->page(filter, {}, 100'000);
    for (const MessageRow& row : page.value().rows)
        if (row.place.name == name)
            return row.id;
    throw std::runtime_error("the index knows no message in " + name);
}

std::string PipelineSite::stuck(FolderKind kind, const std::string& name, std::string_view content)
{
    put(kind, name, content);
    scan();
    return idOf(kind, name);
}

MessageRow PipelineSite::row(const std::string& id) const
{
    return IndexReader::open(site.folders.work).value()->message(id).value().value();
}

std::string cleanMail(const std::string& subject, const std::string& body)
{
    return "From: anna@example.org\r\nTo: ben@contoso.com\r\nSubject: " + subject +
           "\r\nDate: Mon, 23 Nov 2026 05:00:00 +0000\r\nMessage-ID: <" + subject + "@example.org>\r\n\r\n" +
           body;
}

std::string mailWithoutFrom(const std::string& subject)
{
    const std::string mail = cleanMail(subject);
    return "Return-Path: <anna@example.org>\r\n" + mail.substr(mail.find("To: "));
}

} // namespace connectorscope
