//! Integers and floats from text, as strconv reads them.

/// What is wrong with a number's text; the numbers are those that the Go side knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Fault {
    None,
    Syntax,
    Range,
    Base,
    BitSize,
}

/// Underscores stand only between digits, or between a base prefix and a digit.
fn underscores_fit(s: &[u8]) -> bool {
    let s = s.strip_prefix(b"+").or_else(|| s.strip_prefix(b"-")).unwrap_or(s);
    let prefixed = s.len() >= 2 && s[0] == b'0' && matches!(s[1] | 0x20, b'b' | b'o' | b'x');
    let hex = prefixed && s[1] | 0x20 == b'x';
    let digits = if prefixed { &s[2..] } else { s };
    let is_digit = |c: u8| c.is_ascii_digit() || hex && c.is_ascii_hexdigit();
    digits.iter().enumerate().all(|(i, &c)| {
        let after = if i == 0 { prefixed } else { is_digit(digits[i - 1]) };
        c != b'_' || after && digits.get(i + 1).is_some_and(|n| is_digit(*n))
    })
}

/// An unsigned integer of `bit_size` bits; the greatest one if it does not fit.
pub(crate) fn parse_uint(text: &[u8], base: i64, bit_size: i64) -> (u64, Fault) {
    if text.is_empty() {
        return (0, Fault::Syntax);
    }
    let with_underscores = base == 0;
    let (base, digits) = match base {
        2..=36 => (base as u64, text),
        0 if text[0] == b'0' => match text.get(1).map(|c| c | 0x20) {
            Some(b'b') if text.len() >= 3 => (2, &text[2..]),
            Some(b'o') if text.len() >= 3 => (8, &text[2..]),
            Some(b'x') if text.len() >= 3 => (16, &text[2..]),
            _ => (8, &text[1..]),
        },
        0 => (10, text),
        _ => return (0, Fault::Base),
    };
    let bits = match bit_size {
        0 => 64,
        1..=64 => bit_size as u32,
        _ => return (0, Fault::BitSize),
    };
    let greatest = u64::MAX >> (64 - bits);
    let (mut n, mut underscores) = (0_u64, false);
    for &c in digits {
        let digit = match c {
            b'_' if with_underscores => {
                underscores = true;
                continue;
            }
            b'0'..=b'9' => c - b'0',
            b'a'..=b'z' | b'A'..=b'Z' => (c | 0x20) - b'a' + 10,
            _ => return (0, Fault::Syntax),
        };
        if u64::from(digit) >= base {
            return (0, Fault::Syntax);
        }
        n = match n.checked_mul(base).and_then(|n| n.checked_add(u64::from(digit))) {
            Some(n) if n <= greatest => n,
            _ => return (greatest, Fault::Range),
        };
    }
    if underscores && !underscores_fit(text) {
        return (0, Fault::Syntax);
    }
    (n, Fault::None)
}

/// An integer of `bit_size` bits; the nearest one if it does not fit.
pub(crate) fn parse_int(text: &[u8], base: i64, bit_size: i64) -> (i64, Fault) {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (n, fault) = parse_uint(digits, base, bit_size);
    if !matches!(fault, Fault::None | Fault::Range) {
        return (0, fault);
    }
    let bits = if bit_size == 0 { 64 } else { bit_size as u32 };
    let limit = 1_u64 << (bits - 1);
    if !negative && n >= limit {
        return ((limit - 1) as i64, Fault::Range);
    }
    if negative && n > limit {
        return ((limit as i64).wrapping_neg(), Fault::Range);
    }
    (if negative { (n as i64).wrapping_neg() } else { n as i64 }, Fault::None)
}

