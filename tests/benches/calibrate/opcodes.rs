//! Opcodes that are measured by canonical code made for them: a loop with the instruction many times over, beside the same loop
//! without it.

use std::collections::BTreeSet;
use std::sync::Arc;

use govm_interp::{
    BlockIdx, FieldDesc, Func, FuncIdx, Instr, Kind, KnownTypes, Module, OPS, Op, OpInfo, Operand, Program, TypeDesc, TypeIdx,
    pack,
};

use crate::compile::load;
use crate::measure::{Job, OBJECT, SLICE, Work};

/// Instructions in a round.
const COPIES: u16 = 24;

/// Registers: the count, arguments, a chain from one instruction to the next, registers that are written, an array.
const N: u16 = 1;
const X: u16 = 2;
const Y: u16 = 3;
const AT: u16 = 4;
const SLICED: u16 = 5;
const LAST_PARAM: u16 = 5;
const CHAIN: u16 = 8;
const OUT: u16 = 10;
const ARRAY: u16 = 80;
const REGS: u16 = 200;

const INT: u32 = 1;

fn ins(op: Op, a: u16, b: u16, c: u16, imm: i64) -> Instr {
    Instr { op, a, b, c, imm }
}

/// What is measured: instructions of a round, and what `X`, `Y` and the chain hold.
struct Case {
    name: String,
    op: Op,
    body: Vec<Instr>,
    x: u64,
    y: u64,
    chain: u64,
    is_bounded: bool,
}

impl Case {
    /// Copies of an instruction, which may differ.
    fn new(name: &str, x: u64, y: u64, chain: u64, make: impl Fn(u16) -> Instr) -> Case {
        let body: Vec<Instr> = (0..COPIES).map(make).collect();
        Case { name: name.to_owned(), op: body[0].op, body, x, y, chain, is_bounded: true }
    }
}

pub(crate) fn jobs() -> Vec<Job> {
    let cases = OPS.iter().flat_map(cases_of).chain(branches());
    cases
        .map(|case| {
            let per_round = u64::from(COPIES);
            let args = vec![case.x, case.y, OBJECT, SLICE];
            let (with, without) = (program(&case.body, case.chain), program(&[], case.chain));
            let work = Work::Assembled { with, without, args };
            let (ops, natives) = (vec![case.op], BTreeSet::new());
            Job {
                name: case.name,
                ops,
                native: String::new(),
                what: String::new(),
                size: 1,
                sizes: 1,
                natives,
                work,
                per_round,
                is_bounded: case.is_bounded,
            }
        })
        .collect()
}

