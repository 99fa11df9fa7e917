//! Arrays in registers: elements of packed ones, and of those whose elements take whole slots.

use std::ops::Range;

use super::slices::index_out_of_range;
use crate::trap::Trap;

/// Shape of a register array, from the immediate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RegArray {
    /// Number of elements.
    pub(crate) len: u32,
    /// Slots per element, 0 for packed ones.
    pub(crate) elem_slots: u16,
    /// All its slots.
    pub(crate) slots: u16,
}

impl RegArray {
    #[inline]
    pub(crate) fn new(imm: i64) -> RegArray {
        RegArray { len: imm as u32, elem_slots: (imm >> 32) as u16, slots: (imm >> 48) as u16 }
    }

    #[inline]
    fn check(self, index: u64) -> Result<usize, Box<Trap>> {
        if index < u64::from(self.len) { Ok(index as usize) } else { Err(index_out_of_range(index, self.len.into())) }
    }

    /// The slot and the bit where an element of `bits` bits of a packed array starts.
    #[inline]
    fn packed(self, index: u64, bits: u32) -> Result<(usize, u32), Box<Trap>> {
        let bit = self.check(index)? as u64 * u64::from(bits);
        Ok(((bit / 64) as usize, (bit % 64) as u32))
    }

    /// Element `index` of a packed array of elements of `bits` bits, zero-extended.
    #[inline]
    pub(crate) fn get_packed(self, array: &[u64], index: u64, bits: u32) -> Result<u64, Box<Trap>> {
        let (slot, bit) = self.packed(index, bits)?;
        Ok(array[slot] >> bit & ((1 << bits) - 1))
    }

    /// Writes element `index` of a packed array of elements of `bits` bits.
    #[inline]
    pub(crate) fn set_packed(self, array: &mut [u64], index: u64, bits: u32, value: u64) -> Result<(), Box<Trap>> {
        let (slot, bit) = self.packed(index, bits)?;
        let mask = ((1 << bits) - 1) << bit;
        array[slot] = array[slot] & !mask | value << bit & mask;
        Ok(())
    }

    /// The slots of element `index`, within the array's.
    #[inline]
    pub(crate) fn element(self, index: u64) -> Result<Range<usize>, Box<Trap>> {
        let (index, n) = (self.check(index)?, usize::from(self.elem_slots));
        Ok(index * n..(index + 1) * n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_elements_are_bytes_as_in_memory() {
        let shape = RegArray::new(20 | 3 << 48);
        let mut array = [0; 3];
        for i in 0..20 {
            shape.set_packed(&mut array, i, 8, 0x1100 + i).expect("in range");
        }
        assert_eq!(array, [0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908, 0x1312_1110]);
        assert_eq!(shape.get_packed(&array, 17, 8), Ok(17));
        assert_eq!(shape.get_packed(&array, 20, 8).expect_err("too large").text, "index out of range [20] with length 20");
    }
}
