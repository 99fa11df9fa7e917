//! Tokens, automatic semicolons and the code table. The expected text is what gc's scanner says.

use bumpalo::Bump;
use govm_lexer::{FILE_SIZE_MAX, Interner, SourceMap, TokenKind, code, dump_tokens, dump_tokens_json, lex};

/// The dump of the tokens, then the diagnostics.
fn dump(source: impl Into<Vec<u8>>) -> String {
    let (mut map, arena) = (SourceMap::new(), Bump::new());
    let file = map.add("a.go", source).expect("the source is small");
    let names = Interner::new(&arena);
    let lexed = lex(&map, file, &names);
    let mut dump = dump_tokens(&map, &lexed, &names);
    for diagnostic in &lexed.diagnostics {
        dump += &diagnostic.line(&map);
        dump += "\n";
    }
    dump
}

/// The tokens without positions, on one line.
fn line(source: &str) -> String {
    let dump = dump(source);
    let tokens: Vec<&str> = dump.lines().map(|l| l.split_once(' ').map_or(l, |(_, token)| token)).collect();
    tokens.join(", ")
}

#[test]
fn a_file() {
    let source = "package main\n\nfunc main() {\n\tprintln(`a\n\tb`, 'x', 1.5, 2i, 7) // note\n}";
    let want = "\
1:1 keyword package
1:9 name main
1:13 semicolon newline
3:1 keyword func
3:6 name main
3:10 operator (
3:11 operator )
3:13 operator {
4:2 name println
4:9 operator (
4:10 string `a␊␉b`
5:4 operator ,
5:6 rune 'x'
5:9 operator ,
5:11 float 1.5
5:14 operator ,
5:16 imag 2i
5:18 operator ,
5:20 int 7
5:21 operator )
5:30 semicolon newline
6:1 operator }
6:2 semicolon EOF
6:2 eof
";
    assert_eq!(dump(source), want);
}

#[test]
fn a_file_as_json() {
    let (mut map, arena) = (SourceMap::new(), Bump::new());
    map.add("first.go", "x").expect("the source is small");
    let source = b"//\xff.\nx /* a\n*/ \"\\n\x7f\xc2\x85\"`\t\\\n\x01`";
    let file = map.add("a \"b\".go", &source[..]).expect("the source is small");
    let names = Interner::new(&arena);
    let want = r#"
{"file":"a \"b\".go","line":1,"column":1,"offset":0,"end":4,"kind":"comment","text":"//�."}
{"file":"a \"b\".go","line":2,"column":1,"offset":5,"end":6,"kind":"name","text":"x"}
{"file":"a \"b\".go","line":2,"column":3,"offset":7,"end":14,"kind":"comment","text":"/* a\n*/"}
{"file":"a \"b\".go","line":2,"column":3,"offset":7,"end":14,"kind":"semicolon","text":"newline"}
{"file":"a \"b\".go","line":3,"column":4,"offset":15,"end":22,"kind":"string","text":"\"\\n\u007f\u0085\""}
{"file":"a \"b\".go","line":3,"column":11,"offset":22,"end":28,"kind":"string","text":"`\t\\\n\u0001`"}
{"file":"a \"b\".go","line":4,"column":3,"offset":28,"end":28,"kind":"semicolon","text":"EOF"}
{"file":"a \"b\".go","line":4,"column":3,"offset":28,"end":28,"kind":"eof","text":""}
"#;
    assert_eq!(dump_tokens_json(&map, &lex(&map, file, &names), &names), want.trim_start());
}

#[test]
fn every_operator() {
    let all = "+ - * / % & | ^ << >> &^ += -= *= /= %= &= |= ^= <<= >>= &^= && || <- ++ -- == < > = ! ~ != <= >= := ... ( [ { , . ) ] } :";
    for text in all.split(' ') {
        // The longest match is taken, with and without something after it.
        let ends = if matches!(text, "++" | "--" | ")" | "]" | "}") { ", semicolon EOF" } else { "" };
        assert_eq!(line(text), format!("operator {text}{ends}, eof"));
        assert_eq!(line(&format!("{text}x")), format!("operator {text}, name x, semicolon EOF, eof"));
    }
    assert_eq!(line(";"), "semicolon ;, eof");
    assert_eq!(line("..x"), "operator ., operator ., name x, semicolon EOF, eof");
    assert_eq!(line("x+++y"), "name x, operator ++, operator +, name y, semicolon EOF, eof");
    assert_eq!(line("a&^^b<--c"), "name a, operator &^, operator ^, name b, operator <-, operator -, name c, semicolon EOF, eof");
}

