//! The machine as calls use it: everything that the runtime asks of the interpreter goes through here.

use govm_interp::{FuncIdx, Host, Layout, Meter, Module, Schedule, TraceFrame, Trap, TrapCode};

use crate::code::AppCode;
use crate::marshal::Memory;

#[derive(Debug)]
pub(crate) struct Loaded {
    module: Module,
    layouts: Vec<Layout>,
}

impl Loaded {
    pub(crate) fn new(module: Module, _schedule: &Schedule) -> Result<Loaded, String> {
        Ok(Loaded { module, layouts: vec![] })
    }
    pub(crate) fn module(&self) -> &Module {
        &self.module
    }
    pub(crate) fn layouts(&self) -> &[Layout] {
        &self.layouts
    }
}

/// Why a run ended early.
#[derive(Debug)]
pub(crate) struct Crash {
    pub(crate) code: TrapCode,
    pub(crate) text: String,
    pub(crate) trace: Vec<TraceFrame>,
}

impl Crash {
    /// A trap outside of any function: while arguments or results are copied.
    pub(crate) fn outside(trap: Trap) -> Crash {
        Crash { code: trap.code, text: trap.text, trace: Vec::new() }
    }
}

pub(crate) struct Vm<'p> {
    code: &'p AppCode,
    meter: Meter,
}

impl<'p> Vm<'p> {
    pub(crate) fn new(code: &'p AppCode, _memory: u32, meter: Meter) -> Vm<'p> {
        Vm { code, meter }
    }
    pub(crate) fn init(&mut self, _host: &mut dyn Host) -> Result<(), Crash> {
        unreachable!()
    }
    pub(crate) fn call(&mut self, _func: FuncIdx, _args: &[u64], _host: &mut dyn Host) -> Result<Vec<u64>, Crash> {
        unreachable!()
    }
    pub(crate) fn error_text(&mut self, _error: [u64; 2], _host: &mut dyn Host) -> Result<String, Crash> {
        unreachable!()
    }
    pub(crate) fn memory(&mut self) -> Memory<'_> {
        unreachable!()
    }
    pub(crate) fn into_meter(self) -> Meter {
        let _ = self.code;
        self.meter
    }
}
