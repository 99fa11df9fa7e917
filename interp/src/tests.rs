//! Tests of the binary form, the verifier, the dump and the generated docs.

use std::fmt::Write as _;

use crate::encode::{ImmForm, encode};
use crate::isa::{Imm, Instr, OPS, Op, Operand, pack};
use crate::module::{BlockIdx, Export, FuncIdx, Module, NativeImport, Position, TypeIdx};
use crate::testing::{ANY, FLOAT32, INT, MAP_OF_INT, SLICE_OF_INT, UINT8, func, ins, module};
use crate::verify::{VerifyCode, verify};
use crate::{DecodeErrorKind, decode, dump_module};

/// `func sum(n int) int { t := 0; for i := 0; i < n; i++ { t += i }; return t }`
fn sum() -> Module {
    let mut f = func(
        "main.sum",
        (1, 1, 5),
        &[
            &[ins(Op::Const, 2, 0, 0, 0), ins(Op::Const, 3, 0, 0, 0), ins(Op::Jump, 0, 0, 0, 2)],
            &[ins(Op::Add, 2, 2, 3, 0), ins(Op::AddI, 3, 3, 0, 1), ins(Op::Jump, 0, 0, 0, 2)],
            &[ins(Op::BrLtS, 3, 1, 0, pack(1, 3))],
            &[ins(Op::Return, 2, 0, 0, 0)],
        ],
    );
    f.positions = vec![
        Position { instr: 0, file: 0, line: 2, column: 2 },
        Position { instr: 3, file: 0, line: 4, column: 3 },
        Position { instr: 7, file: 0, line: 6, column: 2 },
    ];
    let mut m = module(vec![f]);
    m.exports = vec![Export {
        name: "sum".to_owned(),
        func: FuncIdx(2),
        params: vec![TypeIdx(INT)],
        param_names: vec!["n".to_owned()],
        results: vec![TypeIdx(INT)],
        is_variadic: false,
    }];
    m
}

/// A module with every opcode once, each operand and immediate in its largest form: not one to run.
fn everything() -> Module {
    let operand = |kind: &Operand| if *kind == Operand::None { 0 } else { 0xfffe };
    let code: Vec<Instr> = OPS
        .iter()
        .map(|row| {
            let [a, b, c] = [operand(&row.operands[0]), operand(&row.operands[1]), operand(&row.operands[2])];
            let imm = match ImmForm::of(row.imm) {
                ImmForm::Absent => 0,
                ImmForm::Signed => i64::MIN,
                ImmForm::Unsigned => i64::from(u32::MAX),
                ImmForm::Halves => pack(7, u32::MAX),
            };
            ins(row.op, a, b, c, imm)
        })
        .collect();
    let mut m = module(vec![func("all", (3, 2, 9), &[&code])]);
    m.funcs[2].tables = vec![vec![BlockIdx(0), BlockIdx(3)], vec![]];
    m.funcs[2].recover_block = Some(BlockIdx(9));
    m.natives = vec![NativeImport { name: "a.b".to_owned(), params: 1, results: 2, types: vec![TypeIdx(1)] }];
    m
}

#[test]
fn decoding_gives_back_what_was_encoded() {
    for m in [sum(), everything()] {
        let bytes = encode(&m);
        assert_eq!(decode(&bytes).as_ref(), Ok(&m));
        assert_eq!(encode(&decode(&bytes).expect("decodes")), bytes);
    }
}

