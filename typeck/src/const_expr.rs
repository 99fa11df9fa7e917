//! Constant expressions: values that must be representable by their types, and the words when they are not.

use govm_lexer::{BytePos, Code, Span, TokenKind};
use govm_parser::ast::{Expr, ExprKind};

use crate::checker::Checker;
use crate::code;
use crate::constant::{Kind, Value};
use crate::limits;
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId};

impl<'a> Checker<'a, '_> {
    /// Checks the constant `x` after an operation at `pos`: it must be representable by its type, and an untyped integer must not
    /// grow without bound.
    pub(crate) fn overflow(&mut self, x: &mut Operand<'a>, pos: BytePos) {
        if x.value.kind() == Kind::Unknown {
            self.error(&code::INVALID_CONST_VAL, Span::new(pos, pos), "constant result is not representable");
            return;
        }
        if self.is_typed(x.ty) {
            let under = self.under(x.ty);
            self.representable(x, under);
            return;
        }
        if x.value.kind() == Kind::Int && x.value.bit_len() > limits::INT_BITS_MAX {
            let op = x.expr.map_or("", op_name);
            let space = if op.is_empty() { "" } else { " " };
            self.error(&code::INVALID_CONST_VAL, Span::new(pos, pos), format!("constant {op}{space}overflow"));
            x.value = Value::Unknown;
        }
    }

    /// Rounds the constant `x` to what the type can represent, or reports that it cannot.
    pub(crate) fn representable(&mut self, x: &mut Operand<'a>, target: TypeId) {
        let Type::Basic(basic) = *self.types.get(target) else { return };
        match self.representation(x, basic) {
            Ok(value) => x.value = value,
            Err(code) => {
                self.invalid_conversion(code, x, target);
                x.invalidate();
            }
        }
    }

    /// The value of the constant `x` in a type.
    pub(crate) fn representation(&mut self, x: &Operand<'a>, basic: Basic) -> Result<Value, Code> {
        if let Some(value) = representable_const(&x.value, basic) {
            return Ok(value);
        }
        let target = crate::types::Types::basic(basic);
        if self.is_numeric(x.ty) && self.is_numeric(target) {
            return if !self.is_integer(x.ty) && self.is_integer(target) {
                Err(&code::TRUNCATED_FLOAT)
            } else {
                Err(&code::NUMERIC_OVERFLOW)
            };
        }
        Err(&code::INVALID_CONST_VAL)
    }

    /// Reports that `x` cannot be a value of `target`.
    pub(crate) fn invalid_conversion(&mut self, code: Code, x: &Operand<'a>, target: TypeId) {
        let x_string = self.operand_string(x);
        let target = self.type_string(target);
        let message = if code == &code::TRUNCATED_FLOAT {
            format!("{x_string} truncated to {target}")
        } else if code == &code::NUMERIC_OVERFLOW {
            format!("{x_string} overflows {target}")
        } else {
            format!("cannot convert {x_string} to type {target}")
        };
        self.error(code, x.span(), message);
    }
}

/// The value of a constant in a basic type: rounded for floats, an integer for integers; unknown values fit everywhere.
pub(crate) fn representable_const(value: &Value, basic: Basic) -> Option<Value> {
    if value.kind() == Kind::Unknown {
        return Some(Value::Unknown);
    }
    value.representable(basic).ok()
}

/// Where the operator of an operation stands, else where the expression starts.
pub(crate) fn op_pos(e: &Expr<'_>) -> BytePos {
    match e.kind {
        ExprKind::Binary { op_pos, .. } => op_pos,
        _ => e.span.lo,
    }
}

/// What gc calls an operation that can overflow.
fn op_name(e: &Expr<'_>) -> &'static str {
    match e.kind {
        ExprKind::Unary { op: TokenKind::Xor, .. } => "bitwise complement",
        ExprKind::Binary { op, .. } => match op {
            TokenKind::Add => "addition",
            TokenKind::Sub => "subtraction",
            TokenKind::Xor => "bitwise XOR",
            TokenKind::Mul => "multiplication",
            TokenKind::Shl => "shift",
            _ => "",
        },
        _ => "",
    }
}
