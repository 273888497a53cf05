#include "core/message/charset_names.h"

#include "core/base/split.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

struct Row
{
    std::string_view key;
    CharsetKind kind;
    std::string_view candidates; ///< separated by spaces
};

// The names that mail uses and that either no iconv knows or that are read as the superset that their senders
// mean, as mail readers do: windows-1252 for ISO-8859-1, GB18030 for GB2312, Windows' code pages for the
// names of the national standards they extend.
constexpr auto rows = std::to_array<Row>({
    {"646", CharsetKind::Guess, ""},
    {"88591", CharsetKind::Windows1252, ""},
    {"ansi", CharsetKind::Windows1252, ""},
    {"ansix34", CharsetKind::Guess, ""},
    {"ansix341968", CharsetKind::Guess, ""},
    {"ansix341986", CharsetKind::Guess, ""},
    {"ascii", CharsetKind::Guess, ""},
    {"big5", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"big5eten", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"big5hkscs", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"bigfive", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"chinese", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"cnbig5", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"cngb", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"cp10000", CharsetKind::Iconv, "MACINTOSH MacRoman"},
    {"cp10004", CharsetKind::Iconv, "MacArabic"},
    {"cp10005", CharsetKind::Iconv, "MacHebrew"},
    {"cp10006", CharsetKind::Iconv, "MacGreek"},
    {"cp10007", CharsetKind::Iconv, "MAC-CYRILLIC MacCyrillic"},
    {"cp10010", CharsetKind::Iconv, "MacRomania"},
    {"cp10017", CharsetKind::Iconv, "MAC-UK MacUkraine"},
    {"cp10021", CharsetKind::Iconv, "MacThai"},
    {"cp10029", CharsetKind::Iconv, "MAC-CENTRALEUROPE MacCentralEurope"},
    {"cp10079", CharsetKind::Iconv, "MAC-IS MacIceland"},
    {"cp10081", CharsetKind::Iconv, "MacTurkish"},
    {"cp10082", CharsetKind::Iconv, "MacCroatian"},
    {"cp1200", CharsetKind::Utf16, "UTF-16LE"},
    {"cp1201", CharsetKind::Iconv, "UTF-16BE"},
    {"cp1252", CharsetKind::Windows1252, ""},
    {"cp1361", CharsetKind::Iconv, "JOHAB CP1361"},
    {"cp367", CharsetKind::Guess, ""},
    {"cp50220", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"cp50221", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"cp50222", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"cp50225", CharsetKind::Iconv, "ISO-2022-KR"},
    {"cp51932", CharsetKind::Iconv, "EUC-JP-MS EUC-JP"},
    {"cp51949", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"cp54936", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"cp65000", CharsetKind::Iconv, "UTF-7"},
    {"cp65001", CharsetKind::Utf8, ""},
    {"cp819", CharsetKind::Windows1252, ""},
    {"cp874", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"cp932", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"cp936", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"cp949", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"cp950", CharsetKind::Iconv, "CP950 BIG5"},
    {"csascii", CharsetKind::Guess, ""},
    {"csbig5", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"cseuckr", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"cseucpkdfmtjapanese", CharsetKind::Iconv, "EUC-JP-MS EUC-JP"},
    {"cseuctw", CharsetKind::Iconv, "EUC-TW"},
    {"csgb18030", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"csgb2312", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"csgbk", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"csiso2022jp", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"csiso2022jp2", CharsetKind::Iconv, "ISO-2022-JP-2 ISO-2022-JP"},
    {"csiso2022kr", CharsetKind::Iconv, "ISO-2022-KR"},
    {"csiso58gb231280", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"csiso885915", CharsetKind::Iconv, "ISO-8859-15"},
    {"csiso88596e", CharsetKind::Iconv, "ISO-8859-6"},
    {"csiso88596i", CharsetKind::Iconv, "ISO-8859-6"},
    {"csiso88598e", CharsetKind::Iconv, "ISO-8859-8"},
    {"csiso88598i", CharsetKind::Iconv, "ISO-8859-8"},
    {"csisolatin1", CharsetKind::Windows1252, ""},
    {"csisolatin5", CharsetKind::Iconv, "CP1254 ISO-8859-9"},
    {"cskoi8r", CharsetKind::Iconv, "KOI8-R"},
    {"csksc56011987", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"csmacintosh", CharsetKind::Iconv, "MACINTOSH MacRoman"},
    {"csshiftjis", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"csunicode", CharsetKind::Utf16, "UTF-16LE"},
    {"csunicode11utf7", CharsetKind::Iconv, "UTF-7"},
    {"csutf8", CharsetKind::Utf8, ""},
    {"csviscii", CharsetKind::Iconv, "VISCII"},
    {"cswindows31j", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"dos874", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"euccn", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"eucjp", CharsetKind::Iconv, "EUC-JP-MS EUC-JP"},
    {"eucjpms", CharsetKind::Iconv, "EUC-JP-MS EUC-JP"},
    {"euckr", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"euctw", CharsetKind::Iconv, "EUC-TW"},
    {"gb", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"gb18030", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"gb2312", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"gb231280", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"gbk", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"hz", CharsetKind::HzGb, "GB18030 GBK CP936 EUC-CN"},
    {"hzgb", CharsetKind::HzGb, "GB18030 GBK CP936 EUC-CN"},
    {"hzgb2312", CharsetKind::HzGb, "GB18030 GBK CP936 EUC-CN"},
    {"ibm367", CharsetKind::Guess, ""},
    {"ibm819", CharsetKind::Windows1252, ""},
    {"ibm874", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"iso1", CharsetKind::Windows1252, ""},
    {"iso10646ucs2", CharsetKind::Utf16, "UTF-16LE"},
    {"iso2022jp", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"iso2022jp1", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"iso2022jp2", CharsetKind::Iconv, "ISO-2022-JP-2 ISO-2022-JP"},
    {"iso2022jpms", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"iso2022kr", CharsetKind::Iconv, "ISO-2022-KR"},
    {"iso646irv1991", CharsetKind::Guess, ""},
    {"iso646us", CharsetKind::Guess, ""},
    {"iso88591", CharsetKind::Windows1252, ""},
    {"iso885911", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"iso8859112001", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"iso885911987", CharsetKind::Windows1252, ""},
    {"iso88596e", CharsetKind::Iconv, "ISO-8859-6"},
    {"iso88596i", CharsetKind::Iconv, "ISO-8859-6"},
    {"iso88598e", CharsetKind::Iconv, "ISO-8859-8"},
    {"iso88598i", CharsetKind::Iconv, "ISO-8859-8"},
    {"iso88599", CharsetKind::Iconv, "CP1254 ISO-8859-9"},
    {"iso885991989", CharsetKind::Iconv, "CP1254 ISO-8859-9"},
    {"isoir100", CharsetKind::Windows1252, ""},
    {"isoir148", CharsetKind::Iconv, "CP1254 ISO-8859-9"},
    {"isoir149", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"isoir58", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"isoir6", CharsetKind::Guess, ""},
    {"jis", CharsetKind::Iso2022Jp, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"johab", CharsetKind::Iconv, "JOHAB CP1361"},
    {"koi", CharsetKind::Iconv, "KOI8-R"},
    {"koi8", CharsetKind::Iconv, "KOI8-R"},
    {"koi8r", CharsetKind::Iconv, "KOI8-R"},
    {"koi8ru", CharsetKind::Iconv, "KOI8-U"},
    {"koi8u", CharsetKind::Iconv, "KOI8-U"},
    {"korean", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"ksc5601", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"ksc56011987", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"ksc56011989", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"ksc56011992", CharsetKind::Iconv, "JOHAB CP1361"},
    {"l1", CharsetKind::Windows1252, ""},
    {"l5", CharsetKind::Iconv, "CP1254 ISO-8859-9"},
    {"latin0", CharsetKind::Iconv, "ISO-8859-15"},
    {"latin1", CharsetKind::Windows1252, ""},
    {"latin5", CharsetKind::Iconv, "CP1254 ISO-8859-9"},
    {"latin9", CharsetKind::Iconv, "ISO-8859-15"},
    {"logical", CharsetKind::Iconv, "ISO-8859-8"},
    {"mac", CharsetKind::Iconv, "MACINTOSH MacRoman"},
    {"macarabic", CharsetKind::Iconv, "MacArabic"},
    {"macce", CharsetKind::Iconv, "MAC-CENTRALEUROPE MacCentralEurope"},
    {"maccentraleurope", CharsetKind::Iconv, "MAC-CENTRALEUROPE MacCentralEurope"},
    {"maccroatian", CharsetKind::Iconv, "MacCroatian"},
    {"maccyrillic", CharsetKind::Iconv, "MAC-CYRILLIC MacCyrillic"},
    {"macgreek", CharsetKind::Iconv, "MacGreek"},
    {"machebrew", CharsetKind::Iconv, "MacHebrew"},
    {"macicelandic", CharsetKind::Iconv, "MAC-IS MacIceland"},
    {"macintosh", CharsetKind::Iconv, "MACINTOSH MacRoman"},
    {"macroman", CharsetKind::Iconv, "MACINTOSH MacRoman"},
    {"macromanian", CharsetKind::Iconv, "MacRomania"},
    {"macthai", CharsetKind::Iconv, "MacThai"},
    {"macturkish", CharsetKind::Iconv, "MacTurkish"},
    {"macukrainian", CharsetKind::Iconv, "MAC-UK MacUkraine"},
    {"ms932", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"ms936", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"ms949", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"ms950", CharsetKind::Iconv, "CP950 BIG5"},
    {"msansi", CharsetKind::Windows1252, ""},
    {"mskanji", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"shiftjis", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"sjis", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"thai", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"tis620", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"tis62025291", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"tis62025330", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"ucs2", CharsetKind::Utf16, "UTF-16LE"},
    {"uhc", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"ujis", CharsetKind::Iconv, "EUC-JP-MS EUC-JP"},
    {"unicode", CharsetKind::Utf16, "UTF-16LE"},
    {"unicode11utf7", CharsetKind::Iconv, "UTF-7"},
    {"unicode11utf8", CharsetKind::Utf8, ""},
    {"unicode20utf7", CharsetKind::Iconv, "UTF-7"},
    {"unicode20utf8", CharsetKind::Utf8, ""},
    {"unicodefffe", CharsetKind::Iconv, "UTF-16BE"},
    {"unknown8bit", CharsetKind::Guess, ""},
    {"us", CharsetKind::Guess, ""},
    {"usascii", CharsetKind::Guess, ""},
    {"utf16", CharsetKind::Utf16, "UTF-16LE"},
    {"utf16be", CharsetKind::Iconv, "UTF-16BE"},
    {"utf7", CharsetKind::Iconv, "UTF-7"},
    {"utf8", CharsetKind::Utf8, ""},
    {"utf8mb4", CharsetKind::Utf8, ""},
    {"viscii", CharsetKind::Iconv, "VISCII"},
    {"viscii111", CharsetKind::Iconv, "VISCII"},
    {"visual", CharsetKind::Iconv, "ISO-8859-8"},
    {"win1252", CharsetKind::Windows1252, ""},
    {"windows1252", CharsetKind::Windows1252, ""},
    {"windows31j", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"windows65001", CharsetKind::Utf8, ""},
    {"windows874", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"windows932", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"windows936", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"windows949", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"windows950", CharsetKind::Iconv, "CP950 BIG5"},
    {"xansi", CharsetKind::Windows1252, ""},
    {"xbig5", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"xbig5hkscs", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"xcp1252", CharsetKind::Windows1252, ""},
    {"xeuc", CharsetKind::Iconv, "EUC-JP-MS EUC-JP"},
    {"xeuccn", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"xeucjp", CharsetKind::Iconv, "EUC-JP-MS EUC-JP"},
    {"xeuckr", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"xeuctw", CharsetKind::Iconv, "EUC-TW"},
    {"xgbk", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"xjohab", CharsetKind::Iconv, "JOHAB CP1361"},
    {"xkoi8r", CharsetKind::Iconv, "KOI8-R"},
    {"xkoi8u", CharsetKind::Iconv, "KOI8-U"},
    {"xmacarabic", CharsetKind::Iconv, "MacArabic"},
    {"xmacce", CharsetKind::Iconv, "MAC-CENTRALEUROPE MacCentralEurope"},
    {"xmaccentraleurope", CharsetKind::Iconv, "MAC-CENTRALEUROPE MacCentralEurope"},
    {"xmaccentraleurroman", CharsetKind::Iconv, "MAC-CENTRALEUROPE MacCentralEurope"},
    {"xmacchinesesimp", CharsetKind::Iconv, "GB18030 GBK CP936 EUC-CN"},
    {"xmacchinesetrad", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
    {"xmaccroatian", CharsetKind::Iconv, "MacCroatian"},
    {"xmaccyrillic", CharsetKind::Iconv, "MAC-CYRILLIC MacCyrillic"},
    {"xmacgreek", CharsetKind::Iconv, "MacGreek"},
    {"xmachebrew", CharsetKind::Iconv, "MacHebrew"},
    {"xmacicelandic", CharsetKind::Iconv, "MAC-IS MacIceland"},
    {"xmacintosh", CharsetKind::Iconv, "MACINTOSH MacRoman"},
    {"xmacjapanese", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"xmackorean", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"xmacroman", CharsetKind::Iconv, "MACINTOSH MacRoman"},
    {"xmacromanian", CharsetKind::Iconv, "MacRomania"},
    {"xmacthai", CharsetKind::Iconv, "MacThai"},
    {"xmacturkish", CharsetKind::Iconv, "MacTurkish"},
    {"xmacukrainian", CharsetKind::Iconv, "MAC-UK MacUkraine"},
    {"xmscp932", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"xshiftjis", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"xsjis", CharsetKind::Iconv, "CP932 WINDOWS-31J SHIFT_JIS"},
    {"xtis620", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"xunicode20utf7", CharsetKind::Iconv, "UTF-7"},
    {"xunicode20utf8", CharsetKind::Utf8, ""},
    {"xuserdefined", CharsetKind::Guess, ""},
    {"xwindows1252", CharsetKind::Windows1252, ""},
    {"xwindows874", CharsetKind::Iconv, "CP874 ISO-8859-11 TIS-620"},
    {"xwindows949", CharsetKind::Iconv, "CP949 UHC EUC-KR"},
    {"xwindows950", CharsetKind::Iconv, "CP950 BIG5"},
    {"xxbig5", CharsetKind::Iconv, "BIG5-HKSCS CP950 BIG5"},
});
static_assert(std::ranges::is_sorted(rows, {}, &Row::key));

constexpr std::size_t longestKey = 40;

// Names for data in memory, whose byte order is this machine's: never in mail.
constexpr std::array<std::string_view, 7> notForMail = {"char", "wchart",       "internal",    "java",
                                                        "c99",  "ucs2internal", "ucs4internal"};

bool allDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, isDigit);
}

