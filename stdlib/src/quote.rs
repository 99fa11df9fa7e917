//! Go's string and character literals, written and read.

use crate::unicode::{self, RUNE_ERROR, decode, is_graphic, is_print, push_rune};

/// Which characters stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Printable,
    Ascii,
    Graphic,
}

impl Keep {
    /// By the number that the Go side uses.
    pub(crate) fn from_mode(mode: u64) -> Keep {
        match mode {
            1 => Keep::Ascii,
            2 => Keep::Graphic,
            _ => Keep::Printable,
        }
    }

    fn keeps(self, r: u32) -> bool {
        match self {
            Keep::Printable => is_print(r),
            Keep::Ascii => r < 0x80 && is_print(r),
            Keep::Graphic => is_graphic(r),
        }
    }
}

/// `s` as a literal.
pub(crate) fn quote(s: &[u8], keep: Keep) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len() + s.len() / 2 + 2);
    out.push(b'"');
    for (at, r, width) in unicode::runes(s) {
        if (0x20..0x7F).contains(&r) && r != u32::from(b'"') && r != u32::from(b'\\') {
            out.push(r as u8);
        } else if r == RUNE_ERROR && width == 1 {
            hexadecimal(&mut out, b'x', s[at].into(), 2);
        } else {
            escape(&mut out, r, b'"', keep);
        }
    }
    out.push(b'"');
    out
}

/// `r` as a character literal.
pub(crate) fn quote_rune(r: u32, keep: Keep) -> Vec<u8> {
    let mut out = vec![b'\''];
    let r = char::from_u32(r).map_or(RUNE_ERROR, u32::from);
    escape(&mut out, r, b'\'', keep);
    out.push(b'\'');
    out
}

fn escape(out: &mut Vec<u8>, r: u32, mark: u8, keep: Keep) {
    if r == u32::from(mark) || r == u32::from(b'\\') {
        out.extend([b'\\', r as u8]);
        return;
    }
    if keep.keeps(r) {
        push_rune(out, r);
        return;
    }
    let letter = match r {
        7 => b'a',
        8 => b'b',
        12 => b'f',
        10 => b'n',
        13 => b'r',
        9 => b't',
        11 => b'v',
        _ => 0,
    };
    match r {
        _ if letter != 0 => out.extend([b'\\', letter]),
        0..0x20 | 0x7F => hexadecimal(out, b'x', r, 2),
        0..0x1_0000 => hexadecimal(out, b'u', r, 4),
        _ => hexadecimal(out, b'U', r, 8),
    }
}

/// A backslash, a letter and so many hexadecimal digits.
fn hexadecimal(out: &mut Vec<u8>, letter: u8, value: u32, digits: u32) {
    out.extend([b'\\', letter]);
    out.extend((0..digits).rev().map(|i| b"0123456789abcdef"[(value >> (4 * i) & 15) as usize]));
}

/// Whether `s` can stand between backquotes.
pub(crate) fn can_backquote(s: &[u8]) -> bool {
    unicode::runes(s).all(|(_, r, width)| match width {
        1 => r != RUNE_ERROR && (r >= 0x20 || r == 9) && r != 0x60 && r != 0x7F,
        _ => r != 0xFEFF,
    })
}

/// A character of a literal.
pub(crate) struct LiteralChar {
    pub(crate) value: u32,
    /// Stands for a rune, not for a byte.
    pub(crate) is_multibyte: bool,
    /// Bytes of the literal.
    pub(crate) width: usize,
}

