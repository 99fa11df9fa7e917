//! Interfaces: which types implement them, and the texts of failed assertions.

use rustc_hash::FxHashMap;

use crate::module::{MethodIdx, TypeIdx};
use crate::program::Program;
use crate::trap::{Trap, TrapCode};

/// Answers of [`implements`], by dynamic type and interface type. Looked up only, never iterated.
pub(crate) type ImplementsCache = FxHashMap<(u32, u32), bool>;

/// Whether dynamic type `word` (0: a nil interface) has all methods of an interface type.
#[inline]
pub(crate) fn implements(program: &Program, cache: &mut ImplementsCache, word: u64, interface: TypeIdx) -> bool {
    if word == 0 {
        return false;
    }
    let ty = TypeIdx(word as u32);
    *cache.entry((ty.0, interface.0)).or_insert_with(|| missing(program, ty, interface).is_none())
}

/// The method that a type lacks to implement an interface, the first one by name if there are several.
fn missing(program: &Program, ty: TypeIdx, interface: TypeIdx) -> Option<MethodIdx> {
    let wanted = program.desc(interface).methods.iter().map(|m| m.name);
    let names = &program.module.method_names;
    wanted.filter(|name| program.method(ty, *name).is_none()).min_by_key(|name| &names[name.index()].name)
}

/// The trap of `x.(asserted)`, `word` being the dynamic type of `x` and `interface` its static one.
#[cold]
pub(crate) fn assertion_failed(program: &Program, word: u64, asserted: TypeIdx, interface: TypeIdx) -> Box<Trap> {
    let name = |ty: TypeIdx| program.module.types.get(ty.index()).map_or("?", |desc| desc.name.as_str());
    let wanted = program.desc(asserted);
    let is_interface = wanted.kind == crate::module::Kind::Interface;
    let dynamic = TypeIdx(word as u32);
    let text = if word == 0 {
        // Go does not say which interface was nil when the target is an interface too.
        let interface = if is_interface { "interface" } else { name(interface) };
        format!("interface conversion: {interface} is nil, not {}", wanted.name)
    } else if let Some(method) = is_interface.then(|| missing(program, dynamic, asserted)).flatten() {
        let method = &program.module.method_names[method.index()].name;
        format!("interface conversion: {} is not {}: missing method {method}", name(dynamic), wanted.name)
    } else {
        let same_name = name(dynamic) == wanted.name;
        // Type literals of the same text differ in the packages of what they name.
        let package = |ty: TypeIdx| program.module.types.get(ty.index()).filter(|desc| desc.is_named).map(|desc| &desc.pkg);
        let note = match same_name {
            true if package(asserted).is_none() || package(dynamic) != package(asserted) => " (types from different packages)",
            true => " (types from different scopes)",
            false => "",
        };
        format!("interface conversion: {} is {}, not {}{note}", name(interface), name(dynamic), wanted.name)
    };
    Trap::new(TrapCode::TypeAssertion, text)
}
