//! The syntax, with Go's errors. Groups wait in a list of their own, so depth is no recursion; what is built is at most `HEIGHT_MAX`
//! high, so that passes over it can recurse.

use super::class::{self, RUNE_MAX, Ranges};
use super::{Node, Place};
use crate::unicode::{RUNE_ERROR, decode};

/// What is wrong with an expression; the numbers are those that the Go side knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum FaultKind {
    /// Nothing is wrong, but what it takes was refused.
    Unpaid,
    CharRange,
    Escape,
    NamedCapture,
    PerlOp,
    RepeatOp,
    RepeatSize,
    Utf8,
    MissingBracket,
    MissingParen,
    MissingRepeatArgument,
    TrailingBackslash,
    UnexpectedParen,
    NestingDepth,
    Large,
}

/// An error and the part of the expression that it is about.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    pub(crate) text: Vec<u8>,
}

type Result<T = ()> = std::result::Result<T, Fault>;

#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) node: Node,
    /// Of the groups, from the whole expression on; empty for those without a name.
    pub(crate) names: Vec<Vec<u8>>,
}

/// Deepest nesting of a regular expression, as in Go.
const HEIGHT_MAX: u32 = 1000;
/// Greatest count of a repetition in a regular expression, as in Go.
const REPEAT_MAX: u32 = 1000;

#[derive(Clone, Copy)]
struct Flags {
    fold: bool,
    /// `^` and `$` are the ends of the text, not of lines.
    one_line: bool,
    dot_newline: bool,
    lazy: bool,
}

/// A node with what limits need to know.
struct Item {
    node: Node,
    height: u32,
    /// The greatest product of nested counts.
    count: u32,
}

impl Item {
    fn leaf(node: Node) -> Item {
        Item { node, height: 1, count: 1 }
    }
}

/// An open group.
struct Group {
    capture: Option<u32>,
    /// The flags outside of it.
    flags: Flags,
    alternatives: Vec<Item>,
    items: Vec<Item>,
}

struct Parser<'e> {
    all: &'e [u8],
    at: usize,
    perl: bool,
    flags: Flags,
    names: Vec<Vec<u8>>,
    pay: &'e mut dyn FnMut(u64) -> bool,
}

/// A range of a class that is made.
const RANGE_PRICE: u64 = 24;

/// Reads an expression, by Perl's rules or by those of POSIX egrep. `pay` is told what is done beside reading the text, and says
/// whether to go on.
pub(crate) fn parse(expr: &[u8], perl: bool, pay: &mut dyn FnMut(u64) -> bool) -> Result<Parsed> {
    let flags = Flags { fold: false, one_line: perl, dot_newline: false, lazy: false };
    let mut parser = Parser { all: expr, at: 0, perl, flags, names: vec![Vec::new()], pay };
    let node = parser.run()?;
    Ok(Parsed { node, names: parser.names })
}

fn fault<T>(kind: FaultKind, text: &[u8]) -> Result<T> {
    Err(Fault { kind, text: text.to_vec() })
}

impl<'e> Parser<'e> {
    fn pay(&mut self, units: u64) -> Result {
        if (self.pay)(units) { Ok(()) } else { fault(FaultKind::Unpaid, b"") }
    }

    /// The ranges in order, or all that they leave out.
    fn done(&mut self, class: Ranges, negate: bool) -> Result<Ranges> {
        self.pay(RANGE_PRICE * class.len() as u64)?;
        Ok(if negate { class::negated(class) } else { class::normal(class) })
    }

