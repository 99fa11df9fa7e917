//! The constants of GoVM against those of packages `go/constant` and `go/types`: the expected values in the tables were
//! printed by them.

use govm_lexer::TokenKind::{self, *};

use super::{Kind, Value, Why};
use crate::types::Basic;

/// The value of a literal with an optional minus sign.
fn value(text: &str) -> Value {
    let (is_negative, literal) = text.strip_prefix('-').map_or((false, text), |literal| (true, literal));
    let kind = match literal.as_bytes() {
        [b'\'', ..] => Char,
        [b'"' | b'`', ..] => String,
        [.., b'i'] => Imag,
        [b'0', b'x' | b'X', ..] if literal.contains(['p', 'P', '.']) => Float,
        [b'0', b'x' | b'X', ..] => Int,
        _ if literal.contains(['.', 'e']) => Float,
        _ => Int,
    };
    let value = Value::from_literal(kind, literal);
    if is_negative { Value::unary_op(Sub, &value, None) } else { value }
}

#[test]
fn literals() {
    for (text, expected) in [
        ("0", "0"),
        ("42", "42"),
        ("1_000_000", "1000000"),
        ("0x_Ff", "255"),
        ("0b1011", "11"),
        ("0o17", "15"),
        ("017", "15"),
        ("0_17", "15"),
        ("08", "unknown"),
        ("1__0", "unknown"),
        ("_1", "unknown"),
        ("1_", "unknown"),
        ("0x", "unknown"),
        ("9223372036854775807", "9223372036854775807"),
        ("9223372036854775808", "9223372036854775808"),
        ("18446744073709551616", "18446744073709551616"),
        ("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "340282366920938463463374607431768211455"),
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("1.", "1"),
        ("08.5", "8.5"),
        ("1e3", "1000"),
        ("1_0.2_5e1_0", "1.025e+11"),
        ("1e-7", "1e-07"),
        ("123456.75", "123456.75"),
        ("1000000.5", "1.0000005e+06"),
        ("0.000012345", "1.2345e-05"),
        ("3.14159265358979", "3.14159"),
        ("1e100", "1e+100"),
        ("1e308", "1e+308"),
        ("1e309", "1e+309"),
        ("1e-400", "1e-400"),
        ("1e1000", "1e+1000"),
        ("1e-1000", "1e-1000"),
        ("9.9999996e2000", "1e+2001"),
        ("1e2000", "1e+2000"),
        ("1e1233", "1e+1233"),
        ("1e1234", "1e+1234"),
        ("1.234567891e-5000", "1.23457e-5000"),
        ("1e646456992", "1e+646456992"),
        ("1e646456993", "unknown"),
        ("1e646456994", "unknown"),
        ("1e-646456993", "1e-646456993"),
        ("1e-646456994", "0"),
        ("1e999999999999", "unknown"),
        ("1e99999999999999999999", "unknown"),
        ("0e999999999999", "0"),
        ("1e-9999999999999", "unknown"),
        ("0x1p-2", "0.25"),
        ("0x1.8p1", "3"),
        ("0x.8p0", "0.5"),
        ("0X_1FFFP-16", "0.124985"),
        ("0x1p-1074", "4.94066e-324"),
        ("0x1p5000", "1.41247e+1505"),
        ("0x1p99999999999", "unknown"),
        ("0x1p-99999999999", "unknown"),
        ("0x1fffffffffffff.8p0", "9.0072e+15"),
        ("0x1p", "unknown"),
        ("1e+", "unknown"),
        ("1i", "(0 + 1i)"),
        ("0123i", "(0 + 123i)"),
        ("0.5i", "(0 + 0.5i)"),
        ("0x10i", "(0 + 16i)"),
        ("0b11i", "(0 + 3i)"),
        ("0o17i", "(0 + 15i)"),
        ("1e1000i", "(0 + 1e+1000i)"),
        ("08i", "(0 + 8i)"),
        ("'a'", "97"),
        ("'\\n'", "10"),
        ("'\\''", "39"),
        ("'\\\"'", "unknown"),
        ("'\\x41'", "65"),
        ("'\\377'", "255"),
        ("'\\400'", "unknown"),
        ("'\\u00e9'", "233"),
        ("'\\U0010ffff'", "1114111"),
        ("'\\U00110000'", "unknown"),
        ("'\\ud800'", "unknown"),
        ("'\u{4e16}'", "19990"),
        ("''", "unknown"),
        ("\"\"", "\"\""),
        ("\"abc\"", "\"abc\""),
        ("\"a\\tb\\\"c\\\\\"", "\"a\\tb\\\"c\\\\\""),
        ("\"\\xff\\u00e9\\101\"", "\"\\xff\u{e9}A\""),
        ("`a\\n\u{d}`", "\"a\\\\n\""),
        ("\"\\'\"", "unknown"),
        ("\"\u{65e5}\u{672c}\\x01\\u200b\\U0001F600\\u00a0\"", "\"\u{65e5}\u{672c}\\x01\\u200b\u{1f600}\\u00a0\""),
        ("\"\\a\\b\\f\\v\\r\\x7f\"", "\"\\a\\b\\f\\v\\r\\x7f\""),
        (
            "\"012345678901234567890123456789012345678901234567890123456789012345678\"",
            "\"012345678901234567890123456789012345678901234567890123456789012345678\"",
        ),
        (
            "\"0123456789012345678901234567890123456789012345678901234567890123456789\"",
            "\"0123456789012345678901234567890123456789012345678901234567890123456789\"",
        ),
        (
            "\"01234567890123456789012345678901234567890123456789012345678901234567890\"",
            "\"01234567890123456789012345678901234567890123456789012345678901234567...",
        ),
        (
            "\"0123456789012345678901234567890123456789012345678901234567890123456789abcdefgh\"",
            "\"01234567890123456789012345678901234567890123456789012345678901234567...",
        ),
    ] {
        assert_eq!(value(text).to_string(), expected, "{text}");
    }
}

#[test]
fn what_is_no_literal_is_unknown() {
    for text in [
        "",
        "0x1.8",
        "0b1.0",
        "1e_5",
        "1_e5",
        "1._5",
        "0_x1",
        "'ab'",
        "'",
        "'''",
        "\"",
        "\"\\u12\"",
        "\"a\nb\"",
        "`a`b`",
        "i",
        "0xg",
        "0b2",
    ] {
        assert_eq!(value(text), Value::Unknown, "{text}");
    }
    assert_eq!(value(&"9".repeat(10_001)), Value::Unknown);
    assert_eq!(value(&"9".repeat(10_000)).bit_len(), 33_220);
}

/// Nearest values, as bits, and whether they are exact. (`go/constant` calls some underflows to zero exact; these are not.)
#[test]
fn rounding_to_ieee_formats() {
    for (text, bits64, is_exact64, bits32, is_exact32) in [
        ("0", 0x0, true, 0x0, true),
        ("-0.0", 0x0, true, 0x0, true),
        ("1", 0x3ff0000000000000, true, 0x3f800000, true),
        ("-1.5", 0xbff8000000000000, true, 0xbfc00000, true),
        ("0.1", 0x3fb999999999999a, false, 0x3dcccccd, false),
        ("16777217", 0x4170000010000000, true, 0x4b800000, false),
        ("16777219", 0x4170000030000000, true, 0x4b800002, false),
        ("9007199254740993", 0x4340000000000000, false, 0x5a000000, false),
        ("9007199254740995", 0x4340000000000002, false, 0x5a000000, false),
        ("18446744073709551615", 0x43f0000000000000, false, 0x5f800000, false),
        ("0x1.fffffeffffffffp127", 0x47effffff0000000, false, 0x7f7fffff, false),
        ("0x1.ffffffp127", 0x47effffff0000000, true, 0x7f800000, false),
        ("0x1.fffffefp127", 0x47efffffef000000, true, 0x7f7fffff, false),
        ("3.40282346638528859811704183484516925440e+38", 0x47efffffe0000000, true, 0x7f7fffff, true),
        ("3.4028235677973366e38", 0x47effffff0000000, false, 0x7f7fffff, false),
        ("3.4028235677973365e38", 0x47effffff0000000, false, 0x7f7fffff, false),
        ("1e39", 0x48078287f49c4a1d, false, 0x7f800000, false),
        ("1.401298464324817e-45", 0x36a0000000000000, false, 0x1, false),
        ("7.006492321624085e-46", 0x3690000000000000, false, 0x0, false),
        ("7.006492321624086e-46", 0x3690000000000000, false, 0x1, false),
        ("0x1p-150", 0x3690000000000000, true, 0x0, false),
        ("0x1.0000001p-150", 0x3690000001000000, true, 0x1, false),
        ("0x1p-149", 0x36a0000000000000, true, 0x1, true),
        ("0x1.8p-149", 0x36a8000000000000, true, 0x2, false),
        ("0x1p-151", 0x3680000000000000, true, 0x0, false),
        ("1e-60", 0x3379b604aaaca626, false, 0x0, false),
        ("1.7976931348623157e308", 0x7fefffffffffffff, false, 0x7f800000, false),
        ("1.7976931348623158e308", 0x7fefffffffffffff, false, 0x7f800000, false),
        ("1.7976931348623159e308", 0x7ff0000000000000, false, 0x7f800000, false),
        ("0x1.fffffffffffff7p1023", 0x7fefffffffffffff, false, 0x7f800000, false),
        ("0x1.fffffffffffff8p1023", 0x7ff0000000000000, false, 0x7f800000, false),
        ("5e-324", 0x1, false, 0x0, false),
        ("2.4703282292062327e-324", 0x0, false, 0x0, false),
        ("2.4703282292062328e-324", 0x1, false, 0x0, false),
        ("0x1p-1075", 0x0, false, 0x0, false),
        ("0x1.00001p-1075", 0x1, false, 0x0, false),
        ("0x1p-1076", 0x0, false, 0x0, false),
        ("2.2250738585072011e-308", 0xfffffffffffff, false, 0x0, false),
        ("1e-1000", 0x0, false, 0x0, false),
        ("1e-2000", 0x0, false, 0x0, false),
        ("-1e-2000", 0x8000000000000000, false, 0x80000000, false),
        ("1e2000", 0x7ff0000000000000, false, 0x7f800000, false),
        ("-1e2000", 0xfff0000000000000, false, 0xff800000, false),
        ("1e400", 0x7ff0000000000000, false, 0x7f800000, false),
        ("1.00000005960464477539062500000000000000001", 0x3ff0000010000000, false, 0x3f800001, false),
        ("1.000000059604644775390625", 0x3ff0000010000000, true, 0x3f800000, false),
        ("1.00000017881393432617187499999999999999999", 0x3ff0000030000000, false, 0x3f800001, false),
        ("0x1.000000000000080000000000001p0", 0x3ff0000000000001, false, 0x3f800000, false),
        ("0x1.00000000000008p0", 0x3ff0000000000000, false, 0x3f800000, false),
        ("0x1.00000000000018p0", 0x3ff0000000000002, false, 0x3f800000, false),
        ("8.5e-46", 0x3693691b066f1ab7, false, 0x1, false),
        ("1e23", 0x44b52d02c7e14af6, false, 0x65a96816, false),
        ("8.41e21", 0x447c7e83209e90b2, false, 0x63e3f419, false),
        ("9.5367431640625e-07", 0x3eb0000000000000, true, 0x35800000, true),
        ("1.1754943157898258e-38", 0x380fffffefffffff, false, 0x800000, false),
        ("123456789012345678901234567890", 0x45f8ee90ff6c373e, false, 0x6fc77488, false),
    ] {
        let (float64, exact64) = value(text).float64_val();
        let (float32, exact32) = value(text).float32_val();
        assert_eq!((float64.to_bits(), exact64), (bits64, is_exact64), "{text} as float64");
        assert_eq!((float32.to_bits(), exact32), (bits32, is_exact32), "{text} as float32");
    }
}

/// Operands, result, and the result as an integer.
#[test]
fn binary_operations() {
    let cases: &[(&str, TokenKind, &str, &str, &str)] = &[
        ("1", Add, "2", "3", "3"),
        ("9223372036854775807", Add, "1", "9223372036854775808", "9223372036854775808"),
        ("-9223372036854775808", Sub, "1", "-9223372036854775809", "-9223372036854775809"),
        ("4294967296", Mul, "4294967296", "18446744073709551616", "18446744073709551616"),
        ("-9223372036854775808", QuoAssign, "-1", "-9223372036854775808", "-9223372036854775808"),
        ("-9223372036854775808", Rem, "-1", "0", "0"),
        ("-9223372036854775808", Mul, "-1", "9223372036854775808", "9223372036854775808"),
        ("7", QuoAssign, "2", "3", "3"),
        ("-7", QuoAssign, "2", "-3", "-3"),
        ("-7", Rem, "2", "-1", "-1"),
        ("7", Rem, "-2", "1", "1"),
        ("7", Quo, "2", "3.5", "unknown"),
        ("6", Quo, "2", "3", "3"),
        ("-7", And, "12", "8", "8"),
        ("-7", Or, "12", "-3", "-3"),
        ("-7", Xor, "12", "-11", "-11"),
        ("-7", AndNot, "12", "-15", "-15"),
        ("-18446744073709551616", And, "0xffffffffffffffffff", "4703919738795935662080", "4703919738795935662080"),
        ("-18446744073709551616", Or, "1", "-18446744073709551615", "-18446744073709551615"),
        ("-18446744073709551617", Xor, "0xff", "-18446744073709551872", "-18446744073709551872"),
        ("0xffffffffffffffffffff", AndNot, "0xffff", "1208925819614629174640640", "1208925819614629174640640"),
        ("100000000000000000000", QuoAssign, "-7", "-14285714285714285714", "-14285714285714285714"),
        ("-100000000000000000000", Rem, "7", "-2", "-2"),
        ("18446744073709551616", Sub, "18446744073709551615", "1", "1"),
        ("0.1", Add, "0.2", "0.3", "unknown"),
        ("1", Quo, "3.0", "0.333333", "unknown"),
        ("1.5", Mul, "2", "3", "3"),
        ("1", Sub, "1.0", "0", "0"),
        ("1e2000", Mul, "1e-2000", "1", "1"),
        ("1e2000", Add, "1", "1e+2000", "unknown"),
        ("1e1000", Mul, "1e1000", "1e+2000", "unknown"),
        ("1e2000", Sub, "1e2000", "0", "0"),
        ("1e646456992", Mul, "10", "unknown", "unknown"),
        ("1e-646456992", Mul, "1e-1000", "0", "0"),
        ("1e646456992", Quo, "1e-646456992", "unknown", "unknown"),
        ("1e-400", Mul, "1e-400", "1e-800", "unknown"),
        ("1e1200", Mul, "1e1200", "1e+2400", "unknown"),
        ("-1e1200", Quo, "1e-1200", "-1e+2400", "unknown"),
        ("1", Add, "2i", "(1 + 2i)", "unknown"),
        ("1.5i", Mul, "2i", "(-3 + 0i)", "-3"),
        ("1i", Quo, "0.5i", "(2 + 0i)", "2"),
        ("3", Sub, "1e1000i", "(3 + -1e+1000i)", "unknown"),
        ("1e2000i", Mul, "1e2000i", "(-1e+4000 + 0i)", "unknown"),
        ("'a'", Add, "1", "98", "98"),
        ("'a'", Mul, "2.5", "242.5", "unknown"),
        ("\"ab\"", Add, "\"cd\"", "\"abcd\"", "unknown"),
    ];
    for (x, op, y, expected, expected_int) in cases {
        let z = Value::binary_op(&value(x), *op, &value(y));
        assert_eq!(z.to_string(), *expected, "{x} {op:?} {y}");
        assert_eq!(z.to_int().to_string(), *expected_int, "{x} {op:?} {y}");
    }
}

#[test]
fn operations_without_a_value() {
    for (x, op, y) in [
        ("1", QuoAssign, "0"),
        ("1", Quo, "0"),
        ("1", Rem, "0"),
        ("1.5", Quo, "0.0"),
        ("1e2000", Quo, "0.0"),
        ("1i", Quo, "0i"),
        ("1.5", Rem, "2"),
        ("1", Add, "\"a\""),
        ("\"a\"", Sub, "\"a\""),
        ("1", LAnd, "2"),
        ("1", Shl, "2"),
        ("1i", And, "1"),
    ] {
        assert_eq!(Value::binary_op(&value(x), op, &value(y)), Value::Unknown, "{x} {op:?} {y}");
    }
    assert_eq!(Value::binary_op(&Value::Unknown, Add, &Value::int(1)), Value::Unknown);
    assert_eq!(Value::binary_op(&Value::Bool(true), Add, &Value::Bool(true)), Value::Unknown);
    assert_eq!(Value::shift(&Value::int(1), Shl, u32::MAX), Value::Unknown);
    assert_eq!(Value::shift(&Value::int(0), Shl, u32::MAX), Value::int(0));
}

#[test]
fn comparisons() {
    let cases: &[(&str, TokenKind, &str, bool)] = &[
        ("1", Eql, "1.0", true),
        ("1", Lss, "2", true),
        ("18446744073709551616", Gtr, "1", true),
        ("0.1", Leq, "0.1", true),
        ("0.3333", Lss, "0.33333", true),
        ("-1e2000", Lss, "1e2000", true),
        ("-1e2000", Lss, "-1e2001", false),
        ("1e2000", Eql, "1e2000", true),
        ("1e2000", Gtr, "1", true),
        ("1e-2000", Gtr, "0", true),
        ("1i", Eql, "1i", true),
        ("1i", Neq, "1", true),
        ("2", Eql, "2i", false),
        ("\"a\"", Lss, "\"b\"", true),
        ("\"a\"", Geq, "\"ab\"", false),
        ("\"a\"", Eql, "\"a\"", true),
        ("1e-2000", Lss, "1e-2001", false),
    ];
    for (x, op, y, expected) in cases {
        assert_eq!(Value::compare(&value(x), *op, &value(y)), *expected, "{x} {op:?} {y}");
    }
}

/// Operand, width of an unsigned type or 0, result.
#[test]
fn complements() {
    for (x, width, expected) in [
        ("0", 0, "-1"),
        ("0", 8, "255"),
        ("0", 64, "18446744073709551615"),
        ("5", 0, "-6"),
        ("5", 8, "250"),
        ("5", 64, "18446744073709551610"),
        ("-1", 0, "0"),
        ("-1", 8, "0"),
        ("-1", 64, "0"),
        ("255", 0, "-256"),
        ("255", 8, "0"),
        ("255", 64, "18446744073709551360"),
        ("-256", 0, "255"),
        ("-256", 8, "255"),
        ("-256", 64, "255"),
        ("18446744073709551615", 0, "-18446744073709551616"),
        ("18446744073709551615", 8, "0"),
        ("18446744073709551615", 64, "0"),
    ] {
        let width = (width != 0).then_some(width);
        assert_eq!(Value::unary_op(Xor, &value(x), width).to_string(), expected, "^{x}");
    }
    assert_eq!(Value::unary_op(Not, &Value::Bool(true), None), Value::Bool(false));
    assert_eq!(Value::unary_op(Sub, &value("1.5i"), None).to_string(), "(0 + -1.5i)");
    assert_eq!(Value::unary_op(Sub, &Value::int(i64::MIN), None).to_string(), "9223372036854775808");
    assert_eq!(Value::unary_op(Not, &Value::int(1), None), Value::Unknown);
}

/// Operand, count, shifted left, shifted right.
#[test]
fn shifts() {
    for (x, count, left, right) in [
        ("1", 0, "1", "1"),
        ("1", 1, "2", "0"),
        ("1", 3, "8", "0"),
        ("1", 64, "18446744073709551616", "0"),
        ("1", 100, "1267650600228229401496703205376", "0"),
        ("-1", 0, "-1", "-1"),
        ("-1", 1, "-2", "-1"),
        ("-1", 3, "-8", "-1"),
        ("-1", 64, "-18446744073709551616", "-1"),
        ("-1", 100, "-1267650600228229401496703205376", "-1"),
        ("-5", 0, "-5", "-5"),
        ("-5", 1, "-10", "-3"),
        ("-5", 3, "-40", "-1"),
        ("-5", 64, "-92233720368547758080", "-1"),
        ("-5", 100, "-6338253001141147007483516026880", "-1"),
        ("1000", 0, "1000", "1000"),
        ("1000", 1, "2000", "500"),
        ("1000", 3, "8000", "125"),
        ("1000", 64, "18446744073709551616000", "0"),
        ("1000", 100, "1267650600228229401496703205376000", "0"),
        ("-18446744073709551617", 0, "-18446744073709551617", "-18446744073709551617"),
        ("-18446744073709551617", 1, "-36893488147419103234", "-9223372036854775809"),
        ("-18446744073709551617", 3, "-147573952589676412936", "-2305843009213693953"),
        ("-18446744073709551617", 64, "-340282366920938463481821351505477763072", "-2"),
        ("-18446744073709551617", 100, "-23384026197294446692526607923688757715991623892992", "-1"),
    ] {
        assert_eq!(Value::shift(&value(x), Shl, count).to_string(), left, "{x} << {count}");
        assert_eq!(Value::shift(&value(x), Shr, count).to_string(), right, "{x} >> {count}");
    }
}

/// Fractions as their parts.
fn exact(x: &Value) -> std::string::String {
    match x {
        Value::Rat(x) => x.to_string(),
        Value::Complex(parts) => format!("({} + {}i)", exact(&parts.0), exact(&parts.1)),
        x => x.to_string(),
    }
}

#[test]
fn representability() {
    for (text, basic, expected) in [
        ("127", Basic::Int8, Ok("127")),
        ("128", Basic::Int8, Err(Why::Overflow)),
        ("-128", Basic::Int8, Ok("-128")),
        ("-129", Basic::Int8, Err(Why::Overflow)),
        ("32767", Basic::Int16, Ok("32767")),
        ("-32769", Basic::Int16, Err(Why::Overflow)),
        ("2147483648", Basic::Int32, Err(Why::Overflow)),
        ("-2147483648", Basic::Int32, Ok("-2147483648")),
        ("9223372036854775807", Basic::Int, Ok("9223372036854775807")),
        ("9223372036854775808", Basic::Int, Err(Why::Overflow)),
        ("9223372036854775808", Basic::Int64, Err(Why::Overflow)),
        ("-9223372036854775808", Basic::Int64, Ok("-9223372036854775808")),
        ("255", Basic::Uint8, Ok("255")),
        ("256", Basic::Uint8, Err(Why::Overflow)),
        ("-1", Basic::Uint8, Err(Why::Overflow)),
        ("65536", Basic::Uint16, Err(Why::Overflow)),
        ("4294967295", Basic::Uint32, Ok("4294967295")),
        ("4294967296", Basic::Uint32, Err(Why::Overflow)),
        ("18446744073709551615", Basic::Uint64, Ok("18446744073709551615")),
        ("18446744073709551616", Basic::Uint64, Err(Why::Overflow)),
        ("-1", Basic::Uint, Err(Why::Overflow)),
        ("18446744073709551615", Basic::Uintptr, Ok("18446744073709551615")),
        ("18446744073709551616", Basic::Uint, Err(Why::Overflow)),
        ("1.0", Basic::Int, Ok("1")),
        ("1.5", Basic::Int, Err(Why::Truncated)),
        ("1e100", Basic::Int, Err(Why::Truncated)),
        ("1e30", Basic::Uint8, Err(Why::Truncated)),
        ("3.0", Basic::Uint8, Ok("3")),
        ("2i", Basic::Int, Err(Why::Truncated)),
        ("0i", Basic::Uint8, Ok("0")),
        ("'a'", Basic::Uint8, Ok("97")),
        ("'世'", Basic::Uint8, Err(Why::Overflow)),
        ("1", Basic::String, Err(Why::NotRepresentable)),
        ("\"a\"", Basic::String, Ok("\"a\"")),
        ("\"a\"", Basic::Int, Err(Why::NotRepresentable)),
        ("1", Basic::Bool, Err(Why::NotRepresentable)),
        ("\"a\"", Basic::Float64, Err(Why::NotRepresentable)),
        ("1.5", Basic::String, Err(Why::NotRepresentable)),
        ("1", Basic::Float32, Ok("1")),
        ("0.1", Basic::Float32, Ok("13421773/134217728")),
        ("1e39", Basic::Float32, Err(Why::Overflow)),
        ("-1e39", Basic::Float32, Err(Why::Overflow)),
        ("3.40282356e38", Basic::Float32, Ok("340282346638528859811704183484516925440")),
        ("1e-60", Basic::Float32, Ok("0")),
        ("0.1", Basic::Float64, Ok("3602879701896397/36028797018963968")),
        ("1e309", Basic::Float64, Err(Why::Overflow)),
        ("1e-400", Basic::Float64, Ok("0")),
        ("16777217", Basic::Float32, Ok("16777216")),
        ("1i", Basic::Float64, Err(Why::Overflow)),
        ("0i", Basic::Float64, Ok("0")),
        ("1e2000", Basic::Float64, Err(Why::Overflow)),
        ("1e-2000", Basic::Float64, Ok("0")),
        ("0.1", Basic::Complex64, Ok("(13421773/134217728 + 0i)")),
        ("1e39i", Basic::Complex64, Err(Why::Overflow)),
        ("0.1i", Basic::Complex128, Ok("(0 + 3602879701896397/36028797018963968i)")),
        ("1e309i", Basic::Complex128, Err(Why::Overflow)),
        ("1", Basic::Complex128, Ok("(1 + 0i)")),
    ] {
        let result = value(text).representable(basic).map(|x| exact(&x));
        assert_eq!(result, expected.map(str::to_owned), "{text} as {basic:?}");
    }
    assert_eq!(Value::Unknown.representable(Basic::Int8), Ok(Value::Unknown));
    assert_eq!(value("0.1").representable(Basic::UntypedFloat), Ok(value("0.1")));
    assert_eq!(value("2.0").representable(Basic::UntypedInt), Ok(Value::int(2)));
}

#[test]
fn rounded_floats_are_integers_again() {
    let third = Value::binary_op(&value("1e2000"), Quo, &value("3e2000"));
    let one = Value::binary_op(&third, Mul, &value("3"));
    assert_eq!((third.to_string().as_str(), one.to_int()), ("0.333333", Value::int(1)));
    let seven = Value::binary_op(&value("7e2000"), Quo, &value("1e2000"));
    assert_eq!(seven.to_int(), Value::int(7));
    let ten_to_the_tenth = Value::binary_op(&value("1e2000"), Quo, &value("1e1990"));
    assert_eq!(Value::binary_op(&ten_to_the_tenth, Add, &value("0.5")).to_int(), Value::Unknown);
}

#[test]
fn long_fractions_go_on_as_floats() {
    let mut x = Value::int(1);
    for _ in 0..300 {
        x = Value::binary_op(&x, Quo, &value("1000003.0"));
    }
    assert!(matches!(x, Value::Float(_)));
    assert_eq!((x.kind(), x.to_string().as_str()), (Kind::Float, "9.991e-1801"));
}

#[test]
fn conversions() {
    assert_eq!(Value::from_bytes(&[]), Value::int(0));
    assert_eq!(Value::from_bytes(&[0x34, 0x12, 0]), Value::int(0x1234));
    assert_eq!(value("-18446744073709551618").magnitude_bytes(), [2, 0, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!(Value::int(0).magnitude_bytes(), []);
    assert_eq!(Value::uint(u64::MAX).uint64_val(), Some(u64::MAX));
    assert_eq!(Value::uint(u64::MAX).int64_val(), None);
    assert_eq!(Value::int(-1).uint64_val(), None);
    assert_eq!(Value::float64(-0.0).float64_val(), (0.0, true));
    assert_eq!(Value::float64(f64::MAX).float64_val(), (f64::MAX, true));
    assert_eq!(Value::float64(5e-324).float64_val(), (5e-324, true));
    assert_eq!(Value::float64(f64::NAN), Value::Unknown);
    assert_eq!(value("2.5i").imag().to_string(), "2.5");
    assert_eq!(value("2.5").imag(), Value::int(0));
    assert_eq!(value("7").to_float().kind(), Kind::Float);
    assert_eq!(Value::complex(Value::int(7), Value::int(0)).to_int(), Value::int(7));
    assert_eq!((value("0i").sign(), value("-1e-2000").sign(), Value::Unknown.sign()), (0, -1, 1));
    assert_eq!((Value::int(i64::MIN).bit_len(), Value::int(0).bit_len(), value("0xfff").bit_len()), (64, 0, 12));
}
