#include "core/message/charset.h"

#include "core/base/utf8.h"
#include "core/message/charset_names.h"
#include "core/message/iso2022.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <iconv.h>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace connectorscope {
namespace {

// Names come from mail: a hostile message must not make a table grow without end.
constexpr std::size_t mostConverters = 200;

// 0x80 to 0x9F. The five that the code page leaves open stand for the control characters of ISO-8859-1, as
// Windows and browsers read them.
constexpr std::array<std::uint16_t, 32> windows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

struct CloseConverter
{
    void operator()(void* handle) const { iconv_close(static_cast<iconv_t>(handle)); }
};

struct Converter
{
    CharsetKind kind = CharsetKind::Unknown;
    std::unique_ptr<void, CloseConverter> handle;
    bool keepsAscii = true; ///< ASCII without escape characters means itself
};

/// Converts everything, or, without `output`, stops at the first byte that is none of the charset. False when
/// there was such a byte.
bool convert(iconv_t handle, std::string_view bytes, std::string* output)
{
    iconv(handle, nullptr, nullptr, nullptr, nullptr);
    // iconv's interface takes no const, yet only reads.
    char* in = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    bool valid = true;
    std::array<char, 4096> block{};
    while (left > 0) {
        char* out = block.data();
        std::size_t room = block.size();
        const std::size_t result = iconv(handle, &in, &left, &out, &room);
        const int error = errno;
        if (output != nullptr)
            output->append(block.data(), block.size() - room);
        if (result != static_cast<std::size_t>(-1) || error == E2BIG)
            continue;
        valid = false;
        if (output == nullptr)
            return false;
        output->append(replacementCharacter);
        if (error != EILSEQ || left == 0)
            return false;
        ++in;
        --left;
    }
    // Stateful converters may hold a character back until they know that nothing combines with it.
    char* out = block.data();
    std::size_t room = block.size();
    iconv(handle, nullptr, nullptr, &out, &room);
    if (output != nullptr)
        output->append(block.data(), block.size() - room);
    return valid;
}

bool mapsAsciiToItself(iconv_t handle)
{
    std::string ascii = "\t\r\n";
    for (char c = ' '; c <= '~'; ++c)
        ascii.push_back(c);
    std::string converted;
    return convert(handle, ascii, &converted) && converted == ascii;
}

Converter open(const CharsetName& name)
{
    if (name.kind != CharsetKind::Iconv && name.candidates.empty())
        return {name.kind, nullptr, true};
    for (const std::string& candidate : name.candidates) {
        iconv_t handle = iconv_open("UTF-8", candidate.c_str());
        if (reinterpret_cast<std::intptr_t>(handle) == -1) // as POSIX says that it failed
            continue;
        Converter opened{name.kind, std::unique_ptr<void, CloseConverter>(handle), true};
        opened.keepsAscii = name.kind == CharsetKind::Iso2022Jp ||
                            (name.kind == CharsetKind::Iconv && mapsAsciiToItself(handle));
        return opened;
    }
    return {};
}

/// Opened converters by their names. For one thread at a time.
class Converters
{
public:
    /// Valid until the next call.
    const Converter& of(std::string_view name)
    {
        const std::string key = charsetKey(name);
        const auto found = m_opened.find(key);
        if (found != m_opened.end())
            return found->second;
        if (m_opened.size() >= mostConverters)
            m_opened.clear();
        Converter opened = key.empty() ? Converter{} : open(lookUpCharset(trimmed(name), key));
        return m_opened.emplace(key, std::move(opened)).first->second;
    }

private:
    std::map<std::string, Converter, std::less<>> m_opened;
};

/// The converters that nobody uses, as many as were ever used at once. Not thread_local: on Windows the
/// memory of such objects may be given back before their destructors run at the end of their thread.
class ConverterShelf
{
public:
    std::unique_ptr<Converters> take()
    {
        const std::scoped_lock lock(m_mutex);
        if (m_free.empty())
            return std::make_unique<Converters>();
        std::unique_ptr<Converters> taken = std::move(m_free.back());
        m_free.pop_back();
        return taken;
    }

    void giveBack(std::unique_ptr<Converters> taken)
    {
        const std::scoped_lock lock(m_mutex);
        m_free.push_back(std::move(taken));
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Converters>> m_free;
};

/// Converters to use for as long as it lives.
class LentConverters
{
public:
    LentConverters()
        : m_lent(shelf().take())
    {
    }
    ~LentConverters() { shelf().giveBack(std::move(m_lent)); }
    LentConverters(const LentConverters&) = delete;
    LentConverters& operator=(const LentConverters&) = delete;

