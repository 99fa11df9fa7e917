//! Formats: text with directives, and the forms without a format.

use govm_interp::{Kind, Trap};

use super::printer::{Hole, Method, Printer};
use super::spec::{NUMBER_MAX, Spec};
use crate::price;
use crate::unicode::decode;
use crate::value::{Types, Value};

type Result<T = ()> = std::result::Result<T, Box<Trap>>;

/// What is laid out, in the numbering of the Go side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Directives,
    Operands,
    Line,
    Wrapping,
}

impl Mode {
    pub(crate) fn from_number(n: u64) -> Mode {
        match n {
            1 => Mode::Operands,
            2 => Mode::Line,
            3 => Mode::Wrapping,
            _ => Mode::Directives,
        }
    }
}

/// Lays out all operands.
pub(crate) fn print_all(p: &mut Printer<'_, '_>, mode: Mode, format: &[u8], args: &[Option<Value>]) -> Result {
    match mode {
        Mode::Directives | Mode::Wrapping => Directives { p, format, at: 0, args, next: 0, reordered: false }.run(),
        Mode::Line => {
            for (i, arg) in args.iter().enumerate() {
                if i > 0 {
                    p.push(" ");
                }
                p.operand(*arg, 'v')?;
            }
            p.push("\n");
            p.pay()
        }
        Mode::Operands => {
            let mut string_before = true;
            for arg in args {
                let types = Types::of(p.ctx);
                let is_string = match arg {
                    Some(value) => types.desc(value.ty)?.kind == Kind::String,
                    None => false,
                };
                if !is_string && !string_before {
                    p.push(" ");
                }
                p.operand(*arg, 'v')?;
                string_before = is_string;
            }
            Ok(())
        }
    }
}

/// A walk over a format.
struct Directives<'a, 'c, 'r> {
    p: &'a mut Printer<'c, 'r>,
    format: &'a [u8],
    at: usize,
    args: &'a [Option<Value>],
    /// The next operand.
    next: usize,
    /// An index `[n]` was seen.
    reordered: bool,
}

/// What is known of the operand of a directive while it is read.
#[derive(Clone, Copy)]
struct Operand {
    /// An index stands directly before.
    after_index: bool,
    is_good: bool,
}

