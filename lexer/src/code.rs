//! The table of lexical diagnostics.

crate::codes! {
    /// A source file contains the character NUL (U+0000), which the spec lets a compiler refuse anywhere.
    INVALID_NUL = "L0001", "InvalidNUL", "package p\n\nvar s = \"a\0b\"\n";
    /// A source file is UTF-8 text; some byte is not part of an encoded character. In the example, U+FFFD stands for
    /// such a byte.
    INVALID_ENCODING = "L0002", "InvalidEncoding", "package p\n\nvar s = \"a\u{FFFD}b\"\n";
    /// A byte order mark (U+FEFF) is ignored as the first character of a file, and stands nowhere else.
    INVALID_BOM = "L0003", "InvalidBOM", "package p\n\nvar s = \"a\u{FEFF}b\"\n";
    /// No token begins with this character.
    INVALID_CHARACTER = "L0004", "InvalidCharacter", "package p\n\nvar x = 1 # 2\n";
    /// An identifier is a sequence of Unicode letters and digits.
    INVALID_IDENT_CHARACTER = "L0005", "InvalidIdentCharacter", "package p\n\nvar a\u{A0}b = 1\n";
    /// The first character of an identifier is a letter, in every script.
    INVALID_IDENT_START = "L0006", "InvalidIdentStart", "package p\n\nvar \u{663}x = 1\n";
    /// A general comment ends with the first `*/`.
    UNTERMINATED_COMMENT = "L0007", "UnterminatedComment", "package p\n\n/* to the end\n";
    /// Binary and octal literals are integers.
    INVALID_RADIX_POINT = "L0008", "InvalidRadixPoint", "package p\n\nvar x = 0b1.0\n";
    /// A number has at least one digit after its base prefix.
    MISSING_DIGITS = "L0009", "MissingDigits", "package p\n\nvar x = 0x\n";
    /// An exponent is written `e` after a decimal mantissa and `p` after a hexadecimal one.
    INVALID_EXPONENT = "L0010", "InvalidExponent", "package p\n\nvar x = 1p2\n";
    /// An exponent has at least one digit.
    MISSING_EXPONENT_DIGITS = "L0011", "MissingExponentDigits", "package p\n\nvar x = 1e+\n";
    /// A hexadecimal floating-point literal has an exponent.
    MISSING_EXPONENT = "L0012", "MissingExponent", "package p\n\nvar x = 0x1.8\n";
    /// The digits of a literal are below its base.
    INVALID_DIGIT = "L0013", "InvalidDigit", "package p\n\nvar x = 08\n";
    /// A `_` in a number stands between two digits, or between the base prefix and a digit.
    MISPLACED_SEPARATOR = "L0014", "MisplacedSeparator", "package p\n\nvar x = 1__000\n";
    /// The digits of an imaginary literal are below its base.
    MALFORMED_CONSTANT = "L0015", "MalformedConstant", "package p\n\nvar x = 0b2i\n";
    /// A backslash begins one of the escape sequences of the spec; `\'` is for runes alone and `\"` for strings alone.
    UNKNOWN_ESCAPE = "L0016", "UnknownEscape", "package p\n\nvar x = \"\\q\"\n";
    /// `\x`, `\u` and `\U` are followed by exactly 2, 4 and 8 hexadecimal digits, a backslash and a digit by two more octal ones.
    INVALID_ESCAPE_DIGIT = "L0017", "InvalidEscapeDigit", "package p\n\nvar x = \"\\x4g\"\n";
    /// An octal escape is a byte.
    OCTAL_ESCAPE_OVERFLOW = "L0018", "OctalEscapeOverflow", "package p\n\nvar x = \"\\400\"\n";
    /// `\u` and `\U` stand for a code point, at most U+10FFFF and not half of a surrogate pair.
    INVALID_CODE_POINT = "L0019", "InvalidCodePoint", "package p\n\nvar x = '\\uD800'\n";
    /// A rune literal holds one character; a quote in it is escaped.
    EMPTY_RUNE = "L0020", "EmptyRune", "package p\n\nvar x = ''\n";
    /// A rune literal holds one character.
    LONG_RUNE = "L0021", "LongRune", "package p\n\nvar x = 'ab'\n";
    /// A rune literal ends on its line.
    NEWLINE_IN_RUNE = "L0022", "NewlineInRune", "package p\n\nvar x = 'a\n";
    /// A rune literal ends with a quote.
    UNTERMINATED_RUNE = "L0023", "UnterminatedRune", "package p\n\nvar x = 'a";
    /// An interpreted string literal ends on its line.
    NEWLINE_IN_STRING = "L0024", "NewlineInString", "package p\n\nvar x = \"a\n";
    /// A string literal ends with its quote.
    UNTERMINATED_STRING = "L0025", "UnterminatedString", "package p\n\nvar x = `a\n";
    /// A source file has at most 64 MiB, all files of a compilation together have at most 4 GiB less 64 MiB. The example stands for
    /// itself, repeated until it is larger.
    FILE_TOO_LARGE = "L0026", "FileTooLarge", "// Code generated, too much of it.\n";
}
