#include "tests/support/temp_dir.h"

#include "core/base/random_id.h"
#ifdef _WIN32
#include "core/base/windows_path.h"
#endif

namespace connectorscope {

TempDir::TempDir()
    : m_path(std::filesystem::temp_directory_path() / ("connectorscope-test-" + randomId(12)))
{
    std::filesystem::create_directory(m_path);
}

TempDir::~TempDir()
{
    std::error_code ignored;
#ifdef _WIN32
    // Tests make paths longer than Windows takes in their usual form.
    std::filesystem::remove_all(extendedPath(m_path.native(), m_path.native()), ignored);
#else
    std::filesystem::remove_all(m_path, ignored);
#endif
}

} // namespace connectorscope