    Converters& operator*() const { return *m_lent; }
    Converters* operator->() const { return m_lent.get(); }

private:
    static ConverterShelf& shelf()
    {
        static ConverterShelf one;
        return one;
    }

    std::unique_ptr<Converters> m_lent;
};

/// Nothing in it switches to other characters (ISO 2022).
bool hasNoEscapes(std::string_view bytes)
{
    return bytes.find('\x1b') == std::string_view::npos && bytes.find('\x0e') == std::string_view::npos &&
           bytes.find('\x0f') == std::string_view::npos;
}

std::string windows1252ToUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 4);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        appendUtf8(byte >= 0x80 && byte < 0xA0 ? windows1252[byte - 0x80U] : byte, text);
    }
    return text;
}

/// The charset of 8-bit text without escapes that is labelled ISO-2022-JP, which has seven bits: it was
/// converted and its label forgotten. A single byte of 0x80 or more is no Japanese.
std::string_view guessJapanese(std::string_view bytes)
{
    if (isValidUtf8(bytes))
        return "utf-8";
    if (std::ranges::count_if(bytes, isEightBit) == 1)
        return "windows-1252";
    // EUC-JP has none of 0x80 to 0x9F but two shifts; in Shift_JIS nearly every character has one.
    const bool shiftJis = std::ranges::any_of(bytes, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 && byte < 0xA0 && byte != 0x8E && byte != 0x8F;
    });
    return shiftJis ? "shift_jis" : "euc-jp";
}

/// Reads the text with `output`, or says without one whether all of it is of that charset.
bool readAs(Converters& converters, std::string_view bytes, std::string_view charset, std::string* output)
{
    const Converter& converter = converters.of(charset);
    if (converter.keepsAscii && isAscii(bytes) && (!converter.handle || hasNoEscapes(bytes))) {
        if (output != nullptr)
            output->assign(bytes);
        return converter.kind != CharsetKind::Unknown;
    }
    switch (converter.kind) {
    case CharsetKind::Unknown:
    case CharsetKind::Guess:
        if (output != nullptr)
            *output = guessToUtf8(bytes);
        return false;
    case CharsetKind::Utf8:
        if (output != nullptr)
            *output = replaceInvalidUtf8(bytes);
        return isValidUtf8(bytes);
    case CharsetKind::Windows1252:
        if (output != nullptr)
            *output = windows1252ToUtf8(bytes);
        return true;
    case CharsetKind::Utf16:
        if (bytes.starts_with("\xFE\xFF"))
            return readAs(converters, bytes.substr(2), "utf-16be", output);
        if (bytes.starts_with("\xFF\xFE"))
            bytes.remove_prefix(2);
        return convert(converter.handle.get(), bytes, output);
    case CharsetKind::Iso2022Jp: {
        if (bytes.find('\x1b') == std::string_view::npos && !isAscii(bytes)) {
            if (output != nullptr)
                readAs(converters, bytes, guessJapanese(bytes), output);
            return false;
        }
        const std::optional<std::string> shiftJis = iso2022JpToShiftJis(bytes);
        if (!shiftJis)
            return readAs(converters, bytes, "iso-2022-jp-2", output);
        return convert(converter.handle.get(), *shiftJis, output);
    }
    case CharsetKind::HzGb:
        return convert(converter.handle.get(), hzToGb(bytes), output);
    case CharsetKind::Iconv:
        return convert(converter.handle.get(), bytes, output);
    }
    return false;
}

} // namespace

std::string guessToUtf8(std::string_view bytes)
{
    return isValidUtf8(bytes) ? std::string(bytes) : windows1252ToUtf8(bytes);
}

bool isKnownCharset(std::string_view name)
{
    return LentConverters()->of(name).kind != CharsetKind::Unknown;
}

bool isValidText(std::string_view bytes, std::string_view charset)
{
    return readAs(*LentConverters(), bytes, charset, nullptr);
}

std::string toUtf8(std::string_view bytes, std::string_view charset)
{
    std::string text;
    readAs(*LentConverters(), bytes, charset, &text);
    return text;
}

} // namespace connectorscope
