//! Programs: whatever compiles is accepted by the verifier, comes through its binary form unchanged, and does the same on every engine
//! within tight limits. Bytes that are no Go file are taken for the decisions of a generated program.

use govm_interp::{Limits, decode, dump_module, encode};

use crate::engines::{compile, load, run_on_all};
use crate::generator::{Choices, generate};

/// What a program may use: little enough for many programs in a second, and for deep recursion to meet the limits.
pub(super) const TIGHT: Limits = Limits { energy: 1 << 20, memory: 1 << 21, stack_slots: 1 << 14 };

/// What it may use again, so that it often ends in the middle.
const TIGHTER: Limits = Limits { energy: 20_000, memory: 1 << 18, stack_slots: 1 << 9 };

/// Checks what holds for the program in any bytes.
pub(super) fn check(bytes: &[u8]) {
    if bytes.starts_with(b"package") {
        return check_source(bytes);
    }
    // Few decisions make a small program, and more of the same bytes no other.
    let program = generate(&mut Choices::from_bytes(&bytes[..bytes.len().min(4096)]));
    check_source(program.as_bytes());
}

fn check_source(source: &[u8]) {
    let Ok(module) = compile("a.go", source) else { return };
    assert_eq!(compile("a.go", source).as_ref(), Ok(&module), "lowering is not deterministic");
    let bytes = encode(&module);
    assert_eq!(decode(&bytes).as_ref(), Ok(&module), "another module is decoded");
    assert!(!dump_module(&module, &[]).is_empty());
    let program = match load(module) {
        Ok(program) => program,
        // The one reason that lowering does not know.
        Err(error) => return assert_eq!(error, "constants and package variables take too much memory"),
    };
    for limits in [TIGHT, TIGHTER] {
        if let Err(wrong) = run_on_all(&program, "main", limits) {
            panic!("{wrong}");
        }
    }
}
