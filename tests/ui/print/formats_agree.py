"""Reads a report back from every format, with readers that are not ours, and compares what it says.

formats_agree.py PROGRAM FOLDER SCHEMA LANGUAGE: PROGRAM writes the files (tests/ui/print/report_samples.cpp).
"""

import csv
import json
import pathlib
import re
import subprocess
import sys

import html5lib
import jsonschema


def squeeze(text):
    """Without blanks: where lines break is up to each format."""
    return re.sub(r"\s+", "", text)


def text_of(element):
    """What a person reads; of a picture, nothing."""
    if element.tag == "svg":
        return ""
    return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)


def tables_of(tree):
    """All tables with figures: key -> rows of texts."""
    return {table.get("data-table"): [[text_of(cell).strip() for cell in row]
                                      for row in table.find("tbody").iter("tr")]
            for table in tree.iter("table") if table.get("data-table")}


def number(text):
    """A whole number as it is written for people; None for other text."""
    grouped = re.fullmatch(r"-?[0-9]{1,3}([,.][0-9]{3})*", text)
    return re.sub("[,.]", "", text) if grouped else None


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def main(program, folder, schema, language):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, str(folder), language], check=True)
    stem = "Contoso-2026-11-23"
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        (folder / f"{stem}.html").read_text(encoding="utf-8"))
    report = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))).validate(report)
    pdf = squeeze(subprocess.run(["pdftotext", "-raw", str(folder / f"{stem}.pdf"), "-"],
                                 check=True, capture_output=True).stdout.decode())
    plain = squeeze((folder / "report.txt").read_text(encoding="utf-8"))
    wrong = []
    cells = 0
    for key, rows in tables_of(tree).items():
        values = rows_of(folder / f"{stem}-{key}.csv")
        if len(values) != len(rows):
            wrong.append(f"{key}: {len(rows)} rows in HTML, {len(values)} in CSV")
        for row, line in zip(rows, values):
            for text, value in zip(row, line):
                cells += 1
                if number(text) is not None and number(text) != value:
                    wrong.append(f"{key}: HTML says {text}, CSV {value}")
            # A whole row, so that no figure can be another's.
            for name, other in (("PDF", pdf), ("text", plain)):
                if squeeze("".join(row)) not in other:
                    wrong.append(f"{key}: the {name} has no row {row}")
    for paragraph in [*tree.iter("p"), *tree.iter("h1"), *tree.iter("h2"), *tree.iter("pre")]:
        if squeeze(text_of(paragraph)) not in pdf:
            wrong.append(f"the PDF lacks {text_of(paragraph)}")
    figures = {row["figure"]: row["today"] for row in report["figures"]}
    for line in rows_of(folder / f"{stem}-figures.csv"):
        if str(figures[line[0]]) != line[1]:
            wrong.append(f"JSON says {figures[line[0]]}, CSV {line}")
    if cells < 400:
        wrong.append(f"only {cells} cells were compared")
    print("\n".join(wrong) or f"{cells} cells are equal in HTML, PDF, CSV and text")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
