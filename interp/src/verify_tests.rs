//! One damaged module for each rule of the verifier: what it says is what the rule says, and the module without the damage is sound.

use crate::isa::{Instr, OFFSET_END, Op, pack};
use crate::module::{
    BlockIdx, Export, FuncIdx, Kind, MethodDesc, MethodIdx, MethodName, Module, NativeImport, Position, TypeIdx,
};
use crate::testing::{ANY, GLOBALS, INT, MAP_OF_INT, SLICE_OF_INT, STRING, UINT8, desc, func, ins, module};
use crate::verify::{VerifyCode, verify};

/// Types beside those of [`module`].
const CHAN_OF_INT: u32 = 11;
const STRINGER: u32 = 12;
const FUNC: u32 = 13;
const ARRAY: u32 = 14;

/// The function whose instructions are damaged, and one with captures.
const F: usize = 2;
const CLOSURE: u32 = 3;

/// A module that is sound and has a bit of everything. Instruction 0 of function `F` is there to be replaced.
fn sound() -> Module {
    let mut f = func(
        "main.f",
        (1, 1, 8),
        &[
            &[ins(Op::Const, 2, 0, 0, 0), ins(Op::Switch, 1, 0, 0, 0)],
            &[
                ins(Op::SelectSend, 1, 2, 0, CHAN_OF_INT.into()),
                ins(Op::SelectRecv, 3, 1, 4, CHAN_OF_INT.into()),
                ins(Op::Select, 5, 0, 2, 0),
                ins(Op::Jump, 0, 0, 0, 2),
            ],
            &[ins(Op::Return, 2, 0, 0, 0)],
        ],
    );
    f.tables = vec![vec![BlockIdx(1), BlockIdx(2)]];
    f.recover_block = Some(BlockIdx(2));
    f.positions = vec![Position { instr: 0, file: 0, line: 1, column: 1 }, Position { instr: 2, file: 0, line: 2, column: 1 }];
    let mut closure = func("main.f.func1", (0, 0, 2), &[&[ins(Op::Return, 1, 0, 0, 0)]]);
    closure.is_closure = true;
    let method = func("main.Stringer.String", (1, 1, 2), &[&[ins(Op::Return, 1, 0, 0, 0)]]);
    let mut m = module(vec![f, closure, method]);
    let mut chan = desc(Kind::Chan, "chan int");
    chan.elem = TypeIdx(INT);
    let mut stringer = desc(Kind::Int, "main.Stringer");
    stringer.methods = vec![MethodDesc { name: MethodIdx(0), func: FuncIdx(4) }];
    let mut function = desc(Kind::Func, "func(int) int");
    (function.params, function.results) = (vec![TypeIdx(INT)], vec![TypeIdx(INT)]);
    let mut array = desc(Kind::Array, "[2]int");
    (array.elem, array.len) = (TypeIdx(INT), 2);
    m.types.extend([chan, stringer, function, array]);
    let method = |name: &str| MethodName { name: name.to_owned(), pkg: String::new(), sig: "func() string".to_owned() };
    m.method_names = vec![method("String"), method("Text")];
    m.natives = vec![NativeImport { name: "a.b".to_owned(), params: 2, results: 1, types: vec![TypeIdx(INT)] }];
    m.exports = vec![Export {
        name: "f".to_owned(),
        func: FuncIdx(2),
        params: vec![TypeIdx(INT)],
        param_names: vec!["n".to_owned()],
        results: vec![TypeIdx(INT)],
        is_variadic: false,
    }];
    m
}

fn refusal(m: &Module) -> Option<(VerifyCode, String)> {
    verify(m).err().map(|e| (e.code, e.text))
}

type Damage = fn(&mut Module);

fn check(rows: &[(Damage, VerifyCode, &str)]) {
    assert_eq!(refusal(&sound()), None);
    for (row, (damage, code, text)) in rows.iter().enumerate() {
        let mut m = sound();
        damage(&mut m);
        assert_eq!(refusal(&m), Some((*code, (*text).to_owned())), "row {row}");
    }
}

