//! Literals: whether they are valid, and the values of runes and strings.

use crate::code;
use crate::diag::Code;
use crate::token::TokenKind;
use crate::unicode::{CodePoint, Quote};

/// What is wrong with a literal, at an offset from its start.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    pub(crate) at: usize,
    pub(crate) len: usize,
    pub(crate) message: String,
}

impl Fault {
    fn new(code: Code, at: usize, len: usize, message: impl Into<String>) -> Fault {
        Fault { code, at, len, message: message.into() }
    }
}

/// Kind and first fault of a number as the automaton matches it: `prefix? mantissa exponent? i?`, each part loose.
pub(crate) fn check_number(text: &str) -> (TokenKind, Option<Fault>) {
    let bytes = text.as_bytes();
    let (base, prefix) = match bytes {
        [b'0', b'x' | b'X', ..] => (16, 2),
        [b'0', b'o' | b'O', ..] => (8, 2),
        [b'0', b'b' | b'B', ..] => (2, 2),
        [b'0', ..] => (8, 0),
        _ => (10, 0),
    };
    let is_digit = |b: u8| if base == 16 { b.is_ascii_hexdigit() } else { b.is_ascii_digit() };
    let mantissa_len = bytes[prefix..].iter().position(|b| !is_digit(*b) && *b != b'_' && *b != b'.');
    let mantissa_end = mantissa_len.map_or(bytes.len(), |n| prefix + n);
    let mantissa = &bytes[prefix..mantissa_end];
    let digits_end = if bytes.ends_with(b"i") { bytes.len() - 1 } else { bytes.len() };
    let exponent = &bytes[mantissa_end..digits_end];
    let point = mantissa.iter().position(|b| *b == b'.');
    let kind = if digits_end < bytes.len() {
        TokenKind::Imag
    } else if point.is_some() || !exponent.is_empty() {
        TokenKind::Float
    } else {
        TokenKind::Int
    };
    let base_name = base_name(base);

    let fault = if let (Some(point), 2 | 8, 2) = (point, base, prefix) {
        Some(Fault::new(&code::INVALID_RADIX_POINT, prefix + point, 1, format!("invalid radix point in {base_name} literal")))
    } else if !mantissa.iter().any(|b| is_digit(*b)) {
        Some(Fault::new(&code::MISSING_DIGITS, mantissa_end, 0, format!("{base_name} literal has no digits")))
    } else if let Some(fault) = check_exponent(exponent, base, prefix, mantissa_end) {
        Some(fault)
    } else if base == 16 && point.is_some() && exponent.is_empty() {
        Some(Fault::new(&code::MISSING_EXPONENT, mantissa_end, 0, "hexadecimal mantissa requires a 'p' exponent"))
    } else {
        check_digits(text, prefix, base, mantissa, kind)
    };
    (kind, fault)
}

fn check_digits(text: &str, prefix: usize, base: u8, mantissa: &[u8], kind: TokenKind) -> Option<Fault> {
    let too_large = mantissa.iter().position(|b| base <= 8 && b.is_ascii_digit() && b - b'0' >= base);
    if let (Some(at), TokenKind::Int) = (too_large, kind) {
        let message = format!("invalid digit {} in {} literal", Quote(char::from(mantissa[at])), base_name(base));
        return Some(Fault::new(&code::INVALID_DIGIT, prefix + at, 1, message));
    }
    if let Some(at) = invalid_separator(text.as_bytes(), prefix, base) {
        return Some(Fault::new(&code::MISPLACED_SEPARATOR, at, 1, "'_' must separate successive digits"));
    }
    // `08i` without a base prefix is decimal, for the sake of old programs.
    if too_large.is_some() && kind == TokenKind::Imag && prefix > 0 {
        return Some(Fault::new(&code::MALFORMED_CONSTANT, 0, text.len(), malformed(text)));
    }
    None
}

/// Quotes the constant, but not a page of digits.
fn malformed(text: &str) -> String {
    match text.get(..200) {
        Some(start) if start.len() < text.len() => format!("malformed constant: {start}…"),
        _ => format!("malformed constant: {text}"),
    }
}

