#include "tests/core/diagnosis/golden_file.h"

#include "core/message/body.h"
#include "core/message/message_reader.h"
#include "core/message/summary.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace connectorscope {
namespace {

using testing::TestParamInfo;
using testing::TestWithParam;
using testing::UnorderedElementsAreArray;
using testing::ValuesIn;

constexpr std::array<std::string_view, 7> groups{"recognise", "headers", "sender",     "recipients",
                                                 "structure", "size",    "unexplained"};

std::uint64_t offsetOf(const ExpectedFinding& finding, std::string_view bytes)
{
    if (finding.offset)
        return *finding.offset;
    std::size_t begin = 0;
    for (std::uint64_t line = 1; line < finding.line; ++line)
        begin = bytes.find('\n', begin) + 1;
    return begin + finding.column - 1;
}

/// The length as it is in the file with the given line ends: each LF within has a CR before it.
std::uint64_t lengthOf(const ExpectedFinding& finding, const GoldenFile& golden, LineEnds ends)
{
    if (golden.asIs || ends == LineEnds::Lf)
        return finding.length;
    const std::string_view stored =
        std::string_view(golden.bytes).substr(offsetOf(finding, golden.bytes), finding.length);
    return finding.length + static_cast<std::uint64_t>(std::ranges::count(stored, '\n'));
}

std::string withoutEscapedCr(std::string text)
{
    for (std::size_t at = text.find("\\r"); at != std::string::npos; at = text.find("\\r", at))
        text.erase(at, 2);
    return text;
}

/// Evidence that was cut at its full length holds a little less where line ends are longer.
bool isSameEvidence(const std::string& expected, const std::string& actual, LineEnds ends)
{
    constexpr std::string_view ellipsis = "\xE2\x80\xA6";
    if (ends == LineEnds::Lf || expected == actual)
        return expected == actual;
    std::string bare = withoutEscapedCr(actual);
    if (!expected.ends_with(ellipsis) || !bare.ends_with(ellipsis))
        return expected == bare;
    bare.resize(bare.size() - ellipsis.size());
    return expected.starts_with(bare);
}

std::string describe(const Diagnosis& diagnosis)
{
    std::ostringstream text;
    text << "judged " << toString(diagnosis.verdict) << '\n';
    for (const Finding& finding : diagnosis.findings)
        text << "  " << causeOf(finding.cause).id << ' ' << toString(finding.severity) << " line "
             << finding.line << " offset " << finding.offset << " length " << finding.length << " count "
             << finding.count << " part " << finding.part << " [" << finding.evidence << "]\n";
    return text.str();
}

/// Line ends of what was set aside are none of the message's.
std::uint64_t lineFeedsIn(const Message& message, std::string_view bytes)
{
    auto count = std::ranges::count(bytes, '\n');
    for (const SetAside& aside : message.setAside)
        count -= std::ranges::count(bytes.substr(aside.offset, aside.length), '\n');
    return static_cast<std::uint64_t>(count);
}

/// A file with LF line ends has one more finding than its twin, which no .json repeats.
void takeBareLf(Diagnosis& diagnosis, const GoldenFile& golden, std::uint64_t lineEnds)
{
    if (lineEnds == 0)
        return;
    const auto found = std::ranges::find(diagnosis.findings, CauseId::BareLf, &Finding::cause);
    ASSERT_NE(found, diagnosis.findings.end());
    EXPECT_EQ(found->severity, Severity::Risk);
    EXPECT_EQ(golden.bytes.at(found->offset), '\n');
    EXPECT_EQ(found->count, lineEnds);
    if (diagnosis.verdict == Verdict::AtRisk && golden.verdict == "clean")
        diagnosis.verdict = Verdict::Clean;
    diagnosis.findings.erase(found);
    if (diagnosis.primary == CauseId::BareLf)
        diagnosis.primary =
            diagnosis.findings.empty() ? std::nullopt : std::optional(diagnosis.findings.front().cause);
}

void expectFinding(const ExpectedFinding& expected, const Finding& actual, const GoldenFile& golden,
                   std::string_view bytes, LineEnds ends)
{
    SCOPED_TRACE(expected.cause);
    EXPECT_EQ(causeOf(actual.cause).id, expected.cause);
    EXPECT_EQ(toString(actual.severity), expected.severity);
    EXPECT_EQ(actual.line, expected.line);
    EXPECT_EQ(actual.offset, offsetOf(expected, bytes));
    const std::uint64_t length = lengthOf(expected, golden, ends);
    EXPECT_EQ(actual.length, length);
    EXPECT_EQ(actual.count, expected.count);
    std::string evidence = expected.evidence;
    constexpr std::string_view measure = "{length}";
    if (const std::size_t at = evidence.find(measure); at != std::string::npos)
        evidence.replace(at, measure.size(), std::to_string(length));
    EXPECT_TRUE(isSameEvidence(evidence, actual.evidence, ends))
        << "expected [" << evidence << "]\nactual   [" << actual.evidence << "]";
}

/// What a finding quotes stands where it says, whatever its .json expects. Of a line end, the line before it
/// is quoted too.
void expectEvidenceInPlace(const Finding& finding, std::string_view bytes)
{
    ASSERT_LE(finding.offset + finding.length, bytes.size());
    if (finding.cause == CauseId::BareLf || finding.cause == CauseId::BareCr) {
        EXPECT_TRUE(finding.evidence.ends_with(quoteEvidence(bytes.substr(finding.offset, finding.length))));
        return;
    }
    if (isOfSize(finding.cause))
        return;
    constexpr std::size_t enough = 12; // characters: beyond them a quotation may be cut
    const std::string there = quoteEvidence(bytes.substr(finding.offset, 2000));
    EXPECT_EQ(finding.evidence.substr(0, enough), there.substr(0, std::min(enough, finding.evidence.size())));
}

void expectParts(const GoldenFile& golden, const Message& message, std::string_view bytes)
{
    std::vector<Part> leaves;
    std::ranges::copy_if(message.parts, std::back_inserter(leaves),
                         [](const Part& part) { return !part.hasChildren; });
    ASSERT_EQ(leaves.size(), golden.parts.size());
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        EXPECT_EQ(leaves[i].type + '/' + leaves[i].subtype, golden.parts[i].type);
        EXPECT_EQ(attachmentName(leaves[i]), golden.parts[i].name);
        if (!golden.parts[i].text)
            continue;
        std::string text = decodeText(bytes, leaves[i]);
        std::erase(text, '\r');
        EXPECT_EQ(text, *golden.parts[i].text);
    }
}

