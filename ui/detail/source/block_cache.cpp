#include "ui/detail/source/block_cache.h"

#include "core/base/path_text.h"

#include <algorithm>

namespace connectorscope {

Result<FileInfo> BlockCache::info()
{
    if (!m_isKnown)
        if (const Result<> opened = open(); !opened)
            return fail(opened.error());
    return m_info;
}

Result<> BlockCache::open()
{
    if (m_file)
        return {};
    Result<std::unique_ptr<InputFile>> file = m_files.open(m_path);
    if (!file)
        return fail(std::move(file.error()));
    const FileInfo& now = (*file)->info();
    if (m_isKnown &&
        (now.identity != m_info.identity || now.size != m_info.size || now.modified != m_info.modified))
        return fail(ErrorCode::ReadFault, quotedPath(m_path) + " has changed since it was opened",
                    "Open it again to see what is there now.", m_path);
    m_info = now;
    m_isKnown = true;
    m_file = std::move(*file);
    return {};
}

Result<std::string> BlockCache::read(std::uint64_t offset, std::size_t length)
{
    std::string bytes;
    if (const Result<FileInfo> known = info(); !known)
        return fail(known.error());
    if (offset >= m_info.size)
        return bytes;
    length = static_cast<std::size_t>(std::min<std::uint64_t>(length, m_info.size - offset));
    bytes.reserve(length);
    while (bytes.size() < length) {
        const std::uint64_t at = offset + bytes.size();
        const Result<const std::string*> found = block(at / blockSize);
        if (!found)
            return fail(found.error());
        const auto begin = static_cast<std::size_t>(at % blockSize);
        if (begin >= (*found)->size()) // it was cut off since
            break;
        bytes.append(**found, begin, length - bytes.size());
    }
    return bytes;
}

Result<std::size_t> BlockCache::readPast(std::uint64_t offset, std::span<char> buffer)
{
    if (const Result<> opened = open(); !opened)
        return fail(opened.error());
    return m_file->readAt(offset, buffer);
}

Result<const std::string*> BlockCache::block(std::uint64_t number)
{
    const auto found = m_blocks.find(number);
    if (found != m_blocks.end()) {
        m_uses.splice(m_uses.begin(), m_uses, found->second.use);
        return &found->second.bytes;
    }
    if (const Result<> opened = open(); !opened)
        return fail(opened.error());
    std::string bytes(blockSize, '\0');
    std::size_t filled = 0;
    while (filled < blockSize) {
        const Result<std::size_t> got =
            m_file->readAt(number * blockSize + filled, std::span(bytes).subspan(filled));
        if (!got)
            return fail(got.error());
        if (*got == 0)
            break;
        filled += *got;
    }
    bytes.resize(filled);
    if (m_blocks.size() >= mostBlocks) {
        m_blocks.erase(m_uses.back());
        m_uses.pop_back();
    }
    m_uses.push_front(number);
    const auto [entry, isNew] = m_blocks.insert({number, Block{std::move(bytes), m_uses.begin()}});
    return &entry->second.bytes;
}

} // namespace connectorscope
