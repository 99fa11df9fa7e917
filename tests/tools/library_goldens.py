#!/usr/bin/env python3
"""Writes what Go prints for the library's test programs: stdlib/tests/programs/NAME.go -> NAME.expected.

Usage: library_goldens.py [--source GOROOT] [NAME ...]

The library follows Go 1.24. With a newer `go` command, --source names the tree of that release: the packages that changed what they
print since then are taken from there.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

# Files and folders of packages whose results differ between releases.
FOLLOWED = ["unicode/tables.go", "encoding/json", "regexp", "regexp/syntax"]

PROGRAMS = pathlib.Path(__file__).resolve().parents[2] / "stdlib/tests/programs"


def sources(path):
    """The Go files at a path, by name, tests left out."""
    files = path.glob("*.go") if path.is_dir() else [path]
    return {f.name: str(f) for f in files if not f.name.endswith("_test.go")}


def overlay(source):
    """The replacements that make the go command use the packages of another release."""
    goroot = pathlib.Path(subprocess.check_output(["go", "env", "GOROOT"], text=True).strip())
    replaced = {}
    for name in FOLLOWED:
        place, there = goroot / "src" / name, sources(source / "src" / name)
        folder = place if place.is_dir() else place.parent
        for file in sources(place).keys() | there.keys():
            replaced[str(folder / file)] = there.get(file, "")
    return {"Replace": replaced}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    names = args.names or sorted(p.stem for p in PROGRAMS.glob("*.go"))
    with tempfile.TemporaryDirectory() as scratch:
        command = ["go", "run"]
        if args.source:
            path = pathlib.Path(scratch) / "overlay.json"
            path.write_text(json.dumps(overlay(args.source)))
            command += ["-overlay", str(path)]
        for name in names:
            done = subprocess.run(command + [str(PROGRAMS / f"{name}.go")], capture_output=True, stdin=subprocess.DEVNULL, check=False)
            # A program that ends by os.Exit has the status as its last line, as a run of the library's tests tells it.
            ended = done.stderr.splitlines()[-1:] if b"goroutine " not in done.stderr else []
            status = b"".join(line + b"\n" for line in ended if line.startswith(b"exit status"))
            (PROGRAMS / f"{name}.expected").write_bytes(done.stdout + status)
            print(name, done.stdout.count(b"\n"), "lines")


if __name__ == "__main__":
    main()
