//! Tokens: they and the comments cover the text but for white space and what a diagnostic names; semicolons stand where the rule of the
//! specification puts them; nothing depends on where the file lies or on what was lexed before.

use bumpalo::Bump;
use govm_lexer::{
    Comment, DIAGNOSTICS_MAX, Interner, Lexed, SourceFile, SourceMap, Span, Symbol, Token, TokenKind, char_value, dump_tokens,
    dump_tokens_json, lex, string_value,
};

use super::{check_diagnostics, lines, map_of};

/// Checks what holds for the tokens of any bytes.
pub(super) fn check(bytes: &[u8]) {
    let (map, file) = map_of(bytes, None);
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let lexed = lex(&map, file, &names);
    let source = map.file(file);
    check_diagnostics(&map, file, &lexed.diagnostics, "L");
    assert!(lexed.diagnostics.len() <= DIAGNOSTICS_MAX);

    let view = View { map: &map, file: source, names: &names, lexed: &lexed };
    view.tokens(source.start.0, source.start.0 + bytes.len() as u32);
    view.gaps(source.start.0, source.start.0 + bytes.len() as u32);
    view.semicolons();

    // A token has at least one byte, but for an automatic semicolon.
    assert!(lexed.tokens.len() <= 2 * bytes.len() + 2);
    assert!(lexed.comments.len() <= bytes.len() / 2);
    // Every name is kept once at most, beside a first chunk of the arena.
    let used = arena.allocated_bytes();
    assert!(used <= 8 * bytes.len() + 16_384, "{used} bytes of names in {} bytes", bytes.len());

    let dump = dump_tokens(&map, &lexed, &names);
    assert_eq!(dump.lines().count(), lexed.tokens.len(), "a token has a line");
    assert!(!dump.contains(|c: char| c.is_ascii_control() && c != '\n'));
    let json = dump_tokens_json(&map, &lexed, &names);
    assert_eq!(
        json.lines().filter(|line| line.starts_with('{') && line.ends_with('}')).count(),
        lexed.tokens.len() + lexed.comments.len()
    );
    check_again(bytes, &dump, &lines(&map, &lexed.diagnostics));
}

/// Behind another file, with names already known, everything is the same.
fn check_again(bytes: &[u8], dump: &str, diagnostics: &[String]) {
    let (map, file) = map_of(bytes, Some("package q\n"));
    let arena = Bump::new();
    let names = Interner::new(&arena);
    for name in ["x", "p", "\"a\"", "1"] {
        names.intern(name);
    }
    let lexed = lex(&map, file, &names);
    assert_eq!(dump_tokens(&map, &lexed, &names), dump);
    assert_eq!(lines(&map, &lexed.diagnostics), diagnostics);
}

struct View<'v, 'a> {
    map: &'v SourceMap,
    file: &'v SourceFile,
    names: &'v Interner<'a>,
    lexed: &'v Lexed,
}

impl View<'_, '_> {
    /// The text of a span as the lexer takes it: without NUL characters, byte order marks and what is not UTF-8.
    fn text(&self, span: Span) -> String {
        let chunks = self.map.text(span).utf8_chunks();
        let mut text: String = chunks.map(|chunk| chunk.valid()).collect();
        text.retain(|c| c != '\0' && c != '\u{FEFF}');
        text
    }

