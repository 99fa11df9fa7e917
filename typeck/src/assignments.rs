//! Assignments and initialisations.

use govm_lexer::{Span, Symbol, TokenKind};
use govm_parser::ast::{Expr, ExprKind};
use rustc_hash::FxHashSet;

use crate::api::Mode;
use crate::checker::Checker;
use crate::code;
use crate::exprstring::unparen;
use crate::object::{ObjId, ObjectKind, VarKind};
use crate::operand::{CommaOk, Operand, Target};
use crate::place::place;
use crate::types::{Basic, Type, TypeId, Types};

/// A variable that is initialised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InitVar {
    /// The variable.
    pub(crate) obj: ObjId,
    /// Its type if that is known before the initialisation; else the variable gets the type of its value.
    pub(crate) ty: Option<TypeId>,
}

/// What initialises variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InitBy {
    /// A declaration.
    Declaration,
    /// A return statement at this place: the variables are the results.
    Return(Span),
}

/// Where an assignment happens, for messages.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Context<'c, 'a> {
    /// In words.
    Words(&'c str),
    /// It passes an argument to this function, which is put in words only for an error: the expression may be long.
    ArgumentTo(&'a Expr<'a>),
    /// It passes an argument to a built-in function.
    BuiltinArgument(&'static str),
}

impl<'c> From<&'c str> for Context<'c, '_> {
    fn from(words: &'c str) -> Self {
        Context::Words(words)
    }
}

/// How the types of a parameter or argument list end in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LastType {
    /// As any other.
    Plain,
    /// As the parameter `...E`, the last type being `[]E`.
    Variadic,
    /// As the argument `x...`.
    Dots,
}

