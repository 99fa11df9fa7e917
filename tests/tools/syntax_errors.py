#!/usr/bin/env python3
"""Compares the lines of our syntax errors with those that Go's own tests expect.

    tests/tools/syntax_errors.py GO_TREE GOVM [--verbose]
    tests/tools/syntax_errors.py --oracle DUMP GOVM [--verbose]

GO_TREE is a Go source tree (with `test/` and `src/`), GOVM the command. It is run as `govm parse --all FILE...`, which prints
`file:line:column: message` and knows of syntax alone. No test needs this script.

The first form reads the ERROR comments of
- the files of `test/` that begin with `// errorcheck`: `// ERROR "rx" "rx"` stands on the line of its errors (GC_ERROR is gc's alone;
  GCCGO_ERROR another compiler's);
- `src/cmd/compile/internal/syntax/testdata`: `// ERROR rx` on the line, `/* ERROR rx */` before the token that has the error;
- `src/internal/types/testdata`: `/* ERROR "rx" */` behind the token that has the error.
A file counts if it expects a "syntax error", and nothing else in its place, or if we refuse its syntax. After a syntax error gc checks nothing else, so all lines of the
file must agree; in the last folder, where types are checked all the same, the lines of its syntax errors and no other. It prints the lines
that differ, and `lines equal N of M files`.

The second form compares with what gc's parser was seen to say, for files of any kind, such as mutations of a corpus. DUMP has for each
file a line `== PATH` and then a line `LINE:COLUMN: MESSAGE` for each error, at most one syntax error for each line of the file, as gc prints
them. It prints how many files agree in their verdict, in lines, and in places and words.

What still differs on Go 1.24.4 is in `tests/known_gaps/syntax_errors.txt`, with reasons.
"""

import argparse
import os
import re
import subprocess
import sys
from collections import defaultdict

# How errors of gc's parser and lexer read.
PLAIN = re.compile(
    r"syntax error|method has (no|multiple) receiver|index required in 3-index slice|must not be parenthesized"
    r"|(method|function type) must have no type parameters|empty type (parameter|argument) list|invalid character|not terminated|in (octal|binary|hex\w*) literal"
    r"|newline in (string|rune)|escape|rune literal|invalid BOM|UTF-8|NUL|must separate successive digits|exponent")

# Misplaced branches are errors of gc's parser, but not of `govm parse`.
BRANCH = re.compile(r"label \w+ |fallthrough|is not in a loop|jumps (into|over)")

TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<newline>\n)|(?P<space>[ \t\r]+)|(?P<string>`[^`]*`|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')"
    r"|(?P<word>[\w.]+)|(?P<other>\+\+|--|.)", re.S)
KEYWORDS_THAT_END = {"break", "continue", "fallthrough", "return"}
KEYWORDS = set("break case chan const continue default defer else fallthrough for func go goto if import interface map package range "
               "return select struct switch type var".split())


def tokens(text):
    """Yields (kind, text, line, ends_statement): enough of Go's lexer to place comments among tokens."""
    line, may_end = 1, False
    for m in TOKEN.finditer(text):
        kind, word = m.lastgroup, m.group()
        if kind == "newline" and may_end:
            yield "token", "\n", line
            may_end = False
        elif kind == "comment":
            yield kind, word, line
            if "\n" in word and may_end:
                may_end = False
        elif kind in ("string", "word", "other"):
            yield "token", word, line
            may_end = kind == "string" or word in (")", "]", "}", "++", "--") or (
                kind == "word" and (word not in KEYWORDS or word in KEYWORDS_THAT_END))
        line += word.count("\n")


def quoted(text):
    return re.findall(r'"((?:\\.|[^"\\])*)"|`([^`]*)`', text)


def of_test(text):
    """Lines and patterns of a file below test/."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        m = re.search(r"//.*?\b(GC_|GCCGO_)?ERROR(AUTO)? (.*)$", line)
        if m and m.group(1) != "GCCGO_":
            found += [(number, a or b) for a, b in quoted(m.group(3))]
    return found


def of_syntax(text):
    """Lines and patterns of a file of the syntax package: the token after the comment has the error."""
    found, pending = [], None
    for kind, word, line in tokens(text):
        if kind == "comment" and word.startswith("// ERROR "):
            found.append((line, word[9:].strip()))
        elif kind == "comment" and word.startswith("/* ERROR "):
            pending = word[9:-2].strip()
        elif kind == "token" and pending is not None:
            found.append((line, pending))
            pending = None
    if pending is not None:
        found.append((text.count("\n") + 1, pending))
    return found


def of_types(text):
    """Lines and patterns of a file of the type checker: the token before the comment has the error."""
    found, last = [], 1
    for kind, word, line in tokens(text):
        if kind == "token":
            last = line
            continue
        m = re.match(r"/[/*] *ERRORx? (.*?)(\*/)?$", word, re.S)
        if m:
            found += [(last, a or b) for a, b in quoted(m.group(1))[:1]]
    return found


def expectations(tree):
    """Yields each annotated file: path, how it is read, lines and patterns."""
    for top, read in (("test", of_test), ("src/cmd/compile/internal/syntax/testdata", of_syntax),
                      ("src/internal/types/testdata", of_types)):
        for folder, subfolders, names in os.walk(os.path.join(tree, top)):
            subfolders.sort()
            for name in sorted(n for n in names if n.endswith(".go")):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8", errors="replace") as f:
                    text = f.read()
                if read is not of_test or re.match(r"// errorcheck\b(?!dir|output|andrundir)", text):
                    yield path, read, read(text)


def reported(govm, paths):
    """What the command says: path -> [(line, column, message)]."""
    found = defaultdict(list)
    for i in range(0, len(paths), 200):
        run = subprocess.run([govm, "parse", "--all", *paths[i:i + 200]], capture_output=True, encoding="utf-8", errors="replace")
        if run.returncode not in (0, 1):
            sys.exit(f"{govm} ended with {run.returncode}: {run.stderr[-300:]}")
        for line in run.stderr.split("\n"):
            m = re.match(r"(.+?\.go):(\d+):(\d+): (.*)", line)
            if m:
                found[m.group(1)].append((int(m.group(2)), int(m.group(3)), m.group(4)))
    return found


def compare_annotations(args):
    files = list(expectations(args.tree))
    found = reported(args.govm, [path for path, _, _ in files])
    equal = total = 0
    for path, read, expected in files:
        ours = found.get(path, [])
        if not ours and not any(re.match(r"[^|]*syntax error[^|]*$", pattern) for _, pattern in expected):
            continue
        expected = [e for e in expected if not BRANCH.search(e[1])]
        total += 1
        want, got = {line for line, _ in expected}, {line for line, _, _ in ours}
        if read is of_types or not any(message.startswith("syntax error") for _, _, message in ours):
            # The type checker goes on: in its own tests after any error, in gc if none is called a syntax error.
            expected = [e for e in expected if PLAIN.search(e[1]) or e[0] in got]
            want = {line for line, _ in expected}
        if want == got:
            equal += 1
            continue
        print(os.path.relpath(path, args.tree))
        for line, pattern in expected:
            if line not in got:
                print(f"  missing {line}: {pattern}")
        for line, column, message in ours:
            if line not in want:
                print(f"  unexpected {line}:{column}: {message}")
    print(f"lines equal {equal} of {total} files")


def compare_oracle(args):
    theirs, current = {}, None
    with open(args.oracle, encoding="utf-8", errors="replace") as f:
        for line in f.read().split("\n"):
            if line.startswith("== "):
                current = theirs.setdefault(line[3:], [])
            elif m := re.match(r"(\d+):(\d+): (.*)", line):
                current.append((int(m.group(1)), int(m.group(2)), m.group(3)))
    found = reported(args.govm, list(theirs))
    total = verdicts = lines = exact = 0
    for path, want in theirs.items():
        got = found.get(path, [])
        if not want and not got:
            continue
        total += 1
        verdicts += bool(want) == bool(got)
        lines += {e[0] for e in want} == {e[0] for e in got}
        exact += sorted(want) == sorted(got)
        if sorted(want) != sorted(got) and args.verbose:
            print(path)
            for mark, some, others in (("gc", want, got), ("we", got, want)):
                for line, column, message in some:
                    if (line, column, message) not in others:
                        print(f"  {mark} {line}:{column}: {message}")
    print(f"of {total} files with errors: verdict {verdicts}, lines {lines}, places and words {exact}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", nargs="?", help="a Go source tree")
    parser.add_argument("govm", help="the command")
    parser.add_argument("--oracle", help="what gc's parser says of some files")
    parser.add_argument("--verbose", action="store_true", help="with --oracle, the differences too")
    args = parser.parse_args()
    if args.oracle:
        compare_oracle(args)
    elif args.tree:
        compare_annotations(args)
    else:
        parser.error("a Go tree or --oracle is needed")


if __name__ == "__main__":
    main()
