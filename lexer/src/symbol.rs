//! Interned names.

use std::cell::RefCell;

use bumpalo::Bump;
use rustc_hash::FxHashMap;

/// An interned string. Symbols are numbered in order of first appearance: never let that order reach an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Symbol(u32);

impl Symbol {
    /// The blank identifier `_`.
    pub const BLANK: Symbol = Symbol(0);
    /// The empty string.
    pub const EMPTY: Symbol = Symbol(1);
    /// `init`.
    pub const INIT: Symbol = Symbol(2);
    /// `main`.
    pub const MAIN: Symbol = Symbol(3);
    /// `iota`.
    pub const IOTA: Symbol = Symbol(4);
    /// `.`, the name of a dot import.
    pub const DOT: Symbol = Symbol(5);

    /// Index for tables beside the interner.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

const PREDEFINED: [&str; 6] = ["_", "", "init", "main", "iota", "."];

/// The table of names; the text lives in the arena of the compilation.
#[derive(Debug)]
pub struct Interner<'a> {
    arena: &'a Bump,
    names: RefCell<Vec<&'a str>>,
    // Looked up, never iterated.
    index: RefCell<FxHashMap<&'a str, Symbol>>,
}

impl<'a> Interner<'a> {
    /// A table whose text is kept in `arena`.
    #[must_use]
    pub fn new(arena: &'a Bump) -> Interner<'a> {
        let it = Interner { arena, names: RefCell::default(), index: RefCell::default() };
        for name in PREDEFINED {
            it.intern(name);
        }
        it
    }

    /// The symbol of `name`.
    pub fn intern(&self, name: &str) -> Symbol {
        if let Some(symbol) = self.index.borrow().get(name) {
            return *symbol;
        }
        let name: &'a str = self.arena.alloc_str(name);
        let mut names = self.names.borrow_mut();
        let symbol = Symbol(u32::try_from(names.len()).expect("invariant: fewer names than positions"));
        names.push(name);
        self.index.borrow_mut().insert(name, symbol);
        symbol
    }

    /// The text of `symbol`.
    #[must_use]
    pub fn resolve(&self, symbol: Symbol) -> &'a str {
        self.names.borrow()[symbol.index()]
    }
}