impl<'a> Checker<'a, '_> {
    fn invalid_type() -> TypeId {
        Types::basic(Basic::Invalid)
    }

    /// Checks that `x` can be assigned to a variable of type `ty` (`None`: to the blank identifier), converting what is untyped.
    /// `context` is where that happens, in words. After an error `x` is invalid.
    pub(crate) fn assignment<'c>(&mut self, x: &mut Operand<'a>, ty: Option<TypeId>, context: impl Into<Context<'c, 'a>>) {
        let context = context.into();
        self.single_value(x);
        match x.mode {
            Mode::Invalid => return,
            Mode::NilValue | Mode::Constant | Mode::Variable | Mode::MapIndex | Mode::Value | Mode::CommaOk => {}
            Mode::NoValue | Mode::Builtin | Mode::TypeExpr => {
                let ty = ty.map_or_else(|| "_".to_string(), |ty| self.type_string(ty));
                let context = self.context_string(context);
                let message = format!("cannot assign {} to {ty} in {context}", self.operand_string(x));
                self.error(&code::INCOMPATIBLE_ASSIGN, x.span(), message);
                x.invalidate();
                return;
            }
        }
        if self.is_untyped(x.ty) && !self.assign_untyped(x, ty, context) {
            return;
        }
        if let Type::Signature(sig) = self.types.get(self.under(x.ty))
            && !sig.type_params.is_empty()
        {
            let (x_string, context) = (self.operand_string(x), self.context_string(context));
            let message = format!("cannot use generic function {x_string} without instantiation in {context}");
            self.error(&code::WRONG_TYPE_ARG_COUNT, x.span(), message);
            x.invalidate();
            return;
        }
        let Some(ty) = ty else { return };
        let mut cause = String::new();
        if let Err(code) = self.assignable_to(x, ty, &mut cause) {
            let (x_string, ty) = (self.operand_string(x), self.type_string(ty));
            let context = self.context_string(context);
            let colon = if cause.is_empty() { "" } else { ": " };
            self.error(code, x.span(), format!("cannot use {x_string} as {ty} value in {context}{colon}{cause}"));
            x.invalidate();
        }
    }

    fn context_string(&self, context: Context<'_, 'a>) -> String {
        match context {
            Context::Words(words) => words.to_string(),
            Context::ArgumentTo(fun) => format!("argument to {}", self.expr_string(fun)),
            Context::BuiltinArgument(name) => format!("argument to built-in {name}"),
        }
    }

    /// Converts the untyped `x` for an assignment. False after an error.
    fn assign_untyped(&mut self, x: &mut Operand<'a>, ty: Option<TypeId>, context: Context<'_, 'a>) -> bool {
        let target = match ty {
            None if x.is_nil() => {
                let context = self.context_string(context);
                self.error(&code::UNTYPED_NIL_USE, x.span(), format!("use of untyped nil in {context}"));
                x.invalidate();
                return false;
            }
            Some(ty) if x.is_nil() || !self.is_interface(ty) => ty,
            // "If an untyped constant is assigned to a variable of interface type or the blank identifier, the constant is
            // first implicitly converted to its default type."
            _ => self.default_type(x.ty),
        };
        match self.implicit_type_and_value(x, target) {
            Ok((ty, value)) => {
                self.set_implicit(x, ty, value);
                true
            }
            Err(code) => {
                let (x_string, target) = (self.operand_string(x), self.type_string(target));
                let context = self.context_string(context);
                let (code, words) = if code == &code::TRUNCATED_FLOAT {
                    (code, " (truncated)")
                } else if code == &code::NUMERIC_OVERFLOW {
                    (code, " (overflows)")
                } else {
                    (&code::INCOMPATIBLE_ASSIGN, "")
                };
                self.error(code, x.span(), format!("cannot use {x_string} as {target} value in {context}{words}"));
                x.invalidate();
                false
            }
        }
    }

    /// Checks the initialisation of a constant whose declaration says the type `ty`, or none.
    pub(crate) fn init_const(&mut self, lhs: ObjId, ty: Option<TypeId>, x: &mut Operand<'a>) {
        let is_bad = x.is_invalid() || !self.is_valid(x.ty) || ty.is_some_and(|ty| !self.is_valid(ty));
        if !is_bad && !x.is_constant() {
            let message = format!("{} is not constant", self.operand_string(x));
            self.error(&code::INVALID_CONST_INIT, x.span(), message);
        }
        if is_bad || !x.is_constant() {
            self.set_obj_type(lhs, ty.unwrap_or(Self::invalid_type()));
            return;
        }
        let ty = ty.unwrap_or(x.ty);
        self.set_obj_type(lhs, ty);
        self.assignment(x, Some(ty), "constant declaration");
        if !x.is_invalid() {
            self.objects[lhs.0 as usize].kind = ObjectKind::Const(x.value.clone());
        }
    }

    /// Checks the initialisation of a variable by `x`. The variable gets a type if it has none: the invalid one after an error.
    pub(crate) fn init_var(&mut self, lhs: InitVar, x: &mut Operand<'a>, context: &str) {
        if x.is_invalid() || !self.is_valid(x.ty) || lhs.ty.is_some_and(|ty| !self.is_valid(ty)) {
            self.set_obj_type(lhs.obj, lhs.ty.unwrap_or(Self::invalid_type()));
            x.invalidate();
            return;
        }
        let ty = match lhs.ty {
            Some(ty) => ty,
            None if x.is_nil() && self.is_untyped(x.ty) => {
                self.error(&code::UNTYPED_NIL_USE, x.span(), format!("use of untyped nil in {context}"));
                self.set_obj_type(lhs.obj, Self::invalid_type());
                x.invalidate();
                return;
            }
            None => self.default_type(x.ty),
        };
        self.set_obj_type(lhs.obj, ty);
        self.assignment(x, Some(ty), context);
    }

    /// Checks the left side of an assignment; assigning to a variable is no use of it. `Ok(None)` for the blank identifier,
    /// `Err` after an error.
    fn lhs_var(&mut self, lhs: &'a Expr<'a>) -> Result<Option<TypeId>, ()> {
        let mut restore = None;
        let inner = unparen(lhs);
        if let ExprKind::Ident(name) = inner.kind {
            if name == Symbol::BLANK {
                self.record_def(inner.id, None);
                return Ok(None);
            }
            restore = self.unused_variable(name);
        }
        let x = self.expr(None, lhs);
        if let Some(obj) = restore {
            self.set_used(obj, false);
        }
        if x.is_invalid() || !self.is_valid(x.ty) {
            return Err(());
        }
        // "Each left-hand side operand must be addressable, a map index expression, or the blank identifier."
        if matches!(x.mode, Mode::Variable | Mode::MapIndex) {
            return Ok(Some(x.ty));
        }
        let shown = self.expr_string(lhs);
        if let ExprKind::Selector { x: inner, .. } = lhs.kind {
            let outer = self.expr(None, inner);
            if outer.mode == Mode::MapIndex {
                let message = format!("cannot assign to struct field {shown} in map");
                self.error(&code::UNADDRESSABLE_FIELD_ASSIGN, lhs.span, message);
                return Err(());
            }
        }
        let message = format!("cannot assign to {shown} (neither addressable nor a map index expression)");
        self.error(&code::UNASSIGNABLE_OPERAND, lhs.span, message);
        Err(())
    }

    /// Checks the assignment of the checked value `x` to `lhs`.
    pub(crate) fn assign_value(&mut self, lhs: &'a Expr<'a>, x: &mut Operand<'a>, context: &str) {
        match self.lhs_var(lhs) {
            Ok(ty) => {
                let context = if ty.is_none() && context == "assignment" { "assignment to _ identifier" } else { context };
                self.assignment(x, ty, context);
            }
            Err(()) => x.invalidate(),
        }
    }

    /// Checks the assignment `lhs = rhs`.
    fn assign_var(&mut self, lhs: &'a Expr<'a>, rhs: &'a Expr<'a>) {
        let Ok(ty) = self.lhs_var(lhs) else {
            self.use_exprs(&[rhs]);
            return;
        };
        let target = ty.and_then(|ty| self.new_target(ty, || self.expr_string(lhs)));
        let mut x = self.expr(target.as_ref(), rhs);
        self.assignment(&mut x, ty, if ty.is_none() { "assignment to _ identifier" } else { "assignment" });
    }

    /// What a variable of this type tells about a generic function assigned to it.
    fn new_target(&self, ty: TypeId, desc: impl FnOnce() -> String) -> Option<Target> {
        let sig = self.under(ty);
        matches!(self.types.get(sig), Type::Signature(_)).then(|| Target { sig, desc: desc().into() })
    }

    /// Types in parentheses, as messages on counts show them.
    pub(crate) fn types_summary(&self, list: &[TypeId], last: LastType) -> String {
        let mut out = String::from("(");
        for (i, ty) in list.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            let is_last = i + 1 == list.len();
            let mut shown = if !self.is_valid(*ty) {
                "unknown type".to_string()
            } else if self.is_untyped(*ty) {
                if self.is_numeric(*ty) {
                    // No type is implied: "have number, want float64".
                    "number".to_string()
                } else {
                    self.type_string(*ty).replace("untyped ", "")
                }
            } else {
                self.type_string(*ty)
            };
            match last {
                LastType::Variadic if is_last => {
                    if let Type::Slice(elem) = self.types.get(*ty) {
                        shown = self.type_string(*elem);
                    }
                    out.push_str("...");
                }
                LastType::Dots if is_last => shown.push_str("..."),
                _ => {}
            }
            out.push_str(&shown);
        }
        out.push(')');
        out
    }

    fn assign_error(&mut self, rhs: &[&'a Expr<'a>], left: usize, right: usize) {
        let (vars, values) = (measure(left, "variable"), measure(right, "value"));
        let message = match rhs {
            [call] if let ExprKind::Call { fun, .. } = unparen(call).kind => {
                format!("assignment mismatch: {vars} but {} returns {values}", self.expr_string(fun))
            }
            _ => format!("assignment mismatch: {vars} but {values}"),
        };
        self.error(&code::WRONG_ASSIGN_COUNT, place(rhs[0]), message);
    }

    fn return_error(&mut self, at: Span, lhs: &[InitVar], rhs: &[Operand<'a>]) {
        let (at, qualifier) = if let Some(extra) = rhs.get(lhs.len()) {
            (extra.span(), "too many")
        } else {
            (rhs.last().map_or(at, Operand::span), "not enough")
        };
        let have: Vec<TypeId> = rhs.iter().map(|x| x.ty).collect();
        let want: Vec<TypeId> = lhs.iter().map(|var| var.ty.unwrap_or(Self::invalid_type())).collect();
        let have = self.types_summary(&have, LastType::Plain);
        let want = self.types_summary(&want, LastType::Plain);
        let message = format!("{qualifier} return values\n\thave {have}\n\twant {want}");
        self.error(&code::WRONG_RESULT_COUNT, at, message);
    }

    /// Checks the initialisation of variables: one value each, or one expression with as many values.
    pub(crate) fn init_vars(&mut self, lhs: &[InitVar], rhs: &[&'a Expr<'a>], by: InitBy) {
        let context = if by == InitBy::Declaration { "assignment" } else { "return statement" };
        if lhs.len() == rhs.len() && !is_single_call(rhs) {
            for (var, e) in lhs.iter().zip(rhs) {
                let name = self.obj(var.obj).name;
                let target = var.ty.and_then(|ty| {
                    self.new_target(ty, || match name {
                        Symbol::EMPTY | Symbol::BLANK if by != InitBy::Declaration => "result variable".to_string(),
                        _ => self.name(name).to_string(),
                    })
                });
                let mut x = self.expr(target.as_ref(), e);
                self.init_var(*var, &mut x, context);
            }
            return;
        }
        if rhs.len() != 1 {
            // A wrong count is reported only if nothing else is wrong.
            if self.use_exprs(rhs) {
                match by {
                    InitBy::Return(at) => {
                        let values = self.expr_list(rhs);
                        self.return_error(at, lhs, &values);
                    }
                    InitBy::Declaration => self.assign_error(rhs, lhs.len(), rhs.len()),
                }
            }
            self.give_invalid_types(lhs);
            return;
        }
        let comma_ok = if lhs.len() == 2 && by == InitBy::Declaration { CommaOk::Allowed } else { CommaOk::Refused };
        let (mut values, is_comma_ok) = self.multi_expr(rhs[0], comma_ok);
        if values.len() == lhs.len() {
            for (var, x) in lhs.iter().zip(&mut values) {
                self.init_var(*var, x, context);
            }
            self.record_if_comma_ok(rhs[0], &values, is_comma_ok);
            return;
        }
        if !values[0].is_invalid() {
            match by {
                InitBy::Return(at) => self.return_error(at, lhs, &values),
                InitBy::Declaration => self.assign_error(rhs, lhs.len(), values.len()),
            }
        }
        self.give_invalid_types(lhs);
    }

    fn record_if_comma_ok(&mut self, e: &'a Expr<'a>, values: &[Operand<'a>], is_comma_ok: bool) {
        if let [first, second] = values
            && is_comma_ok
            && !first.is_invalid()
            && !second.is_invalid()
        {
            self.record_comma_ok_types(e, first.ty, second.ty);
        }
    }

    fn give_invalid_types(&mut self, lhs: &[InitVar]) {
        for var in lhs.iter().filter(|var| var.ty.is_none()) {
            self.set_obj_type(var.obj, Self::invalid_type());
        }
    }

    /// Checks `lhs = rhs` with lists.
    pub(crate) fn assign_vars(&mut self, lhs: &[&'a Expr<'a>], rhs: &[&'a Expr<'a>]) {
        if lhs.len() == rhs.len() && !is_single_call(rhs) {
            for (lhs, rhs) in lhs.iter().zip(rhs) {
                self.assign_var(lhs, rhs);
            }
            return;
        }
        if rhs.len() != 1 {
            let is_ok = self.use_lhs(lhs);
            if self.use_exprs(rhs) && is_ok {
                self.assign_error(rhs, lhs.len(), rhs.len());
            }
            return;
        }
        let comma_ok = if lhs.len() == 2 { CommaOk::Allowed } else { CommaOk::Refused };
        let (mut values, is_comma_ok) = self.multi_expr(rhs[0], comma_ok);
        if values.len() == lhs.len() {
            for (lhs, x) in lhs.iter().zip(&mut values) {
                self.assign_value(lhs, x, "assignment");
            }
            self.record_if_comma_ok(rhs[0], &values, is_comma_ok);
            return;
        }
        if !values[0].is_invalid() {
            self.assign_error(rhs, lhs.len(), values.len());
        }
        self.use_lhs(lhs);
    }

    /// Checks `lhs op= rhs`.
    pub(crate) fn assign_op(&mut self, lhs: &'a Expr<'a>, op: TokenKind, op_pos: govm_lexer::BytePos, rhs: &'a Expr<'a>) {
        let x = self.expr(None, lhs);
        let y = self.expr(None, rhs);
        let mut x = self.binary(x, y, crate::ops::Written::Assign(lhs, rhs), op, op_pos);
        self.assign_value(lhs, &mut x, "assignment");
    }

    /// Checks `lhs := rhs`; `pos` is that of the operator.
    pub(crate) fn short_var_decl(&mut self, pos: Span, lhs: &[&'a Expr<'a>], rhs: &[&'a Expr<'a>]) {
        let top = self.delayed.len();
        let scope = self.env.scope;
        let mut seen: FxHashSet<Symbol> = FxHashSet::default();
        let mut vars = Vec::new();
        let mut new_vars = Vec::new();
        let mut has_error = false;
        for e in lhs {
            let var = self.short_var(e, &mut seen, &mut new_vars);
            has_error |= var.is_none();
            vars.push(var.unwrap_or_else(|| {
                let obj = self.new_var(VarKind::Local, Symbol::BLANK, e.span, Self::invalid_type());
                InitVar { obj, ty: None }
            }));
        }
        self.init_vars(&vars, rhs, InitBy::Declaration);
        // Function literals on the right side must not see the new variables.
        self.process_delayed(top);
        if new_vars.is_empty() && !has_error {
            self.error(&code::NO_NEW_VAR, pos, "no new variables on left side of :=");
            return;
        }
        for obj in new_vars {
            self.declare(scope, None, obj);
        }
    }

    /// A variable on the left side of `:=`, new or not; `None` after an error.
    fn short_var(&mut self, e: &'a Expr<'a>, seen: &mut FxHashSet<Symbol>, new_vars: &mut Vec<ObjId>) -> Option<InitVar> {
        let ExprKind::Ident(name) = e.kind else {
            self.use_lhs(&[e]);
            let message = format!("non-name {} on left side of :=", self.expr_string(e));
            self.error(&code::BAD_DECL, place(e), message);
            return None;
        };
        if name != Symbol::BLANK && !seen.insert(name) {
            let message = format!("{} repeated on left side of :=", self.name(name));
            self.error(&code::DUPLICATE_DECL, e.span, message);
            return None;
        }
        if let Some(obj) = self.lookup_in(self.env.scope, name) {
            self.record_use(e.id, obj);
            if matches!(self.obj(obj).kind, ObjectKind::Var(_)) {
                return Some(InitVar { obj, ty: Some(self.obj(obj).ty) });
            }
            let message = format!("cannot assign to {}", self.name(name));
            self.error(&code::UNASSIGNABLE_OPERAND, place(e), message);
            return None;
        }
        let obj = self.new_var(VarKind::Local, name, e.span, Self::invalid_type());
        if name != Symbol::BLANK {
            new_vars.push(obj);
        }
        self.record_def(e.id, Some(obj));
        Some(InitVar { obj, ty: None })
    }
}

/// A call may have any number of values.
fn is_single_call(rhs: &[&Expr<'_>]) -> bool {
    matches!(rhs, [e] if matches!(unparen(e).kind, ExprKind::Call { .. }))
}

fn measure(count: usize, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}
