//! The values of literals, from their text.

use govm_lexer::TokenKind;
use num_bigint::{BigInt, BigUint};

use super::float::BigFloat;
use super::value::{Value, decimal_fraction, is_moderate};
use crate::limits::NUMBER_LEN_MAX;

impl Value {
    /// The value of a literal of kind `Int`, `Float`, `Imag`, `Char` or `String`; unknown where the text is no such literal,
    /// a number is longer than the limit `NUMBER_LEN_MAX`, or its exponent is beyond every float.
    #[must_use]
    pub fn from_literal(kind: TokenKind, text: &str) -> Value {
        let value = match kind {
            TokenKind::Int | TokenKind::Float | TokenKind::Imag if text.len() > NUMBER_LEN_MAX => None,
            TokenKind::Int => int(text),
            TokenKind::Float => float(text),
            TokenKind::Imag => text.strip_suffix('i').and_then(float).map(|im| Value::complex(Value::int(0), im)),
            TokenKind::Char => char_literal(text),
            TokenKind::String => string_literal(text).map(Value::string),
            _ => None,
        };
        value.unwrap_or(Value::Unknown)
    }
}

/// Splits a base prefix off: base and the rest. Without one the base is 10.
fn split_base(text: &str) -> (u32, &str) {
    let base = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => return (10, text),
    };
    (base, &text[2..])
}

/// The digits without separators; `None` if one is not a digit, or a `_` does not stand between digits or after the prefix.
fn digits(text: &str, base: u32, is_after_prefix: bool) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(text.len());
    let mut may_separate = is_after_prefix;
    for byte in text.bytes() {
        if byte == b'_' && may_separate {
            may_separate = false;
        } else {
            digits.push(char::from(byte).to_digit(base)? as u8);
            may_separate = true;
        }
    }
    (!text.ends_with('_')).then_some(digits)
}

fn magnitude(digits: &[u8], base: u32) -> Option<BigUint> {
    if digits.is_empty() { Some(BigUint::ZERO) } else { BigUint::from_radix_be(digits, base) }
}

fn int(text: &str) -> Option<Value> {
    let (mut base, rest) = split_base(text);
    let is_prefixed = base != 10;
    if !is_prefixed && rest.len() > 1 && rest.starts_with('0') {
        base = 8;
    }
    let digits = digits(rest, base, is_prefixed)?;
    if digits.is_empty() {
        return None;
    }
    if let Ok(small) = i64::from_str_radix(&rest.replace('_', ""), base) {
        return Some(Value::int(small));
    }
    Some(Value::big_int(BigInt::from(magnitude(&digits, base)?)))
}

