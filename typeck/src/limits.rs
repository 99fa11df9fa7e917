//! Limits on what a program may make the checker do. None is met by a program that people write.
//!
//! Whatever a source says, checking it takes bounded native stack, and time and memory in proportion to its length. Most limits here
//! bound one thing that the length does not bound by itself; [`STEPS`] and [`STACK_MAX`] bound everything else.

/// A limit as the documentation shows it.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The name of the constant.
    pub name: &'static str,
    /// Its value.
    pub value: u64,
    /// What it limits.
    pub doc: &'static str,
}

macro_rules! limits {
    ($($(#[doc = $doc:literal])* $name:ident: $ty:ty = $value:expr;)*) => {
        $($(#[doc = $doc])* pub(crate) const $name: $ty = $value;)*

        /// The limits of the checker; those that a [`crate::Config`] sets, by their defaults.
        pub const LIMITS: &[Limit] = &[$(Limit { name: stringify!($name), value: $name as u64, doc: concat!($($doc),*) }),*];
    };
}

limits! {
    /// Steps of checking that any program may take. A step is a few nanoseconds: a field or method that is looked at, a part of a type
    /// that is compared or made. `Config::steps` sets it.
    STEPS: u64 = 20_000_000;
    /// Steps that each byte of source adds to them. Go's own library takes less than one for a byte. `Config::steps_per_byte` sets it.
    STEPS_PER_BYTE: u64 = 50;
    /// Native stack for nested expressions, types, statements and declarations, in units of about a hundred bytes: some 230 nested calls.
    STACK_MAX: u32 = 3000;
    /// Nesting of a type, type arguments included.
    TYPE_DEPTH_MAX: u16 = 250;
    /// Interface literals within each other's methods.
    CLOSE_DEPTH_MAX: u16 = 120;
    /// Distinct types of a program.
    TYPES_MAX: usize = 4 << 20;
    /// Nesting of type arguments in instances: an instantiation that goes on for ever gets deeper at each step.
    INSTANCE_DEPTH_MAX: u16 = 60;
    /// Instances that one instantiation may lead to.
    EXPANSIONS_MAX: usize = 20_000;
    /// Recursion of unification, as in gc.
    UNIFY_DEPTH_MAX: u32 = 50;
    /// Size of a type in bytes, as in gc.
    TYPE_SIZE_MAX: i64 = 1 << 50;
    /// Terms of a union, as in gc.
    TERMS_MAX: usize = 100;
    /// Length of a type's spelling in messages.
    TYPE_STRING_MAX: usize = 10_000;
    /// Length of an expression's spelling in messages.
    EXPR_STRING_MAX: usize = 10_000;
    /// Defined types that contain one another.
    CONTAINMENT_MAX: usize = 300;
    /// Nesting of what is compared or measured, types within defined types included.
    LAYOUT_DEPTH_MAX: u32 = 400;
    /// Steps of the search for invalid recursive types from one declaration.
    VALID_TYPE_STEPS_MAX: usize = 100_000;
    /// Statements `else if` with an initialisation that follow each other: each is a block within the one before.
    ELSE_IF_BLOCKS_MAX: usize = 1000;
    /// Packages that import each other in a chain.
    IMPORT_DEPTH_MAX: usize = 200;
    /// Length of a number's literal, as in gc: longer ones have no value.
    NUMBER_LEN_MAX: usize = 10_000;
    /// Bits of an untyped integer constant, as in gc.
    INT_BITS_MAX: u64 = 512;
    /// Bytes of a dump of types, after which it ends with a line that says so: types may be spelled at far greater length than declared.
    DUMP_LEN_MAX: usize = 64 << 20;
    /// Steps that finding the method sets for a dump may take, after which it ends in the same way.
    DUMP_STEPS_MAX: u64 = 50_000_000;
    /// Declarations of a cycle that its message shows.
    CYCLE_SHOWN_MAX: usize = 100;
    /// Values of one cycle of initialisation whose ways back to themselves are looked for.
    CYCLE_VALUES_MAX: usize = 200;
}

/// Native stack, in units of [`STACK_MAX`], that one level of each kind takes at most, in debug builds too.
pub(crate) mod weight {
    /// An expression.
    pub(crate) const EXPR: u32 = 13;
    /// What a call of a built-in function takes more.
    pub(crate) const BUILTIN: u32 = 7;
    /// A type expression.
    pub(crate) const TYPE: u32 = 10;
    /// What a function or interface type takes more.
    pub(crate) const SIGNATURE: u32 = 12;
    /// A statement.
    pub(crate) const STMT: u32 = 11;
    /// What a statement takes more that ends a chain of `else if`.
    pub(crate) const ELSE: u32 = 11;
    /// An interface whose type set others need.
    pub(crate) const OPEN: u32 = 10;
    /// A declaration that is checked because another one needs it.
    pub(crate) const DECL: u32 = 30;
}

/// Nesting of declarations from which defined types are only begun when they are mentioned, and completed afterwards.
pub(crate) const BEGUN_FROM: u32 = 600;