    fn rest(&self) -> &'e [u8] {
        &self.all[self.at..]
    }

    fn starts(&self, text: &[u8]) -> bool {
        self.rest().starts_with(text)
    }

    fn from(&self, start: usize) -> &'e [u8] {
        &self.all[start..self.at]
    }

    fn rune(&mut self) -> Result<u32> {
        let (r, width) = decode(self.rest());
        if r == RUNE_ERROR && width == 1 {
            return fault(FaultKind::Utf8, self.rest());
        }
        self.at += width;
        Ok(r)
    }

    fn run(&mut self) -> Result<Node> {
        let mut open: Vec<Group> = Vec::new();
        let mut group = Group { capture: None, flags: self.flags, alternatives: Vec::new(), items: Vec::new() };
        // Where the repetition that came last begins, if one did.
        let mut repeated = None;
        while self.at < self.all.len() {
            let start = self.at;
            let mut repeats = None;
            match self.all[start] {
                b'(' if self.perl && self.starts(b"(?") => {
                    let flags = self.flags;
                    if let Some(capture) = self.perl_group()? {
                        let fresh = Group { capture, flags, alternatives: Vec::new(), items: Vec::new() };
                        open.push(std::mem::replace(&mut group, fresh));
                    }
                }
                b'(' => {
                    self.at += 1;
                    self.names.push(Vec::new());
                    let capture = Some(self.names.len() as u32 - 1);
                    let fresh = Group { capture, flags: self.flags, alternatives: Vec::new(), items: Vec::new() };
                    open.push(std::mem::replace(&mut group, fresh));
                }
                b'|' => {
                    self.at += 1;
                    let items = std::mem::take(&mut group.items);
                    group.alternatives.push(self.concat(items)?);
                }
                b')' => {
                    self.at += 1;
                    let Some(outer) = open.pop() else { return fault(FaultKind::UnexpectedParen, self.all) };
                    let done = std::mem::replace(&mut group, outer);
                    self.flags = done.flags;
                    let capture = done.capture;
                    let mut item = self.close(done)?;
                    if let Some(n) = capture {
                        item = Item { node: Node::Capture(n, Box::new(item.node)), height: item.height + 1, count: item.count };
                    }
                    self.push(&mut group, item)?;
                }
                b'^' => {
                    self.at += 1;
                    let place = if self.flags.one_line { Place::BeginText } else { Place::BeginLine };
                    group.items.push(Item::leaf(Node::At(place)));
                }
                b'$' => {
                    self.at += 1;
                    let place = if self.flags.one_line { Place::EndText } else { Place::EndLine };
                    group.items.push(Item::leaf(Node::At(place)));
                }
                b'.' => {
                    self.at += 1;
                    let class = if self.flags.dot_newline { vec![(0, RUNE_MAX)] } else { vec![(0, 9), (11, RUNE_MAX)] };
                    group.items.push(Item::leaf(Node::Class(class)));
                }
                b'[' => {
                    let class = self.class()?;
                    group.items.push(Item::leaf(Node::Class(class)));
                }
                c @ (b'*' | b'+' | b'?') => {
                    self.at += 1;
                    let (min, max) = [(0, None), (1, None), (0, Some(1))][usize::from(c != b'*') + usize::from(c == b'?')];
                    self.repeat(&mut group, min, max, start, repeated)?;
                    repeats = Some(start);
                }
                b'{' => match self.counts() {
                    None => {
                        self.at = start + 1;
                        let item = self.literal(u32::from(b'{'))?;
                        group.items.push(item);
                    }
                    Some(Some((min, max))) => {
                        self.repeat(&mut group, min, max, start, repeated)?;
                        repeats = Some(start);
                    }
                    Some(None) => return fault(FaultKind::RepeatSize, self.from(start)),
                },
                b'\\' => self.escaped(&mut group)?,
                _ => {
                    let r = self.rune()?;
                    let item = self.literal(r)?;
                    group.items.push(item);
                }
            }
            repeated = repeats;
        }
        if !open.is_empty() {
            return fault(FaultKind::MissingParen, self.all);
        }
        Ok(self.close(group)?.node)
    }

    fn push(&self, group: &mut Group, item: Item) -> Result {
        if item.height > HEIGHT_MAX {
            return fault(FaultKind::NestingDepth, self.all);
        }
        group.items.push(item);
        Ok(())
    }

    fn join(&self, mut items: Vec<Item>, make: fn(Vec<Node>) -> Node) -> Result<Item> {
        if items.len() == 1 {
            return Ok(items.remove(0));
        }
        let height = items.iter().map(|i| i.height).max().unwrap_or(0) + 1;
        let count = items.iter().map(|i| i.count).max().unwrap_or(1);
        if height > HEIGHT_MAX {
            return fault(FaultKind::NestingDepth, self.all);
        }
        Ok(Item { node: make(items.into_iter().map(|i| i.node).collect()), height, count })
    }

    fn concat(&self, items: Vec<Item>) -> Result<Item> {
        if items.is_empty() { Ok(Item::leaf(Node::Empty)) } else { self.join(items, Node::Concat) }
    }

    fn close(&self, mut group: Group) -> Result<Item> {
        let last = self.concat(group.items)?;
        group.alternatives.push(last);
        self.join(group.alternatives, Node::Alternate)
    }

    fn literal(&mut self, r: u32) -> Result<Item> {
        let class = self.group_of(&[(r, r)], false)?;
        Ok(Item::leaf(Node::Class(class)))
    }

    fn repeat(&mut self, group: &mut Group, min: u32, max: Option<u32>, start: usize, repeated: Option<usize>) -> Result {
        let mut lazy = self.flags.lazy;
        if self.perl {
            if self.starts(b"?") {
                self.at += 1;
                lazy = !lazy;
            }
            if let Some(before) = repeated {
                return fault(FaultKind::RepeatOp, self.from(before));
            }
        }
        let Some(item) = group.items.pop() else { return fault(FaultKind::MissingRepeatArgument, self.from(start)) };
        let greedy = !lazy;
        let counted = max.is_some_and(|m| m > 1) || min > 1;
        // A repetition of a repetition, which POSIX allows, is not higher for the simple ones.
        if let Node::Repeat { min: inner, max: inner_max, greedy: same, .. } = &item.node
            && *same == greedy
            && !counted
            && *inner <= 1
            && inner_max.is_none_or(|m| m <= 1)
        {
            let (least, most) = ((*inner).min(min), if inner_max.is_none() || max.is_none() { None } else { Some(1) });
            let Node::Repeat { node, .. } = item.node else { unreachable!("invariant: just matched") };
            group.items.push(Item { node: Node::Repeat { node, min: least, max: most, greedy }, ..item });
            return Ok(());
        }
        let factor = if counted { max.unwrap_or(min).max(1) } else { 1 };
        let count = item.count.saturating_mul(factor);
        if counted && count > REPEAT_MAX {
            return fault(FaultKind::RepeatSize, self.from(start));
        }
        let node = Node::Repeat { node: Box::new(item.node), min, max, greedy };
        self.push(group, Item { node, height: item.height + 1, count })
    }

    /// `{n}`, `{n,}` or `{n,m}`: `None` if it is not one, `Some(None)` if the numbers cannot be.
    fn counts(&mut self) -> Option<Option<(u32, Option<u32>)>> {
        self.at += 1;
        let min = self.number()?;
        let mut max = Some(min);
        if self.starts(b",") {
            self.at += 1;
            max = if self.starts(b"}") { None } else { Some(self.number()?) };
        }
        if !self.starts(b"}") {
            return None;
        }
        self.at += 1;
        let wrong = min > REPEAT_MAX || max.is_some_and(|m| m > REPEAT_MAX || m < min);
        Some((!wrong).then_some((min, max)))
    }

    /// Digits without leading zeros; what is too large for a count is one more than the greatest.
    fn number(&mut self) -> Option<u32> {
        let digits: Vec<u8> = self.rest().iter().copied().take_while(u8::is_ascii_digit).collect();
        if digits.is_empty() || digits.len() > 1 && digits[0] == b'0' {
            return None;
        }
        self.at += digits.len();
        Some(digits.iter().fold(0_u32, |n, d| (n * 10 + u32::from(d - b'0')).min(REPEAT_MAX + 1)))
    }

    /// What begins with `(?`: `Some(number)` for a group, `None` for flags alone.
    fn perl_group(&mut self) -> Result<Option<Option<u32>>> {
        let start = self.at;
        let named = if self.starts(b"(?P<") { 4 } else { 3 };
        if (self.starts(b"(?P<") || self.starts(b"(?<")) && self.rest().len() > named {
            let Some(end) = self.rest().iter().position(|c| *c == b'>') else {
                if std::str::from_utf8(self.rest()).is_err() {
                    return fault(FaultKind::Utf8, self.rest());
                }
                return fault(FaultKind::NamedCapture, self.rest());
            };
            let name = &self.rest()[named..end];
            self.at += end + 1;
            if std::str::from_utf8(name).is_err() {
                return fault(FaultKind::Utf8, name);
            }
            if name.is_empty() || !name.iter().all(|c| class::is_word(u32::from(*c))) {
                return fault(FaultKind::NamedCapture, self.from(start));
            }
            self.names.push(name.to_vec());
            return Ok(Some(Some(self.names.len() as u32 - 1)));
        }
        self.at += 2;
        let (mut flags, mut on, mut is_empty) = (self.flags, true, true);
        while self.at < self.all.len() {
            let r = self.rune()?;
            match char::from_u32(r) {
                Some('i') => flags.fold = on,
                Some('m') => flags.one_line = !on,
                Some('s') => flags.dot_newline = on,
                Some('U') => flags.lazy = on,
                Some('-') if on => {
                    on = false;
                    is_empty = true;
                    continue;
                }
                Some(c @ (':' | ')')) if on || !is_empty => {
                    if c == ')' {
                        self.flags = flags;
                        return Ok(None);
                    }
                    self.flags = flags;
                    return Ok(Some(None));
                }
                _ => return fault(FaultKind::PerlOp, self.from(start)),
            }
            is_empty = false;
        }
        fault(FaultKind::PerlOp, self.from(start))
    }

    /// What begins with a backslash outside of a class.
    fn escaped(&mut self, group: &mut Group) -> Result {
        if self.perl && self.rest().len() >= 2 {
            let place = match self.rest()[1] {
                b'A' => Some(Place::BeginText),
                b'b' => Some(Place::WordBoundary),
                b'B' => Some(Place::NoWordBoundary),
                b'z' => Some(Place::EndText),
                b'C' => return fault(FaultKind::Escape, b"\\C"),
                b'Q' => {
                    self.at += 2;
                    let rest = self.rest();
                    let end = rest.windows(2).position(|w| w == b"\\E");
                    let stop = self.at + end.unwrap_or(rest.len());
                    while self.at < stop {
                        let at = self.at;
                        let r = self.rune().map_err(|f| Fault { text: self.all[at..stop].to_vec(), ..f })?;
                        let item = self.literal(r)?;
                        group.items.push(item);
                    }
                    if end.is_some() {
                        self.at = stop + 2;
                    }
                    return Ok(());
                }
                _ => None,
            };
            if let Some(place) = place {
                self.at += 2;
                group.items.push(Item::leaf(Node::At(place)));
                return Ok(());
            }
        }
        let class = match self.unicode_group()? {
            Some(class) => Some(class),
            None => self.perl_class()?,
        };
        let item = match class {
            Some(class) => Item::leaf(Node::Class(class)),
            None => {
                let r = self.escape()?;
                self.literal(r)?
            }
        };
        group.items.push(item);
        Ok(())
    }

    /// `\d`, `\s`, `\w` and their negations.
    fn perl_class(&mut self) -> Result<Option<Ranges>> {
        let Some([b'\\', letter]) = self.rest().get(..2).filter(|_| self.perl) else { return Ok(None) };
        let ranges: &[(u32, u32)] = match letter.to_ascii_lowercase() {
            b'd' => &[(0x30, 0x39)],
            b's' => &[(9, 10), (12, 13), (0x20, 0x20)],
            b'w' => &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)],
            _ => return Ok(None),
        };
        self.at += 2;
        self.group_of(ranges, letter.is_ascii_uppercase()).map(Some)
    }

    /// A group of ranges, folded and negated.
    fn group_of(&mut self, ranges: &[(u32, u32)], negate: bool) -> Result<Ranges> {
        let mut class = ranges.to_vec();
        if self.flags.fold {
            ranges.iter().for_each(|(lo, hi)| class::add_folds(&mut class, *lo, *hi));
        }
        self.done(class, negate)
    }

    /// `\pN`, `\p{Name}`, `\P` and the like.
    fn unicode_group(&mut self) -> Result<Option<Ranges>> {
        if !self.perl || !matches!(self.rest(), [b'\\', b'p' | b'P', ..]) {
            return Ok(None);
        }
        let start = self.at;
        let mut negate = self.rest()[1] == b'P';
        self.at += 2;
        if self.at == self.all.len() {
            return fault(FaultKind::CharRange, self.from(start));
        }
        let first = self.rune()?;
        let name = if first == u32::from(b'{') {
            let Some(end) = self.rest().iter().position(|c| *c == b'}') else {
                let text = &self.all[start..];
                return fault(if std::str::from_utf8(text).is_err() { FaultKind::Utf8 } else { FaultKind::CharRange }, text);
            };
            let name = &self.rest()[..end];
            self.at += end + 1;
            name
        } else {
            self.from(start + 2)
        };
        let Ok(mut name) = std::str::from_utf8(name) else { return fault(FaultKind::Utf8, name) };
        if let Some(positive) = name.strip_prefix('^') {
            negate = !negate;
            name = positive;
        }
        match class::by_name(name, self.flags.fold) {
            Some(class) => self.done(class, negate).map(Some),
            None => fault(FaultKind::CharRange, self.from(start)),
        }
    }

    /// An escaped rune.
    fn escape(&mut self) -> Result<u32> {
        let start = self.at;
        self.at += 1;
        if self.at == self.all.len() {
            return fault(FaultKind::TrailingBackslash, b"");
        }
        let c = self.rune()?;
        let byte = |c: u32| u8::try_from(c).unwrap_or(0);
        let octal = |p: &mut Self, mut r: u32, most: usize| {
            for _ in 0..most {
                match p.rest().first() {
                    Some(d @ b'0'..=b'7') => r = r * 8 + u32::from(d - b'0'),
                    _ => break,
                }
                p.at += 1;
            }
            r
        };
        match byte(c) {
            // A single digit would be a reference to a group.
            b'1'..=b'7' if matches!(self.rest().first(), Some(b'0'..=b'7')) => return Ok(octal(self, c - 0x30, 2)),
            b'0' => return Ok(octal(self, 0, 2)),
            b'x' => {
                if let Some(r) = self.hex_escape()? {
                    return Ok(r);
                }
            }
            b'a' => return Ok(7),
            b'f' => return Ok(12),
            b'n' => return Ok(10),
            b'r' => return Ok(13),
            b't' => return Ok(9),
            b'v' => return Ok(11),
            _ if c < 0x80 && !byte(c).is_ascii_alphanumeric() => return Ok(c),
            _ => {}
        }
        fault(FaultKind::Escape, self.from(start))
    }

    fn hex_escape(&mut self) -> Result<Option<u32>> {
        if self.at == self.all.len() {
            return Ok(None);
        }
        let c = self.rune()?;
        let digit = |c: u32| char::from_u32(c).and_then(|c| c.to_digit(16));
        if c == u32::from(b'{') {
            let (mut r, mut count) = (0, 0);
            loop {
                if self.at == self.all.len() {
                    return Ok(None);
                }
                let c = self.rune()?;
                if c == u32::from(b'}') {
                    return Ok((count > 0).then_some(r));
                }
                let Some(d) = digit(c) else { return Ok(None) };
                r = r * 16 + d;
                count += 1;
                if r > RUNE_MAX {
                    return Ok(None);
                }
            }
        }
        if self.at == self.all.len() && digit(c).is_none() {
            return Ok(None);
        }
        let Some(high) = digit(c) else {
            self.rune()?;
            return Ok(None);
        };
        if self.at == self.all.len() {
            return Ok(None);
        }
        let Some(low) = self.rune().map(digit)? else { return Ok(None) };
        Ok(Some(high * 16 + low))
    }

    fn class_rune(&mut self, start: usize) -> Result<u32> {
        match self.rest().first() {
            None => fault(FaultKind::MissingBracket, &self.all[start..]),
            Some(b'\\') => self.escape(),
            Some(_) => self.rune(),
        }
    }

    fn class(&mut self) -> Result<Ranges> {
        let start = self.at;
        self.at += 1;
        let mut class = Ranges::new();
        let negate = self.starts(b"^");
        if negate {
            self.at += 1;
            // The rules of POSIX keep line feeds out of negated classes.
            if !self.perl {
                class.push((10, 10));
            }
        }
        let mut first = true;
        while self.at == self.all.len() || !self.starts(b"]") || first {
            if self.starts(b"-") && !self.perl && !first && !self.rest()[1..].starts_with(b"]") {
                let from = self.at;
                self.at += 1;
                if self.at < self.all.len() {
                    self.rune()?;
                }
                return fault(FaultKind::CharRange, self.from(from));
            }
            first = false;
            if self.starts(b"[:") {
                // Whoever looks for the end behind each beginning looks far.
                self.pay(self.rest().len() as u64 / 2)?;
            }
            if self.starts(b"[:")
                && let Some(end) = self.rest()[2..].windows(2).position(|w| w == b":]")
            {
                let name = &self.rest()[..end + 4];
                let Some((ranges, negate)) = posix_class(&name[2..name.len() - 2]) else {
                    return fault(FaultKind::CharRange, name);
                };
                self.at += name.len();
                class.extend(self.group_of(ranges, negate)?);
                continue;
            }
            if let Some(group) = self.unicode_group()? {
                class.extend(group);
                continue;
            }
            if let Some(group) = self.perl_class()? {
                class.extend(group);
                continue;
            }
            let from = self.at;
            let lo = self.class_rune(start)?;
            let mut hi = lo;
            if self.rest().len() >= 2 && self.starts(b"-") && !self.starts(b"-]") {
                self.at += 1;
                hi = self.class_rune(start)?;
                if hi < lo {
                    return fault(FaultKind::CharRange, self.from(from));
                }
            }
            class::add(&mut class, lo, hi);
            if self.flags.fold {
                let before = class.len();
                class::add_folds(&mut class, lo, hi);
                self.pay(RANGE_PRICE * (class.len() - before) as u64)?;
            }
        }
        self.at += 1;
        self.done(class, negate)
    }
}

type Named = (&'static [(u32, u32)], bool);

fn posix_class(name: &[u8]) -> Option<Named> {
    let (name, negate) = name.strip_prefix(b"^").map_or((name, false), |n| (n, true));
    let ranges: &[(u32, u32)] = match name {
        b"alnum" => &[(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)],
        b"alpha" => &[(0x41, 0x5A), (0x61, 0x7A)],
        b"ascii" => &[(0, 0x7F)],
        b"blank" => &[(9, 9), (0x20, 0x20)],
        b"cntrl" => &[(0, 0x1F), (0x7F, 0x7F)],
        b"digit" => &[(0x30, 0x39)],
        b"graph" => &[(0x21, 0x7E)],
        b"lower" => &[(0x61, 0x7A)],
        b"print" => &[(0x20, 0x7E)],
        b"punct" => &[(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)],
        b"space" => &[(9, 13), (0x20, 0x20)],
        b"upper" => &[(0x41, 0x5A)],
        b"word" => &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)],
        b"xdigit" => &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)],
        _ => return None,
    };
    Some((ranges, negate))
}