    /// Tokens are in order and apart, and each is what its text says.
    fn tokens(&self, start: u32, end: u32) {
        let mut last = start;
        for token in &self.lexed.tokens {
            let (lo, hi) = (token.span.lo.0, token.span.hi.0);
            assert!(last <= lo && lo <= hi && hi <= end, "{token:?} is out of order or of the file");
            last = hi;
            let text = self.text(token.span);
            match token.kind {
                TokenKind::Ident => {
                    assert_eq!(self.names.resolve(token.symbol), text);
                    assert!(!text.is_empty() && !text.starts_with(|c: char| c.is_ascii_digit()), "{text:?}");
                }
                kind if kind.is_literal() => {
                    let raw = self.file.literal(token.span);
                    assert_eq!(raw, text);
                    self.value(kind, &raw);
                }
                TokenKind::Semicolon if token.symbol == Symbol::DOT => assert_eq!(text, ";"),
                TokenKind::Semicolon => {
                    let is_line_end = text == "\n" || text.is_empty() || (text.starts_with("/*") && text.contains('\n'));
                    assert!(is_line_end, "a semicolon for {text:?}");
                }
                TokenKind::Eof => assert_eq!((lo, hi), (end, end)),
                kind => assert_eq!(kind.text(), text),
            }
        }
        let eofs = self.lexed.tokens.iter().filter(|t| t.kind == TokenKind::Eof).count();
        assert_eq!((eofs, self.lexed.tokens.last().map(|t| t.kind)), (1, Some(TokenKind::Eof)));
    }

    fn value(&self, kind: TokenKind, raw: &str) {
        match kind {
            TokenKind::String => assert!(string_value(raw).len() <= raw.len() && raw.starts_with(['"', '`'])),
            TokenKind::Char => assert!(char::from_u32(char_value(raw)).is_some() && raw.starts_with('\'')),
            _ => assert!(raw.starts_with(|c: char| c.is_ascii_digit() || c == '.')),
        }
    }

    /// Between tokens and comments there is white space, and what the diagnostics name.
    fn gaps(&self, start: u32, end: u32) {
        let is_written = |t: &&Token| t.kind != TokenKind::Semicolon || t.symbol == Symbol::DOT;
        let mut parts: Vec<Span> = self.lexed.tokens.iter().filter(is_written).map(|t| t.span).collect();
        parts.extend(self.lexed.comments.iter().map(|c| c.span));
        parts.sort();
        let mut last = start;
        let mut strange = 0;
        for part in parts {
            assert!(last <= part.lo.0, "{part:?} overlaps with what ends at {last}");
            let gap = self.text(Span { lo: govm_lexer::BytePos(last), hi: part.lo });
            strange += gap.chars().filter(|c| !c.is_ascii_whitespace() || *c == '\x0C').count();
            last = part.hi.0;
        }
        assert_eq!(last, end);
        let reported = self.lexed.diagnostics.iter().filter(|d| d.code.name == "InvalidCharacter").count();
        let all_are_kept = self.lexed.diagnostics.len() < DIAGNOSTICS_MAX;
        assert!(if all_are_kept { reported == strange } else { reported <= strange }, "{reported} of {strange} are reported");
        for Comment { span } in &self.lexed.comments {
            let text = self.text(*span);
            assert!((text.starts_with("//") && !text.contains('\n')) || text.starts_with("/*"), "{text:?}");
        }
    }

    /// A newline, a comment with one, or the end of the file is a semicolon after a token that may end a statement.
    fn semicolons(&self) {
        use TokenKind::{Break, Continue, Dec, Fallthrough, Ident, Inc, RBrace, RBrack, RParen, Return};
        let may_end = |kind: TokenKind| {
            matches!(kind, Ident | Break | Continue | Fallthrough | Return | Inc | Dec | RParen | RBrack | RBrace)
                || kind.is_literal()
        };
        for pair in self.lexed.tokens.windows(2) {
            let [token, next] = pair else { continue };
            let between = self.text(Span { lo: token.span.hi, hi: next.span.hi });
            let is_automatic = next.kind == TokenKind::Semicolon && next.symbol != Symbol::DOT;
            if is_automatic {
                assert!(may_end(token.kind), "{token:?} ends no statement");
            } else if may_end(token.kind) {
                let gap = self.text(Span { lo: token.span.hi, hi: next.span.lo });
                assert!(!gap.contains('\n') && next.kind != TokenKind::Eof, "no semicolon in {between:?} after {token:?}");
            }
        }
    }
}
