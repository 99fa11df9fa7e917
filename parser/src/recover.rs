//! The whole file is parsed, whatever is wrong with it: the declarations that are not broken are in the tree.

use govm_lexer::{Diagnostic, SourceFile, SourceMap, Span, Token, TokenKind, TokenStream};
use lalrpop_util::ParseError;

use crate::ast::Decl;
use crate::build_tree::Builder;
use crate::code;
use crate::explain::{Explanation, Extent, explain, token_text};
use crate::grammar::SourceFileParser;
use crate::token_source::{self, Entry, StreamTokens};

/// Parses a file with which nothing is wrong into the builder, token for token as it is lexed. For another it yields false, and the
/// builder is of no use.
pub(crate) fn parse_clean(builder: &mut Builder<'_, '_>, file: &SourceFile) -> bool {
    let Some(stream) = TokenStream::new(file) else { return false };
    let mut tokens = StreamTokens::new(stream, builder.names);
    SourceFileParser::new().parse(builder, &mut tokens).is_ok() && tokens.is_clean() && builder.take_doubts().is_none()
}

/// Parses the tokens of a file (`Eof` last) into the builder, and yields what is wrong with them. `lexical` are the errors of the lexer;
/// those that lie behind the end of parsing are taken away.
pub(crate) fn parse_tokens(
    map: &SourceMap,
    builder: &mut Builder<'_, '_>,
    tokens: &[Token],
    lexical: &mut Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let eof = tokens.len() - 1;
    let refused = SourceFileParser::new().parse(builder, token_source::tokens(Entry::File, &tokens[..eof])).err();
    let doubtful = builder.take_doubts();
    if refused.is_none() && doubtful.is_none() && lexical.is_empty() {
        return Vec::new();
    }
    let Explanation { mut errors, decls, stopped } = explain(map, builder.names, tokens, lexical);
    if let Some(end) = stopped {
        lexical.retain(|e| e.span.lo < end);
    }
    let mut wrong = doubtful;
    if let Some(error) = refused {
        builder.forget_decls();
        wrong = clean_declarations(builder, tokens, &decls).or(Some(tokens[place(&error, tokens)].span));
    }
    if let Some(span) = wrong.filter(|_| errors.is_empty() && lexical.is_empty()) {
        errors.push(unexplained(builder, tokens, span));
    }
    errors
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
fn unexplained(builder: &Builder<'_, '_>, tokens: &[Token], span: Span) -> Diagnostic {
    let at = tokens.partition_point(|t| t.span.lo < span.lo).min(tokens.len() - 1);
    let text = token_text(tokens[at], builder.names);
    Diagnostic::new(&code::UNEXPECTED_TOKEN, span, format!("syntax error: unexpected {text}"))
}

impl Builder<'_, '_> {
    /// Where the tree holds something that the grammar lets pass and the language does not.
    fn take_doubts(&mut self) -> Option<Span> {
        let (doubts, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.errors).into_iter().partition(|e| e.code != &code::RANGE_VARIABLES);
        self.errors = kept;
        let misused = std::mem::take(&mut self.misused).first().map(|s| s.span);
        let is_import = |d: &Decl<'_>| matches!(d, Decl::Import(_));
        let imports = self.decls.iter().take_while(|d| is_import(d)).count();
        let misplaced =
            self.decls[imports..].iter().find_map(|d| if let Decl::Import(spec) = d { Some(spec.span) } else { None });
        doubts.first().map(|e| e.span).or(misused).or(misplaced)
    }

    /// Records a declaration that could not be parsed.
    fn broken_declaration(&mut self, span: Span) {
        self.reset();
        self.decls.push(Decl::Bad(span));
    }
}