/// The first character of `s` inside of a literal with this quote, 0 for none; `None` if it is wrong.
pub(crate) fn unquote_char(s: &[u8], mark: u8) -> Option<LiteralChar> {
    let first = *s.first()?;
    let plain = |value: u32, is_multibyte, width| Some(LiteralChar { value, is_multibyte, width });
    match first {
        b'\'' | b'"' if first == mark => return None,
        0x80.. => {
            let (r, width) = decode(s);
            return plain(r, true, width);
        }
        b'\\' => {}
        _ => return plain(u32::from(first), false, 1),
    }
    let hex = |count: usize| {
        let digits = s.get(2..2 + count)?;
        digits.iter().try_fold(0_u32, |v, d| Some(v << 4 | char::from(*d).to_digit(16)?))
    };
    match *s.get(1)? {
        b'a' => plain(7, false, 2),
        b'b' => plain(8, false, 2),
        b'f' => plain(12, false, 2),
        b'n' => plain(10, false, 2),
        b'r' => plain(13, false, 2),
        b't' => plain(9, false, 2),
        b'v' => plain(11, false, 2),
        b'x' => plain(hex(2)?, false, 4),
        b'u' => plain(hex(4).filter(|v| char::from_u32(*v).is_some())?, true, 6),
        b'U' => plain(hex(8).filter(|v| char::from_u32(*v).is_some())?, true, 10),
        b'0'..=b'7' => {
            let digits = s.get(1..4)?;
            let value = digits.iter().try_fold(0_u32, |v, d| Some(v << 3 | char::from(*d).to_digit(8)?))?;
            (value <= 255).then_some(())?;
            plain(value, false, 4)
        }
        b'\\' => plain(u32::from(b'\\'), false, 2),
        c @ (b'\'' | b'"') if c == mark => plain(u32::from(c), false, 2),
        _ => None,
    }
}

/// The literal that `s` begins with: its length and what it stands for.
pub(crate) fn unquote_prefix(s: &[u8]) -> Option<(usize, Vec<u8>)> {
    let mark = *s.first()?;
    match mark {
        b'`' => {
            let end = 1 + s[1..].iter().position(|c| *c == b'`')?;
            Some((end + 1, s[1..end].iter().copied().filter(|c| *c != b'\r').collect()))
        }
        b'"' | b'\'' => {
            let (mut at, mut out, mut count) = (1, Vec::new(), 0);
            while *s.get(at)? != mark {
                if s[at] == b'\n' || mark == b'\'' && count > 0 {
                    return None;
                }
                let c = unquote_char(&s[at..], mark)?;
                if c.is_multibyte {
                    push_rune(&mut out, c.value)
                } else {
                    out.push(c.value as u8)
                }
                at += c.width;
                count += 1;
            }
            // Go takes the empty literal '' too.
            Some((at + 1, out))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_as_go_does() {
        let cases: &[(&[u8], Keep, &str)] = &[
            (b"a\"\\\n\x07\x00\x7f", Keep::Printable, r#""a\"\\\n\a\x00\x7f""#),
            ("é世\u{a0}\u{feff}😀".as_bytes(), Keep::Printable, "\"é世\\u00a0\\ufeff😀\""),
            ("é😀".as_bytes(), Keep::Ascii, r#""\u00e9\U0001f600""#),
            ("\u{a0}".as_bytes(), Keep::Graphic, "\"\u{a0}\""),
            (b"\xff\xef\xbf\xbd", Keep::Printable, "\"\\xff\u{fffd}\""),
        ];
        for (input, keep, want) in cases {
            assert_eq!(String::from_utf8_lossy(&quote(input, *keep)), *want);
        }
        assert_eq!(quote_rune(0x27, Keep::Printable), br"'\''");
        assert_eq!(quote_rune(u32::MAX, Keep::Printable), "'\u{fffd}'".as_bytes());
    }

    #[test]
    fn unquotes_as_go_does() {
        let good: &[(&str, &[u8])] = &[
            (r#""a\x41\101\u00e9\"'""#, "aAAé\"'".as_bytes()),
            (r"'\''", b"'"),
            ("`a\r\nb\\`", b"a\nb\\"),
            (r#""\xff""#, b"\xff"),
        ];
        for (input, want) in good {
            assert_eq!(unquote_prefix(input.as_bytes()), Some((input.len(), want.to_vec())), "{input}");
        }
        for bad in ["", "\"", "\"\\'\"", "'ab'", "\"\n\"", r#""\400""#, r#""\ud800""#, "a", "`"] {
            assert_eq!(unquote_prefix(bad.as_bytes()), None, "{bad}");
        }
    }
}
