#!/usr/bin/env python3
"""Writes stdlib/tests/api.txt: the exported names of Go's packages that the library has, a line for each package.

Usage: api_names.py GOROOT

GOROOT is the tree of the release that the library follows. Methods are Type.Method; fields are left out.
"""

import pathlib
import re
import sys

STDLIB = pathlib.Path(__file__).resolve().parents[2] / "stdlib"

FUNC = re.compile(r"func ([A-Z]\w*)")
METHOD = re.compile(r"func \((?:\w+ )?\*?([A-Z]\w*)(?:\[[^\]]*\])?\) ([A-Z]\w*)")
SINGLE = re.compile(r"(?:type|var|const) ([A-Z]\w*)")
GROUPED = re.compile(r"\t([A-Z]\w*(?:, [A-Z]\w*)*)(?: |$)")


def names(folder):
    """The exported names that the files of a package declare."""
    found = set()
    for file in sorted(folder.glob("*.go")):
        text = file.read_text(errors="replace")
        if file.name.endswith("_test.go") or "\npackage main\n" in text or "//go:build ignore" in text:
            continue
        group = False
        for line in text.splitlines():
            if line in ("type (", "var (", "const ("):
                group = True
            elif line.startswith(")"):
                group = False
            elif group and (match := GROUPED.match(line)):
                found.update(match[1].split(", "))
            elif match := METHOD.match(line):
                found.add(f"{match[1]}.{match[2]}")
            elif match := FUNC.match(line) or SINGLE.match(line):
                found.add(match[1])
    return found


def main():
    goroot = pathlib.Path(sys.argv[1])
    folders = sorted({f.parent for f in (STDLIB / "go").rglob("*.go")})
    lines = []
    for folder in folders:
        path = folder.relative_to(STDLIB / "go")
        there = goroot / "src" / path
        if there.is_dir():
            lines.append(" ".join([str(path), *sorted(names(there))]))
    (STDLIB / "tests/api.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
