#pragma once

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace connectorscope {

/// A site whose messages this program itself takes to PickUp, from where a service takes them.
class RequeueSite
{
public:
    RequeueSite()
    {
        for (const char* name : {"incoming", "failed", "pickup", "taken"})
            std::filesystem::create_directory(m_folder / name);
        writeFile(m_folder / "site.toml", "[site]\nname = 'Contoso'\n"
                                          "[folders]\nincoming = 'incoming'\nfailed = 'failed'\n"
                                          "pickup = 'pickup'\nwork = 'work'\n"
                                          "[watch]\npoll = '1s'\nsettle = '1s'\n"
                                          "[limits]\nfree_disk = '1MiB'\n"
                                          "[routing]\nlocal_domains = ['contoso.com']\n"
                                          "[pipeline]\ntransfer = 'builtin'\n");
    }

    std::filesystem::path path(const char* name) const { return m_folder / name; }
    std::string siteFile() const { return (m_folder / "site.toml").string(); }

    void put(int number) const
    {
        const std::string name = std::to_string(number);
        const std::filesystem::path file = m_folder / "failed" / (name + ".eml");
        writeFile(file, message(number));
        std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() -
                                                   std::chrono::hours(2));
    }
    static std::string message(int number)
    {
        const std::string name = std::to_string(number);
        return "From: office@example.org\r\nTo: sales@contoso.com\r\nSubject: Order " + name +
               "\r\nDate: Mon, 23 Nov 2026 09:41:07 +0100\r\nMessage-ID: <" + name +
               "@example.org>\r\n\r\nBody of " + name + ".\r\n";
    }

    /// The files that hold a message, but for those that are still being written.
    /// Without hidden files, and those with which a program that was killed tried the volume.
    std::vector<std::string> names(const char* folder) const
    {
        std::vector<std::string> found;
        for (const std::string& name : namesIn(path(folder)))
            if (!name.starts_with(".") && !name.ends_with(".tmp"))
                found.push_back(name);
        return found;
    }

    /// How often each message has come to PickUp, by what follows the lines of the envelope.
    std::map<std::string, int> delivered() const
    {
        const std::scoped_lock lock(m_taking);
        std::map<std::string, int> counts;
        for (const char* folder : {"taken", "pickup"})
            for (const std::string& name : names(folder)) {
                const std::string file = readFile(path(folder) / name);
                ++counts[file.substr(std::min(file.find("From: "), file.size()))];
            }
        return counts;
    }

    /// What a service does that takes all that lies in PickUp.
    void takeFromPickUp() const
    {
        const std::scoped_lock lock(m_taking);
        std::error_code gone;
        for (const std::string& name : names("pickup"))
            std::filesystem::rename(path("pickup") / name, path("taken") / name, gone);
    }

private:
    TempDir m_folder;
    mutable std::mutex m_taking; ///< no file goes from one folder to the other while they are counted
};

/// Takes what lies in PickUp, at random speed.
class PickUpService
{
public:
    explicit PickUpService(const RequeueSite& site)
        : m_thread([&site](const std::stop_token& stop) {
            std::mt19937 random(std::random_device{}());
            std::uniform_int_distribution<int> pause(0, 20);
            while (!stop.stop_requested()) {
                site.takeFromPickUp();
                std::this_thread::sleep_for(std::chrono::milliseconds(pause(random)));
            }
        })
    {
    }

private:
    std::jthread m_thread;
};

} // namespace connectorscope
