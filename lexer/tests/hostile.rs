//! Long and broken inputs: linear time, no deep stack, no panic, and tokens that stay within the file.

use bumpalo::Bump;
use govm_lexer::{DIAGNOSTICS_MAX, Interner, Lexed, SourceMap, TokenKind, char_value, lex, string_value};

/// Lexes, and checks what holds for every input.
fn check(source: Vec<u8>) -> Lexed {
    let len = source.len() as u32;
    let (mut map, arena) = (SourceMap::new(), Bump::new());
    map.add("before.go", "package p\n").expect("the source is small");
    let file = map.add("a.go", source).expect("the source is within the limit");
    let names = Interner::new(&arena);
    let lexed = lex(&map, file, &names);
    let start = map.file(file).start.0;
    let mut end = start;
    for token in &lexed.tokens {
        let (lo, hi) = (token.span.lo.0, token.span.hi.0);
        assert!(end <= lo && lo <= hi && hi <= start + len, "tokens are in order, apart and in the file");
        end = hi;
        match token.kind {
            TokenKind::String => drop(string_value(&map.file(file).literal(token.span))),
            TokenKind::Char => assert!(char_value(&map.file(file).literal(token.span)) <= 0x10FFFF),
            _ => {}
        }
    }
    let last = lexed.tokens.last().expect("there is always one token");
    assert_eq!((last.kind, last.span.lo.0), (TokenKind::Eof, start + len));
    assert!(lexed.diagnostics.len() <= DIAGNOSTICS_MAX);
    for diagnostic in &lexed.diagnostics {
        assert!(start <= diagnostic.span.lo.0 && diagnostic.span.hi.0 <= start + len + 1, "{diagnostic:?}");
    }
    lexed
}

/// Numbers that look random, below a limit; the same ones in each run.
fn random() -> impl FnMut(usize) -> usize {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    }
}

/// Runs on a stack that any recursion by the input's length would leave, which would end the process.
fn with_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(128 << 10).spawn(run).expect("a thread starts");
    thread.join().expect("no panic");
}

fn repeated(unit: &[u8], len: usize) -> Vec<u8> {
    unit.iter().copied().cycle().take(len).collect()
}

#[test]
fn long_inputs_need_no_stack() {
    with_small_stack(|| {
        let units: [&[u8]; 29] = [
            b"a",
            "é".as_bytes(),
            "\u{A0}".as_bytes(),
            b"\\n",
            b"\\\"",
            b"\\q",
            b"\"",
            b"'",
            b"`",
            b"/**/",
            b"//\n",
            b"/*",
            b"*",
            b"\n",
            b" \t\r",
            b"(",
            b"x\n",
            b"0",
            b"9",
            b"1_",
            b"0x",
            b".",
            b"1e",
            b"e+",
            b"#",
            b"\0",
            b"\xff",
            b"\xe4\xb8",
            b"\xef\xbb\xbf",
        ];
        for unit in units {
            for before in ["", "\"", "'", "`", "x", "0x1", "/*", "//"] {
                let len = if before.is_empty() { 100_000 } else { 10_000 };
                check([before.as_bytes(), &repeated(unit, len)].concat());
            }
        }
    });
}

const TEN_MB: usize = 10_000_000;

#[test]
fn ten_megabytes_on_one_line() {
    with_small_stack(|| {
        let lexed = check(repeated(b"name = call(0x1F, \"text\") + 1; ", TEN_MB));
        assert!(lexed.tokens.len() > TEN_MB / 4);
    });
}

#[test]
fn ten_megabytes_of_quotes() {
    for (unit, len) in [("\"", TEN_MB), ("'", 1_000_001)] {
        with_small_stack(move || drop(check(repeated(unit.as_bytes(), len))));
    }
}

#[test]
fn ten_megabytes_of_what_never_ends() {
    for (unit, len) in
        [("/*", TEN_MB), ("\\", TEN_MB), ("`", 1_000_001), ("/**", 1_000_000), ("\"\\", 1_000_000), ("'\\", 1_000_000)]
    {
        with_small_stack(move || drop(check(repeated(unit.as_bytes(), len))));
    }
}

#[test]
fn ten_megabytes_of_random_bytes() {
    with_small_stack(|| {
        let mut random = random();
        check((0..TEN_MB).map(|_| random(256) as u8).collect());
    });
}

#[test]
fn a_million_names() {
    with_small_stack(|| {
        let lexed = check((0..1_000_000).flat_map(|n| format!("name{n}\n").into_bytes()).collect());
        assert_eq!(lexed.tokens.len(), 2_000_001);
        assert!(lexed.tokens[1_999_998].symbol.index() > 1_000_000);
    });
}

#[test]
fn long_tokens_are_one_token() {
    let count = |source: String| check(source.into_bytes()).tokens.len();
    assert_eq!(count("é".repeat(500_000)), 3);
    assert_eq!(count(format!("\"{}\"", "\\u00e9".repeat(200_000))), 3);
    assert_eq!(count(format!("`{}`", "\n".repeat(1_000_000))), 3);
    assert_eq!(count("1234567890".repeat(100_000)), 3);
    assert_eq!(count(format!("/*{}*/", "*/ /*".repeat(200_000))), 1);
}

#[test]
fn the_first_diagnostics_are_kept() {
    let mut source = b"x\n# ".repeat(2 * DIAGNOSTICS_MAX);
    source.extend(b"\0".repeat(2 * DIAGNOSTICS_MAX));
    source.splice(0..0, *b"\xff\n");
    let lexed = check(source);
    assert_eq!(lexed.diagnostics.len(), DIAGNOSTICS_MAX);
    assert_eq!(lexed.diagnostics[0].message, "invalid UTF-8 encoding");
    assert!(lexed.diagnostics[1..].iter().all(|d| d.message == "invalid character U+0023 '#'"));
}

#[test]
fn random_bytes_and_random_fragments() {
    const FRAGMENTS: [&[u8]; 40] = [
        b"0",
        b"1",
        b"8",
        b"e",
        b"p",
        b"x",
        b"o",
        b"b",
        b"i",
        b"_",
        b".",
        b"+",
        b"-",
        b"\"",
        b"'",
        b"`",
        b"\\",
        b"\n",
        b" ",
        b"\r",
        b"/*",
        b"*/",
        b"//",
        b"\\x",
        b"\\u",
        b"\\U",
        b"D800",
        b"\\400",
        b"\0",
        b"\xef\xbb\xbf",
        b"\xff",
        b"\xe2\x82",
        "é".as_bytes(),
        "٣".as_bytes(),
        "€".as_bytes(),
        b"return",
        b"&^=",
        b"...",
        b"#",
        b"}",
    ];
    let mut random = random();
    for _ in 0..5_000 {
        let bytes = (0..random(40)).map(|_| random(256) as u8).collect();
        check(bytes);
        let mut fragments = Vec::new();
        for _ in 0..random(16) {
            fragments.extend_from_slice(FRAGMENTS[random(FRAGMENTS.len())]);
        }
        check(fragments);
    }
}