/// Cases of an opcode that is no terminator and needs nothing that only a compiler makes.
fn cases_of(info: &OpInfo) -> Vec<Case> {
    let op = info.op;
    let name = info.mnemonic;
    let float = |f: f64| f.to_bits();
    let (big, small) = (0x7edc_ba98_7654_3210_u64, 7_u64);
    let one = |make: &dyn Fn(u16) -> Instr| vec![Case::new(name, big, small, big, make)];
    let object = |make: &dyn Fn(u16) -> Instr| vec![Case::new(name, 0, small, 0, make)];
    // Packed arrays of 64 bytes in 8 slots; arrays of 16 slots.
    let packed = |bits: i64| pack(512 / bits as u32, 8 << 16);
    let strided = pack(16, 1 | 16 << 16);
    let sized = |sizes: &[u32], imm: &dyn Fn(u32) -> i64| -> Vec<Case> {
        let case = |size: &u32| {
            let imm = imm(*size);
            let make = |_| match op {
                Op::CopyMem => ins(op, AT, SLICED, 0, imm),
                Op::ClearMem => ins(op, AT, 0, 0, imm),
                Op::LdN => ins(op, OUT, AT, 0, imm),
                _ => ins(op, AT, OUT, 0, imm),
            };
            Case::new(&format!("{name} {size}"), 0, 0, 0, make)
        };
        sizes.iter().map(case).collect()
    };
    let counted = |counts: &[u16]| -> Vec<Case> {
        let case = |count: &u16| {
            Case::new(&format!("{name} {count}"), 0, 0, 0, |_| match op {
                Op::Zero => ins(op, OUT, 0, *count, 0),
                _ => ins(op, OUT, ARRAY, *count, 0),
            })
        };
        counts.iter().map(case).collect()
    };
    use Operand::{Def, None as Nothing, Use};
    match op {
        Op::Mov => one(&|j| if j % 2 == 0 { ins(op, CHAIN + 1, CHAIN, 0, 0) } else { ins(op, CHAIN, CHAIN + 1, 0, 0) }),
        Op::MovN | Op::Zero => counted(&[1, 8, 64]),
        Op::Const => one(&|j| ins(op, OUT + j, 0, 0, 12345)),
        Op::Str | Op::GlobalAddr | Op::FuncVal => one(&|j| ins(op, OUT + j, 0, 0, 0)),
        Op::TypeVal => one(&|j| ins(op, OUT + j, 0, 0, 1)),
        Op::DivS | Op::DivU | Op::RemS | Op::RemU => one(&|j| ins(op, OUT + j, X, Y, 0)),
        Op::DivSI | Op::DivUI | Op::RemSI | Op::RemUI => one(&|j| ins(op, OUT + j, X, 0, 7)),
        Op::ShlI | Op::ShrSI | Op::ShrUI => one(&|_| ins(op, CHAIN, CHAIN, 0, 3)),
        Op::ShiftCheck => one(&|_| ins(op, Y, 0, 0, 0)),
        Op::Bound => one(&|_| ins(op, Y, 0, 0, 100)),
        Op::MulHiLo => one(&|j| ins(op, OUT + 2 * j, X, Y, 0)),
        Op::AddCarry | Op::SubBorrow => one(&|j| ins(op, OUT + 2 * (j % 12), ARRAY, 0, 0)),
        Op::FAdd | Op::FSub | Op::FMul | Op::FDiv => {
            let of = |what: &str, x: f64, y: f64| {
                let name = format!("{name}{what}");
                Case::new(&name, float(x), float(y), float(1.5), |j| {
                    if j % 2 == 0 { ins(op, CHAIN, X, Y, 0) } else { ins(op, OUT + j, CHAIN, Y, 0) }
                })
            };
            vec![of("", 1.1, 1.000_001), of(" subnormal", 3e-310, 0.9)]
        }
        Op::FSqrt => vec![
            Case::new(name, float(2.5), 0, 0, |j| ins(op, OUT + j, X, 0, 0)),
            Case::new("fsqrt subnormal", float(3e-310), 0, 0, |j| ins(op, OUT + j, X, 0, 0)),
        ],
        Op::FNeg | Op::FAbs | Op::FRound32 | Op::FToInt | Op::FToUint | Op::FBits => {
            let of = |what: &str, x: f64| Case::new(&format!("{name}{what}"), float(x), 0, 0, |j| ins(op, OUT + j, X, 0, 0));
            vec![of("", 1.7), of(" large", 1e300), of(" subnormal", 3e-310)]
        }
        Op::FEq | Op::FNe | Op::FLt | Op::FLe => vec![Case::new(name, float(1.5), float(2.5), 0, |j| ins(op, OUT + j, X, Y, 0))],
        Op::IntToF | Op::UintToF | Op::IntToF32 | Op::UintToF32 => {
            vec![Case::new(name, u64::MAX - 5, 0, 0, |j| ins(op, OUT + j, X, 0, 0))]
        }
        // Each load waits for the one before it.
        Op::LdU32 | Op::Ld64 => vec![Case::new(name, 0, 0, 0, |j| ins(op, if j == COPIES - 1 { OUT } else { AT }, AT, 0, 8))],
        Op::LdU8 | Op::LdI8 | Op::LdU16 | Op::LdI16 | Op::LdI32 | Op::LdF32 => object(&|j| ins(op, OUT + j, AT, 0, 16)),
        Op::LdPart => object(&|j| ins(op, OUT + j, AT, 5, 16)),
        Op::St8 | Op::St16 | Op::St32 | Op::St64 | Op::StF32 => object(&|_| ins(op, AT, Y, 0, 16)),
        Op::StPart => object(&|_| ins(op, AT, Y, 5, 16)),
        Op::LdN | Op::StN => sized(&[1, 8, 64], &|words| pack(16, words)),
        Op::Lea => object(&|j| ins(op, OUT + j, AT, 0, 16)),
        Op::NilCheck => object(&|_| ins(op, AT, 0, 0, 0)),
        Op::CopyMem | Op::ClearMem => sized(&[16, 256, 4096, 65536], &|size| size.into()),
        Op::EqMem => object(&|j| ins(op, OUT + j, AT, SLICED, INT.into())),
        Op::IdxU8 | Op::IdxI8 | Op::IdxU16 | Op::IdxI16 | Op::IdxU32 | Op::IdxI32 | Op::Idx64 | Op::IdxF32 => {
            object(&|j| ins(op, OUT + j, SLICED, Y, 0))
        }
        Op::IdxAddr => object(&|j| ins(op, OUT + j, SLICED, Y, 8)),
        Op::SetIdx8 | Op::SetIdx16 | Op::SetIdx32 | Op::SetIdx64 | Op::SetIdxF32 => object(&|_| ins(op, SLICED, Y, X, 0)),
        Op::ArrAddr => object(&|j| ins(op, OUT + j, AT, Y, pack(8, 16))),
        Op::RegU8 | Op::RegI8 => one(&|j| ins(op, OUT + j, ARRAY, Y, packed(8))),
        Op::RegU16 | Op::RegI16 => one(&|j| ins(op, OUT + j, ARRAY, Y, packed(16))),
        Op::RegU32 | Op::RegI32 => one(&|j| ins(op, OUT + j, ARRAY, Y, packed(32))),
        Op::RegN => one(&|j| ins(op, OUT + j, ARRAY, Y, strided)),
        Op::SetReg8 => one(&|_| ins(op, ARRAY, Y, X, packed(8))),
        Op::SetReg16 => one(&|_| ins(op, ARRAY, Y, X, packed(16))),
        Op::SetReg32 => one(&|_| ins(op, ARRAY, Y, X, packed(32))),
        Op::SetRegN => one(&|_| ins(op, ARRAY, Y, X, strided)),
        Op::Len => object(&|j| ins(op, OUT + j, SLICED, 0, 0)),
        Op::IsType => object(&|j| ins(op, OUT + j, Y, 0, 1)),
        _ => match (info.operands, info.imm) {
            ([Def(1), Use(1), Use(1)], govm_interp::Imm::None) if op < Op::FAdd => {
                vec![Case::new(name, big, small, big, |_| ins(op, CHAIN, CHAIN, Y, 0))]
            }
            ([Def(1), Use(1), Nothing], govm_interp::Imm::None) if op < Op::FAdd => one(&|_| ins(op, CHAIN, CHAIN, 0, 0)),
            ([Def(1), Use(1), Nothing], govm_interp::Imm::Int) => one(&|_| ins(op, CHAIN, CHAIN, 0, 77)),
            _ => vec![],
        },
    }
}

