#include "core/diagnosis/repairs/preview.h"

#include "core/base/escape.h"
#include "core/diagnosis/repairs/rewriter.h"

#include <algorithm>
#include <optional>

namespace connectorscope {

namespace {

constexpr std::size_t mostEdits = 40;
constexpr std::size_t around = 300;      ///< bytes before and after an edit that are looked at
constexpr std::size_t mostRemoved = 800; ///< bytes of one edit that are looked at
constexpr std::size_t longestLine = 64UL * 1024;
constexpr std::size_t shownWidth = 160;
constexpr std::size_t shownBefore = 50;
constexpr std::size_t mostCompared = 120; ///< lines of a window

/// The rewrites that change lines here and there.
bool isByLine(Rewrite rewrite)
{
    return rewrite == Rewrite::StripNul || rewrite == Rewrite::LfToCrLf || rewrite == Rewrite::CrToCrLf ||
           rewrite == Rewrite::CrToBlank || rewrite == Rewrite::UndoubleDots ||
           rewrite == Rewrite::MendQuotedPrintable;
}

/// Edits that lie close together, and the bytes around them.
struct Window
{
    ByteRange range;
    Edits edits;
    std::uint64_t line = 1; ///< of its first byte
    std::string bytes;
};

Error enough()
{
    return Error{ErrorCode::Cancelled, "enough was read", {}, {}};
}

Result<> unlessEnough(Result<> read)
{
    if (!read && read.error().code == ErrorCode::Cancelled)
        return {};
    return read;
}

/// The lines that a rewrite changes, as edits of their own, until there are enough.
Result<> addChangedLines(const OpenBytes& bytes, const Edit& edit, Edits& edits)
{
    std::uint64_t position = 0;
    std::uint64_t begin = edit.offset;
    std::string line;
    const std::uint64_t end = edit.offset + edit.removed;
    const auto endLine = [&] {
        Edit change;
        change.inserted = rewritten(line, edit.rewrite, edit.crlf);
        if (change.inserted != line) {
            change.offset = begin;
            change.removed = line.size();
            edits.push_back(std::move(change));
        }
        begin += line.size();
        line.clear();
    };
    Result<> read = unlessEnough(copyBytes(bytes, [&](std::string_view block) -> Result<> {
        const std::uint64_t blockEnd = position + block.size();
        if (blockEnd > edit.offset && position < end) {
            const std::uint64_t from = std::max(position, edit.offset) - position;
            std::string_view rest = block.substr(from, std::min(blockEnd, end) - position - from);
            while (!rest.empty()) {
                const std::size_t lineEnd = std::min(rest.find('\n'), rest.size() - 1) + 1;
                line += rest.substr(0, lineEnd);
                if (line.ends_with('\n') || line.size() > longestLine)
                    endLine();
                rest.remove_prefix(lineEnd);
                if (edits.size() > mostEdits)
                    return fail(enough());
            }
        }
        position = blockEnd;
        return position >= end ? Result<>(fail(enough())) : Result<>();
    }));
    if (read)
        endLine();
    return read;
}

Result<Edits> shownEdits(const OpenBytes& bytes, const RepairPlan& plan)
{
    Edits edits;
    for (const Edit& edit : plan.edits) {
        if (edits.size() > mostEdits)
            break;
        if (!isByLine(edit.rewrite)) {
            edits.push_back(edit);
            continue;
        }
        if (const Result<> added = addChangedLines(bytes, edit, edits); !added)
            return fail(added.error());
    }
    return edits;
}

std::vector<Window> windowsOf(const Edits& edits)
{
    std::vector<Window> windows;
    for (const Edit& edit : edits) {
        const std::uint64_t begin = edit.offset - std::min<std::uint64_t>(edit.offset, around);
        const std::uint64_t end = edit.offset + std::min<std::uint64_t>(edit.removed, mostRemoved) + around;
        if (windows.empty() || begin > windows.back().range.end)
            windows.push_back({{begin, end}, {}, 1, {}});
        windows.back().range.end = std::max(windows.back().range.end, end);
        windows.back().edits.push_back(edit);
    }
    return windows;
}

Result<> fillWindows(const OpenBytes& bytes, std::vector<Window>& windows)
{
    std::uint64_t position = 0;
    std::uint64_t line = 1;
    std::size_t next = 0;
    return unlessEnough(copyBytes(bytes, [&](std::string_view block) -> Result<> {
        const std::uint64_t end = position + block.size();
        std::size_t counted = 0;
        while (next < windows.size() && windows[next].range.begin < end) {
            Window& window = windows[next];
            const std::uint64_t from = std::max(window.range.begin, position) - position;
            if (window.range.begin >= position) {
                line += static_cast<std::uint64_t>(
                    std::ranges::count(block.substr(counted, from - counted), '\n'));
                counted = from;
                window.line = line;
            }
            window.bytes += block.substr(from, std::min(window.range.end, end) - position - from);
            if (window.range.end > end)
                break;
            ++next;
        }
        line += static_cast<std::uint64_t>(std::ranges::count(block.substr(counted), '\n'));
        position = end;
        return next < windows.size() ? Result<>() : Result<>(fail(enough()));
    }));
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < mostCompared) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool allEndWithCr(const std::vector<std::string_view>& lines)
{
    return std::ranges::all_of(lines, [](std::string_view line) { return line.ends_with('\r'); });
}

std::string shown(std::string_view line, std::size_t change, bool withCr)
{
    if (!withCr && line.ends_with('\r'))
        line.remove_suffix(1);
    if (line.size() <= shownWidth)
        return escapeControls(line);
    std::size_t begin = change > shownBefore ? change - shownBefore : 0;
    begin = std::min(begin, line.size() - shownWidth);
    return (begin > 0 ? "[...]" : "") + escapeControls(line.substr(begin, shownWidth)) +
           (begin + shownWidth < line.size() ? "[...]" : "");
}

std::size_t commonPrefix(std::string_view a, std::string_view b)
{
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

/// The longest common run of lines, by the usual table: windows are small.
std::vector<PreviewLine> difference(const std::vector<std::string_view>& before,
                                    const std::vector<std::string_view>& after)
{
    const std::size_t width = after.size() + 1;
    std::vector<std::size_t> same((before.size() + 1) * width);
    for (std::size_t i = before.size(); i-- > 0;)
        for (std::size_t j = after.size(); j-- > 0;)
            same[i * width + j] = before[i] == after[j]
                                      ? same[(i + 1) * width + j + 1] + 1
                                      : std::max(same[(i + 1) * width + j], same[i * width + j + 1]);
    const bool withCr = !allEndWithCr(before) || !allEndWithCr(after);
    std::vector<PreviewLine> lines;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            lines.push_back({' ', shown(before[i], 0, withCr)});
            ++i;
            ++j;
            continue;
        }
        const std::size_t change =
            i < before.size() && j < after.size() ? commonPrefix(before[i], after[j]) : 0;
        const bool removes =
            i < before.size() && (j == after.size() || same[(i + 1) * width + j] >= same[i * width + j + 1]);
        lines.push_back(removes ? PreviewLine{'-', shown(before[i], change, withCr)}
                                : PreviewLine{'+', shown(after[j], change, withCr)});
        i += removes ? 1U : 0U;
        j += removes ? 0U : 1U;
    }
    return lines;
}

/// One line before and after what changes is enough.
void trimContext(PreviewHunk& hunk)
{
    const auto isChange = [](const PreviewLine& line) { return line.sign != ' '; };
    auto first = std::ranges::find_if(hunk.lines, isChange);
    if (first == hunk.lines.end())
        return;
    if (first != hunk.lines.begin())
        --first;
    hunk.line += static_cast<std::uint64_t>(first - hunk.lines.begin());
    hunk.lines.erase(hunk.lines.begin(), first);
    const auto last = std::find_if(hunk.lines.rbegin(), hunk.lines.rend(), isChange).base();
    hunk.lines.erase(last == hunk.lines.end() ? last : std::next(last), hunk.lines.end());
}

PreviewHunk hunkOf(const Window& window, bool& isCut)
{
    const std::string_view bytes = window.bytes;
    const auto inWindow = [&](std::uint64_t offset) {
        return static_cast<std::size_t>(std::min<std::uint64_t>(offset - window.range.begin, bytes.size()));
    };
    std::string after;
    std::size_t at = 0;
    for (const Edit& edit : window.edits) {
        const std::size_t begin = inWindow(edit.offset);
        const std::size_t end = inWindow(edit.offset + std::min<std::uint64_t>(edit.removed, mostRemoved));
        isCut = isCut || edit.removed > mostRemoved;
        after += bytes.substr(at, begin - at);
        after += edit.inserted;
        after += rewritten(bytes.substr(begin, end - begin), edit.rewrite, edit.crlf);
        at = end;
    }
    // To the end of the last line that is touched, and one line more.
    std::size_t end = at;
    for (int i = 0; i < 2; ++i)
        end = std::min(bytes.find('\n', end), bytes.size() - 1) + 1;
    end = std::max(end, at);
    after += bytes.substr(at, end - at);
    // From the beginning of a line, if one is in sight.
    const std::size_t firstEdit = inWindow(window.edits.front().offset);
    std::size_t begin = 0;
    if (window.range.begin > 0 && firstEdit > 0)
        if (const std::size_t lineEnd = bytes.substr(0, firstEdit).find('\n');
            lineEnd != std::string_view::npos)
            begin = lineEnd + 1;
    PreviewHunk hunk;
    hunk.line = window.line + static_cast<std::uint64_t>(std::ranges::count(bytes.substr(0, begin), '\n'));
    hunk.lines =
        difference(linesOf(bytes.substr(begin, end - begin)), linesOf(std::string_view(after).substr(begin)));
    trimContext(hunk);
    return hunk;
}

} // namespace

