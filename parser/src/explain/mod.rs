//! What to say about a file that is refused: gc's errors, at gc's places, in gc's words.
//!
//! The automaton of the grammar decides which files are accepted and builds their tree. Of a file that it refuses it knows the first
//! token that does not fit and which ones would, and no more: not what a programmer takes the construct for, and not where the
//! next one begins. gc's messages are those of a predictive parser ("unexpected newline in argument list; possibly missing comma or )"),
//! and so is where it goes on: at the closing bracket of the list, at the next statement, at the next declaration. So a file that is
//! refused is read a second time, here, by a predictive reader that builds nothing: it keeps the constructs that are open on a stack
//! of its own ([`Step`]s to do), and of an expression no more than its [`Shape`].
//!
//! The reader never decides: if it has nothing to say about a file, the automaton's own error is shown. It takes linear time, since every
//! step but a bounded number takes a token, and its stack lies on the heap, so that no input is too deep for it.

mod decl;
mod expr;
mod shape;
mod stmt;
mod types;

use std::borrow::Cow;
use std::ops::Range;

use govm_lexer::{BytePos, Code, DIAGNOSTICS_MAX, Diagnostic, Interner, SourceMap, Symbol, Token, TokenKind, spelling};

use self::decl::Spec;
use self::expr::Call;
use self::shape::{Shape, Simple};
use self::stmt::{Header, Keyword};
use self::types::{FirstParam, FuncContext, Param, ParamSummary, Params};
use crate::checks::shorten;
use crate::code;

/// What is wrong with a file.
#[derive(Debug, Default)]
pub(crate) struct Explanation {
    /// In the order of gc, at most one syntax error for each line.
    pub(crate) errors: Vec<Diagnostic>,
    /// The declarations with what stands between them, in order.
    pub(crate) decls: Vec<Extent>,
    /// Bodies of functions, braces included, with which nothing is wrong although the declaration around is broken.
    pub(crate) bodies: Vec<Range<usize>>,
    /// Where reading ended, if not at the end of the file: after a broken package clause.
    pub(crate) stopped: Option<BytePos>,
}

/// The tokens of a top-level declaration, its semicolon included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Index of the first one.
    pub(crate) from: usize,
    /// Behind the last one.
    pub(crate) to: usize,
    /// Whether nothing is wrong with it.
    pub(crate) is_clean: bool,
}

/// Explains the tokens of a file (`Eof` last); `lexical` are the errors of the lexer in it, in order of position.
pub(crate) fn explain(map: &SourceMap, names: &Interner<'_>, tokens: &[Token], lexical: &[Diagnostic]) -> Explanation {
    let mut reader = Reader {
        map,
        words: Words { map, names },
        tokens,
        lexical,
        at: 0,
        stack: Vec::new(),
        value: Shape::ABSENT,
        has_comma: false,
        simple: Simple::ABSENT,
        params: Vec::new(),
        summary: ParamSummary::default(),
        level: 0,
        bodies: 0,
        lacks_statement: false,
        previous: TokenKind::Import,
        lacks_body: false,
        decl: Mark::default(),
        count: 0,
        last_line: 0,
        found: Explanation::default(),
    };
    reader.file();
    reader.found
}

/// Something to do; what is to be done after it lies below it on the stack.
#[derive(Clone, Copy, Debug)]
enum Step {
    // What many constructs need.
    Want(TokenKind),
    SetLevel(i32),
    SetValue(Shape),
    List(List),
    Separator(List),

    // Declarations (decl.rs).
    TopLevel,
    AfterTopLevel,
    Group(Spec),
    Spec(Spec),
    /// `[= values]`
    Values,
    /// After `type T [ name ...`.
    TypeParamsOrArray {
        open: u32,
    },
    /// After the type parameters of a declaration.
    AfterTypeParams,
    DeclaredType,
    AfterReceiver,
    OptionalBody,
    FuncBody,
    EndBody(Mark),

