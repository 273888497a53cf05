#pragma once

#include <memory>
#include <string>

namespace connectorscope {

/// As long as it lives, SQLite's files of this program lie on a disk that a test can fill: what makes a file
/// longer then fails as it does on a full disk. For one test at a time; databases that were opened meanwhile
/// are closed before it ends.
class FullDisk
{
public:
    FullDisk();
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk();

    /// From now on for files whose names hold `part`; "" stands for all.
    void fill(const std::string& part = {});
    void makeRoom();
    /// Writes that were refused.
    int refused() const;

private:
    struct Disk;
    std::unique_ptr<Disk> m_disk;
};

} // namespace connectorscope
