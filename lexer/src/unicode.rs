//! Classes of characters, and characters as messages show them.

use std::fmt;

use crate::tables::{DIGITS, LETTERS, PRINTABLE, UPPER};

fn contains(table: &[(u32, u32)], c: char) -> bool {
    let c = u32::from(c);
    let after = table.partition_point(|range| range.0 <= c);
    after > 0 && c <= table[after - 1].1
}

/// A letter in the sense of the spec, `_` included.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() || c == '_' } else { contains(&LETTERS, c) }
}

/// A decimal digit of any script.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { contains(&DIGITS, c) }
}

fn is_printable(c: char) -> bool {
    if c.is_ascii() { !c.is_ascii_control() } else { contains(&PRINTABLE, c) }
}

/// Whether a name is exported: it begins with an upper-case letter (Unicode category Lu).
#[must_use]
pub fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(|c| if c.is_ascii() { c.is_ascii_uppercase() } else { contains(&UPPER, c) })
}

/// A code point as `U+0040 '@'`, without the character where it cannot be shown: Go's `%#U`.
pub(crate) struct CodePoint(pub(crate) u32);

impl fmt::Display for CodePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X}", self.0)?;
        match char::from_u32(self.0) {
            Some(c) if is_printable(c) => write!(f, " '{c}'"),
            _ => Ok(()),
        }
    }
}

/// A character as a rune literal: Go's `%q`.
pub(crate) struct Quote(pub(crate) char);

impl fmt::Display for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            '\'' => f.write_str(r"'\''"),
            '\\' => f.write_str(r"'\\'"),
            '\x07' => f.write_str(r"'\a'"),
            '\x08' => f.write_str(r"'\b'"),
            '\x0C' => f.write_str(r"'\f'"),
            '\n' => f.write_str(r"'\n'"),
            '\r' => f.write_str(r"'\r'"),
            '\t' => f.write_str(r"'\t'"),
            '\x0B' => f.write_str(r"'\v'"),
            c if is_printable(c) => write!(f, "'{c}'"),
            c if c.is_ascii() => write!(f, r"'\x{:02x}'", u32::from(c)),
            c if u32::from(c) < 0x10000 => write!(f, r"'\u{:04x}'", u32::from(c)),
            c => write!(f, r"'\U{:08x}'", u32::from(c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_unicode_15() {
        assert!(is_letter('é') && is_letter('世') && is_letter('ʰ') && is_letter('\u{31350}'));
        // Assigned in Unicode 16.
        assert!(!is_letter('\u{1C89}') && !is_letter('\u{10D4A}'));
        assert!(!is_letter('\u{301}') && !is_letter('€') && !is_letter('²') && !is_letter('Ⅷ'));
        assert!(is_digit('٣') && is_digit('߀') && !is_digit('²'));
    }

    #[test]
    fn exported_names_begin_with_an_upper_case_letter() {
        assert!(is_exported("X") && is_exported("Éa") && is_exported("Ωb"));
        // U+01C5 is title case, 世 has no case.
        assert!(!is_exported("x") && !is_exported("_X") && !is_exported("世") && !is_exported("ǅ") && !is_exported(""));
    }

    #[test]
    fn characters_in_messages() {
        let shown = |c: u32| CodePoint(c).to_string();
        assert_eq!(
            [shown(0x40), shown(0xA0), shown(0x20AC), shown(7), shown(0xD800), shown(0x110000), shown(0x1F600)],
            ["U+0040 '@'", "U+00A0", "U+20AC '€'", "U+0007", "U+D800", "U+110000", "U+1F600 '😀'"]
        );
        let quoted: Vec<String> = "g'\\\n\x01\u{A0}\u{E000}\u{10FFFF}€".chars().map(|c| Quote(c).to_string()).collect();
        let want = ["'g'", r"'\''", r"'\\'", r"'\n'", r"'\x01'", r"'\u00a0'", r"'\ue000'", r"'\U0010ffff'", "'€'"];
        assert_eq!(quoted, want);
    }
}