#[test]
fn each_rule_of_types_refuses() {
    use VerifyCode::*;
    check(&[
        (|m| m.types.clear(), MalformedType, "no descriptor 0"),
        (|m| m.types[0].kind = Kind::Int, MalformedType, "type 0: descriptor 0 and no other is of no kind"),
        (|m| m.types[1].kind = Kind::None, MalformedType, "type 1: descriptor 0 and no other is of no kind"),
        (|m| m.types[SLICE_OF_INT as usize].elem = TypeIdx(0), MalformedType, "type 7: element type"),
        (|m| m.types[SLICE_OF_INT as usize].elem = TypeIdx(99), MalformedType, "type 7: element type"),
        (|m| m.types[INT as usize].elem = TypeIdx(1), MalformedType, "type 1: element type"),
        (|m| m.types[MAP_OF_INT as usize].key = TypeIdx(0), MalformedType, "type 8: key type"),
        (|m| m.types[INT as usize].key = TypeIdx(1), MalformedType, "type 1: key type"),
        (|m| m.types[INT as usize].len = 1, MalformedType, "type 1: length"),
        (|m| m.types[GLOBALS as usize].fields[0].ty = TypeIdx(99), MalformedType, "type 5: fields"),
        (|m| m.types[INT as usize].fields = m.types[GLOBALS as usize].fields.clone(), MalformedType, "type 1: fields"),
        (|m| m.types[INT as usize].params.push(TypeIdx(INT)), MalformedType, "type 1: parameters or results"),
        (|m| m.types[INT as usize].is_variadic = true, MalformedType, "type 1: parameters or results"),
        (|m| m.types[FUNC as usize].results[0] = TypeIdx(0), MalformedType, "type 13: parameters or results"),
        (
            |m| {
                let twice = m.types[STRINGER as usize].methods[0];
                m.types[STRINGER as usize].methods.push(twice);
            },
            MalformedType,
            "type 12: methods are out of order",
        ),
        (|m| m.types[STRINGER as usize].methods[0].name = MethodIdx(2), MalformedType, "type 12: methods"),
        (|m| m.types[STRINGER as usize].methods[0].func = FuncIdx(9), MalformedType, "type 12: methods"),
        (|m| m.types[STRINGER as usize].methods[0].func = FuncIdx(0), MalformedType, "type 12: methods"),
        (|m| m.types[STRINGER as usize].methods[0].func = FuncIdx(CLOSURE), MalformedType, "type 12: methods"),
        (|m| m.types[ANY as usize].methods = m.types[STRINGER as usize].methods.clone(), MalformedType, "type 10: methods"),
        (|m| m.types[ARRAY as usize].elem = TypeIdx(ARRAY), NoLayout, "type 14 has no layout"),
        (|m| m.types[ARRAY as usize].len = u64::MAX, NoLayout, "type 14 has no layout"),
        (|m| m.types[MAP_OF_INT as usize].key = TypeIdx(SLICE_OF_INT), MalformedType, "type 8: keys cannot be compared"),
    ]);
}

#[test]
fn each_rule_of_entries_refuses() {
    use VerifyCode::*;
    const SHAPE: &str = "an export's shape is not its function's";
    check(&[
        (|m| m.init = FuncIdx(1), BadEntry, "the initialiser's shape"),
        (|m| m.init = FuncIdx(CLOSURE), BadEntry, "the initialiser's shape"),
        (|m| m.panic_text = FuncIdx(99), BadEntry, "the panic text function's shape"),
        (|m| m.globals = TypeIdx(INT), BadEntry, "package variables are no struct"),
        (|m| m.known.string = TypeIdx(INT), BadEntry, "types of the machine"),
        (|m| m.known.plain_error = TypeIdx(INT), BadEntry, "types of the machine"),
        (|m| m.known.error_string = TypeIdx(99), BadEntry, "types of the machine"),
        (|m| m.known.type_assertion_error = TypeIdx(STRING), BadEntry, "types of the machine"),
        (|m| m.types[4].elem = TypeIdx(GLOBALS), BadEntry, "types of the machine"),
        (|m| m.exports[0].func = FuncIdx(99), BadEntry, "an export refers to nothing"),
        (|m| m.exports[0].params[0] = TypeIdx(99), BadEntry, "an export refers to nothing"),
        (|m| m.exports[0].results.clear(), BadEntry, SHAPE),
        (|m| m.exports[0].params[0] = TypeIdx(SLICE_OF_INT), BadEntry, SHAPE),
        (|m| m.exports[0].param_names.clear(), BadEntry, SHAPE),
        (|m| m.natives[0].types[0] = TypeIdx(99), IndexOutOfRange, "types of native a.b"),
    ]);
}

