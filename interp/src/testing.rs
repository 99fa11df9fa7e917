//! Hand-built modules for tests.

use crate::isa::{Instr, Op};
use crate::module::{BlockIdx, FieldDesc, Func, FuncIdx, Kind, KnownTypes, Module, TypeDesc, TypeIdx};

/// Types of [`module`].
pub(crate) const INT: u32 = 1;
pub(crate) const STRING: u32 = 2;
pub(crate) const GLOBALS: u32 = 5;
pub(crate) const UINT8: u32 = 6;
pub(crate) const SLICE_OF_INT: u32 = 7;
pub(crate) const MAP_OF_INT: u32 = 8;
pub(crate) const FLOAT32: u32 = 9;
pub(crate) const ANY: u32 = 10;

pub(crate) fn desc(kind: Kind, name: &str) -> TypeDesc {
    TypeDesc {
        kind,
        name: name.to_owned(),
        pkg: String::new(),
        is_named: true,
        elem: TypeIdx(0),
        key: TypeIdx(0),
        len: 0,
        fields: vec![],
        params: vec![],
        results: vec![],
        is_variadic: false,
        methods: vec![],
    }
}

fn field(name: &str, ty: u32) -> FieldDesc {
    FieldDesc { name: name.to_owned(), ty: TypeIdx(ty), is_embedded: false, tag: vec![] }
}

/// An instruction.
pub(crate) fn ins(op: Op, a: u16, b: u16, c: u16, imm: i64) -> Instr {
    Instr { op, a, b, c, imm }
}

/// A function of these blocks.
pub(crate) fn func(name: &str, shape: (u16, u16, u16), blocks: &[&[Instr]]) -> Func {
    let mut starts = vec![];
    let mut code = vec![];
    for block in blocks {
        starts.push(code.len() as u32);
        code.extend_from_slice(block);
    }
    let (params, results, regs) = shape;
    Func {
        name: name.to_owned(),
        params,
        results,
        is_closure: false,
        is_defer_wrapper: false,
        regs,
        code,
        blocks: starts,
        tables: vec![],
        recover_block: None::<BlockIdx>,
        positions: vec![],
    }
}

/// A module with a few types. Functions 0 and 1 are the initialiser and the panic text; those given follow.
pub(crate) fn module(funcs: Vec<Func>) -> Module {
    let init = func("init", (0, 0, 2), &[&[ins(Op::Return, 1, 0, 0, 0)]]);
    let panic_text = func("runtime.panicText", (2, 1, 3), &[&[ins(Op::Str, 1, 0, 0, 0), ins(Op::Return, 1, 0, 0, 0)]]);
    Module {
        path: "main".to_owned(),
        types: vec![
            TypeDesc { is_named: false, ..desc(Kind::None, "") },
            desc(Kind::Int, "int"),
            desc(Kind::String, "string"),
            TypeDesc { fields: vec![field("text", STRING)], ..desc(Kind::Struct, "runtime.TypeAssertionError") },
            TypeDesc { elem: TypeIdx(3), is_named: false, ..desc(Kind::Pointer, "*runtime.TypeAssertionError") },
            TypeDesc { fields: vec![field("total", INT), field("name", STRING)], ..desc(Kind::Struct, "globals") },
            desc(Kind::Uint8, "uint8"),
            TypeDesc { elem: TypeIdx(INT), is_named: false, ..desc(Kind::Slice, "[]int") },
            TypeDesc { elem: TypeIdx(INT), key: TypeIdx(INT), is_named: false, ..desc(Kind::Map, "map[int]int") },
            desc(Kind::Float32, "float32"),
            TypeDesc { is_named: false, ..desc(Kind::Interface, "interface {}") },
        ],
        method_names: vec![],
        strings: vec![b"".to_vec(), b"hello".to_vec()],
        globals: TypeIdx(GLOBALS),
        natives: vec![],
        funcs: [vec![init, panic_text], funcs].concat(),
        init: FuncIdx(0),
        panic_text: FuncIdx(1),
        exports: vec![],
        known: KnownTypes {
            string: TypeIdx(STRING),
            error_string: TypeIdx(STRING),
            plain_error: TypeIdx(STRING),
            type_assertion_error: TypeIdx(4),
        },
        files: vec!["main.go".to_owned()],
    }
}