fn check_exponent(exponent: &[u8], base: u8, prefix: usize, at: usize) -> Option<Fault> {
    let letter = *exponent.first()?;
    let wanted = match letter {
        b'e' | b'E' if prefix > 0 => "decimal",
        b'p' | b'P' if base != 16 => "hexadecimal",
        _ if exponent.iter().any(u8::is_ascii_digit) => return None,
        _ => return Some(Fault::new(&code::MISSING_EXPONENT_DIGITS, at + exponent.len(), 0, "exponent has no digits")),
    };
    let message = format!("{} exponent requires {wanted} mantissa", Quote(char::from(letter)));
    Some(Fault::new(&code::INVALID_EXPONENT, at, 1, message))
}

fn base_name(base: u8) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}

/// The first `_` that does not stand between two digits; the base prefix counts as a digit, and the second of two is the bad one.
fn invalid_separator(bytes: &[u8], prefix: usize, base: u8) -> Option<usize> {
    let is_digit = |b: u8| b.is_ascii_digit() || base == 16 && b.is_ascii_hexdigit();
    (prefix..bytes.len()).filter(|at| bytes[*at] == b'_').find(|at| {
        let after_digit = *at == prefix && prefix > 0 || *at > prefix && is_digit(bytes[at - 1]);
        let before_digit = bytes.get(at + 1).is_some_and(|b| is_digit(*b) || *b == b'_');
        !after_digit || !before_digit
    })
}

/// Reports what is wrong with the rune or interpreted string that begins `rest`, the text of the file from it on.
pub(crate) fn check_quoted(rest: &str, quote: char, report: &mut dyn FnMut(Fault)) {
    let (mut at, mut units, mut valid) = (1, 0, true);
    let mut fault = |valid: &mut bool, fault: Fault| {
        *valid = false;
        report(fault);
    };
    loop {
        let next = rest[at..].chars().next();
        match (next, quote) {
            (Some('\\'), _) => {
                let (after, unit) = escape(rest, at + 1, quote);
                at = after;
                if let Err(found) = unit {
                    fault(&mut valid, found);
                }
            }
            (Some(c), _) if c == quote => break,
            (Some('\n'), '"') => return fault(&mut valid, Fault::new(&code::NEWLINE_IN_STRING, at, 1, "newline in string")),
            (None, '"') => return fault(&mut valid, Fault::new(&code::UNTERMINATED_STRING, 0, 1, "string not terminated")),
            // In a rune, only the first fault is told.
            (Some('\n') | None, _) if !valid => return,
            (Some('\n'), _) => return fault(&mut valid, Fault::new(&code::NEWLINE_IN_RUNE, at, 1, "newline in rune literal")),
            (None, _) => return fault(&mut valid, Fault::new(&code::UNTERMINATED_RUNE, 0, 1, "rune literal not terminated")),
            (Some(c), _) => at += c.len_utf8(),
        }
        units += 1;
    }
    if quote == '\'' && valid && units == 0 {
        fault(&mut valid, Fault::new(&code::EMPTY_RUNE, at, 1, "empty rune literal or unescaped '"));
    } else if quote == '\'' && valid && units > 1 {
        fault(&mut valid, Fault::new(&code::LONG_RUNE, 0, at + 1, "more than one character in rune literal"));
    }
}

/// What an escape sequence stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Byte(u8),
    Char(char),
    /// Nothing: the text ended within it, which the caller reports.
    Cut,
}

/// Reads the escape sequence whose backslash stands before `at`; also gives the offset at which reading goes on.
fn escape(text: &str, at: usize, quote: char) -> (usize, Result<Unit, Fault>) {
    let Some(c) = text[at..].chars().next() else { return (at, Ok(Unit::Cut)) };
    let (digits, count, base) = match c {
        '0'..='7' => (at, 3, 8),
        'x' => (at + 1, 2, 16),
        'u' => (at + 1, 4, 16),
        'U' => (at + 1, 8, 16),
        _ => {
            let byte = match c {
                'a' => b'\x07',
                'b' => b'\x08',
                'f' => b'\x0C',
                'n' => b'\n',
                'r' => b'\r',
                't' => b'\t',
                'v' => b'\x0B',
                '\\' => b'\\',
                '"' | '\'' if c == quote => c as u8,
                _ => return (at, Err(Fault::new(&code::UNKNOWN_ESCAPE, at, c.len_utf8(), "unknown escape"))),
            };
            return (at + 1, Ok(Unit::Byte(byte)));
        }
    };
    let mut value: u32 = 0;
    for at in digits..digits + count {
        let Some(c) = text[at..].chars().next() else { return (at, Ok(Unit::Cut)) };
        let Some(digit) = c.to_digit(base) else {
            let name = if base == 8 { "octal" } else { "hexadecimal" };
            let message = format!("invalid character {} in {name} escape", Quote(c));
            return (at, Err(Fault::new(&code::INVALID_ESCAPE_DIGIT, at, c.len_utf8(), message)));
        };
        value = value << if base == 8 { 3 } else { 4 } | digit;
    }
    let end = digits + count;
    let unit = match (count, u8::try_from(value)) {
        (2 | 3, Ok(byte)) => Ok(Unit::Byte(byte)),
        (3, Err(_)) => Err(Fault::new(&code::OCTAL_ESCAPE_OVERFLOW, end, 0, format!("octal escape value {value} > 255"))),
        _ => char::from_u32(value).map(Unit::Char).ok_or_else(|| {
            let message = format!("escape is invalid Unicode code point {}", CodePoint(value));
            Fault::new(&code::INVALID_CODE_POINT, end, 0, message)
        }),
    };
    (end, unit)
}

