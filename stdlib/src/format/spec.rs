//! Flags, width and precision of a directive, and how basic values are laid out under them.

use crate::float_text::format_float;
use crate::number::format_int;
use crate::quote::{Keep, can_backquote, quote, quote_rune};
use crate::unicode::{is_print, push_rune, rune_count, runes};

/// How a directive was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spec {
    pub(crate) plus: bool,
    pub(crate) minus: bool,
    pub(crate) sharp: bool,
    pub(crate) space: bool,
    pub(crate) zero: bool,
    /// `%+v`: the plus is not the sign's.
    pub(crate) plus_v: bool,
    /// `%#v`: Go syntax.
    pub(crate) sharp_v: bool,
    pub(crate) width: Option<usize>,
    pub(crate) prec: Option<usize>,
}

/// Flags in the order of their bits on the Go side; width and precision have bits of their own between them.
const WIDTH_BIT: u64 = 1 << 5;
const PREC_BIT: u64 = 1 << 6;

impl Spec {
    /// Flags as the Go side knows them.
    pub(crate) fn to_bits(self) -> u64 {
        let flags = [self.plus, self.minus, self.sharp, self.space, self.zero, self.width.is_some(), self.prec.is_some()];
        let flags = flags.into_iter().chain([self.plus_v, self.sharp_v]);
        flags.enumerate().fold(0, |bits, (i, on)| bits | u64::from(on) << i)
    }

    /// The reverse of `to_bits`.
    pub(crate) fn from_bits(bits: u64, width: u64, prec: u64) -> Spec {
        let on = |i: u32| bits >> i & 1 == 1;
        Spec {
            plus: on(0),
            minus: on(1),
            sharp: on(2),
            space: on(3),
            zero: on(4),
            width: (bits & WIDTH_BIT != 0).then_some(width.min(NUMBER_MAX as u64) as usize),
            prec: (bits & PREC_BIT != 0).then_some(prec.min(NUMBER_MAX as u64) as usize),
            plus_v: on(7),
            sharp_v: on(8),
        }
    }

    fn push_padding(&self, out: &mut Vec<u8>, count: usize) {
        let byte = if self.zero && !self.minus { b'0' } else { b' ' };
        out.resize(out.len() + count, byte);
    }

    /// Appends text, padded to the width.
    pub(crate) fn pad(&self, out: &mut Vec<u8>, text: &[u8]) {
        let missing = self.width.map_or(0, |w| w.saturating_sub(rune_count(text)));
        if !self.minus {
            self.push_padding(out, missing);
        }
        out.extend_from_slice(text);
        if self.minus {
            self.push_padding(out, missing);
        }
    }

    /// Numbers have their zeros already: what is still missing is spaces.
    fn pad_with_spaces(&self, out: &mut Vec<u8>, text: &[u8]) {
        Spec { zero: false, ..*self }.pad(out, text);
    }

    pub(crate) fn boolean(&self, out: &mut Vec<u8>, value: bool) {
        self.pad(out, if value { b"true" } else { b"false" });
    }

    /// An integer in base 2, 8, 10 or 16.
    pub(crate) fn integer(&self, out: &mut Vec<u8>, negative: bool, magnitude: u64, base: u64, verb: char) {
        let mut digits_min = 0;
        if let Some(prec) = self.prec {
            digits_min = prec;
            if prec == 0 && magnitude == 0 {
                return self.pad_with_spaces(out, b"");
            }
        } else if let Some(width) = self.width.filter(|_| self.zero && !self.minus) {
            digits_min = width - usize::from(width > 0 && (negative || self.plus || self.space));
        }
        let mut digits = format_int(false, magnitude, base);
        if verb == 'X' {
            digits.make_ascii_uppercase();
        }
        let zeros = digits_min.saturating_sub(digits.len());
        let mut text = Vec::with_capacity(digits.len() + zeros + 3);
        match () {
            () if negative => text.push(b'-'),
            () if self.plus => text.push(b'+'),
            () if self.space => text.push(b' '),
            () => {}
        }
        if verb == 'O' {
            text.extend(b"0o");
        }
        if self.sharp {
            match base {
                2 => text.extend(b"0b"),
                8 if zeros == 0 && digits[0] != b'0' => text.push(b'0'),
                16 => text.extend(if verb == 'X' { b"0X" } else { b"0x" }),
                _ => {}
            }
        }
        text.resize(text.len() + zeros, b'0');
        text.extend(digits);
        self.pad_with_spaces(out, &text);
    }

    /// `U+0078`, with `#` followed by the character.
    pub(crate) fn unicode(&self, out: &mut Vec<u8>, value: u64) {
        let mut text = format!("U+{value:0>0$X}", self.prec.unwrap_or(0).clamp(4, ZEROS_MAX)).into_bytes();
        let zeros = self.prec.unwrap_or(0).saturating_sub(ZEROS_MAX);
        text.splice(2..2, std::iter::repeat_n(b'0', zeros));
        if let Some(r) = u32::try_from(value).ok().filter(|r| self.sharp && is_print(*r)) {
            text.extend(b" '");
            push_rune(&mut text, r);
            text.push(b'\'');
        }
        self.pad_with_spaces(out, &text);
    }

