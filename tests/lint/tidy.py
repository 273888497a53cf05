"""Runs clang-tidy on translation units, several at once, and remembers which were clean.

With --seconds it begins no further unit after that time, and says how many were left: those that changed last come
first. A unit is checked again only when something it is made of changed: its text, a header of the project that it
includes, its compile command, the configuration, clang-tidy itself or the libraries' headers.
Headers named on the command line are checked through the units that include them.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FINDING = re.compile(r"^(?=\S+:\d+:\d+: (?:warning|error): )", re.MULTILINE)
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
TIDY = "clang-tidy-14"


def project_headers(source, known):
    """The headers of the project that `source` includes, directly or not, and the source itself."""
    seen, waiting = {source}, [source]
    while waiting:
        path = waiting.pop()
        if path not in known:
            known[path] = [ROOT / os.fsdecode(name) for name in INCLUDE.findall(path.read_bytes())]
        for header in known[path]:
            if header not in seen and header.exists():
                seen.add(header)
                waiting.append(header)
    return seen


def environment_key():
    """What every unit depends on: the configuration, the tool and the installed libraries."""
    digest = hashlib.sha256()
    for config in sorted(ROOT.glob(".clang-tidy")) + sorted(ROOT.glob("*/**/.clang-tidy")):
        digest.update(config.read_bytes())
    digest.update(subprocess.run([TIDY, "--version"], capture_output=True).stdout)
    digest.update(subprocess.run(["dpkg-query", "-W", "*-dev"], capture_output=True).stdout)
    return digest.digest()


def unit_key(environment, entry, parts):
    digest = hashlib.sha256(environment)
    command = entry.get("command") or " ".join(entry["arguments"])
    digest.update(command.replace(str(ROOT), "").encode())
    for path in sorted(parts):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def newest_first(units):
    """In the order in which they were changed last, as far as git knows."""
    log = subprocess.run(["git", "log", "-n", "500", "--format=", "--name-only"], cwd=ROOT, capture_output=True, text=True)
    order = {}
    for name in log.stdout.splitlines():
        order.setdefault(ROOT / name, len(order))
    return sorted(units, key=lambda unit: (order.get(unit, len(order)), unit))


def check(unit, database, end):
    """clang-tidy's findings for one unit; empty when there are none, None when there was no time for it."""
    if time.monotonic() > end:
        return None
    done = subprocess.run([TIDY, "--quiet", "-p", str(database), str(unit)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        return ""
    return done.stdout.strip() or done.stderr.strip() or f"{TIDY} failed on {unit}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments.add_argument("--seconds", type=int)
    arguments.add_argument("--database", type=pathlib.Path, required=True)
    arguments.add_argument("files", nargs="+", type=pathlib.Path)
    options = arguments.parse_args()

    entries = {pathlib.Path(entry["directory"], entry["file"]).resolve(): entry
               for entry in json.loads((options.database / "compile_commands.json").read_text())}
    wanted = {(ROOT / file).resolve() for file in options.files}
    clean = options.database / "tidy"
    clean.mkdir(exist_ok=True)
    environment, known = environment_key(), {}

    waiting = {}
    for unit, entry in entries.items():
        if ROOT not in unit.parents or not unit.exists():
            continue
        parts = project_headers(unit, known)
        if wanted & parts:
            stamp = clean / unit_key(environment, entry, parts)
            if not stamp.exists():
                waiting[unit] = stamp

    failed, left, shown = 0, 0, set()
    end = time.monotonic() + options.seconds if options.seconds else float("inf")
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        running = {pool.submit(check, unit, options.database, end): unit for unit in newest_first(waiting)}
        for done in concurrent.futures.as_completed(running):
            if done.result() is None:
                left += 1
            elif done.result():
                failed += 1
                for finding in FINDING.split(done.result()):
                    if finding.strip() and finding not in shown: # a header's is found by each unit that includes it
                        shown.add(finding)
                        print(finding.rstrip(), flush=True)
            else:
                waiting[running[done]].touch()
    print(f"clang-tidy: {len(waiting) - left} files checked, {failed} with findings")
    if left:
        print(f"clang-tidy: no time for {left} more; './dev lint' checks all")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