/// A float of 32 or 64 bits; an infinity if it does not fit.
pub(crate) fn parse_float(text: &[u8], bit_size: i64) -> (f64, Fault) {
    if let Some(special) = special_float(text) {
        return (special, Fault::None);
    }
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let hex = body.len() >= 2 && body[0] == b'0' && body[1] | 0x20 == b'x';
    let Some(parts) = split_float(if hex { &body[2..] } else { body }, hex) else { return (0.0, Fault::Syntax) };
    if parts.underscores && !underscores_fit(text) {
        return (0.0, Fault::Syntax);
    }
    let value = if hex {
        hex_float(&parts, bit_size).unwrap_or(f64::INFINITY)
    } else {
        let clean = format!("{}.{}e{}", parts.whole, parts.fraction, parts.exponent);
        // Text of this form is always read: whole and fraction have a digit between them.
        let clean = if parts.whole.is_empty() { format!("0{clean}") } else { clean };
        if bit_size == 32 { clean.parse::<f32>().map_or(0.0, f64::from) } else { clean.parse::<f64>().unwrap_or(0.0) }
    };
    let fault = if value.is_infinite() { Fault::Range } else { Fault::None };
    (if negative { -value } else { value }, fault)
}

fn special_float(text: &[u8]) -> Option<f64> {
    let (sign, name) = match text {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        _ => (1.0, text),
    };
    if name.eq_ignore_ascii_case(b"inf") || name.eq_ignore_ascii_case(b"infinity") {
        return Some(sign * f64::INFINITY);
    }
    text.eq_ignore_ascii_case(b"nan").then(|| f64::from_bits(0x7FF8_0000_0000_0001))
}

/// A float's text without sign, prefix and underscores.
struct FloatParts {
    whole: String,
    fraction: String,
    /// Of ten, or of two for a hexadecimal float; far beyond the range of floats it is cut off.
    exponent: i64,
    underscores: bool,
}

const EXPONENT_MAX: i64 = 1 << 40;

fn split_float(s: &[u8], hex: bool) -> Option<FloatParts> {
    let mut parts = FloatParts { whole: String::new(), fraction: String::new(), exponent: 0, underscores: false };
    let (mut i, mut dotted) = (0, false);
    while i < s.len() {
        match s[i] {
            b'_' => parts.underscores = true,
            b'.' if dotted => return None,
            b'.' => dotted = true,
            c if c.is_ascii_digit() || hex && c.is_ascii_hexdigit() => {
                if dotted { &mut parts.fraction } else { &mut parts.whole }.push(char::from(c));
            }
            _ => break,
        }
        i += 1;
    }
    if parts.whole.is_empty() && parts.fraction.is_empty() {
        return None;
    }
    let mark = if hex { b'p' } else { b'e' };
    match s.get(i) {
        Some(c) if c | 0x20 == mark => {
            i += 1;
            let negative = s.get(i) == Some(&b'-');
            if matches!(s.get(i), Some(b'+' | b'-')) {
                i += 1;
            }
            if !s.get(i).is_some_and(u8::is_ascii_digit) {
                return None;
            }
            for &c in &s[i..] {
                match c {
                    b'0'..=b'9' => parts.exponent = (parts.exponent * 10 + i64::from(c - b'0')).min(EXPONENT_MAX),
                    b'_' => parts.underscores = true,
                    _ => return None,
                }
            }
            if negative {
                parts.exponent = -parts.exponent;
            }
            Some(parts)
        }
        None if !hex => Some(parts),
        _ => None,
    }
}

