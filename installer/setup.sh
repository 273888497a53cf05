#!/usr/bin/env bash
# Installs the Debian packages that a task needs: setup.sh GROUP...   Groups: see below
# Does nothing, within a moment, when all are there. Needs root or sudo only when one is missing.
set -u

declare -A packages=(
    [run]="g++ cmake ninja-build pkg-config libexpected-dev libcli11-dev nlohmann-json3-dev libspdlog-dev
        libfmt-dev libxxhash-dev libssl-dev libtomlplusplus-dev libuchardet-dev libsqlitecpp-dev libsqlite3-dev
        zlib1g-dev libkainjow-mustache-dev fonts-inter qt6-base-dev qt6-base-dev-tools"
    [test]="ccache libgtest-dev libgmock-dev libgmime-3.0-dev python3 python3-html5lib python3-jsonschema poppler-utils
        fonts-dejavu-core"
    [display]="xvfb openbox xdotool x11-apps"
    [screenshots]="fonts-inter fonts-jetbrains-mono fonts-noto-cjk chromium"
    [lint]="clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev libbenchmark-dev shellcheck python3"
    [fuzz]="clang-14 libclang-rt-14-dev"
    [bench]="libbenchmark-dev libgmime-3.0-dev python3"
    [windows]="g++-mingw-w64-x86-64-posix lld wine64 xz-utils"
    [sysroot]="googletest dpkg-dev libxxhash-dev make gcc"
    [package]="dpkg-dev file"
)

say() { printf '%s\n' "$*" >&2; }

wanted=()
for group in "$@"; do
    if [ -z "${packages[$group]-}" ]; then
        say "setup: there is no group of packages named '$group'; there are: ${!packages[*]}"
        exit 2
    fi
    read -ra names -d '' <<<"${packages[$group]}"
    wanted+=("${names[@]}")
done

if ! command -v dpkg-query >/dev/null; then
    say "setup: this is no Debian system, so packages cannot be installed for you. What is needed is called on"
    say "  Debian 12: ${wanted[*]}"
    say "Install your system's counterparts and use CMake directly: cmake --preset dev"
    exit 1
fi

installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null)
missing=()
for package in "${wanted[@]}"; do
    grep -qxF "$package installed" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit 0

install=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
as_root=()
if [ "$(id -u)" != 0 ]; then
    as_root=(sudo)
    [ -t 0 ] || as_root=(sudo -n) # nobody is there to type a password
    if ! command -v sudo >/dev/null || ! { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        say "setup: no rights to install packages. Run this as root and start again:"
        say "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
        exit 1
    fi
fi

say "Installing ${#missing[@]} packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "${as_root[@]}" "${install[@]}" update </dev/null >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    say "setup: the lists of packages could not be fetched (apt-get update). Is there a network?"
    say "Trying with the lists that are there."
fi
if ! "${as_root[@]}" "${install[@]}" install --no-install-recommends "${missing[@]}" </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "setup: apt-get could not install the packages; its last lines stand above. The names are Debian 12's."
    exit 1
fi
