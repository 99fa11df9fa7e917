//! Expressions as programs of a machine with threads, and the bytes that keep them.
//!
//! A program is numbers of 32 bits, the least byte first: how many instructions there are, where it starts, how many places it notes, whether
//! it only fits at the beginning of the text; then the instructions, three numbers each; then the classes, each one its count of
//! ranges and their ends. The bytes lie in a contract's memory: every number read may be wrong.

use std::collections::BTreeMap;

use super::{Node, Place};

/// Most instructions and ranges of a program.
pub(crate) const SIZE_MAX: u64 = 1 << 20;

const HEADER: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inst {
    Fail,
    Match,
    /// Goes on at both, rather at the first.
    Split(u32, u32),
    /// Notes the place in the text, and goes on.
    Note(u32, u32),
    At(Place, u32),
    /// Takes a rune of the class that begins at a number.
    Take(u32, u32),
}

/// How large the program of an expression is at most.
pub(crate) fn size(node: &Node) -> u64 {
    match node {
        Node::Empty => 0,
        Node::Class(ranges) => 2 + ranges.len() as u64,
        Node::At(_) => 1,
        Node::Capture(_, inner) => size(inner).saturating_add(2),
        Node::Repeat { node, min, max, .. } => {
            let copies = u64::from(max.unwrap_or(min + 1)).max(1);
            (size(node) + 2).saturating_mul(copies)
        }
        Node::Concat(nodes) => nodes.iter().fold(0, |n, node| size(node).saturating_add(n)),
        Node::Alternate(nodes) => nodes.iter().fold(0, |n, node| size(node).saturating_add(n + 1)),
    }
}

/// Whether an expression fits the empty text somewhere.
fn may_be_empty(node: &Node) -> bool {
    match node {
        Node::Empty | Node::At(_) => true,
        Node::Class(_) => false,
        Node::Capture(_, inner) => may_be_empty(inner),
        Node::Repeat { node, min, .. } => *min == 0 || may_be_empty(node),
        Node::Concat(nodes) => nodes.iter().all(may_be_empty),
        Node::Alternate(nodes) => nodes.iter().any(may_be_empty),
    }
}

struct Compiler<'n> {
    insts: Vec<Inst>,
    classes: Vec<u32>,
    known: BTreeMap<&'n [(u32, u32)], u32>,
}

impl<'n> Compiler<'n> {
    fn add(&mut self, inst: Inst) -> u32 {
        self.insts.push(inst);
        self.insts.len() as u32 - 1
    }

    fn split(&mut self, body: u32, next: u32, greedy: bool) -> Inst {
        if greedy { Inst::Split(body, next) } else { Inst::Split(next, body) }
    }

    /// Compiles a node that goes on at `next`, and returns where it starts.
    fn node(&mut self, node: &'n Node, next: u32) -> u32 {
        match node {
            Node::Empty => next,
            Node::Class(ranges) => {
                let class = match self.known.get(ranges.as_slice()) {
                    Some(at) => *at,
                    None => {
                        let at = self.classes.len() as u32;
                        self.classes.push(ranges.len() as u32);
                        self.classes.extend(ranges.iter().flat_map(|(lo, hi)| [*lo, *hi]));
                        self.known.insert(ranges, at);
                        at
                    }
                };
                self.add(Inst::Take(class, next))
            }
            Node::At(place) => self.add(Inst::At(*place, next)),
            Node::Capture(n, inner) => {
                let end = self.add(Inst::Note(2 * n + 1, next));
                let body = self.node(inner, end);
                self.add(Inst::Note(2 * n, body))
            }
            Node::Concat(nodes) => nodes.iter().rev().fold(next, |next, node| self.node(node, next)),
            Node::Alternate(nodes) => {
                let starts: Vec<u32> = nodes.iter().map(|node| self.node(node, next)).collect();
                let (last, others) = starts.split_last().expect("invariant: an alternation has parts");
                others.iter().rev().fold(*last, |rest, start| self.add(Inst::Split(*start, rest)))
            }
            Node::Repeat { node, min, max, greedy } => {
                let mut start = next;
                let mut copies = *min;
                match max {
                    None => {
                        // The last copy that must be there is the one that repeats.
                        let again = self.add(Inst::Fail);
                        let body = self.node(node, again);
                        self.insts[again as usize] = self.split(body, next, *greedy);
                        start = if *min > 0 {
                            copies -= 1;
                            body
                        } else if may_be_empty(node) {
                            let enter = self.split(body, next, *greedy);
                            self.add(enter)
                        } else {
                            again
                        };
                    }
                    Some(max) => {
                        for _ in *min..*max {
                            let body = self.node(node, start);
                            let enter = self.split(body, next, *greedy);
                            start = self.add(enter);
                        }
                    }
                }
                (0..copies).fold(start, |next, _| self.node(node, next))
            }
        }
    }
}