#[test]
fn each_rule_of_frames_refuses() {
    use VerifyCode::*;
    const BLOCKS: &str = "blocks are empty or out of order";
    const SELECT: &str = "a select does not stand behind all of its cases and no others";
    const POSITIONS: &str = "source positions are out of order or lead nowhere";
    check(&[
        (|m| m.funcs[F].regs = 1, RegisterOutOfRange, "the frame is too small for the parameters"),
        (|m| m.funcs[CLOSURE as usize].regs = 1, RegisterOutOfRange, "the frame is too small for the parameters"),
        (|m| m.funcs[F].blocks.clear(), MalformedBlock, BLOCKS),
        (|m| m.funcs[F].blocks[0] = 1, MalformedBlock, BLOCKS),
        (|m| m.funcs[F].blocks[2] = 2, MalformedBlock, BLOCKS),
        (|m| m.funcs[F].blocks[2] = 7, MalformedBlock, BLOCKS),
        (|m| m.funcs[F].code.clear(), MalformedBlock, BLOCKS),
        (|m| m.funcs[F].code[0] = ins(Op::Jump, 0, 0, 0, 1), MalformedBlock, "block 0 does not end in its one terminator"),
        (|m| m.funcs[F].code[1] = ins(Op::Const, 2, 0, 0, 0), MalformedBlock, "block 0 does not end in its one terminator"),
        (|m| m.funcs[F].code[4].c = 1, MalformedBlock, SELECT),
        (|m| m.funcs[F].code[4].c = 3, MalformedBlock, SELECT),
        (|m| m.funcs[F].code[3] = ins(Op::Const, 3, 0, 0, 0), MalformedBlock, SELECT),
        (|m| m.funcs[F].code[4] = ins(Op::Const, 5, 0, 0, 0), MalformedBlock, SELECT),
        (|m| m.funcs[F].code[0] = ins(Op::SelectSend, 1, 1, 0, CHAN_OF_INT.into()), MalformedBlock, SELECT),
        (|m| m.funcs[F].tables[0].clear(), IndexOutOfRange, "a jump table is empty or leads nowhere"),
        (|m| m.funcs[F].tables[0][1] = BlockIdx(3), IndexOutOfRange, "a jump table is empty or leads nowhere"),
        (|m| m.funcs[F].recover_block = Some(BlockIdx(3)), IndexOutOfRange, "the recover block does not exist"),
        (|m| m.funcs[F].positions[0].instr = 2, BadPosition, POSITIONS),
        (|m| m.funcs[F].positions[1].instr = 99, BadPosition, POSITIONS),
        (|m| m.funcs[F].positions[0].file = 1, BadPosition, POSITIONS),
        (|m| m.funcs[F].positions[0].line = 0, BadPosition, POSITIONS),
        (|m| m.funcs[F].positions[0].column = 0, BadPosition, POSITIONS),
        (
            |m| {
                m.funcs[F].blocks = (0..4200).collect();
                m.funcs[F].code = vec![ins(Op::Jump, 0, 0, 0, 0); 4200];
                (m.funcs[F].regs, m.funcs[F].recover_block) = (u16::MAX, None);
                m.funcs[F].positions.clear();
            },
            TooComplex,
            "too many blocks and registers",
        ),
    ]);
}

/// What is said about an instruction in place of the first of function `F`.
fn complaint(instr: Instr) -> Option<(VerifyCode, String)> {
    let mut m = sound();
    m.funcs[F].recover_block = None;
    m.funcs[F].code.insert(1, instr);
    m.funcs[F].blocks = vec![0, 3, 7];
    m.funcs[F].positions.clear();
    refusal(&m)
}

