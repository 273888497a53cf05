#!/usr/bin/env bash
# Makes the Windows sysroot, the libraries that the preset 'windows' links: build-sysroot.sh [FOLDER]
# FOLDER (default: build/sysroot) must not exist yet. Takes about two minutes on Debian 12.
#
# What goes in: GNU iconv and GoogleTest, compiled for x86-64 Windows; the headers of the header-only libraries, as
# Debian packages them; the compiler's own DLLs. GNU iconv is no Debian source package: its sources come with the npm
# package 'iconv', which the npm client fetches from wherever it is set up to.
set -euo pipefail
project=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
sysroot=$(realpath -m "${1:-$project/build/sysroot}")
triplet=x86_64-w64-mingw32
iconv_package=iconv@3.0.1

fail() {
    printf 'build-sysroot: %s\n' "$*" >&2
    exit 1
}

[ ! -e "$sysroot" ] || fail "$sysroot exists already; remove it to make it anew."
"$project/installer/setup.sh" run windows sysroot
command -v npm >/dev/null || fail "npm is not installed; it fetches the sources of GNU iconv ($iconv_package)."
mkdir -p "$(dirname "$sysroot")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
part=$work/sysroot # moved to its place when it is whole
mkdir -p "$part"/{bin,include,lib,share/cmake,share/licenses}

echo "build-sysroot: header-only libraries"
cp -r /usr/include/{spdlog,fmt,tl,CLI,nlohmann} /usr/include/{xxhash,xxh3}.h "$part/include/"
cp -r /usr/share/cmake/{CLI11,nlohmann_json,tl-expected} "$part/share/cmake/"

echo "build-sysroot: GNU iconv"
(cd "$work" && npm pack --silent $iconv_package >/dev/null) || fail "npm could not fetch $iconv_package."
tar -xzf "$work"/iconv-*.tgz -C "$work"
source=$work/package
$triplet-gcc-posix -O2 -w -shared -o "$part/bin/libiconv-2.dll" -I"$source/support" \
    -DICONV_CONST=const -DENABLE_EXTRA=1 -DBUILDING_LIBICONV \
    "$source/deps/libiconv/lib/iconv.c" "$source/support/localcharset.c" \
    -Wl,--out-implib,"$part/lib/libiconv.dll.a" -Wl,--export-all-symbols
# POSIX and glibc declare iconv()'s input without const; callers are written for that.
sed 's/const char\* \* inbuf/char* * inbuf/' "$source/support/iconv.h" >"$part/include/iconv.h"
cp /usr/share/common-licenses/LGPL-2.1 "$part/share/licenses/libiconv-LGPL-2.1"

echo "build-sysroot: GoogleTest"
build_googletest() {
    CONNECTORSCOPE_SYSROOT=$part cmake -G Ninja -S /usr/src/googletest -B "$work/googletest" \
        -DCMAKE_TOOLCHAIN_FILE="$project/cmake/WindowsToolchain.cmake" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$part" -DBUILD_SHARED_LIBS=OFF &&
        cmake --build "$work/googletest" &&
        cmake --install "$work/googletest"
}
if ! build_googletest >"$work/googletest.log" 2>&1; then
    tail -n 30 "$work/googletest.log" >&2
    fail "GoogleTest could not be built; the last lines stand above."
fi
rm -rf "$part/lib/pkgconfig" # names the folder it was built in

echo "build-sysroot: the compiler's DLLs"
gcc_dlls=$(dirname "$($triplet-g++-posix -print-file-name=libstdc++-6.dll)")
cp "$gcc_dlls"/{libstdc++-6,libgcc_s_seh-1}.dll /usr/$triplet/lib/libwinpthread-1.dll "$part/bin/"
$triplet-strip --strip-unneeded "$part"/bin/*.dll
mv "$part" "$sysroot"
echo "build-sysroot: done: $sysroot"
