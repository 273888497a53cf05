#!/usr/bin/env bash
# The real window on a screen of its own (Xvfb), under a window manager: opens a demonstration, answers keys, is
# brought forward by a second start, and ends with 0. window_on_display.sh CONNECTORSCOPE CONNECTORCTL
# Ends with 77 where Xvfb, openbox, xdotool or xwd is missing.
set -u
scope=$1
ctl=$2
for tool in Xvfb openbox xdotool xwd; do
    command -v $tool >/dev/null || {
        echo "SKIPPED: $tool is not installed (installer/setup.sh display)"
        exit 77
    }
done

work=$(mktemp -d)
pids=()
cleanup() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
    wait 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT
fail() {
    echo "window_on_display: $*" >&2
    cat "$work"/*.log >&2
    exit 1
}
# eventually COMMAND...: within twenty seconds.
eventually() {
    local i
    for ((i = 0; i < 100; i++)); do
        "$@" && return 0
        sleep 0.2
    done
    return 1
}

# The server chooses a display that is free and writes its number.
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$work/display" >"$work/server.log" 2>&1 &
pids+=($!)
eventually test -s "$work/display" || fail "Xvfb does not start"
DISPLAY=:$(cat "$work/display")
export DISPLAY
export QT_QPA_PLATFORM=xcb XDG_CONFIG_HOME=$work/config XDG_RUNTIME_DIR=$work LC_ALL=C.UTF-8
openbox >"$work/openbox.log" 2>&1 &
pids+=($!)

"$ctl" demo "$work/demo" >"$work/made.log" 2>&1 || fail "no demonstration was made"
"$scope" --site "$work/demo/site.toml" >"$work/window.log" 2>&1 &
program=$!
pids+=("$program")

window() { xdotool search --onlyvisible --name 'ConnectorScope$' 2>/dev/null | head -n 1; }
is_there() { [ -n "$(window)" ]; }
is_named_as_its_site() { xdotool getwindowname "$(window)" 2>/dev/null | grep -q '^Contoso'; }
is_active() { [ "$(xdotool getactivewindow 2>/dev/null)" = "$id" ]; }
is_not_active() { ! is_active; }
eventually is_there || fail "no window appears"
eventually is_named_as_its_site || fail "the window does not open its site"
id=$(window)
xdotool windowactivate "$id"
eventually is_active || fail "the window does not become the active one"

# picture NAME: what is seen of the window, as a file.
picture() { xwd -silent -id "$id" -out "$work/$1.xwd" 2>>"$work/pictures.log"; }
# shows_another NAME BEFORE: the window does not look as before.
shows_another() { picture "$1" && ! cmp -s "$work/$1.xwd" "$work/$2.xwd"; }
sleep 3 # the first look at the folders
picture overview || fail "no picture can be taken"
[ "$(od -An -v -tx4 "$work/overview.xwd" | tr -s ' ' '\n' | sort -u | head -n 500 | wc -l)" -gt 50 ] ||
    fail "the window is empty"
xdotool key --window "$id" ctrl+2
eventually shows_another messages overview || fail "Ctrl+2 shows no other page"
xdotool key --window "$id" ctrl+3
eventually shows_another runs messages || fail "Ctrl+3 shows no other page"

xdotool windowminimize "$id"
eventually is_not_active || fail "the window cannot be minimised"
timeout 20 "$scope" --site "$work/demo/site.toml" >"$work/second.log" 2>&1 || fail "the second start ends with $?"
eventually is_active || fail "the second start does not bring the window forward"

xdotool key --window "$id" ctrl+q
ended() { ! kill -0 "$program" 2>/dev/null; }
eventually ended || fail "Ctrl+Q does not end the program"
wait "$program"
status=$?
[ $status = 0 ] || fail "the program ended with $status"
echo "the window opens, answers keys, comes forward and ends"
