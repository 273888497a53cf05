#include "ui/detail/message/proof_rows.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int proofColumns = 44; // what the page has room for in a window of the first size
constexpr int rowsBefore = 2;
constexpr std::size_t rowsInAll = 6;

bool endsLine(const SourceRow& row, char lineEnd)
{
    return !row.bytes.empty() && row.bytes.back() == lineEnd;
}

/// Gives rows their lines: the one that holds the finding is that of the finding.
void numberRows(ProofRows& proof, const Finding& finding)
{
    std::uint64_t ends = 0;
    for (const SourceRow& row : proof.rows)
        ends += row.end() <= finding.offset && endsLine(row, proof.lineEnd) ? 1 : 0;
    std::uint64_t line = finding.line - std::min(finding.line - 1, ends);
    for (SourceRow& row : proof.rows) {
        row.line = line;
        line += endsLine(row, proof.lineEnd) ? 1 : 0;
    }
}

} // namespace

Result<ProofRows> readProof(BlockCache& cache, const Finding& finding, char lineEnd)
{
    RowLayout layout(cache, proofColumns, lineEnd);
    ProofRows proof;
    proof.lineEnd = lineEnd;
    Result<SourceRow> anchor = layout.rowAt(finding.offset);
    if (!anchor)
        return fail(anchor.error());
    proof.rows.push_back(std::move(*anchor));
    for (int i = 0; i < rowsBefore; ++i) {
        Result<std::optional<SourceRow>> row = layout.rowBefore(proof.rows.front());
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        proof.rows.insert(proof.rows.begin(), std::move(**row));
    }
    while (proof.rows.size() < rowsInAll) {
        Result<std::optional<SourceRow>> row = layout.rowAfter(proof.rows.back());
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        proof.rows.push_back(std::move(**row));
    }
    if (!endsLine(proof.rows.back(), lineEnd)) {
        const Result<std::optional<SourceRow>> row = layout.rowAfter(proof.rows.back());
        if (!row)
            return fail(row.error());
        proof.isCut = row->has_value();
    }
    numberRows(proof, finding);
    return proof;
}

} // namespace connectorscope
