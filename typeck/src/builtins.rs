//! Calls of the built-in functions.

use govm_lexer::TokenKind;
use govm_parser::ast::ChanDir;

use crate::api::Mode;
use crate::assignments::Context;
use crate::call::{Arguments, Call};
use crate::checker::Checker;
use crate::code;
use crate::constant::{Kind, Value};
use crate::expr::{INVALID_ARG, INVALID_OP};
use crate::limits::weight;
use crate::object::{Builtin, Unsafe};
use crate::operand::{ExprRole, Operand};
use crate::place::place;
use crate::spelling::Spelling;
use crate::types::{Basic, Signature, Type, TypeId, Types};
use crate::untyped::Finality;

/// The name of a built-in function.
pub(crate) fn name(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::Append => "append",
        Builtin::Cap => "cap",
        Builtin::Clear => "clear",
        Builtin::Close => "close",
        Builtin::Complex => "complex",
        Builtin::Copy => "copy",
        Builtin::Delete => "delete",
        Builtin::Imag => "imag",
        Builtin::Len => "len",
        Builtin::Make => "make",
        Builtin::Max => "max",
        Builtin::Min => "min",
        Builtin::New => "new",
        Builtin::Panic => "panic",
        Builtin::Print => "print",
        Builtin::Println => "println",
        Builtin::Real => "real",
        Builtin::Recover => "recover",
        Builtin::Unsafe(which) => crate::unsafe_::name(which),
    }
}

/// Whether a call may stand as a statement.
pub(crate) fn role(builtin: Builtin) -> ExprRole {
    match builtin {
        Builtin::Clear
        | Builtin::Close
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::Panic
        | Builtin::Print
        | Builtin::Println
        | Builtin::Recover => ExprRole::Statement,
        _ => ExprRole::Expression,
    }
}

/// The least number of arguments, and whether there may be more.
fn arity(builtin: Builtin) -> (usize, bool) {
    match builtin {
        Builtin::Append | Builtin::Make | Builtin::Max | Builtin::Min => (1, true),
        Builtin::Print | Builtin::Println => (0, true),
        Builtin::Recover => (0, false),
        Builtin::Complex | Builtin::Copy | Builtin::Delete => (2, false),
        Builtin::Unsafe(Unsafe::Add | Unsafe::Slice | Unsafe::String) => (2, false),
        _ => (1, false),
    }
}

