//! Floats as text, in the formats of strconv.FormatFloat.

use std::fmt::Write;

/// The digits of a finite float: `0.d1d2d3... * 10^point`, without trailing zeros; none for zero.
struct Digits {
    digits: Vec<u8>,
    point: i32,
}

/// No float has more significant decimal digits, nor digits after the point, than this: beyond it are zeros.
const DIGITS_MAX: usize = 1100;

/// Formats `value`, which was a float of `bits` bits (32 or 64). `prec` below zero asks for the fewest digits that tell the value
/// from its neighbours. An unknown format yields `%` and its letter.
pub(crate) fn format_float(value: f64, format: u8, prec: i64, bits: i64) -> Vec<u8> {
    if value.is_nan() {
        return b"NaN".to_vec();
    }
    if value.is_infinite() {
        return if value < 0.0 { b"-Inf".to_vec() } else { b"+Inf".to_vec() };
    }
    let mut out = Vec::with_capacity(24);
    if value.is_sign_negative() {
        out.push(b'-');
    }
    let magnitude = value.abs();
    let shortest = prec < 0;
    let prec = prec.max(0) as usize;
    match format {
        b'b' => binary(&mut out, magnitude, bits),
        b'x' | b'X' => hexadecimal(&mut out, magnitude, format, (!shortest).then_some(prec), bits),
        b'e' | b'E' => {
            let digits = if shortest { shortest_digits(magnitude, bits) } else { rounded(magnitude, prec) };
            let prec = if shortest { digits.digits.len().max(1) - 1 } else { prec };
            exponential(&mut out, &digits, prec, format);
        }
        b'f' if shortest => {
            let digits = shortest_digits(magnitude, bits);
            let prec = (digits.digits.len() as i32 - digits.point).max(0) as usize;
            positional(&mut out, &digits, prec);
        }
        b'f' => {
            let text = format!("{:.*}", prec.min(DIGITS_MAX), magnitude);
            out.extend_from_slice(text.as_bytes());
            out.resize(out.len() + prec.saturating_sub(DIGITS_MAX), b'0');
        }
        b'g' | b'G' => {
            let (digits, mut limit) =
                if shortest { (shortest_digits(magnitude, bits), 6) } else { (rounded(magnitude, prec.max(1) - 1), prec.max(1)) };
            let count = digits.digits.len();
            if !shortest && limit > count && count as i32 >= digits.point {
                limit = count;
            }
            let exp = digits.point - 1;
            // The letter e, E stands two before g, G.
            if exp < -4 || i64::from(exp) >= limit as i64 {
                exponential(&mut out, &digits, count.max(1) - 1, format - 2);
            } else {
                positional(&mut out, &digits, (count as i32 - digits.point).max(0) as usize);
            }
        }
        _ => return vec![b'%', format],
    }
    out
}

/// The fewest digits that are read back as the same float.
fn shortest_digits(magnitude: f64, bits: i64) -> Digits {
    let mut buffer = ryu::Buffer::new();
    let text = if bits == 32 { buffer.format_finite(magnitude as f32) } else { buffer.format_finite(magnitude) };
    from_text(text)
}

/// `prec` digits after the first one, correctly rounded.
fn rounded(magnitude: f64, prec: usize) -> Digits {
    from_text(&format!("{:.*e}", prec.min(DIGITS_MAX), magnitude))
}

/// Reads `ddd.ddde±dd`, all of it but the digits optional.
fn from_text(text: &str) -> Digits {
    let (mantissa, exp) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let leading = all.iter().take_while(|d| **d == b'0').count();
    let end = all.iter().rposition(|d| *d != b'0').map_or(leading, |i| i + 1);
    if leading >= end {
        return Digits { digits: Vec::new(), point: 0 };
    }
    let exp: i32 = exp.parse().unwrap_or(0);
    Digits { digits: all[leading..end].to_vec(), point: whole.len() as i32 - leading as i32 + exp }
}

/// `d.ddde±dd` with `prec` digits after the point.
fn exponential(out: &mut Vec<u8>, digits: &Digits, prec: usize, letter: u8) {
    out.push(digits.digits.first().copied().unwrap_or(b'0'));
    if prec > 0 {
        out.push(b'.');
        let start = out.len();
        out.extend(digits.digits.iter().skip(1).take(prec));
        out.resize(start + prec, b'0');
    }
    let exp = if digits.digits.is_empty() { 0 } else { digits.point - 1 };
    out.extend([letter, if exp < 0 { b'-' } else { b'+' }]);
    out.extend(format!("{:02}", exp.abs()).bytes());
}

/// `ddd.ddd` with `prec` digits after the point.
fn positional(out: &mut Vec<u8>, digits: &Digits, prec: usize) {
    let digit = |i: i32| usize::try_from(i).ok().and_then(|i| digits.digits.get(i)).copied().unwrap_or(b'0');
    if digits.point > 0 {
        out.extend((0..digits.point).map(digit));
    } else {
        out.push(b'0');
    }
    if prec > 0 {
        out.push(b'.');
        out.extend((0..prec as i32).map(|i| digit(digits.point + i)));
    }
}

