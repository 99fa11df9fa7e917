//! The verifier: what it accepts can be executed without looking at it again, whatever it came from.
//!
//! It establishes that every index is in range, every register is in its frame and written before it is read, blocks are closed,
//! calls fit their windows, and types are of the kind that an instruction works on. Registers are untyped, so it does not
//! establish that an address is one: memory checks each access.
//!
//! Work and memory are bounded by the module's size times a constant; liveness, which alone is not linear, has limits of its own.

use std::fmt;

use crate::isa::{Imm, Instr, OFFSET_END, Op, Operand};
use crate::layout::{Layout, LayoutError, SLOTS_MAX, SlotKind, TYPE_SIZE_MAX, layouts};
use crate::liveness::{Accesses, CallShape, Liveness, block_range};
use crate::module::{Func, FuncIdx, Kind, Module, TypeIdx};
use crate::trap::TrapCode;

/// What is wrong with a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum VerifyCode {
    /// A type descriptor refers to nothing, or is not what its kind asks for.
    MalformedType,
    /// A type has no layout: it is too large or contains itself.
    NoLayout,
    /// An index leads outside of its table.
    IndexOutOfRange,
    /// A register is outside of the frame, or is the link.
    RegisterOutOfRange,
    /// A block does not end in exactly one terminator, or blocks are out of order.
    MalformedBlock,
    /// An instruction's type is of the wrong kind or size.
    WrongType,
    /// An immediate or count is not one that the instruction has.
    BadImmediate,
    /// An operand or immediate that the instruction does not have is not zero.
    UnusedOperand,
    /// A call does not fit the frame, or the callee cannot be called that way.
    BadCall,
    /// A register is read that nothing has written.
    Undefined,
    /// A register is read that a call has overwritten.
    LostInCall,
    /// A function is too large or too tangled.
    TooComplex,
    /// An export, the initialiser or a type of the machine has the wrong shape.
    BadEntry,
    /// Source positions are out of order or lead nowhere.
    BadPosition,
}

impl VerifyCode {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        use VerifyCode::*;
        match self {
            MalformedType => "B0020",
            NoLayout => "B0021",
            IndexOutOfRange => "B0022",
            RegisterOutOfRange => "B0023",
            MalformedBlock => "B0024",
            WrongType => "B0025",
            BadImmediate => "B0026",
            UnusedOperand => "B0027",
            BadCall => "B0028",
            Undefined => "B0029",
            LostInCall => "B0030",
            TooComplex => "B0031",
            BadEntry => "B0032",
            BadPosition => "B0033",
        }
    }
}

/// A module that was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// What is wrong.
    pub code: VerifyCode,
    /// In which function.
    pub func: Option<FuncIdx>,
    /// At which of its instructions.
    pub instr: Option<u32>,
    /// The details, for people.
    pub text: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.code.code())?;
        if let Some(func) = self.func {
            write!(f, "function {}", func.0)?;
            if let Some(instr) = self.instr {
                write!(f, " instruction {instr}")?;
            }
            write!(f, ": ")?;
        }
        f.write_str(&self.text)
    }
}

impl std::error::Error for VerifyError {}

/// Most instructions of a function.
const CODE_MAX: usize = 1 << 24;

/// Most instructions of a module: the executable form has to count its own in 31 bits.
const CODE_TOTAL_MAX: usize = 1 << 28;

/// Words that one load or store moves, so that what it touches ends within memory's slack.
pub(crate) const WORDS_MAX: u32 = SLOTS_MAX as u32;

type Check<T = ()> = Result<T, Failure>;

/// A complaint that does not know its place yet.
struct Failure(VerifyCode, String);

fn fail<T>(code: VerifyCode, text: impl Into<String>) -> Check<T> {
    Err(Failure(code, text.into()))
}

/// Accepts a module, or says why not. What comes out are the layouts of its types.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify(module: &Module) -> Result<Vec<Layout>, VerifyError> {
    let everywhere = |f: Failure| VerifyError { code: f.0, func: None, instr: None, text: f.1 };
    let layouts = verify_types(module).map_err(everywhere)?;
    let verifier = Verifier { module, layouts: &layouts };
    verifier.entries().map_err(everywhere)?;
    for (i, func) in module.funcs.iter().enumerate() {
        let place = |instr| move |f: Failure| VerifyError { code: f.0, func: Some(FuncIdx(i as u32)), instr, text: f.1 };
        verifier.frame(func).map_err(place(None))?;
        for (at, instr) in func.code.iter().enumerate() {
            verifier.instr(func, instr).map_err(place(Some(at as u32)))?;
        }
        verifier.lives(func).map_err(|(instr, f)| place(instr)(f))?;
    }
    Ok(layouts)
}

