//! Where a generated program's decisions come from: a seed, or the record of an earlier program. A record that is shortened or made
//! smaller gives another valid program, mostly a smaller one: that is all that reducing needs.

/// A source of decisions that remembers them.
#[derive(Clone, Debug)]
pub struct Choices {
    source: Source,
    taken: Vec<u32>,
}

#[derive(Clone, Debug)]
enum Source {
    Seed(u64),
    /// What was recorded, and how much of it was used.
    Record(Vec<u32>, usize),
}

impl Choices {
    /// Decisions that depend on the seed alone, and are the same for ever.
    #[must_use]
    pub fn from_seed(seed: u64) -> Choices {
        Choices { source: Source::Seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)), taken: Vec::new() }
    }

    /// The decisions of a record; behind its end each is 0, the simplest.
    #[must_use]
    pub fn from_record(record: &[u32]) -> Choices {
        Choices { source: Source::Record(record.to_vec(), 0), taken: Vec::new() }
    }

    /// Bytes as decisions, for fuzzers.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Choices {
        Choices { source: Source::Record(bytes.iter().map(|b| u32::from(*b)).collect(), 0), taken: Vec::new() }
    }

    /// The decisions so far.
    #[must_use]
    pub fn record(&self) -> &[u32] {
        &self.taken
    }

    /// A number below `n`, which is not 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let raw = match &mut self.source {
            Source::Seed(state) => {
                // SplitMix64.
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut z = *state;
                z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                (z ^ (z >> 31)) as u32 >> 1
            }
            Source::Record(record, at) => {
                let raw = record.get(*at).copied().unwrap_or(0);
                *at += 1;
                raw
            }
        };
        let choice = raw as usize % n;
        self.taken.push(choice as u32);
        choice
    }

    /// True once in `n` times.
    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    /// One of several.
    pub(super) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
