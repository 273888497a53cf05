#include "tests/second_opinion/reading.h"
#include "tests/support/temp_dir.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace connectorscope {
namespace {

std::vector<ReadMailbox> mailboxesOf(const nlohmann::json& list)
{
    std::vector<ReadMailbox> mailboxes;
    if (list.is_null())
        return mailboxes;
    for (const auto& entry : list)
        mailboxes.push_back({entry.at(0).get<std::string>(), entry.at(1).get<std::string>()});
    return mailboxes;
}

Reading readingOf(const nlohmann::json& line)
{
    Reading reading;
    reading.readable = line.at("readable").get<bool>();
    if (!reading.readable)
        return reading;
    if (line.at("subject").is_string())
        reading.subject = line.at("subject").get<std::string>();
    reading.from = mailboxesOf(line.at("from"));
    reading.to = mailboxesOf(line.at("to"));
    if (const auto& date = line.at("date"); date.is_array()) {
        ReadDate& read = reading.date.emplace();
        read.clock = date.at(0).get<std::int64_t>();
        if (date.at(1).is_number())
            read.east = date.at(1).get<std::int64_t>();
    }
    for (const auto& part : line.at("parts")) {
        ReadLeaf& leaf = reading.leaves.emplace_back();
        leaf.type = part.at("type").get<std::string>();
        leaf.name = part.at("name").get<std::string>();
        if (part.at("text").is_string())
            leaf.text = part.at("text").get<std::string>();
    }
    return reading;
}

} // namespace

std::vector<PythonReadings> readWithPython(const std::string& folder, const std::vector<std::string>& paths)
{
    const TempDir work;
    const auto list = work / "paths";
    const auto answers = work / "readings";
    {
        std::ofstream out(list);
        for (const std::string& path : paths)
            out << path << '\n';
    }
    const std::string command = CONNECTORSCOPE_PYTHON " '" CONNECTORSCOPE_SOURCE_DIR
                                                      "/tests/second_opinion/read_with_python.py' '" +
                                folder + "' < '" + list.string() + "' > '" + answers.string() + "'";
    std::vector<PythonReadings> readings;
    if (std::system(command.c_str()) == 0) {
        std::ifstream in(answers);
        for (std::string line; std::getline(in, line);) {
            const auto both = nlohmann::json::parse(line);
            readings.push_back({readingOf(both.at("default")), readingOf(both.at("compat32"))});
        }
    }
    if (readings.size() != paths.size())
        readings.clear();
    return readings;
}

} // namespace connectorscope