/// "windows-1250", "x-cp1250", "cp-850", "ibm850", "iso_8859-15", "x-iso-8859-2": the spellings are many, the
/// number tells.
std::vector<std::string> numbered(std::string_view key)
{
    if (key.starts_with('x'))
        key.remove_prefix(1);
    for (const std::string_view prefix : {"windows", "win", "cp", "ibm", "dos", "codepage"}) {
        if (!key.starts_with(prefix) || !allDigits(key.substr(prefix.size())))
            continue;
        const std::string number(key.substr(prefix.size()));
        return {"CP" + number, "IBM" + number, "WINDOWS-" + number};
    }
    if (key.starts_with("iso"))
        key.remove_prefix(3);
    if (key.starts_with("8859") && key.size() <= 6 && allDigits(key.substr(4)))
        return {"ISO-8859-" + std::string(key.substr(4))};
    return {};
}

} // namespace

std::string charsetKey(std::string_view name)
{
    std::string key;
    for (const char c : name) {
        if (!isLetter(c) && !isDigit(c))
            continue;
        if (key.size() == longestKey)
            return {};
        key.push_back(asciiLower(c));
    }
    return key;
}

CharsetName lookUpCharset(std::string_view name, std::string_view key)
{
    const auto row = std::ranges::lower_bound(rows, key, {}, &Row::key);
    if (row != rows.end() && row->key == key)
        return {row->kind, splitAt(row->candidates, ' ')};
    if (std::ranges::find(notForMail, key) != notForMail.end())
        return {};
    CharsetName found{CharsetKind::Iconv, numbered(key)};
    // A slash would ask iconv for options ("//TRANSLIT").
    const bool plain = std::ranges::all_of(name, [](char c) {
        return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
    });
    if (plain) {
        found.candidates.emplace_back(name);
        if (name.size() > 2 && asciiLower(name.front()) == 'x' && name[1] == '-')
            found.candidates.emplace_back(name.substr(2));
    }
    return found;
}

} // namespace connectorscope
