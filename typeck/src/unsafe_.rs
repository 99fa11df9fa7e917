//! Package unsafe, for code that is merely checked: its type and its functions.

use govm_lexer::Span;
use govm_parser::ast::ExprKind;

use crate::api::{Mode, Selection, SelectionKind};
use crate::call::Call;
use crate::checker::{Checker, ObjectState};
use crate::code;
use crate::constant::Value;
use crate::expr::INVALID_ARG;
use crate::exprstring::unparen;
use crate::lookup::{Fold, Lookup};
use crate::object::{Builtin, Object, ObjectKind, Unsafe};
use crate::operand::Operand;
use crate::scope::ScopeId;
use crate::types::{Basic, Type, TypeId, Types};

const FUNCTIONS: [Unsafe; 8] = [
    Unsafe::Add,
    Unsafe::Alignof,
    Unsafe::Offsetof,
    Unsafe::Sizeof,
    Unsafe::Slice,
    Unsafe::SliceData,
    Unsafe::String,
    Unsafe::StringData,
];

/// The name of a function with that of the package.
pub(crate) fn name(which: Unsafe) -> &'static str {
    match which {
        Unsafe::Add => "unsafe.Add",
        Unsafe::Alignof => "unsafe.Alignof",
        Unsafe::Offsetof => "unsafe.Offsetof",
        Unsafe::Sizeof => "unsafe.Sizeof",
        Unsafe::Slice => "unsafe.Slice",
        Unsafe::SliceData => "unsafe.SliceData",
        Unsafe::String => "unsafe.String",
        Unsafe::StringData => "unsafe.StringData",
    }
}

