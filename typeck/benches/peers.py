#!/usr/bin/env python3
"""Sets parsing and checking beside go/parser and go/types, on the packages of Go's standard library in one run.

    python3 typeck/benches/peers.py [--rounds 5] [--profile release] [--check 1.0] GO_SRC

GO_SRC is a tree of Go (the directory that has `src`). Nothing calls this but people: no build and no test needs Go. It takes the `go` on
PATH and builds a small program with it in a temporary directory.

The files are those that go/build takes for linux/amd64 without cgo, vendored packages included; both sides get the same list. Each side
is one process on one thread (GOMAXPROCS=1, Go's default GOGC) that reads all files, parses and checks each package once, function bodies
included, imports from source before their importers, and ends. The rounds interleave; what counts is the least processor time of a round,
user and system, start and reading included, and the peak of its resident memory, as the kernel accounts for the ended process.
A tree that was never built lacks a few generated files, so there may be a few errors; they must be as many on each side.

go/types runs in two ways. `facts` fills every table of types.Info and keeps tables and trees to the end: this is what our checker yields,
and what tools that look at a whole program do (go/packages with LoadAllSyntax). `bare` asks for no tables and lets go of each package's
trees as soon as it is checked: nothing remains but the declared objects, and this is the least that go/types can be asked for.
"""

import argparse
import os
import pathlib
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]

DRIVER = """package main

import (
    "bufio"
    "fmt"
    "go/ast"
    "go/build"
    "go/parser"
    "go/token"
    "go/types"
    "io/fs"
    "os"
    "path/filepath"
    "strings"
)

// list prints each package of a tree followed by its files.
func list(src string) {
    context := build.Default
    context.GOOS, context.GOARCH, context.CgoEnabled, context.Compiler = "linux", "amd64", false, "gc"
    context.BuildTags, context.ToolTags = nil, nil
    filepath.WalkDir(src, func(dir string, entry fs.DirEntry, err error) error {
        if err != nil || !entry.IsDir() {
            return err
        }
        path, _ := filepath.Rel(src, dir)
        switch base := filepath.Base(dir); {
        case path == "cmd", path == "builtin", path == "unsafe", base == "testdata", strings.HasPrefix(base, "_"):
            return filepath.SkipDir
        }
        pkg, err := context.ImportDir(dir, 0)
        if err == nil && len(pkg.GoFiles) > 0 && pkg.Name != "main" {
            fmt.Println("package", filepath.ToSlash(path))
            for _, name := range pkg.GoFiles {
                fmt.Println(filepath.Join(dir, name))
            }
        }
        return nil
    })
}

type source struct {
    name string
    text []byte
}

type importer struct {
    sources map[string][]source
    done    map[string]*types.Package
    fset    *token.FileSet
    facts   bool
    kept    []any
    errors  int
}

func (im *importer) Import(path string) (*types.Package, error) {
    if path == "unsafe" {
        return types.Unsafe, nil
    }
    if _, ok := im.sources[path]; !ok {
        path = "vendor/" + path
    }
    if pkg := im.done[path]; pkg != nil {
        return pkg, nil
    }
    sources, ok := im.sources[path]
    if !ok {
        return nil, fmt.Errorf("no package %s", path)
    }
    var files []*ast.File
    for _, source := range sources {
        file, err := parser.ParseFile(im.fset, source.name, source.text, parser.SkipObjectResolution)
        if err != nil {
            im.errors++
        }
        files = append(files, file)
    }
    im.sources[path] = nil
    config := types.Config{
        Importer: im,
        Sizes:    types.SizesFor("gc", "amd64"),
        Error:    func(err error) { im.errors++; fmt.Fprintln(os.Stderr, err) },
    }
    var info *types.Info
    if im.facts {
        info = &types.Info{
            Types:      map[ast.Expr]types.TypeAndValue{},
            Instances:  map[*ast.Ident]types.Instance{},
            Defs:       map[*ast.Ident]types.Object{},
            Uses:       map[*ast.Ident]types.Object{},
            Implicits:  map[ast.Node]types.Object{},
            Selections: map[*ast.SelectorExpr]*types.Selection{},
            Scopes:     map[ast.Node]*types.Scope{},
        }
        im.kept = append(im.kept, files, info)
    }
    pkg, _ := config.Check(path, im.fset, files, info)
    im.done[path] = pkg
    return pkg, nil
}

func main() {
    if os.Args[1] == "list" {
        list(os.Args[2])
        return
    }
    im := importer{
        sources: map[string][]source{},
        done:    map[string]*types.Package{},
        fset:    token.NewFileSet(),
        facts:   os.Args[1] == "facts",
    }
    in, _ := os.Open(os.Args[2])
    lines := bufio.NewScanner(in)
    var paths []string
    for lines.Scan() {
        if path, ok := strings.CutPrefix(lines.Text(), "package "); ok {
            paths = append(paths, path)
            continue
        }
        text, _ := os.ReadFile(lines.Text())
        path := paths[len(paths)-1]
        im.sources[path] = append(im.sources[path], source{lines.Text(), text})
    }
    for _, path := range paths {
        im.Import(path)
    }
    fmt.Println(len(im.done), im.errors, len(im.kept))
}
"""


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout.strip()


