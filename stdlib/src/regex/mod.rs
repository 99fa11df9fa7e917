//! Regular expressions with Go's syntax, matched in time linear in the text.

mod class;
mod compile;
mod exec;
mod parse;

pub(crate) use compile::{Program, SIZE_MAX, compile, size};
pub(crate) use exec::{Matching, Search};
pub(crate) use parse::{Fault, FaultKind, parse};

/// Something that holds at a place between two runes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Place {
    BeginLine,
    EndLine,
    BeginText,
    EndText,
    WordBoundary,
    NoWordBoundary,
}

/// An expression.
#[derive(Debug)]
pub(crate) enum Node {
    Empty,
    /// A rune in sorted ranges.
    Class(Vec<(u32, u32)>),
    At(Place),
    Capture(u32, Box<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        greedy: bool,
    },
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
}
