//! Range clauses.

use govm_lexer::Symbol;
use govm_parser::ast::{Block, ChanDir, Expr, ExprKind, Stmt};

use crate::api::Mode;
use crate::assignments::InitVar;
use crate::checker::Checker;
use crate::code;
use crate::object::VarKind;
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId, Types};

/// The parts of `for key, value := range x { body }`.
#[derive(Clone, Copy)]
pub(crate) struct RangeClause<'a> {
    pub(crate) key: Option<&'a Expr<'a>>,
    pub(crate) value: Option<&'a Expr<'a>>,
    pub(crate) is_define: bool,
    pub(crate) x: &'a Expr<'a>,
    pub(crate) body: &'a Block<'a>,
}

/// Types of the iteration values; `None` where there is no such value.
struct RangeTypes {
    key: Option<TypeId>,
    value: Option<TypeId>,
}

impl<'a> Checker<'a, '_> {
    /// Checks a for statement with a range clause.
    pub(crate) fn range_stmt(&mut self, stmt: &'a Stmt<'a>, clause: RangeClause<'a>) {
        let mut x = self.expr(None, clause.x);
        let mut types = RangeTypes { key: None, value: None };
        if !x.is_invalid() {
            types = self.check_range(&x, clause);
        }
        // The block of the iteration variables begins after the range clause.
        self.open_scope();
        if clause.is_define {
            self.define_range_vars(stmt, clause, &mut x, &types);
        } else if clause.key.is_some() {
            self.assign_range_vars(clause, &mut x, &types);
        } else if !x.is_invalid() && self.is_integer(x.ty) {
            // An untyped integer takes its default type.
            self.assignment(&mut x, None, "range clause");
        }
        self.block(clause.body);
        self.close_scope();
    }

    fn check_range(&mut self, x: &Operand<'a>, clause: RangeClause<'a>) -> RangeTypes {
        match self.range_types(x.ty) {
            Err(cause) => {
                let colon = if cause.is_empty() { "" } else { ": " };
                let who = if cause.starts_with("requires") { self.version_words() } else { String::new() };
                let message = format!("cannot range over {}{colon}{cause}{who}", self.operand_string(x));
                self.error(&code::INVALID_RANGE_EXPR, x.span(), message);
                RangeTypes { key: None, value: None }
            }
            Ok(types) => {
                let extra = match (clause.key, clause.value) {
                    (Some(key), _) if types.key.is_none() => Some((key, "no iteration variables")),
                    (_, Some(value)) if types.value.is_none() => Some((value, "only one iteration variable")),
                    _ => None,
                };
                if let Some((at, permitted)) = extra {
                    let message = format!("range over {} permits {permitted}", self.operand_string(x));
                    self.error(&code::INVALID_ITER_VAR, at.span, message);
                }
                types
            }
        }
    }

    /// What ranging over a value of this type yields, or why that cannot be.
    fn range_types(&self, ty: TypeId) -> Result<RangeTypes, &'static str> {
        let Some(core) = self.core_type(ty) else { return Err("no core type") };
        let int = Types::basic(Basic::Int);
        let both = |key, value| Ok(RangeTypes { key: Some(key), value: Some(value) });
        match *self.types.get(self.array_pointer_base(core)) {
            Type::Basic(Basic::String | Basic::UntypedString) => both(int, Types::RUNE),
            Type::Basic(_) if self.is_integer(core) && !self.allow_version(22) => Err("requires go1.22 or later"),
            Type::Basic(_) if self.is_integer(core) => Ok(RangeTypes { key: Some(ty), value: None }),
            Type::Array { elem, .. } | Type::Slice(elem) => both(int, elem),
            Type::Map { key, elem } => both(key, elem),
            Type::Chan { dir: ChanDir::Send, .. } => Err("receive from send-only channel"),
            Type::Chan { elem, .. } => Ok(RangeTypes { key: Some(elem), value: None }),
            Type::Signature(_) if !self.allow_version(23) => Err("requires go1.23 or later"),
            Type::Signature(ref sig) => {
                let [yield_ty] = *sig.params else {
                    return Err("func must be func(yield func(...) bool): wrong argument count");
                };
                if !sig.results.is_empty() {
                    return Err("func must be func(yield func(...) bool): unexpected results");
                }
                self.yield_types(yield_ty)
            }
            _ => Err(""),
        }
    }

    /// The types that an iterator function passes to its parameter `yield`.
    fn yield_types(&self, yield_ty: TypeId) -> Result<RangeTypes, &'static str> {
        let Some(Type::Signature(sig)) = self.core_type(yield_ty).map(|core| self.types.get(core)) else {
            return Err("func must be func(yield func(...) bool): argument is not func");
        };
        if 2 < sig.params.len() {
            return Err("func must be func(yield func(...) bool): yield func has too many parameters");
        }
        match *sig.results {
            [result] if self.identical(result, Types::basic(Basic::Bool)) => {}
            [result] if self.is_boolean(result) => {
                return Err("func must be func(yield func(...) bool): yield func returns user-defined boolean, not bool");
            }
            _ => return Err("func must be func(yield func(...) bool): yield func does not return bool"),
        }
        Ok(RangeTypes { key: sig.params.first().copied(), value: sig.params.get(1).copied() })
    }

    fn define_range_vars(&mut self, stmt: &'a Stmt<'a>, clause: RangeClause<'a>, x: &mut Operand<'a>, types: &RangeTypes) {
        let invalid = Types::basic(Basic::Invalid);
        let is_int = !x.is_invalid() && self.is_integer(x.ty);
        let mut vars = Vec::new();
        for (lhs, ty) in [(clause.key, types.key), (clause.value, types.value)] {
            let Some(lhs) = lhs else { continue };
            let name = match lhs.kind {
                ExprKind::Ident(name) => name,
                _ => {
                    let message = format!("invalid syntax tree: cannot declare {}", self.expr_string(lhs));
                    self.error(&code::BAD_DECL, lhs.span, message);
                    Symbol::BLANK
                }
            };
            let obj = self.new_var(VarKind::Local, name, lhs.span, invalid);
            if matches!(lhs.kind, ExprKind::Ident(_)) {
                self.record_def(lhs.id, Some(obj));
            }
            if name != Symbol::BLANK {
                vars.push(obj);
            }
            let Some(ty) = ty.filter(|ty| self.is_valid(*ty)) else {
                // The variable is no further problem.
                self.mark_used(obj);
                continue;
            };
            if is_int {
                self.init_var(InitVar { obj, ty: None }, x, "range clause");
            } else {
                let mut y = Operand::new(Mode::Value, ty, lhs);
                self.init_var(InitVar { obj, ty: None }, &mut y, "assignment");
            }
        }
        if vars.is_empty() {
            self.error(&code::NO_NEW_VAR, stmt.span, "no new variables on left side of :=");
        }
        for obj in vars {
            self.declare(self.env.scope, None, obj);
        }
    }

    fn assign_range_vars(&mut self, clause: RangeClause<'a>, x: &mut Operand<'a>, types: &RangeTypes) {
        let is_int = !x.is_invalid() && self.is_integer(x.ty);
        for (lhs, ty) in [(clause.key, types.key), (clause.value, types.value)] {
            let (Some(lhs), Some(ty)) = (lhs, ty.filter(|ty| self.is_valid(*ty))) else { continue };
            if !is_int {
                let mut y = Operand::new(Mode::Value, ty, lhs);
                self.assign_value(lhs, &mut y, "assignment");
                continue;
            }
            self.assign_value(lhs, x, "range clause");
            // An untyped integer takes the type of the variable, which must be an integer type.
            if !x.is_invalid() && !self.is_integer(x.ty) {
                let message = format!("cannot use iteration variable of type {}", self.type_string(x.ty));
                self.error(&code::INVALID_RANGE_EXPR, lhs.span, message);
            }
        }
    }
}
