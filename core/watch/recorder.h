#pragma once

#include "core/watch/message_ledger.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace connectorscope {

/// Gives records to the ledger in batches, in their order, and tells of each that the ledger has taken. After
/// an error nothing more is given. For one thread.
class Recorder
{
public:
    using OnRecorded = std::function<void(const WatchRecord& record, const std::string& message)>;

    static constexpr std::size_t batch = 1024;

    Recorder(MessageLedger& ledger, OnRecorded onRecorded)
        : m_ledger(ledger)
        , m_onRecorded(std::move(onRecorded))
    {
    }

    Result<> add(WatchRecord record);
    Result<> flush();

    /// Whether a message of that content waits in the batch, unknown to the ledger as yet.
    bool holds(const Xxh3Digest& content) const { return m_contents.contains(content); }

private:
    MessageLedger& m_ledger;
    OnRecorded m_onRecorded;
    std::vector<WatchRecord> m_records;
    std::set<Xxh3Digest> m_contents;
};

} // namespace connectorscope