    // Types (types.rs).
    Type,
    RequireType,
    /// A type if there is one; else the value is absent.
    OptionalType,
    Pointer {
        star: u32,
    },
    ChanElem(ChanDir, u32),
    MapValue {
        start: u32,
    },
    ArrayLength {
        start: u32,
    },
    ArrayElem {
        start: u32,
    },
    QualifiedName {
        name: Option<u32>,
    },
    CloseTypeArgs {
        of: Shape,
    },
    /// `strict`: the first entry is a type, no expression.
    TypeList {
        strict: bool,
    },
    TypeListEntry {
        first: Option<Shape>,
        count: u32,
    },
    ArrayOrTypeArgs,
    AfterArrayOrTypeArgs {
        start: u32,
    },
    ArrayElemIfAny {
        start: u32,
    },
    FuncType(FuncContext),
    Parameters,
    Result,
    Field,
    Tag,
    OptionalParen,
    InterfaceElem,
    AfterMethodBrackets {
        open: u32,
    },
    GenericMethod {
        open: u32,
    },
    Union,
    UnionTerm {
        left: Shape,
    },
    Term,
    RequireTerm,
    Tilde {
        start: u32,
    },
    Param {
        name: Option<u32>,
        close: TokenKind,
    },
    ParamOfBrackets {
        name: u32,
        close: TokenKind,
    },
    ParamOfQualified {
        close: TokenKind,
    },
    ParamOfDots {
        name: Option<u32>,
        dots: u32,
    },
    ParamOfType {
        name: Option<u32>,
        start: u32,
        close: TokenKind,
    },
    EndParam {
        name: Option<u32>,
    },

    // Expressions (expr.rs).
    Expr {
        precedence: u8,
    },
    Operators {
        precedence: u8,
    },
    Operand2 {
        left: Shape,
        op: u32,
        precedence: u8,
    },
    Unary,
    EndUnary {
        op: u32,
    },
    EndReceive {
        arrow: u32,
    },
    Primary {
        keep_parens: bool,
    },
    Operand {
        keep_parens: bool,
    },
    EndParen {
        open: u32,
        keep_parens: bool,
        level: i32,
    },
    FuncLitOrType {
        start: u32,
        signature: u32,
    },
    Suffix,
    EndAssertion {
        x: Shape,
    },
    AfterIndex {
        x: Shape,
    },
    SliceColon {
        x: Shape,
    },
    SliceMiddle {
        x: Shape,
        has_middle: bool,
    },
    EndSlice {
        x: Shape,
    },
    LiteralValue,
    ElementValue,
    AfterElement,
    ExprList,
    ExprListRest {
        first: Option<Shape>,
        count: u32,
    },

    // Statements (stmt.rs).
    Statements,
    AfterStatement,
    Statement,
    NameStatement,
    EndLabel {
        colon: u32,
    },
    EndCallStatement(TokenKind),
    Simple(Keyword),
    SimpleRest(Keyword),
    EndAssignment {
        lhs: Shape,
        op: u32,
        keyword: Keyword,
    },
    EndOther {
        lhs: Shape,
        op: u32,
    },
    EndRange,
    Block(&'static str),
    AfterInit(Header),
    AfterCondition(Header),
    AfterPost(Header),
    EndHeader(Header),
    Else,
    CaseBlock {
        is_select: bool,
    },
    Clauses {
        is_select: bool,
    },
    Colon,
}

/// The direction of a channel type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChanDir {
    Both,
    Send,
    Recv,
}

/// A list of elements in brackets, whose opening bracket is taken.
#[derive(Clone, Copy, Debug)]
enum List {
    Group(Spec),
    Params(Params),
    Fields,
    Methods,
    Elements,
    Arguments(Call),
}

impl List {
    /// What gc calls it, with its separator and its closing bracket.
    fn words(self) -> (&'static str, TokenKind, TokenKind) {
        match self {
            List::Group(_) => ("grouped declaration", TokenKind::Semicolon, TokenKind::RParen),
            List::Params(params) => ("parameter list", TokenKind::Comma, params.close),
            List::Fields => ("struct type", TokenKind::Semicolon, TokenKind::RBrace),
            List::Methods => ("interface type", TokenKind::Semicolon, TokenKind::RBrace),
            List::Elements => ("composite literal", TokenKind::Comma, TokenKind::RBrace),
            List::Arguments(_) => ("argument list", TokenKind::Comma, TokenKind::RParen),
        }
    }
}

/// A place with what was found up to there.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    at: u32,
    /// Errors.
    count: u32,
    /// Sound bodies.
    bodies: u32,
}

/// What the spelling of a token is found by.
#[derive(Clone, Copy)]
pub(crate) struct Words<'t, 'a> {
    pub(crate) map: &'t SourceMap,
    pub(crate) names: &'t Interner<'a>,
}

impl<'t> Words<'t, '_> {
    fn of(self, token: &Token) -> Cow<'t, str> {
        spelling(self.map, token, self.names)
    }
}