/// A float literal, or the number of an imaginary literal: an integer in any base counts too, and leading zeros are decimal.
fn float(text: &str) -> Option<Value> {
    let (base, rest) = split_base(text);
    let (mantissa, exponent_text) = match base {
        16 => rest.split_once(['p', 'P']).map_or((rest, None), |(mantissa, exponent)| (mantissa, Some(exponent))),
        10 => rest.split_once(['e', 'E']).map_or((rest, None), |(mantissa, exponent)| (mantissa, Some(exponent))),
        _ => (rest, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some(_) if base < 10 => return None,
        // A hexadecimal mantissa with a point needs its exponent.
        Some(_) if base == 16 && exponent_text.is_none() => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (mantissa, ""),
    };
    let mut all_digits = digits(whole, base, base != 10)?;
    all_digits.extend(digits(fraction, base, false)?);
    if all_digits.is_empty() {
        return None;
    }
    let exponent = exponent_text.map_or(Some(0), exponent)?;
    let mantissa = magnitude(&all_digits, base)?;
    if base == 10 {
        decimal(mantissa, exponent.checked_sub(fraction_len(fraction))?)
    } else {
        binary(mantissa, exponent.checked_sub(4 * fraction_len(fraction))?)
    }
}

fn fraction_len(fraction: &str) -> i64 {
    fraction.bytes().filter(|byte| *byte != b'_').count() as i64
}

/// A decimal exponent with an optional sign; `None` beyond 64 bits.
fn exponent(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits(unsigned, 10, false)?.is_empty() {
        return None;
    }
    text.replace('_', "").parse().ok()
}

/// `mantissa × 10^exponent`: a fraction if it is of reasonable size.
fn decimal(mantissa: BigUint, exponent: i64) -> Option<Value> {
    let approximate = BigFloat::from_decimal(&mantissa, exponent)?;
    Some(if approximate.sign() == 0 {
        Value::from_rat(decimal_fraction(BigUint::ZERO, 0))
    } else if is_moderate(&approximate) {
        Value::Rat(decimal_fraction(mantissa, exponent).into())
    } else {
        Value::Float(approximate.into())
    })
}

/// `mantissa × 2^exponent`, likewise.
fn binary(mantissa: BigUint, exponent: i64) -> Option<Value> {
    if mantissa.bits() > 0 && i32::try_from(exponent).is_err() {
        return None;
    }
    let approximate = BigFloat::from_parts(mantissa.clone(), exponent)?;
    if !is_moderate(&approximate) {
        return Some(Value::Float(approximate.into()));
    }
    let mantissa = BigInt::from(mantissa);
    Some(Value::Rat(if approximate.sign() == 0 {
        num_rational::BigRational::from_integer(BigInt::ZERO).into()
    } else if exponent >= 0 {
        num_rational::BigRational::from_integer(mantissa << exponent as u64).into()
    } else {
        num_rational::BigRational::new(mantissa, BigInt::from(1) << exponent.unsigned_abs()).into()
    }))
}

/// One element of a quoted literal.
enum Element {
    Rune(u32),
    /// An octal or hexadecimal escape: a byte in a string, a code point in a rune literal.
    Byte(u8),
}

/// Takes the first character or escape sequence off. The other kind of quote needs no escape and has none.
fn element<'a>(text: &'a str, quote: char) -> Option<(Element, &'a str)> {
    let mut chars = text.chars();
    match chars.next()? {
        '\\' => {}
        c if c == quote || c == '\n' => return None,
        c => return Some((Element::Rune(c as u32), chars.as_str())),
    }
    let numeric = |text: &'a str, len: usize, base: u32| -> Option<(u32, &'a str)> {
        let (head, rest) = text.split_at_checked(len)?;
        let is_digits = head.chars().all(|c| c.is_digit(base));
        Some((is_digits.then(|| u32::from_str_radix(head, base).ok())??, rest))
    };
    let escaped = chars.as_str();
    let (element, rest) = match chars.next()? {
        'a' => (Element::Byte(0x07), chars.as_str()),
        'b' => (Element::Byte(0x08), chars.as_str()),
        'f' => (Element::Byte(0x0c), chars.as_str()),
        'n' => (Element::Byte(b'\n'), chars.as_str()),
        'r' => (Element::Byte(b'\r'), chars.as_str()),
        't' => (Element::Byte(b'\t'), chars.as_str()),
        'v' => (Element::Byte(0x0b), chars.as_str()),
        '\\' => (Element::Byte(b'\\'), chars.as_str()),
        c if c == quote => (Element::Byte(c as u8), chars.as_str()),
        '0'..='7' => {
            let (value, rest) = numeric(escaped, 3, 8)?;
            (Element::Byte(u8::try_from(value).ok()?), rest)
        }
        'x' => {
            let (value, rest) = numeric(chars.as_str(), 2, 16)?;
            (Element::Byte(u8::try_from(value).ok()?), rest)
        }
        c @ ('u' | 'U') => {
            let (value, rest) = numeric(chars.as_str(), if c == 'u' { 4 } else { 8 }, 16)?;
            (Element::Rune(char::from_u32(value)? as u32), rest)
        }
        _ => return None,
    };
    Some((element, rest))
}

fn char_literal(text: &str) -> Option<Value> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    match element(inner, '\'')? {
        (Element::Rune(value), "") => Some(Value::int(i64::from(value))),
        (Element::Byte(value), "") => Some(Value::int(i64::from(value))),
        _ => None,
    }
}

fn string_literal(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        let raw = raw.strip_suffix('`').filter(|raw| !raw.contains('`'))?;
        return Some(raw.bytes().filter(|byte| *byte != b'\r').collect());
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let (next, after) = element(rest, '"')?;
        match next {
            Element::Byte(byte) => bytes.push(byte),
            Element::Rune(value) => bytes.extend_from_slice(char::from_u32(value)?.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = after;
    }
    Some(bytes)
}
