//! Interned names.

use std::cell::{RefCell, RefMut};
use std::collections::BTreeMap;
use std::sync::LazyLock;

use bumpalo::Bump;

use crate::arena::make_room;
use crate::token::{KEYWORDS, TokenKind};

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

    /// What the token of a name is: a keyword or an identifier.
    #[inline(always)]
    pub(crate) fn kind(self) -> TokenKind {
        // Looked up, since no processor guesses which it is.
        KINDS[(self.0 as usize).min(KINDS.len() - 1)]
    }

    /// Index for tables beside the interner.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

const PREDEFINED: [&str; 6] = ["_", "", "init", "main", "iota", "."];

/// The kinds of the first symbols: the predefined names, the keywords, and all other names.
const KINDS: [TokenKind; PREDEFINED.len() + KEYWORDS.len() + 1] = {
    let mut kinds = [TokenKind::Ident; PREDEFINED.len() + KEYWORDS.len() + 1];
    kinds.split_at_mut(PREDEFINED.len()).1.split_at_mut(KEYWORDS.len()).0.copy_from_slice(KEYWORDS);
    kinds
};

/// The table of names as each begins: with the predefined names and the keywords.
#[derive(Debug)]
struct Seed {
    texts: [&'static str; PREDEFINED.len() + KEYWORDS.len()],
    keys: Vec<u64>,
    slots: Vec<u32>,
}

static SEED: LazyLock<Seed> = LazyLock::new(|| {
    let mut texts = [""; PREDEFINED.len() + KEYWORDS.len()];
    let known = PREDEFINED.into_iter().chain(KEYWORDS.iter().map(|kind| kind.text()));
    texts.iter_mut().zip(known).for_each(|(text, name)| *text = name);
    let (arena, slots) = (Bump::new(), vec![VACANT; SLOTS_MIN]);
    let mut names = Names { arena: &arena, texts: Vec::new(), keys: Vec::new(), slots, used: 0, crowded: BTreeMap::new() };
    for name in texts {
        names.intern(name, 0, name.len());
    }
    assert!(names.crowded.is_empty(), "invariant: a table that is nearly empty has room for these few names");
    Seed { texts, keys: names.keys, slots: names.slots }
});

/// The table of names; the text lives in the arena of the compilation.
#[derive(Debug)]
pub struct Interner<'a> {
    names: RefCell<Names<'a>>,
}

impl<'a> Interner<'a> {
    /// A table whose text is kept in `arena`.
    #[must_use]
    pub fn new(arena: &'a Bump) -> Interner<'a> {
        let Seed { texts, keys, slots } = &*SEED;
        let mut names = Names {
            arena,
            texts: Vec::with_capacity(SLOTS_MIN / 8),
            keys: Vec::with_capacity(SLOTS_MIN / 8),
            slots: slots.clone(),
            used: texts.len(),
            crowded: BTreeMap::new(),
        };
        names.texts.extend_from_slice(texts);
        names.keys.extend_from_slice(keys);
        Interner { names: RefCell::new(names) }
    }

    /// The symbol of `name`.
    pub fn intern(&self, name: &str) -> Symbol {
        self.names.borrow_mut().intern(name, 0, name.len())
    }

    /// The text of `symbol`.
    #[must_use]
    pub fn resolve(&self, symbol: Symbol) -> &'a str {
        self.names.borrow().texts[symbol.index()]
    }

    /// The table itself, for whoever interns many names at once.
    pub(crate) fn names(&self) -> RefMut<'_, Names<'a>> {
        self.names.borrow_mut()
    }
}

/// Slots of a new table: enough for the names of most files.
const SLOTS_MIN: usize = 1 << 10;

/// A name is in one of this many slots from the one that its hash points at, or among the crowded names.
const PROBES: usize = 24;

/// A name of at most this many bytes is, with its length in the byte above, its own key.
const SHORT: usize = 7;

/// Where the length of a short name stands in its key.
const LENGTH_SHIFT: u32 = 56;

/// This bit of a key tells that it is the hash of a longer name.
const LONG: u64 = 1 << 63;

/// Bytes that are hashed at once.
const WORD: usize = 8;

/// Odd, with bits spread evenly: the fractional part of the golden ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// A slot without a symbol: there are fewer names than positions.
const VACANT: u32 = u32::MAX;