/// Terminators that go on in the next block, whether they are taken or not.
fn branches() -> Vec<Case> {
    let case = |info: &OpInfo, what: &str, x: u64| {
        let c = if matches!(info.operands[2], Operand::Imm16) { 5 } else { 0 };
        let b = if matches!(info.operands[1], Operand::Use(1)) { Y } else { 0 };
        Case::new(&format!("{}{what}", info.mnemonic), x, 5, 0, |_| ins(info.op, X, b, c, 0))
    };
    let of = |info: &OpInfo| match info.op {
        Op::Jump => vec![Case::new("jump", 0, 0, 0, |_| ins(Op::Jump, 0, 0, 0, 0))],
        Op::Switch => vec![Case::new("switch", 1, 0, 0, |_| ins(Op::Switch, X, 0, 0, 0))],
        op if (Op::Br..Op::Switch).contains(&op) => vec![case(info, " on 0", 0), case(info, " on 5", 5), case(info, " on 9", 9)],
        _ => vec![],
    };
    OPS.iter().flat_map(of).collect()
}

/// A program whose function 2 runs these instructions `n` times. Terminators get blocks of their own.
fn program(body: &[Instr], chain: u64) -> Arc<Program> {
    let mut entry: Vec<Instr> = vec![ins(Op::Zero, LAST_PARAM + 1, 0, REGS - LAST_PARAM - 1, 0)];
    entry.push(ins(Op::Const, CHAIN, 0, 0, chain as i64));
    entry.push(ins(Op::Jump, 0, 0, 0, 1));
    let mut blocks = vec![entry, vec![]];
    for instr in body {
        let last = blocks.len();
        let next = last as u32;
        let mut instr = *instr;
        if instr.op.is_terminator() {
            instr.imm = match instr.op {
                Op::Jump => next.into(),
                Op::Switch => 0,
                _ => pack(next, next),
            };
            blocks[last - 1].push(instr);
            blocks.push(vec![]);
        } else {
            blocks[last - 1].push(instr);
        }
    }
    let exit = blocks.len() as u32;
    let tail = blocks.last_mut().expect("invariant: at least two");
    tail.extend([ins(Op::AddI, N, N, 0, -1), ins(Op::BrGtSI, N, 0, 0, pack(1, exit))]);
    blocks.push(vec![ins(Op::Return, CHAIN, 0, 0, 0)]);
    let tables = (2..exit).map(|next| vec![BlockIdx(1), BlockIdx(next), BlockIdx(next)]).collect();
    // Each switch has a table of its own, which leads to the block behind it.
    for (instr, number) in blocks.iter_mut().flatten().filter(|i| i.op == Op::Switch).zip(0..) {
        instr.imm = number;
    }
    load(module(func((LAST_PARAM, REGS - CHAIN, REGS), &blocks, tables)))
}

