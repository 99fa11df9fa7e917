//! Selector lookup: fields and methods by depth, and missing methods.

use crate::object::ObjId;
use crate::types::TypeId;

/// What a selector finds.
#[derive(Clone, Debug)]
pub(crate) enum Lookup {
    /// A struct field.
    Field {
        /// Its type.
        ty: TypeId,
        /// Field indices, the field itself last.
        path: Vec<u32>,
        /// A pointer was followed.
        is_indirect: bool,
    },
    /// A method.
    Method {
        /// Its signature, in terms of the receiver type's arguments, without receiver.
        sig: TypeId,
        /// The declared method (of the origin); `None` for a method of an interface or type parameter.
        obj: Option<ObjId>,
        /// Embedded fields on the way.
        path: Vec<u32>,
        /// A pointer was followed.
        is_indirect: bool,
        /// Declared with a pointer receiver.
        has_ptr_recv: bool,
    },
    /// Several at the same depth.
    Ambiguous,
    /// There is a method, but it has a pointer receiver and the operand is not addressable.
    PointerReceiver,
    /// Nothing.
    NotFound,
}

/// A method that a type lacks.
#[derive(Clone, Debug)]
pub(crate) struct MissingMethod {
    /// In gc's words: `(missing method M)`, `(method M has pointer receiver)`, `(wrong type for method M)\n\t\thave ...`.
    pub(crate) cause: String,
}
