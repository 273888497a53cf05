#include "app/connectorctl/sorted_entries.h"

namespace connectorscope {

void SortedEntries::add(Verdict verdict, std::string_view entry)
{
    m_entries[static_cast<std::size_t>(verdict)] += entry;
    m_size += entry.size();
}

void SortedEntries::printTo(std::ostream& out)
{
    for (const Verdict verdict : {Verdict::Corrupt, Verdict::Blocked, Verdict::Unreadable, Verdict::AtRisk,
                                  Verdict::Pending, Verdict::Clean}) {
        std::string& entries = m_entries[static_cast<std::size_t>(verdict)];
        out << entries;
        entries = std::string();
    }
    m_size = 0;
}

} // namespace connectorscope
