//! Method sets: wrappers through which interfaces, method expressions and method values call methods, and the method tables.

use govm_lexer::{Span, Symbol};
use govm_typeck::{Basic, PackageId, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::call::{Callee, Prepared, Target};
use super::func::{FuncCx, Reg};
use super::place::Place;
use super::scan::Scan;
use super::types::TypeEnv;
use super::{FuncKey, Lowerer};
use crate::isa::Op;
use crate::module::{Func, FuncIdx, Kind, MethodDesc, MethodIdx, TypeIdx};

/// A method of a type by name, found through embedded fields if need be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Wrapper {
    /// Type of the receiver.
    pub(super) recv: TypeId,
    pub(super) name: Symbol,
    /// For unexported names.
    pub(super) pkg: Option<PackageId>,
}

/// A method of a concrete type's method set.
struct Candidate {
    wrapper: Wrapper,
    sig: TypeId,
    /// Its name's index, once an interface of the program has a method of this name.
    name: Option<MethodIdx>,
}

/// How far the method tables have been made.
#[derive(Default)]
pub(super) struct MethodScan {
    /// Methods of each type, by descriptor: found once; interfaces have none.
    sets: Vec<Vec<Candidate>>,
    /// Names of the methods of all interfaces, with the package of unexported ones.
    called: FxHashSet<(Symbol, Option<PackageId>)>,
    tables: FxHashMap<TypeIdx, Vec<MethodDesc>>,
}

