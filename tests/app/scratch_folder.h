#pragma once

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <string_view>

namespace connectorscope {

/// A folder for one test in which files are written with the folders above them.
class ScratchFolder : public TempDir
{
public:
    std::filesystem::path write(const std::filesystem::path& name, std::string_view bytes) const
    {
        std::filesystem::path file = path() / name;
        std::filesystem::create_directories(file.parent_path());
        writeFile(file, bytes);
        return file;
    }
};

} // namespace connectorscope