#[test]
fn every_keyword() {
    let all = "break case chan const continue default defer else fallthrough for func go goto if import interface map package range \
               return select struct switch type var";
    assert_eq!(all.split_whitespace().count(), 25);
    for text in all.split_whitespace() {
        let ends = if matches!(text, "break" | "continue" | "fallthrough" | "return") { ", semicolon EOF" } else { "" };
        assert_eq!(line(text), format!("keyword {text}{ends}, eof"));
        assert_eq!(line(&format!("{text}é")), format!("name {text}é, semicolon EOF, eof"));
        assert_eq!(line(&format!("_{text}")), format!("name _{text}, semicolon EOF, eof"));
    }
}

#[test]
fn every_form_of_literal() {
    let ints =
        "0 7 42 4_2 0600 0_600 0o600 0O600 0xBadFace 0xBad_Face 0x_67_7a_2f 0b0110 0B1_0 170141183460469231731687303715884105727";
    let floats = "0. 72.40 072.40 2.71828 1.e+0 6.67428e-11 1E6 .25 .12345E+5 1_5. 0.15e+02 0x1p-2 0x2.p10 0x1.Fp+0 0X.8p-0 0X_1FFFP-16 089.5";
    let imags = "0i 0123i 089i 0o123i 0xabci 0.i 2.71828i 1.e+0i 6.67428e-11i 1E6i .25i .12345E+5i 0x1p-2i 0b1i";
    let runes = r"'a' 'ä' '本' '\t' '\000' '\007' '\377' '\x07' '\xff' '\u12e4' '\U00101234' '\'' '\\' '\a' '\b' '\f' '\n' '\r' '\v' '.' '#'";
    let strings = r#""" "a" "\"" "日本" "\u65e5\U00008a9e" "\xff\377\a\b\f\n\r\t\v\\" `` `\n` `"` "`" "//" `/*` "/*""#;
    for (class, all) in [("int", ints), ("float", floats), ("imag", imags), ("rune", runes), ("string", strings)] {
        for text in all.split(' ') {
            assert_eq!(line(text), format!("{class} {text}, semicolon EOF, eof"));
        }
    }
    assert_eq!(line("1.e"), "float 1.e, semicolon EOF, eof, exponent has no digits");
    assert_eq!(line("1..x"), "float 1., operator ., name x, semicolon EOF, eof");
    assert_eq!(line("0x1ei"), "imag 0x1ei, semicolon EOF, eof");
    assert_eq!(line("1x"), "int 1, name x, semicolon EOF, eof");
}

#[test]
fn names_are_letters_and_digits_of_unicode_15() {
    for name in ["_", "a1", "_x9", "ThisVariableIsExported", "αβ", "世界", "x٣", "日1_本", "ⁿ"] {
        assert_eq!(line(name), format!("name {name}, semicolon EOF, eof"));
    }
}

#[test]
fn semicolons_end_lines_after_what_may_end_a_statement() {
    assert_eq!(line("x\ny"), "name x, semicolon newline, name y, semicolon EOF, eof");
    assert_eq!(line("x +\ny"), "name x, operator +, name y, semicolon EOF, eof");
    assert_eq!(line("x;\n\n;"), "name x, semicolon ;, semicolon ;, eof");
    assert_eq!(line("\n\n"), "eof");
    assert_eq!(line(""), "eof");
    for token in
        ["x", "1", "1.5", "1i", "'a'", "\"s\"", "`s`", "break", "continue", "fallthrough", "return", "++", "--", ")", "]", "}"]
    {
        assert!(line(&format!("{token}\r\n")).ends_with(", semicolon newline, eof"), "{token}");
        assert!(line(&format!("{token} // c\n")).ends_with(", semicolon newline, eof"), "{token}");
        assert!(line(&format!("{token} // c")).ends_with(", semicolon EOF, eof"), "{token}");
        assert!(line(&format!("{token} /* c */")).ends_with(", semicolon EOF, eof"), "{token}");
        assert!(line(&format!("{token} /* c\n */")).ends_with(", semicolon newline, eof"), "{token}");
    }
    // The place of a semicolon is that of its newline, and of the comment that acts like one.
    assert_eq!(dump("x // c\n"), "1:1 name x\n1:7 semicolon newline\n2:1 eof\n");
    assert_eq!(dump("x /* c */ /*\n*/ y;"), "1:1 name x\n1:11 semicolon newline\n2:4 name y\n2:5 semicolon ;\n2:6 eof\n");
    // A character that is no token leaves the statement open.
    assert_eq!(dump("x #\n"), "1:1 name x\n1:4 semicolon newline\n2:1 eof\na.go:1:3: invalid character U+0023 '#'\n");
}

