//! Binary operations: arithmetic, comparisons and shifts.

use govm_lexer::{BytePos, Code, TokenKind};
use govm_parser::ast::{Expr, ExprKind};

use crate::api::Mode;
use crate::checker::Checker;
use crate::code;
use crate::constant::{Kind, Value};
use crate::expr::INVALID_OP;
use crate::operand::Operand;
use crate::predicates::Strictness;
use crate::types::{Basic, Type, TypeId, Types};
use crate::untyped::Finality;

/// Constants are shifted by at most this much, so that the smallest float64 can be written.
const SHIFT_MAX: u64 = 1023 - 1 + 52;

/// What an operation is written as: an expression, or an assignment `lhs op= rhs`.
#[derive(Clone, Copy)]
pub(crate) enum Written<'a> {
    /// The binary expression.
    Expr(&'a Expr<'a>),
    /// Both sides of an assignment operation.
    Assign(&'a Expr<'a>, &'a Expr<'a>),
}

/// `<<` and `>>`
pub(crate) fn is_shift(op: TokenKind) -> bool {
    matches!(op, TokenKind::Shl | TokenKind::Shr)
}

/// `==` and the like
pub(crate) fn is_comparison(op: TokenKind) -> bool {
    matches!(op, TokenKind::Eql | TokenKind::Neq | TokenKind::Lss | TokenKind::Leq | TokenKind::Gtr | TokenKind::Geq)
}

