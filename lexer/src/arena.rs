//! Room in an arena, without the half of it that would stay empty.

use bumpalo::Bump;

/// Smallest request for room.
const ROOM_MIN: usize = 4 << 10;

/// Sees to it that `size` bytes fit into an arena. By itself an arena takes twice as much as before when it is full, of which half is
/// wasted on average; with this before each allocation it takes a sixteenth of what it has at most, or what is asked for.
#[inline(always)]
pub fn make_room(arena: &Bump, size: usize) {
    if arena.chunk_capacity() < size {
        take_chunk(arena, size);
    }
}

#[cold]
#[inline(never)]
fn take_chunk(arena: &Bump, size: usize) {
    let taken = arena.allocated_bytes();
    let size = size.max(ROOM_MIN).max(taken / 32);
    let limit = arena.allocation_limit();
    if limit.is_none() {
        // The arena halves what it would like to take until it is within the limit: no less than `size`, no more than twice that.
        arena.set_allocation_limit(Some(taken.saturating_add(2 * size + ROOM_MIN)));
    }
    // What fails to be filled is given back to the arena, though not to the system.
    let _ = arena.alloc_slice_try_fill_with(size, |_| Err::<u8, ()>(()));
    arena.set_allocation_limit(limit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_wasted() {
        let arena = Bump::new();
        let mut used = 0;
        for round in 0..200_000_usize {
            let size = if round % 100 == 0 { 500 } else { 48 };
            make_room(&arena, size);
            arena.alloc_slice_fill_copy(size, 0_u8);
            used += size;
            assert!(arena.allocated_bytes() <= used + used / 8 + 20_000, "{used} of {}", arena.allocated_bytes());
        }
        assert_eq!(arena.allocation_limit(), None);
    }

    #[test]
    fn a_limit_of_the_caller_stays() {
        let arena = Bump::new();
        arena.set_allocation_limit(Some(1 << 20));
        make_room(&arena, 1000);
        assert!(arena.chunk_capacity() >= 1000);
        assert_eq!(arena.allocation_limit(), Some(1 << 20));
    }
}
