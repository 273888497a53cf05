# Cross-compiles for Windows x86-64 with Debian 12's g++-mingw-w64-x86-64-posix. Libraries come from the sysroot
# only: nothing of the build machine's /usr/include is seen.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_SYSTEM_VERSION 10)

set(triplet x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${triplet}-gcc-posix)
set(CMAKE_CXX_COMPILER ${triplet}-g++-posix)
set(CMAKE_RC_COMPILER ${triplet}-windres)
# Many sources compiled as one have more sections than an object file of the old format can count.
set(CMAKE_CXX_FLAGS_INIT -Wa,-mbig-obj)

# GNU ld takes half a minute for a program with many tests, lld a moment. This GCC knows its ld by path and takes no
# -fuse-ld, but a specification that names another linker.
find_program(CONNECTORSCOPE_LLD ld.lld)
mark_as_advanced(CONNECTORSCOPE_LLD)
if(CONNECTORSCOPE_LLD)
    set(CMAKE_EXE_LINKER_FLAGS_INIT "\"-specs=${CMAKE_CURRENT_LIST_DIR}/lld.specs\" -fno-use-linker-plugin")
endif()

if(NOT CONNECTORSCOPE_SYSROOT)
    if(DEFINED ENV{CONNECTORSCOPE_SYSROOT})
        set(CONNECTORSCOPE_SYSROOT "$ENV{CONNECTORSCOPE_SYSROOT}")
    else()
        cmake_path(SET CONNECTORSCOPE_SYSROOT NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../build/sysroot")
    endif()
endif()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CONNECTORSCOPE_SYSROOT)
if(NOT EXISTS "${CONNECTORSCOPE_SYSROOT}/include/tl/expected.hpp")
    message(FATAL_ERROR "There is no Windows sysroot in ${CONNECTORSCOPE_SYSROOT}.\n"
        "It holds the libraries that the Windows build links. Make one with installer/windows/build-sysroot.sh "
        "(about two minutes), or set CONNECTORSCOPE_SYSROOT to the folder of one.")
endif()

set(CMAKE_FIND_ROOT_PATH ${CONNECTORSCOPE_SYSROOT} /usr/${triplet})
set(CMAKE_PREFIX_PATH ${CONNECTORSCOPE_SYSROOT})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} "${CONNECTORSCOPE_SYSROOT}/lib/pkgconfig")
set(ENV{PKG_CONFIG_PATH} "")

# The tests' programs run under Wine.
cmake_path(SET CMAKE_CROSSCOMPILING_EMULATOR NORMALIZE
    "${CMAKE_CURRENT_LIST_DIR}/../installer/windows/wine-run.sh")
