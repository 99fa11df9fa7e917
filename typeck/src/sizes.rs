//! Sizes and alignments of Go's amd64, which `append`'s growth makes visible.

use crate::types::{Basic, Type, TypeId, Types};

const WORD: i64 = 8;

impl Types {
    /// The size of a value in bytes; `None` if it does not fit an int.
    #[must_use]
    pub fn size_of(&self, ty: TypeId) -> Option<i64> {
        match self.get(self.under(ty)) {
            Type::Basic(basic) => Some(basic_size(*basic)),
            Type::Array { elem, len } => self.size_of(*elem)?.checked_mul(*len),
            Type::Slice(_) => Some(3 * WORD),
            Type::Interface(_) => Some(2 * WORD),
            Type::Struct(fields) => {
                let (mut end, mut size) = (0i64, 0);
                for field in fields {
                    end = align(end, self.align_of(field.ty))?;
                    size = self.size_of(field.ty)?;
                    end = end.checked_add(size)?;
                }
                // A pointer to a last field without size must not point past the struct.
                if end > 0 && size == 0 && !fields.is_empty() {
                    end = end.checked_add(1)?;
                }
                align(end, self.align_of(ty))
            }
            _ => Some(WORD),
        }
    }

    /// The alignment of a value in bytes.
    #[must_use]
    pub fn align_of(&self, ty: TypeId) -> i64 {
        match self.get(self.under(ty)) {
            Type::Basic(Basic::Complex64) => 4,
            Type::Basic(basic) => basic_size(*basic).clamp(1, WORD),
            Type::Array { elem, .. } => self.align_of(*elem),
            Type::Struct(fields) => fields.iter().map(|f| self.align_of(f.ty)).max().unwrap_or(1),
            _ => WORD,
        }
    }
}

fn align(offset: i64, to: i64) -> Option<i64> {
    Some(offset.checked_add(to - 1)? / to * to)
}

fn basic_size(basic: Basic) -> i64 {
    use Basic::*;
    match basic {
        Invalid => 0,
        Bool | Int8 | Uint8 | UntypedBool => 1,
        Int16 | Uint16 => 2,
        Int32 | Uint32 | Float32 | UntypedRune => 4,
        Complex128 | String | UntypedString | UntypedComplex => 16,
        Int | Int64 | Uint | Uint64 | Uintptr | Float64 | Complex64 | UnsafePointer | UntypedInt | UntypedFloat | UntypedNil => 8,
    }
}

#[cfg(test)]
mod tests {
    use crate::types::{Basic, Field, Type, TypeId, Types};

    fn struct_of(types: &mut Types, list: &[TypeId]) -> TypeId {
        let name = govm_lexer::Symbol::BLANK;
        let fields = list.iter().map(|ty| Field { name, pkg: None, ty: *ty, is_embedded: false, tag: None }).collect();
        types.intern(Type::Struct(fields))
    }

    #[test]
    fn sizes_are_those_of_gc() {
        // From unsafe.Sizeof on amd64.
        let mut types = Types::new();
        let [byte, int, string] = [Basic::Uint8, Basic::Int, Basic::String].map(Types::basic);
        let empty = struct_of(&mut types, &[]);
        let mixed = struct_of(&mut types, &[byte, int, byte]);
        let last_empty = struct_of(&mut types, &[int, empty]);
        let array = types.intern(Type::Array { elem: mixed, len: 3 });
        let huge = types.intern(Type::Array { elem: string, len: i64::MAX });
        let sizes = [empty, mixed, last_empty, array, huge].map(|t| types.size_of(t));
        assert_eq!(sizes, [Some(0), Some(24), Some(16), Some(72), None]);
    }
}
