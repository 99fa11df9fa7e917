//! Energy as the original counts it: every charge first makes what was used a hundred-thousandth more, sums wrap, and a charge
//! of nothing costs ten. None of that is wise; it is what the numbers of deployed apps stand on.

/// Energy that a run has before it is given its own: package initialisation runs on it.
pub const INITIAL_ENERGY: u64 = 1 << 20;

/// What a charge of nothing costs.
const ZERO_CHARGE: u64 = 10;

/// The part of what was used that each charge adds to it.
const SURCHARGE: u64 = 100_000;

/// The counter of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassicMeter {
    energy: u64,
    used: u64,
}

/// More was used than there was. The charge stays in what was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted {
    /// What would have been enough.
    pub wanted: u64,
    /// What there was.
    pub energy: u64,
}

impl std::fmt::Display for Exhausted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "energy.hope:{},have:{}", self.wanted, self.energy)
    }
}

impl ClassicMeter {
    /// The counter of a new run.
    #[must_use]
    pub fn new() -> ClassicMeter {
        ClassicMeter { energy: INITIAL_ENERGY, used: 0 }
    }

    /// Gives the run its energy, in place of what it began with; what was used stays used. False if the run has its energy
    /// already, or it is nothing, or too much for the sum.
    #[must_use]
    pub fn set_energy(&mut self, energy: u64) -> bool {
        if self.energy > INITIAL_ENERGY {
            return false;
        }
        // A sum that is refused stays.
        self.energy = self.energy.wrapping_add(energy);
        let is_enough = self.energy > INITIAL_ENERGY;
        if is_enough {
            self.energy -= INITIAL_ENERGY;
        }
        is_enough
    }

    /// Charges.
    ///
    /// # Errors
    /// When more was used than there is.
    pub fn consume(&mut self, amount: u64) -> Result<(), Exhausted> {
        let amount = if amount == 0 { ZERO_CHARGE } else { amount };
        self.used = self.used.wrapping_add(self.used / SURCHARGE).wrapping_add(amount);
        if self.used > self.energy { Err(Exhausted { wanted: self.used, energy: self.energy }) } else { Ok(()) }
    }

    /// What was used.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.used
    }

    /// What is left; wraps where too much was used.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.energy.wrapping_sub(self.used)
    }
}

impl Default for ClassicMeter {
    fn default() -> ClassicMeter {
        ClassicMeter::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_beyond_the_energy_stays_in_what_was_used() {
        let mut meter = ClassicMeter::new();
        assert!(meter.set_energy(10));
        assert_eq!(meter.consume(10), Ok(()));
        assert_eq!(meter.left(), 0);
        let exhausted = meter.consume(0).unwrap_err();
        assert_eq!(exhausted.to_string(), "energy.hope:20,have:10");
        assert!(meter.consume(1).is_err());
        assert_eq!(meter.used(), 21);
    }
}
