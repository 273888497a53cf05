# Every library the project stands on, with what it is for. feature_summary() prints them.
include(FeatureSummary)

find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
set_package_properties(tl-expected PROPERTIES TYPE REQUIRED PURPOSE "errors as values")
find_package(nlohmann_json REQUIRED)
set_package_properties(nlohmann_json PROPERTIES TYPE REQUIRED PURPOSE "JSON")
find_package(CLI11 REQUIRED)
set_package_properties(CLI11 PROPERTIES TYPE REQUIRED PURPOSE "command line")

# toml++ and uchardet have no CMake package everywhere; a header and a library are all that is needed.
find_path(CONNECTORSCOPE_TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
mark_as_advanced(CONNECTORSCOPE_TOMLPLUSPLUS_INCLUDE)
add_library(tomlplusplus::tomlplusplus INTERFACE IMPORTED)
target_include_directories(tomlplusplus::tomlplusplus INTERFACE ${CONNECTORSCOPE_TOMLPLUSPLUS_INCLUDE})
target_compile_definitions(tomlplusplus::tomlplusplus INTERFACE TOML_HEADER_ONLY=1)

find_path(CONNECTORSCOPE_UCHARDET_INCLUDE uchardet/uchardet.h REQUIRED)
find_library(CONNECTORSCOPE_UCHARDET_LIBRARY uchardet REQUIRED)
mark_as_advanced(CONNECTORSCOPE_UCHARDET_INCLUDE CONNECTORSCOPE_UCHARDET_LIBRARY)
add_library(uchardet::uchardet INTERFACE IMPORTED)
target_include_directories(uchardet::uchardet INTERFACE ${CONNECTORSCOPE_UCHARDET_INCLUDE})
target_link_libraries(uchardet::uchardet INTERFACE ${CONNECTORSCOPE_UCHARDET_LIBRARY})

find_package(SQLite3 3.40 REQUIRED)
set_package_properties(SQLite3 PROPERTIES TYPE REQUIRED PURPOSE "the index and the journal")
find_package(SQLiteCpp REQUIRED)
set_package_properties(SQLiteCpp PROPERTIES TYPE REQUIRED PURPOSE "SQLite by RAII types")

find_package(ZLIB REQUIRED)
set_package_properties(ZLIB PROPERTIES TYPE REQUIRED PURPOSE "the vault's files (gzip)")

# xxHash is compiled into its only user (XXH_INLINE_ALL), so that its headers are all that is needed.
find_path(CONNECTORSCOPE_XXHASH_INCLUDE xxhash.h REQUIRED)
mark_as_advanced(CONNECTORSCOPE_XXHASH_INCLUDE)
add_library(xxhash::xxhash INTERFACE IMPORTED)
target_include_directories(xxhash::xxhash INTERFACE ${CONNECTORSCOPE_XXHASH_INCLUDE})
target_compile_definitions(xxhash::xxhash INTERFACE XXH_INLINE_ALL)

# The report's template is filled by one header.
find_path(CONNECTORSCOPE_MUSTACHE_INCLUDE kainjow/mustache.hpp REQUIRED)
mark_as_advanced(CONNECTORSCOPE_MUSTACHE_INCLUDE)
add_library(kainjow::mustache INTERFACE IMPORTED)
target_include_directories(kainjow::mustache INTERFACE ${CONNECTORSCOPE_MUSTACHE_INCLUDE})

if(WIN32)
    # The Windows sysroot holds the headers of spdlog and fmt, no libraries.
    find_path(CONNECTORSCOPE_SPDLOG_INCLUDE spdlog/spdlog.h REQUIRED)
    mark_as_advanced(CONNECTORSCOPE_SPDLOG_INCLUDE)
    add_library(spdlog::spdlog INTERFACE IMPORTED)
    target_include_directories(spdlog::spdlog INTERFACE ${CONNECTORSCOPE_SPDLOG_INCLUDE})
    target_compile_definitions(spdlog::spdlog INTERFACE
        SPDLOG_HEADER_ONLY SPDLOG_FMT_EXTERNAL FMT_HEADER_ONLY SPDLOG_WCHAR_FILENAMES)
    target_link_libraries(spdlog::spdlog INTERFACE Threads::Threads)
else()
    find_package(spdlog REQUIRED)
    set_package_properties(spdlog PROPERTIES TYPE REQUIRED PURPOSE "log")
    find_package(OpenSSL REQUIRED)
    set_package_properties(OpenSSL PROPERTIES TYPE REQUIRED PURPOSE "SHA-256 (on Windows: bcrypt)")
endif()

if(CONNECTORSCOPE_WINDOW)
    if(WIN32)
        # moc and its kin run on the build machine; those of Debian are of the sysroot's version.
        set(QT_HOST_PATH /usr CACHE PATH "Where the build machine's Qt is")
        set(QT_HOST_PATH_CMAKE_DIR /usr/lib/x86_64-linux-gnu/cmake CACHE PATH "Its CMake packages")
        find_package(Qt6 6.4 QUIET COMPONENTS Widgets Network Test)
        if(NOT Qt6_FOUND)
            message(STATUS "The sysroot holds no Qt: the window is left out")
            set(CONNECTORSCOPE_WINDOW OFF)
        endif()
    else()
        find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Network Test)
    endif()
    set_package_properties(Qt6 PROPERTIES TYPE RECOMMENDED
        PURPOSE "the window (Widgets), one window for each site (Network), its tests (Test)")
endif()