    /// The character of a code point.
    pub(crate) fn character(&self, out: &mut Vec<u8>, value: u64) {
        let mut text = Vec::new();
        push_rune(&mut text, u32::try_from(value).unwrap_or(u32::MAX));
        self.pad(out, &text);
    }

    pub(crate) fn quoted_character(&self, out: &mut Vec<u8>, value: u64) {
        let keep = if self.plus { Keep::Ascii } else { Keep::Printable };
        self.pad(out, &quote_rune(u32::try_from(value).unwrap_or(u32::MAX), keep));
    }

    /// The first runes, as many as the precision says.
    fn truncated<'s>(&self, text: &'s [u8]) -> &'s [u8] {
        match self.prec.and_then(|prec| runes(text).nth(prec)) {
            Some((at, ..)) => &text[..at],
            None => text,
        }
    }

    pub(crate) fn text(&self, out: &mut Vec<u8>, text: &[u8]) {
        self.pad(out, self.truncated(text));
    }

    pub(crate) fn quoted(&self, out: &mut Vec<u8>, text: &[u8]) {
        let text = self.truncated(text);
        if self.sharp && can_backquote(text) {
            self.pad(out, &[b"`", text, b"`"].concat());
        } else {
            self.pad(out, &quote(text, if self.plus { Keep::Ascii } else { Keep::Printable }));
        }
    }

    /// The bytes of a string in hexadecimal, the precision being their number.
    pub(crate) fn hex_bytes(&self, out: &mut Vec<u8>, bytes: &[u8], verb: char) {
        let bytes = &bytes[..self.prec.unwrap_or(usize::MAX).min(bytes.len())];
        let (digits, prefix) = if verb == 'X' { (b"0123456789ABCDEF", b"0X") } else { (b"0123456789abcdef", b"0x") };
        let mut text = Vec::with_capacity(bytes.len() * 2 + 2);
        for (i, byte) in bytes.iter().enumerate() {
            if self.space && i > 0 {
                text.push(b' ');
            }
            if self.sharp && (self.space || i == 0) {
                text.extend(prefix);
            }
            text.extend([digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]]);
        }
        self.pad(out, &text);
    }

    /// A string under a verb; `false` if it has no such verb.
    pub(crate) fn string(&self, out: &mut Vec<u8>, text: &[u8], verb: char) -> bool {
        match verb {
            'v' if self.sharp_v => self.quoted(out, text),
            'v' | 's' => self.text(out, text),
            'x' | 'X' => self.hex_bytes(out, text, verb),
            'q' => self.quoted(out, text),
            _ => return false,
        }
        true
    }

    /// A float under one of the formats of strconv; `prec` is the precision of a directive without one.
    pub(crate) fn float(&self, out: &mut Vec<u8>, value: f64, bits: i64, format: u8, prec: i64) {
        let prec = self.prec.map_or(prec, |p| p as i64);
        let mut text = format_float(value, format, prec, bits);
        if !matches!(text[0], b'-' | b'+') {
            text.insert(0, b'+');
        }
        if self.space && text[0] == b'+' && !self.plus {
            text[0] = b' ';
        }
        if matches!(text[1], b'I' | b'N') {
            // An infinity always has its sign, a NaN only where one was asked for.
            let skip = usize::from(text[1] == b'N' && !self.space && !self.plus);
            return self.pad_with_spaces(out, &text[skip..]);
        }
        if self.sharp && format != b'b' {
            keep_zeros(&mut text, format, prec);
        }
        if self.plus || text[0] != b'+' {
            if let Some(width) = self.width.filter(|w| self.zero && !self.minus && *w > text.len()) {
                // The sign stands before the zeros.
                out.push(text[0]);
                out.resize(out.len() + width - text.len(), b'0');
                out.extend_from_slice(&text[1..]);
                return;
            }
            self.pad(out, &text);
        } else {
            self.pad(out, &text[1..]);
        }
    }
}

/// Greatest width and precision.
pub(crate) const NUMBER_MAX: i64 = 1_000_000;

/// Most zeros that Rust's formatting is asked for.
const ZEROS_MAX: usize = 60_000;

/// The flag `#`: a decimal point in every case, and under `%g` the zeros that fill up the precision.
fn keep_zeros(text: &mut Vec<u8>, format: u8, prec: i64) {
    let mut missing = match format {
        b'g' | b'G' | b'x' if prec < 0 => 6,
        b'g' | b'G' | b'x' => prec,
        _ => 0,
    };
    let is_hex = matches!(format, b'x' | b'X');
    let is_exponent = |b: &u8| matches!(b, b'p' | b'P') || !is_hex && matches!(b, b'e' | b'E');
    let end = text.iter().position(is_exponent).unwrap_or(text.len());
    let tail = text.split_off(end);
    let mut significant = false;
    for b in text[1..].iter().filter(|b| **b != b'.') {
        significant |= *b != b'0';
        missing -= i64::from(significant);
    }
    if !text.contains(&b'.') {
        // A lone zero is a significant digit.
        missing -= i64::from(text.len() == 2 && text[1] == b'0');
        text.push(b'.');
    }
    text.resize(text.len() + missing.max(0) as usize, b'0');
    text.extend(tail);
}
