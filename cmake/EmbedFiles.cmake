# Makes a C++ source that holds files, so that the program needs none beside it:
#   cmake -DOUTPUT=x.cpp -DFUNCTION=demoResource -DHEADER=core/demo/demo_resources.h "-DFILES=a;b" -P EmbedFiles.cmake
# The function takes a file's name and returns its bytes; what is not there has none.
if(CMAKE_SCRIPT_MODE_FILE)
    set(arrays "")
    set(cases "")
    set(number 0)
    foreach(file IN LISTS FILES)
        get_filename_component(name "${file}" NAME)
        file(READ "${file}" hex HEX)
        string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
        # An array of nothing is no C++: each ends with a NUL that its view leaves out.
        string(APPEND arrays "const char file${number}[] = {${bytes}'\\0'};\n")
        string(APPEND cases
               "    if (name == \"${name}\")\n        return std::string_view(file${number}, sizeof file${number} - 1);\n")
        math(EXPR number "${number} + 1")
    endforeach()
    file(WRITE "${OUTPUT}" "// Made by cmake/EmbedFiles.cmake.
#include \"${HEADER}\"

namespace connectorscope {
namespace {
// NOLINTBEGIN
${arrays}// NOLINTEND
} // namespace

std::optional<std::string_view> ${FUNCTION}(std::string_view name)
{
${cases}    return std::nullopt;
}

} // namespace connectorscope
")
    return()
endif()

# connectorscope_embed(TARGET HEADER FUNCTION FILE...): adds such a source to a target. The header, named from
# the root of the project, declares the function.
function(connectorscope_embed target header function)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
    set(script ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake)
    add_custom_command(
        OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${function} -DHEADER=${header} "-DFILES=${ARGN}"
                -P ${script}
        DEPENDS ${ARGN} ${script}
        COMMENT "Embedding the files of ${function}()"
        VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()
