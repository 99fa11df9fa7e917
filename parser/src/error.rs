//! Errors of the automaton in gc's words.
//!
//! The automaton says which tokens it could have taken; gc says what it was parsing. The second is found from the first and from the
//! tokens before the error: the bracket that is open, and the keyword that the statement began with.

use govm_lexer::{Interner, Symbol, Token, TokenKind};

/// Where the automaton stopped.
#[derive(Debug)]
pub(crate) struct Site<'t> {
    /// The tokens of the file, `Eof` last.
    pub(crate) tokens: &'t [Token],
    /// Where the declaration or the resumed statements begin.
    pub(crate) start: usize,
    /// Whether the automaton was started anew within a body, so that it knows of no brace around.
    pub(crate) is_resumed: bool,
    /// Index of the token that does not fit.
    pub(crate) at: usize,
    /// What would fit, as the grammar spells terminals: in quotes.
    pub(crate) expected: Vec<String>,
}

/// What the innermost open bracket encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Nothing,
    Block,
    Struct,
    Interface,
    Literal,
    Group,
    Parens,
    Brackets,
}

impl Site<'_> {
    /// The message for this error, without position.
    pub(crate) fn message(&self, names: &Interner<'_>) -> String {
        let token = self.tokens[self.at];
        match self.wording() {
            Wording::Plain(text) => format!("syntax error: {text}"),
            Wording::Unexpected("") => format!("syntax error: unexpected {}", token_text(token, names)),
            Wording::Unexpected(text) if text.starts_with("expected") => {
                format!("syntax error: unexpected {}, {text}", token_text(token, names))
            }
            Wording::Unexpected(text) => format!("syntax error: unexpected {} {text}", token_text(token, names)),
        }
    }

    /// Whether the error is a declaration in the header of a statement.
    pub(crate) fn is_var_in_header(&self) -> bool {
        let keyword = self.before(1);
        self.tokens[self.at].kind == TokenKind::Var && matches!(keyword, TokenKind::If | TokenKind::For | TokenKind::Switch)
    }

    fn has(&self, terminal: &str) -> bool {
        let expects = |terminal: &str| self.expected.iter().any(|e| e.trim_matches('"') == terminal);
        expects(terminal) || (terminal == "}" && self.is_resumed && (expects(";") || expects("if")))
    }

    fn before(&self, back: usize) -> TokenKind {
        match self.at.checked_sub(back) {
            Some(i) => self.tokens[i].kind,
            None => TokenKind::Semicolon,
        }
    }

    fn wording(&self) -> Wording {
        let kind = self.tokens[self.at].kind;
        if self.has("package") {
            return Wording::Plain("package statement must be first");
        }
        if self.has("import") && self.has("func") {
            let after_signature = kind == TokenKind::LBrace && self.at > 0 && self.is_bodiless_func();
            return Wording::Plain(match after_signature {
                true => "unexpected semicolon or newline before {",
                false => "non-declaration statement outside function body",
            });
        }
        if let Some(wording) = self.import_wording().or_else(|| self.header_wording(kind)).or_else(|| self.list_wording(kind)) {
            return wording;
        }
        self.operand_wording(kind)
    }

    /// Whether the declaration before is a function without body, whose brace may stand on the wrong line.
    fn is_bodiless_func(&self) -> bool {
        let mut depth = 0;
        for token in self.tokens[..self.at - 1].iter().rev() {
            match token.kind {
                TokenKind::RParen | TokenKind::RBrack | TokenKind::RBrace => depth += 1,
                TokenKind::LParen | TokenKind::LBrack | TokenKind::LBrace if depth > 0 => depth -= 1,
                TokenKind::Semicolon if depth == 0 => return false,
                TokenKind::Func if depth == 0 => return true,
                _ => {}
            }
        }
        false
    }

    fn import_wording(&self) -> Option<Wording> {
        let only_path = self.has("string") && !self.has("int");
        if !only_path || !(self.has("name") || matches!(self.before(1), TokenKind::Ident | TokenKind::Period)) {
            return None;
        }
        if self.has(";") || self.has("}") || self.has("chan") {
            return None;
        }
        Some(Wording::Plain(match self.tokens[self.at].kind {
            TokenKind::Int | TokenKind::Float | TokenKind::Imag | TokenKind::Char => "import path must be a string",
            _ => "missing import path",
        }))
    }

    /// In front of the brace of an if, for, switch, select or else.
    fn header_wording(&self, kind: TokenKind) -> Option<Wording> {
        if self.before(1) == TokenKind::Else {
            return Some(Wording::Plain("else must be followed by if or statement block"));
        }
        let keyword = self.header_keyword()?;
        if self.is_var_in_header() {
            return Some(Wording::Plain(match keyword {
                TokenKind::If => "var declaration not allowed in if initializer",
                TokenKind::For => "var declaration not allowed in for initializer",
                _ => "var declaration not allowed in switch initializer",
            }));
        }
        if keyword == TokenKind::For && kind == TokenKind::LBrace && self.has(";") {
            return Some(Wording::Unexpected(match self.before(1) {
                TokenKind::Semicolon => "expected for loop condition",
                _ => "expected semicolon or newline",
            }));
        }
        if !self.has("{") || self.has("int") {
            return None;
        }
        Some(match keyword {
            TokenKind::Select => Wording::Plain("missing { after select clause"),
            _ if self.has(";") => Wording::Unexpected("expected {"),
            TokenKind::If => Wording::Unexpected("expected { after if clause"),
            TokenKind::For => Wording::Unexpected("expected { after for clause"),
            _ => Wording::Plain("missing { after switch clause"),
        })
    }

    /// The keyword of the header that is open, if the error is not within brackets in it.
    fn header_keyword(&self) -> Option<TokenKind> {
        let mut depth = 0_usize;
        for token in self.tokens[self.start..self.at].iter().rev() {
            match token.kind {
                TokenKind::RParen | TokenKind::RBrack | TokenKind::RBrace => depth += 1,
                TokenKind::LParen | TokenKind::LBrack | TokenKind::LBrace => depth = depth.checked_sub(1)?,
                TokenKind::If | TokenKind::For | TokenKind::Switch | TokenKind::Select if depth == 0 => return Some(token.kind),
                _ => {}
            }
        }
        None
    }

    /// What the innermost open bracket encloses, with its index.
    fn inside(&self) -> Inside {
        let mut depth = 0;
        for at in (self.start..self.at).rev() {
            let before = |back: usize| if at >= self.start + back { self.tokens[at - back].kind } else { TokenKind::Semicolon };
            match self.tokens[at].kind {
                TokenKind::RParen | TokenKind::RBrack | TokenKind::RBrace => depth += 1,
                TokenKind::LParen | TokenKind::LBrack | TokenKind::LBrace if depth > 0 => depth -= 1,
                TokenKind::LParen => {
                    return match before(1) {
                        TokenKind::Import | TokenKind::Const | TokenKind::Type | TokenKind::Var => Inside::Group,
                        _ => Inside::Parens,
                    };
                }
                TokenKind::LBrack => return Inside::Brackets,
                TokenKind::LBrace => {
                    return match before(1) {
                        TokenKind::Struct => Inside::Struct,
                        TokenKind::Interface => Inside::Interface,
                        _ if self.has(",") && self.has("}") && !self.has(";") => Inside::Literal,
                        _ => Inside::Block,
                    };
                }
                _ => {}
            }
        }
        if self.is_resumed { Inside::Block } else { Inside::Nothing }
    }

    /// After an entry of a list.
    fn list_wording(&self, kind: TokenKind) -> Option<Wording> {
        if self.has(":=") && self.has(",") {
            let is_list = self.is_list();
            return (!is_list && self.inside() == Inside::Block).then_some(Wording::Unexpected("at end of statement"));
        }
        let inside = self.inside();
        let has_operator = (self.has("+") && !self.has("int")) || (self.has("...") && !self.has("struct"));
        match inside {
            Inside::Nothing if self.has(";") && !self.has("int") => Some(Wording::Unexpected(match self.before(2) {
                TokenKind::Package => "expected semicolon or newline",
                _ if self.after_type_name() => return None,
                _ => "after top level declaration",
            })),
            Inside::Group if self.has(";") && self.has(")") && !self.after_type_name() => {
                Some(Wording::Unexpected("in grouped declaration; possibly missing semicolon or newline or )"))
            }
            Inside::Struct if self.has("}") && self.before(1) != TokenKind::LBrace && self.before(1) != TokenKind::Semicolon => {
                Some(Wording::Unexpected("in struct type; possibly missing semicolon or newline or }"))
            }
            Inside::Interface
                if self.has("}") && self.before(1) != TokenKind::LBrace && self.before(1) != TokenKind::Semicolon =>
            {
                Some(Wording::Unexpected("in interface type; possibly missing semicolon or newline or }"))
            }
            Inside::Struct if self.has("}") => Some(Wording::Unexpected("expected field name or embedded type")),
            Inside::Interface if self.has("~") && self.has("name") => Some(Wording::Unexpected("expected ~ term or type")),
            Inside::Literal if self.has("}") && !self.has("int") => {
                Some(Wording::Unexpected("in composite literal; possibly missing comma or }"))
            }
            Inside::Parens if self.has(",") && self.has(")") => Some(Wording::Unexpected(match has_operator {
                true => "in argument list; possibly missing comma or )",
                false => "in parameter list; possibly missing comma or )",
            })),
            Inside::Parens if self.has(")") && has_operator => Some(Wording::Unexpected("expected )")),
            Inside::Parens if self.has("...") && self.has("struct") && !self.has("int") => {
                Some(Wording::Unexpected("expected )"))
            }
            Inside::Brackets if kind == TokenKind::RBrack && self.has("int") && self.has(":") => {
                Some(Wording::Unexpected("expected operand"))
            }
            Inside::Brackets if self.has("]") && !self.has("int") => Some(Wording::Unexpected(match self.has(",") {
                true if self.has(":") => "expected comma, : or ]",
                true => "in parameter list; possibly missing comma or ]",
                false => "expected ]",
            })),
            Inside::Block if self.has("if") && self.has("}") => Some(Wording::Unexpected(match self.has("case") {
                true => "expected case or default or }",
                false => "expected }",
            })),
            Inside::Block if self.has("case") && self.has("}") => Some(Wording::Unexpected("expected case or default or }")),
            Inside::Block if self.has(";") && self.has("}") && !self.has("int") && !self.after_type_name() => {
                Some(Wording::Unexpected("at end of statement"))
            }
            _ => None,
        }
    }

    /// Whether the statement that is open began with several expressions.
    fn is_list(&self) -> bool {
        let mut depth = 0;
        for token in self.tokens[self.start..self.at].iter().rev() {
            match token.kind {
                TokenKind::RParen | TokenKind::RBrack | TokenKind::RBrace => depth += 1,
                TokenKind::Comma if depth == 0 => return true,
                TokenKind::LParen | TokenKind::LBrack | TokenKind::LBrace if depth > 0 => depth -= 1,
                TokenKind::LParen | TokenKind::LBrack | TokenKind::LBrace | TokenKind::Semicolon | TokenKind::Colon => {
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    /// After `type T`, where a type must follow.
    fn after_type_name(&self) -> bool {
        self.has("=") && self.has("struct") && !self.has(",") && !self.has(";")
    }

    fn operand_wording(&self, kind: TokenKind) -> Wording {
        if self.after_type_name() {
            return Wording::Unexpected("in type declaration");
        }
        if self.has(":=") {
            return Wording::Unexpected("expected := or = or comma");
        }
        if self.has("int") {
            return Wording::Unexpected("expected expression");
        }
        if self.has("struct") {
            return match self.before(1) {
                TokenKind::Chan => Wording::Plain("missing channel element type"),
                TokenKind::Ellipsis => Wording::Plain("... is missing type"),
                _ if self.has("~") => Wording::Unexpected("expected ~ term or type"),
                _ => Wording::Unexpected("expected type"),
            };
        }
        if self.before(1) == TokenKind::Func && kind == TokenKind::LBrack {
            return Wording::Plain("function type must have no type parameters");
        }
        if self.before(1) == TokenKind::LBrack && kind == TokenKind::RBrack && self.has("name") {
            return Wording::Plain("empty type parameter list");
        }
        for (terminals, text) in [
            (&["name"][..], if self.before(1) == TokenKind::Func { "expected name or (" } else { "expected name" }),
            (&[":"], "expected :"),
            (&["("], "expected ("),
            (&["{"], "expected {"),
            (&["["], "expected ["),
            (&["]"], "expected ]"),
            (&[")"], "expected )"),
            (&["}"], "expected }"),
            (&["chan"], "expected chan"),
            (&[";"], "expected semicolon or newline"),
        ] {
            if terminals.iter().all(|t| self.has(t)) {
                return Wording::Unexpected(text);
            }
        }
        Wording::Unexpected("")
    }
}

/// How gc puts it.
#[derive(Clone, Copy, Debug)]
enum Wording {
    /// As it stands.
    Plain(&'static str),
    /// After `unexpected TOKEN`.
    Unexpected(&'static str),
}

/// A token as gc names it in a message.
fn token_text(token: Token, names: &Interner<'_>) -> String {
    match token.kind {
        TokenKind::Ident => format!("name {}", names.resolve(token.symbol)),
        TokenKind::Int | TokenKind::Float | TokenKind::Imag | TokenKind::Char | TokenKind::String => {
            format!("literal {}", names.resolve(token.symbol))
        }
        TokenKind::Comma => "comma".to_owned(),
        TokenKind::Semicolon if token.symbol == Symbol::DOT => "semicolon".to_owned(),
        TokenKind::Semicolon if token.span.lo == token.span.hi => "EOF".to_owned(),
        TokenKind::Semicolon => "newline".to_owned(),
        kind if kind >= TokenKind::Break => format!("keyword {}", kind.text()),
        kind => kind.text().to_owned(),
    }
}
