//! A module: a whole program in canonical form. It is what lowering yields, what is encoded, hashed, stored and disassembled.

use crate::isa::Instr;

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index of a table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// Index of a type descriptor. Index 0 is the descriptor of no type, so that 0 can be the nil interface.
    TypeIdx;
    /// Index of a function.
    FuncIdx;
    /// Index of a native import.
    NativeIdx;
    /// Index of a method name.
    MethodIdx;
    /// Index of a string constant.
    StrIdx;
    /// Index of a block within its function.
    BlockIdx;
}

/// The kind of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Of descriptor 0 only.
    None,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    Pointer,
    Slice,
    Array,
    Struct,
    Map,
    Chan,
    Func,
    Interface,
}

impl Kind {
    /// The kind with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Kind> {
        use Kind::*;
        const ALL: [Kind; 26] = [
            None, Bool, Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr, Float32, Float64,
            Complex64, Complex128, String, Pointer, Slice, Array, Struct, Map, Chan, Func, Interface,
        ];
        ALL.get(usize::from(number)).copied()
    }
}

/// A field of a struct type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDesc {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeIdx,
    /// Embedded.
    pub is_embedded: bool,
    /// Its tag, unquoted.
    pub tag: Vec<u8>,
}

/// A method of a concrete type, as interfaces call it: its first parameter is the payload of the interface (one slot).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodDesc {
    /// Its name.
    pub name: MethodIdx,
    /// The function: the method itself, or a wrapper that unpacks the receiver or goes through embedded fields.
    pub func: FuncIdx,
}

/// A type descriptor. Sizes, slots and the places of pointers are derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeDesc {
    /// The kind of its underlying type.
    pub kind: Kind,
    /// Its text as `%T` prints it: package names, not paths.
    pub name: String,
    /// Import path of the package that a defined type was declared in; empty for others.
    pub pkg: String,
    /// A defined type (or a basic one): not a literal.
    pub is_named: bool,
    /// Pointer, slice, array, map, channel: the element type. Else index 0.
    pub elem: TypeIdx,
    /// Map: the key type. Else index 0.
    pub key: TypeIdx,
    /// Array: its length.
    pub len: u64,
    /// Struct: its fields.
    pub fields: Vec<FieldDesc>,
    /// Func: parameters and results.
    pub params: Vec<TypeIdx>,
    /// Func: results.
    pub results: Vec<TypeIdx>,
    /// Func: variadic.
    pub is_variadic: bool,
    /// Methods: of an interface those it asks for (`func` is meaningless, index 0), of another type its method set, sorted by
    /// method index. Methods that no interface of the program can call are left out.
    pub methods: Vec<MethodDesc>,
}

/// A method's name; unexported ones of different packages are different.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MethodName {
    /// The name.
    pub name: String,
    /// Import path of the package for unexported names; empty for exported ones.
    pub pkg: String,
    /// The signature, as text that is equal exactly for identical types: methods of one name and other signatures are different.
    pub sig: String,
}

/// A native function that the module calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NativeImport {
    /// Full name: import path, dot, function (or `Type.method`).
    pub name: String,
    /// Slots of its arguments.
    pub params: u16,
    /// Slots of its results.
    pub results: u16,
    /// Types of its parameters and results, for natives that ask.
    pub types: Vec<TypeIdx>,
}

/// A function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Func {
    /// Name as Go's tracebacks print it: `main.f`, `main.(*T).m`, `main.f.func1`.
    pub name: String,
    /// Slots of the parameters, receiver first; they stand from register 1 on. Register 0 is the link, which code never touches.
    pub params: u16,
    /// Slots of the results.
    pub results: u16,
    /// Called through function values with captures: the closure's address stands in register 1 + params.
    pub is_closure: bool,
    /// A deferred call's wrapper: what it calls may recover, it itself may not.
    pub is_defer_wrapper: bool,
    /// Slots of the frame, register 0 included.
    pub regs: u16,
    /// All instructions, block after block.
    pub code: Vec<Instr>,
    /// Index of the first instruction of each block; block 0 is the entry.
    pub blocks: Vec<u32>,
    /// Jump tables of `switch` instructions.
    pub tables: Vec<Vec<BlockIdx>>,
    /// Where a frame goes on whose panic was recovered: runs what is still deferred and returns the results as they are. Only
    /// functions that defer have one. Live registers there are those that hold results or their boxes.
    pub recover_block: Option<BlockIdx>,
    /// Source positions: (first instruction, file, line, column), in order of instruction; each holds up to the next.
    pub positions: Vec<Position>,
}

/// The source position of the instructions from `instr` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// First instruction.
    pub instr: u32,
    /// Index in [`Module::files`].
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

/// A function that can be called from outside, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// The function.
    pub func: FuncIdx,
    /// Types of the parameters.
    pub params: Vec<TypeIdx>,
    /// Their names.
    pub param_names: Vec<String>,
    /// Types of the results.
    pub results: Vec<TypeIdx>,
    /// The last parameter is variadic.
    pub is_variadic: bool,
}

/// Types that the machine itself makes values of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTypes {
    /// `string`
    pub string: TypeIdx,
    /// `runtime.errorString`, underlying string: errors of the running program, text without `runtime error: `.
    pub error_string: TypeIdx,
    /// `runtime.plainError`, underlying string: likewise, for the few texts that stand without `runtime error: `.
    pub plain_error: TypeIdx,
    /// `*runtime.TypeAssertionError`, pointer to a struct of one string.
    pub type_assertion_error: TypeIdx,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Import path of the root package.
    pub path: String,
    /// Type descriptors; index 0 is none.
    pub types: Vec<TypeDesc>,
    /// Method names, in the order of first use.
    pub method_names: Vec<MethodName>,
    /// String constants, each once.
    pub strings: Vec<Vec<u8>>,
    /// The struct type of all package variables.
    pub globals: TypeIdx,
    /// Natives.
    pub natives: Vec<NativeImport>,
    /// Functions.
    pub funcs: Vec<Func>,
    /// Initialises all packages: no parameters, no results.
    pub init: FuncIdx,
    /// `runtime.panicText`, which turns a panic's value (an interface) into what is printed: two slots in, a string out.
    pub panic_text: FuncIdx,
    /// What can be called: exported functions of the root package, and `main` of a command.
    pub exports: Vec<Export>,
    /// Types for the machine.
    pub known: KnownTypes,
    /// Names of source files.
    pub files: Vec<String>,
}
