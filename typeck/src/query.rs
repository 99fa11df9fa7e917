//! Questions about a checked program that lowering and tools ask: objects, spellings, methods by name, and method sets.

use govm_lexer::{Interner, Symbol, is_exported};

use crate::api::Program;
use crate::lookup::{Fold, Found, Search, Searcher};
use crate::object::{ObjId, Object, PackageId};
use crate::types::{Type, TypeId};
use crate::typestring::{Reader, TypeWriter};

/// A method of a type, found through embedded fields if need be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodOf {
    /// Its name.
    pub name: Symbol,
    /// The package that an unexported name belongs to; `None` for exported names.
    pub pkg: Option<PackageId>,
    /// Its signature for this receiver, type arguments put in.
    pub sig: TypeId,
    /// Embedded fields on the way.
    pub path: Vec<u32>,
    /// The declared method (of the origin, for an instance's); `None` for a method of an interface.
    pub method: Option<ObjId>,
    /// Declared with a pointer receiver.
    pub has_ptr_recv: bool,
    /// A pointer was followed on the way (that of the type itself counts).
    pub is_indirect: bool,
}

impl Program<'_> {
    /// The object with this id.
    #[must_use]
    pub fn object(&self, id: ObjId) -> &Object {
        &self.objects[id.0 as usize]
    }

    /// A type in gc's spelling, all names qualified by the name of their package, as `%T` and panics show it.
    #[must_use]
    pub fn type_string(&self, ty: TypeId, names: &Interner<'_>) -> String {
        self.type_string_in(ty, names, None)
    }

    /// As [`Program::type_string`], but names of `pkg` are not qualified.
    #[must_use]
    pub fn type_string_in(&self, ty: TypeId, names: &Interner<'_>, pkg: Option<PackageId>) -> String {
        let package_name = |pkg: PackageId| self.packages[pkg.0 as usize].name;
        let mut writer = TypeWriter::new(&self.types, &self.objects, names, &package_name, pkg, Reader::Program);
        writer.typ(ty);
        writer.out
    }

    /// The declaration of type parameters, `[K comparable, V any]`; nothing if there are none.
    pub(crate) fn type_params_string(&self, list: &[TypeId], names: &Interner<'_>, pkg: PackageId) -> String {
        let package_name = |pkg: PackageId| self.packages[pkg.0 as usize].name;
        let mut writer = TypeWriter::new(&self.types, &self.objects, names, &package_name, Some(pkg), Reader::Program);
        writer.type_params(list);
        writer.out
    }

    /// The method that a selector of this name finds on an addressable operand of the type, type parameters replaced.
    pub fn lookup_method(&mut self, ty: TypeId, name: Symbol, pkg: Option<PackageId>, names: &Interner<'_>) -> Option<MethodOf> {
        // Fields are promoted through a defined pointer type, methods are not.
        if matches!(self.types.get(ty), Type::Named(_)) && matches!(self.types.get(self.types.under(ty)), Type::Pointer(_)) {
            return None;
        }
        let searcher = Searcher { types: &self.types, objects: &self.objects, names };
        let Search::Found { found, path, is_indirect } = searcher.search(ty, pkg, name, Fold::Exact) else { return None };
        let pkg = if is_exported(names.resolve(name)) { None } else { pkg };
        match found {
            Found::Field { .. } => None,
            Found::Abstract { sig } => Some(MethodOf { name, pkg, sig, path, method: None, has_ptr_recv: false, is_indirect }),
            Found::Declared { obj, recv } => {
                let has_ptr_recv = self.funcs.get(&obj).and_then(|f| f.recv).is_some_and(|(_, is_pointer)| is_pointer);
                let sig = self.sig_for(obj, recv);
                Some(MethodOf { name, pkg, sig, path, method: Some(obj), has_ptr_recv, is_indirect })
            }
        }
    }

    /// The signature of a declared method for a receiver of base type `recv`.
    fn sig_for(&mut self, obj: ObjId, recv: TypeId) -> TypeId {
        let sig = self.objects[obj.0 as usize].ty;
        let Type::Named(id) = *self.types.get(recv) else { return sig };
        let Some((_, args)) = self.types.named(id).instance_of.clone() else { return sig };
        let Some(params) = self.recv_type_params.get(&obj).cloned() else { return sig };
        let map = self.types.subst_map(&params, &args);
        self.types.subst(sig, &map)
    }

    /// The method set of a type (spec: Method sets), sorted by name, unexported ones by package besides.
    pub fn method_set(&mut self, ty: TypeId, names: &Interner<'_>) -> Vec<MethodOf> {
        // Fields are promoted through a defined pointer type, methods are not.
        if matches!(self.types.get(ty), Type::Named(_)) && matches!(self.types.get(self.types.under(ty)), Type::Pointer(_)) {
            return Vec::new();
        }
        let mut out = Vec::new();
        let searcher = Searcher { types: &self.types, objects: &self.objects, names };
        for ((name, pkg), found, path, is_indirect) in searcher.promoted(ty) {
            let method = match found {
                Found::Field { .. } => continue,
                Found::Abstract { sig } => MethodOf { name, pkg, sig, path, method: None, has_ptr_recv: false, is_indirect },
                Found::Declared { obj, recv } => {
                    let has_ptr_recv = self.funcs.get(&obj).and_then(|f| f.recv).is_some_and(|(_, is_pointer)| is_pointer);
                    let sig = self.sig_for(obj, recv);
                    MethodOf { name, pkg, sig, path, method: Some(obj), has_ptr_recv, is_indirect }
                }
            };
            // Without a pointer on the way, methods with pointer receivers need a variable.
            if !method.has_ptr_recv || method.is_indirect {
                out.push(method);
            }
        }
        let key = |m: &MethodOf| (names.resolve(m.name), m.pkg.map(|p| self.packages[p.0 as usize].path.as_str()));
        out.sort_by(|a, b| key(a).cmp(&key(b)));
        out
    }
}
