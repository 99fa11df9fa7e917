//! Energy: the schedule of prices and the meter.

use crate::isa::{Imm, Instr, Operand, Price};
use crate::trap::{Trap, TrapCode};

/// What energy was spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum EnergyKind {
    /// Instructions, by basic block.
    Code,
    /// Allocations.
    Memory,
    /// What natives and instructions of variable length touch.
    Data,
    /// Effects asked of the host: state, events, calls.
    Host,
}

/// Energy that was used, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EnergyUsed {
    /// All of it.
    pub total: u64,
    /// Instructions.
    pub code: u64,
    /// Allocations.
    pub memory: u64,
    /// What natives and instructions of variable length touched.
    pub data: u64,
    /// Effects of the host.
    pub host: u64,
}

/// A version of the prices. Equal versions mean equal prices, for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Number of the version.
    pub version: u32,
    /// Per allocation, beside its bytes.
    pub alloc_base: u64,
    /// Bytes of an allocation per unit of energy; large objects pay for whole pages.
    pub alloc_bytes_per_unit: u64,
    /// Bytes touched by copies, comparisons, hashing and natives per unit of energy.
    pub data_bytes_per_unit: u64,
    /// Per step of a map's probe after the first.
    pub map_probe: u64,
    /// Per value that is visited where values of any type are compared or hashed.
    pub value: u64,
    /// Per rune that is encoded; half of it per byte that is decoded.
    pub rune: u64,
}

impl Schedule {
    /// The schedule in force.
    #[must_use]
    pub fn current() -> Schedule {
        Schedule { version: 1, alloc_base: 30, alloc_bytes_per_unit: 2, data_bytes_per_unit: 8, map_probe: 1, value: 8, rune: 4 }
    }

    /// The fixed price of an instruction of this class that moves `slots` slots (only classes with a price per slot look at it).
    #[must_use]
    pub fn price(&self, class: Price, slots: u32) -> u32 {
        match class {
            Price::Move | Price::Alu | Price::Jump => 1,
            Price::Moves => 1 + slots / 2,
            Price::Float | Price::Branch | Price::Mul => 1,
            // Numbers next to zero take many times as long as others.
            Price::FloatMul | Price::FloatDiv => 24,
            Price::Store => 1 + slots / 2,
            // A load may wait for the one before it.
            Price::Load | Price::Index => 2 + slots / 2,
            Price::Switch | Price::Div | Price::Return | Price::Iface => 3,
            Price::Slice => 3,
            Price::Bytes => 8,
            Price::Call => 6,
            Price::CallValue => 7,
            Price::CallMethod => 8,
            Price::CallNative => 12,
            Price::Alloc => 4,
            Price::Defer => 6,
            Price::Map => 24,
            Price::Chan => 50,
            Price::Panic => 140,
        }
    }
}

impl Schedule {
    /// The fixed price of an instruction. What it allocates, and bytes or probes that it touches, are charged when it runs.
    #[must_use]
    pub fn price_of(&self, instr: &Instr) -> u32 {
        let info = instr.op.info();
        let counts = |o: &Operand| matches!(o, Operand::DefN | Operand::UseN);
        let words = |o: &Operand| matches!(o, Operand::DefWords | Operand::UseWords);
        let slots = match info.imm {
            Imm::Words => (instr.imm >> 32) as u32,
            Imm::RegArray if info.operands.iter().any(words) => u32::from((instr.imm >> 32) as u16),
            _ if info.operands.iter().any(counts) => u32::from(instr.c),
            _ => 1,
        };
        self.price(info.price, slots)
    }
}

/// Energy of a run: what is left, and what was spent apart from code.
#[derive(Clone, Debug)]
pub struct Meter {
    /// The limit.
    pub limit: u64,
    /// What is left; not above zero once it has run out.
    pub left: i64,
    /// Spent on memory.
    pub memory: u64,
    /// Spent on data.
    pub data: u64,
    /// Spent on host effects.
    pub host: u64,
}

/// Nothing is charged: a build that only measures what charging costs.
pub(crate) const UNMETERED: bool = cfg!(feature = "unmetered");

/// The largest limit: sums of prices below it cannot wrap.
pub const ENERGY_LIMIT_MAX: u64 = 1 << 62;

impl Meter {
    /// A full meter; limits above [`ENERGY_LIMIT_MAX`] count as that.
    #[must_use]
    pub fn new(limit: u64) -> Meter {
        let limit = limit.min(ENERGY_LIMIT_MAX);
        Meter { limit, left: limit as i64, memory: 0, data: 0, host: 0 }
    }

    /// Charges before something is done.
    ///
    /// # Errors
    /// [`TrapCode::OutOfEnergy`] if there is not that much left; then what is left is spent on it.
    #[inline]
    pub fn charge(&mut self, kind: EnergyKind, amount: u64) -> Result<(), Box<Trap>> {
        if UNMETERED {
            return Ok(());
        }
        let left = self.left.max(0) as u64;
        if amount > left {
            return Err(self.run_out(kind));
        }
        self.left = (left - amount) as i64;
        self.count(kind, amount);
        Ok(())
    }

    #[inline]
    fn count(&mut self, kind: EnergyKind, amount: u64) {
        match kind {
            EnergyKind::Code => {}
            EnergyKind::Memory => self.memory += amount,
            EnergyKind::Data => self.data += amount,
            EnergyKind::Host => self.host += amount,
        }
    }

    /// Spends all that is left on what costs more.
    #[cold]
    #[inline(never)]
    fn run_out(&mut self, kind: EnergyKind) -> Box<Trap> {
        let left = self.left.max(0);
        self.count(kind, left as u64);
        self.left = 0;
        out_of_energy()
    }

    /// What was used, by kind: the kinds add up to the total.
    #[must_use]
    pub fn by_kind(&self) -> EnergyUsed {
        let (total, memory, data, host) = (self.used(), self.memory, self.data, self.host);
        EnergyUsed { total, code: total - memory - data - host, memory, data, host }
    }

    /// Energy used so far, at most the limit.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.limit - self.left.max(0) as u64
    }
}

/// The trap of an empty meter.
#[cold]
pub(crate) fn out_of_energy() -> Box<Trap> {
    Trap::new(TrapCode::OutOfEnergy, "out of energy")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_add_up_when_energy_runs_out() {
        let mut meter = Meter::new(100);
        meter.charge(EnergyKind::Memory, 30).expect("enough");
        meter.charge(EnergyKind::Code, 20).expect("enough");
        meter.charge(EnergyKind::Host, 10).expect("enough");
        assert_eq!(meter.by_kind(), EnergyUsed { total: 60, code: 20, memory: 30, data: 0, host: 10 });
        assert!(meter.charge(EnergyKind::Data, u64::MAX).is_err());
        assert!(meter.charge(EnergyKind::Memory, 1).is_err());
        assert_eq!(meter.by_kind(), EnergyUsed { total: 100, code: 20, memory: 30, data: 40, host: 10 });
    }
}