/// The float nearest to a hexadecimal one, halves to even; `None` if it does not fit.
fn hex_float(parts: &FloatParts, bit_size: i64) -> Option<f64> {
    let (mantissa_bits, exp_min, exp_max) = if bit_size == 32 { (24, -149, 127) } else { (53, -1074, 1023) };
    // 64 bits of mantissa, the lowest of which is sticky.
    let (mut mantissa, mut exp) = (0_u64, parts.exponent - 4 * parts.fraction.len() as i64);
    for c in parts.whole.bytes().chain(parts.fraction.bytes()) {
        let digit = char::from(c).to_digit(16).map_or(0, u64::from);
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | digit;
        } else {
            mantissa |= u64::from(digit != 0);
            exp += 4;
        }
    }
    if mantissa == 0 {
        return Some(0.0);
    }
    // The value is mantissa * 2^exp. Drop what does not fit the precision at this magnitude.
    let top = exp + 63 - i64::from(mantissa.leading_zeros());
    let lowest = (top - (mantissa_bits - 1)).max(exp_min);
    let drop = lowest - exp;
    if drop > 0 {
        let (kept, rest, half) = match drop {
            1..=63 => (mantissa >> drop, mantissa & ((1 << drop) - 1), 1 << (drop - 1)),
            64 => (0, mantissa, 1 << 63),
            _ => (0, 0, 1),
        };
        mantissa = kept + u64::from(rest > half || rest == half && kept & 1 == 1);
        exp = lowest;
    }
    if mantissa == 0 {
        return Some(0.0);
    }
    let top = exp + 63 - i64::from(mantissa.leading_zeros());
    (top <= exp_max).then(|| libm::scalbn(mantissa as f64, exp as i32))
}

/// An integer's digits in a base from 2 to 36.
pub(crate) fn format_int(negative: bool, mut magnitude: u64, base: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(20);
    loop {
        out.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(magnitude % base) as usize]);
        magnitude /= base;
        if magnitude == 0 {
            break;
        }
    }
    if negative {
        out.push(b'-');
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_as_go_reads_them() {
        use Fault::*;
        let cases: &[(&str, i64, i64, (i64, Fault))] = &[
            ("", 10, 0, (0, Syntax)),
            ("-9223372036854775808", 10, 64, (i64::MIN, None)),
            ("9223372036854775808", 10, 64, (i64::MAX, Range)),
            ("99999999999999999999x", 10, 64, (i64::MAX, Range)),
            ("-129", 10, 8, (-128, Range)),
            ("0x_1F", 0, 0, (31, None)),
            ("1__2", 0, 0, (0, Syntax)),
            ("1_2", 10, 0, (0, Syntax)),
            ("0b", 0, 0, (0, Syntax)),
            ("0", 0, 0, (0, None)),
            ("017", 0, 0, (15, None)),
            ("z", 36, 0, (35, None)),
            ("1", 1, 0, (0, Base)),
            ("1", 10, 65, (0, BitSize)),
            ("+", 10, 0, (0, Syntax)),
        ];
        for (text, base, bits, want) in cases {
            assert_eq!(parse_int(text.as_bytes(), *base, *bits), *want, "{text}");
        }
    }

    #[test]
    fn floats_as_go_reads_them() {
        let cases: &[(&str, i64, f64, Fault)] = &[
            ("1_23.50_0_0e+1_2", 64, 1.235e14, Fault::None),
            ("1__23.5", 64, 0.0, Fault::Syntax),
            (".5", 64, 0.5, Fault::None),
            ("5.", 64, 5.0, Fault::None),
            (".", 64, 0.0, Fault::Syntax),
            ("1e", 64, 0.0, Fault::Syntax),
            ("1e400", 64, f64::INFINITY, Fault::Range),
            ("-1e-999999999999999999999", 64, -0.0, Fault::None),
            ("0x1p-1074", 64, 5e-324, Fault::None),
            ("0x1.fffffffffffff8p1023", 64, f64::INFINITY, Fault::Range),
            ("0x1.fffffffffffff7p1023", 64, f64::MAX, Fault::None),
            ("0x1", 64, 0.0, Fault::Syntax),
            ("0x.8p1", 64, 1.0, Fault::None),
            ("16777217", 32, 16_777_216.0, Fault::None),
            ("4e38", 32, f64::INFINITY, Fault::Range),
            ("-Infinity", 64, f64::NEG_INFINITY, Fault::None),
        ];
        for (text, bits, value, fault) in cases {
            let (v, f) = parse_float(text.as_bytes(), *bits);
            assert_eq!((v.to_bits(), f), (value.to_bits(), *fault), "{text}");
        }
        assert!(parse_float(b"nan", 64).0.is_nan() && parse_float(b"+nan", 64).1 == Fault::Syntax);
    }
}
