#include "core/diagnosis/repairs/edited_source.h"

#include "core/diagnosis/repairs/rewriter.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace connectorscope {

namespace {

constexpr std::size_t blockSize = 64UL * 1024;

class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        const std::size_t count = std::min(buffer.size(), m_bytes.size());
        std::copy_n(m_bytes.data(), count, buffer.data());
        m_bytes.remove_prefix(count);
        return count;
    }

private:
    std::string_view m_bytes;
};

class EditedSource final : public ByteSource
{
public:
    EditedSource(std::unique_ptr<ByteSource> source, std::shared_ptr<const Edits> edits)
        : m_source(std::move(source))
        , m_edits(std::move(edits))
    {
    }

    Result<std::size_t> read(std::span<char> buffer) override
    {
        for (;;) {
            if (m_taken < m_ready.size()) {
                const std::size_t count = std::min(buffer.size(), m_ready.size() - m_taken);
                std::copy_n(m_ready.data() + m_taken, count, buffer.data());
                m_taken += count;
                return count;
            }
            m_ready.clear();
            m_taken = 0;
            const Edit* edit = m_next < m_edits->size() ? &(*m_edits)[m_next] : nullptr;
            if (edit == nullptr && m_ended)
                return std::size_t{0};
            if (edit != nullptr && (m_ended || m_position >= edit->offset)) {
                if (const Result<> done = follow(*edit); !done)
                    return fail(done.error());
                continue;
            }
            std::size_t wanted = buffer.size();
            if (edit != nullptr)
                wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, edit->offset - m_position));
            Result<std::size_t> got = m_source->read(buffer.first(wanted));
            if (!got || *got > 0) {
                m_position += got ? *got : 0;
                return got;
            }
            m_ended = true;
        }
    }

private:
    /// One block of the edit, or its end.
    Result<> follow(const Edit& edit)
    {
        if (!m_rewriter) {
            m_ready += edit.inserted;
            m_rewriter.emplace(edit.rewrite, edit.crlf);
            m_left = edit.removed;
        }
        if (m_left > 0 && !m_ended) {
            m_block.resize(blockSize);
            const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, blockSize));
            const Result<std::size_t> got = m_source->read({m_block.data(), wanted});
            if (!got)
                return fail(got.error());
            m_ended = *got == 0;
            m_left -= *got;
            m_position += *got;
            m_rewriter->feed(std::string_view(m_block).substr(0, *got), m_ready);
        }
        if (m_left == 0 || m_ended) {
            m_rewriter->finish(m_ready);
            m_rewriter.reset();
            ++m_next;
        }
        return {};
    }

    std::unique_ptr<ByteSource> m_source;
    std::shared_ptr<const Edits> m_edits;
    std::size_t m_next = 0;
    std::optional<Rewriter> m_rewriter; ///< of the edit that is being followed
    std::uint64_t m_left = 0;
    std::uint64_t m_position = 0; ///< in the source
    bool m_ended = false;
    std::string m_block;
    std::string m_ready;
    std::size_t m_taken = 0;
};

} // namespace

OpenBytes bytesInMemory(std::string_view bytes)
{
    return [bytes]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<MemorySource>(bytes); };
}

OpenBytes withEdits(OpenBytes open, Edits edits)
{
    auto shared = std::make_shared<const Edits>(std::move(edits));
    return [open = std::move(open), shared]() -> Result<std::unique_ptr<ByteSource>> {
        Result<std::unique_ptr<ByteSource>> source = open();
        if (!source)
            return source;
        return std::make_unique<EditedSource>(std::move(*source), shared);
    };
}

Result<> copyBytes(const OpenBytes& open, const TakeBytes& take)
{
    Result<std::unique_ptr<ByteSource>> source = open();
    if (!source)
        return fail(source.error());
    std::string block(blockSize, '\0');
    for (;;) {
        const Result<std::size_t> got = (*source)->read(block);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            return {};
        if (Result<> taken = take(std::string_view(block).substr(0, *got)); !taken)
            return taken;
    }
}

Result<std::string> readAll(const OpenBytes& open)
{
    std::string all;
    const Result<> done = copyBytes(open, [&](std::string_view block) -> Result<> {
        all += block;
        return {};
    });
    if (!done)
        return fail(done.error());
    return all;
}

Result<> readRanges(const OpenBytes& open, const std::vector<ByteRange>& ranges,
                    const std::function<void(std::size_t, std::string_view)>& take)
{
    std::vector<std::size_t> current;
    std::size_t next = 0;
    std::uint64_t position = 0;
    return copyBytes(open, [&](std::string_view block) -> Result<> {
        const std::uint64_t end = position + block.size();
        for (; next < ranges.size() && ranges[next].begin < end; ++next)
            current.push_back(next);
        for (const std::size_t index : current) {
            const std::uint64_t from = std::max(ranges[index].begin, position);
            const std::uint64_t to = std::min(ranges[index].end, end);
            if (from < to)
                take(index, block.substr(from - position, to - from));
        }
        std::erase_if(current, [&](std::size_t index) { return ranges[index].end <= end; });
        position = end;
        return {};
    });
}

} // namespace connectorscope
