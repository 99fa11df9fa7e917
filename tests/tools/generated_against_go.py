#!/usr/bin/env python3
"""Compares what generated programs did with what Go makes of them.

    GOVM_GENERATED=500 GOVM_GENERATED_DIR=DIR cargo test --release -p govm-tests --test generated
    tests/tools/generated_against_go.py DIR

Each folder p<seed> of DIR holds main.go and what it did: stdout, stderr, message, status. Go is needed on the PATH. Programs that differ are
named, with the first line that does; the exit status is 1 if there are any.
"""

import pathlib
import re
import subprocess
import sys


def text(data):
    """Output as the tests write it: bytes that are no UTF-8 are escaped."""
    return data.decode("utf-8", "backslashreplace").replace("\r", "\r")


def difference(what, ours, theirs):
    if ours == theirs:
        return None
    ours, theirs = ours.split("\n"), theirs.split("\n")
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    line = lambda lines: repr(lines[at]) if at < len(lines) else "the end"
    return f"{what}, line {at + 1}: {line(ours)}, Go has {line(theirs)}"


def compare(folder, binary):
    try:
        run = subprocess.run([binary], capture_output=True, timeout=20)
    except subprocess.TimeoutExpired:
        return "Go does not end"
    read = lambda name: (folder / name).read_text(errors="surrogateescape")
    stderr, message = text(run.stderr), read("message")
    wrong = difference("status", read("status"), str(run.returncode)) or difference("output", read("stdout"), text(run.stdout))
    if wrong:
        return wrong
    ours = read("stderr")
    if not message or int(read("status")) != 2:
        return difference("standard error", ours, stderr)
    # Behind what the program wrote stands why it ended, then places and addresses. A message is text: what is none in it is replaced.
    wrong = difference("standard error", ours, stderr[: len(ours)])
    message = message.split("\n[signal")[0]
    # Go 1.25 tells in one line of a value that was recovered and thrown again.
    theirs = run.stderr.decode("utf-8", "replace")
    theirs = re.sub(r"panic: (.*) \[recovered, repanicked\]", r"panic: \1 [recovered]\n\tpanic: \1", theirs)
    if wrong or message in theirs:
        return wrong
    return difference("message", message, stderr[len(ours) :])


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    folders = sorted((p for p in root.iterdir() if (p / "main.go").exists()), key=lambda p: int(p.name[1:]))
    (root / "go.mod").write_text("module generated\n\ngo 1.24\n")
    (root / "bin").mkdir(exist_ok=True)
    build = subprocess.run(["go", "build", "-o", "bin/", "./..."], cwd=root, capture_output=True, text=True)
    if build.returncode:
        print(build.stdout + build.stderr)
        # Those that are refused keep none of the others from being built.
        for folder in folders:
            subprocess.run(["go", "build", "-o", "bin/", f"./{folder.name}"], cwd=root, capture_output=True)
    bad = 0
    for folder in folders:
        binary = root / "bin" / folder.name
        wrong = compare(folder, binary) if binary.exists() else "Go refuses it"
        if wrong:
            bad += 1
            print(f"{folder.name}: {wrong}")
    print(f"{bad} of {len(folders)} programs differ")
    sys.exit(bad != 0)


if __name__ == "__main__":
    main()