#[test]
fn comments_stand_beside_the_tokens() {
    let (mut map, arena) = (SourceMap::new(), Bump::new());
    let text = "//go:build x\r\n/**/ a /* b\n **/ c //";
    let file = map.add("a.go", text).expect("the source is small");
    let lexed = lex(&map, file, &Interner::new(&arena));
    let comments: Vec<&[u8]> = lexed.comments.iter().map(|c| map.text(c.span)).collect();
    assert_eq!(comments, [&b"//go:build x\r"[..], b"/**/", b"/* b\n **/", b"//"]);
    assert!(lexed.diagnostics.is_empty());
}

#[test]
fn positions_go_on_after_what_is_not_text() {
    let source = b"\xef\xbb\xbfa\0b \xe4\xb8 c\n\"\xff\"\0\n\xef\xbb\xbfd\xf0\x9f";
    let want = "\
1:4 name ab
1:11 name c
1:12 semicolon newline
2:1 string \"\"
2:5 semicolon newline
3:4 name d
3:7 semicolon EOF
3:7 eof
a.go:1:5: invalid NUL character
a.go:1:8: invalid UTF-8 encoding
a.go:1:9: invalid UTF-8 encoding
a.go:2:2: invalid UTF-8 encoding
a.go:2:4: invalid NUL character
a.go:3:1: invalid BOM in the middle of the file
a.go:3:5: invalid UTF-8 encoding
a.go:3:6: invalid UTF-8 encoding
";
    assert_eq!(dump(source), want);
    assert_eq!(
        dump(b"\xfffor func\0 go\xff\n"),
        "1:2 keyword for\n1:6 name func\n1:12 name go\n1:15 semicolon newline\n2:1 eof\n\
         a.go:1:1: invalid UTF-8 encoding\na.go:1:10: invalid NUL character\na.go:1:14: invalid UTF-8 encoding\n"
    );
    assert_eq!(
        dump("\u{FEFF}\u{FEFF}x"),
        "1:7 name x\n1:8 semicolon EOF\n1:8 eof\na.go:1:4: invalid BOM in the middle of the file\n"
    );
}

#[test]
fn every_code_has_an_example_that_yields_it_alone() {
    for (row, number) in code::CODES.iter().zip(1..) {
        assert_eq!(row.id, format!("L{number:04}"));
        assert!(!row.doc.is_empty() && !row.name.is_empty());
        if *row == &code::FILE_TOO_LARGE {
            let text = row.example.repeat(FILE_SIZE_MAX / row.example.len() + 1);
            let refused = SourceMap::new().add("a.go", text).expect_err("the file is too large");
            assert_eq!(refused.code, *row);
            continue;
        }
        // The table holds text, so U+FFFD stands for a byte that is not.
        let source = if *row == &code::INVALID_ENCODING {
            row.example.bytes().filter(|b| !matches!(b, 0xEF | 0xBF)).map(|b| if b == 0xBD { 0xFF } else { b }).collect()
        } else {
            row.example.as_bytes().to_vec()
        };
        let (mut map, arena) = (SourceMap::new(), Bump::new());
        let file = map.add("a.go", source).expect("the example is small");
        let lexed = lex(&map, file, &Interner::new(&arena));
        let ids: Vec<&str> = lexed.diagnostics.iter().map(|d| d.code.id).collect();
        assert_eq!(ids, [row.id], "{}", row.name);
        assert_eq!(lexed.tokens.last().map(|t| t.kind), Some(TokenKind::Eof));
    }
    let mut names: Vec<&str> = code::CODES.iter().map(|row| row.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), code::CODES.len());
}