impl<'a> Checker<'a, '_> {
    /// Checks a binary expression. Chains of operators lean to the left without bound, so they are walked by a loop: from the
    /// leftmost operand outwards, with each inner expression recorded as [`Checker::expr`] would do.
    pub(crate) fn binary_chain(&mut self, e: &'a Expr<'a>) -> Operand<'a> {
        let mut chain = Vec::new();
        let mut first = e;
        while let ExprKind::Binary { x, .. } = first.kind {
            chain.push(first);
            first = x;
        }
        let mut x = self.expr(None, first);
        for e in chain.into_iter().rev() {
            let ExprKind::Binary { op, op_pos, y, .. } = e.kind else { continue };
            if x.expr.is_some_and(|inner| !std::ptr::eq(inner, first)) {
                self.record(&x);
            }
            let y = self.expr(None, y);
            x = self.binary(x, y, Written::Expr(e), op, op_pos);
            x.expr = Some(e);
        }
        x
    }

    /// The operation `x op y` on checked operands.
    pub(crate) fn binary(
        &mut self,
        x: Operand<'a>,
        y: Operand<'a>,
        written: Written<'a>,
        op: TokenKind,
        op_pos: BytePos,
    ) -> Operand<'a> {
        let (mut x, mut y) = (x, y);
        if x.is_invalid() {
            return x;
        }
        if y.is_invalid() {
            return y;
        }
        if is_shift(op) {
            self.shift(&mut x, &mut y, written, op, op_pos);
            return x;
        }
        self.match_types(&mut x, &mut y);
        if x.is_invalid() {
            return x;
        }
        if is_comparison(op) {
            self.comparison(&mut x, &mut y, op, false);
            return x;
        }
        if !self.identical(x.ty, y.ty) {
            // An invalid type was reported where it arose.
            if self.is_valid(x.ty) && self.is_valid(y.ty) {
                let shown = match written {
                    Written::Expr(e) => self.expr_string(e),
                    Written::Assign(lhs, rhs) => {
                        format!("{} {}= {}", self.expr_string(lhs), op.text(), self.expr_string(rhs))
                    }
                };
                let types = format!("(mismatched types {} and {})", self.type_string(x.ty), self.type_string(y.ty));
                self.error(&code::MISMATCHED_TYPES, x.span(), format!("{INVALID_OP}{shown} {types}"));
            }
            x.invalidate();
            return x;
        }
        if !self.is_op_defined(op, x.ty) {
            let message = format!("{INVALID_OP}operator {} not defined on {}", op.text(), self.operand_string(&x));
            self.error(&code::UNDEFINED_OP, x.span(), message);
            x.invalidate();
            return x;
        }
        if matches!(op, TokenKind::Quo | TokenKind::Rem) && self.divides_by_zero(&x, &y) {
            self.error(&code::DIV_BY_ZERO, y.span(), format!("{INVALID_OP}division by zero"));
            x.invalidate();
            return x;
        }
        if x.is_constant() && y.is_constant() {
            if x.value.kind() == Kind::Unknown || y.value.kind() == Kind::Unknown {
                x.value = Value::Unknown;
                return x;
            }
            // Integers divide as integers.
            self.types.step(x.value.cost() + y.value.cost());
            let op = if op == TokenKind::Quo && self.is_integer(x.ty) { TokenKind::QuoAssign } else { op };
            x.value = Value::binary_op(&x.value, op, &y.value);
            if let Written::Expr(e) = written {
                x.expr = Some(e);
            }
            self.overflow(&mut x, op_pos);
            return x;
        }
        x.mode = Mode::Value;
        x
    }

    fn is_op_defined(&mut self, op: TokenKind, ty: TypeId) -> bool {
        match op {
            TokenKind::Add => self.all_numeric_or_string(ty),
            TokenKind::Sub | TokenKind::Mul | TokenKind::Quo => self.all_numeric(ty),
            TokenKind::Rem | TokenKind::And | TokenKind::Or | TokenKind::Xor | TokenKind::AndNot => self.all_integer(ty),
            TokenKind::LAnd | TokenKind::LOr => self.all_boolean(ty),
            _ => false,
        }
    }

    fn divides_by_zero(&mut self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if !y.is_constant() || !(x.is_constant() || self.all_integer(x.ty)) {
            return false;
        }
        if y.value.sign() == 0 {
            return true;
        }
        if x.is_constant() && self.is_complex(x.ty) {
            // The squares of both parts, by whose sum complex division divides, may vanish.
            let square = |part: Value| Value::binary_op(&part, TokenKind::Mul, &part);
            return square(y.value.real()).sign() == 0 && square(y.value.imag()).sign() == 0;
        }
        false
    }

    /// The comparison `x op y`, or of a case `x` with the switch's operand `y`.
    pub(crate) fn comparison(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>, op: TokenKind, is_switch_case: bool) {
        if !self.is_valid(x.ty) || !self.is_valid(y.ty) {
            x.invalidate();
            return;
        }
        match self.comparison_problem(x, y, op) {
            None => {}
            Some((code, on_y, cause)) => {
                self.report_comparison(x, y, op, is_switch_case, code, on_y, cause);
                x.invalidate();
                return;
            }
        }
        if x.is_constant() && y.is_constant() {
            self.types
                .step(x.value.cost() + y.value.cost() + x.value.string_len().unwrap_or(0) + y.value.string_len().unwrap_or(0));
            x.value = Value::from(Value::compare(&x.value, op, &y.value));
        } else {
            x.mode = Mode::Value;
            x.value = Value::Unknown;
            // The operands become values now: what is still untyped takes its default type.
            for operand in [&*x, &*y] {
                if let Some(e) = operand.expr {
                    let ty = self.default_type(operand.ty);
                    self.update_expr_type(e, ty, Finality::Final);
                }
            }
        }
        x.ty = Types::basic(Basic::UntypedBool);
    }

    /// Why operands cannot be compared: the code, whether the second one is to blame, and the cause if there is more to say.
    fn comparison_problem(&mut self, x: &Operand<'a>, y: &Operand<'a>, op: TokenKind) -> Option<(Code, bool, String)> {
        // "In any comparison, the first operand must be assignable to the type of the second operand, or vice versa."
        let is_assignable =
            self.assignable_to(x, y.ty, &mut String::new()).is_ok() || self.assignable_to(y, x.ty, &mut String::new()).is_ok();
        if !is_assignable {
            let cause = format!("mismatched types {} and {}", self.type_string(x.ty), self.type_string(y.ty));
            return Some((&code::MISMATCHED_TYPES, true, cause));
        }
        if matches!(op, TokenKind::Eql | TokenKind::Neq) {
            if x.is_nil() || y.is_nil() {
                let other = if x.is_nil() { y.ty } else { x.ty };
                if !self.has_nil(other) {
                    return Some((&code::UNDEFINED_OP, true, String::new()));
                }
            } else if !self.types.is_comparable(x.ty) {
                return Some((&code::UNDEFINED_OP, false, self.incomparable_cause(x.ty)));
            } else if !self.types.is_comparable(y.ty) {
                return Some((&code::UNDEFINED_OP, true, self.incomparable_cause(y.ty)));
            }
        } else if !self.all_ordered(x.ty) {
            return Some((&code::UNDEFINED_OP, false, String::new()));
        } else if !self.all_ordered(y.ty) {
            return Some((&code::UNDEFINED_OP, true, String::new()));
        }
        None
    }

    #[allow(clippy::too_many_arguments, reason = "the outcome of one check, spelled out")]
    fn report_comparison(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: TokenKind,
        is_switch_case: bool,
        code: Code,
        on_y: bool,
        cause: String,
    ) {
        let mut culprit = if on_y { y } else { x };
        let mut cause = cause;
        if cause.is_empty() {
            if self.is_type_param(x.ty) || self.is_type_param(y.ty) {
                if !self.is_type_param(x.ty) {
                    culprit = y;
                }
                cause = format!("type parameter {} cannot use operator {}", self.type_string(culprit.ty), op.text());
            } else {
                let kind = self.composite_kind(culprit.ty);
                let what = if kind.is_empty() { self.type_string(culprit.ty) } else { kind.to_string() };
                cause = format!("operator {} not defined on {what}", op.text());
            }
        }
        let (left, right) = (self.operand_expr_string(x), self.operand_expr_string(y));
        if is_switch_case {
            self.error(code, x.span(), format!("invalid case {left} in switch on {right} ({cause})"));
        } else {
            self.error(code, culprit.span(), format!("{INVALID_OP}{left} {} {right} ({cause})", op.text()));
        }
    }

    /// More on why a type is not comparable, if there is more to say.
    pub(crate) fn incomparable_cause(&mut self, ty: TypeId) -> String {
        let under = self.under(ty);
        if matches!(self.types.get(under), Type::Slice(_) | Type::Signature(_) | Type::Map { .. }) {
            return format!("{} can only be compared to nil", self.composite_kind(ty));
        }
        let mut cause = String::new();
        self.comparable_type(ty, Strictness::Dynamic, &mut cause);
        cause
    }

    /// The shift `x op y`.
    fn shift(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>, written: Written<'a>, op: TokenKind, op_pos: BytePos) {
        let x_int = if x.is_constant() { x.value.to_int() } else { Value::Unknown };
        let is_possible = self.all_integer(x.ty) || (self.is_untyped(x.ty) && x_int.kind() == Kind::Int);
        if !is_possible {
            self.report_shift_operand(x);
            return;
        }
        if !self.check_shift_count(y) {
            x.invalidate();
            return;
        }
        if x.is_constant() {
            if y.is_constant() {
                self.constant_shift(x, y, &x_int, written, op, op_pos);
                return;
            }
            if self.is_untyped(x.ty) {
                // "If the left operand of a non-constant shift expression is an untyped constant, it is first implicitly
                // converted to the type it would assume if the shift expression were replaced by its left operand alone."
                if let Some(e) = x.expr {
                    self.mark_shift_operand(e);
                }
                x.mode = Mode::Value;
                return;
            }
        }
        if !self.all_integer(x.ty) {
            self.report_shift_operand(x);
            return;
        }
        x.mode = Mode::Value;
    }

    fn report_shift_operand(&mut self, x: &mut Operand<'a>) {
        let message = format!("{INVALID_OP}shifted operand {} must be integer", self.operand_string(x));
        self.error(&code::INVALID_SHIFT_OPERAND, x.span(), message);
        x.invalidate();
    }

    /// "The right operand in a shift expression must have integer type or be an untyped constant representable by a value of
    /// type uint."
    fn check_shift_count(&mut self, y: &mut Operand<'a>) -> bool {
        if y.is_constant() {
            let count = y.value.to_int();
            if count.kind() == Kind::Int && count.sign() < 0 {
                let message = format!("{INVALID_OP}negative shift count {}", self.operand_string(y));
                self.error(&code::INVALID_SHIFT_COUNT, y.span(), message);
                return false;
            }
            if self.is_untyped(y.ty) {
                self.representable(y, Types::basic(Basic::Uint));
                if y.is_invalid() {
                    return false;
                }
                // The count of a shift at run time is an integer, even if it is written as 2.0.
                if let Some(e) = y.expr {
                    let value = y.value.clone();
                    self.update_expr_value(e, &value);
                }
            }
            return true;
        }
        if self.all_integer(y.ty) {
            if !self.allow_version(13) && !self.types.all_unsigned(y.ty) {
                let what = format!("{INVALID_OP}signed shift count {}", self.operand_string(y));
                return self.verify_version(y.span(), 13, &what);
            }
            return true;
        }
        if self.is_untyped(y.ty) {
            self.convert_untyped(y, Types::basic(Basic::Uint));
            return !y.is_invalid();
        }
        self.report_shift_count(y);
        false
    }

    fn report_shift_count(&mut self, y: &Operand<'a>) {
        let message = format!("{INVALID_OP}shift count {} must be integer", self.operand_string(y));
        self.error(&code::INVALID_SHIFT_COUNT, y.span(), message);
    }

    fn constant_shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &Operand<'a>,
        x_int: &Value,
        written: Written<'a>,
        op: TokenKind,
        op_pos: BytePos,
    ) {
        let is_unknown = x.value.kind() == Kind::Unknown || y.value.kind() == Kind::Unknown;
        let count = y.value.to_int().uint64_val().filter(|count| *count <= SHIFT_MAX);
        if !is_unknown && count.is_none() {
            let message = format!("{INVALID_OP}invalid shift count {}", self.operand_string(y));
            self.error(&code::INVALID_SHIFT_COUNT, y.span(), message);
            x.invalidate();
            return;
        }
        // An untyped float or the like that is an integer is an integer from here on.
        if !self.is_integer(x.ty) {
            x.ty = Types::basic(Basic::UntypedInt);
        }
        match count {
            Some(count) if !is_unknown => {
                x.value = Value::shift(x_int, op, count as u32);
                if let Written::Expr(e) = written {
                    x.expr = Some(e);
                }
                self.overflow(x, op_pos);
            }
            _ => x.value = Value::Unknown,
        }
    }
}
