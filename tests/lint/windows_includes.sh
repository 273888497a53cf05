#!/usr/bin/env bash
# Fails when a file of the Windows build read a header of the build machine: windows_includes.sh BUILD-FOLDER
set -u
strangers=$(ninja -C "$1" -t deps | grep -E '^ +/usr/include/' | sort -u)
if [ -n "$strangers" ]; then
    echo "The Windows build read headers of this machine; they belong in the sysroot:"
    head -n 20 <<<"$strangers"
    exit 1
fi
