#pragma once

#include "tests/support/temp_dir.h"

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// The folders of a connector, its site file, and what the connector does in them: downloads slowly into
/// Incoming Mail, takes what it can to PickUp, moves the rest to Failed Mail. POSIX only.
class Connector
{
public:
    explicit Connector(unsigned seed = 1);

    const std::filesystem::path& folder() const { return m_folder.path(); }
    std::string siteFile() const { return (m_folder / "site.toml").string(); }
    std::filesystem::path work() const { return m_folder / "work"; }
    /// A site with the same folders and another memory.
    std::string otherSiteFile() const { return (m_folder / "other.toml").string(); }
    std::filesystem::path otherWork() const { return m_folder / "other"; }

    /// Downloads a message in pieces, directly under its name, as the connector does.
    std::string downloadSlowly(bool faulty);
    /// Downloads it under a temporary name and renames it.
    std::string download(bool faulty);
    /// Incoming Mail to Failed Mail, as it is.
    void fail(const std::string& name) const;
    /// Incoming Mail to PickUp: a file of another name with a changed header; then the first one is removed.
    std::string transfer(const std::string& name) const;
    /// The SMTP service takes it.
    void pickUp(const std::string& name) const;
    void removeFailed(const std::string& name) const;

    std::vector<std::string> namesIn(std::string_view folderName) const;
    std::mt19937& random() { return m_random; }

private:
    std::string nextName();
    static std::string message(const std::string& name, bool faulty);

    TempDir m_folder;
    std::mt19937 m_random;
    int m_count = 0;
};

} // namespace connectorscope