#[test]
fn every_prefix_and_every_extension_is_refused() {
    let bytes = encode(&everything());
    for n in 0..bytes.len() {
        assert!(decode(&bytes[..n]).is_err(), "prefix of {n} bytes");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(decode(&longer).expect_err("longer").kind, DecodeErrorKind::TrailingBytes);
}

#[test]
fn damaged_bytes_decode_to_what_encodes_back_or_not_at_all() {
    let bytes = encode(&everything());
    let mut accepted = 0;
    for at in 0..bytes.len() {
        for flip in [1, 0x80] {
            let mut damaged = bytes.clone();
            damaged[at] ^= flip;
            if let Ok(m) = decode(&damaged) {
                assert_eq!(encode(&m), damaged, "byte {at} flipped by {flip:#x}");
                accepted += 1;
                // Whatever it is, looking at it harms nobody.
                let _ = (verify(&m), dump_module(&m, &[]));
            }
        }
    }
    assert!(accepted > 50);
}

#[test]
fn long_forms_and_lengths_beyond_the_input_are_refused() {
    let kind = |tail: &[u8]| decode(&[b"GOVM", tail].concat()).expect_err("damaged").kind;
    assert_eq!(kind(&[0x81, 0x00]), DecodeErrorKind::BadNumber);
    assert_eq!(kind(&[2]), DecodeErrorKind::UnknownVersion);
    assert_eq!(kind(&[1, 0xff, 0xff, 0xff, 0xff, 0x0f]), DecodeErrorKind::Truncated);
    assert_eq!(kind(&[1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), DecodeErrorKind::Truncated);
    assert_eq!(kind(&[1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]), DecodeErrorKind::BadNumber);
    assert_eq!(kind(&[1, 1, 0xff]), DecodeErrorKind::BadText);
}

#[test]
fn a_sound_module_is_accepted() {
    assert_eq!(verify(&sum()).expect("sound").len(), sum().types.len());
}

/// The complaint about a function of one parameter, one result and six registers that ends in `return 1`.
fn complaint(code: &[Instr]) -> Option<VerifyCode> {
    let block = [code, &[ins(Op::Return, 1, 0, 0, 0)]].concat();
    let mut f = func("main.f", (1, 1, 6), &[&block]);
    f.tables = vec![vec![BlockIdx(0)]];
    let closure = func("main.f.func1", (0, 0, 2), &[&[ins(Op::Return, 1, 0, 0, 0)]]);
    let mut m = module(vec![f, closure]);
    m.funcs[3].is_closure = true;
    m.natives = vec![NativeImport { name: "a.b".to_owned(), params: 3, results: 1, types: vec![] }];
    verify(&m).err().map(|e| e.code)
}

#[test]
fn each_code_has_its_example() {
    use VerifyCode::*;
    let cases: &[(&[Instr], Option<VerifyCode>)] = &[
        (&[], None),
        (&[ins(Op::Mov, 2, 1, 0, 0)], None),
        (&[ins(Op::Mov, 6, 1, 0, 0)], Some(RegisterOutOfRange)),
        (&[ins(Op::Mov, 0, 1, 0, 0)], Some(RegisterOutOfRange)),
        (&[ins(Op::Mov, 2, 0, 0, 0)], Some(RegisterOutOfRange)),
        (&[ins(Op::Recover, 5, 0, 0, 0)], Some(RegisterOutOfRange)),
        (&[ins(Op::Zero, 2, 0, 5, 0)], Some(RegisterOutOfRange)),
        (&[ins(Op::Zero, 2, 0, 4, 0)], None),
        (&[ins(Op::Mov, 2, 1, 1, 0)], Some(UnusedOperand)),
        (&[ins(Op::Mov, 2, 1, 0, 1)], Some(UnusedOperand)),
        (&[ins(Op::Mov, 2, 3, 0, 0)], Some(Undefined)),
        (&[ins(Op::Jump, 0, 0, 0, 0)], Some(MalformedBlock)),
        (&[ins(Op::Str, 2, 0, 0, 2)], Some(IndexOutOfRange)),
        (&[ins(Op::Str, 2, 0, 0, -1)], Some(IndexOutOfRange)),
        (&[ins(Op::GlobalAddr, 2, 0, 0, 17)], Some(IndexOutOfRange)),
        (&[ins(Op::Call, 2, 0, 0, 9)], Some(IndexOutOfRange)),
        (&[ins(Op::Call, 2, 0, 0, 0)], None),
        (&[ins(Op::Call, 1, 0, 0, 0)], Some(LostInCall)),
        (&[ins(Op::Call, 0, 0, 0, 0)], Some(BadCall)),
        (&[ins(Op::Call, 2, 0, 0, 3)], Some(BadCall)),
        (&[ins(Op::Call, 4, 0, 0, 1)], Some(RegisterOutOfRange)),
        (&[ins(Op::FuncVal, 2, 0, 0, 3)], Some(BadCall)),
        (&[ins(Op::Closure, 2, 1, 1, 2)], Some(BadCall)),
        (&[ins(Op::Closure, 2, 1, 1, 3)], None),
        (&[ins(Op::CallNative, 3, 0, 0, 0)], Some(RegisterOutOfRange)),
        (&[ins(Op::CallValue, 2, 1, 0, pack(1, 0))], Some(BadImmediate)),
        (&[ins(Op::ShlI, 2, 1, 0, 64)], Some(BadImmediate)),
        (&[ins(Op::DivSI, 2, 1, 0, 0)], Some(BadImmediate)),
        (&[ins(Op::Ld64, 2, 1, 0, i64::from(crate::isa::OFFSET_END))], Some(BadImmediate)),
        (&[ins(Op::Ld64, 2, 1, 0, i64::from(crate::isa::OFFSET_END) - 1)], None),
        (&[ins(Op::LdPart, 2, 1, 8, 0)], Some(BadImmediate)),
        (&[ins(Op::LdN, 2, 1, 0, pack(0, 65))], Some(BadImmediate)),
        (&[ins(Op::LdN, 2, 1, 0, pack(0, 0))], Some(BadImmediate)),
        (&[ins(Op::StN, 1, 2, 0, pack(0, 0))], Some(BadImmediate)),
        (&[ins(Op::LdN, 2, 1, 0, pack(0, 5))], Some(RegisterOutOfRange)),
        (&[ins(Op::New, 2, 0, 0, 0)], Some(WrongType)),
        (&[ins(Op::MapLen, 2, 1, 0, 0)], None),
        (&[ins(Op::MapGet, 2, 1, 1, i64::from(INT))], Some(WrongType)),
        (&[ins(Op::MapGet, 2, 1, 1, i64::from(MAP_OF_INT))], None),
        (&[ins(Op::Implements, 2, 1, 0, i64::from(INT))], Some(WrongType)),
        (&[ins(Op::Implements, 2, 1, 0, i64::from(ANY))], None),
        (&[ins(Op::Mov, 2, 1, 0, 0), ins(Op::Append64, 3, 1, 1, i64::from(INT))], None),
        (&[ins(Op::Mov, 2, 1, 0, 0), ins(Op::Append64, 3, 1, 1, i64::from(UINT8))], Some(WrongType)),
        (&[ins(Op::Mov, 2, 1, 0, 0), ins(Op::Append32, 3, 1, 1, i64::from(FLOAT32))], Some(WrongType)),
        (&[ins(Op::Mov, 2, 1, 0, 0), ins(Op::Append64, 3, 1, 1, i64::from(SLICE_OF_INT))], Some(WrongType)),
        // Three packed bytes take one slot; a bound that is not given is not read.
        (&[ins(Op::RegU8, 2, 1, 1, pack(3, 1 << 16))], None),
        (&[ins(Op::RegU8, 2, 1, 1, pack(3, 2 << 16))], Some(BadImmediate)),
        (&[ins(Op::RegN, 2, 1, 1, pack(1, 1 | 1 << 16))], None),
        (&[ins(Op::RegN, 2, 1, 1, pack(1, 1 << 16))], Some(BadImmediate)),
        (&[ins(Op::SliceStr, 2, 1, 5, pack(1, 1))], Some(Undefined)),
        (&[ins(Op::SliceStr, 2, 1, 0, pack(1, 2))], None),
        (&[ins(Op::SliceStr, 2, 1, 1, pack(1, 4))], Some(BadImmediate)),
    ];
    for (code, expected) in cases {
        assert_eq!(complaint(code), *expected, "{code:?}");
    }
}

#[test]
fn what_the_recover_block_reads_is_written_before_anything_may_panic() {
    let deferring = |first: Instr| {
        let ret = ins(Op::Return, 2, 0, 0, 0);
        let mut f = func("main.f", (1, 1, 4), &[&[first, ins(Op::Ld64, 2, 1, 0, 0), ret], &[ret]]);
        f.recover_block = Some(BlockIdx(1));
        verify(&module(vec![f])).err().map(|e| e.code)
    };
    assert_eq!(deferring(ins(Op::Const, 2, 0, 0, 0)), None);
    assert_eq!(deferring(ins(Op::Const, 3, 0, 0, 0)), Some(VerifyCode::Undefined));
}

#[test]
fn entries_and_types_have_their_shapes() {
    let code = |change: fn(&mut Module)| {
        let mut m = sum();
        change(&mut m);
        verify(&m).expect_err("changed").code
    };
    assert_eq!(code(|m| m.exports[0].results.clear()), VerifyCode::BadEntry);
    assert_eq!(code(|m| m.init = FuncIdx(1)), VerifyCode::BadEntry);
    assert_eq!(code(|m| m.types[7].elem = TypeIdx(0)), VerifyCode::MalformedType);
    assert_eq!(code(|m| m.types[8].key = TypeIdx(7)), VerifyCode::MalformedType);
    assert_eq!(code(|m| m.types[5].fields[0].ty = TypeIdx(5)), VerifyCode::NoLayout);
    assert_eq!(code(|m| m.funcs[2].blocks[1] = 2), VerifyCode::MalformedBlock);
    assert_eq!(code(|m| m.funcs[2].positions[0].file = 1), VerifyCode::BadPosition);
    assert_eq!(code(|m| m.funcs[2].regs = 1), VerifyCode::RegisterOutOfRange);
}

#[test]
fn the_dump_shows_blocks_prices_and_lines() {
    let source = "func sum(n int) int {\n\tt := 0\n\tfor i := range n {\n\t\tt += i\n\t}\n\treturn t\n}\n";
    let dump = dump_module(&sum(), &[source]);
    let at = dump.find("\nfunc main.sum").expect("there");
    let expected = "
func main.sum params 1 results 1 regs 5
b0: ; energy 3
  ; main.go:2  t := 0
  const r2, 0
  const r3, 0
  jump b2
b1: ; energy 3
  ; main.go:4  t += i
  add r2, r2, r3
  add.i r3, r3, 1
  jump b2
b2: ; energy 1
  br.lt.s r3, r1, b1 else b3
b3: ; energy 3
  ; main.go:6  return t
  return r2
";
    assert_eq!(&dump[at..], expected);
}

/// The rows of the opcode table as Markdown.
fn instruction_table() -> String {
    let operand = |kind: &Operand| match kind {
        Operand::None => "-".to_owned(),
        Operand::Def(1) => "def".to_owned(),
        Operand::Def(n) => format!("def {n}"),
        Operand::Use(1) => "use".to_owned(),
        Operand::Use(n) => format!("use {n}"),
        Operand::DefN => "def c".to_owned(),
        Operand::UseN => "use c".to_owned(),
        Operand::Iter => "use and def 3".to_owned(),
        Operand::Count => "count".to_owned(),
        Operand::Imm16 => "immediate".to_owned(),
        Operand::Window => "window".to_owned(),
        Operand::Key => "use key".to_owned(),
        Operand::DefWords => "def words".to_owned(),
        Operand::UseWords => "use words".to_owned(),
        Operand::UseArray => "use array".to_owned(),
        Operand::ModArray => "use and def array".to_owned(),
        Operand::Results => "use results".to_owned(),
        Operand::Elem => "use element".to_owned(),
        Operand::DefElem => "def element".to_owned(),
    };
    let mut text = String::from("| no. | mnemonic | a, b, c | imm | price | |\n| --- | --- | --- | --- | --- | --- |\n");
    for row in OPS {
        let operands = row.operands.iter().map(operand).collect::<Vec<_>>().join(", ");
        let imm = if row.imm == Imm::None { "-".to_owned() } else { format!("{:?}", row.imm) };
        let doc = row.doc.trim().replace('|', "\\|");
        let _ = writeln!(text, "| {} | `{}` | {operands} | {imm} | {:?} | {doc} |", row.op as u8, row.mnemonic, row.price);
    }
    text
}

/// Compares the part of a page between `<!-- mark` and `<!-- end -->` with what the code says; with GOVM_UPDATE set, writes it.
fn check_docs(page: &str, mark: &str, fresh: &str) {
    let path = format!("{}/../docs/{page}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the page is there");
    let (start, rest) = text.split_once(mark).expect("start mark");
    let (note, rest) = rest.split_once("-->\n").expect("end of the start mark");
    let (_, tail) = rest.split_once("<!-- end -->").expect("end mark");
    let fresh = format!("{start}{mark}{note}-->\n\n{fresh}\n<!-- end -->{tail}");
    if std::env::var_os("GOVM_UPDATE").is_some() {
        std::fs::write(path, &fresh).expect("docs can be written");
    } else {
        assert!(text == fresh, "docs/{page} is stale: GOVM_UPDATE=1 cargo test -p govm-interp docs");
    }
}

#[test]
fn docs_list_the_instructions_as_they_are() {
    check_docs("bytecode.md", "<!-- instructions", &instruction_table());
}

#[test]
fn docs_list_the_prices_as_they_are() {
    let schedule = crate::energy::Schedule::current();
    let mut text = format!("Schedule {}. An instruction costs by its class", schedule.version);
    text.push_str(
        " (docs/bytecode.md has the class of each); where slots or words are moved, the second number is for 8 of them.\n\n",
    );
    text.push_str("| class | price | for 8 | instructions |\n| --- | --- | --- | --- |\n");
    let classes: std::collections::BTreeSet<_> = OPS.iter().map(|row| row.price).collect();
    for class in classes {
        let names: Vec<_> = OPS.iter().filter(|r| r.price == class).map(|r| format!("`{}`", r.mnemonic)).collect();
        let (one, eight) = (schedule.price(class, 1), schedule.price(class, 8));
        let eight = if eight == one { String::new() } else { eight.to_string() };
        let _ = writeln!(text, "| {class:?} | {one} | {eight} | {} |", names.join(" "));
    }
    text.push_str("\n| beside the instruction | price |\n| --- | --- |\n");
    let _ = writeln!(
        text,
        "| an allocation | {} and 1 for each {} bytes begun |",
        schedule.alloc_base, schedule.alloc_bytes_per_unit
    );
    let _ = writeln!(text, "| data touched | 1 for each {} bytes begun |", schedule.data_bytes_per_unit);
    let _ = writeln!(text, "| a value visited, where values of any type are compared or hashed | {} |", schedule.value);
    let _ = writeln!(text, "| a rune encoded; half of it a byte decoded, by conversions of strings | {} |", schedule.rune);
    let _ = writeln!(text, "| a step of a map's probe after the first | {} |", schedule.map_probe);
    check_docs("energy.md", "<!-- prices", &text);
}
