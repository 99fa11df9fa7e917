//! Limits on what a program may make the checker do. None is met by a program that people write.

/// Nesting of a type, instances included.
pub(crate) const TYPE_DEPTH_MAX: u16 = 500;
/// Distinct types of a program.
pub(crate) const TYPES_MAX: usize = 4 << 20;
/// Nesting of type arguments in instances: an instantiation that goes on for ever gets deeper at each step.
pub(crate) const INSTANCE_DEPTH_MAX: u16 = 60;
/// Instances that one instantiation may lead to.
pub(crate) const EXPANSIONS_MAX: usize = 20_000;
/// Recursion of unification, as in gc.
pub(crate) const UNIFY_DEPTH_MAX: u32 = 50;
/// Size of a type in bytes, as in gc.
pub(crate) const TYPE_SIZE_MAX: i64 = 1 << 50;
/// Terms of a union, as in gc.
pub(crate) const TERMS_MAX: usize = 100;
/// Length of a type's spelling in messages.
pub(crate) const TYPE_STRING_MAX: usize = 10_000;
/// Objects being declared at once, which nest by reference from one to the next.
pub(crate) const DECL_DEPTH_MAX: usize = 600;
/// Defined types that contain one another.
pub(crate) const CONTAINMENT_MAX: usize = 1000;
/// Nesting of what is compared or measured, where instances may nest deeper than declarations.
pub(crate) const LAYOUT_DEPTH_MAX: u32 = 4000;
/// Steps of the search for invalid recursive types from one declaration.
pub(crate) const VALID_TYPE_STEPS_MAX: usize = 100_000;
/// Statements `else if` with an initialisation that follow each other: each is a block within the one before.
pub(crate) const ELSE_IF_BLOCKS_MAX: usize = 1000;
