//! Finding bytes in bytes, in time linear in their lengths whatever they are.

/// The first `needle` in `hay`.
pub(super) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let Some((&first, rest)) = needle.split_first() else { return Some(0) };
    if rest.is_empty() {
        return hay.iter().position(|b| *b == first);
    }
    let last_start = hay.len().checked_sub(needle.len())?;
    // Compare where the first byte fits, as long as that goes well: text made to compare long in vain is left to the automaton.
    let (mut at, mut compared) = (0, 0);
    while at <= last_start {
        at += hay[at..=last_start].iter().position(|b| *b == first)?;
        let same = hay[at + 1..].iter().zip(rest).take_while(|(a, b)| a == b).count();
        if same == rest.len() {
            return Some(at);
        }
        at += 1;
        compared += same;
        if compared > 4 * at + 64 {
            return find_by_automaton(&hay[at..], needle).map(|i| at + i);
        }
    }
    None
}

/// The last `needle` in `hay`.
pub(super) fn find_last(hay: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(hay.len());
    }
    if let [byte] = needle {
        return hay.iter().rposition(|b| b == byte);
    }
    let hay: Vec<u8> = hay.iter().rev().copied().collect();
    let needle: Vec<u8> = needle.iter().rev().copied().collect();
    find(&hay, &needle).map(|i| hay.len() - i - needle.len())
}

/// Knuth, Morris and Pratt: how far the search falls back is known for every prefix of the needle.
fn find_by_automaton(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let mut border = vec![0_usize; needle.len()];
    let mut k = 0;
    for i in 1..needle.len() {
        while k > 0 && needle[i] != needle[k] {
            k = border[k - 1];
        }
        if needle[i] == needle[k] {
            k += 1;
        }
        border[i] = k;
    }
    k = 0;
    for (i, b) in hay.iter().enumerate() {
        while k > 0 && *b != needle[k] {
            k = border[k - 1];
        }
        if *b == needle[k] {
            k += 1;
        }
        if k == needle.len() {
            return Some(i + 1 - k);
        }
    }
    None
}

/// Where separate occurrences of a needle that is not empty begin.
pub(super) fn find_all<'h>(hay: &'h [u8], needle: &'h [u8]) -> impl Iterator<Item = usize> + 'h {
    let mut at = 0;
    std::iter::from_fn(move || {
        let i = at + find(&hay[at..], needle)?;
        at = i + needle.len();
        Some(i)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_searching_agree_with_the_obvious_one() {
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
            assert_eq!(find_by_automaton(&hay, &needle), want);
            assert_eq!(find_last(&hay, &needle), hay.windows(needle.len()).rposition(|w| w == needle));
        }
        let hay = vec![b'a'; 100_000];
        let needle = [vec![b'a'; 5000], vec![b'b']].concat();
        assert_eq!(find(&hay, &needle), None);
    }
}
