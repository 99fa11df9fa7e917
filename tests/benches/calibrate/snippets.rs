//! Opcodes that are measured as the compiler makes them: calls, allocations, maps, interfaces, goroutines. Also what no opcode tells
//! alone: collections with much that is alive, and caches that are missed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use govm_interp::Op;

use crate::compile::{compile, natives_of};
use crate::measure::{Job, Work};

/// A function of `n` and `size`: what is prepared, and what each of the rounds does.
struct Snippet {
    name: &'static str,
    sizes: &'static [u64],
    prepare: &'static str,
    round: &'static str,
    is_bounded: bool,
}

const fn snippet(name: &'static str, sizes: &'static [u64], prepare: &'static str, round: &'static str) -> Snippet {
    Snippet { name, sizes, prepare, round, is_bounded: true }
}

/// What no price of an instruction can follow.
const fn unbounded(name: &'static str, sizes: &'static [u64], prepare: &'static str, round: &'static str) -> Snippet {
    Snippet { name, sizes, prepare, round, is_bounded: false }
}

const DECLARATIONS: &str = "
package calibrate

import (\"runtime\"; \"sync\")

type pair struct { a, b int }
type node struct { next, other *node }
type wide struct { a [8]int }
type shape interface { Area() int }
type square struct { side int }
func (s square) Area() int { return s.side }
type circle struct { r int }
func (c *circle) Area() int { return c.r }
type text string
func (t text) Area() int { return len(t) }
type named interface { Area() int; Name() string }

var sink int
var sinkNode *node
var sinkBytes []byte
var sinkInts []int
var sinkText string
var sinkFunc func() int
var sinkAny any
var lock sync.Mutex

func leaf(x int) int { return x + 1 }
func two(x, y int) (int, int) { if x == y { return x, y }; return y, x }
func deep(x int) int { if x == 0 { return 0 }; return deep(x-1) + 1 }
func deferring(x int) int { defer func() { sink = x }(); return x }
func recovering(f func()) { defer func() { recover() }(); f() }
func assertion(v any) { sinkText = v.(string) }
func outside(a []int, i int) int { return a[i] }
func chain(n int) *node { var list *node; for i := 0; i < n; i++ { list = &node{next: list} }; return list }
func tree(depth int) *node { if depth == 0 { return &node{} }; return &node{tree(depth-1), tree(depth-1)} }
func filled(c string, n int) string { b := make([]byte, n); for i := range b { b[i] = c[i%len(c)] }; return string(b) }
func random(x uint32) uint32 { x ^= x << 13; x ^= x >> 17; x ^= x << 5; return x }
";

const SMALL: &[u64] = &[1];
const SIZES: &[u64] = &[1, 64, 4096, 65536];
const FEW: &[u64] = &[1, 64, 4096];

#[rustfmt::skip]
const SNIPPETS: &[Snippet] = &[
    snippet("loop", SMALL, "", "sink += i"),
    snippet("call", SMALL, "", "sink = leaf(i)"),
    snippet("call of two results", SMALL, "x, y := 1, size", "x, y = two(x, y)\nsink = x"),
    snippet("call of depth", &[10, 10000], "", "sink = deep(size)"),
    snippet("call.value", SMALL, "f := leaf\nif size > 1 { f = deep }", "sink = f(i)"),
    snippet("call.value of a closure", SMALL, "f := func(x int) int { return x + size }", "sink = f(i)"),
    snippet("call.method", SMALL, "var s shape = square{size}", "sink = s.Area()"),
    snippet("call.method of several types", SMALL, "all := []shape{square{1}, &circle{2}, text(\"three\"), square{4}}", "sink = all[i&3].Area()"),
    snippet("defer", SMALL, "", "sink = deferring(i)"),
    snippet("recover", SMALL, "", "recovering(func() { panic(\"x\") })"),
    snippet("panic of a trap", SMALL, "a := make([]int, size)", "recovering(func() { sink = outside(a, 10) })"),
    snippet("panic of an assertion", SMALL, "var v any = size", "recovering(func() { assertion(v) })"),
    snippet("panic through frames", SMALL, "var f func(int)\nf = func(d int) { if d == 0 { panic(1) }; f(d - 1) }", "recovering(func() { f(100) })"),
    snippet("trap of nil", SMALL, "var p *pair", "recovering(func() { sink = p.b })"),
    snippet("is.type", SMALL, "var v any = size", "if x, ok := v.(int); ok { sink = x }"),
    snippet("type switch", SMALL, "all := []any{1, \"a\", 2.5, pair{}}", "switch x := all[i&3].(type) { case int: sink = x\ncase string: sink = len(x)\ncase pair: sink = x.a }"),
    snippet("implements", SMALL, "var v any = &circle{1}\nif size > 1 { v = 1 }", "if x, ok := v.(shape); ok { sink = x.Area() }"),
    snippet("implements not", SMALL, "var v any = &circle{1}", "if x, ok := v.(named); ok { sink = x.Area() }"),
    snippet("eq.iface of ints", SMALL, "var v, w any = size, size", "if v == w { sink++ }"),
    snippet("eq.iface of strings", SIZES, "var v, w any = filled(\"ab\", size), filled(\"ab\", size)", "if v == w { sink++ }"),
    snippet("eq.iface of structs", SMALL, "var v, w any = wide{}, wide{}", "if v == w { sink++ }"),
    snippet("eqmem of structs", SMALL, "var v, w [100]pair", "if v == w { sink++ }\nv[99].b = i"),
    snippet("eqmem of interfaces", SMALL, "var v, w [100]any\nfor i := range v { v[i], w[i] = i, i }", "if v == w { sink++ }"),

    snippet("new 16", SMALL, "", "sinkNode = &node{}"),
    snippet("new 64", SMALL, "var p *wide", "p = new(wide)\nsink = p.a[0]\nsinkAny = p"),
    snippet("closure", SMALL, "", "sinkFunc = func() int { return i }"),
    snippet("boxed struct", SMALL, "", "sinkAny = pair{i, i}"),
    snippet("makeslice bytes", SIZES, "", "sinkBytes = make([]byte, size)"),
    snippet("makeslice words", FEW, "", "sinkInts = make([]int, size)"),
    snippet("append.8", SMALL, "", "sinkBytes = append(sinkBytes, 1)\nif len(sinkBytes) > 1000 { sinkBytes = nil }"),
    snippet("append.8 in place", SMALL, "b := make([]byte, 0, 100)", "b = append(b[:0], 1)\nsinkBytes = b"),
    snippet("append.32", SMALL, "var b []int32", "b = append(b, 1)\nif len(b) > 1000 { b = nil }"),
    snippet("append.64", SMALL, "var b []int", "b = append(b, 1)\nif len(b) > 1000 { b = nil }"),
    snippet("append.64 to a million", SMALL, "var b []int", "b = append(b, 1)\nif len(b) > 1000000 { b = nil }"),
    snippet("grow", SMALL, "var b []pair", "b = append(b, pair{1, i})\nif len(b) > 1000 { b = nil }"),
    snippet("append.slice", SIZES, "from := make([]byte, size)\nvar b []byte", "b = append(b, from...)\nif len(b) > 200000 { b = nil }"),
    snippet("append.slice in place", SIZES, "from := make([]byte, size)\nb := make([]byte, 0, size)", "b = append(b[:0], from...)"),
    snippet("copy", SIZES, "a, b := make([]byte, size), make([]byte, size)", "sink = copy(a, b)"),
    snippet("clear", SIZES, "a := make([]byte, size)", "clear(a)"),
    snippet("slice", SMALL, "a := make([]int, 100)", "a = a[0:i&63:99]\nsink = len(a)"),
    snippet("slice.str", SMALL, "s := filled(\"ab\", 100)", "sink = len(s[i&31:64])"),
    snippet("str.eq", SIZES, "s, t := filled(\"ab\", size), filled(\"ab\", size)", "if s == t { sink++ }"),
    snippet("str.lt", SIZES, "s, t := filled(\"ab\", size), filled(\"ab\", size)", "if s < t { sink++ }"),
    snippet("str.le", SIZES, "s, t := filled(\"ab\", size), filled(\"ab\", size)", "if s <= t { sink++ }"),
    snippet("concat 2", SIZES, "s, t := filled(\"ab\", size), filled(\"ab\", 1)", "sinkText = s + t"),
    snippet("concat 5", FEW, "s, t := filled(\"ab\", size), filled(\"ab\", 1)", "sinkText = s + t + s + t + s"),
    snippet("runeat ascii", SMALL, "s := filled(\"ab\", 100)", "for _, r := range s { sink += int(r) }"),
    snippet("runeat wide", SMALL, "s := filled(\"\\u20ac\", 99)", "for _, r := range s { sink += int(r) }"),
    snippet("runeat damaged", SMALL, "s := filled(\"\\xe2\\x82\", 100)", "for _, r := range s { sink += int(r) }"),
    snippet("string of bytes", SIZES, "b := make([]byte, size)", "sinkText = string(b)"),
    snippet("bytes of string", SIZES, "s := filled(\"ab\", size)", "sinkBytes = []byte(s)"),
    snippet("string of runes", FEW, "b := []rune(filled(\"\\u20ac\", size*3))", "sinkText = string(b)"),
    snippet("runes of string", FEW, "s := filled(\"\\u20ac\", size*3)", "r := []rune(s)\nsink = len(r)"),
    snippet("string of a rune", SMALL, "", "sinkText = string(rune(8364 + i&7))"),
    snippet("slice to array", SMALL, "a := make([]int, 8)", "b := [8]int(a)\nsink = b[i&7]"),
    snippet("complex division", SMALL, "x, y := complex(1.5, 2.5), complex(0.5, float64(size))", "z := x / y\nif real(z) == 0 { sink++ }"),
    snippet("min of floats", SMALL, "x, y := 1.5, float64(size)", "z := min(x, y)\nw := max(x, y)\nif z == w { sink++ }"),

    snippet("map.new", SMALL, "", "m := make(map[int]int)\nsink = len(m)"),
    snippet("map.new with room", FEW, "", "m := make(map[int]int, size)\nsink = len(m)"),
    snippet("map.get ints", SIZES, "m := map[int]int{}\nfor i := range size { m[i] = i }", "sink = m[i % size]"),
    snippet("map.get absent", SIZES, "m := map[int]int{}\nfor i := range size { m[i] = i }", "sink = m[i + size]"),
    snippet("map.get apart", SIZES, "m := map[int]int{}\nfor i := range size { m[i*4096] = i }", "sink = m[i % size * 4096]"),
    snippet("map.get strings", SIZES, "s := filled(\"ab\", size)\nm := map[string]int{s: 1}", "sink = m[s]"),
    snippet("map.get structs", SMALL, "m := map[pair]int{}\nfor i := range 100 { m[pair{i, i}] = i }", "sink = m[pair{i % 100, i % 100}]"),
    snippet("map.get interfaces", SMALL, "m := map[any]int{}\nfor i := range 100 { m[i] = i }", "sink = m[any(i % 100)]"),
    snippet("map.get wide keys", SMALL, "m := map[[100]int]int{}\nvar k [100]int\nm[k] = 1", "sink = m[k]"),
    snippet("map.set ints", SMALL, "m := map[int]int{}", "m[i & 1023] = i"),
    snippet("map.set growing", SMALL, "m := map[int]int{}", "m[i] = i\nif len(m) > 1000 { m = map[int]int{} }"),
    snippet("map.set to many", SMALL, "m := map[int]int{}", "m[i] = i\nif len(m) > 300000 { m = map[int]int{} }"),
    snippet("map.set strings", SIZES, "s := filled(\"ab\", size)\nm := map[string]int{}", "m[s] = i"),
    snippet("map.delete", SMALL, "m := map[int]int{}\nfor i := range 100 { m[i] = i }", "delete(m, i % 100)\nm[i % 100] = i"),
    snippet("map.delete strings", SIZES, "s := filled(\"ab\", size)\nm := map[string]int{}", "m[s] = 1\ndelete(m, s)"),
    snippet("map.clear", FEW, "m := map[int]int{}", "clear(m)\nm[i] = i"),
    snippet("map.clear of many", &[64, 4096], "m := map[int]int{}", "for j := range size { m[j] = i }\nclear(m)"),
    snippet("map.next", &[1, 64, 4096], "m := map[int]int{}\nfor i := range size { m[i] = i }", "for k := range m { sink = k }"),
    snippet("map.next of deleted", SMALL, "m := map[int]int{}\nfor i := range 100000 { m[i] = i }\nfor i := range 99990 { delete(m, i) }", "for k := range m { sink = k; break }"),
    snippet("map.len", SMALL, "m := map[int]int{1: 1}", "sink = len(m)"),

    snippet("go", SMALL, "c := make(chan int)", "go func() { c <- i }()\nsink = <-c"),
    snippet("yield", SMALL, "", "runtime.Gosched()"),
    snippet("yield and sem", SMALL, "", "lock.Lock()\nsink++\nlock.Unlock()"),
    snippet("chan.new", FEW, "", "c := make(chan int, size)\nsink = cap(c)"),
    snippet("chan.send and chan.recv", SMALL, "c := make(chan int, 1)", "c <- i\nsink = <-c"),
    snippet("chan between goroutines", SMALL, "c := make(chan int)\ngo func() { for { c <- 1 } }()", "sink = <-c"),
    snippet("chan.len", SMALL, "c := make(chan int, 1)", "sink = len(c) + cap(c)"),
    snippet("chan.close", SMALL, "", "c := make(chan int)\nclose(c)"),
    snippet("select", SMALL, "c, d := make(chan int, 1), make(chan int, 1)", "select { case c <- i:\ncase d <- i:\ncase sink = <-c:\ncase sink = <-d: }"),
    snippet("select that waits for none", SMALL, "c := make(chan int)", "select { case sink = <-c:\ncase c <- 1:\ndefault: sink++ }"),
    snippet("select between goroutines", SMALL, "c, d := make(chan int), make(chan int)\ngo func() { for { c <- 1; d <- 1 } }()", "select { case sink = <-c:\ncase sink = <-d: }"),
    snippet("mutex of two goroutines", SMALL, "var l sync.Mutex\ngo func() { for { l.Lock(); sink++; l.Unlock() } }()", "l.Lock()\nsink++\nl.Unlock()"),

    // Collections: garbage beside much that is alive.
    snippet("garbage beside a list", &[1, 100_000, 1_000_000, 2_900_000], "keep := chain(size)", "for range size*2 + 500_000 { sinkNode = &node{} }\nif i < 0 { sinkNode = keep }"),
    snippet("garbage beside a tree", &[10, 19], "keep := tree(size)", "for range 4<<size + 500_000 { sinkNode = &node{} }\nif i < 0 { sinkNode = keep }"),
    snippet("garbage beside slices", &[1000], "keep := make([][]*node, size)\nfor i := range keep { keep[i] = make([]*node, 1000) }", "for range 1_000_000 { sinkNode = &node{} }\nif i < 0 { sinkNode = keep[0][0] }"),
    snippet("garbage below a deep stack", &[10000], "var f func(d, n int)\nf = func(d, n int) { if d > 0 { f(d - 1, n); return }; for j := 0; j < n; j++ { sinkNode = &node{} } }", "f(size, 1000)"),
    snippet("large garbage", &[100_000, 1_000_000], "", "sinkBytes = make([]byte, size)"),

    unbounded("branches on noise", SMALL, "x := uint32(size)", "x = random(x)\nif x & 4 != 0 { sink++ }\nif x & 64 != 0 { sink++ }\nif x & 1024 != 0 { sink++ }"),
    unbounded("loads from far away", &[1 << 10, 1 << 14, 1 << 18, 1 << 22], "a := make([]uint32, size)\nmask := uint32(size - 1)\nfor i := range a { a[i] = (uint32(i) * 2654435761 + 97) & mask }\nx := uint32(0)", "x = a[x & mask]\nsink = int(x)"),
    unbounded("a map in far memory", &[1 << 19], "m := map[int]int{}\nfor i := range size { m[i] = i }\nx := uint32(1)", "x = random(x)\nsink = m[int(x) % size]"),
];

pub(crate) fn jobs() -> Vec<Job> {
    let mut main = DECLARATIONS.to_owned();
    for (i, s) in SNIPPETS.iter().enumerate() {
        let (prepare, round) = (s.prepare, s.round);
        write!(main, "func Measure{i}(n, size int) {{\n{prepare}\nfor i := 0; i < n; i++ {{\n{round}\n}}\n}}\n")
            .expect("strings take all text");
    }

    let program = compile(main, &BTreeMap::new());
    let mut jobs = vec![];
    for (i, s) in SNIPPETS.iter().enumerate() {
        let own = format!("calibrate.Measure{i}");
        let is_own = |name: &str| name.strip_prefix(&own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let funcs = program.module().funcs.iter();
        // What it calls is measured by it too.
        let helpers = ["calibrate.", "sync.(*Mutex)"];
        let relevant = funcs.filter(|f| {
            is_own(&f.name) || helpers.iter().any(|h| f.name.starts_with(h)) && !f.name.starts_with("calibrate.Measure")
        });
        let ops: Vec<Op> = relevant.flat_map(|f| f.code.iter().map(|i| i.op)).collect();
        let natives = natives_of(&program, &own);
        for size in s.sizes {
            let name = if s.sizes.len() > 1 { format!("go: {} {size}", s.name) } else { format!("go: {}", s.name) };
            let work = Work::Go { program: program.clone(), export: format!("Measure{i}"), size: *size };
            let (ops, natives) = (ops.clone(), natives.clone());
            jobs.push(Job {
                name,
                ops,
                native: String::new(),
                what: String::new(),
                size: 1,
                sizes: 1,
                natives,
                work,
                per_round: 1,
                is_bounded: s.is_bounded,
            });
        }
    }
    jobs
}
