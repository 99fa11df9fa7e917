//! The canonical instruction set: one table from which encoder, verifier, disassembler, liveness and docs are driven.
//!
//! An instruction has three 16-bit operands `a`, `b`, `c` and a 64-bit immediate. Registers are untyped 64-bit slots of the frame.
//! Values in registers: integers sign- or zero-extended from their type; bool 0 or 1; every float, float32 included, as the bits of
//! the float64 of the same value; a string in one slot, address in the low and length in the high 32 bits; a slice in two, the
//! first like a string's, the second the capacity; pointers, maps, channels and functions as a 32-bit address; an interface in
//! two, index of the dynamic type (0 for nil) and payload; complex numbers in two; structs and small arrays spread as
//! [`crate::layout`] says; a value too wide for that is the address of memory that nobody else writes.

/// What an operand `a`, `b` or `c` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Unused, zero.
    None,
    /// Writes this many slots from the register on.
    Def(u8),
    /// Reads this many slots from the register on.
    Use(u8),
    /// Writes as many slots as operand `c` counts.
    DefN,
    /// Reads as many slots as operand `c` counts.
    UseN,
    /// Reads and writes 3 slots: the state of a map iterator.
    Iter,
    /// A count.
    Count,
    /// A signed 16-bit immediate.
    Imm16,
    /// First slot of a call's window: link, then arguments from the next slot on; results overwrite from the first slot on.
    Window,
    /// Reads the key of the map type in the immediate.
    Key,
    /// Writes the words that the immediate counts (`Imm::Words`), or, with `Imm::RegArray`, one element.
    DefWords,
    /// Reads likewise.
    UseWords,
    /// Reads a packed or strided register array (`Imm::RegArray`) as a whole.
    UseArray,
    /// Changes a part of a register array: reads and writes it as a whole.
    ModArray,
    /// Reads the results of the function around.
    Results,
    /// Reads an element of the channel type in the immediate.
    Elem,
    /// Writes an element of the channel type in the immediate.
    DefElem,
}

/// What the immediate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imm {
    /// Unused, zero.
    None,
    /// Any 64-bit integer.
    Int,
    /// Index of a string constant.
    Str,
    /// Offset in the memory of package variables.
    Global,
    /// Index of a function.
    Func,
    /// Index of a type.
    Type,
    /// Two types: the first in the low 32 bits.
    Types,
    /// Index of a native.
    Native,
    /// Index of a block.
    Block,
    /// Two blocks: where to go if the condition holds in the low 32 bits, else in the high.
    Branch,
    /// Index of a jump table of the function: entry per value from 0 on, the last for all others.
    Table,
    /// A byte offset below [`OFFSET_END`].
    Offset,
    /// A byte offset below [`OFFSET_END`] in the low 32 bits, number of words, at least one, in the high.
    Words,
    /// A size in bytes.
    Size,
    /// A length.
    Len,
    /// Size of an element in the low 32 bits, length of the array in the high.
    ElemLen,
    /// Register array. Bits 0-31 its length, 32-47 slots per element (0: packed), 48-63 all its slots.
    RegArray,
    /// Bits 0-31 element size, 32 lo given, 33 hi given, 34 max given, 35 the operand is an array (for the message).
    Slice,
    /// Shape of a call through a value: parameter slots in bits 32-47, result slots in bits 48-63.
    Shape,
    /// Index of a method name in bits 0-31, then a shape without the receiver.
    Method,
    /// A [`crate::TrapCode`].
    Trap,
}

/// Offsets in loads and stores end here: memory has as much slack behind its end, so one compare covers address and offset.
pub const OFFSET_END: u32 = 1 << 12;

