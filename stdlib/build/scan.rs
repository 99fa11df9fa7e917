//! The declarations of the library's files: where they stand, what they declare, which names they mention. The files are ours, formatted
//! by gofmt and free of errors: a declaration begins where its keyword stands at the beginning of a line.

/// A token, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identifier or a keyword.
    Word,
    /// A literal of any kind.
    Literal,
    /// One byte of an operator or a delimiter.
    Punct(u8),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Counted from 0.
    pub(crate) line: usize,
}

/// What a piece of a file declares.
#[derive(Debug)]
pub(crate) enum Declares {
    /// Functions, variables, constants and types.
    Names(Vec<String>),
    /// A method.
    Method { recv: String, name: String },
    /// A function `init`.
    Init,
}

/// A declaration that is taken or left as a whole: of variables and types in parentheses, each on its own.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) declares: Declares,
    /// Whole lines of the file.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: usize,
    /// The line of the parenthesis that it stands in, and its keyword.
    pub(crate) group: Option<(usize, String)>,
    pub(crate) tokens: Vec<Token>,
}

#[derive(Debug)]
pub(crate) struct Import {
    /// As the file calls the package.
    pub(crate) name: String,
    pub(crate) has_alias: bool,
    pub(crate) path: String,
}

#[derive(Debug, Default)]
pub(crate) struct File {
    pub(crate) imports: Vec<Import>,
    pub(crate) pieces: Vec<Piece>,
}

fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || c >= 0x80
}

fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let (mut out, mut at, mut line) = (Vec::new(), 0, 0);
    let find = |from: usize, what: &str| text[from..].find(what).map_or(bytes.len(), |i| from + i + what.len());
    while at < bytes.len() {
        let start = at;
        let kind = match bytes[at] {
            b'\n' => {
                line += 1;
                at += 1;
                continue;
            }
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'/' if bytes[at + 1] == b'/' => {
                at = find(at, "\n") - 1;
                continue;
            }
            b'/' if bytes[at + 1] == b'*' => {
                at = find(at + 2, "*/");
                line += text[start..at].matches('\n').count();
                continue;
            }
            b'`' => {
                at = find(at + 1, "`");
                Kind::Literal
            }
            quote @ (b'"' | b'\'') => {
                at += 1;
                while bytes[at] != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
                Kind::Literal
            }
            c if c.is_ascii_digit() || c == b'.' && bytes[at + 1].is_ascii_digit() => {
                while is_word(bytes[at]) || bytes[at] == b'.' {
                    at += 1;
                }
                Kind::Literal
            }
            c if is_word(c) => {
                while at < bytes.len() && is_word(bytes[at]) {
                    at += 1;
                }
                Kind::Word
            }
            c => {
                at += 1;
                Kind::Punct(c)
            }
        };
        out.push(Token { kind, start, end: at, line });
        // A raw string may hold line feeds.
        line += text[start..at].matches('\n').count();
    }
    out
}

/// Whether a line feed behind the token ends a statement.
fn ends_statement(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Literal | Kind::Punct(b')' | b']' | b'}'))
}

/// The file's imports and declarations.
pub(crate) fn file(text: &str) -> File {
    let tokens = tokens(text);
    let word = |t: &Token| &text[t.start..t.end];
    let is_head = |t: &Token| {
        let stands_first = t.start == 0 || text.as_bytes()[t.start - 1] == b'\n';
        stands_first && matches!(word(t), "package" | "import" | "func" | "var" | "const" | "type")
    };
    let mut file = File::default();
    let mut heads: Vec<usize> = (0..tokens.len()).filter(|i| is_head(&tokens[*i])).collect();
    heads.push(tokens.len());
    for bounds in heads.windows(2) {
        let tokens = &tokens[bounds[0]..bounds[1]];
        let keyword = word(&tokens[0]);
        match keyword {
            "package" => {}
            "import" => imports(text, tokens, &mut file.imports),
            "func" => file.pieces.push(piece(text, tokens, func(text, tokens), None)),
            "var" | "type" if tokens[1].kind == Kind::Punct(b'(') => {
                let group = Some((tokens[0].line, keyword.to_string()));
                for spec in specs(text, &tokens[2..tokens.len() - 1]) {
                    file.pieces.push(piece(text, spec, Declares::Names(names(text, spec)), group.clone()));
                }
            }
            // Constants in parentheses may depend on where they stand.
            "const" if tokens[1].kind == Kind::Punct(b'(') => {
                let specs = specs(text, &tokens[2..tokens.len() - 1]);
                let names = specs.iter().flat_map(|spec| names(text, spec)).collect();
                file.pieces.push(piece(text, tokens, Declares::Names(names), None));
            }
            _ => file.pieces.push(piece(text, tokens, Declares::Names(names(text, &tokens[1..])), None)),
        }
    }
    file
}

