# One place for the language level, the warnings and the sanitizers of every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

add_library(connectorscope_options INTERFACE)
target_include_directories(connectorscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(connectorscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference
    $<$<BOOL:${CONNECTORSCOPE_WERROR}>:-Werror>)
if(WIN32)
    target_compile_definitions(connectorscope_options INTERFACE
        UNICODE _UNICODE NOMINMAX WIN32_LEAN_AND_MEAN _WIN32_WINNT=0x0A00)
endif()
if(CONNECTORSCOPE_SANITIZE)
    target_compile_options(connectorscope_options INTERFACE
        -fsanitize=${CONNECTORSCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(connectorscope_options INTERFACE -fsanitize=${CONNECTORSCOPE_SANITIZE})
endif()
