#!/usr/bin/env python3
"""Makes the expected outputs of the library's test programs with Go itself, which must be on the PATH.

    tests/tools/library_goldens.py NAME...

For each NAME the program stdlib/tests/programs/NAME.go is run, and what it prints becomes NAME.expected.
"""

import pathlib
import subprocess
import sys

PROGRAMS = pathlib.Path(__file__).resolve().parents[2] / "stdlib" / "tests" / "programs"

for name in sys.argv[1:]:
    done = subprocess.run(["go", "run", f"{name}.go"], cwd=PROGRAMS, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{name}: {done.stderr.decode()}")
    (PROGRAMS / f"{name}.expected").write_bytes(done.stdout)
    print(name, done.stdout.count(b"\n"), "lines")
