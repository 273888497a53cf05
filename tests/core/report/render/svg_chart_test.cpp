#include "core/report/render/svg_chart.h"

#include "tests/core/report/render/sample_document.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(SvgChart, DrawsTheHighestBarOverTheWholeHeight)
{
    const DocumentChart chart{
        "Failed", "", {{"a", "a: 3", 3, true}, {"b", "b: 12", 12, true}}, 1, ReportTone::Neutral};
    EXPECT_THAT(svgChart(chart), AllOf(HasSubstr("x=\"1\" y=\"75\" width=\"8\" height=\"25\""),
                                       HasSubstr("x=\"11\" y=\"0\" width=\"8\" height=\"100\"")));
}

TEST(SvgChart, TellsNothingFromUnknown)
{
    const std::string svg = svgChart(sampleDocument().sections.at(1).charts.at(0));
    EXPECT_THAT(svg, AllOf(HasSubstr("class=\"none\" x=\"1\""), HasSubstr("class=\"gap\" x=\"11\""),
                           HasSubstr("class=\"bar\" x=\"21\"")));
}

TEST(SvgChart, KeepsASmallBarVisible)
{
    const DocumentChart chart{
        "", "", {{"a", "a", 1, true}, {"b", "b", 100000, true}}, 1, ReportTone::Neutral};
    EXPECT_THAT(svgChart(chart), HasSubstr("x=\"1\" y=\"98\" width=\"8\" height=\"2\""));
}

TEST(SvgChart, EscapesItsWords)
{
    const DocumentChart chart{"<a>", "", {{"", "</title><script>", 1, true}}, 1, ReportTone::Corrupt};
    EXPECT_THAT(svgChart(chart), AllOf(HasSubstr("aria-label=\"&lt;a&gt;\""), Not(HasSubstr("<script>")),
                                       HasSubstr("class=\"bar corrupt\"")));
}

TEST(SvgBar, FillsItsPart)
{
    EXPECT_THAT(svgBar(0.25, ReportTone::Neutral), HasSubstr("class=\"bar\" x=\"0\" y=\"0\" width=\"25\""));
    EXPECT_THAT(svgBar(0, ReportTone::Neutral), Not(HasSubstr("class=\"bar\"")));
    EXPECT_THAT(svgBar(7, ReportTone::Neutral), HasSubstr("width=\"100\" height=\"1\" fill=\"#2463D6\""));
}

} // namespace
} // namespace connectorscope