struct Reader<'t, 'a> {
    map: &'t SourceMap,
    words: Words<'t, 'a>,
    tokens: &'t [Token],
    lexical: &'t [Diagnostic],
    /// Index of the current token.
    at: usize,
    /// What is to be done, last things first.
    stack: Vec<Step>,
    /// The expression or type that was read last.
    value: Shape,
    /// Whether the list of types that was read last has a comma.
    has_comma: bool,
    /// The simple statement that was read last.
    simple: Simple,
    /// Entries of the parameter lists that are open, outermost first.
    params: Vec<Param>,
    /// Of the parameter list that was read last.
    summary: ParamSummary,
    /// Brackets around an expression; below zero in a header, where a brace opens the block.
    level: i32,
    /// Function bodies around.
    bodies: u32,
    /// Whether a label was found without statement.
    lacks_statement: bool,
    /// First token of the top-level declaration before.
    previous: TokenKind,
    /// Whether the last declaration was that of a function without body.
    lacks_body: bool,
    /// Where the top-level declaration began.
    decl: Mark,
    /// Errors so far, those of a line that has one already included.
    count: u32,
    /// Of the last syntax error.
    last_line: u32,
    found: Explanation,
}

impl Reader<'_, '_> {
    fn kind(&self) -> TokenKind {
        self.tokens[self.at].kind
    }

    fn mark(&self) -> Mark {
        Mark { at: self.here(), count: self.count, bodies: self.found.bodies.len() as u32 }
    }

    /// Index of the current token, for a step.
    fn here(&self) -> u32 {
        self.at as u32
    }