def build_go(directory):
    (directory / "go.mod").write_text("module peers\n\ngo 1.22\n")
    (directory / "main.go").write_text(DRIVER)
    environment = dict(os.environ, GOFLAGS="-mod=mod", GOTOOLCHAIN="local", GO111MODULE="on")
    run("go", "build", "-o", "driver", ".", cwd=directory, env=environment)
    return directory / "driver"


class Side:
    """A checker and the best that was seen of it."""

    def __init__(self, name, *command):
        self.name, self.command = name, [str(word) for word in command]
        self.seconds, self.bytes = float("inf"), float("inf")
        self.packages = self.errors = None

    def round(self):
        environment = dict(os.environ, GOMAXPROCS="1")
        for variable in ("GOGC", "GOMEMLIMIT", "GODEBUG"):
            environment.pop(variable, None)
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        process = subprocess.Popen(self.command, env=environment, **pipes)
        self.packages, self.errors = map(int, process.stdout.read().split()[:2])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        if status != 0:
            raise SystemExit(f"{self.name}: status {status}")
        self.seconds = min(self.seconds, usage.ru_utime + usage.ru_stime)
        self.bytes = min(self.bytes, usage.ru_maxrss * 1024)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tree", type=pathlib.Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--profile", default="release", help="cargo profile of our side")
    arguments.add_argument("--check", type=float, help="fail if ours is not so many times as fast as either peer")
    options = arguments.parse_args()

    run("cargo", "build", "-q", "-p", "govm-typeck", "--example", "throughput", "--profile", options.profile, cwd=PROJECT)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"))
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        driver = build_go(directory)
        listing = directory / "packages"
        listing.write_text(run(driver, "list", options.tree.resolve() / "src"))
        files = [pathlib.Path(line) for line in listing.read_text().splitlines() if not line.startswith("package ")]
        size = sum(path.stat().st_size for path in files)
        ours = Side("ours", target / options.profile / "examples/throughput", listing)
        peers = [Side(f"go/types, {way}", driver, way, listing) for way in ("facts", "bare")]
        for _ in range(options.rounds):
            for side in [ours, *peers]:
                side.round()

    print(f"{ours.packages} packages with {ours.errors} errors, {len(files)} files, {size / 1e6:.1f} MB, {run('go', 'version')}")
    print(f"{'':<18}{'seconds':>9}{'MB':>9}   {'times our time':>14}{'times our memory':>19}")
    for side in [ours, *peers]:
        times, sizes = side.seconds / ours.seconds, side.bytes / ours.bytes
        print(f"{side.name:<18}{side.seconds:9.2f}{side.bytes / 1e6:9.0f}   {times:14.2f}{sizes:19.2f}")
    if any((peer.packages, peer.errors) != (ours.packages, ours.errors) for peer in peers):
        raise SystemExit(f"not the same work: {[(side.packages, side.errors) for side in [ours, *peers]]} packages and errors")
    if options.check and min(peer.seconds for peer in peers) < options.check * ours.seconds:
        raise SystemExit(f"not {options.check} times as fast as both peers")


if __name__ == "__main__":
    main()
