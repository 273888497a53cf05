#!/usr/bin/env bash
# Runs a Windows program under Wine: wine-run.sh PROGRAM.exe [ARGUMENT...]
# CMake's emulator of the Windows build, so that ctest runs the tests. The first call makes a Wine prefix of the
# project's own in build/wine.
set -u
project=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
wine=/usr/lib/wine/wine64
wineserver=/usr/lib/wine/wineserver64
if [ ! -x $wine ]; then
    echo "wine-run.sh: Wine is not installed (Debian's package wine64); './dev setup' installs it." >&2
    exit 127
fi

export WINEPREFIX=${WINEPREFIX:-$project/build/wine}
export WINEPATH=${CONNECTORSCOPE_SYSROOT:-$project/build/sysroot}/bin
export WINEARCH=win64
export WINEDEBUG=${WINEDEBUG:--all}
# No offers to download .NET or a browser, and no debugger: it would end a program that crashed with status 0.
export WINEDLLOVERRIDES="mscoree,mshtml,winedbg.exe="
export HOME=${HOME:-$project/build}       # Wine wants one

if [ ! -f "$WINEPREFIX/.ready" ]; then
    mkdir -p "$WINEPREFIX"
    (
        flock 9
        [ -f "$WINEPREFIX/.ready" ] && exit 0
        # Without the lock's descriptor: Wine's server would keep the lock for as long as it lives.
        $wine wineboot -i </dev/null >"$WINEPREFIX/setup.log" 2>&1 9>&- &&
            $wine winecfg -v win10 </dev/null >>"$WINEPREFIX/setup.log" 2>&1 9>&- &&
            touch "$WINEPREFIX/.ready"
    ) 9>"$WINEPREFIX/.lock" || {
        echo "wine-run.sh: Wine could not make its prefix; see $WINEPREFIX/setup.log" >&2
        exit 127
    }
fi

# Wine's server stays for a minute after the last program, so that the next one starts in a tenth of a second. It is
# started here with its output closed: it would else hold a test's output open, and ctest would wait for its end.
timeout 0.05 $wineserver -w 2>/dev/null
if [ $? != 124 ]; then
    $wineserver -p60 </dev/null >/dev/null 2>&1
    $wine cmd /c exit </dev/null >/dev/null 2>&1
fi
exec $wine "$@"