/// Mantissa and exponent of two, the mantissa with all its bits before the point.
fn binary_parts(magnitude: f64, bits: i64) -> (u64, i32) {
    let (fraction_bits, bias, raw) =
        if bits == 32 { (23, 127, u64::from((magnitude as f32).to_bits())) } else { (52, 1023, magnitude.to_bits()) };
    let (exp, fraction) = ((raw >> fraction_bits) as i32, raw & ((1 << fraction_bits) - 1));
    match exp {
        0 => (fraction, 1 - bias - fraction_bits),
        _ => (fraction | 1 << fraction_bits, exp - bias - fraction_bits),
    }
}

/// `ddddp±ddd`.
fn binary(out: &mut Vec<u8>, magnitude: f64, bits: i64) {
    let (mantissa, exp) = binary_parts(magnitude, bits);
    out.extend(format!("{mantissa}p{exp:+}").bytes());
}

/// `0x1.yyyyp±dd`.
fn hexadecimal(out: &mut Vec<u8>, magnitude: f64, format: u8, prec: Option<usize>, bits: i64) {
    let (mantissa, exp) = binary_parts(magnitude, bits);
    let (mut mantissa, mut exp) = match mantissa {
        0 => (0, 0),
        // One bit before the point, 60 after it: 15 digits.
        m => (m << (m.leading_zeros() - 3), exp + 60 - (m.leading_zeros() as i32 - 3)),
    };
    if let Some(prec) = prec.filter(|p| *p < 15) {
        let shift = 60 - prec as u32 * 4;
        let (rest, half) = (mantissa & ((1 << shift) - 1), 1 << (shift - 1));
        mantissa >>= shift;
        mantissa += u64::from(rest > half || rest == half && mantissa & 1 == 1);
        mantissa <<= shift;
        if mantissa >> 61 != 0 {
            mantissa >>= 1;
            exp += 1;
        }
    }
    let mut text = format!("0x{}", mantissa >> 60);
    let fraction = format!("{:015x}", mantissa & ((1 << 60) - 1));
    let kept = match prec {
        None => fraction.trim_end_matches('0'),
        Some(p) => &fraction[..p.min(15)],
    };
    let zeros = prec.unwrap_or(0).saturating_sub(15);
    if !kept.is_empty() {
        text.push('.');
        text.push_str(kept);
    }
    text.extend(std::iter::repeat_n('0', zeros));
    let sign = if exp < 0 { '-' } else { '+' };
    write!(text, "p{sign}{:02}", exp.abs()).expect("writing to a string");
    if format == b'X' {
        text.make_ascii_uppercase();
    }
    out.extend(text.bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_as_go_does() {
        let cases: &[(f64, u8, i64, i64, &str)] = &[
            (0.0, b'g', -1, 64, "0"),
            (-0.0, b'e', -1, 64, "-0e+00"),
            (1.0, b'e', 5, 64, "1.00000e+00"),
            (1.0, b'g', 5, 64, "1"),
            (1e21, b'g', -1, 64, "1e+21"),
            (100_000.0, b'g', -1, 64, "100000"),
            (1_000_000.0, b'g', -1, 64, "1e+06"),
            (0.000_01, b'g', -1, 64, "1e-05"),
            (400.0, b'g', 2, 64, "4e+02"),
            (123_456.7, b'G', 3, 64, "1.23E+05"),
            (32.0, b'g', 0, 64, "3e+01"),
            (2.5, b'f', 0, 64, "2"),
            (0.1, b'f', 20, 64, "0.10000000000000000555"),
            (1_658_206_780_088_562.2, b'g', -1, 64, "1.6582067800885622e+15"),
            (f64::from(0.1_f32), b'g', -1, 32, "0.1"),
            (123.456, b'f', -1, 64, "123.456"),
            (5e-324, b'b', -1, 64, "1p-1074"),
            (1.0, b'b', -1, 64, "4503599627370496p-52"),
            (1.0, b'x', -1, 64, "0x1p+00"),
            (0.0, b'x', 3, 64, "0x0.000p+00"),
            (3.75, b'X', 1, 64, "0X1.EP+01"),
            (1.999_999, b'x', 0, 64, "0x1p+01"),
            (5e-324, b'x', -1, 64, "0x1p-1074"),
            (1.5, b'x', 17, 64, "0x1.80000000000000000p+00"),
            (f64::NAN, b'e', 5, 64, "NaN"),
            (f64::NEG_INFINITY, b'f', 1, 64, "-Inf"),
            (1.0, b'z', 1, 64, "%z"),
        ];
        for (value, format, prec, bits, want) in cases {
            let got = format_float(*value, *format, *prec, *bits);
            assert_eq!(String::from_utf8_lossy(&got), *want, "{value} {}", char::from(*format));
        }
        assert_eq!(format_float(0.5, b'f', 2000, 64).len(), 2002);
        assert_eq!(format_float(0.5, b'e', 2000, 64).len(), 2006);
    }
}
