#pragma once

#include "core/index/run_reader.h"
#include "core/site/site.h"

#include <QString>

#include <string>

namespace connectorscope {

/// All about a run as plain text, with the words of `connectorctl runs`: to be copied, for a ticket or mail.
QString receiptText(const Site& site, const RunSummary& row);

/// The last name that the run gave to a file that others see, or that lies in the vault; empty without one.
std::string madeFile(const RunSummary& row);

} // namespace connectorscope
