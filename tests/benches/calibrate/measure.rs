//! Time and energy of a job: a function that does something `n` times, beside the same function with nothing to do.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use govm_interp::{Contents, Engine, FuncIdx, Host, Instance, Limits, Op, Program, Trap};

use crate::chain::Chain;

/// Something to be measured.
pub(crate) struct Job {
    pub(crate) name: String,
    /// Opcodes that it measures.
    pub(crate) ops: Vec<Op>,
    /// The native whose row it is, or nothing.
    pub(crate) native: String,
    /// What a round does, as shown.
    pub(crate) what: String,
    /// The size, and of how many it is one.
    pub(crate) size: u64,
    pub(crate) sizes: usize,
    /// Natives that it calls.
    pub(crate) natives: BTreeSet<String>,
    pub(crate) work: Work,
    /// How often `work` does the thing in each of its `n` rounds.
    pub(crate) per_round: u64,
    /// The bound holds for it. It does not for what no price per instruction can follow: caches that are missed.
    pub(crate) is_bounded: bool,
}

/// What runs.
pub(crate) enum Work {
    /// An exported function of `n` and a size, which does nothing in its rounds if `n` is 0: what it prepares does not count.
    Go { program: Arc<Program>, export: String, size: u64 },
    /// Likewise of a contract.
    Chain { chain: Rc<RefCell<Chain>>, function: String, size: u64 },
    /// Function 2 of `with` does what function 2 of `without` does, and the thing besides. Arguments follow `n`.
    Assembled { with: Arc<Program>, without: Arc<Program>, args: Vec<u64> },
}

/// What came out.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) ns: f64,
    pub(crate) energy: f64,
    pub(crate) is_bounded: bool,
}

impl Row {
    /// Nanoseconds per unit.
    pub(crate) fn ratio(&self) -> f64 {
        self.ns / self.energy
    }
}

/// Output is thrown away.
struct Mute;

impl Host for Mute {
    fn write(&mut self, _: u8, _: &[u8]) {}

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

/// Time that a measurement takes at least, beside what is prepared.
const LEAST: Duration = Duration::from_micros(600);

/// Measurements of which the fastest counts, at most and within how much time.
const TIMES: usize = 15;
const TOTAL: Duration = Duration::from_millis(400);

pub(crate) fn measure(job: &Job) -> Row {
    let is_go = matches!(job.work, Work::Go { .. } | Work::Chain { .. });
    let fastest = |n: u64, with: bool| {
        let (start, mut best) = (Instant::now(), run(job, n, with));
        for _ in 1..TIMES {
            if start.elapsed() > TOTAL {
                break;
            }
            best = best.min(run(job, n, with));
        }
        best
    };
    let nothing = if is_go { fastest(0, true) } else { (Duration::ZERO, 0) };
    let enough = nothing.0 * 2 + LEAST;
    // The faster of two: one that was held up would say that few rounds are enough.
    let mut n = 1;
    let time = |n: u64| run(job, n, true).min(run(job, n, true)).0;
    let mut first = time(n);
    while first < enough && n < 1 << 24 {
        n *= if first < nothing.0 + LEAST / 20 { 8 } else { 2 };
        first = time(n);
    }
    let (time, energy) = fastest(n, true);
    let (idle_time, idle_energy) = if is_go { nothing } else { fastest(n, false) };
    let count = (n * job.per_round) as f64;
    let ns = time.saturating_sub(idle_time).as_nanos() as f64 / count;
    Row { name: job.name.clone(), ns, energy: (energy - idle_energy) as f64 / count, is_bounded: job.is_bounded }
}

/// Energy of a round, the first one aside.
pub(crate) fn energy(job: &Job) -> u64 {
    run(job, 2, true).1 - run(job, 1, true).1
}

/// Processor time of this thread: what others do on the machine does not count.
pub(crate) fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Runs `n` rounds on a fresh instance: time, energy.
fn run(job: &Job, n: u64, with: bool) -> (Duration, u64) {
    let mut host = Mute;
    let program = match &job.work {
        Work::Chain { chain, function, size } => return chain.borrow_mut().run(function, n, *size),
        Work::Go { program, .. } => program,
        Work::Assembled { with: program, .. } if with => program,
        Work::Assembled { without, .. } => without,
    };
    let limits = Limits { memory: 64 << 20, ..Limits::generous() };
    let mut instance = Instance::new(program, Engine::Threaded, limits, &mut host);
    instance.run_init().unwrap_or_else(|f| panic!("{}: {}", job.name, f.message));
    let args = match &job.work {
        Work::Go { size, .. } | Work::Chain { size, .. } => vec![n, *size],
        Work::Assembled { args, .. } => {
            let given = args.clone();
            let resolved = place_args(&mut instance, &given).unwrap_or_else(|t| panic!("{}: {}", job.name, t.text));
            [vec![n], resolved].concat()
        }
    };
    let before = instance.energy().total;
    let start = thread_time();
    let result = match &job.work {
        Work::Go { export, .. } => instance.call_export(export, &args),
        Work::Assembled { .. } | Work::Chain { .. } => instance.call(FuncIdx(2), &args),
    };
    let time = thread_time() - start;
    result.unwrap_or_else(|f| panic!("{}: {} at {:?}", job.name, f.message, f.position));
    (time, instance.energy().total - before)
}

/// An argument that stands for the address of an object of 64 KiB, and one for a slice's first word of it.
pub(crate) const OBJECT: u64 = 0xfeed_0000_0000_0001;
pub(crate) const SLICE: u64 = 0xfeed_0000_0000_0002;

/// Bytes of the object.
pub(crate) const OBJECT_SIZE: u64 = 1 << 16;

fn place_args(instance: &mut Instance<'_>, args: &[u64]) -> Result<Vec<u64>, Box<Trap>> {
    let mut ctx = instance.ctx();
    let ctx = &mut ctx;
    args.iter()
        .map(|arg| match *arg {
            OBJECT | SLICE => {
                let at = ctx.heap.alloc(ctx.meter, Contents::Bytes, OBJECT_SIZE)?;
                // Words that are addresses of the object itself, so that loads can be chained.
                for offset in (0..OBJECT_SIZE as u32).step_by(8) {
                    ctx.heap.set_u64(at + offset, at.into())?;
                }
                Ok(u64::from(at) | if *arg == SLICE { 512 << 32 } else { 0 })
            }
            plain => Ok(plain),
        })
        .collect()
}
