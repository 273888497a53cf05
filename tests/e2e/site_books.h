#pragma once

#include "core/index/index_reader.h"

#include <filesystem>
#include <string>
#include <vector>

namespace connectorscope {

/// What the databases of a site say, for comparing.
class SiteBooks
{
public:
    explicit SiteBooks(std::filesystem::path workFolder);

    /// "incoming/a.eml clean", "failed/b.eml blocked missing-from": what lies in the folders, sorted.
    std::vector<std::string> present() const;
    /// The rows of the index in that state.
    std::vector<MessageRow> rows(MessageState state = MessageState::Present) const;
    /// How many of what is present were judged.
    std::size_t judged() const;
    /// "arrived incoming", "moved failed": what happened to the message whose file is or was called so.
    std::vector<std::string> story(const std::string& fileName) const;
    /// A sum of the journal's daily figures: "arrived", "failed", "handed_over", "bad_mailed".
    std::int64_t figure(const std::string& column) const;

private:
    std::filesystem::path m_work;
};

} // namespace connectorscope