/// The bytes that a string literal stands for, interpreted or raw. What is invalid in it stands for nothing.
#[must_use]
pub fn string_value(raw: &str) -> Vec<u8> {
    if let Some(body) = raw.strip_prefix('`') {
        return body.strip_suffix('`').unwrap_or(body).bytes().filter(|b| *b != b'\r').collect();
    }
    let body = raw.strip_prefix('"').unwrap_or(raw);
    let mut body = body.strip_suffix('"').unwrap_or(body);
    let mut value = Vec::with_capacity(body.len());
    while let Some(at) = body.find('\\') {
        value.extend_from_slice(&body.as_bytes()[..at]);
        let (after, unit) = escape(body, at + 1, '"');
        match unit {
            Ok(Unit::Byte(byte)) => value.push(byte),
            Ok(Unit::Char(c)) => value.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Ok(Unit::Cut) | Err(_) => {}
        }
        body = &body[after..];
    }
    value.extend_from_slice(body.as_bytes());
    value
}

/// The code point or byte that a rune literal stands for; U+FFFD if it is not valid.
#[must_use]
pub fn char_value(raw: &str) -> u32 {
    let body = raw.strip_prefix('\'').unwrap_or(raw);
    let body = body.strip_suffix('\'').unwrap_or(body);
    let unit = match body.chars().next() {
        Some('\\') => escape(body, 1, '\'').1.unwrap_or(Unit::Cut),
        Some(c) => Unit::Char(c),
        None => Unit::Cut,
    };
    match unit {
        Unit::Byte(byte) => u32::from(byte),
        Unit::Char(c) => u32::from(c),
        Unit::Cut => u32::from(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_strings() {
        assert_eq!(string_value(r#""""#), b"");
        assert_eq!(string_value(r#""a\a\b\f\n\r\t\v\\\"'z""#), b"a\x07\x08\x0C\n\r\t\x0B\\\"'z");
        assert_eq!(string_value(r#""日\u65e5\U000065e5\xe6\x97\xa5\346\227\245""#), "日日日日日".as_bytes());
        // A byte escape is a byte, and need not make UTF-8.
        assert_eq!(string_value(r#""\xff\377\u00ff""#), [0xFF, 0xFF, 0xC3, 0xBF]);
        assert_eq!(string_value("`a\\n\r\n\"b\r`"), b"a\\n\n\"b");
        assert_eq!(string_value("``"), b"");
    }

    #[test]
    fn values_of_runes() {
        let values =
            [r"'a'", r"'本'", r"'\n'", r"'\''", r"'\\'", r"'\000'", r"'\377'", r"'\xff'", r"'\u12e4'", r"'\U00101234'", "'\"'"];
        let want = [97, 0x672C, 10, 39, 92, 0, 255, 255, 0x12E4, 0x101234, 34];
        assert_eq!(values.map(char_value), want);
    }

    #[test]
    fn invalid_literals_have_some_value() {
        for raw in ["\"", "\"\\", "\"\\\"", "\"\\q\"", "\"\\x4\"", "\"\\400\\uD800\"", "`", "", "x"] {
            assert!(string_value(raw).len() <= raw.len());
        }
        for raw in ["'", "''", "'\\", "'\\'", "'\\q'", "'\\x4'", "'\\400'", "'\\uD800'", ""] {
            assert!(char::from_u32(char_value(raw)).is_some());
        }
    }
}
