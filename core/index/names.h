#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/diagnosis.h"
#include "core/index/database.h"
#include "core/index/message_state.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace connectorscope {

/// The numbers that stand for stable ids in one database, in its table `name`. What the program knows is
/// written there when it is made, in the catalogue's order, so that writing needs to look nothing up later.
/// Throws SQLiteCpp's exceptions. Internal to core/index; after it was made, for any number of threads.
class Names
{
public:
    explicit Names(Database& database);

    std::int64_t of(FolderKind folder) const;
    std::int64_t of(Verdict verdict) const;
    std::int64_t of(CauseId cause) const;
    std::int64_t of(const std::optional<CauseId>& cause) const { return cause ? of(*cause) : 0; }
    std::int64_t of(Severity severity) const;
    std::int64_t of(MessageState state) const;
    /// Of a text that the program knows; 0 for others.
    std::int64_t of(std::string_view text) const;

    FolderKind folder(std::int64_t number) const;
    Verdict verdict(std::int64_t number) const;
    /// nullopt for none, and for a cause that only a newer program knows.
    std::optional<CauseId> cause(std::int64_t number) const;
    Severity severity(std::int64_t number) const;
    MessageState state(std::int64_t number) const;
    /// Empty for 0 and what is not known.
    std::string_view text(std::int64_t number) const;

private:
    /// Finds texts without making strings of them.
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> m_numbers;
    std::unordered_map<std::int64_t, std::string> m_texts;
    std::unordered_map<std::int64_t, CauseId> m_causes;
    std::vector<std::int64_t> m_causeNumbers; ///< by CauseId
};

} // namespace connectorscope
