//! Declarations: checked when they are first needed, with detection of cycles.

use std::rc::Rc;

use govm_lexer::{Span, Symbol};
use govm_parser::ast::{Decl, Expr, ExprKind, Ident, TypeSpec};
use rustc_hash::FxHashMap;

use crate::api::Purpose;
use crate::assignments::{InitBy, InitVar};
use crate::checker::{Checker, Color, DeclId, Environment};
use crate::code;
use crate::constant::Value;
use crate::limits::{self, weight};
use crate::object::{ObjId, ObjectKind, VarKind};
use crate::operand::{Operand, Target};
use crate::place::place;
use crate::types::{Basic, Named, NamedId, Type, TypeId, Types};

impl<'a> Checker<'a, '_> {
    /// Checks the declaration of a package-level object or method, unless that was done. A declaration that is under way
    /// is a cycle, which may be in order or not.
    pub(crate) fn obj_decl(&mut self, obj: ObjId) {
        match self.obj_state(obj).color {
            Color::Black => return,
            Color::Grey(start) => {
                let is_valid = self.valid_cycle(start);
                let is_type = matches!(self.obj(obj).kind, ObjectKind::TypeName { .. });
                // Without its type there is nothing to go on with; a defined type has one from the start.
                if !is_valid && is_type {
                    self.set_obj_type(obj, Types::basic(Basic::Invalid));
                }
                return;
            }
            Color::White => {}
        }
        let Some(decl) = self.obj_state(obj).decl else { return };
        if self.begin_type(obj, decl) {
            return;
        }
        let span = self.obj(obj).span;
        if self.depth() + weight::DECL + weight::EXPR > limits::STACK_MAX {
            self.error(&code::LIMIT_EXCEEDED, span, "too many declarations that depend on each other");
            self.object_states[obj.0 as usize].color = Color::Black;
            return;
        }
        if !self.enter(weight::DECL, span) {
            return;
        }
        self.predeclare_alias(obj, decl);
        if self.obj_state(obj).color == Color::White {
            self.declare_now(obj, decl);
        }
        self.leave(weight::DECL);
        if self.obj_path.is_empty() && !self.is_completing {
            // Everything that the declaration needs is complete now.
            self.complete_begun();
            self.resolve_opens();
        }
    }

    /// Where declarations nest deep, a defined type has no more than its identity when it is mentioned: what it is defined as is found out
    /// later. This is what a type that refers to itself has to do with as well.
    fn begin_type(&mut self, obj: ObjId, decl: DeclId) -> bool {
        let Some(spec) = self.decls[decl.0 as usize].tdecl else { return false };
        if self.depth() < limits::BEGUN_FROM || self.needs_complete > 0 || spec.is_alias || !spec.type_params.is_empty() {
            return false;
        }
        if !self.begun.contains_key(&obj) {
            let id = self.new_named(obj);
            self.begun.insert(obj, id);
            self.waiting.push(obj);
        }
        true
    }

    fn complete_begun(&mut self) {
        self.is_completing = true;
        while let Some(obj) = self.waiting.pop() {
            self.obj_decl(obj);
        }
        self.is_completing = false;
    }

    fn new_named(&mut self, obj: ObjId) -> NamedId {
        let id = NamedId(self.types.named.len() as u32);
        self.types.named.push(Named::declared(obj));
        let ty = self.types.intern(Type::Named(id));
        self.set_obj_type(obj, ty);
        id
    }

    fn declare_now(&mut self, obj: ObjId, decl: DeclId) {
        self.push_path(obj);
        let needs_complete = u32::from(matches!(self.obj(obj).kind, ObjectKind::Const(_) | ObjectKind::Var(_)));
        self.needs_complete += needs_complete;
        let file = self.decls[decl.0 as usize].file;
        let env = Environment { scope: file, version: self.version_of(file), ..Environment::default() };
        let outer = std::mem::replace(&mut self.env, env);
        let info = &self.decls[decl.0 as usize];
        let (lhs, vtyp, init, is_inherited, iota) =
            (info.lhs.clone(), info.vtyp, info.init, info.is_inherited, i64::from(info.iota));
        match self.obj(obj).kind {
            ObjectKind::Const(_) => {
                self.env.decl = Some(decl);
                self.const_decl(obj, vtyp, init, is_inherited, Value::int(iota));
            }
            ObjectKind::Var(_) => {
                self.env.decl = Some(decl);
                self.var_decl(obj, &lhs, vtyp, init);
            }
            ObjectKind::TypeName { .. } => {
                if let Some(spec) = self.decls[decl.0 as usize].tdecl {
                    self.type_decl(obj, spec);
                    self.collect_methods(obj);
                }
            }
            ObjectKind::Func => self.func_decl(obj, decl),
            _ => {}
        }
        self.env = outer;
        self.needs_complete -= needs_complete;
        self.pop_path();
    }

    fn push_path(&mut self, obj: ObjId) {
        self.object_states[obj.0 as usize].color = Color::Grey(self.obj_path.len() as u32);
        self.obj_path.push(obj);
    }

    fn pop_path(&mut self) {
        let obj = self.obj_path.pop().expect("invariant: objects are popped as often as pushed");
        self.object_states[obj.0 as usize].color = Color::Black;
    }

    /// An alias has no identity of its own that a recursive type could refer to while it is declared: `type A = []B; type B
    /// struct { a A }` is in order only if B is begun first. So the defined types that an alias mentions are declared before it.
    fn predeclare_alias(&mut self, obj: ObjId, decl: DeclId) {
        let info = &self.decls[decl.0 as usize];
        let (Some(spec), file) = (info.tdecl, info.file) else { return };
        if !spec.is_alias || !self.predeclaring.insert(obj) {
            return;
        }
        let mut names = Vec::new();
        mentioned_names(spec.ty, &mut names);
        let pkg_scope = self.package(self.pkg).scope;
        for name in names {
            // Names of other packages and of the universe need nothing.
            if self.lookup_in(file, name).is_some() {
                continue;
            }
            if let Some(other) = self.lookup_in(pkg_scope, name)
                && matches!(self.obj(other).kind, ObjectKind::TypeName { .. })
                && self.obj_state(other).color == Color::White
            {
                self.obj_decl(other);
            }
        }
        self.predeclaring.remove(&obj);
    }

    /// Whether the cycle of declarations from `start` on is in order; reports it if not.
    fn valid_cycle(&mut self, start: u32) -> bool {
        let cycle: Vec<ObjId> = self.obj_path[start as usize..].to_vec();
        let (mut values, mut definitions, mut in_tparams) = (0, 0, false);
        for obj in &cycle {
            match self.obj(*obj).kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => values += 1,
                ObjectKind::TypeName { is_alias } => {
                    if self.env.in_tparam_list && self.is_generic(self.obj(*obj).ty) {
                        in_tparams = true;
                        break;
                    }
                    if !is_alias {
                        definitions += 1;
                    }
                }
                _ => {}
            }
        }
        // A cycle of only constants and variables is found again by the initialisation order, and reported there; one through a type
        // definition is recursion, whose validity is checked on the complete types.
        if !in_tparams && (values == cycle.len() || values == 0 && definitions > 0) {
            return true;
        }
        let cycle = self.starting_first(&cycle);
        let places: Vec<_> = cycle.iter().map(|obj| (*obj, self.obj(*obj).span)).collect();
        self.cycle_error(&places);
        false
    }

    /// The same cycle, beginning with the object that comes first in the source.
    fn starting_first(&self, cycle: &[ObjId]) -> Vec<ObjId> {
        let first = (0..cycle.len()).min_by_key(|i| self.obj(cycle[*i]).span).unwrap_or(0);
        cycle[first..].iter().chain(&cycle[..first]).copied().collect()
    }

    /// Reports a cycle.
    pub(crate) fn cycle_error(&mut self, cycle: &[(ObjId, Span)]) {
        let Some((obj, span)) = cycle.first().copied() else { return };
        let is_type = matches!(self.obj(obj).kind, ObjectKind::TypeName { .. });
        let name = self.qualified_name(obj);
        if cycle.len() == 1 {
            let what = if is_type { "invalid recursive type" } else { "invalid cycle in declaration" };
            self.error(&code::INVALID_DECL_CYCLE, span, format!("{what}: {name} refers to itself"));
            return;
        }
        let what = if is_type { "invalid recursive type" } else { "invalid cycle in declaration of" };
        let mut diagnostic = self.diagnostic(&code::INVALID_DECL_CYCLE, span, format!("{what} {name}"));
        for (i, (at, span)) in cycle.iter().enumerate() {
            if i == limits::CYCLE_SHOWN_MAX {
                diagnostic.message.push_str(&format!("\n\tand {} more", cycle.len() - i));
                break;
            }
            let (next, _) = cycle[(i + 1) % cycle.len()];
            let words = format!("{} refers to {}", self.qualified_name(*at), self.qualified_name(next));
            diagnostic = self.with_place(diagnostic, *span, &words);
        }
        self.report(diagnostic);
    }

    fn const_decl(&mut self, obj: ObjId, ty: Option<&'a Expr<'a>>, init: Option<&'a Expr<'a>>, is_inherited: bool, iota: Value) {
        let outer_iota = self.env.iota.replace(iota);
        let outer_errpos = self.env.errpos.take();
        let mut declared = None;
        let mut is_ok = true;
        if let Some(e) = ty {
            let ty = self.typ(e);
            if self.types.is_const_type(ty) {
                self.set_obj_type(obj, ty);
                declared = Some(ty);
            } else {
                if self.is_valid(self.under(ty)) {
                    let message = format!("invalid constant type {}", self.type_string(ty));
                    self.error(&code::INVALID_CONST_TYPE, place(e), message);
                }
                is_ok = false;
            }
        }
        if is_ok && let Some(init) = init {
            if is_inherited {
                // It takes as long as if it were written again, which is about this for a byte.
                self.types.step(40 * (init.span.hi.0 - init.span.lo.0) as usize);
                // Use the constant's place where the expression is that of another constant.
                self.env.errpos = Some(self.obj(obj).span);
            }
            let mut x = self.expr(None, init);
            self.init_const(obj, declared, &mut x);
        }
        self.env.iota = outer_iota;
        self.env.errpos = outer_errpos;
    }

    fn var_decl(&mut self, obj: ObjId, lhs: &[ObjId], ty: Option<&'a Expr<'a>>, init: Option<&'a Expr<'a>>) {
        let declared = ty.map(|e| self.var_type(e));
        if let Some(ty) = declared {
            self.set_obj_type(obj, ty);
        }
        let Some(init) = init else { return };
        if lhs.len() <= 1 {
            let name = self.obj(obj).name;
            let target = declared.and_then(|ty| {
                let sig = self.under(ty);
                let is_func = matches!(self.types.get(sig), Type::Signature(_));
                is_func.then(|| Target { sig, desc: Rc::from(self.name(name)) })
            });
            let mut x = self.expr(target.as_ref(), init);
            self.init_var(InitVar { obj, ty: declared }, &mut x, "variable declaration");
            return;
        }
        if let Some(ty) = declared {
            lhs.iter().for_each(|v| self.set_obj_type(*v, ty));
        }
        let vars: Vec<InitVar> = lhs.iter().map(|obj| InitVar { obj: *obj, ty: declared }).collect();
        self.init_vars(&vars, &[init], InitBy::Declaration);
        // The others need no check of their own.
        for var in lhs {
            if *var != obj && self.obj_state(*var).color == Color::White {
                self.object_states[var.0 as usize].color = Color::Black;
            }
        }
    }

    fn type_decl(&mut self, obj: ObjId, spec: &'a TypeSpec<'a>) {
        if spec.is_alias {
            self.alias_decl(obj, spec);
            return;
        }
        let id = match self.begun.remove(&obj) {
            Some(id) => id,
            None => {
                let id = self.new_named(obj);
                if let Some(sig) = self.env.sig.clone() {
                    self.types.set_outer_params(id, &sig.outer_params);
                }
                id
            }
        };
        self.later(move |c| c.valid_type(id));

        let has_params = !spec.type_params.is_empty();
        if let Some(param) = spec.type_params.first() {
            self.verify_version(param.span, 18, "type parameter");
        }
        if has_params {
            self.open_scope();
            self.collect_type_params(spec.type_params, |c, tparams| {
                c.types.named[id.0 as usize].type_params = tparams.into();
            });
        }
        let mut rhs = if let ExprKind::Selector { x, .. } = spec.ty.kind
            && let ExprKind::Ident(name) = x.kind
            && self.lookup(name) == Some(obj)
        {
            // `type T T.x`
            self.cycle_error(&[(obj, self.obj(obj).span)]);
            Types::basic(Basic::Invalid)
        } else {
            self.typ(spec.ty)
        };
        if has_params {
            self.close_scope();
        }
        if self.is_type_param(rhs) {
            let message = "cannot use a type parameter as RHS in type declaration";
            self.error(&code::MISPLACED_TYPE_PARAM, spec.ty.span, message);
            rhs = Types::basic(Basic::Invalid);
        }
        self.from_rhs.insert(id, rhs);
        self.unresolved.push(id);
        self.resolve_underlying();
    }

    fn alias_decl(&mut self, obj: ObjId, spec: &'a TypeSpec<'a>) {
        let has_params = !spec.type_params.is_empty();
        let is_known = spec.type_params.first().is_none_or(|param| self.verify_version(param.span, 23, "generic type alias"));
        if is_known {
            self.verify_version(spec.name.span, 9, "type alias");
        }
        if has_params {
            self.open_scope();
            self.collect_type_params(spec.type_params, |c, tparams| {
                c.alias_type_params.insert(obj, tparams.into());
            });
        }
        let rhs = self.typ(spec.ty);
        if has_params {
            self.close_scope();
        }
        if has_params && self.is_type_param(rhs) {
            let message = "cannot use type parameter declared by alias declaration as RHS";
            self.error(&code::MISPLACED_TYPE_PARAM, spec.ty.span, message);
            self.set_obj_type(obj, Types::basic(Basic::Invalid));
            return;
        }
        let ty = self.types.alias(obj, Box::default(), rhs);
        self.set_obj_type(obj, ty);
    }

    /// Gives types their underlying types where what they are defined as has one by now.
    pub(crate) fn resolve_underlying(&mut self) {
        loop {
            let mut waiting = Vec::new();
            let mut has_progress = false;
            self.types.step(4 * self.unresolved.len());
            for id in std::mem::take(&mut self.unresolved) {
                let rhs = self.from_rhs[&id];
                let underlying = match *self.types.get(rhs) {
                    Type::Named(other) => self.types.named(other).underlying,
                    _ => Some(rhs),
                };
                if underlying.is_some() {
                    self.types.named[id.0 as usize].underlying = underlying;
                    has_progress = true;
                } else {
                    waiting.push(id);
                }
            }
            self.unresolved = waiting;
            if !has_progress {
                return;
            }
            self.types.expand();
        }
    }

    fn collect_methods(&mut self, obj: ObjId) {
        let Some(methods) = self.methods.remove(&obj) else { return };
        let Type::Named(id) = *self.types.get(self.obj(obj).ty) else { return };
        self.later(move |c| c.check_field_uniqueness(id));
        let mut seen: FxHashMap<Symbol, ObjId> = FxHashMap::default();
        for method in methods {
            let (name, span) = (self.obj(method).name, self.obj(method).span);
            if let Some(alt) = seen.get(&name) {
                let at = self.map.location(self.obj(*alt).span.lo).map(|l| l.to_string()).unwrap_or_default();
                let message = format!("method {}.{} already declared at {at}", self.name(self.obj(obj).name), self.name(name));
                self.error(&code::DUPLICATE_METHOD, span, message);
                continue;
            }
            seen.insert(name, method);
            self.types.named[id.0 as usize].methods.push(method);
        }
    }

    /// "If the base type is a struct type, the non-blank method and field names must be distinct."
    fn check_field_uniqueness(&mut self, id: NamedId) {
        let Some(underlying) = self.types.named(id).underlying else { return };
        let Type::Struct(fields) = self.types.get(underlying).clone() else { return };
        let methods: FxHashMap<Symbol, ObjId> = self.types.named(id).methods.iter().map(|m| (self.obj(*m).name, *m)).collect();
        for field in fields.iter().filter(|f| f.name != Symbol::BLANK) {
            if let Some(method) = methods.get(&field.name) {
                self.types.step(8 * fields.len());
                if self.is_out_of_steps(self.obj(*method).span) {
                    return;
                }
                let message = format!("field and method with the same name {}", self.name(field.name));
                let span = self.obj(*method).span;
                let mut diagnostic = self.diagnostic(&code::DUPLICATE_FIELD_AND_METHOD, span, message);
                if let Some(at) = self.field_span(id, field.name) {
                    let words = format!("other declaration of {}", self.name(field.name));
                    diagnostic = self.with_place(diagnostic, at, &words);
                }
                self.report(diagnostic);
            }
        }
    }

    /// Where a field of a struct type that a declaration spells out was declared.
    fn field_span(&self, id: NamedId, name: Symbol) -> Option<Span> {
        let decl = self.obj_state(self.types.named(id).obj).decl?;
        let ExprKind::StructType { fields } = self.decls[decl.0 as usize].tdecl?.ty.kind else { return None };
        let idents = fields.iter().filter_map(|f| f.name.or_else(|| crate::struct_::embedded_field_ident(f.ty)));
        idents.into_iter().find(|i| i.name == name).map(|i| i.span)
    }

    fn func_decl(&mut self, obj: ObjId, decl: DeclId) {
        let Some(fdecl) = self.decls[decl.0 as usize].fdecl else { return };
        // A method that is mentioned in its own signature is no cycle: it is an error of its own, as it is no type.
        let color = std::mem::replace(&mut self.object_states[obj.0 as usize].color, Color::Black);
        let sig = self.func_type(fdecl.recv, fdecl.type_params, fdecl.sig);
        self.object_states[obj.0 as usize].color = color;
        self.set_obj_type(obj, sig.ty);
        if !sig.recv_type_params.is_empty() {
            self.recv_type_params.insert(obj, sig.recv_type_params.clone());
        }
        let recv = sig.recv.map(|r| self.obj(r).ty);
        if let Some(recv) = recv {
            self.recv_types.insert(obj, recv);
        }
        let sig = Rc::new(sig);
        match fdecl.body {
            Some(body) if self.checks_bodies() => self.later(move |c| c.func_body(Some(decl), sig, body, None)),
            Some(_) => {}
            None if !fdecl.type_params.is_empty() => {
                self.error(&code::BAD_DECL, fdecl.name.span, "generic function is missing function body");
            }
            None if self.pkg == self.root && fdecl.name.name != Symbol::INIT && self.config.purpose == Purpose::Run => {
                self.error(&code::MISSING_BODY, fdecl.name.span, "missing function body");
            }
            None => {}
        }
    }

    /// Checks local declarations.
    pub(crate) fn decl_stmt(&mut self, list: &'a [Decl<'a>]) {
        for decl in list {
            match decl {
                Decl::Const(group) => {
                    let mut last: (Option<&'a Expr<'a>>, &'a [&'a Expr<'a>]) = (None, &[]);
                    for (iota, spec) in (0i64..).zip(group.specs) {
                        let is_inherited = spec.ty.is_none() && spec.values.is_empty() && iota > 0;
                        if !is_inherited {
                            last = (spec.ty, spec.values);
                        }
                        let top = self.delayed.len();
                        let bad = Types::basic(Basic::Invalid);
                        let mut objects = Vec::with_capacity(spec.names.len());
                        for (i, name) in spec.names.iter().enumerate() {
                            let obj = self.new_object(ObjectKind::Const(Value::Unknown), name.name, name.span, bad);
                            self.const_decl(obj, last.0, last.1.get(i).copied(), is_inherited, Value::int(iota));
                            objects.push(obj);
                        }
                        self.arity(spec.span, spec.names, last.1, true, is_inherited);
                        self.process_delayed(top);
                        // "The scope of a constant or variable identifier declared inside a function begins at the end of the spec."
                        for (name, obj) in spec.names.iter().zip(objects) {
                            self.declare(self.env.scope, Some(*name), obj);
                        }
                    }
                }
                Decl::Var(spec) => {
                    let top = self.delayed.len();
                    let bad = Types::basic(Basic::Invalid);
                    let objects: Vec<ObjId> =
                        spec.names.iter().map(|n| self.new_var(VarKind::Local, n.name, n.span, bad)).collect();
                    self.local_vars(&objects, spec.ty, spec.values);
                    if spec.ty.is_none() || !spec.values.is_empty() {
                        self.arity(spec.span, spec.names, spec.values, false, false);
                    }
                    self.process_delayed(top);
                    for (name, obj) in spec.names.iter().zip(objects) {
                        self.declare(self.env.scope, Some(*name), obj);
                    }
                }
                Decl::Type(spec) => {
                    let kind = ObjectKind::TypeName { is_alias: spec.is_alias };
                    let obj = self.new_object(kind, spec.name.name, spec.name.span, Types::basic(Basic::Invalid));
                    // "The scope of a type identifier declared inside a function begins at the identifier in the TypeSpec."
                    self.declare(self.env.scope, Some(spec.name), obj);
                    self.push_path(obj);
                    self.type_decl(obj, spec);
                    self.pop_path();
                }
                Decl::Import(_) | Decl::Func(_) | Decl::Bad(_) => {}
            }
        }
    }

    fn local_vars(&mut self, objects: &[ObjId], ty: Option<&'a Expr<'a>>, values: &'a [&'a Expr<'a>]) {
        if values.len() == 1 && objects.len() > 1 {
            self.var_decl(objects[0], objects, ty, Some(values[0]));
            return;
        }
        // The type is checked once for all.
        let declared = ty.map(|e| self.var_type(e));
        for (i, obj) in objects.iter().enumerate() {
            if let Some(ty) = declared {
                self.set_obj_type(*obj, ty);
            }
            if let Some(init) = values.get(i) {
                let mut x = self.init_expr(*obj, declared, init);
                self.init_var(InitVar { obj: *obj, ty: declared }, &mut x, "variable declaration");
            }
        }
    }

    fn init_expr(&mut self, obj: ObjId, declared: Option<TypeId>, init: &'a Expr<'a>) -> Operand<'a> {
        let name = self.obj(obj).name;
        let target = declared.map(|ty| self.under(ty)).filter(|sig| matches!(self.types.get(*sig), Type::Signature(_)));
        let target = target.map(|sig| Target { sig, desc: Rc::from(self.name(name)) });
        self.expr(target.as_ref(), init)
    }

    /// Reports a number of initialisers that does not fit the number of names.
    pub(crate) fn arity(&mut self, at: Span, names: &[Ident<'a>], inits: &[&'a Expr<'a>], is_const: bool, is_inherited: bool) {
        let (left, right) = (names.len(), inits.len());
        if left < right {
            let extra = inits[left];
            let message = format!("extra init expr {}", self.expr_string(extra));
            self.error(&code::WRONG_ASSIGN_COUNT, if is_inherited { at } else { extra.span }, message);
        } else if left > right && (is_const || right != 1) {
            let name = names[right];
            let message = format!("missing init expr for {}", self.name(name.name));
            self.error(&code::WRONG_ASSIGN_COUNT, name.span, message);
        }
    }
}

