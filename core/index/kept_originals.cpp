#include "core/index/kept_originals.h"

#include "core/index/journal_connection.h"
#include "core/index/message_need.h"
#include "core/index/meta_values.h"
#include "core/index/retention_clock.h"
#include "core/index/stored_values.h"

#include <string>
#include <utility>

namespace connectorscope {

namespace {

constexpr const char* purgeEndedKey = "vault_purge_ended";
constexpr const char* purgeBeforeKey = "vault_purge_before";

OriginalUse useOf(JournalConnection& journal, const Sha256Digest& original, UtcTime since)
{
    std::vector<std::pair<std::int64_t, std::string>> messages;
    {
        Query query = journal.database->query(
            "SELECT DISTINCT m.number, m.id FROM run r JOIN message m ON m.number = r.message "
            "WHERE r.original = ?");
        query.bindBytes({reinterpret_cast<const char*>(original.data()), original.size()});
        while (query.step())
            messages.emplace_back(query.number(0), query.text(1));
    }
    for (const auto& [number, id] : messages)
        if (isMessageNeeded(*journal.database, journal.names, number, id, since))
            return OriginalUse::Needed;
    return messages.empty() ? OriginalUse::Unknown : OriginalUse::Unneeded;
}

} // namespace

KeptOriginals::KeptOriginals(std::unique_ptr<JournalConnection> journal)
    : m_journal(std::move(journal))
{
}

KeptOriginals::~KeptOriginals() = default;

Result<std::unique_ptr<KeptOriginals>> KeptOriginals::open(const std::filesystem::path& workFolder,
                                                           const Actor& actor)
{
    auto opened = JournalConnection::open(workFolder, actor);
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<KeptOriginals>(new KeptOriginals(std::move(*opened)));
}

Result<std::vector<OriginalUse>> KeptOriginals::usesOf(std::span<const Sha256Digest> originals, UtcTime since)
{
    return m_journal->database->run([&] {
        std::vector<OriginalUse> uses;
        uses.reserve(originals.size());
        for (const Sha256Digest& original : originals)
            uses.push_back(useOf(*m_journal, original, since));
        return uses;
    });
}

Result<std::optional<KeptOriginals::Round>> KeptOriginals::lastRound()
{
    return m_journal->database->run([&] {
        const auto ended = metaTime(*m_journal->database, purgeEndedKey);
        const auto before = metaTime(*m_journal->database, purgeBeforeKey);
        return ended && before ? std::optional(Round{*ended, *before}) : std::nullopt;
    });
}

Result<> KeptOriginals::noteRound(const Round& round)
{
    return m_journal->database->run([&] {
        Transaction transaction(*m_journal->database);
        setMetaTime(*m_journal->database, purgeEndedKey, round.ended);
        setMetaTime(*m_journal->database, purgeBeforeKey, round.before);
        moveRetentionTimes(*m_journal->database, round.ended);
        transaction.commit();
    });
}

} // namespace connectorscope
