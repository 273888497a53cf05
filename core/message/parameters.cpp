#include "core/message/parameters.h"

#include "core/message/charset.h"
#include "core/message/encoded_word.h"
#include "core/message/lexical.h"
#include "core/message/parameter_scan.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace connectorscope {
namespace {

using Piece = ParameterPiece;

void appendPercentDecoded(std::string_view encoded, std::string& bytes)
{
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        const int high = encoded[i] == '%' && i + 2 < encoded.size() ? hexDigit(encoded[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(encoded[i + 2]) : -1;
        if (low < 0) {
            bytes.push_back(encoded[i]);
            continue;
        }
        bytes.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
}

std::string plainText(std::string bytes)
{
    if (bytes.find("=?") != std::string::npos)
        return decodeHeaderText(bytes);
    return isAscii(bytes) ? std::move(bytes) : guessToUtf8(bytes);
}

/// Joins the pieces of one value, in the order of their numbers.
std::string joinPieces(const Piece* begin, const Piece* end)
{
    std::string bytes;
    std::string_view charset;
    int last = Piece::whole - 1;
    for (const Piece* piece = begin; piece != end; ++piece) {
        if (piece->index == last)
            continue;
        last = piece->index;
        std::string_view value = piece->value;
        if (!piece->extended) {
            bytes.append(value);
            continue;
        }
        const std::size_t quote = piece == begin ? value.find('\'') : std::string_view::npos;
        const std::size_t second = quote == std::string_view::npos ? quote : value.find('\'', quote + 1);
        if (second != std::string_view::npos) {
            charset = value.substr(0, quote);
            value.remove_prefix(second + 1);
        }
        appendPercentDecoded(value, bytes);
    }
    if (begin->name == "boundary")
        return bytes;
    return charset.empty() ? plainText(std::move(bytes)) : toUtf8(bytes, charset);
}

/// The forms of one name in the order in which they count: `name*`, pieces, plain.
int rank(const Piece& piece)
{
    if (piece.index != Piece::whole)
        return 1;
    return piece.extended ? 0 : 2;
}

/// What most fields are: a few parameters, none of them in the forms of RFC 2231.
bool isOrdinary(const std::vector<Piece>& pieces)
{
    return pieces.size() <= 8 && std::ranges::all_of(pieces, [](const Piece& p) { return rank(p) == 2; });
}

std::vector<Parameter> assembleOrdinary(std::vector<Piece> pieces)
{
    std::vector<Parameter> parameters;
    parameters.reserve(pieces.size());
    for (Piece& piece : pieces) {
        if (std::ranges::find(parameters, piece.name, &Parameter::name) != parameters.end())
            continue;
        if (piece.name != "boundary")
            piece.value = plainText(std::move(piece.value));
        parameters.push_back({std::move(piece.name), std::move(piece.value)});
    }
    return parameters;
}

std::vector<Parameter> assemble(std::vector<Piece> pieces)
{
    if (isOrdinary(pieces))
        return assembleOrdinary(std::move(pieces));
    const auto order = [](const Piece& piece) {
        return std::make_tuple(std::string_view(piece.name), rank(piece), piece.index, piece.position);
    };
    std::ranges::sort(pieces, {}, order);

    std::vector<std::pair<std::size_t, Parameter>> found;
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t end = i;
        std::size_t next = i;
        std::size_t first = pieces[i].position;
        for (; next < pieces.size() && pieces[next].name == pieces[i].name; ++next) {
            first = std::min(first, pieces[next].position);
            if (rank(pieces[next]) == rank(pieces[i]))
                end = next + 1;
        }
        std::string value = joinPieces(pieces.data() + i, pieces.data() + end);
        found.emplace_back(first, Parameter{std::move(pieces[i].name), std::move(value)});
        i = next;
    }
    std::ranges::sort(found, {}, &std::pair<std::size_t, Parameter>::first);
    std::vector<Parameter> parameters;
    parameters.reserve(found.size());
    for (auto& [position, parameter] : found)
        parameters.push_back(std::move(parameter));
    return parameters;
}

} // namespace

std::optional<std::string_view> StructuredValue::parameter(std::string_view name) const
{
    for (const Parameter& candidate : parameters)
        if (candidate.name == name)
            return candidate.value;
    return std::nullopt;
}

StructuredValue parseStructuredValue(std::string_view rawValue)
{
    ScannedParameters scanned = scanParameters(rawValue);
    StructuredValue value;
    value.token = isAscii(scanned.token) ? std::move(scanned.token) : guessToUtf8(scanned.token);
    value.parameters = assemble(std::move(scanned.pieces));
    return value;
}

} // namespace connectorscope