fn piece(text: &str, tokens: &[Token], declares: Declares, group: Option<(usize, String)>) -> Piece {
    let first = &tokens[0];
    let last = tokens[tokens.len() - 1].end;
    let start = text[..first.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[last..].find('\n').map_or(text.len(), |i| last + i);
    Piece { declares, start, end, line: first.line, group, tokens: tokens.to_vec() }
}

fn imports(text: &str, tokens: &[Token], imports: &mut Vec<Import>) {
    for pair in tokens.windows(2) {
        if pair[1].kind == Kind::Literal {
            let path = text[pair[1].start + 1..pair[1].end - 1].to_string();
            let has_alias = pair[0].kind == Kind::Word && &text[pair[0].start..pair[0].end] != "import";
            // The last element of math/rand/v2 is a version.
            let last = path.rsplit('/').find(|part| *part != "v2").expect("a path has a last element").to_string();
            let name = if has_alias { text[pair[0].start..pair[0].end].to_string() } else { last };
            imports.push(Import { name, has_alias, path });
        }
    }
}

/// `func name` or `func (r *T[P]) name`.
fn func(text: &str, tokens: &[Token]) -> Declares {
    let word = |t: &Token| text[t.start..t.end].to_string();
    if tokens[1].kind == Kind::Word {
        return if word(&tokens[1]) == "init" { Declares::Init } else { Declares::Names(vec![word(&tokens[1])]) };
    }
    let close = tokens.iter().position(|t| t.kind == Kind::Punct(b')')).expect("a receiver ends");
    let recv = &tokens[2..close];
    let is_named = recv.len() > 1 && recv[0].kind == Kind::Word && matches!(recv[1].kind, Kind::Word | Kind::Punct(b'*'));
    let ty = recv.iter().skip(usize::from(is_named)).find(|t| t.kind == Kind::Word).expect("a receiver has a type");
    Declares::Method { recv: word(ty), name: word(&tokens[close + 1]) }
}

/// The specifications between parentheses.
fn specs<'t>(text: &str, tokens: &'t [Token]) -> Vec<&'t [Token]> {
    let (mut out, mut depth, mut first) = (Vec::new(), 0usize, 0);
    for (i, token) in tokens.iter().enumerate() {
        let is_first = || text[tokens[i - 1].end..token.start].contains('\n');
        if i > 0 && depth == 0 && ends_statement(&tokens[i - 1]) && is_first() {
            out.push(&tokens[first..i]);
            first = i;
        }
        match token.kind {
            Kind::Punct(b'(' | b'[' | b'{') => depth += 1,
            Kind::Punct(b')' | b']' | b'}') => depth -= 1,
            _ => {}
        }
    }
    out.push(&tokens[first..]);
    out
}

/// The names at the beginning of a specification: `a, b = 1, 2`.
fn names(text: &str, tokens: &[Token]) -> Vec<String> {
    let mut names = Vec::new();
    for pair in tokens.chunks(2) {
        names.push(text[pair[0].start..pair[0].end].to_string());
        if pair.get(1).is_none_or(|t| t.kind != Kind::Punct(b',')) {
            break;
        }
    }
    names
}
