//! Calls. The window of a call holds its arguments from the second slot on; results take their place from the first.

use govm_lexer::Symbol;
use govm_parser::ast::{Expr, ExprKind, Ident};
use govm_typeck::{Mode, ObjId, ObjectKind, PackageId, Selection, SelectionKind};

use super::FuncKey;
use super::func::{FuncCx, Reg};
use super::place::Place;
use crate::isa::{Op, pack};
use crate::module::{FuncIdx, Kind, MethodIdx, NativeIdx, NativeImport, TypeIdx};

/// What a call calls.
#[derive(Clone, Copy, Debug)]
pub(super) enum Callee {
    Func(FuncIdx),
    Native(NativeIdx),
    /// A function value in a register.
    Value(Reg),
    /// A method of the interface in two registers.
    Method(Reg, MethodIdx),
    /// An instruction instead of a call, see `intrinsic`.
    Instr(Op),
}

/// A call whose operands are evaluated: the arguments stand in the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prepared {
    pub(super) callee: Callee,
    pub(super) window: Reg,
    /// Slots of the arguments, a receiver included unless the callee is a method of an interface.
    pub(super) params: u16,
    pub(super) results: u16,
}

/// A method found for a receiver.
pub(super) struct Target {
    /// Embedded fields on the way.
    pub(super) path: Box<[u32]>,
    /// The declared method; `None` if the field at the path's end is an interface.
    pub(super) method: Option<ObjId>,
    pub(super) has_pointer_receiver: bool,
}

