//! Parsing goes on after a syntax error: at the next statement of the function, or at the next declaration.
//!
//! The automaton is started anew after an error. What was open at the error is closed by [`crate::token_source`], so that one mistake
//! yields one message.

use govm_lexer::{Diagnostic, Span, Token, TokenKind};
use lalrpop_util::ParseError;

use crate::ast::Decl;
use crate::build_tree::Builder;
use crate::code;
use crate::error::Site;
use crate::grammar::SourceFileParser;
use crate::token_source::{Entry, triples};

/// Syntax errors of one file after which the rest is not looked at, as in gc.
pub(crate) const ERRORS_MAX: usize = 10;

/// The part of the file that is being parsed.
#[derive(Clone, Copy, Debug)]
struct Part {
    entry: Entry,
    /// Tokens from here on.
    from: usize,
    /// Up to here.
    to: usize,
    /// Where the declaration begins that holds `from`.
    start: usize,
}

/// Parses all tokens of a file (`Eof` last) into the builder.
pub(crate) fn parse_tokens(builder: &mut Builder<'_, '_>, tokens: &[Token]) {
    let parser = SourceFileParser::new();
    let eof = tokens.len() - 1;
    let mut part = Part { entry: Entry::File, from: 0, to: eof, start: 0 };
    let mut errors = Vec::new();
    loop {
        let result = parser.parse(builder, triples(part.entry, &tokens[part.from..part.to]));
        builder.reset();
        let next = match result {
            Ok(()) if part.entry == Entry::Statements => after_body(tokens, part.to),
            Ok(()) => break,
            Err(error) => {
                let (at, expected) = place(error, tokens, part.to);
                if part.entry != Entry::Statements {
                    part.start = declaration_start(tokens, part.from, at);
                }
                // What does not fit at the end of the file follows from an earlier error.
                if errors.is_empty() || !is_end(tokens, at) {
                    let is_resumed = part.entry == Entry::Statements;
                    let start = if is_resumed { part.from.min(at) } else { part.start };
                    let site = Site { tokens, start, is_resumed, at, expected };
                    // gc has taken a misplaced `var` before it complains.
                    let shown = at + usize::from(site.is_var_in_header());
                    let message = site.message(builder.names);
                    errors.push(Diagnostic::new(&code::UNEXPECTED_TOKEN, tokens[shown].span, message));
                }
                if errors.len() >= ERRORS_MAX || (part.entry == Entry::File && is_package_clause(tokens, at)) {
                    break;
                }
                resume(builder, tokens, part, at)
            }
        };
        match next {
            Some(next) => part = next,
            None => break,
        }
    }
    builder.errors.append(&mut errors);
}

/// Index of the token of an error, and what was expected there.
fn place(error: ParseError<govm_lexer::BytePos, Token, ()>, tokens: &[Token], to: usize) -> (usize, Vec<String>) {
    let (pos, expected) = match error {
        ParseError::UnrecognizedToken { token: (lo, ..), expected } => (Some(lo), expected),
        ParseError::ExtraToken { token: (lo, ..) } => (Some(lo), Vec::new()),
        ParseError::UnrecognizedEof { expected, .. } => (None, expected),
        ParseError::InvalidToken { .. } | ParseError::User { .. } => (None, Vec::new()),
    };
    let at = pos.map_or(to, |lo| tokens.partition_point(|t| t.span.lo < lo));
    (at.min(tokens.len() - 1), expected)
}

fn is_end(tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    token.kind == TokenKind::Eof || (token.kind == TokenKind::Semicolon && token.span.lo == token.span.hi)
}

fn is_package_clause(tokens: &[Token], at: usize) -> bool {
    tokens[..at].iter().all(|t| t.kind != TokenKind::Semicolon)
}

fn is_declaration_keyword(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Import | TokenKind::Const | TokenKind::Type | TokenKind::Var | TokenKind::Func)
}

fn is_statement_keyword(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(kind, Break | Const | Continue | Defer | Fallthrough | For | Go | Goto | If | Return | Select | Switch | Type | Var)
}

/// How a token changes the nesting of braces, and of any brackets.
fn nesting(kind: TokenKind) -> i32 {
    match kind {
        TokenKind::LParen | TokenKind::LBrack | TokenKind::LBrace => 1,
        TokenKind::RParen | TokenKind::RBrack | TokenKind::RBrace => -1,
        _ => 0,
    }
}

/// Index of the first token of the declaration that holds the token `at`; all tokens in between fitted.
fn declaration_start(tokens: &[Token], from: usize, at: usize) -> usize {
    let mut start = from;
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().take(at).skip(from) {
        depth += nesting(token.kind);
        if depth == 0 && token.kind == TokenKind::Semicolon {
            start = i + 1;
        }
    }
    start.min(at)
}

/// What to parse after an error at the token `at`.
fn resume(builder: &mut Builder<'_, '_>, tokens: &[Token], part: Part, at: usize) -> Option<Part> {
    let (start, is_body) = match part.entry {
        Entry::Statements => (part.start, true),
        _ => {
            let start = part.start;
            builder.broken_declaration(tokens[start].span.to(tokens[at].span));
            (start, is_in_body(tokens, start, at))
        }
    };
    if !is_body {
        return next_declaration(tokens, start, at);
    }
    let to = match part.entry {
        Entry::Statements => part.to,
        _ => body_end(tokens, start, at),
    };
    if at >= to {
        return after_body(tokens, to);
    }
    let from = next_statement(tokens, part.from, at, to);
    Some(Part { entry: Entry::Statements, from, to, start })
}

