#!/usr/bin/env python3
"""Compares our errors with gc's on small mutations of programs that are right.

    tests/tools/type_errors.py GOVM PATH... [--count N] [--seed N] [--whole] [--keep DIR] [--oracle COMMAND] [--root DIR]

A PATH is a Go file or a folder. Files that import nothing, or with --root DIR nothing but packages below DIR, are taken, as far as gc
accepts them. The oracle is `go tool compile`, or a command
that reads paths from its standard input and prints errors as gc does (a program around the type checker of the release that is followed:
later ones word some errors in another way). Each mutation changes one
token or line: another name, type, literal or operator, a missing or doubled argument or statement. Those with syntax errors are left out.
With --whole the files are compared as they are.

The script prints how many mutations have the same verdict, lines, places, and words, and then the differences, those with the same words
together with an example. With --keep the mutations that differ are written to a folder. No test needs this script.
"""

import argparse
import collections
import concurrent.futures
import os
import random
import re
import subprocess
import tempfile

TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<space>\s+)|(?P<string>`[^`]*`|\"(?:\\.|[^\"\\\n])*\")|(?P<rune>'(?:\\.|[^'\\\n])*')"
    r"|(?P<number>\d[\w.]*)|(?P<word>[^\W\d]\w*)|(?P<op><<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|[-+*/%&|^]=|<<|>>|&\^|.)", re.S)
KEYWORDS = set("break case chan const continue default defer else fallthrough for func go goto if import interface map package range "
               "return select struct switch type var".split())
TYPES = "int string bool float64 byte uint8 int64 any error complex128 []int map[string]int *int func() chan(int) struct{} [2]int interface{m()}".split()
VALUES = ["1", "0", "-1", '"s"', "1.5", "nil", "'a'", "true", "1i", "1<<70", "[]int{1}", "struct{}{}", "func(){}", "new(int)", "x__"]
BINARY = "+ - * / % & | ^ << >> &^ && || == != < <= > >=".split()
ASSIGN = "= := += <<= &&".split()


def tokens(text):
    return [(m.lastgroup, m.group()) for m in TOKEN.finditer(text)]


def mutate(text, rng):
    toks = tokens(text)
    names = [t for k, t in toks if k == "word" and t not in KEYWORDS]
    for _ in range(20):
        at = rng.randrange(len(toks))
        kind, word = toks[at]
        if kind in ("space", "comment") or toks[0] is toks[at]:
            continue
        new = None
        if kind == "word" and word not in KEYWORDS:
            new = rng.choice([rng.choice(names), rng.choice(names), "undefined__", "_", rng.choice(TYPES), rng.choice(VALUES)])
        elif kind in ("number", "string", "rune"):
            new = rng.choice([*VALUES, rng.choice(names)])
        elif kind == "op" and word in BINARY:
            new = rng.choice(BINARY)
        elif kind == "op" and word in ASSIGN:
            new = rng.choice(ASSIGN)
        elif kind == "op" and word == ",":
            new = rng.choice([", " + rng.choice(names) + ",", ", " + rng.choice(VALUES) + ","])
        elif kind == "op" and word == "(":
            new = rng.choice(["(" + rng.choice(names) + ", ", "(" + rng.choice(VALUES) + ", ", "(*", "(&"])
        elif kind == "op" and word in "!*&" or word == "<-":
            new = rng.choice(["", "!", "*", "&", "-", "<-"])
        elif word in ("return", "break", "continue", "defer", "go", "range"):
            new = rng.choice(["", "return", "break", "continue", "defer", "go", "return 1,"])
        elif word == "var":
            new = "const"
        elif word == "}" and rng.random() < 0.3:
            lines = text.split("\n")
            line = rng.randrange(len(lines))
            lines[line:line + 1] = rng.choice([[], [lines[line]] * 2])
            return "\n".join(lines)
        if new is not None and new != word:
            return "".join(w for _, w in toks[:at]) + new + "".join(w for _, w in toks[at + 1:])
    return text


def errors_of(output, prefix):
    found, path = collections.defaultdict(list), None
    for line in output.replace("\r", "").split("\n"):
        m = re.match(r"(.+?\.go):(\d+):(\d+): (.*)", line)
        if m:
            path = os.path.basename(m.group(1))
            found[path].append((int(m.group(2)), int(m.group(3)), m.group(4)))
        elif line.startswith("\t") and path:
            place = found[path].pop()
            found[path].append((*place[:2], place[2] + "\n" + line.replace(prefix + "/", "")))
    return found


def gc(path):
    # Never to the null device, which the compiler removes after errors.
    run = subprocess.run(["go", "tool", "compile", "-e", "-p", "p", "-lang=go1.24", "-o", path + ".o", path], capture_output=True, encoding="utf-8",
                         errors="replace")
    if os.path.exists(path + ".o"):
        os.unlink(path + ".o")
    return run.stdout + run.stderr


def oracle(args, paths, pool):
    """For each path the output of gc."""
    if not args.oracle:
        return list(pool.map(gc, paths))
    run = subprocess.run(args.oracle, shell=True, input="\n".join(paths), capture_output=True, encoding="utf-8", errors="replace")
    outputs, last = collections.defaultdict(str), None
    for line in run.stdout.split("\n"):
        if not line.startswith("\t"):
            last = line.split(":")[0]
        outputs[last] += line + "\n"
    return [outputs[path] for path in paths]


def skeleton(message):
    message = re.sub(r"\b\w+\.go:\d+:\d+", "PLACE", message)
    message = re.sub(r"\"(?:\\.|[^\"])*\"|'(?:\\.|[^'])*'|\b\d[\w.]*", "N", message)
    return re.sub(r"\b(?!type\b|value\b|variable\b|constant\b|untyped\b|undefined\b|cannot\b)[A-Za-z_]\w*(?=[ ,:)(\[.]|$)", lambda m: m.group()
                  if m.group() in WORDS else "X", message)


WORDS = set("""a an and any are argument arguments as assign assignment be builtin call by cannot case constraint convert declared declaration does duplicate
else enough embedded error expected expression field fields first for func function generic got has have high if implement imported in index
infer invalid is key label less literal many method missing mismatched more must name named no non not number of on only operand operation or other out over
overflows parameter parameters permitted pointer receiver redeclared requires result results return return s satisfy statement struct switch
syntax than the this to too truncated type types undefined unexpected unexported unknown untyped unused use used value values variable want with without""".split())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("govm")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--oracle")
    parser.add_argument("--root")
    parser.add_argument("--keep")
    parser.add_argument("--most", type=int, default=60, help="kinds of differences to print")
    args = parser.parse_args()
    files = []
    for path in args.paths:
        if os.path.isfile(path):
            files.append(path)
        for folder, subfolders, names in os.walk(path):
            subfolders.sort()
            files += [os.path.join(folder, n) for n in sorted(names) if n.endswith(".go")]
    texts = []
    for path in files:
        with open(path, encoding="utf-8", errors="replace") as f:
            text = f.read()
        if len(text) < 8000 and (args.root or "import" not in text) and "//line" not in text and "/*line" not in text and "\n//go:" not in text:
            texts.append(text)
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as scratch:
        pool = concurrent.futures.ThreadPoolExecutor(args.jobs)

        def write(name, text):
            path = os.path.join(scratch, name)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            return path

        if args.whole:
            mutants = texts
        else:
            rng.shuffle(texts)
            texts = texts[:args.count]
            good = oracle(args, [write(f"s{i}.go", text) for i, text in enumerate(texts)], pool)
            texts = [text for text, out in zip(texts, good) if not re.search(r"\.go:\d", out)]
            mutants = [mutate(rng.choice(texts), rng) for _ in range(args.count)]
        paths = [write(f"m{i}.go", text) for i, text in enumerate(mutants)]
        theirs = {os.path.basename(path): errors_of(out, scratch) for path, out in zip(paths, oracle(args, paths, pool))}
        ours = {}
        for i in range(0, len(paths), 50):
            run = subprocess.run([args.govm, "check", *(["--root", args.root] if args.root else []), *paths[i:i + 50]], capture_output=True, encoding="utf-8", errors="replace")
            if run.returncode not in (0, 1):
                print("ended with", run.returncode, run.stderr[-300:], paths[i])
            ours |= errors_of(run.stderr, scratch)
        total = verdicts = lines = places = words = 0
        kinds = collections.defaultdict(list)
        for path, text in zip(paths, mutants):
            name = os.path.basename(path)
            want, got = theirs[name].get(name, []), ours.get(name, [])
            if any("syntax error" in m for _, _, m in want) or not want and not got:
                continue
            total += 1
            verdicts += bool(want) == bool(got)
            lines += {e[0] for e in want} == {e[0] for e in got}
            places += {e[:2] for e in want} == {e[:2] for e in got}
            if sorted(want) == sorted(got):
                words += 1
                continue
            if args.keep:
                os.makedirs(args.keep, exist_ok=True)
                with open(os.path.join(args.keep, name), "w", encoding="utf-8") as f:
                    f.write(text)
            for mark, some, others in (("gc", want, got), ("we", got, want)):
                for e in some:
                    if e not in others:
                        near = [o for o in others if o[0] == e[0] and o not in some]
                        key = (mark, skeleton(e[2]), skeleton(near[0][2]) if near else "", bool(near) and near[0][1] != e[1])
                        if mark == "gc" or not near:
                            kinds[key].append((name, e, near[:1], text.split("\n")[e[0] - 1].strip() if e[0] <= text.count("\n") + 1 else ""))
    print(f"of {total} programs with errors: verdict {verdicts}, lines {lines}, places {places}, places and words {words}")
    for (mark, _, _, _), found in sorted(kinds.items(), key=lambda item: -len(item[1]))[:args.most]:
        name, e, near, line = found[0]
        print(f"{len(found)} x {mark} {name}:{e[0]}:{e[1]}: {e[2]}")
        for o in near:
            print(f"      we :{o[1]}: {o[2]}")
        print(f"      {line[:150]}")


if __name__ == "__main__":
    main()
