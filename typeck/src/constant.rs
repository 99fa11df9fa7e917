//! Exact constants; the module that will hold them replaces this file.

/// A constant value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// What an error left.
    Unknown,
}
