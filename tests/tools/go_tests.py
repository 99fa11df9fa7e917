#!/usr/bin/env python3
"""Runs Go's own external tests and examples of the library's packages (package NAME_test) with `govm test`.

Usage: go_tests.py GOROOT GOVM [--reasons] [PACKAGE ...]

The files are copied to a scratch folder for the run. A declaration that does not compile is left out, with those that use it, and so is
a test that does not end; what a test says when it fails is its reason. A test or example counts as one that needs what is excluded if
it does not compile for an import or a name that the library does not have, or is named in EXCLUDED; all others count, whether they
compile or not. The last line is the figure: passed of counted. With --reasons every test that was left out is listed too.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
STDLIB = ROOT / "stdlib" / "go"

# Tests that compile and need what does not exist here, and what that is.
EXCLUDED = {
    **dict.fromkeys(
        (
            f"time.{name}"
            for name in (
                "ExampleDate ExampleTime_Format ExampleParse ExampleParseInLocation ExampleLoadLocation ExampleTime_AddDate TestFormat TestParse"
                " TestParseInLocation TestFormatFractionalSecondSeparators TestUnix TestUnixNano TestDate TestTimeJSON TestMarshalBinaryVersion2"
            ).split()
        ),
        "zones that only the system knows",
    ),
    **dict.fromkeys(
        (
            f"reflect.{name}"
            for name in (
                "TestArrayOf TestArrayOfGC TestArrayOfAlg TestArrayOfGenericAlg TestSliceOf TestSliceOfGC TestMapOf TestMapOfGCKeys"
                " TestMapOfGCBigKey TestMapOfGCValues TestMapOfKeyUpdate TestPtrToGC"
            ).split()
        ),
        "types that the program does not have",
    ),
    **dict.fromkeys(("reflect.TestImportPath", "reflect.TestMethodPkgPath", "reflect.TestIssue50208"), "the import path of Go's own tests"),
    "reflect.TestConvertNaNs": "NaNs with a payload: there is one NaN",
    **dict.fromkeys(("io.TestMultiWriter_WriteStringSingleAlloc", "testing.TestAllocsPerRun"), "counts of allocations"),
    **dict.fromkeys(
        ("bytes.TestRepeatCatchesOverflow", "strings.TestRepeatCatchesOverflow", "slices.TestConcat_too_large", "slices.TestRepeat"),
        "more memory than a machine has: here that ends the program",
    ),
}

# What the compiler says of what the library leaves out: packages, names and methods.
ABSENT = re.compile(
    r"(is not in std|does not exist|not deterministic|cannot be imported|undefined: \w+\.\w+$"
    r"|undefined \((type|interface) .* has no (field or )?method|unknown field)"
)

# Longest time of a package's tests, in seconds.
TIME = 120


class Declaration:
    """Lines of a file that hold one top-level declaration, or one line of a group."""

    def __init__(self, file, start, end, text):
        self.file, self.start, self.end = file, start, end
        names = re.match(r"(?:func (?:\([^)]*\) )?|type |var |const |\t)([\w, ]+)", text)
        self.names = [n.strip().split(" ")[0] for n in names.group(1).split(",")] if names else []
        self.kind = text.split(" ", 1)[0].split("\t", 1)[0]
        self.text = text


def depths(text):
    """The depth of brackets at the start of each line; None inside of a literal or comment of several lines."""
    found, depth, i, line_state = [0], 0, 0, None
    while i < len(text):
        c = text[i]
        if c == "\n":
            found.append(depth)
        elif text.startswith("//", i):
            i = text.find("\n", i)
            if i < 0:
                break
            continue
        elif text.startswith("/*", i) or c == "`":
            end = text.find("*/" if c == "/" else "`", i + 1)
            end = len(text) if end < 0 else end
            found += [None] * text.count("\n", i, end)
            i = end + (1 if c == "/" else 0)
        elif c in "\"'":
            i += 1
            while i < len(text) and text[i] not in (c, "\n"):
                i += 2 if text[i] == "\\" else 1
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        i += 1
    return found


def declarations(file, text):
    lines, at = text.split("\n"), depths(text)
    found, i = [], 0
    while i < len(lines):
        if at[i] != 0 or not re.match(r"(func|type|var|const|import)\b", lines[i]):
            i += 1
            continue
        end = i + 1
        while end < len(lines) and at[end] != 0:
            end += 1
        if re.match(r"(type|var|import|const) \($", lines[i]):
            start = i + 1
            while start < end - 1:
                stop = start + 1
                while stop < end - 1 and at[stop] != 1:
                    stop += 1
                found.append(Declaration(file, start, stop, "\n".join(lines[start:stop])))
                start = stop
        else:
            found.append(Declaration(file, i, end, "\n".join(lines[i:end])))
        i = end
    return found


def run(govm, folder):
    """What `govm test` says about a folder, and whether it ended."""
    command = ["timeout", str(TIME), govm, "test", "-v", str(folder)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False
    )
    return done.stdout, done.returncode != 124


def is_item(declaration):
    return re.match(r"func (Test(?![a-z])\w*\(\w+ \*testing\.T\)|Example(?![a-z])\w*\(\))", declaration.text)


def item_names(decls):
    found = []
    for d in decls:
        if not is_item(d) or d.names[0] == "TestMain":
            continue
        if d.names[0].startswith("Example") and not re.search(r"//\s*(unordered )?output:", d.text, re.I):
            continue
        found.append(d.names[0])
    return found


def why(reasons, message):
    """The reason behind a message: that of what it misses."""
    missing = re.search(r"undefined: (\w+)$", message)
    for _ in range(20):
        if not missing or missing.group(1) not in reasons:
            break
        message = reasons[missing.group(1)]
        missing = re.search(r"undefined: (\w+)$", message)
    return message


def package(goroot, govm, path):
    """Passed and failed tests, those left out with reasons."""
    name = [part for part in path.split("/") if part != "v2"][-1]
    files = {}
    for file in sorted((goroot / "src" / path).glob("*_test.go")):
        text = file.read_text(errors="surrogateescape")
        if re.search(rf"^package {name}_test$", text, re.M) and not re.search(r"^//go:build .*(ignore|!amd64)", text, re.M):
            files[file.name] = text
    decls = [d for file, text in files.items() for d in declarations(file, text)]
    total, reasons, gone = item_names(decls), {}, set()
    said, ended = "", True
    # Functions without a body are linked to some that Go's own packages hide.
    for d in decls:
        if d.kind == "func" and "{" not in d.text:
            gone.add(d)
            reasons[d.names[0]] = f"{d.names[0]} does not exist, a hidden function"
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "go.mod").write_text("module scratch\n\ngo 1.24\n")
        for _ in range(400):
            for file, text in files.items():
                lines = text.split("\n")
                for d in gone:
                    if d.file == file:
                        lines[d.start : d.end] = [""] * (d.end - d.start)
                (folder / file).write_text("\n".join(lines), errors="surrogateescape")
            said, ended = run(govm, folder)
            if "[build failed]" not in said:
                done = re.findall(r"^--- (?:PASS|FAIL|SKIP): (\S+)", said, re.M)
                started = re.findall(r"^=== RUN\s+([^\s/]+)$", said, re.M)
                if ended:
                    break
                hanging = [t for t in started if t not in done] or [t for t in total if t not in done and t not in reasons]
                for d in decls:
                    if hanging and is_item(d) and d.names[0] == hanging[0]:
                        gone.add(d)
                        reasons[hanging[0]] = "takes too long"
                if not hanging:
                    break
                continue
            before = len(gone)
            for file, line, message in re.findall(r"([\w.-]+_test\.go):(\d+):(?:\d+:)? (?:error(?:\[\w+\])?: )?(.*)", said):
                for d in decls:
                    if d.file == file and d.start < int(line) <= d.end and d not in gone:
                        gone.add(d)
                        for n in d.names:
                            reasons.setdefault(n, f"{message.strip()} ({file}:{line})")
            if len(gone) == before:
                reasons["*"] = " ".join(said.split())[:200]
                break
    # Where an import was refused, names of the package are undefined.
    imports = {}
    for d in gone:
        spec = re.match(r'(?:import |\t)(?:(\w+|\.) )?"([\w./]+)"', d.text)
        if spec:
            imports[spec.group(1) or spec.group(2).rsplit("/", 1)[-1]] = spec.group(2)
    declared = {n for d in decls for n in d.names}
    passed = set(re.findall(r"^--- PASS: (\S+)", said, re.M)) & set(total)
    skipped = set(re.findall(r"^--- SKIP: (\S+)", said, re.M)) & set(total)
    # Of a file that is not built for this platform nothing runs.
    ran = set(re.findall(r"^--- \w+: (\S+)", said, re.M))
    by_file = {file: set(item_names([d for d in decls if d.file == file])) for file in files}
    unbuilt = {t for tests in by_file.values() if ran and not tests & ran for t in tests}
    results = {}
    for test in total:
        if test in passed or test in skipped:
            results[test] = ("passed", "")
        elif test in reasons:
            message = re.sub(r" \([\w.-]+:\d+\)$", "", reasons[test])
            seen = set()
            while (m := re.search(r"undefined: (\w+)$", message)) and m.group(1) in reasons and m.group(1) not in seen:
                seen.add(m.group(1))
                message = re.sub(r" \([\w.-]+:\d+\)$", "", reasons[m.group(1)])
            m = re.search(r"undefined: (\w+)$", message)
            if m and m.group(1) in imports:
                results[test] = ("excluded", f"package {imports[m.group(1)]}")
            elif ABSENT.search(message) or m and m.group(1)[0].isupper() and m.group(1) not in declared:
                results[test] = ("excluded", message)
            else:
                results[test] = ("failed", message)
        elif test in unbuilt:
            continue
        else:
            text = re.search(rf"^=== RUN +{re.escape(test)}$(?s:(.*?))^--- FAIL: {re.escape(test)} .*\n((?:(?!---|===).*\n)*)", said, re.M)
            first = " ".join((text.group(1) + text.group(2)).split())[:160] if text else reasons.get("*", "did not run")
            results[test] = ("failed", first)
        known = EXCLUDED.get(f"{path}.{test}")
        if known and results[test][0] == "failed":
            results[test] = ("excluded", known)
    return results


def main():
    args = [a for a in sys.argv[1:] if a != "--reasons"]
    goroot, govm = pathlib.Path(args[0]), args[1]
    paths = args[2:] or sorted({str(f.parent.relative_to(STDLIB)) for f in STDLIB.rglob("*.go")})
    sums = {"passed": 0, "failed": 0, "excluded": 0}
    for path in paths:
        results = package(goroot, govm, path)
        counts = {kind: sum(r[0] == kind for r in results.values()) for kind in sums}
        for kind, count in counts.items():
            sums[kind] += count
        if results:
            print(f"{path}: {counts['passed']} of {counts['passed'] + counts['failed']}, {counts['excluded']} excluded", flush=True)
        for test, (kind, reason) in results.items():
            if kind == "failed" or kind == "excluded" and "--reasons" in sys.argv:
                print(f"    {kind} {test}: {reason}", flush=True)
    counted = sums["passed"] + sums["failed"]
    print(f"{sums['passed']} of {counted} passed ({100 * sums['passed'] / max(counted, 1):.1f} %), {sums['excluded']} need what is excluded")


if __name__ == "__main__":
    main()