impl<'a> Checker<'a, '_> {
    /// Checks a call of a built-in function; `None` after an error.
    pub(crate) fn builtin_call(&mut self, call: Call<'a>, builtin: Builtin) -> Option<Operand<'a>> {
        if !self.enter(weight::BUILTIN, call.expr.span) {
            return None;
        }
        let result = self.builtin_within(call, builtin);
        self.leave(weight::BUILTIN);
        result
    }

    fn builtin_within(&mut self, call: Call<'a>, builtin: Builtin) -> Option<Operand<'a>> {
        if call.has_dots && builtin != Builtin::Append {
            let message = format!("{INVALID_OP}invalid use of ... with built-in {}", name(builtin));
            self.error(&code::INVALID_DOT_DOT_DOT, call.expr.span, message);
            self.use_exprs(call.args);
            return None;
        }
        // len and cap of an array are constant if the operand contains no calls and receive operations.
        let outer = std::mem::replace(&mut self.env.has_call_or_recv, false);
        let takes_syntax = matches!(builtin, Builtin::Make | Builtin::New | Builtin::Unsafe(Unsafe::Offsetof));
        let args = if takes_syntax { Vec::new() } else { self.expr_list(call.args) };
        let has_call = self.env.has_call_or_recv;
        self.env.has_call_or_recv = outer || (has_call && !matches!(builtin, Builtin::Len | Builtin::Cap));
        if args.iter().any(Operand::is_invalid) {
            return None;
        }
        let count = if takes_syntax { call.args.len() } else { args.len() };
        let (least, is_variadic) = arity(builtin);
        if count < least || (!is_variadic && least < count) {
            let qualifier = if count < least { "not enough" } else { "too many" };
            let shown = self.expr_string(call.expr);
            let message = format!("{INVALID_OP}{qualifier} arguments for {shown} (expected {least}, found {count})");
            self.error(&code::WRONG_ARG_COUNT, call.expr.span, message);
            return None;
        }
        match builtin {
            Builtin::Clear => _ = self.verify_version(call.fun.span, 21, "clear"),
            Builtin::Max | Builtin::Min => _ = self.verify_version(call.fun.span, 21, &format!("built-in {}", name(builtin))),
            _ => {}
        }
        match builtin {
            Builtin::Append => self.append(call, args),
            Builtin::Cap | Builtin::Len => self.len_or_cap(call, args, builtin, has_call),
            Builtin::Clear => self.clear(call, args),
            Builtin::Close => self.close(call, args),
            Builtin::Complex => self.complex(call, args),
            Builtin::Copy => self.copy(call, args),
            Builtin::Delete => self.delete(call, args),
            Builtin::Imag | Builtin::Real => self.real_or_imag(call, args, builtin),
            Builtin::Make => self.make(call),
            Builtin::Max | Builtin::Min => self.min_or_max(call, args, builtin),
            Builtin::New => self.new_pointer(call),
            Builtin::Panic => self.panic(call, args),
            Builtin::Print | Builtin::Println => self.print(call, args, builtin),
            Builtin::Unsafe(which) => self.unsafe_call(call, args, which),
            Builtin::Recover => {
                // The result is no `any`, but `interface{}`, which is the same type in another spelling.
                let any = self.universe.any;
                let written = match self.types.spelling(any) {
                    Some(Spelling::Alias { rhs, .. }) => *rhs,
                    _ => any,
                };
                self.record_builtin_sig(call, Some(written), &[]);
                Some(Operand::new(Mode::Value, written, call.expr))
            }
        }
    }

    /// The signature of a built-in function in a call: default types stand for untyped arguments.
    fn builtin_sig(&mut self, result: Option<TypeId>, params: &[TypeId], is_variadic: bool) -> TypeId {
        let params = params.iter().map(|ty| self.default_type(*ty)).collect();
        let results = result.into_iter().collect();
        self.types.intern(Type::Signature(Signature { type_params: Box::default(), params, results, is_variadic }))
    }

    pub(crate) fn record_builtin_sig(&mut self, call: Call<'a>, result: Option<TypeId>, params: &[TypeId]) {
        let sig = self.builtin_sig(result, params, false);
        self.record_builtin_type(call.fun, sig);
    }

    fn no_value(call: Call<'a>) -> Operand<'a> {
        Operand::new(Mode::NoValue, Types::basic(Basic::Invalid), call.expr)
    }

    /// `append(s S, x ...E) S`
    fn append(&mut self, call: Call<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let mut args = args;
        let x = args[0].clone();
        let slice = x.ty;
        let core = self.core_type(slice);
        let Some(Type::Slice(elem)) = core.map(|core| self.types.get(core).clone()) else {
            let cause = if x.is_nil() {
                "have untyped nil".to_string()
            } else if self.is_type_param(slice) {
                match core {
                    Some(core) => format!("{} has core type {}", self.operand_string(&x), self.type_string(core)),
                    None => format!("{} has no core type", self.operand_string(&x)),
                }
            } else {
                format!("have {}", self.operand_string(&x))
            };
            let message = format!("first argument to append must be a slice; {cause}");
            self.error(&code::INVALID_APPEND, x.span(), message);
            return None;
        };
        // "As a special case, append also accepts a first argument assignable to type []byte with a second argument of string
        // type followed by ...".
        if args.len() == 2 && call.has_dots {
            let bytes = self.types.intern(Type::Slice(Types::BYTE));
            let is_bytes = self.assignable_to(&x, bytes, &mut String::new()).is_ok();
            if is_bytes && self.core_string(args[1].ty).is_some_and(|core| self.is_string(core)) {
                let y = &mut args[1];
                if self.is_untyped(y.ty) {
                    self.convert_untyped(y, Types::basic(Basic::String));
                }
                let second = y.ty;
                let sig = self.builtin_sig(Some(slice), &[slice, second], true);
                self.record_builtin_type(call.fun, sig);
                return Some(Operand::new(Mode::Value, slice, call.expr));
            }
        }
        let rest = self.types.intern(Type::Slice(elem));
        let sig = self.builtin_sig(Some(slice), &[slice, rest], true);
        self.arguments(call, sig, &[], &[], Arguments { list: args, type_args: Vec::new() });
        self.record_builtin_type(call.fun, sig);
        Some(Operand::new(Mode::Value, slice, call.expr))
    }

    /// `under`, or the array that it points to.
    pub(crate) fn array_pointer_base(&self, under: TypeId) -> TypeId {
        if let Type::Pointer(base) = *self.types.get(under) {
            let base = self.under(base);
            if matches!(self.types.get(base), Type::Array { .. }) {
                return base;
            }
        }
        under
    }

    fn has_len_or_cap(&self, under: TypeId, builtin: Builtin) -> bool {
        match self.types.get(self.array_pointer_base(under)) {
            Type::Basic(Basic::String | Basic::UntypedString) | Type::Map { .. } => builtin == Builtin::Len,
            Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
            _ => false,
        }
    }

    /// `len(x)`, `cap(x)`
    fn len_or_cap(&mut self, call: Call<'a>, args: Vec<Operand<'a>>, builtin: Builtin, has_call: bool) -> Option<Operand<'a>> {
        let x = &args[0];
        let int = Types::basic(Basic::Int);
        let is_defined = match self.specific_unders(x.ty) {
            Some(unders) => unders.into_iter().all(|under| self.has_len_or_cap(under, builtin)),
            None => false,
        };
        if !is_defined {
            if self.is_valid(self.under(x.ty)) {
                let code = if builtin == Builtin::Len { &code::INVALID_LEN } else { &code::INVALID_CAP };
                let message = format!("{INVALID_ARG}{} for built-in {}", self.operand_string(x), name(builtin));
                self.error(code, x.span(), message);
            }
            return None;
        }
        if !self.is_type_param(x.ty) {
            if x.is_constant()
                && let Some(len) = x.value.string_len()
            {
                return Some(Operand::constant(int, Value::int(i64::try_from(len).unwrap_or(i64::MAX)), call.expr));
            }
            let base = self.array_pointer_base(self.under(x.ty));
            if let Type::Array { len, .. } = *self.types.get(base)
                && !has_call
            {
                return Some(Operand::constant(int, Value::int(len), call.expr));
            }
        }
        self.record_builtin_sig(call, Some(int), &[x.ty]);
        Some(Operand::new(Mode::Value, int, call.expr))
    }

    fn clear(&mut self, call: Call<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let x = &args[0];
        let is_defined = self
            .specific_unders(x.ty)
            .is_some_and(|unders| unders.iter().all(|under| matches!(self.types.get(*under), Type::Map { .. } | Type::Slice(_))));
        if !is_defined {
            let x_string = self.operand_string(x);
            let message = format!("{INVALID_ARG}cannot clear {x_string}: argument must be (or constrained by) map or slice");
            self.error(&code::INVALID_CLEAR, x.span(), message);
            return None;
        }
        self.record_builtin_sig(call, None, &[x.ty]);
        Some(Self::no_value(call))
    }

    fn close(&mut self, call: Call<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let x = &args[0];
        let unders = self.specific_unders(x.ty).unwrap_or_default();
        let problem = if unders.is_empty() || unders.iter().any(|under| !matches!(self.types.get(*under), Type::Chan { .. })) {
            "cannot close non-channel"
        } else if unders.iter().any(|under| matches!(self.types.get(*under), Type::Chan { dir: ChanDir::Recv, .. })) {
            "cannot close receive-only channel"
        } else {
            self.record_builtin_sig(call, None, &[x.ty]);
            return Some(Self::no_value(call));
        };
        let message = format!("{INVALID_OP}{problem} {}", self.operand_string(x));
        self.error(&code::INVALID_CLOSE, x.span(), message);
        None
    }

    /// `complex(re, im F) C`
    fn complex(&mut self, call: Call<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let mut args = args.into_iter();
        let (mut x, mut y) = (args.next()?, args.next()?);
        match (self.is_untyped(x.ty), self.is_untyped(y.ty)) {
            (false, false) => {}
            (true, false) => self.convert_untyped(&mut x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) if x.is_constant() && y.is_constant() => {
                for part in [&mut x, &mut y] {
                    if self.is_numeric(part.ty) && part.value.imag().sign() == 0 {
                        part.ty = Types::basic(Basic::UntypedFloat);
                    }
                }
            }
            // A shift without a type yet: as a float it is an error.
            (true, true) => {
                self.convert_untyped(&mut x, Types::basic(Basic::Float64));
                self.convert_untyped(&mut y, Types::basic(Basic::Float64));
            }
        }
        if x.is_invalid() || y.is_invalid() {
            return None;
        }
        if !self.identical(x.ty, y.ty) {
            let shown = self.expr_string(call.expr);
            let types = format!("(mismatched types {} and {})", self.type_string(x.ty), self.type_string(y.ty));
            self.error(&code::INVALID_COMPLEX, x.span(), format!("{INVALID_OP}{shown} {types}"));
            return None;
        }
        if !self.refuse_type_param(&x, Builtin::Complex) {
            return None;
        }
        let result = match self.types.get(self.under(x.ty)) {
            Type::Basic(Basic::Float32) => Basic::Complex64,
            Type::Basic(Basic::Float64) => Basic::Complex128,
            Type::Basic(Basic::UntypedFloat) => Basic::UntypedComplex,
            _ => {
                let message = format!("{INVALID_ARG}arguments have type {}, expected floating-point", self.type_string(x.ty));
                self.error(&code::INVALID_COMPLEX, x.span(), message);
                return None;
            }
        };
        let result = Types::basic(result);
        if x.is_constant() && y.is_constant() {
            let value = Value::complex(x.value.to_float(), y.value.to_float());
            return Some(Operand::constant(result, value, call.expr));
        }
        self.record_builtin_sig(call, Some(result), &[x.ty, x.ty]);
        Some(Operand::new(Mode::Value, result, call.expr))
    }

    /// The functions on complex numbers do not take type parameters. False after an error.
    fn refuse_type_param(&mut self, x: &Operand<'a>, builtin: Builtin) -> bool {
        if !self.is_type_param(x.ty) {
            return true;
        }
        let (code, what) = match builtin {
            Builtin::Real => (&code::INVALID_REAL, "real"),
            Builtin::Imag => (&code::INVALID_IMAG, "imag"),
            _ => (&code::INVALID_COMPLEX, "complex"),
        };
        let x_string = self.operand_string(x);
        let message = format!("{x_string} not supported as argument to built-in {what} for go1.18 (see go.dev/issue/50937)");
        self.error(code, x.span(), message);
        false
    }

    /// `real(c C) F`, `imag(c C) F`
    fn real_or_imag(&mut self, call: Call<'a>, args: Vec<Operand<'a>>, builtin: Builtin) -> Option<Operand<'a>> {
        let mut x = args.into_iter().next()?;
        if self.is_untyped(x.ty) {
            if !x.is_constant() {
                // A shift without a type yet: as a complex number it is an error.
                self.convert_untyped(&mut x, Types::basic(Basic::Complex128));
            } else if self.is_numeric(x.ty) {
                x.ty = Types::basic(Basic::UntypedComplex);
            }
        }
        if x.is_invalid() || !self.refuse_type_param(&x, builtin) {
            return None;
        }
        let result = match self.types.get(self.under(x.ty)) {
            Type::Basic(Basic::Complex64) => Basic::Float32,
            Type::Basic(Basic::Complex128) => Basic::Float64,
            Type::Basic(Basic::UntypedComplex) => Basic::UntypedFloat,
            _ => {
                let code = if builtin == Builtin::Real { &code::INVALID_REAL } else { &code::INVALID_IMAG };
                let message = format!("{INVALID_ARG}argument has type {}, expected complex type", self.type_string(x.ty));
                self.error(code, x.span(), message);
                return None;
            }
        };
        let result = Types::basic(result);
        if x.is_constant() {
            let value = if builtin == Builtin::Real { x.value.real() } else { x.value.imag() };
            return Some(Operand::constant(result, value, call.expr));
        }
        self.record_builtin_sig(call, Some(result), &[x.ty]);
        Some(Operand::new(Mode::Value, result, call.expr))
    }

    /// `copy(dst, src []E) int`; the source may be a string.
    fn copy(&mut self, call: Call<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let mut args = args.into_iter();
        let (x, mut y) = (args.next()?, args.next()?);
        let dst = match self.core_type(x.ty).map(|core| self.types.get(core)) {
            Some(Type::Slice(elem)) => Some(*elem),
            _ => None,
        };
        let src = match self.core_string(y.ty).map(|core| self.types.get(core)) {
            Some(Type::Slice(elem)) => Some(*elem),
            Some(Type::Basic(Basic::String | Basic::UntypedString)) => Some(Types::BYTE),
            _ => None,
        };
        let (Some(dst), Some(src)) = (dst, src) else {
            let found = format!("{} and {}", self.operand_string(&x), self.operand_string(&y));
            let message = format!("{INVALID_ARG}copy expects slice arguments; found {found}");
            self.error(&code::INVALID_COPY, x.span(), message);
            return None;
        };
        if !self.identical(dst, src) {
            let found = format!("{} and {}", self.operand_string(&x), self.operand_string(&y));
            let types = format!("{} and {}", self.type_string(dst), self.type_string(src));
            let message = format!("{INVALID_ARG}arguments to copy {found} have different element types {types}");
            self.error(&code::INVALID_COPY, x.span(), message);
            return None;
        }
        if self.is_untyped(y.ty) {
            self.convert_untyped(&mut y, Types::basic(Basic::String));
        }
        let int = Types::basic(Basic::Int);
        self.record_builtin_sig(call, Some(int), &[x.ty, y.ty]);
        Some(Operand::new(Mode::Value, int, call.expr))
    }

    fn delete(&mut self, call: Call<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let mut args = args.into_iter();
        let (x, mut y) = (args.next()?, args.next()?);
        let mut key = None;
        let mut problem = None;
        for under in self.specific_unders(x.ty).unwrap_or_default() {
            match (self.types.get(under), key) {
                (Type::Map { key: other, .. }, Some(key)) if !self.identical(*other, key) => {
                    problem = Some("maps of");
                    break;
                }
                (Type::Map { key: other, .. }, _) => key = Some(*other),
                _ => {
                    key = None;
                    break;
                }
            }
        }
        let Some(key) = key.filter(|_| problem.is_none()) else {
            let x_string = self.operand_string(&x);
            let message = match problem {
                Some(_) => format!("{INVALID_ARG}maps of {x_string} must have identical key types"),
                None => format!("{INVALID_ARG}{x_string} is not a map"),
            };
            self.error(&code::INVALID_DELETE, x.span(), message);
            return None;
        };
        self.assignment(&mut y, Some(key), "argument to delete");
        if y.is_invalid() {
            return None;
        }
        self.record_builtin_sig(call, None, &[x.ty, key]);
        Some(Self::no_value(call))
    }

    /// `make(T, sizes...)`
    fn make(&mut self, call: Call<'a>) -> Option<Operand<'a>> {
        let arg = call.args[0];
        let ty = self.var_type(arg);
        if !self.is_valid(ty) {
            return None;
        }
        let least = match self.core_type(ty).map(|core| self.types.get(core)) {
            Some(Type::Slice(_)) => 2,
            Some(Type::Map { .. } | Type::Chan { .. }) => 1,
            other => {
                let why = if other.is_none() { ": no core type" } else { "; type must be slice, map, or channel" };
                let message = format!("{INVALID_ARG}cannot make {}{why}", self.expr_string(arg));
                self.error(&code::INVALID_MAKE, place(arg), message);
                return None;
            }
        };
        let count = call.args.len();
        if count < least || least + 1 < count {
            let shown = self.expr_string(call.expr);
            let most = least + 1;
            let message = format!("{INVALID_OP}{shown} expects {least} or {most} arguments; found {count}");
            self.error(&code::WRONG_ARG_COUNT, call.expr.span, message);
            return None;
        }
        let mut params = vec![ty];
        let mut sizes = Vec::new();
        for arg in &call.args[1..] {
            sizes.extend(self.index(arg, -1).1);
            params.push(self.info.types[arg.id.0 as usize].as_ref().map_or(Types::basic(Basic::Int), |fact| fact.ty));
        }
        if let [len, cap] = *sizes
            && cap < len
        {
            let message = format!("{INVALID_ARG}length and capacity swapped");
            self.error(&code::SWAPPED_MAKE_ARGS, call.args[1].span, message);
        }
        self.record_builtin_sig(call, Some(ty), &params);
        Some(Operand::new(Mode::Value, ty, call.expr))
    }

    fn min_or_max(&mut self, call: Call<'a>, args: Vec<Operand<'a>>, builtin: Builtin) -> Option<Operand<'a>> {
        let op = if builtin == Builtin::Max { TokenKind::Gtr } else { TokenKind::Lss };
        let mut x = args[0].clone();
        for (i, arg) in args.iter().enumerate() {
            if !self.all_ordered(arg.ty) {
                let message = format!("{INVALID_ARG}{} cannot be ordered", self.operand_string(arg));
                self.error(&code::INVALID_MIN_MAX_OPERAND, arg.span(), message);
                return None;
            }
            if i == 0 {
                continue;
            }
            let mut y = arg.clone();
            self.match_types(&mut x, &mut y);
            if x.is_invalid() {
                return None;
            }
            if !self.identical(x.ty, y.ty) {
                let (previous, ty) = (self.type_string(x.ty), self.type_string(y.ty));
                let shown = self.operand_expr_string(&y);
                let message = format!("{INVALID_ARG}mismatched types {previous} (previous argument) and {ty} (type of {shown})");
                self.error(&code::MISMATCHED_TYPES, y.span(), message);
                return None;
            }
            if x.is_constant() && y.is_constant() {
                if x.value.kind() != Kind::Unknown && Value::compare(&y.value, op, &x.value) {
                    x = y;
                }
            } else {
                x.mode = Mode::Value;
            }
        }
        if !x.is_constant() {
            x.mode = Mode::Value;
            // A value has a type.
            let any = self.universe.any;
            self.assignment(&mut x, Some(any), Context::BuiltinArgument(name(builtin)));
            if x.is_invalid() {
                return None;
            }
        }
        for e in args.iter().filter_map(|arg| arg.expr) {
            self.update_expr_type(e, x.ty, Finality::Final);
        }
        if !x.is_constant() {
            self.record_builtin_sig(call, Some(x.ty), &vec![x.ty; args.len()]);
        }
        Some(x)
    }

    fn new_pointer(&mut self, call: Call<'a>) -> Option<Operand<'a>> {
        let base = self.var_type(call.args[0]);
        if !self.is_valid(base) {
            return None;
        }
        let ty = self.types.intern(Type::Pointer(base));
        self.record_builtin_sig(call, Some(ty), &[base]);
        Some(Operand::new(Mode::Value, ty, call.expr))
    }

    fn panic(&mut self, call: Call<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        self.env.is_panic.insert(call.expr.id);
        let mut x = args.into_iter().next()?;
        let any = self.universe.any;
        self.assignment(&mut x, Some(any), "argument to panic");
        if x.is_invalid() {
            return None;
        }
        self.record_builtin_sig(call, None, &[any]);
        Some(Self::no_value(call))
    }

    fn print(&mut self, call: Call<'a>, args: Vec<Operand<'a>>, builtin: Builtin) -> Option<Operand<'a>> {
        let mut params = Vec::new();
        for mut arg in args {
            self.assignment(&mut arg, None, Context::BuiltinArgument(name(builtin)));
            if arg.is_invalid() {
                return None;
            }
            params.push(arg.ty);
        }
        self.record_builtin_sig(call, None, &params);
        Some(Self::no_value(call))
    }
}
