#include "core/base/utf8.h"
#include "core/message/parameters.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <set>

using namespace connectorscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const StructuredValue value = parseStructuredValue({reinterpret_cast<const char*>(data), size});
    require(isValidUtf8(value.token), "the token is UTF-8");
    require(value.token.find_first_of(" \t\r\n;") == std::string::npos, "the token holds no blanks");
    std::set<std::string> names;
    for (const Parameter& parameter : value.parameters) {
        require(!parameter.name.empty() && names.insert(parameter.name).second, "each name stands once");
        require(parameter.name.find('=') == std::string::npos, "names hold no equals sign");
        require(parameter.name == "boundary" || isValidUtf8(parameter.value), "values are UTF-8");
        require(value.parameter(parameter.name) == parameter.value, "a parameter is found by its name");
    }
    return 0;
}
