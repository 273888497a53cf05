# One place for the language level, the warnings and the sanitizers of every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(CONNECTORSCOPE_CCACHE ccache DOC "Compiler cache; builds work without it")
mark_as_advanced(CONNECTORSCOPE_CCACHE)
if(CONNECTORSCOPE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CONNECTORSCOPE_CCACHE})
endif()

add_library(connectorscope_options INTERFACE)
target_include_directories(connectorscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(connectorscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    # Where sources are compiled together, the names of one file seem to hide those of another.
    $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>
    $<$<BOOL:${CONNECTORSCOPE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 takes `"text" + std::string` for overlapping memory when it optimises (GCC bug 105651).
    target_compile_options(connectorscope_options INTERFACE -Wno-restrict)
endif()
# The standard library checks its preconditions everywhere but in what users get.
target_compile_definitions(connectorscope_options INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
if(WIN32)
    target_compile_definitions(connectorscope_options INTERFACE
        UNICODE _UNICODE NOMINMAX WIN32_LEAN_AND_MEAN _WIN32_WINNT=0x0A00
        # libstdc++ 12 waits for a std::binary_semaphore there without the lock under which it would notice
        # a release, and so std::stop_callback, which holds one, might never end.
        _GLIBCXX_USE_POSIX_SEMAPHORE=1)
endif()
if(CONNECTORSCOPE_SANITIZE)
    target_compile_options(connectorscope_options INTERFACE
        -fsanitize=${CONNECTORSCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(connectorscope_options INTERFACE -fsanitize=${CONNECTORSCOPE_SANITIZE})
endif()
if(CONNECTORSCOPE_FUZZ)
    target_compile_options(connectorscope_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
