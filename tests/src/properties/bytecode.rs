//! Bytecode of any origin: what the verifier accepts runs without harm, and the same on every engine. Bytes are either a module in its
//! binary form, or changes to one that was compiled: these reach far more than damaged bytes, most of which are refused at once.

use std::sync::OnceLock;

use govm_interp::{Func, Instr, Limits, Module, Op, TypeIdx, decode, dump_module, encode};

use crate::corpus;
use crate::engines::{compile, load, run_on_all};

const LIMITS: Limits = Limits { energy: 50_000, memory: 1 << 20, stack_slots: 1 << 12 };

/// Checks what holds for any module.
pub(super) fn check(bytes: &[u8]) {
    if bytes.starts_with(b"GOVM") {
        if let Ok(module) = decode(bytes) {
            assert_eq!(encode(&module), bytes, "two encodings of one module");
            run(module);
        }
        return;
    }
    let Some((first, edits)) = bytes.split_first() else { return };
    let seeds = seeds();
    let mut module = seeds[usize::from(*first) % seeds.len()].clone();
    for edit in edits.chunks_exact(EDIT).take(64) {
        apply(&mut module, edit);
    }
    run(module);
}

/// The modules that are changed: those of the seeds of target `run`.
fn seeds() -> &'static [Module] {
    static SEEDS: OnceLock<Vec<Module>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let folder = corpus("fuzz/run");
        let names = crate::go_files(&folder);
        let sources = names.iter().map(|name| std::fs::read(folder.join(format!("{name}.go"))).expect("the corpus can be read"));
        sources.filter_map(|source| compile("a.go", &source).ok()).collect()
    })
}

fn run(module: Module) {
    let exports: Vec<String> = module.exports.iter().filter(|e| e.params.is_empty()).map(|e| e.name.clone()).collect();
    assert!(!dump_module(&module, &[]).is_empty());
    let Ok(program) = load(module) else { return };
    for export in exports.iter().take(4) {
        if let Err(wrong) = run_on_all(&program, export, LIMITS) {
            panic!("{wrong}");
        }
    }
}

/// Bytes of an edit: two for the place's function or type, two for the instruction or field, one for what is changed, three for the value.
const EDIT: usize = 8;

fn apply(module: &mut Module, edit: &[u8]) {
    let (table, row) = (usize::from(u16::from_le_bytes([edit[0], edit[1]])), usize::from(u16::from_le_bytes([edit[2], edit[3]])));
    let what = edit[4];
    let value = i64::from(i32::from_le_bytes([0, edit[5], edit[6], edit[7]]) >> 8);
    if what >= 0xe0 {
        return apply_to_types(module, table, row, what, value);
    }
    let count = module.funcs.len();
    let Some(func) = module.funcs.get_mut(table % count.max(1)) else { return };
    if what >= 0xd0 {
        return apply_to_func(func, row, what, value);
    }
    let count = func.code.len();
    let Some(instr) = func.code.get_mut(row % count.max(1)) else { return };
    let Instr { op, a, b, c, imm } = instr;
    match what % 13 {
        0 | 1 => *op = Op::from_number(value as u8).unwrap_or(*op),
        2 | 3 => *a = value as u16,
        4 | 5 => *b = value as u16,
        6 | 7 => *c = value as u16,
        8 => *imm = value,
        9 => *imm = imm.wrapping_add(value),
        10 => *imm = i64::MIN.wrapping_add(value),
        11 => *imm = (*imm & 0xffff_ffff) | value << 32,
        _ => {
            let other = value as usize % count;
            func.code.swap(row % count, other);
        }
    }
}

fn apply_to_func(func: &mut Func, row: usize, what: u8, value: i64) {
    match what & 7 {
        0 => func.regs = value as u16,
        1 => func.params = value as u16,
        2 => func.results = value as u16,
        3 => func.is_closure = !func.is_closure,
        4 => func.is_defer_wrapper = !func.is_defer_wrapper,
        5 => func.recover_block = if value < 0 { None } else { Some(govm_interp::BlockIdx(value as u32)) },
        6 => {
            let count = func.blocks.len();
            func.blocks[row % count.max(1)] = value as u32;
        }
        _ => {
            let count = func.tables.len();
            if let Some(target) = func.tables.get_mut(row % count.max(1)).and_then(|table| table.first_mut()) {
                *target = govm_interp::BlockIdx(value as u32);
            }
        }
    }
}

fn apply_to_types(module: &mut Module, table: usize, row: usize, what: u8, value: i64) {
    let types = module.types.len();
    let Some(ty) = module.types.get_mut(table % types.max(1)) else { return };
    let index = TypeIdx(value as u32);
    match what & 15 {
        0 => ty.elem = index,
        1 => ty.key = index,
        2 => ty.len = value as u64 as _,
        3 => {
            let count = ty.fields.len();
            if let Some(field) = ty.fields.get_mut(row % count.max(1)) {
                field.ty = index;
            }
        }
        4 => drop(ty.fields.pop()),
        5 => drop(ty.methods.pop()),
        6 => {
            let count = ty.methods.len();
            if let Some(method) = ty.methods.get_mut(row % count.max(1)) {
                method.func.0 = value as u32;
            }
        }
        7 => {
            let other = value as usize % types;
            module.types[table % types].kind = module.types[other].kind;
        }
        8 => {
            let other = value as usize % types;
            module.types.swap(table % types, other);
        }
        9 => module.globals = index,
        10 => module.known.type_assertion_error = index,
        11 => module.known.error_string = index,
        12 => module.init.0 = value as u32,
        13 => module.panic_text.0 = value as u32,
        14 => {
            let count = module.natives.len();
            if let Some(native) = module.natives.get_mut(row % count.max(1)) {
                match value & 3 {
                    0 => native.params = (value >> 2) as u16,
                    1 => native.results = (value >> 2) as u16,
                    _ => {
                        let count = native.types.len();
                        if let Some(ty) = native.types.get_mut(table % count.max(1)) {
                            *ty = TypeIdx((value >> 2) as u32);
                        }
                    }
                }
            }
        }
        _ => {
            let count = module.exports.len();
            if let Some(export) = module.exports.get_mut(row % count.max(1)) {
                export.func.0 = value as u32;
            }
        }
    }
}