impl<'a> Lowerer<'_, 'a> {
    /// The method `name` of a type, as a selector finds it.
    pub(super) fn find_method(&mut self, recv: TypeId, name: Symbol, pkg: Option<PackageId>) -> Option<Target> {
        let found = self.prog.lookup_method(recv, name, pkg, self.names)?;
        Some(Target { path: found.path.into(), method: found.method, has_pointer_receiver: found.has_ptr_recv })
    }

    /// The package of an unexported method of an interface or type parameter, at the end of a path of embedded fields.
    pub(super) fn interface_method_pkg(&self, recv: TypeId, path: &[u32], name: Symbol) -> Option<PackageId> {
        let types = &self.prog.types;
        let mut recv = recv;
        for field in path {
            if let Type::Pointer(base) = types.get(types.under(recv)) {
                recv = *base;
            }
            let Type::Struct(fields) = types.get(types.under(recv)) else { return None };
            recv = fields.get(*field as usize)?.ty;
        }
        match types.get(types.under(recv)) {
            Type::Interface(i) => i.methods.iter().find(|m| m.name == name).and_then(|m| m.pkg),
            _ => None,
        }
    }

    /// The index of a method name as the interface type `ty` declares it.
    pub(super) fn method_idx_of(&mut self, ty: TypeIdx, name: Symbol) -> MethodIdx {
        let text = self.names.resolve(name);
        let methods = self.types.desc(ty).methods.clone();
        let found = methods.iter().find(|m| self.method_names.get_index(m.name.index()).is_some_and(|n| n.name == text));
        found.map_or(MethodIdx(0), |m| m.name)
    }

    /// Queues the methods that interfaces of the program may call and makes the method tables of the types that have them.
    pub(super) fn queue_methods(&mut self, scan: &mut MethodScan) {
        // Package reflect makes pointers to variables of any type: to values whose descriptors the program has.
        if self.uses_reflect {
            self.describe_pointers();
        }
        self.find_methods(scan);
        // Only methods that some interface of the program has can be called through one.
        let called: FxHashSet<MethodIdx> = (0..self.types.count())
            .map(|i| self.types.desc(TypeIdx(i as u32)))
            .filter(|d| d.kind == Kind::Interface)
            .flat_map(|d| d.methods.iter().map(|m| m.name))
            .collect();
        for (i, set) in scan.sets.iter().enumerate() {
            let ty = TypeIdx(i as u32);
            let mut found = set.iter().filter_map(|m| Some((m.name.filter(|name| called.contains(name))?, m.wrapper))).peekable();
            if found.peek().is_none() {
                continue;
            }
            let table = scan.tables.entry(ty).or_default();
            for (name, wrapper) in found {
                if !table.iter().any(|m| m.name == name) {
                    // A receiver that is the payload as it is needs no wrapper.
                    let direct = self.direct_method(&wrapper);
                    let func = direct.unwrap_or_else(|| self.func_for(FuncKey::Wrapper(wrapper)));
                    table.push(MethodDesc { name, func });
                }
            }
            table.sort_by_key(|m| m.name);
            self.types.set_methods(ty, table.clone());
        }
    }

    /// Finds the methods of the types that are new, and describes those that an interface may call by their names alone: what a method
    /// that nothing calls has in its signature is no part of the program.
    fn find_methods(&mut self, scan: &mut MethodScan) {
        // Signatures bring new types, with more methods and more names of methods, until there is nothing new.
        while scan.sets.len() < self.types.count() {
            for i in scan.sets.len()..self.types.count() {
                let ty = TypeIdx(i as u32);
                let source = self.types.source(ty);
                let set = match self.types.desc(ty).kind {
                    Kind::None => Vec::new(),
                    Kind::Interface => {
                        if let Type::Interface(interface) = self.prog.types.get(self.prog.types.under(source)) {
                            scan.called.extend(interface.methods.iter().map(|m| (m.name, m.pkg)));
                        }
                        Vec::new()
                    }
                    _ => self.method_set(source),
                };
                scan.sets.push(set);
            }
            for method in scan.sets.iter_mut().flatten() {
                let Wrapper { name, pkg, .. } = method.wrapper;
                if method.name.is_none() && scan.called.contains(&(name, pkg)) {
                    method.name = Some(self.method_idx(name, pkg, method.sig));
                }
            }
        }
    }

    /// Describes the pointer types to all types of the program that are not pointers to pointers themselves.
    fn describe_pointers(&mut self) {
        let mut i = 0;
        while i < self.types.count() {
            let ty = TypeIdx(i as u32);
            i += 1;
            let desc = self.types.desc(ty);
            let is_pointer = |t: TypeIdx| self.types.desc(t).kind == Kind::Pointer;
            let source = self.types.source(ty);
            let has_source = source != TypeId(Basic::Invalid as u32) && !matches!(self.prog.types.get(source), Type::Tuple(_));
            if has_source && desc.kind != Kind::None && !(is_pointer(ty) && is_pointer(desc.elem)) {
                let pointer = self.pointer_to(source);
                self.type_idx(pointer, Span::NONE);
            }
        }
    }

    fn method_set(&mut self, recv: TypeId) -> Vec<Candidate> {
        let methods = self.prog.method_set(recv, self.names).into_iter();
        methods.map(|m| Candidate { wrapper: Wrapper { recv, name: m.name, pkg: m.pkg }, sig: m.sig, name: None }).collect()
    }

    /// A method as interfaces call it: the first parameter is the payload.
    pub(super) fn lower_wrapper(&mut self, w: &Wrapper) -> Func {
        let ty = self.type_idx(w.recv, Span::NONE);
        let is_direct = self.layout(ty).is_direct() && self.layout(ty).slot_count() == 1;
        self.wrapper(w, |cx| {
            let payload = cx.alloc(1);
            let is_direct = is_direct || cx.slots(ty) == 0;
            Some(if is_direct { Place::Reg(payload) } else { Place::Mem { addr: payload, offset: 0 } })
        })
    }

    /// `T.m`: the receiver is the first parameter.
    pub(super) fn lower_method_expr(&mut self, w: &Wrapper) -> Func {
        let ty = self.type_idx(w.recv, Span::NONE);
        self.wrapper(w, |cx| Some(Place::Reg(cx.alloc_for(ty))))
    }

    /// `x.m`: a closure that holds the receiver.
    pub(super) fn lower_method_value(&mut self, w: &Wrapper) -> Func {
        self.wrapper(w, |_| None)
    }

    /// A function that calls a method with its own parameters. `receiver` allocates what stands before them and says where the
    /// receiver is; if nowhere, the function is a closure that holds it.
    fn wrapper(&mut self, w: &Wrapper, receiver: impl FnOnce(&mut FuncCx<'_, '_, 'a>) -> Option<Place>) -> Func {
        let recv = self.type_idx(w.recv, Span::NONE);
        let recv_name = self.types.desc(recv).name.clone();
        let name = format!("{recv_name}.{}", self.names.resolve(w.name));
        let Some(target) = self.find_method(w.recv, w.name, w.pkg) else { return super::empty_func() };
        let scan = Scan::default();
        let (mut params, mut results) = (Vec::new(), Vec::new());
        if let Some(sig) = self.prog.lookup_method(w.recv, w.name, w.pkg, self.names).map(|m| m.sig) {
            let sig = self.type_idx(sig, Span::NONE);
            params = self.types.desc(sig).params.clone();
            results = self.types.desc(sig).results.clone();
        }
        let mut cx = FuncCx::new(self, &scan, TypeEnv::new(), name);
        let given = receiver(&mut cx);
        let first = cx.mark() as Reg;
        let param_slots: u16 = params.iter().map(|t| cx.slots(*t)).sum();
        let result_slots: u16 = results.iter().map(|t| cx.slots(*t)).sum();
        cx.alloc(param_slots);
        cx.params = (cx.mark() - 1) as u16;
        cx.results.slots = result_slots;
        let place = given.unwrap_or_else(|| {
            cx.is_closure = true;
            let closure = cx.alloc(1);
            let slots = cx.slots(recv);
            Place::Reg(cx.load_captured(closure, 8, slots))
        });
        let (place, ty) = cx.fields(place, recv, &target.path);
        let call = match target.method {
            None => {
                let iface = cx.load(&place, ty, None);
                let m = cx.lw.method_idx_of(ty, w.name);
                let window = cx.alloc((2 + param_slots).max(result_slots));
                cx.copy(window + 2, first, param_slots);
                Prepared { callee: Callee::Method(iface, m), window, params: param_slots, results: result_slots }
            }
            Some(method) => {
                let (callee, base) = cx.method_callee(method, ty);
                let recv_slots = if target.has_pointer_receiver { 1 } else { cx.slots(base) };
                let window = cx.alloc((1 + recv_slots + param_slots).max(result_slots));
                cx.pass_receiver(&place, ty, target.has_pointer_receiver, window + 1);
                cx.copy(window + 1 + recv_slots, first, param_slots);
                Prepared { callee, window, params: recv_slots + param_slots, results: result_slots }
            }
        };
        cx.perform(&call);
        cx.emit(Op::Return, call.window, 0, 0, 0);
        cx.finish()
    }

    /// A native as a function of its own, for where it is used as a value.
    pub(super) fn lower_native_stub(&mut self, obj: govm_typeck::ObjId, env: TypeEnv, name: String) -> Func {
        let type_args: Vec<TypeId> = env.iter().map(|e| e.1).collect();
        let native = self.native_import(obj, &type_args);
        let (params, results) = self.native_shape(native);
        let scan = Scan::default();
        let mut cx = FuncCx::new(self, &scan, env, name);
        let first = cx.alloc(params);
        cx.params = params;
        cx.results.slots = results;
        let window = cx.alloc((1 + params).max(results).max(1));
        cx.copy(window + 1, first, params);
        cx.emit(Op::CallNative, window, 0, 0, i64::from(native.0));
        cx.emit(Op::Return, window, 0, 0, 0);
        cx.finish()
    }

    fn native_shape(&self, native: crate::module::NativeIdx) -> (u16, u16) {
        self.natives.get_index(native.index()).map_or((0, 0), |n| (n.params, n.results))
    }

    /// The declared method itself where an interface can call it without a wrapper: the payload is the receiver.
    fn direct_method(&mut self, w: &Wrapper) -> Option<FuncIdx> {
        let ty = self.type_idx(w.recv, Span::NONE);
        let target = self.find_method(w.recv, w.name, w.pkg)?;
        let method = target.method?;
        if !target.path.is_empty() || !self.layout(ty).is_direct() || self.layout(ty).slot_count() != 1 {
            return None;
        }
        let is_pointer = self.types.desc(ty).kind == Kind::Pointer && !self.types.desc(ty).is_named;
        if is_pointer != target.has_pointer_receiver {
            return None;
        }
        let base = if is_pointer { self.types.desc(ty).elem } else { ty };
        let type_args = self.type_args_of(base);
        if self.prog.funcs.get(&method).is_some_and(|f| f.decl.body.is_none()) {
            return None;
        }
        Some(self.func_for(FuncKey::Declared { obj: method, type_args }))
    }
}
