//! Natives of package encoding/json: what looks at text alone.

use govm_interp::NativeCtx;

use super::{Result, Row, check_text, len, read};
use crate::unicode::{RUNE_ERROR, decode, push_rune};

pub(super) const TABLE: &[Row] = &[
    // scan(data, at): where the value that begins at an offset ends, or where it is wrong and how.
    ("encoding/json.scan", |ctx, w| {
        let at = w[2] as usize;
        ctx.charge(10 + 2 * len(w[0]).saturating_sub(at as u64))?;
        let (end, state) = Scanner { data: ctx.bytes(w[0])?, at }.value();
        (w[0], w[1]) = (end as u64, state as u64);
        Ok(())
    }),
    ("encoding/json.quote", |ctx, w| {
        let escape_html = w[1] & 1 == 1;
        ctx.charge(30 + 2 * len(w[0]))?;
        let is_plain = |c: &u8| (0x20..0x80).contains(c) && !matches!(c, b'"' | b'\\' | b'<' | b'>' | b'&');
        let others = read(ctx, &[w[0]])?.iter().filter(|c| !is_plain(c)).count();
        ctx.charge(12 * others as u64)?;
        let s = read(ctx, &[w[0]])?;
        let mut out = Vec::with_capacity(s.len() + 2);
        quote(&mut out, s, escape_html);
        w[0] = ctx.new_string(&out)?;
        Ok(())
    }),
    ("encoding/json.unquote", |ctx, w| {
        ctx.charge(len(w[0]))?;
        let text = unquote(read(ctx, &[w[0], w[0]])?);
        w[1] = u64::from(text.is_some());
        w[0] = ctx.new_string(&text.unwrap_or_default())?;
        Ok(())
    }),
    ("encoding/json.compact", |ctx, w| {
        let escape_html = w[2] & 1 == 1;
        ctx.charge(2 * len(w[0]))?;
        let out = compact(read(ctx, &[w[0], w[0]])?, escape_html);
        w[0] = ctx.new_string(&out)?;
        Ok(())
    }),
    ("encoding/json.indent", indent),
];

/// What is wrong with a text; the numbers are those that the Go side knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum State {
    Complete,
    EndOfInput,
    BeginningOfValue,
    BeginningOfKey,
    AfterKey,
    AfterPair,
    AfterElement,
    InString,
    InEscape,
    InHexEscape,
    InNumber,
    AfterPoint,
    InExponent,
    TooDeep,
    /// Of `true`, `false`, `null`: then four for each, by the letter that is expected.
    Literal,
}

/// Deepest nesting of a JSON text that is read, as in Go.
const DEPTH_MAX: usize = 10_000;

struct Scanner<'d> {
    data: &'d [u8],
    at: usize,
}

type Fault = (usize, usize);