fn verify_types(module: &Module) -> Check<Vec<Layout>> {
    let types = &module.types;
    let known = |ty: TypeIdx| ty.0 != 0 && ty.index() < types.len();
    let malformed = |i: usize, what: &str| fail(VerifyCode::MalformedType, format!("type {i}: {what}"));
    for (i, desc) in types.iter().enumerate() {
        if (desc.kind == Kind::None) != (i == 0) {
            return malformed(i, "descriptor 0 and no other is of no kind");
        }
        let has_elem = matches!(desc.kind, Kind::Pointer | Kind::Slice | Kind::Array | Kind::Map | Kind::Chan);
        if has_elem != known(desc.elem) || !has_elem && desc.elem.0 != 0 {
            return malformed(i, "element type");
        }
        let is_map = desc.kind == Kind::Map;
        if is_map != known(desc.key) || !is_map && desc.key.0 != 0 {
            return malformed(i, "key type");
        }
        if desc.kind != Kind::Array && desc.len != 0 {
            return malformed(i, "length");
        }
        if desc.kind != Kind::Struct && !desc.fields.is_empty() || desc.fields.iter().any(|f| !known(f.ty)) {
            return malformed(i, "fields");
        }
        let of_func = desc.params.is_empty() && desc.results.is_empty() && !desc.is_variadic;
        if desc.kind != Kind::Func && !of_func || desc.params.iter().chain(&desc.results).any(|t| !known(*t)) {
            return malformed(i, "parameters or results");
        }
        if !desc.methods.is_sorted_by(|a, b| a.name < b.name) {
            return malformed(i, "methods are out of order");
        }
        for method in &desc.methods {
            let is_there = method.name.index() < module.method_names.len()
                && match desc.kind {
                    Kind::Interface => method.func.0 == 0,
                    _ => module.funcs.get(method.func.index()).is_some_and(|f| f.params >= 1 && !f.is_closure),
                };
            if !is_there {
                return malformed(i, "methods");
            }
        }
    }
    if types.is_empty() {
        return fail(VerifyCode::MalformedType, "no descriptor 0");
    }
    let layouts = layouts(types).map_err(|e| {
        let ty = match e {
            LayoutError::TooLarge(ty) | LayoutError::Malformed(ty) => ty,
        };
        Failure(VerifyCode::NoLayout, format!("type {} has no layout", ty.0))
    })?;
    let mut comparable = vec![None; types.len()];
    for (i, desc) in types.iter().enumerate() {
        if desc.kind == Kind::Map && !is_comparable(module, desc.key, &mut comparable) {
            return malformed(i, "keys cannot be compared");
        }
    }
    Ok(layouts)
}

/// Values of the type can be compared, perhaps but for dynamic types. Layouts exist, so types do not nest without end.
fn is_comparable(module: &Module, ty: TypeIdx, known: &mut [Option<bool>]) -> bool {
    if let Some(is) = known[ty.index()] {
        return is;
    }
    let desc = &module.types[ty.index()];
    let is = match desc.kind {
        Kind::None | Kind::Slice | Kind::Map | Kind::Func => false,
        Kind::Array => is_comparable(module, desc.elem, known),
        Kind::Struct => desc.fields.iter().all(|f| is_comparable(module, f.ty, known)),
        _ => true,
    };
    known[ty.index()] = Some(is);
    is
}

struct Verifier<'m> {
    module: &'m Module,
    layouts: &'m [Layout],
}

