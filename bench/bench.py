#!/usr/bin/env python3
"""Processor time and memory of the programs in bench/programs under govm, beside native Go where `go` is on the path.

usage: bench/bench.py [--library] [--govm CMD] [--also NAME=CMD]... [--runs N] [--timeout S] [PROGRAM...]
       bench/bench.py --start [--govm CMD] [--also NAME=CMD]... [--runs N]

CMD gets the source as its last argument; govm is `target/release/govm run` by default. All contenders take turns within one round, so that
what else the machine does hits them alike. User and system time and the peak of resident memory come from wait4; the least time of the
runs counts, and the output has to be PROGRAM.expected. Ratios are to the first column, which is native Go, or govm itself where there is
no `go`: then `--also` still compares builds of it. With --library the programs are those in bench/library, whose work is the standard
library's: natives may take 4 times as long as Go, Go code of the library 15 times. With --start the program is bench/hello.go, beside `lua5.4 bench/hello.lua`.
Exit status 1 if a program fails or prints something else under govm.
"""
import argparse
import math
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "GOMAXPROCS": "1", "GO111MODULE": "off"}


class Failed(Exception):
    pass


def run(command, expected, timeout):
    """Seconds and MiB of a run."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(command, stdout=out, stderr=err, env=ENVIRONMENT)
        end = time.monotonic() + timeout
        while True:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > end:
                child.kill()
                os.wait4(child.pid, 0)
                raise Failed(f"over {timeout:g} s")
            time.sleep(0.001)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode != 0:
            raise Failed(f"exit {child.returncode}: {err.read()[-160:].decode(errors='replace').strip()}")
        if expected is not None and out.read() != expected:
            raise Failed("output differs")
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def rounds(contenders, expected, runs, timeout):
    """For each contender its least time and its memory, or why it has none."""
    results, failures = {name: [] for name in contenders}, {}
    for _ in range(runs):
        for name, command in contenders.items():
            if name in failures:
                continue
            try:
                results[name].append(run(command, expected, timeout))
            except Failed as failure:
                failures[name] = str(failure)
    best = {name: (min(t for t, _ in all), max(m for _, m in all)) for name, all in results.items() if name not in failures}
    return best, failures


def table(programs, tools, options):
    has_go = shutil.which("go") is not None
    names = (["go"] if has_go else []) + list(tools)
    ratios = {name: [] for name in names}
    memory = {name: [] for name in names}
    is_bad = False
    print(f"{'program':14}{names[0] + ' s':>10}" + "".join(f"{n + ' x':>12}" for n in names[1:]) + "".join(f"{n + ' MiB':>12}" for n in names))
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            source, binary = BENCH / options.folder / f"{program}.go", f"{folder}/{program}"
            contenders = {name: [*command, str(source)] for name, command in tools.items()}
            if has_go:
                subprocess.run(["go", "build", "-o", binary, str(source)], check=True, env=ENVIRONMENT)
                contenders = {"go": [binary], **contenders}
            best, failures = rounds(contenders, source.with_suffix(".expected").read_bytes(), options.runs, options.timeout)
            is_bad |= "govm" in failures
            first = best.get(names[0])
            line = f"{program:14}" + (f"{first[0]:10.3f}" if first else f"{'fails':>10}")
            for name in names[1:]:
                if name in best and first:
                    ratios[name].append(best[name][0] / max(first[0], 1e-3))
                    memory[name].append(best[name][1] / max(first[1], 1e-3))
                    line += f"{ratios[name][-1]:12.2f}"
                else:
                    line += f"{'fails':>12}"
            line += "".join(f"{best[name][1]:12.1f}" if name in best else f"{'':>12}" for name in names)
            print(line + "".join(f"   {name}: {why}" for name, why in failures.items()), flush=True)
    for name in names[1:]:
        if ratios[name]:
            mean = math.exp(statistics.fmean(map(math.log, ratios[name])))
            print(f"{name}: geomean {mean:.3f} over {len(ratios[name])} of {len(programs)}, worst {max(ratios[name]):.2f}, most memory {max(memory[name]):.2f} x")
    return is_bad


def start(tools, options):
    contenders = {name: [*command, str(BENCH / "hello.go")] for name, command in tools.items()}
    if shutil.which("lua5.4"):
        contenders["lua5.4"] = ["lua5.4", str(BENCH / "hello.lua")]
    best, failures = rounds(contenders, b"hello\n", max(options.runs, 40), options.timeout)
    for name, (seconds, megabytes) in best.items():
        beside = f", {best['govm'][0] / seconds:.2f} times as much for govm" if name != "govm" and "govm" in best else ""
        print(f"{name}: {seconds * 1000:.2f} ms, {megabytes:.1f} MiB{beside}")
    for name, why in failures.items():
        print(f"{name}: {why}")
    return "govm" in failures


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--govm", default=f"{BENCH.parent}/target/release/govm run")
    arguments.add_argument("--also", action="append", default=[])
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--timeout", type=float, default=300)
    arguments.add_argument("--start", action="store_true")
    arguments.add_argument("--library", dest="folder", action="store_const", const="library", default="programs")
    arguments.add_argument("programs", nargs="*")
    options = arguments.parse_args()
    also = dict(item.split("=", 1) for item in options.also)
    tools = {name: shlex.split(command) for name, command in {"govm": options.govm, **also}.items()}
    if options.start:
        sys.exit(start(tools, options))
    programs = options.programs or sorted(p.stem for p in (BENCH / options.folder).glob("*.go"))
    sys.exit(table(programs, tools, options))


main()