impl Directives<'_, '_, '_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn run(mut self) -> Result {
        while self.at < self.format.len() {
            let rest = &self.format[self.at..];
            let plain = rest.iter().position(|b| *b == b'%').unwrap_or(rest.len());
            self.p.out.extend_from_slice(&rest[..plain]);
            self.p.pay()?;
            self.at += plain;
            if plain < rest.len() {
                self.at += 1;
                self.directive()?;
            }
        }
        if !self.reordered && self.next < self.args.len() {
            self.extra()?;
        }
        self.p.pay()
    }

    fn directive(&mut self) -> Result {
        self.p.spec = Spec::default();
        loop {
            match self.peek() {
                Some(b'#') => self.p.spec.sharp = true,
                Some(b'0') => self.p.spec.zero = true,
                Some(b'+') => self.p.spec.plus = true,
                Some(b'-') => self.p.spec.minus = true,
                Some(b' ') => self.p.spec.space = true,
                _ => break,
            }
            self.at += 1;
        }
        let mut operand = Operand { after_index: false, is_good: true };
        self.index(&mut operand);
        if self.peek() == Some(b'*') {
            self.at += 1;
            match self.number_operand() {
                Some(width) => {
                    self.p.spec.width = Some(width.unsigned_abs() as usize);
                    if width < 0 {
                        // A negative width means the flag '-'.
                        self.p.spec.minus = true;
                        self.p.spec.zero = false;
                    }
                }
                None => self.p.push("%!(BADWIDTH)"),
            }
            operand.after_index = false;
        } else {
            self.p.spec.width = self.number();
            if operand.after_index && self.p.spec.width.is_some() {
                operand.is_good = false;
            }
        }
        self.precision(&mut operand)?;
        if !operand.after_index {
            self.index(&mut operand);
        }
        let (verb, width) = decode(&self.format[self.at..]);
        if width == 0 {
            self.p.push("%!(NOVERB)");
            return self.p.pay();
        }
        self.at += width;
        self.verb(char::from_u32(verb).unwrap_or(char::REPLACEMENT_CHARACTER), operand)
    }

    /// `.` and a number or `*`; a lone point is precision 0.
    fn precision(&mut self, operand: &mut Operand) -> Result {
        // A point that ends the format is a verb.
        if self.peek() != Some(b'.') || self.at + 1 >= self.format.len() {
            return Ok(());
        }
        self.at += 1;
        if operand.after_index {
            operand.is_good = false;
        }
        self.index(operand);
        if self.peek() == Some(b'*') {
            self.at += 1;
            match self.number_operand() {
                Some(prec) if prec >= 0 => self.p.spec.prec = Some(prec as usize),
                _ => self.p.push("%!(BADPREC)"),
            }
            operand.after_index = false;
        } else {
            self.p.spec.prec = Some(self.number().unwrap_or(0));
        }
        Ok(())
    }

    fn verb(&mut self, verb: char, operand: Operand) -> Result {
        let missing = match verb {
            '%' => "%",
            _ if !operand.is_good => "(BADINDEX)",
            _ if self.next >= self.args.len() => "(MISSING)",
            _ => "",
        };
        if !missing.is_empty() {
            self.p.ctx.charge(price::DIRECTIVE)?;
            if verb != '%' {
                self.p.push("%!");
                self.p.push_char(verb);
            }
            self.p.push(missing);
            // The wording of a bad index and a missing operand ends the directive.
            return self.p.pay();
        }
        let value = self.args[self.next];
        if verb == 'w' && self.p.wraps {
            self.p.ctx.charge(price::DIRECTIVE)?;
            let spec = Spec::default();
            self.p.holes.push(Hole { value, at: self.next, method: Method::Wrapped, verb, spec });
        }
        if matches!(verb, 'v' | 'w') {
            self.p.spec.sharp_v = std::mem::take(&mut self.p.spec.sharp);
            self.p.spec.plus_v = std::mem::take(&mut self.p.spec.plus);
        }
        self.next += 1;
        self.p.operand(value, verb)
    }

    /// A decimal number; one that is too large swallows the rest of the format.
    fn number(&mut self) -> Option<usize> {
        let (n, end) = number_in(self.format, self.at);
        self.at = end;
        n
    }

    /// The operand of a `*`: an integer of any type, not too large.
    fn number_operand(&mut self) -> Option<i64> {
        let arg = *self.args.get(self.next)?;
        self.next += 1;
        let value = arg?;
        let kind = Types::of(self.p.ctx).desc(value.ty).ok()?.kind;
        let bits = match kind {
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => value.bits(self.p.ctx.heap, kind).ok()? as i64,
            Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
                i64::try_from(value.bits(self.p.ctx.heap, kind).ok()?).ok()?
            }
            _ => return None,
        };
        (-NUMBER_MAX..=NUMBER_MAX).contains(&bits).then_some(bits)
    }

    /// An index `[n]` of the next operand.
    fn index(&mut self, operand: &mut Operand) {
        operand.after_index = false;
        if self.peek() != Some(b'[') {
            return;
        }
        self.reordered = true;
        let rest = &self.format[self.at..];
        let Some(close) = rest.iter().position(|b| *b == b']').filter(|_| rest.len() >= 3) else {
            operand.is_good = false;
            self.at += 1;
            return;
        };
        let inner = &rest[..close];
        self.at += close + 1;
        match number_in(inner, 1) {
            (Some(n), end) if end == close => {
                operand.after_index = true;
                match n.checked_sub(1).filter(|n| *n < self.args.len()) {
                    Some(n) => self.next = n,
                    None => operand.is_good = false,
                }
            }
            _ => operand.is_good = false,
        }
    }

    /// `%!(EXTRA type=value, ...)`
    fn extra(&mut self) -> Result {
        self.p.spec = Spec::default();
        self.p.push("%!(EXTRA ");
        for (i, arg) in self.args.iter().enumerate().skip(self.next) {
            if i > self.next {
                self.p.push(", ");
            }
            match arg {
                None => self.p.push("<nil>"),
                Some(value) => {
                    let name = self.p.type_name(*value)?;
                    self.p.push(name);
                    self.p.push("=");
                    self.p.operand(Some(*value), 'v')?;
                }
            }
        }
        self.p.push(")");
        Ok(())
    }
}

/// The decimal number at `start` and where it ends, which is the end of the text if it is too large.
fn number_in(text: &[u8], start: usize) -> (Option<usize>, usize) {
    let mut n = None;
    let mut at = start;
    while let Some(digit) = text.get(at).filter(|b| b.is_ascii_digit()) {
        let value = n.unwrap_or(0) * 10 + usize::from(digit - b'0');
        if n.is_some_and(|n| n > NUMBER_MAX as usize) {
            return (None, text.len());
        }
        n = Some(value);
        at += 1;
    }
    (n, at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn numbers_in_formats_end_at_a_million() {
        assert_eq!(number_in(b"12d", 0), (Some(12), 2));
        assert_eq!(number_in(b"d", 0), (None, 0));
        assert_eq!(number_in(b"1000000d", 0), (Some(1_000_000), 7));
        assert_eq!(number_in(b"99999999d", 0), (None, 9));
    }
}
