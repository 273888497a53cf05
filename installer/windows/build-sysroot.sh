#!/usr/bin/env bash
# Makes the Windows sysroot, the libraries that the preset 'windows' links: build-sysroot.sh [FOLDER]
# FOLDER (default: build/sysroot) must not exist yet. Takes about four minutes on Debian 12.
#
# What goes in: GNU iconv, zlib, SQLite, SQLiteCpp, uchardet and GoogleTest, compiled for x86-64 Windows from Debian's
# source packages; the headers of the header-only libraries, as Debian packages them; the compiler's own DLLs. GNU iconv
# is no Debian source package: its sources come with the npm package 'iconv', which the npm client fetches from wherever
# it is set up to.
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
cp -r /usr/include/{spdlog,fmt,tl,CLI,nlohmann,toml++,kainjow} /usr/include/{xxhash,xxh3}.h "$part/include/"
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

echo "build-sysroot: Debian's source packages"
# The system's own sources, asked for source packages, in lists of our own: nothing of the system changes.
mkdir -p "$work"/{lists/partial,parts,sources}
for list in /etc/apt/sources.list.d/*.sources; do
    [ ! -f "$list" ] || sed 's/^Types:.*/Types: deb-src/' "$list" >"$work/parts/$(basename "$list")"
done
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -f "$list" ] || sed -n 's/^deb /deb-src /p' "$list" >"$work/parts/$(basename "$list" .list).list"
done
source_apt() {
    apt-get -q -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/parts" \
        -o Dir::State::Lists="$work/lists" -o APT::Sandbox::User= "$@"
}
if ! (source_apt update && cd "$work/sources" && source_apt source --download-only zlib sqlite3 sqlitecpp uchardet) \
    >"$work/sources.log" 2>&1; then
    tail -n 10 "$work/sources.log" >&2
    fail "the source packages could not be fetched; the last lines stand above."
fi
for description in "$work"/sources/*.dsc; do
    dpkg-source --no-check -x "$description" "$work/$(basename "${description%%_*}")" >>"$work/sources.log" 2>&1 ||
        fail "$(basename "$description") cannot be unpacked."
done

# build_library NAME SOURCES CMAKE-ARGUMENT...: the log is shown only when it fails.
build_library() {
    local name=$1 sources=$2
    shift 2
    echo "build-sysroot: $name"
    if ! (CONNECTORSCOPE_SYSROOT=$part cmake -G Ninja -S "$sources" -B "$work/build-$name" \
        -DCMAKE_TOOLCHAIN_FILE="$project/cmake/WindowsToolchain.cmake" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$part" "$@" &&
        cmake --build "$work/build-$name" && cmake --install "$work/build-$name") >"$work/$name.log" 2>&1; then
        tail -n 30 "$work/$name.log" >&2
        fail "$name could not be built; the last lines stand above."
    fi
}

echo "build-sysroot: zlib"
# Debian leaves out zlib's own files for Windows; nothing but its sources is needed.
zlib_sources=()
for name in adler32 compress crc32 deflate gzclose gzlib gzread gzwrite infback inffast inflate inftrees trees \
    uncompr zutil; do
    zlib_sources+=("$work/zlib/$name.c")
done
$triplet-gcc-posix -O2 -shared -o "$part/bin/zlib1.dll" "${zlib_sources[@]}" -Wl,--out-implib,"$part/lib/libz.dll.a"
cp "$work"/zlib/{zlib,zconf}.h "$part/include/"

echo "build-sysroot: SQLite"
# Debian ships SQLite's own tree: the one big source is made here, for the build machine, then compiled for Windows.
mkdir "$work/sqlite"
if ! (cd "$work/sqlite" && ../sqlite3/configure --disable-tcl --disable-readline && make sqlite3.c) \
    >"$work/sqlite.log" 2>&1; then
    tail -n 30 "$work/sqlite.log" >&2
    fail "SQLite's source could not be put together; the last lines stand above."
fi
$triplet-gcc-posix -O2 -shared -o "$part/bin/libsqlite3-0.dll" "$work/sqlite/sqlite3.c" \
    '-DSQLITE_API=__declspec(dllexport)' -DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_FTS5 \
    -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DBSTAT_VTAB -Wl,--out-implib,"$part/lib/libsqlite3.dll.a"
cp "$work/sqlite/sqlite3.h" "$part/include/"

build_library SQLiteCpp "$work/sqlitecpp" -DBUILD_SHARED_LIBS=OFF -DSQLITECPP_INTERNAL_SQLITE=OFF \
    -DSQLITECPP_RUN_CPPLINT=OFF -DSQLITECPP_RUN_CPPCHECK=OFF -DSQLITECPP_USE_STACK_PROTECTION=OFF
build_library uchardet "$work/uchardet" -DBUILD_SHARED_LIBS=ON -DBUILD_BINARY=OFF -DBUILD_STATIC=OFF
build_library GoogleTest /usr/src/googletest -DBUILD_SHARED_LIBS=OFF
for library in zlib sqlite3 sqlitecpp uchardet; do
    cp "$work/$library/debian/copyright" "$part/share/licenses/$library-copyright"
done
rm -rf "$part/lib/pkgconfig" # names the folder it was built in

echo "build-sysroot: the compiler's DLLs"
gcc_dlls=$(dirname "$($triplet-g++-posix -print-file-name=libstdc++-6.dll)")
cp "$gcc_dlls"/{libstdc++-6,libgcc_s_seh-1}.dll /usr/$triplet/lib/libwinpthread-1.dll "$part/bin/"
$triplet-strip --strip-unneeded "$part"/bin/*.dll
mv "$part" "$sysroot"
echo "build-sysroot: done: $sysroot"
