#!/usr/bin/env python3
"""Runs Go's own external tests of the library's packages (package NAME_test, examples among them) with `govm test`.

Usage: go_tests.py GOROOT GOVM [PACKAGE ...]

The files are copied to a scratch folder for the run. What cannot be compiled here (tests that import internal packages, or use
names that only Go's own test files export) is told by file, and the file is left out.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

STDLIB = pathlib.Path(__file__).resolve().parents[2] / "stdlib" / "go"


def run(govm, folder):
    """What `govm test` says about a folder; None if it takes too long."""
    command = [govm, "test", "-v", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout + done.stderr


def package(goroot, govm, path):
    files = sorted((goroot / "src" / path).glob("*_test.go"))
    name = path.rsplit("/", 1)[-1]
    files = [f for f in files if re.search(rf"^package {name}_test$", f.read_text(errors="replace"), re.M)]
    passed, failed, left = 0, [], []
    # A file at a time: one that does not compile must not hide the others.
    for file in files:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            (folder / "go.mod").write_text("module scratch\n\ngo 1.24\n")
            (folder / file.name).write_bytes(file.read_bytes())
            said = run(govm, folder)
        if said is None:
            left.append(f"{file.name}: takes too long")
            continue
        good, bad = re.findall(r"^--- PASS: (\S+)", said, re.M), re.findall(r"^--- FAIL: (\S+)", said, re.M)
        passed += len(good)
        failed += bad
        if not good and not bad:
            lines = [line for line in said.splitlines() if re.search(r"\.go:\d+", line)]
            left.append(f"{file.name}: {(lines or ['has no tests'])[0].strip()}")
    return passed, failed, left


def main():
    goroot, govm = pathlib.Path(sys.argv[1]), sys.argv[2]
    paths = sys.argv[3:] or sorted({str(f.parent.relative_to(STDLIB)) for f in STDLIB.rglob("*.go")})
    total = wrong = 0
    for path in paths:
        passed, failed, left = package(goroot, govm, path)
        total, wrong = total + passed, wrong + len(failed)
        if passed or failed or left:
            print(f"{path}: {passed} passed, {len(failed)} failed: {' '.join(failed)}", flush=True)
        for line in left:
            print(f"    {line}", flush=True)
    print(f"{total} passed, {wrong} failed")


if __name__ == "__main__":
    main()
