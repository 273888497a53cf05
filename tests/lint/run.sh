#!/usr/bin/env bash
# All checks that read the sources: run.sh JOBS [FILE...]   Without files: on all of them. Shows every finding.
set -u
cd "$(dirname "$0")/../.." || exit 1
jobs=$1
shift
failed=0

check() { # NAME COMMAND...
    local name=$1 start=$SECONDS
    shift
    if "$@"; then
        echo "lint: $name: fine ($((SECONDS - start)) s)"
    else
        echo "lint: $name: FAILED"
        failed=1
    fi
}

if [ $# -gt 0 ]; then
    files=("$@")
else
    # A file that was deleted but not yet committed is still listed; it need not be read.
    mapfile -t files < <(git ls-files -co --exclude-standard 2>/dev/null || find . -path ./build -prune -o -type f -print)
    for i in "${!files[@]}"; do [ -f "${files[i]}" ] || unset "files[i]"; done
fi

sources=() scripts=()
for file in "${files[@]}"; do
    case $file in
    *.h | *.cpp) sources+=("$file") ;;
    *.sh | dev | .ci/run) scripts+=("$file") ;;
    esac
done

if [ ${#sources[@]} -gt 0 ]; then
    check "clang-format ('./dev format' mends it)" clang-format-14 --dry-run -Werror "${sources[@]}"
fi
if [ ${#scripts[@]} -gt 0 ]; then check shellcheck shellcheck "${scripts[@]}"; fi
check layers python3 tests/lint/layers.py
check "texts of the window" python3 tests/lint/words.py
if [ ${#sources[@]} -gt 0 ]; then
    tidy=(python3 tests/lint/tidy.py --jobs "$jobs" --database build/lint "${sources[@]}")
    # CI sets this until the sources that are older than the linter's rules are clean. It has not the time for all.
    if [ "${CONNECTORSCOPE_TIDY:-}" = advice ]; then
        "${tidy[@]:0:2}" --seconds 60 "${tidy[@]:2}" || echo "lint: clang-tidy: findings stand above (advice)"
    else
        check clang-tidy "${tidy[@]}"
    fi
fi
exit $failed
