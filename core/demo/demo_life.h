#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/demo/demo_manifest.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace connectorscope {

/// Makes a demonstration live: stands in for the connector, which lets mail arrive and moves it on, every
/// third to Failed Mail, and for the SMTP service, which takes what comes into PickUp after some seconds.
/// What lay in the folders before is left alone. For one thread.
class DemoLife
{
public:
    /// `folder` is that of makeDemoSite. Files and clock outlive it.
    static Result<std::unique_ptr<DemoLife>> begin(FileSystem& files, Clock& clock,
                                                   std::filesystem::path folder);

    /// Does what is due. To be called about once a second; what fails is tried again.
    void step();

    static constexpr std::chrono::seconds between{12};   ///< two arrivals
    static constexpr std::chrono::seconds inIncoming{5}; ///< until it is transferred
    static constexpr std::chrono::seconds inPickup{6};   ///< until it is delivered
    static constexpr std::size_t mostBroken = 40;        ///< nothing broken arrives beyond that

private:
    DemoLife(FileSystem& files, Clock& clock, std::filesystem::path folder);

    std::filesystem::path in(FolderKind folder) const;
    void arrive();
    void transfer();
    void deliver();

    struct Waiting
    {
        SteadyTime since;
        bool isBroken = false;
    };

    FileSystem& m_files;
    Clock& m_clock;
    const std::filesystem::path m_folder;
    std::vector<DemoFile> m_sound;
    std::vector<DemoFile> m_broken;
    std::map<std::string, Waiting> m_incoming;
    std::map<std::string, SteadyTime> m_pickup; ///< came there since the beginning
    std::vector<std::string> m_before;          ///< lay in PickUp at the beginning
    SteadyTime m_lastArrival;
    std::size_t m_arrivals = 0;
    std::size_t m_brokenArrivals = 0;
};

} // namespace connectorscope
