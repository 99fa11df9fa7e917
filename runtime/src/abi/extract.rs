//! What a module offers: its exported functions whose parameters and results have canonical bytes, and the events that it emits.

use govm_interp::{Export, Kind, Module, Op, TypeIdx};
use govm_lexer::is_exported;

use super::{Abi, AbiBasic, AbiEvent, AbiField, AbiFunction, AbiType, TYPE_DEPTH_MAX};

/// The native that emits a value as an event. `govm.Emit` alone calls it, so each instance of that, and nothing else, turns a value
/// of an event's type into an interface for it.
const EMIT: &str = "govm.emitStruct";

/// Most nodes of a type that is written out: types that share parts grow exponentially when they are.
const TYPE_NODES_MAX: u32 = 10_000;

/// The ABI of a module. An exported function with a parameter or result that has no canonical bytes is no entry point: other
/// packages may call it, the chain cannot.
pub(crate) fn abi_of(module: &Module) -> Abi {
    let functions = module.exports.iter().filter_map(|export| entry_point(module, export)).collect();
    Abi::new(functions, events(module))
}

/// The events of the module's typed instances of `govm.Emit`.
fn events(module: &Module) -> Vec<AbiEvent> {
    let Some(native) = module.natives.iter().position(|native| native.name == EMIT) else { return Vec::new() };
    let is_emit = |op: Op, imm: i64| op == Op::CallNative && usize::try_from(imm) == Ok(native);
    let emitters = module.funcs.iter().filter(|func| func.code.iter().any(|instr| is_emit(instr.op, instr.imm)));
    let types = emitters.flat_map(|func| func.code.iter().filter(|instr| instr.op == Op::TypeVal).map(|instr| instr.imm));
    types.filter_map(|imm| event_of(module, TypeIdx(u32::try_from(imm).ok()?))).collect()
}

fn event_of(module: &Module, ty: TypeIdx) -> Option<AbiEvent> {
    let EventType { name, fields } = event_type(module, ty)?;
    let fields = fields.into_iter().map(|index| {
        let field = &module.types[ty.index()].fields[index];
        Some(AbiField { name: field.name.clone(), ty: type_of(module, field.ty)? })
    });
    Some(AbiEvent { name: name.to_string(), fields: fields.collect::<Option<_>>()? })
}

/// A type whose values can be emitted.
pub(crate) struct EventType<'m> {
    /// Its name, without the package.
    pub(crate) name: &'m str,
    /// Its exported fields, by their place.
    pub(crate) fields: Vec<usize>,
}

/// What is emitted of a value of this type; `None` when it is not of a defined struct type.
pub(crate) fn event_type(module: &Module, ty: TypeIdx) -> Option<EventType<'_>> {
    let desc = module.types.get(ty.index()).filter(|desc| desc.kind == Kind::Struct && desc.is_named)?;
    // The arguments of a generic type may have packages of their own.
    let end = desc.name.find('[').unwrap_or(desc.name.len());
    let start = desc.name[..end].rfind('.').map_or(0, |dot| dot + 1);
    let fields = desc.fields.iter().enumerate().filter(|(_, field)| is_exported(&field.name)).map(|(i, _)| i).collect();
    Some(EventType { name: &desc.name[start..], fields })
}

fn entry_point(module: &Module, export: &Export) -> Option<AbiFunction> {
    let params = export.params.iter().enumerate().map(|(i, ty)| {
        let name = export.param_names.get(i).filter(|name| !name.is_empty() && *name != "_");
        Some(AbiField { name: name.cloned().unwrap_or_else(|| format!("p{i}")), ty: type_of(module, *ty)? })
    });
    let params = params.collect::<Option<Vec<_>>>()?;
    let can_fail = export.results.last().is_some_and(|ty| is_error(module, *ty));
    let values = &export.results[..export.results.len() - usize::from(can_fail)];
    let results = values.iter().map(|ty| type_of(module, *ty)).collect::<Option<Vec<_>>>()?;
    Some(AbiFunction { name: export.name.clone(), params, results, can_fail })
}

fn is_error(module: &Module, ty: TypeIdx) -> bool {
    module.types.get(ty.index()).is_some_and(|desc| desc.kind == Kind::Interface && desc.name == "error" && desc.pkg.is_empty())
}

/// The type behind a descriptor; `None` when it has no canonical bytes or is too large to write out, as a recursive one is.
pub(crate) fn type_of(module: &Module, ty: TypeIdx) -> Option<AbiType> {
    written_out(module, ty, 0, &mut 0)
}

fn written_out(module: &Module, ty: TypeIdx, depth: u32, nodes: &mut u32) -> Option<AbiType> {
    *nodes += 1;
    if depth > TYPE_DEPTH_MAX || *nodes > TYPE_NODES_MAX {
        return None;
    }
    let desc = module.types.get(ty.index())?;
    let mut nested = |ty| written_out(module, ty, depth + 1, nodes).map(Box::new);
    let underlying = match basic_of(desc.kind) {
        Some(basic) => AbiType::Basic(basic),
        None => match desc.kind {
            Kind::Array => AbiType::Array { len: u32::try_from(desc.len).ok()?, elem: nested(desc.elem)? },
            Kind::Slice => AbiType::Slice(nested(desc.elem)?),
            Kind::Map => AbiType::Map { key: nested(desc.key)?, elem: nested(desc.elem)? },
            Kind::Pointer => AbiType::Pointer(nested(desc.elem)?),
            Kind::Struct => {
                let fields = desc.fields.iter().filter(|field| field.name != "_");
                let fields = fields.map(|field| Some(AbiField { name: field.name.clone(), ty: *nested(field.ty)? }));
                AbiType::Struct(fields.collect::<Option<_>>()?)
            }
            _ => return None,
        },
    };
    let is_basic = matches!(&underlying, AbiType::Basic(basic) if basic.name() == desc.name);
    Some(if desc.is_named && !is_basic {
        AbiType::Named { name: desc.name.clone(), underlying: Box::new(underlying) }
    } else {
        underlying
    })
}

fn basic_of(kind: Kind) -> Option<AbiBasic> {
    Some(match kind {
        Kind::Bool => AbiBasic::Bool,
        Kind::Int => AbiBasic::Int,
        Kind::Int8 => AbiBasic::Int8,
        Kind::Int16 => AbiBasic::Int16,
        Kind::Int32 => AbiBasic::Int32,
        Kind::Int64 => AbiBasic::Int64,
        Kind::Uint => AbiBasic::Uint,
        Kind::Uint8 => AbiBasic::Uint8,
        Kind::Uint16 => AbiBasic::Uint16,
        Kind::Uint32 => AbiBasic::Uint32,
        Kind::Uint64 => AbiBasic::Uint64,
        Kind::Uintptr => AbiBasic::Uintptr,
        Kind::Float32 => AbiBasic::Float32,
        Kind::Float64 => AbiBasic::Float64,
        Kind::Complex64 => AbiBasic::Complex64,
        Kind::Complex128 => AbiBasic::Complex128,
        Kind::String => AbiBasic::String,
        _ => return None,
    })
}
