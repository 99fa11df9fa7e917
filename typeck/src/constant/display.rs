//! Constants as error messages show them: exactly where that is short, else approximately.

use std::fmt::{self, Write as _};

use super::float::{BigFloat, FLOAT64};
use super::value::Value;

/// A quoted string is cut to this many characters, quotes included.
const QUOTED_LEN_MAX: usize = 72;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Unknown => f.write_str("unknown"),
            Value::Bool(x) => write!(f, "{x}"),
            Value::String(x) => f.write_str(&quoted(x.bytes())),
            Value::Int(x) => write!(f, "{}", x.to_big()),
            Value::Rat(x) => match BigFloat::from_rat(x) {
                Some(x) => f.write_str(&float(&x)),
                None => f.write_str("unknown"),
            },
            Value::Float(x) => f.write_str(&float(x)),
            Value::Complex(parts) => write!(f, "({} + {}i)", parts.0, parts.1),
        }
    }
}

/// Go's quoted form, without its end if it is long.
pub(crate) fn quoted(bytes: &[u8]) -> String {
    // Every byte yields at most four characters but at least a quarter of one.
    let mut text = String::from("\"");
    for chunk in bytes[..bytes.len().min(4 * QUOTED_LEN_MAX)].utf8_chunks() {
        chunk.valid().chars().for_each(|c| push_escaped(&mut text, c));
        chunk.invalid().iter().for_each(|byte| write!(text, "\\x{byte:02x}").expect("invariant: strings take all text"));
    }
    text.push('"');
    if text.chars().count() > QUOTED_LEN_MAX {
        let end = text.char_indices().nth(QUOTED_LEN_MAX - 3).map_or(text.len(), |(at, _)| at);
        text.truncate(end);
        text.push_str("...");
    }
    text
}

fn push_escaped(text: &mut String, c: char) {
    let escape = match c {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\x07' => "\\a",
        '\x08' => "\\b",
        '\x0c' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\x0b' => "\\v",
        c if is_printable(c) => return text.push(c),
        c => {
            let code = c as u32;
            let written = match code {
                0..0x20 | 0x7f => write!(text, "\\x{code:02x}"),
                0..0x1_0000 => write!(text, "\\u{code:04x}"),
                _ => write!(text, "\\U{code:08x}"),
            };
            return written.expect("invariant: strings take all text");
        }
    };
    text.push_str(escape);
}

/// Letters, marks, numbers, punctuation, symbols and the ASCII space.
fn is_printable(c: char) -> bool {
    // The debug form escapes everything else, and marks too unless they follow another character.
    c.is_ascii_graphic() || c == ' ' || (!c.is_ascii() && String::from_iter(['a', c]).escape_debug().count() == 2)
}

fn float(x: &BigFloat) -> String {
    let rounded = x.to_ieee(FLOAT64).value;
    if rounded.is_finite() && (rounded == 0.0) == (x.sign() == 0) {
        let short = general(&format!("{rounded:.5e}"), 6);
        // A number that is no integer should look like one that is not.
        if x.is_int() || short.contains('.') {
            return short;
        }
        return shortest(rounded);
    }
    // Beyond float64: the mantissa in decimal, next to an approximate exponent.
    let mut exponent = (x.binary_exponent() as f64 * std::f64::consts::LOG10_2) as i64;
    let mut mantissa = x.scaled_by_power_of_ten(exponent);
    // The format rounds to five digits after the point: what would round up to 10 counts as 10.
    while mantissa != 0.0 && mantissa.abs() < 1.0 - 0.5e-6 {
        exponent -= 1;
        mantissa = x.scaled_by_power_of_ten(exponent);
    }
    while mantissa.abs() >= 10.0 - 0.5e-5 {
        exponent += 1;
        mantissa = x.scaled_by_power_of_ten(exponent);
    }
    format!("{}e{exponent:+}", general(&format!("{mantissa:.5e}"), 6))
}

/// `%g`: the fewest digits that denote the very number.
fn shortest(x: f64) -> String {
    let mut buffer = ryu::Buffer::new();
    let text = buffer.format_finite(x);
    // Bring `123.45` and `1.5e-7` to the form `d.ddde±x` that the layout starts from.
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |mantissa| ("-", mantissa));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    let leading_zeros = digits.len() - significant.len();
    let exponent = exponent.parse::<i64>().unwrap_or(0) + whole.len() as i64 - 1 - leading_zeros as i64;
    let (first, rest) = significant.split_at_checked(1).unwrap_or(("0", ""));
    general(&format!("{sign}{first}.{rest}e{exponent}"), 6)
}

/// The `%g` layout of a number in the form `d.ddde±x`: with an exponent if that is below -4 or reaches `limit`.
fn general(scientific: &str, limit: i64) -> String {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |mantissa| ("-", mantissa));
    let digits = mantissa.replace('.', "");
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    let with_point = |whole: &str, fraction: &str| {
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    };
    if exponent < -4 || exponent >= limit {
        let (first, rest) = digits.split_at(1);
        let exponent_sign = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{}e{exponent_sign}{:02}", with_point(first, rest), exponent.unsigned_abs());
    }
    if exponent < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1));
    }
    let whole_len = exponent as usize + 1;
    if digits.len() <= whole_len {
        return format!("{sign}{digits}{}", "0".repeat(whole_len - digits.len()));
    }
    format!("{sign}{}", with_point(&digits[..whole_len], &digits[whole_len..]))
}
