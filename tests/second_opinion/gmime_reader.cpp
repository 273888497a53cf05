#include "tests/second_opinion/reading.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>

namespace connectorscope {
namespace {

struct Unref
{
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

std::string stringOf(const char* text)
{
    return text ? text : "";
}

std::string toLower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

void appendMailboxes(InternetAddressList* list, std::vector<ReadMailbox>& mailboxes)
{
    for (int i = 0; list && i < internet_address_list_length(list); ++i) {
        InternetAddress* address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(address))
            appendMailboxes(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), mailboxes);
        else
            mailboxes.push_back(
                {stringOf(internet_address_get_name(address)),
                 stringOf(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))});
    }
}

std::string bytesOf(GMimeDataWrapper* content, const char* charset)
{
    const Owned<GMimeStream> memory(g_mime_stream_mem_new());
    const Owned<GMimeStream> filtered(g_mime_stream_filter_new(memory.get()));
    if (charset) {
        const Owned<GMimeFilter> filter(g_mime_filter_charset_new(charset, "UTF-8"));
        if (filter)
            g_mime_stream_filter_add(GMIME_STREAM_FILTER(filtered.get()), filter.get());
    }
    g_mime_data_wrapper_write_to_stream(content, filtered.get());
    g_mime_stream_flush(filtered.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

bool convertible(const std::string& charset)
{
    const Owned<GMimeFilter> filter(g_mime_filter_charset_new(charset.c_str(), "UTF-8"));
    return filter != nullptr;
}

/// The charset that senders who name that one mean: what Windows makes of it.
std::string meantCharset(const char* name)
{
    static const std::map<std::string, std::string> meant = {
        {"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"},
        {"iso-8859-9", "windows-1254"}, {"iso-8859-11", "windows-874"},
        {"tis-620", "windows-874"},     {"shift_jis", "cp932"},
        {"gb2312", "gb18030"},          {"gbk", "gb18030"},
        {"big5", "big5-hkscs"},         {"euc-kr", "cp949"},
        {"ks_c_5601-1987", "cp949"},
    };
    const auto found = meant.find(toLower(name));
    return found == meant.end() ? name : found->second;
}

/// A charset whose bytes are all below 0x80.
bool isSevenBit(const char* name)
{
    const std::string lower = toLower(name);
    return lower == "us-ascii" || lower == "ascii" || lower == "ansi_x3.4-1968" || lower == "utf-7" ||
           lower == "hz-gb-2312" || lower.starts_with("iso-2022");
}

bool isAscii(const std::string& bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string textOf(GMimeDataWrapper* content, const char* charset)
{
    if (!content)
        return {};
    if (!charset || !*charset)
        return guessCharset(bytesOf(content, nullptr));
    if (isSevenBit(charset)) {
        std::string bytes = bytesOf(content, nullptr);
        if (g_utf8_validate(bytes.data(), static_cast<gssize>(bytes.size()), nullptr) && !isAscii(bytes))
            return bytes;
    }
    const std::string meant = meantCharset(charset);
    return convertible(meant) ? bytesOf(content, meant.c_str()) : guessCharset(bytesOf(content, nullptr));
}

ReadLeaf readLeaf(GMimeObject* object)
{
    ReadLeaf leaf;
    GMimeContentType* type = g_mime_object_get_content_type(object);
    leaf.type = toLower(stringOf(g_mime_content_type_get_media_type(type)) + '/' +
                        stringOf(g_mime_content_type_get_media_subtype(type)));
    if (!GMIME_IS_PART(object))
        return leaf;
    leaf.name = stringOf(g_mime_part_get_filename(GMIME_PART(object)));
    if (leaf.type.starts_with("text/")) {
        leaf.text = textOf(g_mime_part_get_content(GMIME_PART(object)),
                           g_mime_object_get_content_type_parameter(object, "charset"));
    }
    return leaf;
}

void appendLeaves(GMimeObject* object, std::vector<ReadLeaf>& leaves)
{
    if (GMIME_IS_MULTIPART(object) && g_mime_multipart_get_count(GMIME_MULTIPART(object)) > 0) {
        GMimeMultipart* multipart = GMIME_MULTIPART(object);
        for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
            appendLeaves(g_mime_multipart_get_part(multipart, i), leaves);
        return;
    }
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage* embedded = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        GMimeObject* root = embedded ? g_mime_message_get_mime_part(embedded) : nullptr;
        if (root) {
            appendLeaves(root, leaves);
            return;
        }
    }
    leaves.push_back(readLeaf(object));
}

/// Initialised once; text without a charset is UTF-8, else windows-1252, as in the other readers.
GMimeParserOptions* parserOptions()
{
    static GMimeParserOptions* const options = [] {
        g_mime_init();
        GMimeParserOptions* made = g_mime_parser_options_new();
        const char* charsets[] = {"utf-8", "windows-1252", nullptr};
        g_mime_parser_options_set_fallback_charsets(made, charsets);
        return made;
    }();
    return options;
}

} // namespace

Reading readWithGMime(std::string_view bytes)
{
    Reading reading;
    GMimeParserOptions* options = parserOptions();
    if (bytes.empty())
        return reading;
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options));
    if (!message)
        return reading;
    GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message.get()));
    GMimeObject* root = g_mime_message_get_mime_part(message.get());
    // A message without a single header is what it makes of bytes that it cannot read. The headers of the
    // body
    // ("Content-...") stand in a list of their own.
    reading.readable = root && g_mime_header_list_get_count(g_mime_object_get_header_list(root)) +
                                       g_mime_header_list_get_count(headers) >
                                   0;
    if (!reading.readable)
        return reading;
    reading.subject = stringOf(g_mime_message_get_subject(message.get()));
    appendMailboxes(g_mime_message_get_from(message.get()), reading.from);
    appendMailboxes(g_mime_message_get_to(message.get()), reading.to);
    if (GDateTime* date = g_mime_message_get_date(message.get())) {
        const std::int64_t east = g_date_time_get_utc_offset(date) / G_TIME_SPAN_SECOND;
        reading.date = ReadDate{g_date_time_to_unix(date) + east, east};
    }
    appendLeaves(root, reading.leaves);
    return reading;
}

} // namespace connectorscope