impl<'a> Checker<'a, '_> {
    /// Declares what the package has.
    pub(crate) fn declare_unsafe(&mut self, scope: ScopeId) {
        let functions = FUNCTIONS.map(|f| (name(f), ObjectKind::Builtin(Builtin::Unsafe(f)), Basic::Invalid));
        let pointer = ("unsafe.Pointer", ObjectKind::TypeName { is_alias: false }, Basic::UnsafePointer);
        for (name, kind, ty) in functions.into_iter().chain([pointer]) {
            let name = self.names.intern(name.trim_start_matches("unsafe."));
            let object = Object { kind, name, pkg: None, span: Span::NONE, ty: Types::basic(ty) };
            let obj = self.push_object(object, ObjectState::resolved());
            self.insert(scope, obj);
        }
    }

    /// Checks a call of a function of the package; `None` after an error.
    pub(crate) fn unsafe_call(&mut self, call: Call<'a>, args: Vec<Operand<'a>>, which: Unsafe) -> Option<Operand<'a>> {
        let mut args = args.into_iter();
        let pointer = Types::basic(Basic::UnsafePointer);
        let string = Types::basic(Basic::String);
        let (params, result) = match which {
            Unsafe::Offsetof => return self.offset_of(call),
            Unsafe::Alignof | Unsafe::Sizeof => {
                let mut x = args.next()?;
                self.assignment(&mut x, None, crate::assignments::Context::BuiltinArgument(name(which)));
                if x.is_invalid() {
                    return None;
                }
                return self.size_or_align(call, &x, which);
            }
            Unsafe::Add => {
                let mut x = args.next()?;
                self.assignment(&mut x, Some(pointer), "argument to unsafe.Add");
                let len = self.length(args.next()?)?;
                (!x.is_invalid()).then_some((vec![pointer, len], pointer))?
            }
            Unsafe::Slice => {
                let x = args.next()?;
                let Some(Type::Pointer(base)) = self.core_type(x.ty).map(|core| self.types.get(core).clone()) else {
                    return self.wrong_argument(&x, "a pointer");
                };
                let len = self.length(args.next()?)?;
                let slice = self.types.intern(Type::Slice(base));
                (vec![x.ty, len], slice)
            }
            Unsafe::SliceData => {
                let x = args.next()?;
                let Some(Type::Slice(elem)) = self.core_type(x.ty).map(|core| self.types.get(core).clone()) else {
                    return self.wrong_argument(&x, "a slice");
                };
                let pointer = self.types.intern(Type::Pointer(elem));
                (vec![x.ty], pointer)
            }
            Unsafe::String => {
                let bytes = self.types.intern(Type::Pointer(Types::BYTE));
                let mut x = args.next()?;
                self.assignment(&mut x, Some(bytes), "argument to unsafe.String");
                if x.is_invalid() {
                    return None;
                }
                let len = self.length(args.next()?)?;
                (vec![bytes, len], string)
            }
            Unsafe::StringData => {
                let bytes = self.types.intern(Type::Pointer(Types::BYTE));
                let mut x = args.next()?;
                self.assignment(&mut x, Some(string), "argument to unsafe.StringData");
                (!x.is_invalid()).then_some((vec![string], bytes))?
            }
        };
        self.record_builtin_sig(call, Some(result), &params);
        Some(Operand::new(Mode::Value, result, call.expr))
    }

    fn wrong_argument(&mut self, x: &Operand<'a>, wanted: &str) -> Option<Operand<'a>> {
        let message = format!("{INVALID_ARG}{} is not {wanted}", self.operand_string(x));
        self.error(&code::INVALID_UNSAFE_CALL, x.span(), message);
        None
    }

    /// The type of a valid length.
    fn length(&mut self, mut x: Operand<'a>) -> Option<TypeId> {
        self.is_valid_index(&mut x, &code::INVALID_UNSAFE_CALL, "length").then_some(x.ty)
    }

    fn size_or_align(&mut self, call: Call<'a>, x: &Operand<'a>, which: Unsafe) -> Option<Operand<'a>> {
        let uintptr = Types::basic(Basic::Uintptr);
        if self.types.facts(self.types.canonical(x.ty)).has_type_params {
            self.record_builtin_sig(call, Some(uintptr), &[x.ty]);
            return Some(Operand::new(Mode::Value, uintptr, call.expr));
        }
        let value = match which {
            Unsafe::Alignof => Some(self.types.align_of(x.ty)),
            _ => self.types.size_of(x.ty),
        };
        let Some(value) = value else {
            let message = format!("{} is too large", self.operand_string(x));
            self.error(&code::TYPE_TOO_LARGE, x.span(), message);
            return None;
        };
        Some(Operand::constant(uintptr, Value::int(value), call.expr))
    }

    /// `unsafe.Offsetof(x.f)`
    fn offset_of(&mut self, call: Call<'a>) -> Option<Operand<'a>> {
        let arg = *call.args.first()?;
        let ExprKind::Selector { x, sel } = unparen(arg).kind else {
            let message = format!("{INVALID_ARG}{} is not a selector expression", self.expr_string(arg));
            self.error(&code::INVALID_UNSAFE_CALL, arg.span, message);
            self.use_exprs(&[arg]);
            return None;
        };
        let x = self.expr(None, x);
        if x.is_invalid() {
            return None;
        }
        let base = match *self.types.get(self.under(x.ty)) {
            Type::Pointer(elem) if matches!(self.types.get(self.under(elem)), Type::Struct(_)) => elem,
            _ => x.ty,
        };
        let (ty, path) = match self.lookup_field_or_method(base, false, Some(self.pkg), sel.name, Fold::Exact) {
            Lookup::Field { ty, path, is_indirect: false } => (ty, path),
            problem => {
                let (shown, field) = (self.type_string(base), self.name(sel.name).to_string());
                let (at, message) = match problem {
                    Lookup::Field { .. } => (x.span(), format!("field {field} is embedded via a pointer in {shown}")),
                    Lookup::Method { .. } => (arg.span, format!("{} is a method value", self.expr_string(arg))),
                    _ => (x.span(), format!("{shown} has no single field {field}")),
                };
                self.error(&code::INVALID_UNSAFE_CALL, at, format!("{INVALID_ARG}{message}"));
                return None;
            }
        };
        let offset = self.field_offset(base, &path);
        let kind = SelectionKind::FieldVal;
        let selection = Selection { kind, recv: base, path: path.into(), method: None, name: sel.name, ty, is_indirect: false };
        self.record_selection(unparen(arg).id, sel.id, selection);
        self.record_type_and_value(arg.id, Mode::Variable, ty, None);
        let uintptr = Types::basic(Basic::Uintptr);
        if self.types.facts(self.types.canonical(base)).has_type_params {
            self.record_builtin_sig(call, Some(uintptr), &[ty]);
            return Some(Operand::new(Mode::Value, uintptr, call.expr));
        }
        match offset {
            Some(offset) => Some(Operand::constant(uintptr, Value::int(offset), call.expr)),
            None => {
                let message = format!("{} is too large", self.operand_string(&x));
                self.error(&code::TYPE_TOO_LARGE, x.span(), message);
                None
            }
        }
    }

    /// The offset of the field at the end of a path of embedded fields.
    fn field_offset(&self, base: TypeId, path: &[u32]) -> Option<i64> {
        let (mut at, mut offset) = (base, 0i64);
        for index in path {
            let Type::Struct(fields) = self.types.get(self.under(at)) else { return None };
            offset = offset.checked_add(self.types.offset_of(fields, *index as usize)?)?;
            at = fields.get(*index as usize)?.ty;
        }
        Some(offset)
    }
}
