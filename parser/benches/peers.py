#!/usr/bin/env python3
"""Sets the parser beside Go's own two, go/parser and cmd/compile/internal/syntax, on one tree of Go sources in one run.

    python3 parser/benches/peers.py [--rounds 7] [--profile release] [--check 1.3] SOURCE_DIR

Nothing calls this but people: no build and no test needs Go. It takes the `go` on PATH; the syntax package is internal, so that it
is copied from `go env GOROOT` into a module in a temporary directory, built there, and removed with it.

Each parser is one process that reads all files first and then works through them on request, so that the rounds interleave and a
busy moment of the machine hits all alike; the best round of each counts. What counts is the processor time that the process took for
the round where the kernel tells (/proc, in nanoseconds), which is the time on the clock of an idle machine. All work on one thread
(GOMAXPROCS=1) with Go's default GOGC, and keep no tree longer than its file. go/parser runs as `go vet` needs it (SkipObjectResolution), without and with comments;
the syntax package with an error handler and branch checks, as the compiler calls it. Ours includes the table of lines, the lexer,
the tree in its arena and all checks; the lexer alone has no table of lines, which is made when a line is first asked for. The memory is
the most that was allocated at a time beside the text of a file, what was asked for and not filled included; of the files from 16 KiB on, since below that the first tables of an empty parser, some 60 KiB, tell most.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]

# Bytes of memory that are to suffice for each byte of source, and the smallest file that this is measured with.
MEMORY_GOAL = 12
MEASURED_FROM = 16 << 10

DRIVER = """package main

import (
    "bufio"
    "fmt"
    "os"
    "time"
%s)

func main() {
    in := bufio.NewScanner(os.Stdin)
    var files [][]byte
    for in.Scan() && in.Text() != "" {
        text, _ := os.ReadFile(in.Text())
        files = append(files, text)
    }
    for in.Scan() {
        start := time.Now()
        for _, text := range files {
            parse(text, in.Text())
        }
        fmt.Println(time.Since(start).Nanoseconds())
    }
}
"""

GO_PARSER = DRIVER % '    "go/parser"\n    "go/token"\n' + """
func parse(text []byte, mode string) {
    flags := parser.SkipObjectResolution
    if mode == "comments" {
        flags |= parser.ParseComments
    }
    parser.ParseFile(token.NewFileSet(), "a.go", text, flags)
}
"""

SYNTAX = DRIVER % '    "bytes"\n    "peers/syntax"\n' + """
func parse(text []byte, mode string) {
    base := syntax.NewFileBase("a.go")
    syntax.Parse(base, bytes.NewReader(text), func(error) {}, nil, syntax.CheckBranches)
}
"""


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout.strip()


def build_go(directory, name, source):
    """Builds one driver; `peers/...` are copies of the packages that only the toolchain itself may import."""
    module = directory / name
    module.mkdir()
    (module / "go.mod").write_text("module peers\n")
    (module / "main.go").write_text(source)
    if name == "syntax":
        package = pathlib.Path(run("go", "env", "GOROOT")) / "src/cmd/compile/internal/syntax"
        (module / "syntax").mkdir()
        for path in sorted(package.glob("*.go")):
            if not path.name.endswith("_test.go"):
                shutil.copy(path, module / "syntax")
    environment = dict(os.environ, GOFLAGS="-mod=mod", GOTOOLCHAIN="local", GO111MODULE="on")
    run("go", "build", "-o", "driver", ".", cwd=module, env=environment)
    return module / "driver"


class Peer:
    """A parser that waits for commands."""

    def __init__(self, command, paths):
        environment = dict(os.environ, GOMAXPROCS="1")
        environment.pop("GOGC", None)
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)
        self.process.stdin.write("".join(f"{p}\n" for p in paths) + "\n")
        self.best = {}
        self.round("warm")
        self.best.clear()

    def round(self, command):
        before = self.processor_time()
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        time = int(self.process.stdout.readline())
        if before is not None:
            time = self.processor_time() - before
        self.best[command] = min(time, self.best.get(command, time))

    def processor_time(self):
        """Nanoseconds of all threads; None where the kernel does not tell."""
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        times = [int(task.read_text().split()[0]) for task in tasks]
        return sum(times) if times else None

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tree", type=pathlib.Path)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--profile", default="release", help="cargo profile of our side")
    arguments.add_argument("--check", type=float, help="fail if ours is not so many times as fast as the faster peer")
    options = arguments.parse_args()

    paths = sorted(p for p in options.tree.rglob("*.go") if p.is_file())
    size = sum(p.stat().st_size for p in paths)
    print(f"{len(paths)} files, {size / 1e6:.1f} MB, {run('go', 'version')}")

    run("cargo", "build", "-q", "-p", "govm-parser", "--examples", "--profile", options.profile, cwd=PROJECT)
    examples = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target")) / options.profile / "examples"
    ours = examples / "throughput"
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        peers = [
            (Peer([ours, "rounds"], paths), [("parse", "ours"), ("lex", "our lexer alone")]),
            (
                Peer([build_go(directory, "goparser", GO_PARSER)], paths),
                [("plain", "go/parser"), ("comments", "go/parser with comments")],
            ),
            (Peer([build_go(directory, "syntax", SYNTAX)], paths), [("plain", "cmd/compile/internal/syntax")]),
        ]
        for _ in range(options.rounds):
            for peer, commands in peers:
                for command, _name in commands:
                    peer.round(command)
        rates = {}
        for peer, commands in peers:
            peer.close()
            for command, name in commands:
                rates[name] = size * 1e3 / peer.best[command]
    for name, rate in rates.items():
        print(f"{name:<30}{rate:8.1f} MB/s   ours is {rates['ours'] / rate:5.2f} times as fast")

    answers = run(examples / "memory", input="".join(f"{p}\n" for p in paths)).splitlines()
    measured = ((*map(int, answer.split()), path) for answer, path in zip(answers, paths))
    files = sorted(((peak / size, size, path) for size, peak, path in measured if size >= MEASURED_FROM), reverse=True)
    whole = sum(factor * size for factor, size, _ in files) / sum(size for _, size, _ in files)
    above = [file for file in files if file[0] > MEMORY_GOAL]
    print(f"memory for each byte of source, of {len(files)} files from {MEASURED_FROM >> 10} KiB on: {whole:.2f} on average,")
    print(f"{files[len(files) // 2][0]:.2f} in the middle, {files[0][0]:.2f} at most, more than {MEMORY_GOAL} for {len(above)} files:")
    for factor, size, path in above:
        print(f"{factor:8.2f}   {size:8} bytes   {path.relative_to(options.tree)}")

    fastest = max(rate for name, rate in rates.items() if not name.startswith("our"))
    if options.check and rates["ours"] < options.check * fastest:
        raise SystemExit(f"slower than {options.check} times the faster peer")


if __name__ == "__main__":
    main()