impl Scanner<'_> {
    fn peek(&mut self) -> std::result::Result<u8, Fault> {
        while self.data.get(self.at).is_some_and(|c| is_space(*c)) {
            self.at += 1;
        }
        self.byte()
    }

    fn byte(&self) -> std::result::Result<u8, Fault> {
        self.data.get(self.at).copied().ok_or((self.data.len(), State::EndOfInput as usize))
    }

    /// The byte here, or 0, which fits nowhere, behind the end: there the state tells what a space would be.
    fn byte_or_end(&self) -> u8 {
        self.data.get(self.at).copied().unwrap_or(0)
    }

    fn fault<T>(&self, state: State) -> std::result::Result<T, Fault> {
        Err((self.at, state as usize))
    }

    fn value(mut self) -> Fault {
        match self.walk() {
            Ok(()) => (self.at, State::Complete as usize),
            Err(fault) => fault,
        }
    }

    /// Goes over a value with a list of what is open, true for objects.
    fn walk(&mut self) -> std::result::Result<(), Fault> {
        let mut open: Vec<bool> = Vec::new();
        loop {
            // A value begins here.
            let c = self.peek()?;
            match c {
                b'{' | b'[' => {
                    if open.len() == DEPTH_MAX {
                        return self.fault(State::TooDeep);
                    }
                    open.push(c == b'{');
                    self.at += 1;
                    let next = self.peek()?;
                    if next != c + 2 {
                        if c == b'{' {
                            self.key()?;
                        }
                        continue;
                    }
                    self.at += 1;
                    open.pop();
                }
                b'"' => self.string()?,
                b'-' | b'0'..=b'9' => self.number()?,
                b't' => self.literal(b"true", 0)?,
                b'f' => self.literal(b"false", 4)?,
                b'n' => self.literal(b"null", 9)?,
                _ => return self.fault(State::BeginningOfValue),
            }
            // A value has ended.
            loop {
                let Some(&in_object) = open.last() else { return Ok(()) };
                match (self.peek()?, in_object) {
                    (b',', _) => {
                        self.at += 1;
                        if in_object {
                            self.peek()?;
                            self.key()?;
                        }
                        break;
                    }
                    (b'}', true) | (b']', false) => {
                        self.at += 1;
                        open.pop();
                    }
                    (_, true) => return self.fault(State::AfterPair),
                    (_, false) => return self.fault(State::AfterElement),
                }
            }
        }
    }

    fn key(&mut self) -> std::result::Result<(), Fault> {
        if self.byte()? != b'"' {
            return self.fault(State::BeginningOfKey);
        }
        self.string()?;
        if self.peek()? != b':' {
            return self.fault(State::AfterKey);
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> std::result::Result<(), Fault> {
        self.at += 1;
        loop {
            match self.byte()? {
                b'"' => break,
                0..0x20 => return self.fault(State::InString),
                b'\\' => {
                    self.at += 1;
                    match self.byte_or_end() {
                        b'u' => {
                            for _ in 0..4 {
                                self.at += 1;
                                if !self.byte_or_end().is_ascii_hexdigit() {
                                    return self.fault(State::InHexEscape);
                                }
                            }
                        }
                        b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"' => {}
                        _ => return self.fault(State::InEscape),
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        Ok(())
    }

    /// Digits, of which there must be one.
    fn digits(&mut self, state: State) -> std::result::Result<(), Fault> {
        if !self.byte_or_end().is_ascii_digit() {
            return self.fault(state);
        }
        while self.data.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> std::result::Result<(), Fault> {
        if self.byte_or_end() == b'-' {
            self.at += 1;
        }
        if self.byte_or_end() == b'0' {
            self.at += 1;
        } else {
            self.digits(State::InNumber)?;
        }
        if self.data.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits(State::AfterPoint)?;
        }
        if matches!(self.data.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.data.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits(State::InExponent)?;
        }
        Ok(())
    }

    fn literal(&mut self, word: &[u8], first: usize) -> std::result::Result<(), Fault> {
        for (i, c) in word.iter().enumerate().skip(1) {
            self.at += 1;
            if self.byte_or_end() != *c {
                return Err((self.at, State::Literal as usize + first + i - 1));
            }
        }
        self.at += 1;
        Ok(())
    }
}

fn is_space(c: u8) -> bool {
    matches!(c, b' ' | b'\t' | b'\r' | b'\n')
}

fn push_hex(out: &mut Vec<u8>, r: u32) {
    out.extend_from_slice(b"\\u");
    out.extend([12, 8, 4, 0].map(|shift| b"0123456789abcdef"[(r >> shift & 15) as usize]));
}

fn quote(out: &mut Vec<u8>, s: &[u8], escape_html: bool) {
    out.push(b'"');
    let mut at = 0;
    while at < s.len() {
        let c = s[at];
        if c < 0x80 {
            at += 1;
            match c {
                b'"' | b'\\' => out.extend([b'\\', c]),
                0x08 => out.extend(b"\\b"),
                0x0C => out.extend(b"\\f"),
                b'\n' => out.extend(b"\\n"),
                b'\r' => out.extend(b"\\r"),
                b'\t' => out.extend(b"\\t"),
                0..0x20 => push_hex(out, c.into()),
                b'<' | b'>' | b'&' if escape_html => push_hex(out, c.into()),
                _ => out.push(c),
            }
            continue;
        }
        let (r, width) = decode(&s[at..]);
        match (r, width) {
            (RUNE_ERROR, 1) => push_hex(out, RUNE_ERROR),
            (0x2028 | 0x2029, _) => push_hex(out, r),
            _ => out.extend_from_slice(&s[at..at + width]),
        }
        at += width;
    }
    out.push(b'"');
}

fn hex4(s: &[u8]) -> Option<u32> {
    let digits = s.get(..4)?;
    digits.iter().try_fold(0, |n, c| Some(n << 4 | char::from(*c).to_digit(16)?))
}

/// The text of a string literal; `None` if it is none.
fn unquote(s: &[u8]) -> Option<Vec<u8>> {
    let s = s.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let (mut out, mut at) = (Vec::with_capacity(s.len()), 0);
    while at < s.len() {
        match s[at] {
            b'\\' => {
                at += 1;
                match *s.get(at)? {
                    c @ (b'"' | b'\\' | b'/' | b'\'') => out.push(c),
                    b'b' => out.push(8),
                    b'f' => out.push(12),
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'u' => {
                        let mut r = hex4(&s[at + 1..])?;
                        at += 4;
                        if (0xD800..0xE000).contains(&r) {
                            let second = if s[at + 1..].starts_with(b"\\u") { hex4(&s[at + 3..]) } else { None };
                            r = match second {
                                Some(low @ 0xDC00..0xE000) if r < 0xDC00 => {
                                    at += 6;
                                    0x10000 + ((r - 0xD800) << 10) + (low - 0xDC00)
                                }
                                _ => RUNE_ERROR,
                            };
                        }
                        push_rune(&mut out, r);
                    }
                    _ => return None,
                }
                at += 1;
            }
            b'"' | 0..0x20 => return None,
            c if c < 0x80 => {
                out.push(c);
                at += 1;
            }
            _ => {
                let (r, width) = decode(&s[at..]);
                push_rune(&mut out, r);
                at += width;
            }
        }
    }
    Some(out)
}

/// A text that was scanned, without the space between its tokens. What scripts could take for an end is escaped if asked for.
fn compact(s: &[u8], escape_html: bool) -> Vec<u8> {
    let (mut out, mut in_string, mut at) = (Vec::with_capacity(s.len()), false, 0);
    while at < s.len() {
        let c = s[at];
        match c {
            b'<' | b'>' | b'&' if escape_html => push_hex(&mut out, c.into()),
            0xE2 if escape_html && s[at..].len() >= 3 && s[at + 1] == 0x80 && s[at + 2] & !1 == 0xA8 => {
                push_hex(&mut out, 0x2028 + u32::from(s[at + 2] & 1));
                at += 2;
            }
            b'\\' if in_string => {
                out.push(c);
                at += 1;
                out.extend(s.get(at));
            }
            b'"' => {
                in_string = !in_string;
                out.push(c);
            }
            _ if !in_string && is_space(c) => {}
            _ => out.push(c),
        }
        at += 1;
    }
    out
}

/// `indent(src, prefix, step)`: a text that was scanned, a line for each element. Pays for the text, and for each line before it is made.
fn indent(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    ctx.charge(60 + 4 * len(w[0]))?;
    let src = read(ctx, &[w[0], w[0]])?.to_vec();
    let prefix = read(ctx, &[w[2]])?.to_vec();
    let step = read(ctx, &[w[3]])?.to_vec();
    let (mut out, mut depth, mut in_string, mut fresh, mut at) = (Vec::with_capacity(src.len()), 0_u64, false, false, 0);
    // What a line begins with.
    let mut margin = [b"\n", prefix.as_slice()].concat();
    let line = |ctx: &mut NativeCtx<'_>, out: &mut Vec<u8>, margin: &mut Vec<u8>, depth: u64| {
        let bytes = 1 + prefix.len() as u64 + depth.saturating_mul(step.len() as u64);
        ctx.charge_bytes(bytes)?;
        check_text(out.len() as u64 + bytes)?;
        margin.truncate(bytes as usize);
        if (margin.len() as u64) < bytes {
            margin.extend_from_slice(&step);
        }
        out.extend_from_slice(margin);
        Ok::<_, Box<govm_interp::Trap>>(())
    };
    while at < src.len() {
        let c = src[at];
        at += 1;
        if in_string {
            out.push(c);
            if c == b'\\' {
                out.extend(src.get(at));
                at += 1;
            }
            in_string = c != b'"';
            continue;
        }
        if is_space(c) {
            continue;
        }
        if fresh && !matches!(c, b']' | b'}') {
            fresh = false;
            depth += 1;
            line(ctx, &mut out, &mut margin, depth)?;
        }
        match c {
            b'"' => {
                in_string = true;
                out.push(c);
            }
            b'{' | b'[' => {
                fresh = true;
                out.push(c);
            }
            b',' => {
                out.push(c);
                line(ctx, &mut out, &mut margin, depth)?;
            }
            b':' => out.extend(b": "),
            b'}' | b']' => {
                if fresh {
                    fresh = false;
                } else {
                    depth = depth.saturating_sub(1);
                    line(ctx, &mut out, &mut margin, depth)?;
                }
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    w[0] = ctx.new_string(&out)?;
    Ok(())
}
