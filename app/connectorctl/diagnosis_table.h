#pragma once

#include "app/connectorctl/judged_file.h"
#include "app/connectorctl/style.h"

#include <cstddef>
#include <string>

namespace connectorscope {

/// How results are written for people.
struct TableLayout
{
    Style style;
    std::size_t columns = 100;
};

/// The entry of one file: its verdict and path; sender and subject; each finding with its sentence, place,
/// cause, error code and evidence, the primary first. A clean file takes one line. Control characters never
/// come out raw.
std::string fileEntry(const JudgedFile& file, const TableLayout& layout);

} // namespace connectorscope
