//! The heap's pages: what each is used for, and which are free.

use std::collections::{BTreeMap, BTreeSet};

/// What a page is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Nothing.
    Free,
    /// Static data: never collected.
    Static,
    /// Small objects of this class.
    Small(u8),
    /// Start of a large object of this many pages.
    Large(u32),
    /// Inside of the large object that starts at this page.
    Inside(u32),
}

/// Runs of free pages below `top`, found by best fit, lowest address first: the choice is deterministic and never scans.
#[derive(Clone, Debug, Default)]
pub(super) struct FreePages {
    by_start: BTreeMap<u32, u32>,
    by_len: BTreeSet<(u32, u32)>,
    /// First page that no run and no object lies behind.
    top: u32,
    /// First page that was never used: memory from here on is zero.
    untouched: u32,
    count: u32,
}

/// Pages that were taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// First page.
    pub(super) start: u32,
    /// They were used before and hold old data.
    pub(super) is_dirty: bool,
}

impl FreePages {
    /// No free page below `top`.
    pub(super) fn new(top: u32) -> FreePages {
        FreePages { top, untouched: top, ..FreePages::default() }
    }

    pub(super) fn top(&self) -> u32 {
        self.top
    }

    /// Free pages below `top`.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Takes `len` pages in a row, below `max`.
    pub(super) fn take(&mut self, len: u32, max: u32) -> Option<Taken> {
        if let Some(&(run, start)) = self.by_len.range((len, 0)..).next() {
            self.remove(start, run);
            if run > len {
                self.insert(start + len, run - len);
            }
            return Some(Taken { start, is_dirty: true });
        }
        let (start, end) = (self.top, u64::from(self.top) + u64::from(len));
        if end > u64::from(max) {
            return None;
        }
        self.top = end as u32;
        let is_dirty = start < self.untouched;
        self.untouched = self.untouched.max(self.top);
        Some(Taken { start, is_dirty })
    }

    /// Gives pages back.
    pub(super) fn give(&mut self, start: u32, len: u32) {
        let (mut start, mut len) = (start, len);
        if let Some((&before, &before_len)) = self.by_start.range(..start).next_back()
            && before + before_len == start
        {
            self.remove(before, before_len);
            (start, len) = (before, before_len + len);
        }
        if let Some(&after_len) = self.by_start.get(&(start + len)) {
            self.remove(start + len, after_len);
            len += after_len;
        }
        if start + len == self.top {
            self.top = start;
        } else {
            self.insert(start, len);
        }
    }

    fn insert(&mut self, start: u32, len: u32) {
        self.by_start.insert(start, len);
        self.by_len.insert((len, start));
        self.count += len;
    }

    fn remove(&mut self, start: u32, len: u32) {
        self.by_start.remove(&start);
        self.by_len.remove(&(len, start));
        self.count -= len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_join_and_the_best_fit_is_taken() {
        let mut free = FreePages::new(1);
        let starts: Vec<u32> = [2, 1, 3, 1].iter().map(|len| free.take(*len, 100).expect("room").start).collect();
        assert_eq!(starts, [1, 3, 4, 7]);
        free.give(1, 2);
        free.give(4, 3);
        assert_eq!(free.take(3, 100).map(|t| (t.start, t.is_dirty)), Some((4, true)));
        free.give(4, 3);
        free.give(3, 1);
        assert_eq!((free.count(), free.take(6, 100).expect("one run").start), (6, 1));
        free.give(7, 1);
        assert_eq!(free.top(), 7);
        assert!(free.take(94, 100).is_none());
        assert_eq!(free.take(93, 100).map(|t| (t.start, t.is_dirty)), Some((7, true)));
    }
}