/// The program of an expression with so many groups, itself included.
pub(crate) fn compile(node: &Node, groups: usize) -> Vec<u8> {
    let mut c = Compiler { insts: Vec::new(), classes: Vec::new(), known: BTreeMap::new() };
    let done = c.add(Inst::Match);
    let end = c.add(Inst::Note(1, done));
    let body = c.node(node, end);
    let start = c.add(Inst::Note(0, body));
    let is_anchored = matches!(c.insts[body as usize], Inst::At(Place::BeginText, _));
    let header = [c.insts.len() as u32, start, 2 * groups as u32, u32::from(is_anchored)];
    let insts = c.insts.iter().flat_map(|inst| match *inst {
        Inst::Fail => [0, 0, 0],
        Inst::Match => [1, 0, 0],
        Inst::Split(a, b) => [2, a, b],
        Inst::Note(slot, next) => [3, slot, next],
        Inst::At(place, next) => [4, place as u32, next],
        Inst::Take(class, next) => [5, class, next],
    });
    header.into_iter().chain(insts).chain(c.classes.iter().copied()).flat_map(u32::to_le_bytes).collect()
}

/// The bytes of a program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Program<'p> {
    bytes: &'p [u8],
}

impl<'p> Program<'p> {
    pub(crate) fn new(bytes: &'p [u8]) -> Program<'p> {
        Program { bytes }
    }

    fn word(&self, i: usize) -> u32 {
        let word = i.checked_mul(4).and_then(|at| self.bytes.get(at..at + 4));
        word.map_or(0, |w| u32::from_le_bytes(w.try_into().expect("invariant: four bytes")))
    }

    pub(crate) fn len(&self) -> usize {
        (self.word(0) as usize).min(self.bytes.len() / 12)
    }

    pub(crate) fn start(&self) -> u32 {
        self.word(1)
    }

    pub(crate) fn slots(&self) -> usize {
        self.word(2) as usize
    }

    pub(crate) fn is_anchored(&self) -> bool {
        self.word(3) == 1
    }

    pub(super) fn inst(&self, pc: u32) -> Inst {
        let at = HEADER + pc as usize * 3;
        let (a, b) = (self.word(at + 1), self.word(at + 2));
        match self.word(at) {
            1 => Inst::Match,
            2 => Inst::Split(a, b),
            3 => Inst::Note(a, b),
            4 => {
                use Place::*;
                let places = [BeginLine, EndLine, BeginText, EndText, WordBoundary, NoWordBoundary];
                places.get(a as usize).map_or(Inst::Fail, |place| Inst::At(*place, b))
            }
            5 => Inst::Take(a, b),
            _ => Inst::Fail,
        }
    }

    /// Whether a rune is in the class at a number.
    pub(super) fn takes(&self, class: u32, r: u32) -> bool {
        let at = HEADER + self.len() * 3 + class as usize;
        let (mut lo, mut hi) = (0, self.word(at) as usize);
        while lo < hi {
            let mid = (lo + hi) / 2;
            if self.word(at + 2 + mid * 2) < r {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        lo < self.word(at) as usize && self.word(at + 1 + lo * 2) <= r
    }
}
