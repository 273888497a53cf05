"""Checks that each layer includes only what stands below it (the linker sees calls, not headers).

A layer may include itself and the layers listed for it. `core` never includes Qt, `ui` nothing of the programs;
programs and tests may include every layer.
"""

import pathlib
import re
import subprocess
import sys

# In the order in which a message passes. A step may use every step before it.
CORE_STEPS = ["base", "site", "message", "diagnosis", "watch", "index", "pipeline", "doctor", "report", "demo"]
# The window: each may use what stands before it; pages do not know each other, only the window knows them.
UI_LAYERS = ["print", "theme", "engine", "acting", "overview", "messages", "detail", "runs", "report", "window"]
UI_PAGES = {"overview", "messages", "detail", "runs", "report"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')
QT_HEADER = re.compile(r"^(Q[A-Z]\w*|Qt\w+/.*|q[a-z]+\.h)$")


def sources():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.h", "*.cpp"],
                            capture_output=True, text=True)
    paths = listed.stdout.splitlines() if listed.returncode == 0 else [
        str(p) for top in ("app", "core", "ui", "tests") for p in pathlib.Path(top).rglob("*.[hc]*")]
    return [p for p in map(pathlib.Path, paths) if p.suffix in (".h", ".cpp") and p.exists()]


def fault(path, quote, header):
    """The rule that this include breaks, or None."""
    if path.parts[0] == "core":
        if QT_HEADER.match(header):
            return "core includes no Qt"
        if quote == '"':
            target = header.split("/")
            if target[0] != "core":
                return "core includes only core, from the root of the project"
            if CORE_STEPS.index(target[1]) > CORE_STEPS.index(path.parts[1]):
                return f"core/{path.parts[1]} comes before core/{target[1]} and cannot know it"
    elif path.parts[0] == "ui" and quote == '"' and not header.startswith("tests/"):
        target = header.split("/")
        if target[0] not in ("core", "ui"):
            return "ui includes only core and ui, from the root of the project"
        if target[0] == "ui":
            if UI_LAYERS.index(target[1]) > UI_LAYERS.index(path.parts[1]):
                return f"ui/{path.parts[1]} comes before ui/{target[1]} and cannot know it"
            if {target[1], path.parts[1]} <= UI_PAGES and target[1] != path.parts[1]:
                return f"ui/{path.parts[1]} and ui/{target[1]} are pages; the window connects them"
    elif path.parts[0] in ("app", "ui") and quote == '"' and header.startswith("tests/"):
        return "programs do not include tests"
    if path.parts[:2] == ("app", "connectorctl") and header.startswith("ui/") and not header.startswith("ui/print/"):
        return "connectorctl knows ui/print alone: it links no Widgets"
    if path.suffix == ".h" and header == "iostream":
        return "headers include <iosfwd> or <ostream>, not <iostream>"
    return None


def main():
    failed = False
    for path in sources():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            match = INCLUDE.match(line)
            broken = fault(path, *match.groups()) if match else None
            if not broken and "/usr/include" in line:
                broken = "nothing of the project names /usr/include"
            if broken:
                print(f"{path}:{number}: {line.strip()}: {broken}")
                failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main())