/// Whether the token `at` stands within the body of a function.
fn is_in_body(tokens: &[Token], start: usize, at: usize) -> bool {
    let mut is_func = false;
    let mut open = Vec::new();
    for token in &tokens[start..at] {
        match token.kind {
            TokenKind::Func => is_func = true,
            TokenKind::Struct | TokenKind::Interface => is_func = false,
            TokenKind::LBrace => open.push(is_func),
            TokenKind::RBrace => {
                open.pop();
            }
            _ => {}
        }
    }
    open.last() == Some(&true)
}

/// Index of the brace that closes the body in which the token `at` stands, or of a declaration that cannot stand in a body.
fn body_end(tokens: &[Token], start: usize, at: usize) -> usize {
    let brace = |kind| match kind {
        TokenKind::LBrace => 1,
        TokenKind::RBrace => -1,
        _ => 0,
    };
    let mut depth: i32 = tokens[start..at].iter().map(|t| brace(t.kind)).sum();
    // A declaration of a function that was met inside a body: the body lacks a brace.
    if at > start + 1 && tokens[at].kind == TokenKind::Ident && tokens[at - 1].kind == TokenKind::Func {
        return at - 1;
    }
    for (i, token) in tokens.iter().enumerate().skip(at) {
        let next = tokens.get(i + 1).map_or(TokenKind::Eof, |t| t.kind);
        if token.kind == TokenKind::Func && next == TokenKind::Ident && tokens[i - 1].kind == TokenKind::Semicolon {
            return i;
        }
        depth += brace(token.kind);
        if depth <= 0 {
            return i;
        }
    }
    tokens.len() - 1
}

/// The declarations after a body whose end is the token `to`.
fn after_body(tokens: &[Token], to: usize) -> Option<Part> {
    let mut from = to;
    if tokens[from].kind == TokenKind::RBrace {
        from += 1;
        // What follows on the line belongs to the broken declaration.
        while !matches!(tokens[from].kind, TokenKind::Semicolon | TokenKind::Eof) {
            from += 1;
        }
        if tokens[from].kind == TokenKind::Semicolon {
            from += 1;
        }
    }
    let eof = tokens.len() - 1;
    (from < eof).then_some(Part { entry: Entry::Declarations, from, to: eof, start: from })
}

/// The next declaration after a broken one, or after something that is none.
fn next_declaration(tokens: &[Token], start: usize, at: usize) -> Option<Part> {
    let eof = tokens.len() - 1;
    let is_declaration = is_declaration_keyword(tokens[start].kind);
    let mut from = at;
    while from < eof {
        let is_start = from > start && is_declaration_keyword(tokens[from].kind);
        if is_start && (!is_declaration || tokens[from - 1].kind == TokenKind::Semicolon) {
            return Some(Part { entry: Entry::Declarations, from, to: eof, start: from });
        }
        from += 1;
    }
    None
}

/// Where the next statement begins after an error at the token `at`.
fn next_statement(tokens: &[Token], from: usize, at: usize, to: usize) -> usize {
    // In a header, the next brace opens its block.
    let line = tokens[from.min(at)..at].iter().rev().take_while(|t| t.kind != TokenKind::LBrace && t.kind != TokenKind::RBrace);
    let is_header = line
        .clone()
        .any(|t| matches!(t.kind, TokenKind::If | TokenKind::For | TokenKind::Switch | TokenKind::Select | TokenKind::Else));
    let mut i = at;
    while i < to {
        let kind = tokens[i].kind;
        // The closing brackets of a broken list may stand on a line of their own.
        let next = tokens[i + 1].kind;
        if kind == TokenKind::Semicolon && i + 1 < to && matches!(next, TokenKind::RParen | TokenKind::RBrack) {
            i += 2;
            continue;
        }
        if kind == TokenKind::Semicolon || kind == TokenKind::RBrace || (kind == TokenKind::LBrace && is_header && i > from) {
            return i;
        }
        // A broken case ends with its colon, and the statements follow.
        if kind == TokenKind::Colon && i == at + 1 && is_case(&tokens[..at]) {
            return i + 1;
        }
        if is_statement_keyword(kind) && i > from {
            return i;
        }
        i += 1;
    }
    to
}

/// Whether the last statement keyword of these tokens is `case`, with no statement after it.
fn is_case(tokens: &[Token]) -> bool {
    let head = tokens.iter().rev().take_while(|t| !matches!(t.kind, TokenKind::Semicolon | TokenKind::LBrace | TokenKind::Colon));
    head.last().is_some_and(|t| t.kind == TokenKind::Case)
}

/// Keeps the first syntax error of each line, and of these at most [`ERRORS_MAX`].
pub(crate) fn one_per_line(errors: &mut Vec<Diagnostic>, line_of: impl Fn(Span) -> u32) {
    let (mut last, mut count) = (0, 0);
    errors.retain(|e| {
        if !e.message.starts_with("syntax error") {
            return true;
        }
        let line = line_of(e.span);
        let is_new = line != std::mem::replace(&mut last, line);
        count += usize::from(is_new);
        is_new && count <= ERRORS_MAX
    });
}

impl<'a> Builder<'a, '_> {
    /// Records a declaration that could not be parsed.
    fn broken_declaration(&mut self, span: Span) {
        self.decls.push(Decl::Bad(span));
    }
}
