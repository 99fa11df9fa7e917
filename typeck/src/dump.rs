//! A checked package as text: every declaration with its type, method sets, constants, instances, initialisation order.

use std::collections::BTreeSet;

use govm_lexer::{Interner, Symbol};
use govm_parser::ast::NodeId;
use rustc_hash::FxHashSet;

use crate::api::Program;
use crate::limits;
use crate::object::{ObjId, ObjectKind, PackageId};
use crate::types::{Type, TypeId};

/// The declarations of a package with what the checker found out about them, one a line, sorted by name. A dump that would exceed the
/// limits `DUMP_LEN_MAX` and `DUMP_STEPS_MAX` ends with a line that says so.
pub fn dump_package(program: &mut Program<'_>, pkg: PackageId, names: &Interner<'_>) -> String {
    let mut out = String::new();
    let package = &program.packages[pkg.0 as usize];
    out.push_str(&format!("package {} {:?}\n", names.resolve(package.name), package.path));
    for import in &package.imports {
        out.push_str(&format!("import {:?}\n", program.packages[import.0 as usize].path));
    }
    let steps_max = program.types.steps() + limits::DUMP_STEPS_MAX;
    for (name, obj) in package.members.clone() {
        if limits::DUMP_LEN_MAX < out.len() || steps_max < program.types.steps() {
            out.push_str("// the rest is left out: the dump is too long\n");
            return out;
        }
        dump_member(program, pkg, name, obj, names, &mut out);
    }
    dump_init_order(program, pkg, names, &mut out);
    dump_instances(program, pkg, names, &mut out);
    out
}

fn dump_member(program: &mut Program<'_>, pkg: PackageId, name: Symbol, obj: ObjId, names: &Interner<'_>, out: &mut String) {
    let name = names.resolve(name);
    let object = program.object(obj).clone();
    let show = |program: &Program<'_>, ty: TypeId| program.type_string_in(ty, names, Some(pkg));
    let ty = show(program, object.ty);
    match object.kind {
        ObjectKind::Const(value) => out.push_str(&format!("const {name} {ty} = {value}\n")),
        ObjectKind::Var(_) => out.push_str(&format!("var {name} {ty}\n")),
        ObjectKind::Func => out.push_str(&format!("func {name}{}\n", &ty["func".len().min(ty.len())..])),
        ObjectKind::TypeName { is_alias: true } => {
            let params = program.alias_type_params.get(&obj).map_or(&[][..], |list| list);
            let params = program.type_params_string(params, names, pkg);
            out.push_str(&format!("type {name}{params} = {ty}\n"));
        }
        ObjectKind::TypeName { is_alias: false } => {
            let under = program.types.under(object.ty);
            out.push_str(&format!("type {ty} {}\n", show(program, under)));
            dump_methods(program, pkg, object.ty, names, out);
        }
        _ => {}
    }
}

/// The methods of `T`, then those that only `*T` has.
fn dump_methods(program: &mut Program<'_>, pkg: PackageId, ty: TypeId, names: &Interner<'_>, out: &mut String) {
    if matches!(program.types.get(program.types.under(ty)), Type::Interface(_)) {
        return;
    }
    let pointer = program.types.intern(Type::Pointer(ty));
    let own = program.method_set(ty, names);
    let own: FxHashSet<(Symbol, Option<PackageId>)> = own.iter().map(|m| (m.name, m.pkg)).collect();
    for method in program.method_set(pointer, names) {
        if limits::DUMP_LEN_MAX < out.len() {
            return;
        }
        let star = if own.contains(&(method.name, method.pkg)) { "" } else { "*" };
        let sig = program.type_string_in(method.sig, names, Some(pkg));
        let sig = sig.strip_prefix("func").unwrap_or(&sig);
        let path: Vec<String> = method.path.iter().map(u32::to_string).collect();
        let via = if path.is_empty() { String::new() } else { format!("  // by field {}", path.join(".")) };
        out.push_str(&format!("\tmethod ({star}) {}{sig}{via}\n", names.resolve(method.name)));
    }
}

fn dump_init_order(program: &Program<'_>, pkg: PackageId, names: &Interner<'_>, out: &mut String) {
    for init in &program.packages[pkg.0 as usize].init_order {
        let lhs: Vec<&str> = init.lhs.iter().map(|v| v.map_or("_", |v| names.resolve(program.object(v).name))).collect();
        out.push_str(&format!("init {}\n", lhs.join(", ")));
    }
}

fn dump_instances(program: &Program<'_>, pkg: PackageId, names: &Interner<'_>, out: &mut String) {
    let files = &program.packages[pkg.0 as usize].files;
    // Files of a package are parsed one after the other, so their nodes are one range.
    let Some(end) = files.iter().map(|f| f.end_id).max() else { return };
    let start = files.iter().map(|f| f.package.id).min().unwrap_or(NodeId(0));
    let mut ids: Vec<NodeId> = program.info.instances.keys().copied().filter(|id| (start..end).contains(id)).collect();
    ids.sort_unstable();
    let mut lines: BTreeSet<String> = BTreeSet::new();
    let mut len = out.len();
    for id in ids {
        let Some(obj) = program.info.uses[id.0 as usize] else { continue };
        let instance = &program.info.instances[&id];
        let args: Vec<String> = instance.type_args.iter().map(|t| program.type_string_in(*t, names, Some(pkg))).collect();
        let ty = program.type_string_in(instance.ty, names, Some(pkg));
        let line = format!("instance {}[{}] {ty}\n", names.resolve(program.object(obj).name), args.join(","));
        len += line.len();
        lines.insert(line);
        if limits::DUMP_LEN_MAX < len {
            out.push_str("// some instances are left out: the dump is too long\n");
            break;
        }
    }
    lines.iter().for_each(|line| out.push_str(line));
}
