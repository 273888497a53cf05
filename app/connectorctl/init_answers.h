#pragma once

#include "app/connectorctl/environment.h"
#include "core/site/site_detection.h"

#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// What the command line of `init` says; what is empty is found, asked or left out.
struct InitOptions
{
    std::string name;
    std::string profile;
    std::string incoming;
    std::string failed;
    std::string pickup;
    std::string badmail;
    std::string work;
    std::vector<std::string> localDomains;
    std::string undeliverable;
    std::string transfer;
    std::string server;
    std::string root;
    std::string output;
    bool json = false;
};

/// A site as `init` shall write it.
struct InitAnswers
{
    Site site;
    std::vector<std::string> chosen; ///< the keys that stand in the file though they are optional
};

/// Takes each value from the options, else asks for it where there is a terminal, offering what was found,
/// else takes what was found. The error names everything that is missing; ErrorCode::Cancelled when the
/// person who is asked has gone.
Result<InitAnswers> gatherAnswers(Environment& environment, const InitOptions& options,
                                  const Detection& found);

} // namespace connectorscope
