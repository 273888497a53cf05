#include "app/connectorctl/show_run.h"

#include "app/connectorctl/message_lookup.h"
#include "app/connectorctl/show_output.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/stuck_summary.h"
#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/index/index_reader.h"
#include "core/message/message_reader.h"

#include <algorithm>
#include <functional>
#include <memory>

namespace connectorscope {
namespace {

constexpr std::size_t longestHistory = 10'000;
constexpr std::size_t blockSize = std::size_t{64} * 1024;

using TakeBytes = std::function<Result<>(std::string_view)>;

class ShowRun
{
public:
    ShowRun(const Site& site, const ShowRequest& request, Environment& environment)
        : m_site(site)
        , m_request(request)
        , m_environment(environment)
    {
    }

    ExitStatus run()
    {
        const Result<> done = show();
        if (m_environment.interrupted())
            return ExitStatus::Interrupted;
        if (done)
            return ExitStatus::Well;
        tellError(m_environment, done.error());
        return m_idIsWrong ? ExitStatus::Usage : ExitStatus::Environment;
    }

private:
    Result<> show()
    {
        Result<std::unique_ptr<JournalReader>> journal = JournalReader::open(m_site.folders.work);
        if (!journal)
            return fail(journal.error());
        const Result<std::string> id = messageIdMeant(**journal, m_request.id);
        if (!id) {
            m_idIsWrong = id.error().code == ErrorCode::BadInput || id.error().code == ErrorCode::NotFound;
            return fail(id.error());
        }
        Result<std::unique_ptr<IndexReader>> index = IndexReader::open(m_site.folders.work);
        if (!index)
            return fail(index.error());
        Result<std::optional<MessageRow>> row = (*index)->message(*id);
        if (!row)
            return fail(row.error());
        if (!*row)
            return fail(ErrorCode::NotFound, "the index does not know message '" + *id + "' yet",
                        "'connectorctl scan' brings it up to date.");
        auto message = listedMessage(m_site, **journal, std::move(**row), m_environment.clock.now());
        if (!message)
            return fail(message.error());
        ShownMessage shown;
        shown.message = std::move(*message);
        if (m_request.what == ShowWhat::Everything)
            return showEverything(std::move(shown), **index, **journal, *id);
        return showBytes(shown.message);
    }

    Result<> showEverything(ShownMessage shown, IndexReader& index, JournalReader& journal,
                            const std::string& id)
    {
        Result<std::vector<Finding>> findings = index.findings(shown.message.row.number);
        if (!findings)
            return fail(findings.error());
        shown.findings = std::move(*findings);
        Result<std::vector<HistoryEntry>> history = journal.history(id, longestHistory);
        if (!history)
            return fail(history.error());
        shown.history = std::move(*history);
        Result<std::vector<FilterVerdict>> filtered = journal.filtered(id);
        if (!filtered)
            return fail(filtered.error());
        shown.filtered = std::move(*filtered);
        if (m_request.json)
            m_environment.out << shownAsJson(m_site, shown) << '\n';
        else
            m_environment.out << shownText(m_site, shown, m_request.style, m_environment.terminal.columns);
        return {};
    }

    Result<> showBytes(const ListedMessage& message)
    {
        const MessageRow& row = message.row;
        const std::filesystem::path path = pathOf(m_site, row.place);
        if (row.state != MessageState::Present)
            return fail(ErrorCode::NotFound,
                        "the message has left " + quotedPath(path) + " (" + std::string(toString(row.state)) +
                            ")",
                        "Without --raw, --headers, --parts and --save what is known of it is shown.", path);
        // A file that somebody holds open can fail the SMTP service.
        if (row.place.folder == FolderKind::PickUp && !message.stuck)
            return fail(ErrorCode::Locked, "the SMTP service is about to take " + quotedPath(path),
                        "It may be read when it is stalled there.", path);
        switch (m_request.what) {
        case ShowWhat::Raw:
            return eachBlock(path, UINT64_MAX, [this](std::string_view bytes) { return print(bytes); });
        case ShowWhat::Headers:
            return showHeaders(path);
        case ShowWhat::Parts:
            return showParts(path);
        case ShowWhat::Save:
            return publish(m_environment.files, m_environment.clock, m_request.saveTo, [&](OutputFile& file) {
                return eachBlock(path, UINT64_MAX, [&](std::string_view bytes) { return file.write(bytes); });
            });
        case ShowWhat::Everything:
            break;
        }
        return {};
    }

    Result<> print(std::string_view bytes)
    {
        m_environment.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return {};
    }

    Result<> eachBlock(const std::filesystem::path& path, std::uint64_t length, const TakeBytes& take)
    {
        const Result<std::unique_ptr<InputFile>> file = m_environment.files.open(path);
        if (!file)
            return fail(file.error());
        std::vector<char> buffer(blockSize);
        while (length > 0 && m_environment.out) {
            if (m_environment.interrupted())
                return fail(ErrorCode::Cancelled, "interrupted");
            const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), length));
            const Result<std::size_t> got = (*file)->read(std::span(buffer).first(wanted));
            if (!got)
                return fail(got.error());
            if (*got == 0)
                break;
            if (Result<> taken = take(std::string_view(buffer.data(), *got)); !taken)
                return taken;
            length -= *got;
        }
        return {};
    }

    Result<Message> readWhole(const std::filesystem::path& path)
    {
        const Result<std::unique_ptr<InputFile>> file = m_environment.files.open(path);
        if (!file)
            return fail(file.error());
        ReadBuffer buffer;
        Result<Message> message = readMessage(**file, buffer);
        if (message && message->kind != FileKind::Message)
            return fail(ErrorCode::BadInput, quotedPath(path) + " has no header, and no parts",
                        "--raw prints its bytes.", path);
        return message;
    }

    Result<> showHeaders(const std::filesystem::path& path)
    {
        const Result<Message> message = readWhole(path);
        if (!message)
            return fail(message.error());
        const HeaderBlock& header = message->header();
        return eachBlock(
            path, header.offset + header.size, [&, at = std::uint64_t{0}](std::string_view bytes) mutable {
                const std::uint64_t skipped =
                    std::min<std::uint64_t>(bytes.size(), header.offset - std::min(at, header.offset));
                at += bytes.size();
                return print(bytes.substr(static_cast<std::size_t>(skipped)));
            });
    }

    Result<> showParts(const std::filesystem::path& path)
    {
        const Result<Message> message = readWhole(path);
        if (!message)
            return fail(message.error());
        m_environment.out << (m_request.json ? partsAsJson(*message) : partsText(*message));
        return {};
    }

    const Site& m_site;
    const ShowRequest& m_request;
    Environment& m_environment;
    bool m_idIsWrong = false;
};

} // namespace

ExitStatus show(const Site& site, const ShowRequest& request, Environment& environment)
{
    return ShowRun(site, request, environment).run();
}

} // namespace connectorscope
