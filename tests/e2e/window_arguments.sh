#!/usr/bin/env bash
# What the window's program answers to its arguments, without a display where it needs none.
#   window_arguments.sh CONNECTORSCOPE
set -euo pipefail
program=$1

unset DISPLAY WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb
help=$("$program" --help)
grep -q -e '--demo' <<<"$help"
version=$("$program" --version)
grep -q '^ConnectorScope [0-9]' <<<"$version"

export QT_QPA_PLATFORM=offscreen
# Joined letters are understood only when all arguments are read.
version=$(timeout 20 "$program" -vh)
grep -q '^ConnectorScope [0-9]' <<<"$version"
for arguments in '--site x --demo' '--nonsense'; do
    status=0
    # shellcheck disable=SC2086 # several words
    said=$("$program" $arguments 2>&1) || status=$?
    [ "$status" = 2 ] || { echo "$arguments: exit status $status"; exit 1; }
    grep -q '^connectorscope: ' <<<"$said"
done