impl<'a> FuncCx<'_, '_, 'a> {
    /// A call as a value: of a call with several results, these stand side by side.
    pub(super) fn call(&mut self, e: &Expr<'a>, fun: &Expr<'a>, args: &[&Expr<'a>], spread: bool, dst: Option<Reg>) -> Reg {
        if self.is_type(fun) {
            let to = self.type_of(fun);
            return self.conversion(args[0], to, dst);
        }
        if let Some(builtin) = self.builtin_of(fun) {
            return self.builtin(e, builtin, args, spread, dst);
        }
        let mark = self.mark();
        let prepared = self.prepare(fun, args, spread);
        self.pos = e.span.lo.max(self.call_pos(fun));
        self.perform(&prepared);
        match dst {
            Some(dst) => {
                self.copy(dst, prepared.window, prepared.results);
                self.release(mark);
                dst
            }
            None => {
                self.release(u32::from(prepared.window));
                self.alloc(prepared.results)
            }
        }
    }

    /// Where Go's tracebacks place a call: the line of the function's name.
    fn call_pos(&self, fun: &Expr<'a>) -> govm_lexer::BytePos {
        match fun.kind {
            ExprKind::Selector { sel, .. } => sel.span.lo,
            _ => fun.span.lo,
        }
    }

    pub(super) fn builtin_of(&self, fun: &Expr<'a>) -> Option<govm_typeck::Builtin> {
        let mut fun = fun;
        while let ExprKind::Paren(x) = fun.kind {
            fun = x;
        }
        let info = &self.lw.prog.info;
        if info.types[fun.id.0 as usize].as_ref().is_some_and(|t| t.mode != Mode::Builtin) {
            return None;
        }
        let obj = info.uses[fun.id.0 as usize]?;
        match self.lw.prog.objects[obj.0 as usize].kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// Emits the call.
    pub(super) fn perform(&mut self, call: &Prepared) {
        let shape = |first: u32| pack(first, u32::from(call.params) | u32::from(call.results) << 16);
        match call.callee {
            Callee::Func(f) => self.emit(Op::Call, call.window, 0, 0, i64::from(f.0)),
            Callee::Native(n) => self.emit(Op::CallNative, call.window, 0, 0, i64::from(n.0)),
            Callee::Value(f) => self.emit(Op::CallValue, call.window, f, 0, shape(0)),
            Callee::Method(iface, m) => self.emit(Op::CallMethod, call.window, iface, 0, shape(m.0)),
            Callee::Instr(op @ (Op::MulHiLo | Op::Rotl32 | Op::Rotl64)) => {
                self.emit3(op, call.window, call.window + 1, call.window + 2);
            }
            Callee::Instr(Op::Yield) => self.emit(Op::Yield, 0, 0, 0, 0),
            Callee::Instr(op @ (Op::SemAcquire | Op::SemRelease)) => self.emit(op, call.window + 1, 0, 0, 0),
            Callee::Instr(op) => self.emit2(op, call.window, call.window + 1),
        }
    }

    /// Calls a native of the machine by name, arguments standing in the window.
    pub(super) fn call_native(&mut self, name: &str, params: u16, results: u16, window: Reg) {
        let native = self.lw.native(NativeImport { name: name.to_string(), params, results, types: Vec::new() });
        self.emit(Op::CallNative, window, 0, 0, i64::from(native.0));
    }

    /// Evaluates function and arguments of a call.
    pub(super) fn prepare(&mut self, fun: &Expr<'a>, args: &[&Expr<'a>], spread: bool) -> Prepared {
        let sig = self.type_of(fun);
        let (params, results, is_variadic) = {
            let desc = self.lw.types.desc(sig);
            (desc.params.clone(), desc.results.clone(), desc.is_variadic)
        };
        let param_slots: u16 = params.iter().map(|t| self.slots(*t)).sum();
        let result_slots: u16 = results.iter().map(|t| self.slots(*t)).sum();
        let mut inner = fun;
        loop {
            match inner.kind {
                ExprKind::Paren(x) => inner = x,
                // An instantiation: the name carries the type arguments.
                ExprKind::Index { x, indices } if indices.first().is_some_and(|i| self.is_type(i)) => inner = x,
                _ => break,
            }
        }
        if let ExprKind::Selector { x, sel } = inner.kind
            && let Some(selection) = self.lw.prog.info.selections.get(&inner.id).cloned()
            && selection.kind == SelectionKind::MethodVal
        {
            return self.prepare_method(x, &selection, sel, args, &params, is_variadic && !spread, result_slots);
        }
        let declared = self.declared_callee(inner);
        let callee = match declared {
            Some(callee) => callee,
            None => {
                let f = self.alloc(1);
                self.expr(inner, Some(f));
                Callee::Value(f)
            }
        };
        let window = self.alloc((1 + param_slots).max(result_slots));
        self.arguments(args, &params, is_variadic && !spread, window + 1);
        Prepared { callee, window, params: param_slots, results: result_slots }
    }

    /// The function that a name denotes, unless it is a variable.
    fn declared_callee(&mut self, fun: &Expr<'a>) -> Option<Callee> {
        let id = match fun.kind {
            ExprKind::Ident(_) => fun.id,
            ExprKind::Selector { sel, .. } if !self.lw.prog.info.selections.contains_key(&fun.id) => sel.id,
            _ => return None,
        };
        let obj = self.lw.prog.info.uses[id.0 as usize]?;
        if self.lw.prog.objects[obj.0 as usize].kind != ObjectKind::Func {
            return None;
        }
        let args = self.lw.prog.info.instances.get(&id).map(|i| i.type_args.clone()).unwrap_or_default();
        let type_args: Box<[_]> = args.iter().map(|t| self.lw.concrete(*t, &self.env)).collect();
        Some(self.callee(obj, type_args))
    }

    fn callee(&mut self, obj: ObjId, type_args: Box<[govm_typeck::TypeId]>) -> Callee {
        if self.lw.prog.funcs.get(&obj).is_some_and(|f| f.decl.body.is_none()) {
            if let Some(op) = self.lw.intrinsic(obj) {
                return Callee::Instr(op);
            }
            return Callee::Native(self.lw.native_import(obj, &type_args));
        }
        Callee::Func(self.lw.func_for(FuncKey::Declared { obj, type_args }))
    }

    /// Evaluates arguments to the registers from `at` on.
    fn arguments(&mut self, args: &[&Expr<'a>], params: &[TypeIdx], packs: bool, at: Reg) {
        if let [only] = args
            && (params.len() > 1 || packs || params.is_empty())
            && let Some(types) = self.tuple_of(only)
        {
            return self.spread_arguments(only, &types, params, packs, at);
        }
        let mut at = at;
        let fixed = params.len() - usize::from(packs);
        for (arg, ty) in args.iter().zip(&params[..fixed]) {
            self.expr_to(arg, *ty, Some(at));
            at += self.slots(*ty);
        }
        if packs {
            let slice = params[fixed];
            let rest = &args[fixed.min(args.len())..];
            if rest.is_empty() {
                self.emit(Op::Zero, at, 0, 2, 0);
                return;
            }
            let elem = self.elem(slice);
            self.pack(rest.len(), elem, at, |cx, i, place| {
                let value = cx.expr_to(rest[i], elem, None);
                cx.store(place, elem, value);
            });
        }
    }

    /// A new slice of `len` elements at `dst`, each stored by `fill`.
    fn pack(&mut self, len: usize, elem: TypeIdx, dst: Reg, mut fill: impl FnMut(&mut Self, usize, &Place)) {
        let mark = self.mark();
        let n = self.alloc(1);
        self.constant(n, len as i64);
        let slice = self.alloc(2);
        self.emit(Op::MakeSlice, slice, n, n, i64::from(elem.0));
        let addr = self.alloc(1);
        self.emit2(Op::Zext32, addr, slice);
        let size = self.size(elem);
        for i in 0..len {
            let inner = self.mark();
            let place = if size == 0 { Place::Blank } else { Place::Mem { addr, offset: i as u32 * size } };
            fill(self, i, &place);
            self.release(inner);
        }
        self.copy(dst, slice, 2);
        self.release(mark);
    }

    /// The types of a call's results if it has several.
    pub(super) fn tuple_of(&mut self, e: &Expr<'a>) -> Option<Vec<TypeIdx>> {
        let ty = self.lw.prog.info.types[e.id.0 as usize].as_ref()?.ty;
        match self.lw.prog.types.get(ty).clone() {
            govm_typeck::Type::Tuple(types) => Some(types.iter().map(|t| self.type_idx(*t, e.span)).collect()),
            _ => None,
        }
    }

    /// `f(g())` where `g` has several results.
    fn spread_arguments(&mut self, call: &Expr<'a>, types: &[TypeIdx], params: &[TypeIdx], packs: bool, at: Reg) {
        let mark = self.mark();
        let values = self.expr(call, None);
        let mut regs = Vec::new();
        let mut reg = values;
        for ty in types {
            regs.push(reg);
            reg += self.slots(*ty);
        }
        let fixed = params.len() - usize::from(packs);
        let mut at = at;
        for i in 0..fixed {
            self.convert_assign(regs[i], types[i], params[i], Some(at));
            at += self.slots(params[i]);
        }
        if packs {
            let elem = self.elem(params[fixed]);
            if types.len() == fixed {
                self.emit(Op::Zero, at, 0, 2, 0);
            } else {
                self.pack(types.len() - fixed, elem, at, |cx, i, place| {
                    let value = cx.convert_assign(regs[fixed + i], types[fixed + i], elem, None);
                    cx.store(place, elem, value);
                });
            }
        }
        self.release(mark);
    }

    // Methods.

    /// The package that an unexported name in a selector belongs to.
    pub(super) fn selection_pkg(&self, selection: &Selection, sel: Ident<'a>) -> Option<PackageId> {
        // Exported names are the same whichever package they are from.
        if govm_lexer::is_exported(self.lw.names.resolve(selection.name)) {
            return None;
        }
        match selection.method.or(self.lw.prog.info.uses[sel.id.0 as usize]) {
            Some(obj) => self.lw.prog.objects[obj.0 as usize].pkg,
            None => self.lw.interface_method_pkg(selection.recv, &selection.path, selection.name),
        }
    }

    /// What a method selection denotes for the receiver's type as it is here, type parameters replaced.
    pub(super) fn method_target(&mut self, selection: &Selection, sel: Ident<'a>, recv: TypeIdx) -> Option<Target> {
        let is_param = matches!(self.lw.prog.types.get(selection.recv), govm_typeck::Type::TypeParam(_))
            || match self.lw.prog.types.get(selection.recv) {
                govm_typeck::Type::Pointer(t) => matches!(self.lw.prog.types.get(*t), govm_typeck::Type::TypeParam(_)),
                _ => false,
            };
        if is_param {
            let pkg = self.selection_pkg(selection, sel);
            let source = self.lw.types.source(recv);
            return self.lw.find_method(source, selection.name, pkg);
        }
        let has_pointer_receiver =
            selection.method.and_then(|m| self.lw.prog.funcs.get(&m)).and_then(|f| f.recv).is_some_and(|r| r.1);
        Some(Target { path: selection.path.clone(), method: selection.method, has_pointer_receiver })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a call expression")]
    fn prepare_method(
        &mut self,
        x: &Expr<'a>,
        selection: &Selection,
        sel: Ident<'a>,
        args: &[&Expr<'a>],
        params: &[TypeIdx],
        packs: bool,
        results: u16,
    ) -> Prepared {
        let recv = self.type_of(x);
        let Some(target) = self.method_target(selection, sel, recv) else {
            self.lw.unsupported(sel.span, "method call is");
            return Prepared { callee: Callee::Instr(Op::Mov), window: self.alloc(2), params: 0, results };
        };
        let param_slots: u16 = params.iter().map(|t| self.slots(*t)).sum();
        // The receiver is evaluated first, into registers that the arguments' evaluation does not touch.
        let (place, ty) = self.receiver_place(x, recv, &target.path);
        let Some(method) = target.method else {
            let iface = self.load(&place, ty, None);
            let name = self.lw.method_idx_of(ty, selection.name);
            let window = self.alloc((2 + param_slots).max(results));
            self.arguments(args, params, packs, window + 2);
            return Prepared { callee: Callee::Method(iface, name), window, params: param_slots, results };
        };
        let (callee, recv_ty) = self.method_callee(method, ty);
        let recv_slots = if target.has_pointer_receiver { 1 } else { self.slots(recv_ty) };
        let window = self.alloc((1 + recv_slots + param_slots).max(results));
        self.pass_receiver(&place, ty, target.has_pointer_receiver, window + 1);
        self.arguments(args, params, packs, window + 1 + recv_slots);
        Prepared { callee, window, params: recv_slots + param_slots, results }
    }

    /// The place at the end of the path of embedded fields from `x`.
    pub(super) fn receiver_place(&mut self, x: &Expr<'a>, recv: TypeIdx, path: &[u32]) -> (Place, TypeIdx) {
        let place = self.lower_place(x);
        self.fields(place, recv, path)
    }

    /// The callee for a declared method on a receiver of type `ty` (or a pointer to it), and the base type.
    pub(super) fn method_callee(&mut self, method: ObjId, ty: TypeIdx) -> (Callee, TypeIdx) {
        // A defined pointer type has no methods, so a pointer here is one to the base type.
        let base = if self.kind(ty) == Kind::Pointer && !self.lw.types.desc(ty).is_named { self.elem(ty) } else { ty };
        let type_args = self.lw.type_args_of(base);
        (self.callee(method, type_args), base)
    }

    /// Puts the receiver at `place` into registers, as the address or the value that the method wants.
    pub(super) fn pass_receiver(&mut self, place: &Place, ty: TypeIdx, wants_pointer: bool, at: Reg) {
        let is_pointer = self.kind(ty) == Kind::Pointer && !self.lw.types.desc(ty).is_named;
        let mark = self.mark();
        match (is_pointer, wants_pointer) {
            (true, true) | (false, false) => {
                self.load(place, ty, Some(at));
            }
            (true, false) => {
                let addr = self.load(place, ty, None);
                let base = self.elem(ty);
                self.load_mem(addr, 0, base, at);
                if self.is_wide(base) {
                    self.emit(Op::NilCheck, at, 0, 0, 0);
                }
            }
            (false, true) => {
                self.place_addr(place, ty, Some(at));
            }
        }
        self.release(mark);
    }
}

impl super::Lowerer<'_, '_> {
    /// The name under which a function without body is bound: import path, dot, name.
    fn native_name(&self, obj: ObjId) -> String {
        let object = &self.prog.objects[obj.0 as usize];
        let path = object.pkg.map_or(String::new(), |p| self.package_path(p));
        let name = self.names.resolve(object.name);
        match self.prog.funcs.get(&obj).and_then(|f| f.recv) {
            None => format!("{path}.{name}"),
            Some((recv, _)) => {
                let base = match self.prog.types.get(recv) {
                    govm_typeck::Type::Named(n) => self.prog.objects[self.prog.types.named(*n).obj.0 as usize].name,
                    _ => Symbol::BLANK,
                };
                format!("{path}.{}.{name}", self.names.resolve(base))
            }
        }
    }

    /// The import for a function without body.
    pub(super) fn native_import(&mut self, obj: ObjId, type_args: &[govm_typeck::TypeId]) -> NativeIdx {
        let env: super::types::TypeEnv = self.type_params_of(obj).into_iter().zip(type_args.iter().copied()).collect();
        let (ty, span) = (self.prog.objects[obj.0 as usize].ty, self.prog.objects[obj.0 as usize].span);
        let ty = self.concrete(ty, &env);
        let sig = self.type_idx(ty, span);
        let desc = self.types.desc(sig).clone();
        let mut params: u16 = desc.params.iter().map(|t| self.layout(*t).slot_count()).sum();
        let results = desc.results.iter().map(|t| self.layout(*t).slot_count()).sum();
        let mut types = desc.params;
        if let Some((recv, is_pointer)) = self.prog.funcs.get(&obj).and_then(|f| f.recv) {
            let recv = if is_pointer { self.pointer_to(recv) } else { recv };
            let recv = self.type_idx(recv, span);
            params += self.layout(recv).slot_count();
            types.insert(0, recv);
        }
        types.extend(desc.results);
        // Of a generic native the type arguments come first.
        let args: Vec<TypeIdx> = type_args.iter().map(|t| self.type_idx(*t, span)).collect();
        types.splice(0..0, args);
        let name = self.native_name(obj);
        self.native(NativeImport { name, params, results, types })
    }

    /// Library functions that are instructions.
    fn intrinsic(&self, obj: ObjId) -> Option<Op> {
        Some(match self.native_name(obj).as_str() {
            "runtime.Gosched" => Op::Yield,
            "sync.acquire" => Op::SemAcquire,
            "sync.release" => Op::SemRelease,
            "math.Sqrt" => Op::FSqrt,
            "math.Abs" => Op::FAbs,
            "math.Float64bits" => Op::FBits,
            "math.Float64frombits" => Op::Mov,
            "math/bits.LeadingZeros64" => Op::Clz,
            "math/bits.TrailingZeros64" => Op::Ctz,
            "math/bits.OnesCount64" => Op::Popcnt,
            "math/bits.Mul64" => Op::MulHiLo,
            "math/bits.Add64" => Op::AddCarry,
            "math/bits.Sub64" => Op::SubBorrow,
            "math/bits.RotateLeft32" => Op::Rotl32,
            "math/bits.RotateLeft64" => Op::Rotl64,
            _ => return None,
        })
    }

    /// The type arguments of an instance of a generic type.
    pub(super) fn type_args_of(&self, ty: TypeIdx) -> Box<[govm_typeck::TypeId]> {
        match self.prog.types.get(self.types.source(ty)) {
            govm_typeck::Type::Named(n) => {
                self.prog.types.named(*n).instance_of.as_ref().map(|i| i.1.clone()).unwrap_or_default()
            }
            _ => Box::default(),
        }
    }
}