Result<Preview> previewPlan(const OpenBytes& bytes, const RepairPlan& plan, std::size_t mostLines)
{
    Result<Edits> edits = shownEdits(bytes, plan);
    if (!edits)
        return fail(edits.error());
    Preview preview;
    preview.isCut = edits->size() > mostEdits;
    if (preview.isCut)
        edits->resize(mostEdits);
    std::vector<Window> windows = windowsOf(*edits);
    if (const Result<> filled = fillWindows(bytes, windows); !filled)
        return fail(filled.error());
    std::size_t lines = 0;
    for (const Window& window : windows) {
        PreviewHunk hunk = hunkOf(window, preview.isCut);
        if (lines + hunk.lines.size() > mostLines) {
            hunk.lines.resize(mostLines - lines);
            preview.isCut = true;
        }
        lines += hunk.lines.size();
        if (!hunk.lines.empty())
            preview.hunks.push_back(std::move(hunk));
    }
    return preview;
}

std::string diffText(const Preview& preview)
{
    std::string text;
    for (const PreviewHunk& hunk : preview.hunks) {
        text += "@@ line " + std::to_string(hunk.line) + " @@\n";
        for (const PreviewLine& line : hunk.lines)
            text += line.sign + line.text + "\n";
    }
    if (preview.isCut)
        text += "[more changes are not shown]\n";
    return text;
}

} // namespace connectorscope
