//! Size classes of the heap's small objects.

/// Bytes of a page: what small objects of one class share and large objects are made of.
pub(super) const PAGE: u32 = 4096;

/// log2 of [`PAGE`].
pub(super) const PAGE_SHIFT: u32 = 12;

/// Sizes of small objects. All are multiples of 16, so that every object is aligned for every type.
pub(super) const SIZES: [u32; 22] =
    [16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 672, 816, 1024, 1360, 2048];

/// Number of classes.
pub(super) const COUNT: usize = SIZES.len();

/// Largest small object; larger ones take whole pages.
pub(super) const SMALL_MAX: u64 = 2048;

/// Most objects on a page: those of the smallest class.
pub(super) const PER_PAGE_MAX: u32 = PAGE / SIZES[0];

/// Words of a page's bitmap, a bit per object.
pub(super) const BITMAP_WORDS: usize = PER_PAGE_MAX as usize / 64;

/// The class of an object by its size in units of 16 bytes, rounded up; nothing at all takes the smallest.
pub(super) const CLASS_OF: [u8; SMALL_MAX as usize / 16 + 1] = {
    let mut table = [0; SMALL_MAX as usize / 16 + 1];
    let (mut units, mut class) = (0, 0);
    while units < table.len() {
        if units as u32 * 16 > SIZES[class] {
            class += 1;
        }
        table[units] = class as u8;
        units += 1;
    }
    table
};

/// Objects on a page of each class.
pub(super) const PER_PAGE: [u32; COUNT] = {
    let mut table = [0; COUNT];
    let mut i = 0;
    while i < COUNT {
        table[i] = PAGE / SIZES[i];
        i += 1;
    }
    table
};

/// `2^32 / size` rounded up: offsets in a page are divided by multiplying.
const RECIPROCALS: [u64; COUNT] = {
    let mut table = [0; COUNT];
    let mut i = 0;
    while i < COUNT {
        table[i] = (1_u64 << 32).div_ceil(SIZES[i] as u64);
        i += 1;
    }
    table
};

/// The object that the byte at `offset` of a page belongs to. It may be one past the last.
#[inline]
pub(super) fn object_at(class: u8, offset: u32) -> u32 {
    ((u64::from(offset) * RECIPROCALS[usize::from(class)]) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_belongs_to_its_object() {
        for (class, size) in SIZES.iter().enumerate() {
            for offset in 0..PAGE {
                assert_eq!(object_at(class as u8, offset), offset / size, "class {size} offset {offset}");
            }
        }
    }

    #[test]
    fn every_size_fits_its_class() {
        for bytes in 0..=SMALL_MAX {
            let class = usize::from(CLASS_OF[bytes.div_ceil(16) as usize]);
            assert!(u64::from(SIZES[class]) >= bytes);
            assert!(class == 0 || u64::from(SIZES[class - 1]) < bytes);
        }
    }
}
