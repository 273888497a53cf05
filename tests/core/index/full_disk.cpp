#include "tests/core/index/full_disk.h"

#include <sqlite3.h>

#include <map>
#include <mutex>
#include <stdexcept>

namespace connectorscope {

namespace {

/// What SQLite's functions, which know of no object, refuse by.
struct Refusal
{
    std::mutex mutex;
    bool isFull = false;
    std::string part;
    int count = 0;
    std::map<sqlite3_file*, std::string> names;
    std::map<sqlite3_file*, const sqlite3_io_methods*> originals;
    std::map<const sqlite3_io_methods*, std::unique_ptr<sqlite3_io_methods>> replaced;
    sqlite3_vfs* real = nullptr;
};

Refusal& refusal()
{
    static Refusal one;
    return one;
}

const sqlite3_io_methods* originalOf(sqlite3_file* file)
{
    const std::lock_guard lock(refusal().mutex);
    return refusal().originals.at(file);
}

int writeUnlessFull(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset)
{
    const sqlite3_io_methods* const original = originalOf(file);
    sqlite3_int64 size = 0;
    if (const int failure = original->xFileSize(file, &size); failure != SQLITE_OK)
        return failure;
    {
        const std::lock_guard lock(refusal().mutex);
        if (refusal().isFull && offset + count > size &&
            refusal().names.at(file).find(refusal().part) != std::string::npos) {
            ++refusal().count;
            return SQLITE_FULL;
        }
    }
    return original->xWrite(file, bytes, count, offset);
}

int closeAndForget(sqlite3_file* file)
{
    const sqlite3_io_methods* const original = originalOf(file);
    {
        const std::lock_guard lock(refusal().mutex);
        refusal().originals.erase(file);
        refusal().names.erase(file);
    }
    return original->xClose(file);
}

/// The real file, with its own methods but for the two above.
int openOnDisk(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    sqlite3_vfs* const real = refusal().real;
    const int opened = real->xOpen(real, name, file, flags, outFlags);
    if (opened != SQLITE_OK || file->pMethods == nullptr)
        return opened;
    const std::lock_guard lock(refusal().mutex);
    refusal().originals[file] = file->pMethods;
    refusal().names[file] = name == nullptr ? std::string() : std::string(name);
    auto& methods = refusal().replaced[file->pMethods];
    if (!methods) {
        methods = std::make_unique<sqlite3_io_methods>(*file->pMethods);
        methods->xWrite = writeUnlessFull;
        methods->xClose = closeAndForget;
    }
    file->pMethods = methods.get();
    return SQLITE_OK;
}

} // namespace

struct FullDisk::Disk
{
    sqlite3_vfs vfs{};
};

FullDisk::FullDisk()
    : m_disk(std::make_unique<Disk>())
{
    refusal().real = sqlite3_vfs_find(nullptr);
    if (refusal().real == nullptr)
        throw std::runtime_error("SQLite has no files");
    m_disk->vfs = *refusal().real;
    m_disk->vfs.zName = "full disk";
    m_disk->vfs.pNext = nullptr;
    m_disk->vfs.xOpen = openOnDisk;
    sqlite3_vfs_register(&m_disk->vfs, 1);
}

FullDisk::~FullDisk()
{
    makeRoom();
    sqlite3_vfs_unregister(&m_disk->vfs);
    sqlite3_vfs_register(refusal().real, 1);
}

void FullDisk::fill(const std::string& part)
{
    const std::lock_guard lock(refusal().mutex);
    refusal().isFull = true;
    refusal().part = part;
    refusal().count = 0;
}

void FullDisk::makeRoom()
{
    const std::lock_guard lock(refusal().mutex);
    refusal().isFull = false;
}

int FullDisk::refused() const
{
    const std::lock_guard lock(refusal().mutex);
    return refusal().count;
}

} // namespace connectorscope
