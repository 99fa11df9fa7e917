//! Fields and methods by name, for types that have so many that selectors must not search them one by one.

use govm_lexer::{Interner, Symbol};
use rustc_hash::FxHashMap;

use crate::object::{ObjId, Object};
use crate::types::{Field, Interface, Method, NamedId, TypeId, Types};

/// Members of a type up to which they are searched one by one.
const NARROW_MAX: usize = 32;

/// Where the members of wide types are. Looked up, never iterated.
#[derive(Debug, Default)]
pub(crate) struct Wide {
    structs: FxHashMap<TypeId, WideStruct>,
    methods: FxHashMap<NamedId, WideMethods>,
}

#[derive(Debug)]
struct WideStruct {
    /// The first field of each name. Another one of the same name is an error that was reported.
    by_name: FxHashMap<Symbol, u32>,
    embedded: Vec<u32>,
}

#[derive(Debug)]
struct WideMethods {
    /// By index.
    by_name: FxHashMap<Symbol, usize>,
    /// How many methods the type had.
    count: usize,
}

impl Types {
    /// The field of the wide struct type `ty` that has this name, and all embedded ones, by index. `None` if it is not wide: then all fields
    /// are searched.
    pub(crate) fn wide_fields(&self, ty: TypeId, fields: &[Field], name: Symbol) -> Option<Vec<u32>> {
        if fields.len() <= NARROW_MAX {
            return None;
        }
        let count = fields.len() as u32;
        let mut wide = self.wide.borrow_mut();
        let wide = wide.structs.entry(ty).or_insert_with(|| {
            self.step(16 * fields.len());
            let by_name = (0..count).zip(fields).rev().map(|(i, field)| (field.name, i)).collect();
            let embedded = (0..count).zip(fields).filter(|(_, field)| field.is_embedded).map(|(i, _)| i).collect();
            WideStruct { by_name, embedded }
        });
        let named = wide.by_name.get(&name).copied();
        Some(named.into_iter().chain(wide.embedded.iter().copied().filter(|i| Some(*i) != named)).collect())
    }

    /// The declared methods of a type among which one of this name is.
    pub(crate) fn methods_to_search(&self, origin: NamedId, objects: &[Object], name: Symbol) -> &[ObjId] {
        let methods = &*self.named(origin).methods;
        if methods.len() <= NARROW_MAX {
            return methods;
        }
        let mut wide = self.wide.borrow_mut();
        // Methods are added to a type while its declaration is checked.
        if wide.methods.get(&origin).is_none_or(|known| known.count != methods.len()) {
            self.step(16 * methods.len());
            let by_name = methods.iter().enumerate().map(|(i, m)| (objects[m.0 as usize].name, i)).collect();
            wide.methods.insert(origin, WideMethods { by_name, count: methods.len() });
        }
        let at = wide.methods.get(&origin).and_then(|known| known.by_name.get(&name).copied());
        at.map_or(&[], |at| &methods[at..=at])
    }
}

impl Interface {
    /// The methods among which one of this name is: all are sorted by the text of their names.
    pub(crate) fn methods_to_search(&self, names: &Interner<'_>, name: Symbol) -> &[Method] {
        if self.methods.len() <= NARROW_MAX {
            return &self.methods;
        }
        let text = names.resolve(name);
        let start = self.methods.partition_point(|m| names.resolve(m.name) < text);
        let rest = &self.methods[start..];
        &rest[..rest.iter().position(|m| m.name != name).unwrap_or(rest.len())]
    }
}