void expectGolden(const GoldenFile& golden, LineEnds ends)
{
    SCOPED_TRACE(golden.name);
    const std::string twin = ends == LineEnds::CrLf && !golden.asIs ? withCrlf(golden.bytes) : golden.bytes;
    const Message message = readMessage(twin, golden.limits);
    Diagnosis diagnosis = judge(message, summarise(message), golden.context);
    SCOPED_TRACE(describe(diagnosis));

    if (!golden.parts.empty())
        expectParts(golden, message, twin);
    for (const Finding& finding : diagnosis.findings)
        expectEvidenceInPlace(finding, twin);
    if (ends == LineEnds::Lf && !golden.asIs && message.kind == FileKind::Message)
        takeBareLf(diagnosis, golden, lineFeedsIn(message, twin));
    EXPECT_EQ(toString(diagnosis.verdict), golden.verdict);
    EXPECT_EQ(diagnosis.primary ? causeOf(*diagnosis.primary).id : std::string_view{}, golden.primary);
    ASSERT_EQ(diagnosis.findings.size(), golden.findings.size());
    for (std::size_t i = 0; i < golden.findings.size(); ++i)
        expectFinding(golden.findings[i], diagnosis.findings[i], golden, twin, ends);
}

/// The causes that the bytes of one file can show: no others need a golden file.
bool isShownByOneFile(const Cause& cause)
{
    return cause.scope == CauseScope::Message && cause.stage != Stage::Open && cause.stage != Stage::Handover;
}

class GoldenGroup : public TestWithParam<std::string_view>
{
};

std::string groupName(const TestParamInfo<std::string_view>& group)
{
    return std::string(group.param);
}

TEST_P(GoldenGroup, IsNotEmpty)
{
    EXPECT_FALSE(loadGoldenFiles(goldenFolder() / GetParam()).empty());
}

TEST_P(GoldenGroup, IsJudgedAsExpectedWithLfLineEnds)
{
    for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / GetParam()))
        expectGolden(golden, LineEnds::Lf);
}

TEST_P(GoldenGroup, IsJudgedAsExpectedWithCrlfLineEnds)
{
    for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / GetParam()))
        expectGolden(golden, LineEnds::CrLf);
}

TEST_P(GoldenGroup, ExpectsNoCauseThatAFileIsOnlyNearTo)
{
    for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / GetParam()))
        for (const std::string& cause : golden.near) {
            EXPECT_NE(findCause(cause), nullptr) << golden.name << " is near to " << cause;
            for (const ExpectedFinding& finding : golden.findings)
                EXPECT_NE(finding.cause, cause) << golden.name;
        }
}

INSTANTIATE_TEST_SUITE_P(Stages, GoldenGroup, ValuesIn(groups), groupName);

TEST(GoldenFiles, StandInTheFoldersThatAreTested)
{
    std::set<std::string> folders;
    for (const auto& entry : std::filesystem::directory_iterator(goldenFolder()))
        if (entry.is_directory())
            folders.insert(entry.path().filename().string());
    EXPECT_THAT(folders, UnorderedElementsAreArray(groups));
}

TEST(GoldenFiles, ShowEachCauseTwiceAndOneThatIsOnlyNearToIt)
{
    std::map<std::string, int> shown;
    std::map<std::string, int> primaries;
    std::map<std::string, int> cleanNear;
    for (const std::string_view group : groups) {
        for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / group)) {
            ++primaries[golden.primary];
            for (const ExpectedFinding& finding : golden.findings)
                ++shown[finding.cause];
            if (golden.verdict == "clean")
                for (const std::string& cause : golden.near)
                    ++cleanNear[cause];
        }
    }
    for (const Cause& cause : catalogue()) {
        if (!isShownByOneFile(cause))
            continue;
        const std::string id(cause.id);
        EXPECT_GE(shown[id], 2) << id;
        EXPECT_GE(primaries[id], 1) << id;
        EXPECT_GE(cleanNear[id], 1) << id;
        EXPECT_GE(shown[id] + cleanNear[id], 3) << id;
    }
}

} // namespace
} // namespace connectorscope
