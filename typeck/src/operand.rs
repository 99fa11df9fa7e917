//! Operands: what checking an expression yields, and how gc describes it.

use std::rc::Rc;

use govm_lexer::Span;
use govm_parser::ast::Expr;

use crate::api::Mode;
use crate::checker::Checker;
use crate::constant::Value;
use crate::object::Builtin;
use crate::place::place;
use crate::spelling::Spelling;
use crate::types::{Basic, Interface, Type, TypeId, Types};

/// An intermediate value of type checking.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'a> {
    /// How it may be used; `Invalid` silences what follows from an error.
    pub(crate) mode: Mode,
    /// Its type; the invalid type where the mode has none.
    pub(crate) ty: TypeId,
    /// Of constants; else unknown.
    pub(crate) value: Value,
    /// Of built-in functions.
    pub(crate) builtin: Option<Builtin>,
    /// The expression that yields it; none for operands that the checker makes up.
    pub(crate) expr: Option<&'a Expr<'a>>,
    /// Where errors about it are reported when there is no expression.
    pub(crate) at: Span,
    /// How it is called in messages when there is no expression.
    pub(crate) text: Option<Rc<str>>,
}

/// The variable that a generic function value is assigned to: its type tells missing type arguments.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// A signature.
    pub(crate) sig: TypeId,
    /// What messages call the variable.
    pub(crate) desc: Rc<str>,
}

/// Whether a generic function or type may come out of an expression without being instantiated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generic {
    /// It may.
    Allowed,
    /// It is an error.
    Refused,
}

/// Whether `v, ok` forms count as two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CommaOk {
    /// They do.
    Allowed,
    /// They are one value.
    Refused,
}

/// Whether an expression may stand alone as a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExprRole {
    /// A conversion.
    Conversion,
    /// An expression whose value must be used.
    Expression,
    /// A call or receive operation, or what an error left.
    Statement,
}

impl<'a> Operand<'a> {
    /// The operand that an error in `expr` leaves.
    pub(crate) fn invalid(expr: &'a Expr<'a>) -> Operand<'a> {
        Operand::new(Mode::Invalid, Types::basic(Basic::Invalid), expr)
    }

    /// An operand without constant value.
    pub(crate) fn new(mode: Mode, ty: TypeId, expr: &'a Expr<'a>) -> Operand<'a> {
        Operand { mode, ty, value: Value::Unknown, builtin: None, expr: Some(expr), at: expr.span, text: None }
    }

    /// A constant operand.
    pub(crate) fn constant(ty: TypeId, value: Value, expr: &'a Expr<'a>) -> Operand<'a> {
        Operand { value, ..Operand::new(Mode::Constant, ty, expr) }
    }

    /// An operand that no expression of the program stands for.
    pub(crate) fn implicit(mode: Mode, ty: TypeId, at: Span, text: &str) -> Operand<'a> {
        Operand { mode, ty, value: Value::Unknown, builtin: None, expr: None, at, text: Some(Rc::from(text)) }
    }

    /// Where errors about it are reported.
    pub(crate) fn span(&self) -> Span {
        self.expr.map_or(self.at, place)
    }

    /// An error was reported.
    pub(crate) fn is_invalid(&self) -> bool {
        self.mode == Mode::Invalid
    }

    /// Silences what follows.
    pub(crate) fn invalidate(&mut self) {
        self.mode = Mode::Invalid;
    }

    /// It is the predeclared nil.
    pub(crate) fn is_nil(&self) -> bool {
        self.mode == Mode::NilValue
    }

    /// It is a constant.
    pub(crate) fn is_constant(&self) -> bool {
        self.mode == Mode::Constant
    }
}

/// What gc calls a mode.
fn mode_string(mode: Mode) -> &'static str {
    match mode {
        Mode::Invalid => "invalid operand",
        Mode::NoValue => "no value",
        Mode::Builtin => "built-in",
        Mode::TypeExpr => "type",
        Mode::Constant => "constant",
        Mode::Variable => "variable",
        Mode::MapIndex => "map index expression",
        Mode::Value => "value",
        Mode::NilValue => "nil",
        Mode::CommaOk => "comma, ok expression",
    }
}

impl<'a> Checker<'a, '_> {
    /// The source form of an operand, as messages show it.
    pub(crate) fn operand_expr_string(&self, x: &Operand<'a>) -> String {
        match (x.expr, &x.text) {
            (Some(expr), _) => self.expr_string(expr),
            (None, Some(text)) => text.to_string(),
            (None, None) => String::new(),
        }
    }

    /// An operand as gc describes it: `x (variable of type int)`, `"a" (untyped string constant)`, `nil`.
    pub(crate) fn operand_string(&mut self, x: &Operand<'a>) -> String {
        if x.mode == Mode::NilValue {
            return match self.types.get(x.ty) {
                Type::Basic(Basic::Invalid) => "nil (with invalid type)".to_string(),
                Type::Basic(Basic::UntypedNil) => "nil".to_string(),
                _ => format!("nil (of type {})", self.type_string(x.ty)),
            };
        }
        let expr = self.operand_expr_string(x);
        let mut out = String::new();
        if !expr.is_empty() {
            out.push_str(&expr);
            out.push_str(" (");
        }
        let mut has_type = false;
        if !matches!(x.mode, Mode::Invalid | Mode::NoValue | Mode::Builtin | Mode::TypeExpr) {
            if self.is_untyped(x.ty) {
                out.push_str(&self.type_string(x.ty));
                out.push(' ');
            } else {
                has_type = true;
            }
        }
        out.push_str(mode_string(x.mode));
        if x.mode == Mode::Constant {
            self.types.step(x.value.cost() + x.value.string_len().unwrap_or(0));
            let value = x.value.to_string();
            if value != expr {
                out.push(' ');
                out.push_str(&value);
            }
        }
        if has_type {
            self.write_operand_type(&mut out, x.ty);
        }
        if !expr.is_empty() {
            out.push(')');
        }
        out
    }

    /// Writes ` of type T`, with a word on what kind of type a named one is.
    fn write_operand_type(&mut self, out: &mut String, ty: TypeId) {
        if !self.is_valid(ty) {
            out.push_str(" with invalid type");
            return;
        }
        let mut desc = String::new();
        if self.is_generic(ty) {
            desc.push_str("generic ");
        }
        let constraint = match *self.types.get(ty) {
            Type::TypeParam(id) => Some(self.types.type_param(id).constraint),
            _ if matches!(self.types.spelling(ty), Some(Spelling::Alias { .. }))
                || matches!(self.types.get(ty), Type::Named(_)) =>
            {
                let what = self.composite_kind(ty);
                if what.is_empty() {
                    let under = self.under(ty);
                    desc.push_str(&self.type_string(under));
                } else {
                    desc.push_str(what);
                }
                desc.push(' ');
                None
            }
            _ => None,
        };
        out.push_str(" of ");
        out.push_str(&desc);
        out.push_str("type ");
        out.push_str(&self.type_string(ty));
        if let Some(constraint) = constraint {
            out.push_str(" constrained by ");
            out.push_str(&self.type_string(constraint));
            if self.types.interface(constraint).is_some_and(Interface::is_empty_set) {
                out.push_str(" with empty type set");
            }
        }
    }

    /// The kind of a composite type in words, empty for a basic type.
    pub(crate) fn composite_kind(&mut self, ty: TypeId) -> &'static str {
        let under = self.under(ty);
        match self.types.get(under) {
            Type::Basic(_) | Type::Named(_) => "",
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) | Type::OpenInterface(_) | Type::TypeParam(_) => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            Type::Union(_) => "union",
        }
    }
}
