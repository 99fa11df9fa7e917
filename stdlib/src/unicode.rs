//! Properties and case mappings of code points, and UTF-8 as Go reads it.

mod ranges;
mod tables;

pub(crate) use ranges::{packed_ranges, ranges};

use tables::{CATEGORIES, FOLD, LOWER, TITLE, UPPER};

/// What a wrong encoding decodes to.
pub(crate) const RUNE_ERROR: u32 = 0xFFFD;

/// A group of general categories, in the numbering of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Other,
    Upper,
    Lower,
    Title,
    OtherLetter,
    Mark,
    Digit,
    OtherNumber,
    Punct,
    Symbol,
    Space,
}

pub(crate) fn category(r: u32) -> Category {
    use Category::*;
    const ALL: [Category; 11] = [Other, Upper, Lower, Title, OtherLetter, Mark, Digit, OtherNumber, Punct, Symbol, Space];
    if r > 0x10_FFFF {
        return Other;
    }
    let i = CATEGORIES.partition_point(|start| start >> 4 <= r);
    ALL[(CATEGORIES[i - 1] & 15) as usize]
}

pub(crate) fn is_letter(r: u32) -> bool {
    use Category::*;
    matches!(category(r), Upper | Lower | Title | OtherLetter)
}

pub(crate) fn is_number(r: u32) -> bool {
    matches!(category(r), Category::Digit | Category::OtherNumber)
}

/// The property White_Space.
pub(crate) fn is_space(r: u32) -> bool {
    matches!(r, 9..=13 | 0x20 | 0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000)
}

pub(crate) fn is_graphic(r: u32) -> bool {
    category(r) != Category::Other
}

pub(crate) fn is_print(r: u32) -> bool {
    r == 0x20 || !matches!(category(r), Category::Other | Category::Space)
}

fn mapped(table: &[(u32, u32, u32, i32)], r: u32) -> u32 {
    let i = table.partition_point(|row| row.0 <= r);
    match i.checked_sub(1).map(|i| table[i]) {
        Some((first, last, step, delta)) if r <= last && (r - first).is_multiple_of(step) => r.wrapping_add_signed(delta),
        _ => r,
    }
}

fn listed(table: &[(u32, u32)], r: u32) -> Option<u32> {
    table.binary_search_by_key(&r, |row| row.0).ok().map(|i| table[i].1)
}

pub(crate) fn to_upper(r: u32) -> u32 {
    match r {
        0..0x80 => u32::from((r as u8).to_ascii_uppercase()),
        _ => mapped(&UPPER, r),
    }
}

pub(crate) fn to_lower(r: u32) -> u32 {
    match r {
        0..0x80 => u32::from((r as u8).to_ascii_lowercase()),
        _ => mapped(&LOWER, r),
    }
}

pub(crate) fn to_title(r: u32) -> u32 {
    listed(&TITLE, r).unwrap_or_else(|| to_upper(r))
}

pub(crate) fn simple_fold(r: u32) -> u32 {
    listed(&FOLD, r).unwrap_or_else(|| match to_lower(r) {
        lower if lower != r => lower,
        _ => to_upper(r),
    })
}

/// Two runes are equal under simple case folding.
pub(crate) fn equal_fold(a: u32, b: u32) -> bool {
    // The members of a folding class form a cycle of at most four.
    let mut r = a;
    loop {
        if r == b {
            return true;
        }
        r = simple_fold(r);
        if r == a {
            return false;
        }
    }
}

/// The first rune and its width: `(RUNE_ERROR, 1)` for a wrong encoding, `(RUNE_ERROR, 0)` at the end.
pub(crate) fn decode(s: &[u8]) -> (u32, usize) {
    let Some(&b0) = s.first() else { return (RUNE_ERROR, 0) };
    if b0 < 0x80 {
        return (u32::from(b0), 1);
    }
    let cont = |i: usize| s.get(i).filter(|b| **b & 0xC0 == 0x80).map(|b| u32::from(*b & 0x3F));
    let rune = match b0 {
        0xC2..=0xDF => cont(1).map(|b1| (u32::from(b0 & 0x1F) << 6 | b1, 2)),
        0xE0..=0xEF => match (cont(1), cont(2)) {
            (Some(b1), Some(b2)) => Some((u32::from(b0 & 0x0F) << 12 | b1 << 6 | b2, 3)),
            _ => None,
        },
        0xF0..=0xF4 => match (cont(1), cont(2), cont(3)) {
            (Some(b1), Some(b2), Some(b3)) => Some((u32::from(b0 & 7) << 18 | b1 << 12 | b2 << 6 | b3, 4)),
            _ => None,
        },
        _ => None,
    };
    match rune {
        // Overlong forms, surrogates and what is above the range are wrong.
        Some((r, n)) if char::from_u32(r).is_some_and(|c| c.len_utf8() == n) => (r, n),
        _ => (RUNE_ERROR, 1),
    }
}

