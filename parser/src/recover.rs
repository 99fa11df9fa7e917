//! The whole file is parsed, whatever is wrong with it: the declarations that are not broken are in the tree.

use govm_lexer::{Diagnostic, SourceFile, SourceMap, Span, Symbol, Token, TokenKind, TokenStream};
use lalrpop_util::ParseError;

use crate::ast::Decl;
use crate::build_tree::Builder;
use crate::code;
use crate::explain::{Explanation, Extent, Words, explain, token_text};
use crate::grammar::SourceFileParser;
use crate::token_source::{self, Entry, StreamTokens};

/// What came of parsing a file as a whole: the builder has its tree, or what was built up to the token that was refused.
#[derive(Debug)]
pub(crate) struct Attempt {
    refused: Option<ParseError<(), Token, ()>>,
    /// Whether nothing is wrong with the file.
    pub(crate) is_clean: bool,
}

/// Parses a file token for token as it is lexed. There is no such attempt at a file that is not text throughout, and none that counts at
/// one that may be nested too deeply.
pub(crate) fn parse_stream<'n>(builder: &mut Builder<'_, 'n>, file: &'n SourceFile) -> Option<Attempt> {
    let stream = TokenStream::new(file)?;
    builder.text = Some(stream.text());
    let mut tokens = StreamTokens::new(stream, builder.names);
    let refused = SourceFileParser::new().parse(builder, &mut tokens).err();
    let is_clean = refused.is_none() && tokens.is_clean() && builder.doubt.is_none();
    (!tokens.is_suspicious()).then_some(Attempt { refused, is_clean })
}

/// Parses the tokens of a file (`Eof` last).
pub(crate) fn parse_tokens(builder: &mut Builder<'_, '_>, tokens: &[Token]) -> Attempt {
    let eof = tokens.len() - 1;
    let refused = SourceFileParser::new().parse(builder, token_source::tokens(Entry::File, &tokens[..eof])).err();
    Attempt { is_clean: refused.is_none() && builder.doubt.is_none(), refused }
}

/// Yields what is wrong with the tokens of a file, of which an attempt is in the builder; if that was refused, the declarations that are
/// not broken are parsed anew. `lexical` are the errors of the lexer; those that lie behind the end of parsing are taken away.
pub(crate) fn recover(
    map: &SourceMap,
    builder: &mut Builder<'_, '_>,
    attempt: Attempt,
    tokens: &[Token],
    lexical: &mut Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    if attempt.is_clean && lexical.is_empty() {
        return Vec::new();
    }
    let Explanation { mut errors, decls, bodies, stopped } = explain(map, builder.names, tokens, lexical);
    if let Some(end) = stopped {
        lexical.retain(|e| e.span.lo < end);
    }
    let mut wrong = builder.doubt;
    if let Some(error) = attempt.refused {
        builder.forget_decls();
        wrong = clean_declarations(builder, tokens, &decls).or(Some(tokens[place(&error, tokens)].span));
        for body in bodies {
            sound_body(builder, &tokens[body]);
        }
    }
    if let Some(span) = wrong.filter(|_| errors.is_empty() && lexical.is_empty()) {
        errors.push(unexplained(map, builder, tokens, span));
    }
    errors
}

/// Parses the body of a function in a broken declaration, braces included, so that its branches are checked as all others.
fn sound_body(builder: &mut Builder<'_, '_>, body: &[Token]) {
    let start = body[0].span.lo;
    let head = [TokenKind::Func, TokenKind::Ident, TokenKind::LParen, TokenKind::RParen];
    let head = head.map(|kind| Token { kind, symbol: Symbol::BLANK, span: Span::new(start, start) });
    let tokens = [&head, body].concat();
    let declared = builder.decls.len();
    if SourceFileParser::new().parse(builder, token_source::tokens(Entry::Declarations, &tokens)).is_err() {
        builder.reset();
    }
    builder.decls.truncate(declared);
}

