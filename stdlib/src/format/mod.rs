//! Package fmt's formatting: directives, verbs on every kind of value, padding.

mod directive;
mod key;
mod printer;
mod spec;

pub(crate) use directive::{Mode, print_all};
pub(crate) use printer::{Hole, Methods, Printer};
pub(crate) use spec::Spec;
