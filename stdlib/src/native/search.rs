//! Finding bytes in bytes, in time linear in their lengths whatever they are.

/// The first `needle` in `hay`, in time that their lengths bound.
pub(super) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, hay),
        _ => memchr::memmem::find(hay, needle),
    }
}

/// The last `needle` in `hay`.
pub(super) fn find_last(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memrchr(*byte, hay),
        _ => memchr::memmem::rfind(hay, needle),
    }
}

/// Where separate occurrences of a needle that is not empty begin.
pub(super) fn find_all<'h>(hay: &'h [u8], needle: &'h [u8]) -> Box<dyn Iterator<Item = usize> + 'h> {
    match needle {
        [byte] => Box::new(memchr::memchr_iter(*byte, hay)),
        _ => Box::new(memchr::memmem::find_iter(hay, needle)),
    }
}

/// How often a needle that is not empty occurs, overlaps aside.
pub(super) fn count(hay: &[u8], needle: &[u8]) -> usize {
    match needle {
        [byte] => memchr::memchr_iter(*byte, hay).count(),
        _ => memchr::memmem::find_iter(hay, needle).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searching_agrees_with_the_obvious_way() {
        let mut state = 1_u32;
        let mut next = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % n
        };
        for _ in 0..2000 {
            let hay: Vec<u8> = (0..next(300)).map(|_| b'a' + next(2) as u8).collect();
            let needle: Vec<u8> = (0..1 + next(9)).map(|_| b'a' + next(2) as u8).collect();
            let want = hay.windows(needle.len()).position(|w| w == needle);
            assert_eq!(find(&hay, &needle), want);
            assert_eq!(find_all(&hay, &needle).next(), want);
            assert_eq!(count(&hay, &needle), find_all(&hay, &needle).count());
            assert_eq!(find_last(&hay, &needle), hay.windows(needle.len()).rposition(|w| w == needle));
        }
        let hay = vec![b'a'; 100_000];
        let needle = [vec![b'a'; 5000], vec![b'b']].concat();
        assert_eq!(find(&hay, &needle), None);
    }
}
