//! Sizes and alignments of Go's amd64, which `append`'s growth makes visible.

use crate::limits;
use crate::types::{Basic, Field, Type, TypeId, Types};

const WORD: i64 = 8;

impl Types {
    /// The size of a value in bytes; `None` if it does not fit an int.
    #[must_use]
    pub fn size_of(&self, ty: TypeId) -> Option<i64> {
        Some(self.layout(ty, 0)?.0)
    }

    /// The alignment of a value in bytes.
    #[must_use]
    pub fn align_of(&self, ty: TypeId) -> i64 {
        self.layout(ty, 0).map_or(WORD, |(_, align)| align)
    }

    /// The offset of a field of a struct.
    pub(crate) fn offset_of(&self, fields: &[Field], index: usize) -> Option<i64> {
        let mut end = 0i64;
        for (i, field) in fields.iter().enumerate() {
            let (size, align) = self.layout(field.ty, 0)?;
            let start = align_up(end, align)?;
            if i == index {
                return Some(start);
            }
            end = start.checked_add(size)?;
        }
        None
    }

    /// Size and alignment.
    fn layout(&self, ty: TypeId, depth: u32) -> Option<(i64, i64)> {
        self.step(2);
        if depth > limits::LAYOUT_DEPTH_MAX {
            return None;
        }
        match self.get(self.under(ty)) {
            Type::Basic(Basic::Complex64) => Some((8, 4)),
            Type::Basic(Basic::String) => Some((2 * WORD, WORD)),
            Type::Basic(basic) => {
                let size = basic_size(*basic);
                Some((size, size.clamp(1, WORD)))
            }
            Type::Array { elem, len } => {
                let (size, align) = self.layout(*elem, depth + 1)?;
                Some((size.checked_mul(*len)?, align))
            }
            Type::Slice(_) => Some((3 * WORD, WORD)),
            Type::Interface(_) => Some((2 * WORD, WORD)),
            Type::Struct(fields) => {
                let (mut end, mut align, mut last) = (0i64, 1, 1);
                for field in fields {
                    let (size, field_align) = self.layout(field.ty, depth + 1)?;
                    end = align_up(end, field_align)?.checked_add(size)?;
                    align = align.max(field_align);
                    last = size;
                }
                // A pointer to a last field without size must not point past the struct.
                if end > 0 && last == 0 {
                    end = end.checked_add(1)?;
                }
                Some((align_up(end, align)?, align))
            }
            _ => Some((WORD, WORD)),
        }
    }
}

fn align_up(offset: i64, to: i64) -> Option<i64> {
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
