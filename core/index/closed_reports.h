#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

class JournalConnection;

/// The health reports of days that are over, in the journal: one JSON text a day, never changed once it is
/// stored; the database itself refuses that. A day is written "2026-11-23", in the site's time zone.
///
/// One connection: for one thread at a time.
class ClosedReports
{
public:
    static Result<std::unique_ptr<ClosedReports>> open(const std::filesystem::path& workFolder);
    ClosedReports(const ClosedReports&) = delete;
    ClosedReports& operator=(const ClosedReports&) = delete;
    ~ClosedReports();

    /// Closes a day. The same text again changes nothing; another is ErrorCode::AlreadyExists; what is no day
    /// or no JSON is ErrorCode::BadInput.
    Result<> store(const std::string& day, std::string_view json, UtcTime at);
    /// nullopt while the day is not closed.
    Result<std::optional<std::string>> report(const std::string& day);
    /// The days that are closed, the latest first.
    Result<std::vector<std::string>> days(std::size_t limit);

    /// The last day whose report was written where the site wants it; nullopt: none ever was.
    Result<std::optional<std::string>> lastWritten();
    /// An earlier day than that which is noted changes nothing.
    Result<> noteWritten(const std::string& day);

private:
    explicit ClosedReports(std::unique_ptr<JournalConnection> journal);
    std::unique_ptr<JournalConnection> m_journal;
};

} // namespace connectorscope