/// What an instruction's price depends on (docs/energy.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Price {
    Move,
    /// Per slot that is moved.
    Moves,
    Alu,
    Mul,
    Div,
    Float,
    FloatMul,
    FloatDiv,
    Load,
    Store,
    Index,
    Jump,
    Branch,
    Switch,
    Call,
    CallValue,
    CallMethod,
    CallNative,
    Return,
    /// And per byte when it runs.
    Alloc,
    Slice,
    /// And per byte when it runs.
    Bytes,
    /// And per probe step and key byte when it runs.
    Map,
    Iface,
    Defer,
    /// Goroutines and channels.
    Chan,
    Panic,
}

macro_rules! isa {
    ($($(#[doc = $doc:literal])* $name:ident $mnemonic:literal ($a:expr, $b:expr, $c:expr; $imm:expr) $price:ident;)*) => {
        /// A canonical opcode.
        #[allow(rustdoc::broken_intra_doc_links, reason = "`[b]` is memory at register b")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Op { $($(#[doc = $doc])* $name),* }

        /// The instruction set, a row per opcode, in the order of their numbers.
        pub static OPS: &[OpInfo] = &{
            #[allow(unused_imports, reason = "not every kind of operand needs to be in use")]
            use {Operand::*, Operand::None as X, Imm as I};
            [$(OpInfo { op: Op::$name, mnemonic: $mnemonic, operands: [$a, $b, $c], imm: $imm, price: Price::$price,
                doc: concat!($($doc),*) }),*]
        };
    };
}

/// A row of the instruction set.
#[derive(Debug)]
pub struct OpInfo {
    /// The opcode.
    pub op: Op,
    /// Its name in dumps.
    pub mnemonic: &'static str,
    /// What `a`, `b` and `c` are.
    pub operands: [Operand; 3],
    /// What the immediate is.
    pub imm: Imm,
    /// What it costs.
    pub price: Price,
    /// What it does.
    pub doc: &'static str,
}

isa! {
    // Registers and constants.
    /// a = b
    Mov "mov" (Def(1), Use(1), X; I::None) Move;
    /// c slots from a on = those from b on; the ranges may overlap
    MovN "movn" (DefN, UseN, Count; I::None) Moves;
    /// c slots from a on = 0
    Zero "zero" (DefN, X, Count; I::None) Moves;
    /// a = imm
    Const "const" (Def(1), X, X; I::Int) Move;
    /// a = the string constant
    Str "str" (Def(1), X, X; I::Str) Move;
    /// a = the address of package variables + imm
    GlobalAddr "gaddr" (Def(1), X, X; I::Global) Move;
    /// a = the static closure of a function without captures
    FuncVal "fnval" (Def(1), X, X; I::Func) Move;
    /// a = the type's index
    TypeVal "type" (Def(1), X, X; I::Type) Move;

    // Integers, 64 bits wide, wrapping.
    /// a = b + c
    Add "add" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b - c
    Sub "sub" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b * c
    Mul "mul" (Def(1), Use(1), Use(1); I::None) Mul;
    /// a = b & c
    And "and" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b | c
    Or "or" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b ^ c
    Xor "xor" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b &^ c
    AndNot "andnot" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b << c, 0 if c >= 64 (c unsigned)
    Shl "shl" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b >> c with sign, c >= 64 like 63 (c unsigned)
    ShrS "shr.s" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b >> c without sign, 0 if c >= 64 (c unsigned)
    ShrU "shr.u" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b / c, signed; traps if c = 0
    DivS "div.s" (Def(1), Use(1), Use(1); I::None) Div;
    /// a = b / c, unsigned; traps if c = 0
    DivU "div.u" (Def(1), Use(1), Use(1); I::None) Div;
    /// a = b % c, signed; traps if c = 0
    RemS "rem.s" (Def(1), Use(1), Use(1); I::None) Div;
    /// a = b % c, unsigned; traps if c = 0
    RemU "rem.u" (Def(1), Use(1), Use(1); I::None) Div;
    /// a = b + imm
    AddI "add.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = imm - b
    SubI "rsub.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b * imm
    MulI "mul.i" (Def(1), Use(1), X; I::Int) Mul;
    /// a = b & imm
    AndI "and.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b | imm
    OrI "or.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b ^ imm
    XorI "xor.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b << imm, imm from 0 to 63
    ShlI "shl.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b >> imm with sign, imm from 0 to 63
    ShrSI "shr.s.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b >> imm without sign, imm from 0 to 63
    ShrUI "shr.u.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b / imm, signed, imm other than 0
    DivSI "div.s.i" (Def(1), Use(1), X; I::Int) Div;
    /// a = b / imm, unsigned, imm other than 0
    DivUI "div.u.i" (Def(1), Use(1), X; I::Int) Div;
    /// a = b % imm, signed, imm other than 0
    RemSI "rem.s.i" (Def(1), Use(1), X; I::Int) Div;
    /// a = b % imm, unsigned, imm other than 0
    RemUI "rem.u.i" (Def(1), Use(1), X; I::Int) Div;
    /// a = -b
    Neg "neg" (Def(1), Use(1), X; I::None) Alu;
    /// a = ^b
    Not "not" (Def(1), Use(1), X; I::None) Alu;
    /// a = b sign-extended from 8 bits
    Sext8 "sext.8" (Def(1), Use(1), X; I::None) Alu;
    /// a = b sign-extended from 16 bits
    Sext16 "sext.16" (Def(1), Use(1), X; I::None) Alu;
    /// a = b sign-extended from 32 bits
    Sext32 "sext.32" (Def(1), Use(1), X; I::None) Alu;
    /// a = b zero-extended from 8 bits
    Zext8 "zext.8" (Def(1), Use(1), X; I::None) Alu;
    /// a = b zero-extended from 16 bits
    Zext16 "zext.16" (Def(1), Use(1), X; I::None) Alu;
    /// a = b zero-extended from 32 bits
    Zext32 "zext.32" (Def(1), Use(1), X; I::None) Alu;
    /// traps if a < 0: a signed shift count
    ShiftCheck "shiftcheck" (Use(1), X, X; I::None) Alu;
    /// a = number of leading zeros of b
    Clz "clz" (Def(1), Use(1), X; I::None) Div;
    /// a = number of trailing zeros of b, 64 for 0
    Ctz "ctz" (Def(1), Use(1), X; I::None) Div;
    /// a = number of ones of b
    Popcnt "popcnt" (Def(1), Use(1), X; I::None) Div;
    /// a, a+1 = high and low half of the unsigned product b * c
    MulHiLo "mul.hilo" (Def(2), Use(1), Use(1); I::None) Mul;
    /// a, a+1 = b + b[1] + b[2] and the carry out of it, as bits.Add64 defines it
    AddCarry "add.carry" (Def(2), Use(3), X; I::None) Alu;
    /// a, a+1 = b - b[1] - b[2] and the borrow out of it, as bits.Sub64 defines it
    SubBorrow "sub.borrow" (Def(2), Use(3), X; I::None) Alu;
    /// a = the low 32 bits of b rotated left by c, right if it is negative
    Rotl32 "rotl.32" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b rotated left by c, right if it is negative
    Rotl64 "rotl.64" (Def(1), Use(1), Use(1); I::None) Alu;

    // Comparisons.
    /// a = b == c
    Eq "eq" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b != c
    Ne "ne" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b < c, signed
    LtS "lt.s" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b <= c, signed
    LeS "le.s" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b < c, unsigned
    LtU "lt.u" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b <= c, unsigned
    LeU "le.u" (Def(1), Use(1), Use(1); I::None) Alu;
    /// a = b == imm
    EqI "eq.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b != imm
    NeI "ne.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b < imm, signed
    LtSI "lt.s.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b <= imm, signed
    LeSI "le.s.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b > imm, signed
    GtSI "gt.s.i" (Def(1), Use(1), X; I::Int) Alu;
    /// a = b >= imm, signed
    GeSI "ge.s.i" (Def(1), Use(1), X; I::Int) Alu;

    // Floats.
    /// a = b + c
    FAdd "fadd" (Def(1), Use(1), Use(1); I::None) Float;
    /// a = b - c
    FSub "fsub" (Def(1), Use(1), Use(1); I::None) Float;
    /// a = b * c
    FMul "fmul" (Def(1), Use(1), Use(1); I::None) FloatMul;
    /// a = b / c
    FDiv "fdiv" (Def(1), Use(1), Use(1); I::None) FloatDiv;
    /// a = -b
    FNeg "fneg" (Def(1), Use(1), X; I::None) Float;
    /// a = |b|
    FAbs "fabs" (Def(1), Use(1), X; I::None) Float;
    /// a = square root of b
    FSqrt "fsqrt" (Def(1), Use(1), X; I::None) FloatMul;
    /// a = b rounded to a float32's value
    FRound32 "fround32" (Def(1), Use(1), X; I::None) Float;
    /// a = b == c
    FEq "feq" (Def(1), Use(1), Use(1); I::None) Float;
    /// a = b != c
    FNe "fne" (Def(1), Use(1), Use(1); I::None) Float;
    /// a = b < c
    FLt "flt" (Def(1), Use(1), Use(1); I::None) Float;
    /// a = b <= c
    FLe "fle" (Def(1), Use(1), Use(1); I::None) Float;
    /// a = float64 of the signed b
    IntToF "i2f" (Def(1), Use(1), X; I::None) Float;
    /// a = float64 of the unsigned b
    UintToF "u2f" (Def(1), Use(1), X; I::None) Float;
    /// a = float32 value nearest to the signed b
    IntToF32 "i2f32" (Def(1), Use(1), X; I::None) Float;
    /// a = float32 value nearest to the unsigned b
    UintToF32 "u2f32" (Def(1), Use(1), X; I::None) Div;
    /// a = b truncated to int64; the least int64 for NaN and out of range
    FToInt "f2i" (Def(1), Use(1), X; I::None) Div;
    /// a = b truncated to uint64 (docs/determinism.md for out of range)
    FToUint "f2u" (Def(1), Use(1), X; I::None) Div;
    /// a = the bits of b as float64, every NaN as the one NaN
    FBits "fbits" (Def(1), Use(1), X; I::None) Float;

    // Memory. Address 0 is nil; every access traps outside of memory.
    /// a = uint8 at [b + imm]
    LdU8 "ld.u8" (Def(1), Use(1), X; I::Offset) Load;
    /// a = int8 at [b + imm]
    LdI8 "ld.i8" (Def(1), Use(1), X; I::Offset) Load;
    /// a = uint16 at [b + imm]
    LdU16 "ld.u16" (Def(1), Use(1), X; I::Offset) Load;
    /// a = int16 at [b + imm]
    LdI16 "ld.i16" (Def(1), Use(1), X; I::Offset) Load;
    /// a = uint32 or address at [b + imm]
    LdU32 "ld.u32" (Def(1), Use(1), X; I::Offset) Load;
    /// a = int32 at [b + imm]
    LdI32 "ld.i32" (Def(1), Use(1), X; I::Offset) Load;
    /// a = 64 bits at [b + imm]
    Ld64 "ld.64" (Def(1), Use(1), X; I::Offset) Load;
    /// a = float32 at [b + imm]
    LdF32 "ld.f32" (Def(1), Use(1), X; I::Offset) Load;
    /// words of 64 bits from [b + offset] to a, a+1, ...
    LdN "ld.n" (DefWords, Use(1), X; I::Words) Load;
    /// a = the c bytes (1 to 7) at [b + imm], zero-extended
    LdPart "ld.part" (Def(1), Use(1), Count; I::Offset) Index;
    /// 8 bits at [a + imm] = b
    St8 "st.8" (Use(1), Use(1), X; I::Offset) Store;
    /// 16 bits at [a + imm] = b
    St16 "st.16" (Use(1), Use(1), X; I::Offset) Store;
    /// 32 bits at [a + imm] = b
    St32 "st.32" (Use(1), Use(1), X; I::Offset) Store;
    /// 64 bits at [a + imm] = b
    St64 "st.64" (Use(1), Use(1), X; I::Offset) Store;
    /// float32 at [a + imm] = b
    StF32 "st.f32" (Use(1), Use(1), X; I::Offset) Store;
    /// words of 64 bits to [a + offset] from b, b+1, ...
    StN "st.n" (Use(1), UseWords, X; I::Words) Store;
    /// c bytes (1 to 7) at [a + imm] = the low ones of b
    StPart "st.part" (Use(1), Use(1), Count; I::Offset) Index;
    /// a = b + imm, an interior pointer; traps if b is nil
    Lea "lea" (Def(1), Use(1), X; I::Size) Alu;
    /// traps if a is nil
    NilCheck "nilcheck" (Use(1), X, X; I::None) Load;
    /// imm bytes from [b] to [a]; they may overlap
    CopyMem "copymem" (Use(1), Use(1), X; I::Size) Bytes;
    /// imm bytes at [a] = 0
    ClearMem "clearmem" (Use(1), X, X; I::Size) Bytes;
    /// a = the values of the type at [b] and [c] are equal; traps for incomparable dynamic types
    EqMem "eqmem" (Def(1), Use(1), Use(1); I::Type) Map;

    // Elements of slices (and strings: u8), b or a being the first slot; traps out of range.
    /// a = b[c], uint8
    IdxU8 "idx.u8" (Def(1), Use(1), Use(1); I::None) Index;
    /// a = b[c], int8
    IdxI8 "idx.i8" (Def(1), Use(1), Use(1); I::None) Index;
    /// a = b[c], uint16
    IdxU16 "idx.u16" (Def(1), Use(1), Use(1); I::None) Index;
    /// a = b[c], int16
    IdxI16 "idx.i16" (Def(1), Use(1), Use(1); I::None) Index;
    /// a = b[c], uint32 or address
    IdxU32 "idx.u32" (Def(1), Use(1), Use(1); I::None) Index;
    /// a = b[c], int32
    IdxI32 "idx.i32" (Def(1), Use(1), Use(1); I::None) Index;
    /// a = b[c], 64 bits
    Idx64 "idx.64" (Def(1), Use(1), Use(1); I::None) Index;
    /// a = b[c], float32
    IdxF32 "idx.f32" (Def(1), Use(1), Use(1); I::None) Index;
    /// a[b] = c, 8 bits
    SetIdx8 "setidx.8" (Use(1), Use(1), Use(1); I::None) Index;
    /// a[b] = c, 16 bits
    SetIdx16 "setidx.16" (Use(1), Use(1), Use(1); I::None) Index;
    /// a[b] = c, 32 bits
    SetIdx32 "setidx.32" (Use(1), Use(1), Use(1); I::None) Index;
    /// a[b] = c, 64 bits
    SetIdx64 "setidx.64" (Use(1), Use(1), Use(1); I::None) Index;
    /// a[b] = c, float32
    SetIdxF32 "setidx.f32" (Use(1), Use(1), Use(1); I::None) Index;
    /// a = &b[c] with elements of imm bytes
    IdxAddr "idxaddr" (Def(1), Use(1), Use(1); I::Size) Index;
    /// a = &(*b)[c], b a pointer to an array; traps if b is nil
    ArrAddr "arraddr" (Def(1), Use(1), Use(1); I::ElemLen) Index;
    /// traps if a is not below imm: index of an array
    Bound "bound" (Use(1), X, X; I::Len) Alu;

    // Arrays in registers; trap out of range.
    /// a = b[c], packed uint8
    RegU8 "reg.u8" (Def(1), UseArray, Use(1); I::RegArray) Index;
    /// a = b[c], packed int8
    RegI8 "reg.i8" (Def(1), UseArray, Use(1); I::RegArray) Index;
    /// a = b[c], packed uint16
    RegU16 "reg.u16" (Def(1), UseArray, Use(1); I::RegArray) Index;
    /// a = b[c], packed int16
    RegI16 "reg.i16" (Def(1), UseArray, Use(1); I::RegArray) Index;
    /// a = b[c], packed uint32
    RegU32 "reg.u32" (Def(1), UseArray, Use(1); I::RegArray) Index;
    /// a = b[c], packed int32
    RegI32 "reg.i32" (Def(1), UseArray, Use(1); I::RegArray) Index;
    /// a, ... = b[c], elements of whole slots
    RegN "reg.n" (DefWords, UseArray, Use(1); I::RegArray) Index;
    /// a[b] = c, packed 8 bits
    SetReg8 "setreg.8" (ModArray, Use(1), Use(1); I::RegArray) Index;
    /// a[b] = c, packed 16 bits
    SetReg16 "setreg.16" (ModArray, Use(1), Use(1); I::RegArray) Index;
    /// a[b] = c, packed 32 bits
    SetReg32 "setreg.32" (ModArray, Use(1), Use(1); I::RegArray) Index;
    /// a[b] = c, ..., elements of whole slots
    SetRegN "setreg.n" (ModArray, Use(1), UseWords; I::RegArray) Index;

    // Strings and slices.
    /// a = length of the string or slice whose first slot is b
    Len "len" (Def(1), Use(1), X; I::None) Alu;
    /// a, a+1 = slice b[c : c+1 : c+2]; bounds that are not given are not read
    SliceOf "slice" (Def(2), Use(2), Use(3); I::Slice) Slice;
    /// a = string b[c : c+1]
    SliceStr "slice.str" (Def(1), Use(1), Use(2); I::Slice) Slice;
    /// a, a+1 = new slice of elements of the type, length b, capacity c; traps if these are out of range
    MakeSlice "makeslice" (Def(2), Use(1), Use(1); I::Type) Alloc;
    /// a, a+1 = slice b with its length grown by c, in new memory if its capacity is too small; what is new is zero only in new memory
    Grow "grow" (Def(2), Use(2), Use(1); I::Type) Alloc;
    /// a, a+1 = append(slice b, c) for elements of 8 bits
    Append8 "append.8" (Def(2), Use(2), Use(1); I::Type) Alloc;
    /// a, a+1 = append(slice b, c) for elements of 32 bits other than float32
    Append32 "append.32" (Def(2), Use(2), Use(1); I::Type) Alloc;
    /// a, a+1 = append(slice b, c) for elements of 64 bits in one slot
    Append64 "append.64" (Def(2), Use(2), Use(1); I::Type) Alloc;
    /// a, a+1 = append(slice b, c...), c the first slot of a slice or string
    AppendSlice "append.slice" (Def(2), Use(2), Use(1); I::Type) Alloc;
    /// a = copy(b, c), first slots of slices (or a string), elements of imm bytes
    CopySlice "copy" (Def(1), Use(1), Use(1); I::Size) Bytes;
    /// a = the c strings from b on, joined
    Concat "concat" (Def(1), UseN, Count; I::None) Alloc;
    /// a = b == c
    StrEq "str.eq" (Def(1), Use(1), Use(1); I::None) Bytes;
    /// a = b < c
    StrLt "str.lt" (Def(1), Use(1), Use(1); I::None) Bytes;
    /// a = b <= c
    StrLe "str.le" (Def(1), Use(1), Use(1); I::None) Bytes;
    /// a, a+1 = rune at byte c of the string b, and its width; c must be in range
    RuneAt "runeat" (Def(2), Use(1), Use(1); I::None) Index;

    // Heap.
    /// a = address of a new zeroed value of the type
    New "new" (Def(1), X, X; I::Type) Alloc;
    /// a = new closure of the function with the c slots from b on captured: 64-bit words from byte 8 of the object on
    Closure "closure" (Def(1), UseN, Count; I::Func) Alloc;

    // Maps.
    /// a = new map of the type with room for b entries
    MapNew "map.new" (Def(1), Use(1), X; I::Type) Map;
    /// a = address of the value at key c of map b, 0 if absent
    MapGet "map.get" (Def(1), Use(1), Key; I::Type) Map;
    /// a = address of the value at key c of map b, inserted as zero if absent; traps if b is nil
    MapSet "map.set" (Def(1), Use(1), Key; I::Type) Map;
    /// deletes key c from map a
    MapDelete "map.delete" (Use(1), X, Key; I::Type) Map;
    /// a = number of entries of map b
    MapLen "map.len" (Def(1), Use(1), X; I::None) Bytes;
    /// deletes all entries of map a
    MapClear "map.clear" (Use(1), X, X; I::Type) Map;
    /// a, a+1, a+2 = iterator at the start of map b
    MapIter "map.iter" (Def(3), Use(1), X; I::None) Map;
    /// a = address of the next entry, b its iterator, 0 at the end; the key is at its start, the value where the layout says
    MapNext "map.next" (Def(1), Iter, X; I::Type) Map;

    // Interfaces.
    /// a = b is the type's index
    IsType "is.type" (Def(1), Use(1), X; I::Type) Iface;
    /// a = the dynamic type b implements the interface type; false for nil
    Implements "implements" (Def(1), Use(1), X; I::Type) Iface;
    /// a = interface b == interface c; traps for incomparable dynamic types
    EqIface "eq.iface" (Def(1), Use(2), Use(2); I::None) Iface;

    // Calls.
    /// calls the function; a is the window
    Call "call" (Window, X, X; I::Func) Call;
    /// calls the function value b; traps if nil
    CallValue "call.value" (Window, Use(1), X; I::Shape) CallValue;
    /// calls the method of interface b; the payload becomes the first argument, the others start at a+2; traps if nil
    CallMethod "call.method" (Window, Use(2), X; I::Method) CallMethod;
    /// calls the native; arguments from a+1 on, results from a on
    CallNative "call.native" (Window, X, X; I::Native) CallNative;
    /// puts the closure a (no parameters, no results) before the frame's deferred calls
    Defer "defer" (Use(1), X, X; I::None) Defer;
    /// runs the frame's deferred calls, last one first, each in window a
    RunDefers "rundefers" (Window, X, X; I::None) Defer;
    /// a, a+1 = recover()
    Recover "recover" (Def(2), X, X; I::None) Panic;

    // Goroutines and channels.
    /// starts a goroutine that runs the closure a (no parameters, no results)
    Go "go" (Use(1), X, X; I::None) Chan;
    /// lets other goroutines run
    Yield "yield" (X, X, X; I::None) Chan;
    /// a = new channel of the type with room for b elements; traps if that is out of range
    ChanNew "chan.new" (Def(1), Use(1), X; I::Type) Alloc;
    /// sends the element b to channel a; waits until that is possible; traps if it is closed
    ChanSend "chan.send" (Use(1), Elem, X; I::Type) Chan;
    /// a = an element received from channel b, c = 1; waits until that is possible; of a closed channel without elements, zero and c = 0
    ChanRecv "chan.recv" (DefElem, Use(1), Def(1); I::Type) Chan;
    /// closes channel a; traps if it is nil or closed
    ChanClose "chan.close" (Use(1), X, X; I::None) Chan;
    /// a = number of elements in channel b
    ChanLen "chan.len" (Def(1), Use(1), X; I::None) Bytes;
    /// a = number of elements that channel b has room for
    ChanCap "chan.cap" (Def(1), Use(1), X; I::None) Bytes;
    /// a case of the select that follows: a `chan.send`
    SelectSend "select.send" (Use(1), Elem, X; I::Type) Chan;
    /// a case of the select that follows: a `chan.recv`; until then all that it writes is 0
    SelectRecv "select.recv" (DefElem, Use(1), Def(1); I::Type) Chan;
    /// performs the first possible one of the c cases that stand before it, a = its number; if none is, waits (imm = 0) or a = -1 (imm = 1)
    Select "select" (Def(1), X, Count; I::Int) Chan;
    /// takes 1 off the uint32 at [a]; waits while it is 0
    SemAcquire "sem.acquire" (Use(1), X, X; I::None) Chan;
    /// wakes who waits longest for the uint32 at [a], or adds 1 to it
    SemRelease "sem.release" (Use(1), X, X; I::None) Chan;

    // Ends of blocks.
    /// goes to the block
    Jump "jump" (X, X, X; I::Block) Jump;
    /// branches on a != 0
    Br "br" (Use(1), X, X; I::Branch) Branch;
    /// branches on a == b
    BrEq "br.eq" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a != b
    BrNe "br.ne" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a < b, signed
    BrLtS "br.lt.s" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a <= b, signed
    BrLeS "br.le.s" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a < b, unsigned
    BrLtU "br.lt.u" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a <= b, unsigned
    BrLeU "br.le.u" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a == b
    BrFEq "br.feq" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a < b
    BrFLt "br.flt" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a <= b
    BrFLe "br.fle" (Use(1), Use(1), X; I::Branch) Branch;
    /// branches on a == c
    BrEqI "br.eq.i" (Use(1), X, Imm16; I::Branch) Branch;
    /// branches on a != c
    BrNeI "br.ne.i" (Use(1), X, Imm16; I::Branch) Branch;
    /// branches on a < c, signed
    BrLtSI "br.lt.s.i" (Use(1), X, Imm16; I::Branch) Branch;
    /// branches on a <= c, signed
    BrLeSI "br.le.s.i" (Use(1), X, Imm16; I::Branch) Branch;
    /// branches on a > c, signed
    BrGtSI "br.gt.s.i" (Use(1), X, Imm16; I::Branch) Branch;
    /// branches on a >= c, signed
    BrGeSI "br.ge.s.i" (Use(1), X, Imm16; I::Branch) Branch;
    /// branches on a < c, both unsigned, c sign-extended first
    BrLtUI "br.lt.u.i" (Use(1), X, Imm16; I::Branch) Branch;
    /// goes to the table's block for a
    Switch "switch" (Use(1), X, X; I::Table) Switch;
    /// returns the function's results, which stand from a on
    Return "return" (Results, X, X; I::None) Return;
    /// panics with the interface a
    Panic "panic" (Use(2), X, X; I::None) Panic;
    /// panics because the dynamic type a is not the first type of the immediate; the second is the static interface type
    PanicAssert "panic.assert" (Use(1), X, X; I::Types) Panic;
    /// stops with the trap
    TrapNow "trap" (X, X, X; I::Trap) Panic;
}

impl Op {
    /// The opcode's row.
    #[must_use]
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }

    /// The opcode with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Op> {
        OPS.get(usize::from(number)).map(|row| row.op)
    }

    /// Ends a block.
    #[must_use]
    pub fn is_terminator(self) -> bool {
        self >= Op::Jump
    }
}

/// A canonical instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instr {
    /// What to do.
    pub op: Op,
    /// First operand.
    pub a: u16,
    /// Second operand.
    pub b: u16,
    /// Third operand.
    pub c: u16,
    /// The immediate.
    pub imm: i64,
}

const _: () = assert!(size_of::<Instr>() == 16);

impl Instr {
    /// The two targets of a branch: if the condition holds, and if not.
    #[must_use]
    pub fn targets(&self) -> (u32, u32) {
        (self.imm as u32, (self.imm >> 32) as u32)
    }
}

/// Packs two 32-bit halves into an immediate.
#[must_use]
pub fn pack(lo: u32, hi: u32) -> i64 {
    (u64::from(lo) | u64::from(hi) << 32) as i64
}