fn func((params, results, regs): (u16, u16, u16), blocks: &[Vec<Instr>], tables: Vec<Vec<BlockIdx>>) -> Func {
    let starts = blocks.iter().scan(0, |at, block| Some(std::mem::replace(at, *at + block.len() as u32))).collect();
    Func {
        name: "main.f".to_owned(),
        params,
        results,
        is_closure: false,
        is_defer_wrapper: false,
        regs,
        code: blocks.concat(),
        blocks: starts,
        tables,
        recover_block: None,
        positions: vec![],
    }
}

fn desc(kind: Kind, name: &str) -> TypeDesc {
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

/// The least module around a function, which is number 2.
fn module(f: Func) -> Module {
    let init = func((0, 0, 2), &[vec![ins(Op::Return, 1, 0, 0, 0)]], vec![]);
    let panic_text = func((2, 1, 3), &[vec![ins(Op::Str, 1, 0, 0, 0), ins(Op::Return, 1, 0, 0, 0)]], vec![]);
    let field = |ty| FieldDesc { name: "f".to_owned(), ty: TypeIdx(ty), is_embedded: false, tag: vec![] };
    let error = TypeDesc { fields: vec![field(2)], ..desc(Kind::Struct, "runtime.TypeAssertionError") };
    Module {
        path: "main".to_owned(),
        types: vec![
            TypeDesc { is_named: false, ..desc(Kind::None, "") },
            desc(Kind::Int, "int"),
            desc(Kind::String, "string"),
            error,
            TypeDesc { elem: TypeIdx(3), is_named: false, ..desc(Kind::Pointer, "*runtime.TypeAssertionError") },
            TypeDesc { fields: vec![field(INT)], ..desc(Kind::Struct, "globals") },
        ],
        method_names: vec![],
        strings: vec![b"text".to_vec()],
        globals: TypeIdx(5),
        natives: vec![],
        funcs: vec![init, panic_text, f],
        init: FuncIdx(0),
        panic_text: FuncIdx(1),
        exports: vec![],
        known: KnownTypes {
            string: TypeIdx(2),
            error_string: TypeIdx(2),
            plain_error: TypeIdx(2),
            type_assertion_error: TypeIdx(4),
        },
        files: vec!["main.go".to_owned()],
    }
}