/// An open-addressing hash table with a bound on the probes.
///
/// Strangers choose the names. Any fixed hash has names that collide, and a table that probes on until it finds room would take
/// quadratic time over them. A random seed would hide which names these are, but nothing here shall depend on chance; so a name
/// that finds no room within [`PROBES`] slots goes to an ordered map, and time is `n log n` whatever the names are. Among names that
/// were not chosen for it hardly any comes there, since at most half of the slots are used.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    arena: &'a Bump,
    /// Of each symbol.
    texts: Vec<&'a str>,
    /// Of each symbol. The slots have none: they are many, and most are empty.
    keys: Vec<u64>,
    /// A power of two of symbols.
    slots: Vec<u32>,
    /// Slots that are not vacant.
    used: usize,
    /// The names that found no room.
    crowded: BTreeMap<&'a str, Symbol>,
}

impl Names<'_> {
    /// The symbol of `text[lo..hi]`. What stands after it in `text` lets a short name be read in one piece.
    #[inline(always)]
    pub(crate) fn intern(&mut self, text: &str, lo: usize, hi: usize) -> Symbol {
        let key = if hi - lo <= SHORT { word(text.as_bytes(), lo, hi - lo) } else { hash(&text.as_bytes()[lo..hi]) };
        let symbol = self.slots[home(key) & (self.slots.len() - 1)];
        if self.is_at(symbol, key, text, lo, hi) { Symbol(symbol) } else { self.intern_key(key, text, lo, hi) }
    }

    /// The symbol of `text[lo..hi]`, a short name that is the low bytes of `word`, whose other bytes are 0.
    #[inline(always)]
    pub(crate) fn intern_word(&mut self, word: u64, text: &str, lo: usize, hi: usize) -> Symbol {
        let key = word | ((hi - lo) as u64) << LENGTH_SHIFT;
        let symbol = self.slots[home(key) & (self.slots.len() - 1)];
        if self.keys.get(symbol as usize) == Some(&key) { Symbol(symbol) } else { self.intern_key(key, text, lo, hi) }
    }

    /// Whether a slot holds the symbol of the name that has this key.
    #[inline(always)]
    fn is_at(&self, symbol: u32, key: u64, text: &str, lo: usize, hi: usize) -> bool {
        let symbol = symbol as usize;
        self.keys.get(symbol) == Some(&key)
            && (key & LONG == 0 || is_same(self.texts[symbol].as_bytes(), &text.as_bytes()[lo..hi]))
    }

    #[inline(never)]
    fn intern_key(&mut self, key: u64, text: &str, lo: usize, hi: usize) -> Symbol {
        let mask = self.slots.len() - 1;
        let home = home(key);
        let mut vacant = None;
        for probe in home..home + PROBES {
            let symbol = self.slots[probe & mask];
            if symbol == VACANT {
                vacant = Some(probe & mask);
                break;
            }
            if self.is_at(symbol, key, text, lo, hi) {
                return Symbol(symbol);
            }
        }
        let name = &text[lo..hi];
        if let Some(symbol) = self.crowded.get(name) {
            return *symbol;
        }
        let symbol = u32::try_from(self.texts.len()).expect("invariant: fewer names than positions");
        make_room(self.arena, name.len());
        if self.texts.len() == self.texts.capacity() {
            let more = self.texts.len() / 2;
            self.texts.reserve_exact(more);
            self.keys.reserve_exact(more);
        }
        self.texts.push(self.arena.alloc_str(name));
        self.keys.push(key);
        self.place(symbol, vacant);
        if self.used * 2 > self.slots.len() {
            self.grow();
        }
        Symbol(symbol)
    }

    fn place(&mut self, symbol: u32, vacant: Option<usize>) {
        match vacant {
            Some(at) => {
                self.slots[at] = symbol;
                self.used += 1;
            }
            None => {
                self.crowded.insert(self.texts[symbol as usize], Symbol(symbol));
            }
        }
    }

    /// Names that were crowded stay so: what they were chosen against is the hash, not the size of the table.
    fn grow(&mut self) {
        let larger = vec![VACANT; self.slots.len() * 2];
        let slots = std::mem::replace(&mut self.slots, larger);
        self.used = 0;
        for symbol in slots.into_iter().filter(|symbol| *symbol != VACANT) {
            let (home, mask) = (home(self.keys[symbol as usize]), self.slots.len() - 1);
            let vacant = (home..home + PROBES).map(|at| at & mask).find(|at| self.slots[*at] == VACANT);
            self.place(symbol, vacant);
        }
    }
}