#[test]
fn each_rule_of_instructions_refuses() {
    use VerifyCode::*;
    let rows: &[(Instr, VerifyCode, &str)] = &[
        (ins(Op::Mov, 8, 1, 0, 0), RegisterOutOfRange, "registers 8 to 8 of 8"),
        (ins(Op::Mov, 0, 1, 0, 0), RegisterOutOfRange, "registers 0 to 0 of 8"),
        (ins(Op::Concat, 3, 6, 3, 0), RegisterOutOfRange, "registers 6 to 8 of 8"),
        (ins(Op::Mov, 3, 1, 0, 7), UnusedOperand, "mov has an operand that it does not use"),
        (ins(Op::Mov, 3, 1, 7, 0), UnusedOperand, "mov has an operand that it does not use"),
        (ins(Op::StPart, 1, 2, 0, 0), BadImmediate, "a part has 1 to 7 bytes"),
        (ins(Op::ShrUI, 3, 1, 0, -1), BadImmediate, "shr.u.i with immediate 0xffffffffffffffff"),
        (ins(Op::RemUI, 3, 1, 0, 0), BadImmediate, "rem.u.i with immediate 0x0"),
        (ins(Op::Str, 3, 0, 0, 2), IndexOutOfRange, "str with index 0x2"),
        (ins(Op::GlobalAddr, 3, 0, 0, 17), IndexOutOfRange, "gaddr with index 0x11"),
        (ins(Op::FuncVal, 3, 0, 0, 5), IndexOutOfRange, "fnval with index 0x5"),
        (ins(Op::New, 3, 0, 0, 15), IndexOutOfRange, "new with index 0xf"),
        (ins(Op::CallNative, 3, 0, 0, 1), IndexOutOfRange, "call.native with index 0x1"),
        (ins(Op::CallMethod, 3, 1, 0, pack(2, 0)), IndexOutOfRange, "call.method with index 0x2"),
        (ins(Op::LdU8, 3, 1, 0, i64::from(OFFSET_END)), BadImmediate, "ld.u8 with immediate 0x1000"),
        (ins(Op::StN, 1, 2, 0, pack(0, 65)), BadImmediate, "st.n with immediate 0x4100000000"),
        (ins(Op::Lea, 3, 1, 0, -1), BadImmediate, "lea with immediate 0xffffffffffffffff"),
        (ins(Op::Bound, 1, 0, 0, -1), BadImmediate, "bound with immediate 0xffffffffffffffff"),
        (ins(Op::ArrAddr, 3, 1, 2, -1), BadImmediate, "arraddr with immediate 0xffffffffffffffff"),
        (ins(Op::RegU8, 3, 1, 2, pack(9, 1 << 16)), BadImmediate, "reg.u8 with immediate 0x1000000000009"),
        (ins(Op::SliceOf, 3, 1, 1, pack(8, 0b100)), BadImmediate, "slice with immediate 0x400000008"),
        (ins(Op::CallValue, 3, 1, 0, 1), BadImmediate, "call.value with immediate 0x1"),
        (ins(Op::Append8, 3, 1, 2, INT.into()), WrongType, "append.8 on type 1 (int)"),
        (ins(Op::MakeSlice, 3, 1, 2, 0), WrongType, "makeslice on type 0 ()"),
        (ins(Op::MapClear, 1, 0, 0, UINT8.into()), WrongType, "map.clear on type 6 (uint8)"),
        (ins(Op::Implements, 3, 1, 0, STRING.into()), WrongType, "implements on type 2 (string)"),
        (ins(Op::ChanNew, 3, 1, 0, INT.into()), WrongType, "chan.new on type 1 (int)"),
        (ins(Op::FuncVal, 3, 0, 0, CLOSURE.into()), BadCall, "a function with captures has no static closure"),
        (ins(Op::Closure, 3, 1, 1, 0), BadCall, "a closure of a function without captures"),
        (ins(Op::Call, 3, 0, 0, CLOSURE.into()), BadCall, "a function with captures is called by name"),
        (ins(Op::Call, 0, 0, 0, 0), BadCall, "the window does not fit the frame"),
        (ins(Op::Mov, 3, 6, 0, 0), Undefined, "register 6 may be read before it is written"),
        (ins(Op::Call, 1, 0, 0, 0), LostInCall, "register 1 is read after the call that overwrites it"),
    ];
    assert_eq!(complaint(ins(Op::Mov, 3, 1, 0, 0)), None);
    for (instr, code, text) in rows {
        assert_eq!(complaint(*instr), Some((*code, (*text).to_owned())), "{instr:?}");
    }
    // Terminators.
    let ended = |last: Instr| {
        let mut m = sound();
        m.funcs[F].code[1] = last;
        refusal(&m)
    };
    assert_eq!(ended(ins(Op::Jump, 0, 0, 0, 1)), None);
    for (last, code, text) in [
        (ins(Op::Jump, 0, 0, 0, 3), IndexOutOfRange, "jump with index 0x3"),
        (ins(Op::Br, 1, 0, 0, pack(1, 3)), IndexOutOfRange, "br with index 0x300000001"),
        (ins(Op::Switch, 1, 0, 0, 1), IndexOutOfRange, "switch with index 0x1"),
        (ins(Op::PanicAssert, 1, 0, 0, pack(1, 99)), IndexOutOfRange, "panic.assert with index 0x6300000001"),
        (ins(Op::TrapNow, 0, 0, 0, 99), BadImmediate, "trap with immediate 0x63"),
    ] {
        assert_eq!(ended(last), Some((code, text.to_owned())), "{last:?}");
    }
    let mut m = sound();
    m.funcs[F].code[4].imm = 2;
    assert_eq!(refusal(&m), Some((BadImmediate, "select with immediate 0x2".to_owned())));
}
