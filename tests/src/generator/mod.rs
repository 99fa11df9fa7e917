//! Random Go programs that are well-typed, end, and have one outcome: what the specification leaves open they do not ask. So every engine
//! must do the same with them, and so must Go.
//!
//! A program is made from a series of decisions ([`Choices`]). Loops and calls burn fuel, and without fuel the program ends. Goroutines
//! either hand over to each other or touch nothing that they share.

mod choices;
mod expr;
mod prelude;
mod program;
mod reduce;
mod show;
mod stmt;
mod types;

pub use choices::Choices;
pub use reduce::reduce;

use expr::Mode;
use stmt::FuncCx;
use types::{Constraint, MethodSpec, Ty, TypeDef};

/// A program made from decisions.
#[must_use]
pub fn generate(choices: &mut Choices) -> String {
    let mut state = Gen { choices: choices.clone(), ..Gen::default() };
    let program = state.program();
    *choices = state.choices;
    program
}

/// A variable in scope.
#[derive(Clone, Debug)]
struct Var {
    name: String,
    ty: Ty,
    /// It may be assigned to, and has an address.
    is_writable: bool,
}

/// A function that statements call.
#[derive(Clone, Debug)]
struct FuncSig {
    name: String,
    params: Vec<Ty>,
    results: Vec<Ty>,
    /// The element type of a last parameter `...T`.
    variadic: Option<Ty>,
    /// It has one type parameter, takes a value of it and an int, and returns the like.
    is_generic: bool,
    constraint: Constraint,
}

/// A program under construction.
#[derive(Debug)]
struct Gen {
    choices: Choices,
    types: Vec<TypeDef>,
    methods: Vec<MethodSpec>,
    funcs: Vec<FuncSig>,
    /// Functions that never panic and change nothing: expressions call them.
    total_funcs: Vec<FuncSig>,
    scope: Vec<Var>,
    /// Variables from here on are of the innermost block.
    block_start: usize,
    lines: Vec<String>,
    indent: usize,
    mode: Mode,
    /// What is generated must not panic nor change anything outside.
    is_total: bool,
    /// What is generated calls no methods: those call each other otherwise.
    is_method: bool,
    /// The type parameter of the function that is generated.
    param: Option<Ty>,
    func: FuncCx,
    /// Statements that may still be made.
    budget: usize,
    depth: usize,
    names: usize,
    traces: usize,
    defers: usize,
    uses_fmt: bool,
    /// Types that the program shows values of.
    shown: Vec<Ty>,
}

impl Default for Gen {
    fn default() -> Gen {
        Gen {
            choices: Choices::from_record(&[]),
            types: Vec::new(),
            methods: Vec::new(),
            funcs: Vec::new(),
            total_funcs: Vec::new(),
            scope: Vec::new(),
            block_start: 0,
            lines: Vec::new(),
            indent: 0,
            mode: Mode::default(),
            is_total: false,
            is_method: false,
            param: None,
            func: FuncCx::default(),
            budget: 0,
            depth: 0,
            names: 0,
            traces: 0,
            defers: 1000,
            uses_fmt: false,
            shown: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_gives_the_program_again() {
        for seed in 0..50 {
            let mut choices = Choices::from_seed(seed);
            let program = generate(&mut choices);
            let mut again = Choices::from_record(choices.record());
            assert_eq!(generate(&mut again), program);
            assert_eq!(again.record(), choices.record());
        }
    }

    #[test]
    fn without_decisions_a_program_is_small() {
        let program = generate(&mut Choices::from_record(&[]));
        let own = program.len() - prelude::PRELUDE.len();
        assert!(own < 3000, "{own} bytes");
    }
}
