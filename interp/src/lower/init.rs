//! Package initialisation: variables in the checker's order, then `init` functions, package by package.
//!
//! Of library packages only the variables that the program uses are initialised: their initialisers have no effects beyond the
//! variables, and most programs use few of them. Those of all others run.

use std::collections::BTreeSet;

use govm_typeck::PackageId;

use super::func::FuncCx;
use super::place::Place;
use super::types::{TypeEnv, blank_desc};
use super::{FuncKey, Lowerer};
use crate::isa::Op;
use crate::module::{FieldDesc, Func, FuncIdx, Kind, TypeDesc, TypeIdx};

impl Lowerer<'_, '_> {
    /// Queues what initialisation runs whatever the program uses.
    pub(super) fn queue_effects(&mut self) {
        for pkg in 0..self.prog.packages.len() {
            let package = &self.prog.packages[pkg];
            let steps = if package.is_library { 0 } else { package.init_order.len() };
            for n in 0..steps {
                self.func_for(FuncKey::Initializer(PackageId(pkg as u32), n as u32));
            }
        }
        for pkg in 0..self.prog.packages.len() {
            for n in 0..self.prog.packages[pkg].inits.len() {
                self.func_for(FuncKey::Init(PackageId(pkg as u32), n as u32));
            }
        }
    }

    /// Queues the initialisers of variables that turned out to be used.
    pub(super) fn queue_initialisers(&mut self) {
        for pkg in 0..self.prog.packages.len() {
            for n in 0..self.prog.packages[pkg].init_order.len() {
                let is_used = self.prog.packages[pkg].init_order[n].lhs.iter().flatten().any(|o| self.globals.contains_key(o));
                if is_used {
                    self.func_for(FuncKey::Initializer(PackageId(pkg as u32), n as u32));
                }
            }
        }
    }

    /// `lhs = rhs` as a function.
    pub(super) fn lower_initializer(&mut self, pkg: PackageId, n: u32) -> Func {
        let step = self.prog.packages[pkg.0 as usize].init_order[n as usize].clone();
        let name = format!("{}.init", self.package_path(pkg));
        let scan = self.scan_expr(step.rhs);
        let mut cx = FuncCx::new(self, &scan, TypeEnv::new(), name);
        cx.pos = step.rhs.span.lo;
        if let [lhs] = step.lhs.as_slice() {
            match lhs {
                Some(obj) => {
                    let (ty, offset) = cx.lw.global(*obj);
                    let value = cx.expr_to(step.rhs, ty, None);
                    cx.set_global(offset, ty, value);
                }
                None => {
                    cx.expr(step.rhs, None);
                }
            }
        } else {
            let (values, types) = cx.tuple(step.rhs);
            let mut at = values;
            for (obj, have) in step.lhs.iter().zip(types) {
                if let Some(obj) = obj {
                    let (ty, offset) = cx.lw.global(*obj);
                    let value = cx.convert_assign(at, have, ty, None);
                    cx.set_global(offset, ty, value);
                }
                at += cx.slots(have);
            }
        }
        cx.emit(Op::Return, 1, 0, 0, 0);
        cx.finish()
    }

    /// The function that runs all of it.
    pub(super) fn lower_init(&mut self, init: FuncIdx) {
        let mut calls = Vec::new();
        for pkg in self.packages_in_order() {
            let package = &self.prog.packages[pkg.0 as usize];
            let steps = (0..package.init_order.len() as u32).map(|n| FuncKey::Initializer(pkg, n));
            let inits = (0..package.inits.len() as u32).map(|n| FuncKey::Init(pkg, n));
            calls.extend(steps.chain(inits).filter_map(|k| self.func_index.get(&k).copied()));
        }
        let scan = super::scan::Scan::default();
        let mut cx = FuncCx::new(self, &scan, TypeEnv::new(), "init".to_string());
        let window = cx.alloc(1);
        for f in calls {
            cx.emit(Op::Call, window, 0, 0, i64::from(f.0));
        }
        cx.emit(Op::Return, 1, 0, 0, 0);
        let func = cx.finish();
        self.funcs[init.index()] = Some(func);
    }

    /// The packages that have something to initialise, and those that import such a package, in the order of their paths, but each after
    /// those of them that it imports (spec: Program initialization). The others take no part, as in gc's linker: what a library package
    /// could import but does not use for this program never moves the program's own packages.
    fn packages_in_order(&self) -> Vec<PackageId> {
        let packages = &self.prog.packages;
        let mut takes_part = Vec::with_capacity(packages.len());
        let mut missing = vec![0; packages.len()];
        let mut importers = vec![Vec::new(); packages.len()];
        for (i, package) in packages.iter().enumerate() {
            let pkg = PackageId(i as u32);
            let mut steps = (0..package.init_order.len() as u32).map(|n| FuncKey::Initializer(pkg, n));
            takes_part.push(!package.inits.is_empty() || steps.any(|key| self.func_index.contains_key(&key)));
            // Packages come after those that they import.
            for import in package.imports.iter().filter(|import| takes_part[import.0 as usize]) {
                missing[i] += 1;
                importers[import.0 as usize].push(i);
            }
            takes_part[i] |= missing[i] > 0;
        }
        let ready = (0..packages.len()).filter(|i| takes_part[*i] && missing[*i] == 0);
        let mut ready: BTreeSet<(&str, usize)> = ready.map(|i| (packages[i].path.as_str(), i)).collect();
        let mut order = Vec::new();
        while let Some((_, i)) = ready.pop_first() {
            order.push(PackageId(i as u32));
            for importer in &importers[i] {
                missing[*importer] -= 1;
                if missing[*importer] == 0 {
                    ready.insert((&packages[*importer].path, *importer));
                }
            }
        }
        order
    }

    /// The struct type of all package variables in use.
    pub(super) fn globals_type(&mut self) -> TypeIdx {
        let fields = self
            .globals
            .iter()
            .map(|(obj, (ty, _))| FieldDesc {
                name: self.names.resolve(self.prog.objects[obj.0 as usize].name).to_string(),
                ty: *ty,
                is_embedded: false,
                tag: Vec::new(),
            })
            .collect();
        self.types.push(TypeDesc { fields, name: "package variables".to_string(), ..blank_desc(Kind::Struct) })
    }
}

impl FuncCx<'_, '_, '_> {
    fn set_global(&mut self, offset: u32, ty: TypeIdx, value: super::func::Reg) {
        let addr = self.alloc(1);
        self.emit(Op::GlobalAddr, addr, 0, 0, i64::from(offset));
        self.store(&Place::Mem { addr, offset: 0 }, ty, value);
    }
}