/// The last rune and its width.
pub(crate) fn decode_last(s: &[u8]) -> (u32, usize) {
    for n in 1..=s.len().min(4) {
        let start = s.len() - n;
        if s[start] & 0xC0 != 0x80 {
            let (r, width) = decode(&s[start..]);
            return if width == n { (r, n) } else { (RUNE_ERROR, 1) };
        }
    }
    (RUNE_ERROR, s.len().min(1))
}

/// Whether `s` begins with a whole rune; what can become none counts as one of width 1.
pub(crate) fn is_full_rune(s: &[u8]) -> bool {
    let Some(&b0) = s.first() else { return false };
    let width = match b0 {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return true,
    };
    if s.len() >= width {
        return true;
    }
    // The least and the greatest second byte depend on the first one.
    let second = match b0 {
        0xE0 => 0xA0..=0xBF,
        0xED => 0x80..=0x9F,
        0xF0 => 0x90..=0xBF,
        0xF4 => 0x80..=0x8F,
        _ => 0x80..=0xBF,
    };
    s.get(1).is_some_and(|b| !second.contains(b)) || s.get(2).is_some_and(|b| b & 0xC0 != 0x80)
}

/// The runes of `s` with their offsets and widths.
pub(crate) fn runes(s: &[u8]) -> impl Iterator<Item = (usize, u32, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (r, n) = decode(&s[at..]);
        if n == 0 {
            return None;
        }
        at += n;
        Some((at - n, r, n))
    })
}

pub(crate) fn rune_count(s: &[u8]) -> usize {
    if s.is_ascii() { s.len() } else { runes(s).count() }
}

/// Appends a rune; one that is not valid becomes U+FFFD.
pub(crate) fn push_rune(out: &mut Vec<u8>, r: u32) {
    let c = char::from_u32(r).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_refuses_what_go_refuses() {
        let cases: [(&[u8], (u32, usize)); 9] = [
            (b"", (RUNE_ERROR, 0)),
            (b"a", (0x61, 1)),
            ("é".as_bytes(), (0xE9, 2)),
            ("世".as_bytes(), (0x4E16, 3)),
            ("😀".as_bytes(), (0x1F600, 4)),
            (b"\xC0\x80", (RUNE_ERROR, 1)),
            (b"\xED\xA0\x80", (RUNE_ERROR, 1)),
            (b"\xF4\x90\x80\x80", (RUNE_ERROR, 1)),
            (b"\xE4\xB8", (RUNE_ERROR, 1)),
        ];
        for (input, want) in cases {
            assert_eq!(decode(input), want, "{input:x?}");
        }
        assert_eq!(decode_last("a世".as_bytes()), (0x4E16, 3));
        assert_eq!(decode_last(b"\xE4\xB8"), (RUNE_ERROR, 1));
        assert!(!is_full_rune(b"\xE4\xB8") && is_full_rune(b"\xE0\x80") && is_full_rune(b"\xFF"));
    }

    #[test]
    fn case_and_category_follow_the_tables() {
        assert_eq!((to_upper(0xE9), to_lower(0xC9), to_upper(0xDF)), (0xC9, 0xE9, 0xDF));
        assert_eq!((to_title(0x1C4), to_upper(0x1C6), to_lower(0x1C5)), (0x1C5, 0x1C4, 0x1C6));
        assert_eq!((simple_fold(0x4B), simple_fold(0x6B), simple_fold(0x212A)), (0x6B, 0x212A, 0x4B));
        assert!(
            is_letter(0x4E16) && !is_letter(0x30) && is_number(0x660) && is_print(0x20) && !is_print(0xA0) && is_graphic(0xA0)
        );
        assert!(equal_fold(0x4B, 0x212A) && !equal_fold(0x61, 0x62));
    }
}
