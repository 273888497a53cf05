#!/usr/bin/env bash
# Unpacks the packages in a folder and tries the programs of each: check-packages.sh FOLDER
# Those of the zip run under Wine with the DLLs that lie beside them and no others; the window opens offscreen.
set -u
folder=$1
here=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "check-packages: $*" >&2
    exit 1
}

# try NAME PROGRAM...: it knows its version, makes its demonstration and finds something in it.
try() {
    local name=$1 status
    shift
    "$@" --version >"$work/version" 2>&1 || fail "the program of $name does not start: $(cat "$work/version")"
    rm -rf "$work/demo"
    (cd "$work" && "$@" demo demo >"$work/made" 2>&1) || fail "$name makes no demonstration: $(cat "$work/made")"
    (cd "$work" && "$@" diagnose --site demo/site.toml >"$work/diagnose" 2>&1)
    status=$?
    [ $status = 1 ] || fail "the program of $name ended with $status on its own demonstration"
    echo "$name: $(head -n 1 "$work/version" | tr -d '\r')"
}

# window NAME PROGRAM...: it opens its demonstration, and is still there after some seconds.
window() {
    local name=$1 status
    shift
    mkdir -p "$work/tmp"
    (cd "$work" && TMPDIR="$work/tmp" QT_QPA_PLATFORM=offscreen timeout 15 "$@" --demo >"$work/window" 2>&1)
    status=$?
    [ $status = 124 ] || fail "the window of $name ended with $status: $(cat "$work/window")"
    echo "$name: the window opens"
}

for package in "$folder"/*.deb; do
    [ -f "$package" ] || fail "there is no Debian package in $folder"
    dpkg-deb -x "$package" "$work/deb" || fail "$package cannot be unpacked"
    try "$package" "$work/deb/usr/bin/connectorctl"
    window "$package" "$work/deb/usr/bin/connectorscope"
    for file in man/man1/connectorctl.1.gz man/man1/connectorscope.1.gz applications/connectorscope.desktop \
        icons/hicolor/scalable/apps/connectorscope.svg icons/hicolor/48x48/apps/connectorscope.png \
        bash-completion/completions/connectorctl \
        zsh/vendor-completions/_connectorctl fish/vendor_completions.d/connectorctl.fish; do
        [ -s "$work/deb/usr/share/$file" ] || fail "$package holds no /usr/share/$file"
    done
done
for package in "$folder"/*.zip; do
    [ -f "$package" ] || continue
    (cd "$work" && cmake -E tar xf "$package") || fail "$package cannot be unpacked"
    for program in "$work"/*/connectorctl.exe; do
        CONNECTORSCOPE_SYSROOT=/nonexistent try "$package" "$here/windows/wine-run.sh" "$program"
    done
    for program in "$work"/*/connectorscope.exe; do
        CONNECTORSCOPE_SYSROOT=/nonexistent window "$package" "$here/windows/wine-run.sh" "$program"
    done
done
