//! Smaller programs that still do what is looked for: the record of decisions is shortened and made smaller.

use super::{Choices, generate};

/// The smallest record that was found to give a program for which `is_it` holds, as it does for the given one.
pub fn reduce(record: &[u32], attempts: usize, is_it: &mut dyn FnMut(&str) -> bool) -> Vec<u32> {
    let mut best = record.to_vec();
    let mut left = attempts;
    let mut try_it = |candidate: Vec<u32>, best: &mut Vec<u32>| {
        if left == 0 {
            return false;
        }
        left -= 1;
        let mut choices = Choices::from_record(&candidate);
        let program = generate(&mut choices);
        // What was decided, not what was offered: it is never longer than needed.
        let taken = trimmed(choices.record());
        let is_smaller = (taken.len(), taken.iter().map(|c| u64::from(*c)).sum::<u64>())
            < (best.len(), best.iter().map(|c| u64::from(*c)).sum::<u64>());
        if is_smaller && is_it(&program) {
            *best = taken;
            return true;
        }
        false
    };
    loop {
        let before = best.clone();
        let mut size = (best.len() / 2).max(1);
        while size > 0 {
            let mut at = 0;
            while at < best.len() {
                let end = (at + size).min(best.len());
                let without = [&best[..at], &best[end..]].concat();
                let mut zeroed = best.clone();
                zeroed[at..end].fill(0);
                let changed = try_it(without, &mut best) || try_it(zeroed, &mut best);
                if !changed {
                    at += size;
                }
            }
            size /= 2;
        }
        for at in 0..best.len() {
            for smaller in [1, best.get(at).map_or(0, |c| c / 2), best.get(at).map_or(0, |c| c.saturating_sub(1))] {
                if at < best.len() && smaller < best[at] {
                    let mut candidate = best.clone();
                    candidate[at] = smaller;
                    try_it(candidate, &mut best);
                }
            }
        }
        if best == before {
            return best;
        }
    }
}

/// Without zeros at the end, which stand there anyway.
fn trimmed(record: &[u32]) -> Vec<u32> {
    let len = record.iter().rposition(|c| *c != 0).map_or(0, |last| last + 1);
    record[..len].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_stays_and_the_rest_goes() {
        let is_it = |program: &str| program.contains("goto ");
        let mut choices = Choices::from_seed(0);
        let mut program = generate(&mut choices);
        for seed in 1.. {
            if is_it(&program) {
                break;
            }
            choices = Choices::from_seed(seed);
            program = generate(&mut choices);
        }
        let small = reduce(choices.record(), 2000, &mut |program| is_it(program));
        let reduced = generate(&mut Choices::from_record(&small));
        assert!(is_it(&reduced) && reduced.len() < program.len());
    }
}