/// Parses the declarations that are not broken, each run of them at once. Yields where one was refused all the same.
fn clean_declarations(builder: &mut Builder<'_, '_>, tokens: &[Token], decls: &[Extent]) -> Option<Span> {
    let mut refused = None;
    for run in decls.chunk_by(|a, b| a.is_clean && b.is_clean) {
        let (first, last) = (run[0], run[run.len() - 1]);
        // Without the semicolon.
        let end = (first.from + 1..last.to).rev().find(|i| tokens[*i].kind != TokenKind::Semicolon).unwrap_or(first.from);
        let span = tokens[first.from].span.to(tokens[end].span);
        let range = &tokens[first.from..last.to];
        let result = match first.is_clean {
            true => SourceFileParser::new()
                .parse(builder, token_source::tokens(Entry::Declarations, range))
                .map_err(|e| place(&e, range)),
            false => Err(0),
        };
        if let Err(at) = result {
            builder.broken_declaration(span);
            if first.is_clean {
                refused = refused.or(Some(range.get(at).map_or(span, |t| t.span)));
            }
        }
    }
    refused
}

/// Index of the token of an error of the automaton.
fn place(error: &ParseError<(), Token, ()>, tokens: &[Token]) -> usize {
    match error {
        ParseError::UnrecognizedToken { token: (_, token, _), .. } | ParseError::ExtraToken { token: (_, token, _) } => {
            tokens.partition_point(|t| t.span.lo < token.span.lo).min(tokens.len() - 1)
        }
        _ => tokens.len() - 1,
    }
}

/// The error of a file with which only the automaton finds fault.
fn unexplained(map: &SourceMap, builder: &Builder<'_, '_>, tokens: &[Token], span: Span) -> Diagnostic {
    let at = tokens.partition_point(|t| t.span.lo < span.lo).min(tokens.len() - 1);
    let text = token_text(tokens[at], Words { map, names: builder.names });
    Diagnostic::new(&code::UNEXPECTED_TOKEN, span, format!("syntax error: unexpected {text}"))
}

impl Builder<'_, '_> {
    /// Records a declaration that could not be parsed.
    fn broken_declaration(&mut self, span: Span) {
        self.reset();
        self.decls.push(Decl::Bad(span));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use bumpalo::Bump;
    use govm_lexer::{FileId, Interner, lex};

    use super::*;
    use crate::ast::NodeId;

    /// Whether the automaton or its actions find fault, and whether the reader does.
    fn verdicts<'a>(map: &SourceMap, file: FileId, arena: &'a Bump, names: &Interner<'a>, tokens: &[Token]) -> (bool, bool) {
        let mut builder = Builder::new(arena, names, map.file(file), NodeId(0));
        let eof = tokens.len() - 1;
        let result = SourceFileParser::new().parse(&mut builder, token_source::tokens(Entry::File, &tokens[..eof]));
        let explanation = explain(map, names, tokens, &[]);
        (result.is_err() || builder.doubt.is_some(), !explanation.errors.is_empty())
    }

    /// What gc refuses, the automaton refuses; a file that is fine is fine for both. The programs of the corpus, whole and with a token
    /// less, twice, or in the wrong place.
    #[test]
    fn the_reader_refuses_nothing_that_the_automaton_accepts() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
        let mut refused = 0;
        for folder in ["invalid", "invalid/syntax", "programs"] {
            let entries = std::fs::read_dir(corpus.join(folder)).expect("the corpus is there");
            let mut files: Vec<_> = entries.map(|e| e.expect("it can be read").path()).collect();
            files.sort();
            for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "go")) {
                let arena = Bump::new();
                let names = Interner::new(&arena);
                let mut map = SourceMap::new();
                let text = std::fs::read(path).expect("it can be read");
                let file = map.add(path.display().to_string(), text).expect("a small file");
                let lexed = lex(&map, file, &names);
                let (automaton, reader) = verdicts(&map, file, &arena, &names, &lexed.tokens);
                assert_eq!(automaton, reader, "{}", path.display());
                let last = lexed.tokens.len().min(400) - 1;
                for i in (0..last).step_by(23) {
                    for change in 0..3 {
                        let mut tokens = lexed.tokens.clone();
                        match change {
                            0 => drop(tokens.remove(i)),
                            1 => tokens.insert(i, tokens[i / 2]),
                            _ => tokens.swap(i, (i + 1).min(last - 1)),
                        }
                        let (automaton, reader) = verdicts(&map, file, &arena, &names, &tokens);
                        refused += u32::from(reader);
                        let near = || tokens[i.saturating_sub(8)..(i + 8).min(tokens.len())].iter().map(|t| t.kind.text());
                        let place = || near().collect::<Vec<_>>().join(" ");
                        assert!(automaton || !reader, "{}, token {i}, change {change}: {}", path.display(), place());
                    }
                }
            }
        }
        assert!(refused > 300, "{refused}");
    }
}
