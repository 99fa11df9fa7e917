//! Classes of runes: sorted ranges that do not touch.

use std::sync::LazyLock;

use crate::unicode::{ranges, simple_fold};

pub(super) type Ranges = Vec<(u32, u32)>;

pub(super) const RUNE_MAX: u32 = 0x10_FFFF;

/// The runes that equal others under simple folding, in ascending order. None is greater than the limit.
static FOLDING: LazyLock<Vec<u32>> = LazyLock::new(|| (0..0x1_E944).filter(|r| simple_fold(*r) != *r).collect());

/// Adds a range.
pub(super) fn add(class: &mut Ranges, lo: u32, hi: u32) {
    class.push((lo, hi));
}

/// Adds what the runes of a range fold to.
pub(super) fn add_folds(class: &mut Ranges, lo: u32, hi: u32) {
    let first = FOLDING.partition_point(|r| *r < lo);
    for r in FOLDING[first..].iter().take_while(|r| **r <= hi) {
        let mut other = simple_fold(*r);
        while other != *r {
            class.push((other, other));
            other = simple_fold(other);
        }
    }
}

/// Sorts the ranges and joins those that touch.
pub(super) fn normal(mut class: Ranges) -> Ranges {
    class.sort_unstable();
    let mut out = Ranges::with_capacity(class.len());
    for (lo, hi) in class {
        match out.last_mut() {
            Some(last) if lo <= last.1.saturating_add(1) => last.1 = last.1.max(hi),
            _ => out.push((lo, hi)),
        }
    }
    out
}

/// All other runes.
pub(super) fn negated(class: Ranges) -> Ranges {
    let (mut out, mut next) = (Ranges::new(), 0);
    for (lo, hi) in normal(class) {
        if lo > next {
            out.push((next, lo - 1));
        }
        next = hi + 1;
    }
    if next <= RUNE_MAX {
        out.push((next, RUNE_MAX));
    }
    out
}

/// The ranges of a category or script, with what folds to its runes if `fold`; `None` for an unknown name.
pub(super) fn by_name(name: &str, fold: bool) -> Option<Ranges> {
    if name == "Any" {
        return Some(vec![(0, RUNE_MAX)]);
    }
    let mut out = Ranges::new();
    for (kind, folds) in [("c:", "fc:"), ("s:", "fs:")] {
        let mut push = |kind: &str| {
            for (first, last, step) in ranges(&format!("{kind}{name}")) {
                if step == 1 {
                    out.push((first, last));
                } else {
                    out.extend((first..=last).step_by(step as usize).map(|r| (r, r)));
                }
            }
        };
        push(kind);
        if fold {
            push(folds);
        }
        if !out.is_empty() {
            return Some(normal(out));
        }
    }
    None
}

pub(super) fn is_word(r: u32) -> bool {
    matches!(r, 0x30..=0x39 | 0x41..=0x5A | 0x61..=0x7A | 0x5F)
}
