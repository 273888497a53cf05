#!/usr/bin/env bash
# Unpacks the packages in a folder and tries the program of each: check-packages.sh FOLDER
# The zip's program runs under Wine with the DLLs that lie beside it and no others.
set -u
folder=$1
here=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "check-packages: $*" >&2
    exit 1
}

# try NAME PROGRAM DEMONSTRATION: it knows its version and finds something in the demonstration messages.
try() {
    local name=$1 status
    shift
    "${@:1:$#-1}" --version >"$work/version" 2>&1 || fail "the program of $name does not start: $(cat "$work/version")"
    "${@:1:$#-1}" diagnose "${@: -1}" >"$work/diagnose" 2>&1
    status=$?
    [ $status = 1 ] || fail "the program of $name ended with $status on its own demonstration messages"
    echo "$name: $(head -n 1 "$work/version" | tr -d '\r')"
}

for package in "$folder"/*.deb; do
    [ -f "$package" ] || fail "there is no Debian package in $folder"
    dpkg-deb -x "$package" "$work/deb" || fail "$package cannot be unpacked"
    try "$package" "$work/deb/usr/bin/connectorctl" "$work/deb/usr/share/doc/connectorscope/examples/demo"
    for file in man/man1/connectorctl.1.gz bash-completion/completions/connectorctl \
        zsh/vendor-completions/_connectorctl fish/vendor_completions.d/connectorctl.fish; do
        [ -s "$work/deb/usr/share/$file" ] || fail "$package holds no /usr/share/$file"
    done
done
for package in "$folder"/*.zip; do
    [ -f "$package" ] || continue
    (cd "$work" && cmake -E tar xf "$package") || fail "$package cannot be unpacked"
    for program in "$work"/*/connectorctl.exe; do
        CONNECTORSCOPE_SYSROOT=/nonexistent try "$package" "$here/windows/wine-run.sh" "$program" \
            "$(dirname "$program")/demo"
    done
done
