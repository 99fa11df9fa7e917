//! Tokens of Go.

use crate::span::Span;
use crate::symbol::Symbol;

macro_rules! tokens {
    ($($(#[$meta:meta])* $name:ident $text:literal)*) => {
        /// The kind of a token. Keywords and operators are named as in `go/token`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum TokenKind { $($(#[$meta])* #[doc = concat!("`", $text, "`")] $name),* }

        const KINDS: [TokenKind; [$($text),*].len()] = [$(TokenKind::$name),*];

        impl TokenKind {
            /// How the token is spelled, or what gc calls it.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(TokenKind::$name => $text),* }
            }

            /// Whether it is a literal of a basic type.
            #[must_use]
            pub fn is_literal(self) -> bool {
                TokenKind::Int <= self && self <= TokenKind::String
            }

            /// Whether it is one of the 25 keywords.
            #[must_use]
            pub fn is_keyword(self) -> bool {
                TokenKind::Break <= self
            }
        }
    };
}

tokens! {
    Eof "EOF"
    Ident "name"
    Int "integer literal" Float "float literal" Imag "imaginary literal" Char "rune literal" String "string literal"
    Add "+" Sub "-" Mul "*" Quo "/" Rem "%"
    And "&" Or "|" Xor "^" Shl "<<" Shr ">>" AndNot "&^"
    AddAssign "+=" SubAssign "-=" MulAssign "*=" QuoAssign "/=" RemAssign "%="
    AndAssign "&=" OrAssign "|=" XorAssign "^=" ShlAssign "<<=" ShrAssign ">>=" AndNotAssign "&^="
    LAnd "&&" LOr "||" Arrow "<-" Inc "++" Dec "--" Eql "==" Lss "<" Gtr ">" Assign "=" Not "!" Tilde "~"
    Neq "!=" Leq "<=" Geq ">=" Define ":=" Ellipsis "..."
    LParen "(" LBrack "[" LBrace "{" Comma "," Period "." RParen ")" RBrack "]" RBrace "}" Semicolon ";" Colon ":"
    Break "break" Case "case" Chan "chan" Const "const" Continue "continue" Default "default" Defer "defer" Else "else"
    Fallthrough "fallthrough" For "for" Func "func" Go "go" Goto "goto" If "if" Import "import" Interface "interface"
    Map "map" Package "package" Range "range" Return "return" Select "select" Struct "struct" Switch "switch"
    Type "type" Var "var"
}

/// The 25 keywords.
pub const KEYWORDS: &[TokenKind] = KINDS.split_at(TokenKind::Break as usize).1;

/// One token. `symbol` is the name of an `Ident`; for a `Semicolon` that was not written it is `Symbol::EMPTY` at a line's end (its span
/// is the newline) and at the file's end, and `Symbol::DOT` stands for a written `;`. The text of a literal, which is hardly ever that
/// of another, is told by [`crate::SourceFile::literal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The name.
    pub symbol: Symbol,
    /// Where it stands.
    pub span: Span,
}

/// A comment, kept beside the tokens for directives and docs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands, delimiters included, the newline of a line comment not.
    pub span: Span,
}
