//! How `append` grows: capacities are observable, so they are those of Go 1.24 on amd64, size classes of its allocator included.

/// Sizes that Go's allocator rounds small objects up to (a fact about `runtime/sizeclasses.go`).
static GO_SIZES: [u16; 67] = [
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448, 480, 512, 576,
    640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528,
    6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
    32768,
];

/// Go's page.
const GO_PAGE: u64 = 8192;

/// Bytes that Go puts before small objects of more than [`HEADER_FROM`] bytes with pointers.
const HEADER: u64 = 8;
const HEADER_FROM: u64 = 512;

/// Up to this capacity slices double.
const DOUBLE_BELOW: u64 = 256;

/// Whether a type holds pointers in Go, which its allocator treats apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pointers {
    /// It holds none.
    None,
    /// It holds some.
    Some,
}

/// The bytes that Go has room for where `size` are asked for.
pub(crate) fn round_up(size: u64, pointers: Pointers) -> u64 {
    if size > 32768 - HEADER {
        return size.checked_next_multiple_of(GO_PAGE).unwrap_or(size);
    }
    let header = if pointers == Pointers::Some && size > HEADER_FROM { HEADER } else { 0 };
    let class = GO_SIZES.partition_point(|class| u64::from(*class) < size + header);
    u64::from(GO_SIZES[class]) - header
}

/// The capacity of the new memory when a slice of capacity `cap` has to hold `len` elements of `go_size` bytes, `len > cap`.
pub(crate) fn grown_cap(cap: u64, len: u64, go_size: u64, pointers: Pointers) -> u64 {
    if go_size == 0 {
        return len;
    }
    let wanted = if len > cap.saturating_mul(2) {
        len
    } else if cap < DOUBLE_BELOW {
        cap * 2
    } else {
        let mut wanted = cap;
        while wanted < len {
            wanted += (wanted + 3 * DOUBLE_BELOW) / 4;
        }
        wanted
    };
    match wanted.checked_mul(go_size) {
        Some(bytes) => round_up(bytes, pointers) / go_size,
        None => wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `cap` was in Go: after appending one by one up to 3000, and after one append to (capacity, number) of these.
    const MANY: [(u64, u64); 12] = [
        (0, 1),
        (0, 3),
        (0, 5),
        (0, 9),
        (3, 4),
        (5, 7),
        (10, 100),
        (300, 10),
        (300, 500),
        (1000, 1),
        (1000, 5000),
        (5000, 20000),
    ];

    #[track_caller]
    fn check(go_size: u64, pointers: Pointers, one_by_one: &[u64], many: [u64; 12]) {
        let (mut cap, mut caps) = (0, vec![]);
        for len in 1..=3000 {
            if len > cap {
                cap = grown_cap(cap, len, go_size, pointers);
                caps.push(cap);
            }
        }
        assert_eq!(caps, one_by_one);
        assert_eq!(MANY.map(|(cap, more)| grown_cap(cap, cap + more, go_size, pointers)), many);
    }

    #[test]
    fn capacities_are_those_of_go() {
        use Pointers::*;
        check(
            1,
            None,
            &[8, 16, 32, 64, 128, 256, 512, 896, 1408, 2048, 3072],
            [8, 8, 8, 16, 8, 16, 112, 576, 896, 1536, 6144, 27264],
        );
        check(
            2,
            None,
            &[4, 8, 16, 32, 64, 128, 256, 512, 896, 1344, 2048, 3072],
            [4, 4, 8, 12, 8, 12, 112, 576, 896, 1536, 6144, 28672],
        );
        check(
            4,
            None,
            &[2, 4, 8, 16, 32, 64, 128, 256, 512, 864, 1344, 2048, 3072],
            [2, 4, 6, 12, 8, 12, 112, 576, 800, 1536, 6144, 26624],
        );
        check(
            8,
            None,
            &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560, 3408],
            [1, 3, 6, 10, 8, 12, 112, 608, 816, 1536, 6144, 25600],
        );
        check(
            12,
            None,
            &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 853, 1365, 2048, 3413],
            [1, 4, 5, 9, 8, 12, 117, 576, 810, 1536, 6144, 25258],
        );
        check(
            16,
            Some,
            &[1, 2, 4, 8, 16, 32, 71, 143, 303, 591, 1023, 1535, 2560, 3584],
            [1, 3, 5, 9, 7, 12, 111, 591, 847, 1535, 6144, 25088],
        );
        check(
            24,
            None,
            &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 853, 1365, 2048, 3072],
            [1, 3, 5, 9, 7, 12, 112, 597, 853, 1706, 6144, 25258],
        );
        check(
            32,
            None,
            &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 852, 1280, 1792, 2560, 3584],
            [1, 3, 5, 9, 7, 12, 128, 576, 852, 1536, 6144, 25088],
        );
        check(
            40,
            None,
            &[1, 2, 4, 8, 16, 32, 67, 134, 272, 544, 1024, 1638, 2252, 3072],
            [1, 3, 5, 9, 7, 12, 121, 614, 819, 1638, 6144, 25190],
        );
        check(
            600,
            Some,
            &[1, 2, 4, 8, 16, 34, 68, 136, 273, 546, 887, 1310, 1829, 2484, 3304],
            [1, 3, 5, 10, 8, 13, 122, 573, 805, 1447, 6007, 25012],
        );
        check(
            24,
            Some,
            &[1, 2, 4, 8, 16, 37, 74, 170, 341, 682, 1135, 1706, 2389, 3413],
            [1, 3, 5, 9, 7, 12, 111, 597, 853, 1706, 6144, 25258],
        );
    }
}