/// The key of a short name.
#[inline]
fn word(text: &[u8], lo: usize, len: usize) -> u64 {
    let word = match text[lo..].first_chunk::<WORD>() {
        Some(word) => u64::from_le_bytes(*word) & !(u64::MAX << (8 * len)),
        None => text[lo..lo + len].iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    word | (len as u64) << LENGTH_SHIFT
}

/// The key of a longer name.
#[inline(always)]
fn hash(name: &[u8]) -> u64 {
    let (first, last) = ends(name);
    // The words between.
    let hash = if name.len() <= 2 * WORD { first } else { hash_on(name) };
    fold(hash ^ FACTOR ^ name.len() as u64, last ^ FACTOR.rotate_left(32)) | LONG
}

#[inline(never)]
fn hash_on(name: &[u8]) -> u64 {
    let (words, _) = name.as_chunks::<WORD>();
    words.iter().fold(0, |hash, word| mix(hash ^ u64::from_le_bytes(*word)))
}

/// The first and the last word of a longer name, which may overlap.
#[inline(always)]
fn ends(name: &[u8]) -> (u64, u64) {
    let word = |word: Option<&[u8; WORD]>| word.map_or(0, |word| u64::from_le_bytes(*word));
    (word(name.first_chunk()), word(name.last_chunk()))
}

/// Whether two longer names are equal; mostly two words tell.
#[inline(always)]
fn is_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && ends(a) == ends(b) && (a.len() <= 2 * WORD || a == b)
}

/// The slot of a key, up to the size of the table.
#[inline]
fn home(key: u64) -> usize {
    // The upper bits depend on all bits of the key.
    (mix(key) >> 8) as u32 as usize
}

#[inline]
fn mix(word: u64) -> u64 {
    fold(word ^ FACTOR.rotate_left(32), FACTOR)
}

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let texts: Vec<String> = (0..100_000u32)
            .map(|n| match n % 4 {
                0 => format!("{n}"),
                1 => format!("name{n:x}"),
                2 => format!("a longer name {n}"),
                _ => "\0".repeat(n as usize % 20) + &"é".repeat(n as usize / 5_000),
            })
            .collect();
        let symbols: Vec<Symbol> = texts.iter().map(|text| names.intern(text)).collect();
        let mut symbol_of = BTreeMap::new();
        for (text, symbol) in texts.iter().zip(&symbols) {
            assert_eq!(names.resolve(*symbol), text);
            assert_eq!(*symbol_of.entry(text).or_insert(*symbol), *symbol);
            assert_eq!(names.intern(text), *symbol);
        }
        assert!(names.names().crowded.len() < 100, "{}", names.names().crowded.len());
    }

    #[test]
    fn a_name_is_the_same_wherever_it_stands() {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let text = "abcdefghijklmnopqrstuvwxyz";
        for lo in 0..text.len() {
            for hi in lo..=text.len() {
                let within = names.names().intern(text, lo, hi);
                assert_eq!(within, names.intern(&text[lo..hi]), "{}", &text[lo..hi]);
            }
        }
    }

    #[test]
    fn predefined_names_and_keywords_have_their_symbols() {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let predefined = [Symbol::BLANK, Symbol::EMPTY, Symbol::INIT, Symbol::MAIN, Symbol::IOTA, Symbol::DOT];
        assert_eq!(predefined.map(|symbol| names.resolve(symbol)), PREDEFINED);
        for kind in KEYWORDS {
            assert_eq!(names.intern(kind.text()).kind(), *kind);
        }
        assert_eq!([Symbol::DOT.kind(), names.intern("x").kind()], [TokenKind::Ident; 2]);
    }

    #[test]
    fn names_with_one_hash_take_no_quadratic_time() {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let texts: Vec<String> = (0..200_000).map(|n| format!("chosen by an enemy {n}")).collect();
        // No order of the names is good for the one that meets the table.
        for _ in 0..2 {
            for (n, text) in texts.iter().enumerate() {
                let symbol = names.names().intern_key(LONG | 7, text, 0, text.len());
                assert_eq!(symbol.index(), n + PREDEFINED.len() + KEYWORDS.len());
            }
        }
        assert_eq!(names.names().crowded.len(), texts.len() - PROBES);
    }
}