impl Verifier<'_> {
    /// What the machine and the embedder call by itself, and the types that the machine makes.
    fn entries(&self) -> Check {
        let m = self.module;
        let bad = |what: &str| fail(VerifyCode::BadEntry, what.to_owned());
        if m.funcs.iter().map(|f| f.code.len() + f.blocks.len()).sum::<usize>() > CODE_TOTAL_MAX {
            return fail(VerifyCode::TooComplex, "too many instructions");
        }
        let shape = |f: FuncIdx| m.funcs.get(f.index()).filter(|f| !f.is_closure).map(|f| (f.params, f.results));
        if shape(m.init) != Some((0, 0)) {
            return bad("the initialiser's shape");
        }
        if shape(m.panic_text) != Some((2, 1)) {
            return bad("the panic text function's shape");
        }
        let kind = |t: TypeIdx| m.types.get(t.index()).map(|d| d.kind);
        if kind(m.globals) != Some(Kind::Struct) {
            return bad("package variables are no struct");
        }
        let of_error = kind(m.known.type_assertion_error) == Some(Kind::Pointer)
            && self.holds_one_string(m.types[m.known.type_assertion_error.index()].elem);
        let is_string = |ty| kind(ty) == Some(Kind::String);
        if ![m.known.string, m.known.error_string, m.known.plain_error].into_iter().all(is_string) || !of_error {
            return bad("types of the machine");
        }
        for export in &m.exports {
            let slots = |types: &[TypeIdx]| {
                let each = types.iter().map(|t| self.layouts.get(t.index()).map(|l| u32::from(l.slot_count())));
                each.sum::<Option<u32>>()
            };
            let (params, results) = (slots(&export.params), slots(&export.results));
            let (Some(params), Some(results), Some((p, r))) = (params, results, shape(export.func)) else {
                return bad("an export refers to nothing");
            };
            if (params, results) != (p.into(), r.into()) || export.param_names.len() != export.params.len() {
                return bad("an export's shape is not its function's");
            }
        }
        for native in &m.natives {
            if native.types.iter().any(|t| t.index() >= m.types.len()) {
                return fail(VerifyCode::IndexOutOfRange, format!("types of native {}", native.name));
            }
        }
        Ok(())
    }

    fn holds_one_string(&self, ty: TypeIdx) -> bool {
        let desc = &self.module.types[ty.index()];
        matches!(&desc.fields[..], [only] if self.module.types[only.ty.index()].kind == Kind::String)
    }

    /// Frame, blocks, tables and positions of a function.
    fn frame(&self, func: &Func) -> Check {
        let least = 1 + u32::from(func.params) + u32::from(func.is_closure);
        if u32::from(func.regs) < least {
            return fail(VerifyCode::RegisterOutOfRange, "the frame is too small for the parameters");
        }
        if func.code.len() > CODE_MAX {
            return fail(VerifyCode::TooComplex, "too many instructions");
        }
        let blocks_in_order = func.blocks.first() == Some(&0)
            && func.blocks.is_sorted_by(|a, b| a < b)
            && func.blocks.last().is_some_and(|last| (*last as usize) < func.code.len());
        if !blocks_in_order {
            return fail(VerifyCode::MalformedBlock, "blocks are empty or out of order");
        }
        for block in 0..func.blocks.len() {
            let (start, end) = block_range(func, block);
            let first_end = func.code[start as usize..end as usize].iter().position(|i| i.op.is_terminator());
            if first_end != Some((end - start) as usize - 1) {
                return fail(VerifyCode::MalformedBlock, format!("block {block} does not end in its one terminator"));
            }
            let mut cases = 0_u32;
            for instr in &func.code[start as usize..end as usize] {
                let is_case = matches!(instr.op, Op::SelectSend | Op::SelectRecv);
                let expected = if instr.op == Op::Select { instr.c.into() } else { 0 };
                if !is_case && cases != expected {
                    return fail(VerifyCode::MalformedBlock, "a select does not stand behind all of its cases and no others");
                }
                cases = if is_case { cases + 1 } else { 0 };
            }
        }
        let is_block = |b: u32| (b as usize) < func.blocks.len();
        for table in &func.tables {
            if table.is_empty() || table.iter().any(|b| !is_block(b.0)) {
                return fail(VerifyCode::IndexOutOfRange, "a jump table is empty or leads nowhere");
            }
        }
        if func.recover_block.is_some_and(|b| !is_block(b.0)) {
            return fail(VerifyCode::IndexOutOfRange, "the recover block does not exist");
        }
        let position_ok = |p: &crate::module::Position| {
            (p.instr as usize) < func.code.len() && (p.file as usize) < self.module.files.len() && p.line > 0 && p.column > 0
        };
        if !func.positions.is_sorted_by(|a, b| a.instr < b.instr) || !func.positions.iter().all(position_ok) {
            return fail(VerifyCode::BadPosition, "source positions are out of order or lead nowhere");
        }
        Ok(())
    }

    fn instr(&self, func: &Func, instr: &Instr) -> Check {
        self.operands(instr)?;
        self.immediate(func, instr)?;
        self.types(instr)?;
        let accesses = Accesses::of(self.module, self.layouts, func, instr);
        for span in accesses.uses().iter().chain(accesses.defs()) {
            // No registers at all are somewhere in the frame too: an engine forms the range before it sees that it is empty.
            if span.len > 0 && span.start == 0 || span.end() > u32::from(func.regs) {
                return fail(
                    VerifyCode::RegisterOutOfRange,
                    format!("registers {} to {} of {}", span.start, span.end().max(1) - 1, func.regs),
                );
            }
        }
        if let Some(window) = accesses.window {
            self.window(func, instr, window)?;
        }
        Ok(())
    }

    fn window(&self, func: &Func, instr: &Instr, window: u16) -> Check {
        let shape = CallShape::of(self.module, instr);
        let end = u32::from(window) + u32::from(shape.first_arg) + u32::from(shape.args);
        if window == 0 || end > u32::from(func.regs) {
            return fail(VerifyCode::BadCall, "the window does not fit the frame");
        }
        // The callee finds its closure behind its parameters: a call by name has none to give.
        let is_closure = matches!(instr.op, Op::Call | Op::FuncVal) && self.module.funcs[instr.imm as usize].is_closure;
        if is_closure {
            return fail(VerifyCode::BadCall, "a function with captures is called by name");
        }
        Ok(())
    }

    fn operands(&self, instr: &Instr) -> Check {
        let info = instr.op.info();
        let unused = (info.operands.iter().zip([instr.a, instr.b, instr.c])).any(|(kind, v)| *kind == Operand::None && v != 0);
        if unused || info.imm == Imm::None && instr.imm != 0 {
            return fail(VerifyCode::UnusedOperand, format!("{} has an operand that it does not use", info.mnemonic));
        }
        if matches!(instr.op, Op::LdPart | Op::StPart) && !(1..=7).contains(&instr.c) {
            return fail(VerifyCode::BadImmediate, "a part has 1 to 7 bytes");
        }
        Ok(())
    }

    fn immediate(&self, func: &Func, instr: &Instr) -> Check {
        let m = self.module;
        let imm = instr.imm;
        let (lo, hi) = instr.targets();
        let below = |n: i64, len: usize| n >= 0 && (n as u64) < len as u64;
        let bad = || fail(VerifyCode::BadImmediate, format!("{} with immediate {imm:#x}", instr.op.info().mnemonic));
        let index = |ok: bool| {
            if ok {
                Ok(())
            } else {
                fail(VerifyCode::IndexOutOfRange, format!("{} with index {imm:#x}", instr.op.info().mnemonic))
            }
        };
        let is_type = |t: u32| (t as usize) < m.types.len();
        match instr.op.info().imm {
            Imm::None => Ok(()),
            Imm::Int => match instr.op {
                Op::ShlI | Op::ShrSI | Op::ShrUI if !(0..=63).contains(&imm) => bad(),
                Op::DivSI | Op::DivUI | Op::RemSI | Op::RemUI if imm == 0 => bad(),
                Op::Select if !(0..=1).contains(&imm) => bad(),
                _ => Ok(()),
            },
            Imm::Str => index(below(imm, m.strings.len())),
            Imm::Global => index(imm >= 0 && imm <= i64::from(self.layouts[m.globals.index()].size)),
            Imm::Func => index(below(imm, m.funcs.len())),
            Imm::Type => index(below(imm, m.types.len())),
            Imm::Types => index(is_type(lo) && is_type(hi)),
            Imm::Native => index(below(imm, m.natives.len())),
            Imm::Block => index(below(imm, func.blocks.len())),
            Imm::Branch => index((lo as usize) < func.blocks.len() && (hi as usize) < func.blocks.len()),
            Imm::Table => index(below(imm, func.tables.len())),
            Imm::Offset if imm >= 0 && imm < i64::from(OFFSET_END) => Ok(()),
            // No word at all would neither trap nor be worth an instruction, and the executor takes each access for one that may trap.
            Imm::Words if lo < OFFSET_END && (1..=WORDS_MAX).contains(&hi) => Ok(()),
            Imm::Size if imm >= 0 && imm as u64 <= TYPE_SIZE_MAX => Ok(()),
            Imm::Len if imm >= 0 => Ok(()),
            Imm::ElemLen if u64::from(lo) * u64::from(hi) <= TYPE_SIZE_MAX && u64::from(lo) <= TYPE_SIZE_MAX => Ok(()),
            Imm::RegArray => {
                let (len, each, all) = (u64::from(lo), u64::from(hi as u16), u64::from(hi >> 16));
                let slots = match packed_size(instr.op) {
                    Some(size) if each == 0 => (len * size).div_ceil(8),
                    None if each > 0 => len * each,
                    _ => return bad(),
                };
                if slots == all && all <= SLOTS_MAX as u64 { Ok(()) } else { bad() }
            }
            Imm::Slice => {
                let most = if instr.op == Op::SliceStr { 0b0011 } else { 0b1111 };
                // `s[::max]` without a high bound does not exist.
                if u64::from(lo) <= TYPE_SIZE_MAX && hi & !most == 0 && hi & 0b110 != 0b100 { Ok(()) } else { bad() }
            }
            Imm::Shape if lo == 0 => Ok(()),
            Imm::Method => index((lo as usize) < m.method_names.len()),
            Imm::Trap if u8::try_from(imm).is_ok_and(|n| TrapCode::from_number(n).is_some()) => Ok(()),
            _ => bad(),
        }
    }

    /// The immediate's type is one that the instruction works on.
    fn types(&self, instr: &Instr) -> Check {
        if instr.op == Op::FuncVal && self.module.funcs[instr.imm as usize].is_closure {
            return fail(VerifyCode::BadCall, "a function with captures has no static closure");
        }
        if instr.op == Op::Closure && !self.module.funcs[instr.imm as usize].is_closure {
            return fail(VerifyCode::BadCall, "a closure of a function without captures");
        }
        if instr.op.info().imm != Imm::Type {
            return Ok(());
        }
        let desc = &self.module.types[instr.imm as usize];
        let layout = &self.layouts[instr.imm as usize];
        let one_slot = |size| layout.size == size && layout.slot_count() == 1 && !layout.is_wide();
        let ok = match instr.op {
            Op::TypeVal | Op::IsType => true,
            Op::MapNew | Op::MapGet | Op::MapSet | Op::MapDelete | Op::MapClear | Op::MapNext => desc.kind == Kind::Map,
            Op::Implements => desc.kind == Kind::Interface,
            Op::ChanNew | Op::ChanSend | Op::ChanRecv | Op::SelectSend | Op::SelectRecv => desc.kind == Kind::Chan,
            Op::Append8 => one_slot(1),
            Op::Append32 => one_slot(4) && layout.slots.as_ref().is_some_and(|s| s[0].kind != SlotKind::F32),
            Op::Append64 => one_slot(8),
            _ => desc.kind != Kind::None,
        };
        if ok {
            Ok(())
        } else {
            fail(VerifyCode::WrongType, format!("{} on type {} ({})", instr.op.info().mnemonic, instr.imm, desc.name))
        }
    }

    /// Every register that is read was written, and no call in between has overwritten it.
    fn lives(&self, func: &Func) -> Result<(), (Option<u32>, Failure)> {
        let too_complex = |_| (None, Failure(VerifyCode::TooComplex, "too many blocks and registers".to_owned()));
        let liveness = Liveness::of(self.module, self.layouts, func).map_err(too_complex)?;
        let mut lost = None;
        for block in 0..func.blocks.len() {
            let at_start = liveness.walk(self.module, self.layouts, func, block, |index, accesses, behind| {
                let Some(window) = accesses.window else { return };
                let results = accesses.defs().first().map_or(0, |d| d.len);
                let mut from = u32::from(window) + u32::from(results);
                if results == 0 {
                    from = u32::from(window);
                }
                if let Some(reg) = behind.first_from(from) {
                    lost = lost.or(Some((index, reg)));
                }
            });
            if let Some((index, reg)) = lost {
                let text = format!("register {reg} is read after the call that overwrites it");
                return Err((Some(index), Failure(VerifyCode::LostInCall, text)));
            }
            // A panic leads to the recover block from anywhere, so what lives there must be written before the first one: what
            // lives at the entry says whether that is so.
            if block == 0 {
                let given = 1 + u32::from(func.params) + u32::from(func.is_closure);
                if let Some(reg) = at_start.first_from(given) {
                    let text = format!("register {reg} may be read before it is written");
                    return Err((None, Failure(VerifyCode::Undefined, text)));
                }
            }
        }
        Ok(())
    }
}

/// Bytes of an element of a packed register array that the instruction accesses.
pub(crate) fn packed_size(op: Op) -> Option<u64> {
    match op {
        Op::RegU8 | Op::RegI8 | Op::SetReg8 => Some(1),
        Op::RegU16 | Op::RegI16 | Op::SetReg16 => Some(2),
        Op::RegU32 | Op::RegI32 | Op::SetReg32 => Some(4),
        _ => None,
    }
}
