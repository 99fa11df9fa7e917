//! Expressions: the way into checking them, and those that have no file of their own.

use govm_lexer::{Symbol, TokenKind};
use govm_parser::ast::{ChanDir, Expr, ExprKind, LitKind};

use crate::api::Mode;
use crate::call::Inference;
use crate::checker::Checker;
use crate::code;
use crate::const_expr::op_pos;
use crate::constant::{Kind, Value};
use crate::exprstring::unparen;
use crate::limits::{self, weight};
use crate::object::{ObjId, ObjectKind};
use crate::operand::{CommaOk, ExprRole, Generic, Operand, Target};
use crate::spelling::Spelling;
use crate::types::{Basic, Type, TypeId, Types};

/// The words that begin many messages about operators.
pub(crate) const INVALID_OP: &str = "invalid operation: ";
/// The words that begin messages about arguments.
pub(crate) const INVALID_ARG: &str = "invalid argument: ";

impl<'a> Checker<'a, '_> {
    /// Checks `e`. A `target` tells missing type arguments if `e` is a generic function; `hint` is the element type of the
    /// composite literal around, for literals without a type of their own.
    pub(crate) fn raw_expr(
        &mut self,
        target: Option<&Target>,
        e: &'a Expr<'a>,
        hint: Option<TypeId>,
        generic: Generic,
    ) -> (Operand<'a>, ExprRole) {
        if !self.enter(weight::EXPR, e.span) {
            return (Operand::invalid(e), ExprRole::Statement);
        }
        let (mut x, role) = self.expr_internal(target, e, hint);
        if generic == Generic::Refused {
            self.non_generic(target, &mut x);
        }
        self.record(&x);
        self.leave(weight::EXPR);
        (x, role)
    }

    /// Checks an expression that must be a single value.
    pub(crate) fn expr(&mut self, target: Option<&Target>, e: &'a Expr<'a>) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(target, e, None, Generic::Refused);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// As [`Checker::expr`]; the value may be a generic function.
    pub(crate) fn generic_expr(&mut self, e: &'a Expr<'a>) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, e, None, Generic::Allowed);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// Checks an expression that may have several values: a call, or with `CommaOk::Allowed` an expression that may yield a
    /// second, boolean, value (the result tells whether that is so). After an error there is one invalid operand.
    pub(crate) fn multi_expr(&mut self, e: &'a Expr<'a>, comma_ok: CommaOk) -> (Vec<Operand<'a>>, bool) {
        let (mut x, _) = self.raw_expr(None, e, None, Generic::Refused);
        self.exclude_non_values(&mut x);
        if !x.is_invalid()
            && let Type::Tuple(list) = self.types.get(x.ty)
        {
            self.types.step(4 * list.len());
            return (list.iter().map(|ty| Operand::new(Mode::Value, *ty, e)).collect(), false);
        }
        if comma_ok == CommaOk::Allowed && matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
            let ok = Operand::new(Mode::Value, Types::basic(Basic::UntypedBool), e);
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// Checks an element of a composite literal with elements of type `hint`.
    pub(crate) fn expr_with_hint(&mut self, e: &'a Expr<'a>, hint: TypeId) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, e, Some(hint), Generic::Refused);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// Checks what may be an expression or a type.
    pub(crate) fn expr_or_type(&mut self, e: &'a Expr<'a>, generic: Generic) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, e, None, generic);
        if x.mode == Mode::NoValue {
            let message = format!("{} used as value or type", self.operand_string(&x));
            self.error(&code::TOO_MANY_VALUES, x.span(), message);
            x.invalidate();
        }
        self.single_value(&mut x);
        x
    }

    /// Reports what is no value.
    pub(crate) fn exclude_non_values(&mut self, x: &mut Operand<'a>) {
        let (words, code) = match x.mode {
            Mode::NoValue => (" used as value", &code::TOO_MANY_VALUES),
            Mode::Builtin => (" must be called", &code::UNCALLED_BUILTIN),
            Mode::TypeExpr => (" is not an expression", &code::NOT_AN_EXPR),
            _ => return,
        };
        let message = self.operand_string(x) + words;
        self.error(code, x.span(), message);
        x.invalidate();
    }

    /// The results of a call with the names that the function called gives them, if it does so.
    fn named_results(&self, x: &Operand<'a>) -> Option<String> {
        let (Some(ExprKind::Call { fun, .. }), Type::Tuple(types)) = (x.expr.map(|e| e.kind), self.types.get(x.ty)) else {
            return None;
        };
        let fun = match fun.kind {
            ExprKind::Index { x, .. } => x,
            _ => fun,
        };
        let id = if let ExprKind::Selector { sel, .. } = fun.kind { sel.id } else { fun.id };
        let sig = self.obj(self.info.uses[id.0 as usize]?).ty;
        let Some(Spelling::Names(names)) = self.types.spelling(self.types.unalias(sig)) else { return None };
        let names = names.len().checked_sub(types.len()).map(|first| &names[first..])?;
        if names.contains(&Symbol::EMPTY) {
            return None;
        }
        let results: Vec<String> =
            names.iter().zip(types).map(|(name, ty)| format!("{} {}", self.name(*name), self.type_string(*ty))).collect();
        Some(format!("({})", results.join(", ")))
    }

    /// Reports several values where one is wanted.
    pub(crate) fn single_value(&mut self, x: &mut Operand<'a>) {
        if x.mode == Mode::Value && matches!(self.types.get(x.ty), Type::Tuple(_)) {
            let shown = match self.named_results(x) {
                Some(results) => format!("{} (value of type {results})", self.operand_expr_string(x)),
                None => self.operand_string(x),
            };
            let message = format!("multiple-value {shown} in single-value context");
            self.error(&code::TOO_MANY_VALUES, x.span(), message);
            x.invalidate();
        }
    }

    /// Reports a generic type or function that is not instantiated; a function whose type arguments the target tells is
    /// instantiated instead.
    pub(crate) fn non_generic(&mut self, target: Option<&Target>, x: &mut Operand<'a>) {
        if matches!(x.mode, Mode::Invalid | Mode::NoValue) {
            return;
        }
        let what = match self.types.get(x.ty) {
            Type::Signature(sig) if !sig.type_params.is_empty() => {
                if let Some(target) = target {
                    self.func_inst(Some(target), x, None, Inference::Now);
                    return;
                }
                "function"
            }
            Type::Named(_) if self.is_generic(x.ty) => "type",
            _ if x.mode == Mode::TypeExpr && self.is_generic_alias(x.ty) => "type",
            _ => return,
        };
        let message = format!("cannot use generic {what} {} without instantiation", self.operand_expr_string(x));
        self.error(&code::WRONG_TYPE_ARG_COUNT, x.span(), message);
        x.invalidate();
        x.ty = Types::basic(Basic::Invalid);
    }

    /// Checks expressions for their own errors and uses, where an error around makes their values useless. Whether all are good.
    pub(crate) fn use_exprs(&mut self, list: &[&'a Expr<'a>]) -> bool {
        let mut is_ok = true;
        for e in list {
            is_ok &= self.use_expr(e, false);
        }
        is_ok
    }

    /// As [`Checker::use_exprs`] for the left side of an assignment: assigning to a variable is no use of it.
    pub(crate) fn use_lhs(&mut self, list: &[&'a Expr<'a>]) -> bool {
        let mut is_ok = true;
        for e in list {
            is_ok &= self.use_expr(e, true);
        }
        is_ok
    }

    fn use_expr(&mut self, e: &'a Expr<'a>, is_lhs: bool) -> bool {
        let inner = unparen(e);
        let ExprKind::Ident(name) = inner.kind else {
            return !self.raw_expr(None, e, None, Generic::Allowed).0.is_invalid();
        };
        if name == Symbol::BLANK {
            return true;
        }
        let restore = if is_lhs { self.unused_variable(name) } else { None };
        let x = self.expr_or_type(inner, Generic::Allowed);
        if let Some(obj) = restore {
            self.set_used(obj, false);
        }
        !x.is_invalid()
    }

    /// The variable of this package that `name` denotes, if it has not been used so far.
    pub(crate) fn unused_variable(&mut self, name: Symbol) -> Option<ObjId> {
        let obj = self.lookup(name)?;
        let is_var = matches!(self.obj(obj).kind, ObjectKind::Var(_));
        (is_var && !self.is_used(obj)).then_some(obj)
    }

    /// The core of checking an expression, without recording it.
    fn expr_internal(&mut self, target: Option<&Target>, e: &'a Expr<'a>, hint: Option<TypeId>) -> (Operand<'a>, ExprRole) {
        let mut x = match e.kind {
            ExprKind::Bad => Operand::invalid(e),
            ExprKind::Ident(_) => {
                let mut x = Operand::invalid(e);
                self.ident(&mut x, e, false);
                x
            }
            ExprKind::Ellipsis(_) => {
                self.error(&code::BAD_DOT_DOT_DOT_SYNTAX, e.span, "invalid use of '...'");
                Operand::invalid(e)
            }
            ExprKind::BasicLit(kind, text) => self.basic_lit(e, kind, text),
            ExprKind::FuncLit { sig, body } => self.func_lit(e, sig, body),
            ExprKind::CompositeLit { ty, elems } => self.composite_lit(e, ty, elems, hint),
            ExprKind::Paren(inner) => {
                // What a target tells does not go through parentheses.
                let (mut x, role) = self.raw_expr(None, inner, None, Generic::Refused);
                x.expr = Some(e);
                return (x, role);
            }
            ExprKind::Selector { x, sel } => self.selector(e, x, sel, false),
            ExprKind::Index { x, indices } => {
                let (mut operand, is_func_inst) = self.index_expr(e, x, indices);
                if is_func_inst {
                    self.func_inst(target, &mut operand, Some((e, indices)), Inference::Now);
                }
                operand
            }
            ExprKind::Slice { x, bounds: b } => self.slice_expr(e, x, [b.lo, b.hi, b.max], b.is_full),
            ExprKind::TypeAssert { x, ty } => self.type_assert(e, x, ty),
            ExprKind::Call { .. } => return self.call_expr(e),
            ExprKind::Star(inner) => self.star(e, inner),
            ExprKind::Unary { op, x } => {
                let mut operand = self.unary(e, op, x);
                operand.expr = Some(e);
                // A receive operation may stand as a statement.
                let role =
                    if op == TokenKind::Arrow || operand.is_invalid() { ExprRole::Statement } else { ExprRole::Expression };
                return (operand, role);
            }
            ExprKind::Binary { .. } => self.binary_chain(e),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => {
                let ty = self.typ(e);
                Operand::new(Mode::TypeExpr, ty, e)
            }
        };
        x.expr = Some(e);
        let role = if x.is_invalid() { ExprRole::Statement } else { ExprRole::Expression };
        (x, role)
    }

    fn basic_lit(&mut self, e: &'a Expr<'a>, kind: LitKind, text: &'a str) -> Operand<'a> {
        let is_number = matches!(kind, LitKind::Int | LitKind::Float | LitKind::Imag);
        if is_number && text.len() > limits::NUMBER_LEN_MAX {
            let start = text.get(..10).unwrap_or(text);
            let message = format!("excessively long constant: {start}... ({} chars)", text.len());
            self.error(&code::INVALID_CONST_VAL, e.span, message);
            return Operand::invalid(e);
        }
        if is_number && !self.allow_version(13) && text.len() > 2 {
            self.verify_literal(e, kind, text);
        }
        let basic = match kind {
            LitKind::Int => Basic::UntypedInt,
            LitKind::Float => Basic::UntypedFloat,
            LitKind::Imag => Basic::UntypedComplex,
            LitKind::Char => Basic::UntypedRune,
            LitKind::String => Basic::UntypedString,
        };
        let token = match kind {
            LitKind::Int => TokenKind::Int,
            LitKind::Float => TokenKind::Float,
            LitKind::Imag => TokenKind::Imag,
            LitKind::Char => TokenKind::Char,
            LitKind::String => TokenKind::String,
        };
        let value = Value::from_literal(token, text);
        if value.kind() == Kind::Unknown {
            // What is malformed was reported when it was read.
            let known = self.syntax_errors.partition_point(|at| *at < e.span.lo);
            if self.syntax_errors.get(known).is_none_or(|at| *at > e.span.hi) {
                self.error(&code::INVALID_CONST_VAL, e.span, format!("malformed constant: {text}"));
            }
            return Operand::invalid(e);
        }
        let mut x = Operand::constant(Types::basic(basic), value, e);
        self.overflow(&mut x, op_pos(e));
        x
    }

    /// Go 1.13 brought new forms of literals.
    fn verify_literal(&mut self, e: &'a Expr<'a>, kind: LitKind, text: &str) {
        let what = match text.as_bytes() {
            _ if text.contains('_') => "underscore in numeric literal",
            [b'0', b'b' | b'B', ..] => "binary literal",
            [b'0', b'o' | b'O', ..] => "0o/0O-style octal literal",
            [b'0', b'x' | b'X', ..] if kind != LitKind::Int => "hexadecimal floating-point literal",
            _ => return,
        };
        self.verify_version(e.span, 13, what);
    }

    fn type_assert(&mut self, e: &'a Expr<'a>, inner: &'a Expr<'a>, ty: Option<&'a Expr<'a>>) -> Operand<'a> {
        let x = self.expr(None, inner);
        let Some(ty) = ty else {
            self.error(&code::BAD_TYPE_KEYWORD, e.span, "invalid syntax tree: use of .(type) outside type switch");
            return Operand::invalid(e);
        };
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        if self.is_type_param(x.ty) {
            let x_string = self.operand_string(&x);
            let message = format!("{INVALID_OP}cannot use type assertion on type parameter value {x_string}");
            self.error(&code::INVALID_ASSERT, x.span(), message);
            return Operand::invalid(e);
        }
        if !self.is_interface(x.ty) {
            let message = format!("{INVALID_OP}{} is not an interface", self.operand_string(&x));
            self.error(&code::INVALID_ASSERT, x.span(), message);
            return Operand::invalid(e);
        }
        let ty = self.var_type(ty);
        if !self.is_valid(ty) {
            return Operand::invalid(e);
        }
        self.type_assertion(e, &x, ty, false);
        Operand::new(Mode::CommaOk, ty, e)
    }

    /// Reports an assertion (or a case of a type switch) that can never hold: the type has not the interface's methods.
    pub(crate) fn type_assertion(&mut self, e: &'a Expr<'a>, x: &Operand<'a>, ty: TypeId, is_type_switch: bool) {
        let mut cause = String::new();
        if self.assertable_to(x.ty, ty, &mut cause) {
            return;
        }
        let shown = self.expr_string(e);
        let ty_string = self.type_string(ty);
        let message = if is_type_switch {
            let x_string = self.operand_string(x);
            format!("impossible type switch case: {shown}\n\t{x_string} cannot have dynamic type {ty_string} {cause}")
        } else {
            let x_type = self.type_string(x.ty);
            format!("impossible type assertion: {shown}\n\t{ty_string} does not implement {x_type} {cause}")
        };
        self.error(&code::IMPOSSIBLE_ASSERT, e.span, message);
    }

    /// `*x`: a pointer type or an indirection.
    fn star(&mut self, e: &'a Expr<'a>, inner: &'a Expr<'a>) -> Operand<'a> {
        let x = self.expr_or_type(inner, Generic::Refused);
        match x.mode {
            Mode::Invalid => return Operand::invalid(e),
            Mode::TypeExpr => {
                self.valid_var_type(inner, x.ty);
                let ty = self.types.intern(Type::Pointer(x.ty));
                return Operand::new(Mode::TypeExpr, ty, e);
            }
            _ => {}
        }
        let unders = self.specific_unders(x.ty).unwrap_or_default();
        let mut base = None;
        for under in &unders {
            let Type::Pointer(elem) = *self.types.get(*under) else {
                base = None;
                break;
            };
            if let Some(base) = base
                && !self.identical(base, elem)
            {
                let message = format!("{INVALID_OP}pointers of {} must have identical base types", self.operand_string(&x));
                self.error(&code::INVALID_INDIRECTION, x.span(), message);
                return Operand::invalid(e);
            }
            base = Some(elem);
        }
        match base {
            Some(base) => Operand::new(Mode::Variable, base, e),
            None => {
                let message = format!("{INVALID_OP}cannot indirect {}", self.operand_string(&x));
                self.error(&code::INVALID_INDIRECTION, x.span(), message);
                Operand::invalid(e)
            }
        }
    }

    /// `op x`
    fn unary(&mut self, e: &'a Expr<'a>, op: TokenKind, inner: &'a Expr<'a>) -> Operand<'a> {
        let mut x = self.expr(None, inner);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        if op == TokenKind::And {
            // gc leaves out the parentheses here.
            x.expr = Some(unparen(inner));
        }
        let mut op = op;
        match op {
            TokenKind::And => return self.address_of(e, inner, &x),
            TokenKind::Arrow => return self.receive(e, &x),
            TokenKind::Tilde => {
                let is_integer = self.all_integer(x.ty);
                let hint = if is_integer { " (use ^ for bitwise complement)" } else { "" };
                let message = format!("cannot use ~ outside of interface or type constraint{hint}");
                self.error(&code::UNDEFINED_OP, e.span, message);
                if !is_integer {
                    return Operand::invalid(e);
                }
                op = TokenKind::Xor;
            }
            _ => {}
        }
        let is_defined = match op {
            TokenKind::Add | TokenKind::Sub => self.all_numeric(x.ty),
            TokenKind::Xor => self.all_integer(x.ty),
            TokenKind::Not => self.all_boolean(x.ty),
            _ => false,
        };
        if !is_defined {
            let message = format!("{INVALID_OP}operator {} not defined on {}", op.text(), self.operand_string(&x));
            self.error(&code::UNDEFINED_OP, x.span(), message);
            return Operand::invalid(e);
        }
        if x.is_constant() {
            if x.value.kind() == Kind::Unknown {
                return x;
            }
            x.value = Value::unary_op(op, &x.value, self.unsigned_bits(x.ty));
            x.expr = Some(e);
            self.overflow(&mut x, e.span.lo);
            return x;
        }
        x.mode = Mode::Value;
        x
    }

    /// Width of an unsigned integer type, to which `^` of a constant is cut.
    fn unsigned_bits(&mut self, ty: TypeId) -> Option<u32> {
        let under = self.under(ty);
        match self.types.get(under) {
            Type::Basic(Basic::Uint8) => Some(8),
            Type::Basic(Basic::Uint16) => Some(16),
            Type::Basic(Basic::Uint32) => Some(32),
            Type::Basic(Basic::Uint | Basic::Uint64 | Basic::Uintptr) => Some(64),
            _ => None,
        }
    }

    /// `&x`
    fn address_of(&mut self, e: &'a Expr<'a>, inner: &'a Expr<'a>, x: &Operand<'a>) -> Operand<'a> {
        // A composite literal need not be addressable.
        if !matches!(unparen(inner).kind, ExprKind::CompositeLit { .. }) && x.mode != Mode::Variable {
            let message = format!("{INVALID_OP}cannot take address of {}", self.operand_string(x));
            self.error(&code::UNADDRESSABLE_OPERAND, x.span(), message);
            return Operand::invalid(e);
        }
        let ty = self.types.intern(Type::Pointer(x.ty));
        Operand::new(Mode::Value, ty, e)
    }

    /// `<-x`
    fn receive(&mut self, e: &'a Expr<'a>, x: &Operand<'a>) -> Operand<'a> {
        let core = self.core_type(x.ty);
        let problem = match core.map(|core| self.types.get(core)) {
            None => Some(("cannot receive from ", " (no core type)")),
            Some(Type::Chan { dir: ChanDir::Send, .. }) => Some(("cannot receive from send-only channel ", "")),
            Some(Type::Chan { elem, .. }) => {
                let elem = *elem;
                self.env.has_call_or_recv = true;
                return Operand::new(Mode::CommaOk, elem, e);
            }
            Some(_) => Some(("cannot receive from non-channel ", "")),
        };
        if let Some((before, after)) = problem {
            let message = format!("{INVALID_OP}{before}{}{after}", self.operand_string(x));
            self.error(&code::INVALID_RECEIVE, x.span(), message);
        }
        Operand::invalid(e)
    }
}