/// Names in a type expression that may stand for types, in source order. Array lengths are left out: they are values.
fn mentioned_names(e: &Expr<'_>, out: &mut Vec<Symbol>) {
    match e.kind {
        ExprKind::Ident(name) => out.push(name),
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::SliceType(x) | ExprKind::Ellipsis(x) => mentioned_names(x, out),
        ExprKind::ArrayType { elem, .. } | ExprKind::ChanType { elem, .. } => mentioned_names(elem, out),
        ExprKind::MapType { key, value } => {
            mentioned_names(key, out);
            mentioned_names(value, out);
        }
        ExprKind::Index { x, indices } => {
            mentioned_names(x, out);
            indices.iter().for_each(|i| mentioned_names(i, out));
        }
        ExprKind::StructType { fields } => fields.iter().for_each(|f| mentioned_names(f.ty, out)),
        ExprKind::FuncType(sig) => sig.params.iter().chain(sig.results).for_each(|f| mentioned_names(f.ty, out)),
        ExprKind::InterfaceType { elems } => {
            for elem in elems {
                match elem {
                    govm_parser::ast::InterfaceElem::Embedded(e) => mentioned_names(e, out),
                    govm_parser::ast::InterfaceElem::Method { sig, .. } => {
                        sig.params.iter().chain(sig.results).for_each(|f| mentioned_names(f.ty, out));
                    }
                }
            }
        }
        _ => {}
    }
}
