//! The words and places of lexical errors, as gc prints them.

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap, lex};

/// `line:column message` of each diagnostic.
fn errors(source: &[u8]) -> Vec<String> {
    let (mut map, arena) = (SourceMap::new(), Bump::new());
    let file = map.add("", source).expect("the source is small");
    let lexed = lex(&map, file, &Interner::new(&arena));
    lexed.diagnostics.iter().map(|d| d.line(&map)[1..].replacen(": ", " ", 1)).collect()
}

#[track_caller]
fn check(table: &[(&str, &[&str])]) {
    for (source, want) in table {
        assert_eq!(errors(source.as_bytes()), *want, "{source:?}");
    }
}

#[test]
fn numbers() {
    check(&[
        ("0x", &["1:3 hexadecimal literal has no digits"]),
        ("0X_i", &["1:4 hexadecimal literal has no digits"]),
        ("0b", &["1:3 binary literal has no digits"]),
        ("0o_", &["1:4 octal literal has no digits"]),
        ("0x.p1", &["1:4 hexadecimal literal has no digits"]),
        ("08", &["1:2 invalid digit '8' in octal literal"]),
        ("0_19", &["1:4 invalid digit '9' in octal literal"]),
        ("0o78", &["1:4 invalid digit '8' in octal literal"]),
        ("0b0120", &["1:5 invalid digit '2' in binary literal"]),
        ("0b2i", &["1:1 malformed constant: 0b2i"]),
        ("0b1.0", &["1:4 invalid radix point in binary literal"]),
        ("0o7.", &["1:4 invalid radix point in octal literal"]),
        ("0b1.0e", &["1:4 invalid radix point in binary literal"]),
        ("0b1e3", &["1:4 'e' exponent requires decimal mantissa"]),
        ("0o1E3", &["1:4 'E' exponent requires decimal mantissa"]),
        ("1p3", &["1:2 'p' exponent requires hexadecimal mantissa"]),
        ("01.5P-3", &["1:5 'P' exponent requires hexadecimal mantissa"]),
        ("0b1p3", &["1:4 'p' exponent requires hexadecimal mantissa"]),
        ("1e", &["1:3 exponent has no digits"]),
        ("1e+_", &["1:5 exponent has no digits"]),
        (".5e-i", &["1:5 exponent has no digits"]),
        ("0x1p", &["1:5 exponent has no digits"]),
        ("0x1.8", &["1:6 hexadecimal mantissa requires a 'p' exponent"]),
        ("0x1.8e2i", &["1:8 hexadecimal mantissa requires a 'p' exponent"]),
        ("1_", &["1:2 '_' must separate successive digits"]),
        ("1__0", &["1:3 '_' must separate successive digits"]),
        ("0x__1", &["1:4 '_' must separate successive digits"]),
        ("1_.5", &["1:2 '_' must separate successive digits"]),
        ("1._5", &["1:3 '_' must separate successive digits"]),
        ("1e_5", &["1:3 '_' must separate successive digits"]),
        ("1e5_i", &["1:4 '_' must separate successive digits"]),
        ("0x1_p5", &["1:4 '_' must separate successive digits"]),
        ("0_", &["1:2 '_' must separate successive digits"]),
    ]);
}

#[test]
fn runes() {
    check(&[
        ("''", &["1:2 empty rune literal or unescaped '"]),
        ("'''", &["1:2 empty rune literal or unescaped '", "1:3 rune literal not terminated"]),
        ("x 'ab'", &["1:3 more than one character in rune literal"]),
        ("'\\n\\n'", &["1:1 more than one character in rune literal"]),
        ("'a", &["1:1 rune literal not terminated"]),
        ("'", &["1:1 rune literal not terminated"]),
        ("'\\", &["1:1 rune literal not terminated"]),
        ("'\\x4", &["1:1 rune literal not terminated"]),
        ("'a\nb", &["1:3 newline in rune literal"]),
        ("'\n'a'", &["1:2 newline in rune literal"]),
        ("'\\\n", &["1:3 unknown escape"]),
        ("'\\q'", &["1:3 unknown escape"]),
        ("'\\\"'", &["1:3 unknown escape"]),
        ("'\\08'", &["1:4 invalid character '8' in octal escape"]),
        ("'\\0'", &["1:4 invalid character '\\'' in octal escape"]),
        ("'\\x'", &["1:4 invalid character '\\'' in hexadecimal escape"]),
        ("'\\xé0'", &["1:4 invalid character 'é' in hexadecimal escape"]),
        ("'\\u123\u{A0}'", &["1:7 invalid character '\\u00a0' in hexadecimal escape"]),
        ("'\\400'", &["1:6 octal escape value 256 > 255"]),
        ("'\\777'", &["1:6 octal escape value 511 > 255"]),
        ("'\\uD800'", &["1:8 escape is invalid Unicode code point U+D800"]),
        ("'\\U00110000'", &["1:12 escape is invalid Unicode code point U+110000"]),
        ("'\\UFFFFFFFF'", &["1:12 escape is invalid Unicode code point U+FFFFFFFF"]),
    ]);
}

#[test]
fn strings() {
    check(&[
        ("\"abc", &["1:1 string not terminated"]),
        ("x \"abc\ny", &["1:7 newline in string"]),
        ("\"\\\n", &["1:3 unknown escape", "1:3 newline in string"]),
        ("\"\\", &["1:1 string not terminated"]),
        ("\"\\\"", &["1:1 string not terminated"]),
        (
            "\"\\q\\'\\x0g\\08\"",
            &[
                "1:3 unknown escape",
                "1:5 unknown escape",
                "1:9 invalid character 'g' in hexadecimal escape",
                "1:12 invalid character '8' in octal escape",
            ],
        ),
        ("\"\\u12\"", &["1:6 invalid character '\"' in hexadecimal escape"]),
        ("\"\\u12\n", &["1:6 invalid character '\\n' in hexadecimal escape", "1:6 newline in string"]),
        ("\"\\400\\uDFFF\"", &["1:6 octal escape value 256 > 255", "1:12 escape is invalid Unicode code point U+DFFF"]),
        ("a + `b\nc", &["1:5 string not terminated"]),
        ("`", &["1:1 string not terminated"]),
    ]);
}

#[test]
fn characters_and_comments() {
    check(&[
        ("x @ y", &["1:3 invalid character U+0040 '@'"]),
        ("\\", &["1:1 invalid character U+005C '\\'"]),
        ("\x0C\x07\x7F", &["1:1 invalid character U+000C", "1:2 invalid character U+0007", "1:3 invalid character U+007F"]),
        ("x\u{A0}y", &["1:2 invalid character U+00A0 in identifier"]),
        ("“x”", &["1:1 invalid character U+201C '“' in identifier", "1:5 invalid character U+201D '”' in identifier"]),
        ("€", &["1:1 invalid character U+20AC '€' in identifier"]),
        ("e\u{301}", &["1:2 invalid character U+0301 '\u{301}' in identifier"]),
        ("\u{FFFD}", &["1:1 invalid character U+FFFD '\u{FFFD}' in identifier"]),
        ("\u{663}\u{663}", &["1:1 identifier cannot begin with digit U+0663 '\u{663}'"]),
        ("1\u{663}", &["1:2 identifier cannot begin with digit U+0663 '\u{663}'"]),
        ("x /* y", &["1:3 comment not terminated"]),
        ("/*/", &["1:1 comment not terminated"]),
        ("/* *", &["1:1 comment not terminated"]),
    ]);
}
