//! What natives cost beside the call, in units of energy by what they touch, from the bench that measures all of them
//! (docs/energy.md). A change is a change of the schedule.

/// A byte of a text that is decoded rune by rune.
pub(crate) const RUNE_BYTE: u64 = 2;

/// A byte of a text that is decoded from its end on.
pub(crate) const RUNE_BYTE_BACK: u64 = 3;

/// A byte of a text whose letters are mapped or folded outside of ASCII.
pub(crate) const CASE_BYTE: u64 = 8;

/// A byte of a text that becomes a literal.
pub(crate) const QUOTED_BYTE: u64 = 8;

/// A byte of a literal that is read, of a number that is read.
pub(crate) const READ_BYTE: u64 = 4;

/// A value that package fmt prints, whatever is in it.
pub(crate) const PRINTED: u64 = 55;

/// A directive of a format.
pub(crate) const DIRECTIVE: u64 = 35;

/// An entry of a map that is printed, beside its key and value, and each time that it is halved while they are sorted.
pub(crate) const SORTED_ENTRY: u64 = 12;

/// An integer that is written.
pub(crate) const INTEGER: u64 = 85;

/// Finding out how a float's shortest text goes.
pub(crate) const FLOAT: u64 = 150;

/// A float that is read and has more digits than fit a word: it may take all of the exact arithmetic there is.
pub(crate) const LONG_FLOAT: u64 = 8000;

/// A type that is looked at within another one.
pub(crate) const TYPE: u64 = 30;

/// The text of a function type: the whole of it and each parameter.
pub(crate) const SIGNATURE: u64 = 60;

/// Searching bytes for a text.
pub(crate) fn searched(bytes: u64) -> u64 {
    bytes.saturating_mul(2)
}

/// Searching bytes for a single one.
pub(crate) fn scanned(bytes: u64) -> u64 {
    bytes.div_ceil(8)
}

/// Searching bytes for all of a text's occurrences, of which there are at most so many.
pub(crate) fn searched_for_all(bytes: u64, wanted: u64, most: u64) -> u64 {
    20 + searched(bytes.saturating_add(wanted)) + most.min(bytes / wanted.max(1)).saturating_mul(3)
}

/// Writing a float in a format of strconv.FormatFloat: with a precision each digit may take exact arithmetic.
pub(crate) fn float_text(value: f64, format: u8, prec: i64) -> u64 {
    let Ok(prec) = u64::try_from(prec) else { return FLOAT };
    let digits = match format {
        b'e' | b'E' | b'g' | b'G' => prec + 1,
        b'f' => {
            let exponent = (value.to_bits() >> 52 & 0x7ff) as i64 - 1023;
            // Three tenths of a decimal digit for each bit.
            prec.saturating_add_signed(exponent * 3 / 10 + 1)
        }
        _ => 0,
    };
    let exact = if digits > 15 { digits.min(800) * 50 } else { 0 };
    FLOAT + 50 + exact + prec
}

/// A string that package fmt prints by a verb.
pub(crate) fn text(verb: char, is_quoted: bool, bytes: u64) -> u64 {
    match verb {
        'q' => bytes.saturating_mul(QUOTED_BYTE),
        _ if is_quoted => bytes.saturating_mul(QUOTED_BYTE),
        's' | 'v' => bytes / 2,
        _ => bytes.saturating_mul(RUNE_BYTE),
    }
}