    fn next(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    fn got(&mut self, kind: TokenKind) -> bool {
        let is_there = self.kind() == kind;
        if is_there {
            self.next();
        }
        is_there
    }

    /// Takes a token that must be there; another one that stands in its place is passed over.
    fn want(&mut self, kind: TokenKind) {
        if !self.got(kind) {
            self.unexpected(&format!("expected {}", expected_text(kind)));
            self.next();
        }
    }

    /// Takes a name, or what stands in its place.
    fn name(&mut self) {
        if !self.got(TokenKind::Ident) {
            self.unexpected("expected name");
            self.next();
        }
    }

    fn names(&mut self) -> u32 {
        self.name();
        self.more_names()
    }

    /// Takes what follows the first name of a list, and yields how many names it has.
    fn more_names(&mut self) -> u32 {
        let mut count = 1;
        while self.got(TokenKind::Comma) {
            self.name();
            count += 1;
        }
        count
    }

    /// Takes `=`; a `:=` in its place is an error, and taken as well.
    fn got_assign(&mut self) -> bool {
        if self.kind() == TokenKind::Define {
            self.unexpected("expected =");
        }
        self.got(TokenKind::Define) || self.got(TokenKind::Assign)
    }

    /// Goes to a token at which reading can go on: one that the caller knows, in a function also the keyword of a statement.
    fn skip_to(&mut self, is_known: impl Fn(TokenKind) -> bool) {
        while self.kind() != TokenKind::Eof && !is_known(self.kind()) && !(self.bodies > 0 && begins_statement(self.kind())) {
            self.next();
        }
    }

    /// Has these steps done next, in this order.
    fn then<const N: usize>(&mut self, steps: [Step; N]) {
        self.stack.extend(steps.into_iter().rev());
    }

    fn run(&mut self) {
        while let Some(step) = self.stack.pop() {
            match step {
                Step::Want(kind) => self.want(kind),
                Step::SetLevel(level) => self.level = level,
                Step::SetValue(value) => self.value = Shape { to: self.here(), ..value },
                Step::List(list) => self.list(list),
                Step::Separator(list) => self.separator(list),
                step if !(self.decl_step(step) || self.type_step(step) || self.expr_step(step)) => self.stmt_step(step),
                _ => {}
            }
        }
    }

    /// The elements of a list from here on.
    fn list(&mut self, list: List) {
        let (_, _, close) = list.words();
        let is_done = matches!(list, List::Arguments(Call { has_dots: true, .. }));
        if self.kind() == TokenKind::Eof || self.kind() == close || is_done {
            let end = self.here();
            self.want(close);
            return self.end_list(list, end);
        }
        match list {
            List::Group(spec) => self.then([Step::Spec(spec), Step::Separator(list)]),
            List::Params(params) => match params.first {
                FirstParam::Typed(name) => {
                    self.params.push(Param { name: Some(name), type_start: Some(name) });
                    self.then([Step::Separator(list)]);
                }
                FirstParam::Name(name) => {
                    self.then([Step::Param { name: Some(name), close }, Step::Separator(list)]);
                }
                FirstParam::None => self.then([Step::Param { name: None, close }, Step::Separator(list)]),
            },
            List::Fields => self.then([Step::Field, Step::Separator(list)]),
            List::Methods => self.then([Step::InterfaceElem, Step::Separator(list)]),
            List::Elements => self.then([Step::ElementValue, Step::AfterElement, Step::Separator(list)]),
            List::Arguments(_) => self.then([Step::Expr { precedence: 0 }, Step::Separator(list)]),
        }
    }

    /// What stands between an element and the next, or the end.
    fn separator(&mut self, list: List) {
        let list = match list {
            List::Params(params) => List::Params(Params { first: FirstParam::None, ..params }),
            List::Arguments(call) => List::Arguments(self.end_argument(call)),
            other => other,
        };
        let (what, separator, close) = list.words();
        if !self.got(separator) && self.kind() != close {
            let (separator, bracket) = (expected_text(separator), close.text());
            self.unexpected(&format!("in {what}; possibly missing {separator} or {bracket}"));
            self.skip_to(closes_bracket);
            if self.kind() != close {
                let end = self.here();
                return self.end_list(list, end);
            }
        }
        self.then([Step::List(list)]);
    }

    fn end_list(&mut self, list: List, end: u32) {
        match list {
            List::Params(params) => self.end_params(params, end),
            List::Arguments(call) => self.end_call(call),
            _ => {}
        }
    }

    /// Reports the current token: `unexpected TOKEN, expected ...` or `unexpected TOKEN in ...`.
    fn unexpected(&mut self, text: &str) {
        let comma = if text.starts_with("expected") { "," } else { "" };
        let token = token_text(self.tokens[self.at], self.words);
        self.refuse(&code::UNEXPECTED_TOKEN, self.here(), format!("unexpected {token}{comma} {text}"));
    }

    /// Reports a syntax error. At the end of the file nothing is said that could follow from an earlier error.
    fn refuse(&mut self, code: Code, at: u32, text: impl std::fmt::Display) {
        if self.kind() == TokenKind::Eof && (self.count > 0 || !self.lexical.is_empty()) {
            return;
        }
        self.count += 1;
        let span = self.tokens[at as usize].span;
        let line = self.map.location(span.lo).map_or(0, |place| place.line);
        // One mistake often breaks more than one rule.
        if line != std::mem::replace(&mut self.last_line, line) && self.found.errors.len() < DIAGNOSTICS_MAX {
            self.found.errors.push(Diagnostic::new(code, span, format!("syntax error: {text}")));
        }
    }

    /// Reports an error that gc does not call one of syntax.
    fn report(&mut self, code: Code, at: u32, text: impl Into<String>) {
        self.count += 1;
        if self.found.errors.len() < DIAGNOSTICS_MAX {
            self.found.errors.push(Diagnostic::new(code, self.tokens[at as usize].span, text));
        }
    }

    /// Whether the lexer reported something up to the current token.
    fn has_lexical_error(&self) -> bool {
        self.lexical.first().is_some_and(|e| e.span.lo < self.tokens[self.at].span.hi)
    }
}

fn closes_bracket(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::RParen | TokenKind::RBrack | TokenKind::RBrace)
}

/// Keywords at which a statement begins, whatever is broken before them.
fn begins_statement(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(kind, Break | Const | Continue | Defer | Fallthrough | For | Go | Goto | If | Return | Select | Switch | Type | Var)
}

/// A token as gc names it where it is missing.
fn expected_text(kind: TokenKind) -> String {
    match kind {
        TokenKind::Comma => "comma".to_owned(),
        TokenKind::Semicolon => "semicolon or newline".to_owned(),
        kind if kind.is_keyword() => format!("keyword {}", kind.text()),
        kind => kind.text().to_owned(),
    }
}

/// A token as gc names it where it is not expected.
pub(crate) fn token_text(token: Token, words: Words<'_, '_>) -> String {
    match token.kind {
        TokenKind::Ident => format!("name {}", shorten(&words.of(&token))),
        kind if kind.is_literal() => format!("literal {}", shorten(&words.of(&token))),
        TokenKind::Semicolon if token.symbol == Symbol::DOT => "semicolon".to_owned(),
        TokenKind::Semicolon if token.span.lo == token.span.hi => "EOF".to_owned(),
        TokenKind::Semicolon => "newline".to_owned(),
        kind => expected_text(kind),
    }
}
