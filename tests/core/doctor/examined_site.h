#pragma once

#include "core/doctor/doctor.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

#include <map>
#include <string>

namespace connectorscope {

/// A site with real folders, in which all is well but that nobody has looked at it yet.
class ExaminedSite
{
public:
    ExaminedSite();

    DoctorTools tools()
    {
        return {m_override != nullptr ? *m_override : *m_files, clock, variables, badMail};
    }
    /// Uses these files instead of the real ones; they outlive it.
    void use(FileSystem& files) { m_override = &files; }
    FileSystem& realFiles() { return *m_files; }
    std::filesystem::path path(const std::filesystem::path& name) const { return m_folder / name; }
    /// Makes the databases, as a first look does.
    void makeDatabases() const;
    /// What lies in the four folders, and beside them.
    std::vector<std::string> everything() const;

    Site site;
    FakeClock clock;
    std::map<std::string, std::string> environment;
    Variables variables;
    std::function<Answer()> badMail = [] { return Answer{std::nullopt, "not asked in a test"}; };

private:
    TempDir m_folder;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    FileSystem* m_override = nullptr;
};

/// The check of that name about that thing; throws where it was not made.
Check checkNamed(const Checks& checks, const std::string& name, const std::string& about);

} // namespace connectorscope
