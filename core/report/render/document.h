#pragma once

#include "core/report/render/wording.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What a colour means. Colour never stands alone: the sign goes with it.
enum class ReportTone : std::uint8_t
{
    Neutral,
    Corrupt,
    Blocked,
    Server,
    AtRisk,
    Well
};

/// "●", "◆", "■", "▲", "✓"; empty for Neutral.
std::string_view signOf(ReportTone tone);
/// "corrupt", ...: what names a tone in a style sheet.
std::string_view nameOf(ReportTone tone);

/// A report as it is read: sentences, tables and charts in the language of the site. Every format is made of
/// this value, so that all of them say the same. Nothing in it may mislead whoever shows it: text that came
/// from outside has gone through shownWords().
struct DocumentCell
{
    std::string text;
    std::string value; ///< for programs: "2026-11-23", "1234"; CSV has it
    ReportTone tone = ReportTone::Neutral;
    std::optional<double> bar; ///< 0 to 1: how much of a bar is filled
    double heat = 0;           ///< 0 to 1: how strongly the cell is coloured
};

struct DocumentColumn
{
    std::string key; ///< in CSV; the same in every language
    std::string title;
    bool isNumber = false;
};

struct DocumentTable
{
    std::string key; ///< names its CSV file
    std::string title;
    std::vector<DocumentColumn> columns;
    std::vector<std::vector<DocumentCell>> rows; ///< each as long as the columns
    std::string whenEmpty;                       ///< the sentence that stands for a table without rows
};

struct DocumentBar
{
    std::string label;
    std::string text; ///< "23 November: 6"
    std::uint64_t value = 0;
    bool isKnown = true; ///< else nothing was watched then
};

/// Bars over time.
struct DocumentChart
{
    std::string title;
    std::string scale; ///< "at most 12": what the highest bar stands for
    std::vector<DocumentBar> bars;
    std::size_t labelEvery = 1;            ///< the first bar has its label, and each n-th after it
    ReportTone tone = ReportTone::Neutral; ///< Neutral: the accent
};

/// Something to do.
struct DocumentStep
{
    ReportTone tone = ReportTone::Neutral;
    std::string title;
    std::string detail;
    std::string command; ///< may be empty
};

struct DocumentSection
{
    std::string key;
    std::string title;
    std::vector<std::string> sentences;
    std::vector<DocumentStep> steps;
    std::vector<DocumentChart> charts;
    std::vector<DocumentTable> tables;
};

struct DocumentFact
{
    std::string key; ///< in CSV
    std::string label;
    std::string text;
    std::string value; ///< for programs
};

struct ReportDocument
{
    Language language = Language::English;
    std::string languageTag; ///< that was asked for, "en-US": its country tells the paper
    std::string site;
    std::string day;     ///< "2026-11-23"
    std::string subject; ///< of the mail
    std::string title;   ///< "Contoso, Monday, 23 November 2026"
    ReportTone tone = ReportTone::Well;
    std::string verdict;     ///< "Attention"
    std::string sentence;    ///< why
    std::string provisional; ///< the sentence that says so; empty: the day is closed
    std::vector<DocumentFact> facts;
    std::vector<DocumentSection> sections;
    std::string footer;
};

} // namespace connectorscope
