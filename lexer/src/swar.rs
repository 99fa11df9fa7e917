//! Bytes that are looked for, eight at a time: in a word, the upper bit of each of them is marked.
//!
//! How long a name or an indentation is no processor guesses: a branch for each byte would cost more than the arithmetic here.

const fn splat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

const UPPER: u64 = splat(0x80);

/// Index of the first byte from `at` on that `class` marks in a word of bytes, or the length.
#[inline(always)]
pub(crate) fn find(bytes: &[u8], at: usize, class: impl Fn(u64) -> u64) -> usize {
    let mut at = at;
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        match class(u64::from_le_bytes(*word)) {
            0 => at += 8,
            found => return at + found.trailing_zeros() as usize / 8,
        }
    }
    // A byte alone is a word whose other bytes do not count.
    (at..bytes.len()).find(|at| class(u64::from(bytes[*at])) & 0x80 != 0).unwrap_or(bytes.len())
}

/// The offsets at which a byte stands, in order.
pub(crate) fn offsets(bytes: &[u8], byte: u8, mut at: impl FnMut(usize)) {
    for (index, block) in bytes.chunks(64).enumerate() {
        let (words, rest) = block.as_chunks::<8>();
        // A bit for each byte: found for a block at once, since where they stand cannot be guessed.
        let mut found = 0_u64;
        for (i, word) in words.iter().enumerate() {
            found |= bits(equal(u64::from_le_bytes(*word), byte)) << (8 * i);
        }
        for (i, other) in rest.iter().enumerate() {
            found |= u64::from(*other == byte) << (8 * words.len() + i);
        }
        while found != 0 {
            at(64 * index + found.trailing_zeros() as usize);
            found &= found - 1;
        }
    }
}

/// The marks of a word as eight bits.
#[inline(always)]
fn bits(marks: u64) -> u64 {
    (marks >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Marks an ASCII byte.
#[inline(always)]
fn equal(word: u64, byte: u8) -> u64 {
    one(word & !UPPER, byte) & !word & UPPER
}

/// Marks the ASCII bytes of `low..=high`; `word` has no others.
#[inline(always)]
fn range(word: u64, low: u8, high: u8) -> u64 {
    word.wrapping_add(splat(0x80 - low)) & !word.wrapping_add(splat(0x7F - high))
}

/// Marks one ASCII byte; `word` has no others.
#[inline(always)]
fn one(word: u64, byte: u8) -> u64 {
    !(word ^ splat(byte)).wrapping_add(splat(0x7F))
}

#[inline(always)]
fn ascii_name(word: u64) -> u64 {
    let ascii = word & !UPPER;
    range(ascii | splat(0x20), b'a', b'z') | range(ascii, b'0', b'9') | one(ascii, b'_')
}

/// What is neither ASCII letter nor digit nor `_`.
#[inline(always)]
pub(crate) fn not_ascii_name(word: u64) -> u64 {
    !(ascii_name(word) & !word) & UPPER
}

/// ASCII that is neither letter nor digit nor `_`.
#[inline(always)]
pub(crate) fn not_name(word: u64) -> u64 {
    !(ascii_name(word) | word) & UPPER
}

/// What is neither a tab nor a newline.
#[inline(always)]
pub(crate) fn not_indentation(word: u64) -> u64 {
    !(range(word & !UPPER, b'\t', b'\n') & !word) & UPPER
}

/// What is neither a space nor a tab nor a carriage return.
#[inline(always)]
pub(crate) fn not_blank(word: u64) -> u64 {
    let ascii = word & !UPPER;
    !((one(ascii, b' ') | one(ascii, b'\t') | one(ascii, b'\r')) & !word) & UPPER
}

/// The quote, a backslash, a newline.
#[inline(always)]
pub(crate) fn in_quotes(word: u64, quote: u8) -> u64 {
    equal(word, quote) | equal(word, b'\\') | equal(word, b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each byte at each place of texts that are shorter and longer than a word.
    fn check(class: impl Fn(u64) -> u64 + Copy, other: u8, is_found: impl Fn(u8) -> bool) {
        for byte in 0..=u8::MAX {
            for len in [1, 7, 8, 9, 20] {
                for at in 0..len {
                    let mut text = vec![other; len];
                    text[at] = byte;
                    let want = if is_found(byte) { at } else { len };
                    assert_eq!(find(&text, 0, class), want, "{byte} at {at} of {len}");
                    assert_eq!(find(&text, at, class), want);
                    assert_eq!(find(&text, at + 1, class), len);
                }
            }
        }
    }

    #[test]
    fn offsets_of_a_byte() {
        let text: Vec<u8> =
            (0..1000_u32).map(|n| [b'\n', 0x8A, b'x', 0x0B][(n.wrapping_mul(0x9E37_79B9) >> 30) as usize]).collect();
        for len in [0, 1, 8, 63, 64, 65, 1000] {
            let mut found = Vec::new();
            offsets(&text[..len], b'\n', |at| found.push(at));
            let want: Vec<usize> = (0..len).filter(|at| text[*at] == b'\n').collect();
            assert_eq!(found, want);
        }
    }

    #[test]
    fn bytes_are_told_apart() {
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        check(not_ascii_name, b'x', |b| !is_name(b));
        check(not_name, b'x', |b| b.is_ascii() && !is_name(b));
        check(not_indentation, b'\t', |b| b != b'\t' && b != b'\n');
        check(not_blank, b' ', |b| !b" \t\r".contains(&b));
        check(|word| in_quotes(word, b'"'), b'x', |b| b"\"\\\n".contains(&b));
    }
}
