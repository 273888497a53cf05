#pragma once

#include "ui/detail/source/row_layout.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace connectorscope {

// What the source's worker and its view tell each other. Everything bears the number of the file that it is
// about: a late answer about another one is dropped.

struct RowsRequest
{
    std::uint64_t file = 0;
    std::uint64_t job = 0;
    bool hex = false;
    int columns = 80;         ///< of text; hex: bytes a row
    std::uint64_t offset = 0; ///< the row that holds it is the anchor
    int before = 0;           ///< rows wanted before and from the anchor on
    int after = 0;
};

/// Rows of the file, without a gap.
struct SourceRows
{
    RowsRequest request;
    std::uint64_t size = 0;
    char lineEnd = '\n';
    std::vector<SourceRow> rows;
    std::size_t anchor = 0;
    bool isFirst = false; ///< the file begins with them
    bool isLast = false;
};

struct FoundPlace
{
    std::uint64_t file = 0;
    std::uint64_t job = 0;
    std::optional<std::uint64_t> offset;
    std::uint64_t length = 0;
    bool hasWrapped = false;
};

/// How far the lines have been counted.
struct LineProgress
{
    std::uint64_t file = 0;
    std::uint64_t counted = 0; ///< bytes
    std::uint64_t size = 0;
    std::uint64_t lines = 0; ///< up to there
};

struct CopiedText
{
    std::uint64_t file = 0;
    QString text;
    bool isCut = false; ///< more was selected than is copied at once
};

} // namespace connectorscope
