#include "core/watch/recorder.h"

#include <utility>

namespace connectorscope {

Result<> Recorder::add(WatchRecord record)
{
    if (record.scanned && record.scanned->state == ReadState::Read)
        m_contents.insert(record.scanned->content);
    m_records.push_back(std::move(record));
    return m_records.size() < batch ? Result<>() : flush();
}

Result<> Recorder::flush()
{
    if (m_records.empty())
        return {};
    const Result<std::vector<std::string>> messages = m_ledger.record(m_records);
    const std::vector<WatchRecord> records = std::exchange(m_records, {});
    m_contents.clear();
    if (!messages)
        return fail(messages.error());
    for (std::size_t i = 0; i < records.size() && i < messages->size(); ++i)
        m_onRecorded(records[i], (*messages)[i]);
    return {};
}

} // namespace connectorscope
