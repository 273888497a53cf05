#!/usr/bin/env python3
"""Every text that the window shows goes through tr(): names the ones that do not.

A text is a literal that becomes a QString and holds words (two letters and a blank after them, or any letters where
it is given to what a person reads: a label, a button, a menu). Names of objects, keys of settings, style sheets and
fonts are none. What the engine says in its errors is not the window's.
"""
import pathlib
import re
import sys

LITERAL = r'"((?:[^"\\]|\\.)*)"'
# A phrase that is made a QString without being translated.
PHRASE = re.compile(r"\b(?:QStringLiteral|QLatin1String|QString|QString::fromUtf8|QString::fromLatin1)\(\s*" + LITERAL)
# Any word that is given as it stands to what shows it.
SHOWN = re.compile(
    r"(?:\b(?:setText|setToolTip|setAccessibleName|setAccessibleDescription|setPlaceholderText|setTitle|addTab"
    r"|setWindowTitle|addAction|addMenu|addGroup)\("
    r"|\bnew Q(?:Label|PushButton|CheckBox|RadioButton|ToolButton|GroupBox|Action)\()"
    r"\s*(?:QStringLiteral\(|QLatin1String\(|QString\()?\s*" + LITERAL
)
# Names are the same in every language.
NAMES = {"ConnectorScope"}


def is_phrase(text):
    is_style = "px" in text or "{" in text or re.search(r"[a-z-]+: [^ ]*;", text)
    is_format = text.startswith("yyyy")
    return not is_style and not is_format and re.search(r"[A-Za-z]{2,} ", text) is not None


def is_word(text):
    return re.search(r"[A-Za-z]{2,}", re.sub(r"%\d|\\u[0-9A-Fa-f]{4}", "", text)) is not None


def findings(source):
    """(line, text) of each; comments hold none."""
    bare = re.sub(r'R"css\(.*?\)css"|//[^\n]*', lambda found: re.sub(r"[^\n]", " ", found.group()), source, flags=re.S)
    seen = {}
    for pattern, holds in ((PHRASE, is_phrase), (SHOWN, is_word)):
        for found in pattern.finditer(bare):
            text = found.group(1)
            if text not in NAMES and holds(text):
                seen[bare.count("\n", 0, found.start(1)) + 1] = text
    return sorted(seen.items())


def self_test():
    assert findings('label->setText("Stuck");') == [(1, "Stuck")]
    assert findings('\nx = QStringLiteral("%1 of them ");') == [(2, "%1 of them ")]
    assert findings("new QPushButton(\n    QStringLiteral(\"Undo\"), this)") == [(2, "Undo")]
    assert not findings('label->setText(tr("Stuck")); // "a phrase of a comment"')
    assert not findings('setObjectName(QStringLiteral("stuck"));')
    assert not findings('setStyleSheet(QStringLiteral("padding: 2px; text-align: center;"));')
    assert not findings('label->setText(QStringLiteral("%1 \\u00B7 %2"));')


def main():
    self_test()
    files = [path for folder in ("ui", "app/connectorscope") for path in sorted(pathlib.Path(folder).rglob("*.[hc]*"))]
    count = 0
    for path in files:
        if path.name == "print_fonts.cpp":  # names of fonts
            continue
        for line, text in findings(path.read_text(encoding="utf-8")):
            print(f'{path}:{line}: "{text}" is shown, but does not go through tr()')
            count += 1
    if not files:
        print("words.py: there are no sources of the window")
    return 1 if count or not files else 0


if __name__ == "__main__":
    sys.exit(main())
