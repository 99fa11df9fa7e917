//! Traps: what a running program did to be stopped, with Go's texts.

use crate::module::FuncIdx;

/// Why a program stopped. The numbers stand in receipts and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum TrapCode {
    /// Energy ran out. No deferred function runs, `recover` does not see it.
    OutOfEnergy = 1,
    /// The memory limit was reached. Not recoverable.
    OutOfMemory = 2,
    /// The stack limit was reached. Not recoverable, as in Go.
    StackOverflow = 3,
    /// `panic(v)` that nobody recovered.
    Panic = 4,
    /// Index out of range.
    IndexOutOfRange = 5,
    /// Slice bounds out of range.
    SliceOutOfRange = 6,
    /// Nil dereference, or an address outside of memory.
    NilDereference = 7,
    /// Integer division by zero.
    DivideByZero = 8,
    /// Negative shift count.
    NegativeShift = 9,
    /// A type assertion failed.
    TypeAssertion = 10,
    /// Assignment to an entry of a nil map.
    NilMapWrite = 11,
    /// Comparison of values whose dynamic type is not comparable, or such a map key.
    Incomparable = 12,
    /// `make` with a length or capacity out of range.
    MakeOutOfRange = 13,
    /// Conversion of a slice to an array that is longer.
    SliceToArray = 14,
    /// The embedder stopped the run.
    Stopped = 15,
    /// A call whose shape is not the function's: damaged bytecode.
    BadCall = 16,
    /// Control reached a point that the compiler excluded: damaged bytecode.
    Unreachable = 17,
    /// A native refused its arguments.
    Native = 18,
    /// All goroutines wait.
    Deadlock = 19,
    /// A channel was closed, is nil, or its size is out of range.
    Channel = 20,
    /// The library found the program in a state that nothing can mend.
    Fatal = 21,
    /// The program asked for its end, with a status that is the second word of the trap's value.
    Exit = 22,
    /// The goroutine asked for its own end: deferred functions run, and do not see it.
    Goexit = 23,
}

impl TrapCode {
    /// The code with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<TrapCode> {
        use TrapCode::*;
        const ALL: [TrapCode; 23] = [
            OutOfEnergy,
            OutOfMemory,
            StackOverflow,
            Panic,
            IndexOutOfRange,
            SliceOutOfRange,
            NilDereference,
            DivideByZero,
            NegativeShift,
            TypeAssertion,
            NilMapWrite,
            Incomparable,
            MakeOutOfRange,
            SliceToArray,
            Stopped,
            BadCall,
            Unreachable,
            Native,
            Deadlock,
            Channel,
            Fatal,
            Exit,
            Goexit,
        ];
        ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// A deferred function may recover from it: it is a panic to Go.
    #[must_use]
    pub fn is_recoverable(self) -> bool {
        use TrapCode::*;
        !matches!(self, OutOfEnergy | OutOfMemory | StackOverflow | Stopped | BadCall | Unreachable | Deadlock | Fatal | Exit)
    }
}

/// A trap on its way up. `value` is the panic's interface value where there is one already; else the machine makes a
/// `runtime.Error` of the text when somebody recovers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// Why.
    pub code: TrapCode,
    /// Text without `runtime error: `, e.g. `index out of range [5] with length 3`.
    pub text: String,
    /// The interface given to `panic`.
    pub value: Option<[u64; 2]>,
}

impl Trap {
    /// A trap with a text.
    #[cold]
    #[must_use]
    pub fn new(code: TrapCode, text: impl Into<String>) -> Box<Trap> {
        Box::new(Trap { code, text: text.into(), value: None })
    }
}

/// A frame of the stack trace, innermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceFrame {
    /// The function.
    pub func: FuncIdx,
    /// Its name.
    pub name: String,
    /// `file:line:column` of the instruction, if known.
    pub position: Option<(String, u32, u32)>,
}
