//! Goroutines on one thread: which of them runs, what the others wait for, and what wakes them. Channels and semaphores live in the
//! sandbox; who waits for them is known here alone, so nothing that a program writes can mislead the scheduler.
//!
//! Those that can run stand in a queue, first come first served. A goroutine runs until it waits, or until it has spent its quantum:
//! then it is put at the end of the queue when the block that spent the last of it has led on. All of that is counted in energy, so
//! every engine switches at the same places.

use std::collections::{BTreeMap, VecDeque};

use crate::energy::EnergyKind;
use crate::exec;
use crate::heap::out_of_memory;
use crate::isa::{Instr, Op};
use crate::machine::{Deferred, Machine, PanicState, panic_roots};
use crate::module::TypeIdx;
use crate::program::Program;
use crate::reference;
use crate::rt::chan;
use crate::stackmap::StackMaps;
use crate::trap::{Trap, TrapCode};

type Result<T> = std::result::Result<T, Box<Trap>>;

/// Energy that a goroutine may spend before others have their turn.
const QUANTUM: i64 = 1 << 14;

/// Slots that a goroutine counts for beside its stack.
const GOROUTINE_SLOTS: usize = 64;

/// Slots that the stack of a run's own goroutine starts with, and that of another. A call of a contract is two short runs, so what
/// they have to clear counts.
const STACK_FIRST: usize = 1 << 8;
const STACK_FIRST_OTHER: usize = 1 << 6;

/// Slots that a goroutine counts for, beside what it sends, for each thing that it waits for.
const WAIT_SLOTS: usize = 32;

/// A goroutine, by its place in the table.
type GoId = u32;

/// What an engine keeps of a goroutine that does not run.
#[derive(Debug)]
pub(crate) enum Parked {
    /// Not begun: the closure that it runs.
    Fresh(u32),
    Reference(reference::Stack),
    Executable(exec::Stack),
}

/// What a goroutine waits for, by the address of the channel or semaphore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// Somebody who receives.
    Receiver(u32),
    /// Somebody who sends.
    Sender(u32),
    /// Somebody who releases.
    Release(u32),
}

/// A place in the queue for an event.
#[derive(Clone, Debug)]
struct Wait {
    event: Event,
    /// Orders those who wait for the same.
    ticket: u64,
    /// The case of a select.
    case: u32,
    /// What is sent.
    value: Box<[u64]>,
}

impl Wait {
    fn slots(&self) -> usize {
        WAIT_SLOTS + self.value.len()
    }
}

/// Who has a place in a queue, and which of its waits it is.
#[derive(Clone, Copy, Debug)]
struct Waiter {
    who: GoId,
    wait: u32,
}

/// What has ended a goroutine's wait.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wake {
    case: u32,
    /// What was received; nothing where the channel was closed.
    value: Box<[u64]>,
    is_closed: bool,
}

#[derive(Debug)]
struct Task {
    /// Its number in messages: the goroutine of a run itself is 1.
    number: u64,
    /// Nothing while it runs.
    parked: Option<Parked>,
    /// Slots of its stack while it does not run.
    slots: usize,
    waits: Vec<Wait>,
    /// What it waits for, in Go's words.
    state: &'static str,
    wake: Option<Wake>,
    defers: Vec<Deferred>,
    panics: Vec<PanicState>,
}

/// All goroutines but for what the machine holds of the one that runs.
#[derive(Debug, Default)]
pub(crate) struct Scheduler {
    tasks: Vec<Option<Task>>,
    free: Vec<GoId>,
    alive: usize,
    /// The goroutine whose end is the end of the run.
    root: GoId,
    current: GoId,
    ready: VecDeque<GoId>,
    /// Who waits for what, in the order of tickets.
    queues: BTreeMap<(Event, u64), Waiter>,
    tickets: u64,
    numbers: u64,
    /// Slots that goroutines other than the current one count for.
    elsewhere: usize,
    /// The root has ended itself: it is kept, but never runs again.
    has_root_left: bool,
    /// The quantum has ended when less energy than this is left. There is none while nobody else is alive.
    deadline: Option<i64>,
}

/// What comes after an instruction of goroutines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The next one.
    Done,
    /// The goroutine waits in this one.
    Block,
    /// Others have their turn, then the next one.
    Yield,
}

/// Whose turn it is.
#[derive(Debug)]
pub(crate) struct Turn {
    pub(crate) parked: Parked,
    /// What ended its wait: the instruction that it waits in is to be finished.
    pub(crate) wake: Option<Wake>,
    /// It waits still, but nobody else can run.
    pub(crate) is_deadlock: bool,
}

/// The instruction is one of [`Machine::schedule`].
pub(crate) fn is_scheduling(op: Op) -> bool {
    matches!(op, Op::ChanSend | Op::ChanRecv | Op::Select | Op::SemAcquire | Op::SemRelease | Op::Go | Op::Yield)
}

fn elem_slots(program: &Program, chan: TypeIdx) -> usize {
    program.layout(program.desc(chan).elem).slot_count().into()
}

impl Scheduler {
    /// Forgets all goroutines.
    pub(crate) fn reset(&mut self) {
        *self = Scheduler::default();
    }

    /// How much energy is left when the quantum ends.
    #[inline]
    pub(crate) fn deadline(&self) -> i64 {
        self.deadline.unwrap_or(i64::MIN)
    }

    /// Number of the goroutine that runs, and what it waits for.
    pub(crate) fn current(&self) -> (u64, &'static str) {
        let task = self.tasks.get(self.current as usize).and_then(Option::as_ref);
        task.map_or((1, ""), |t| (t.number, t.state))
    }

    pub(crate) fn is_root(&self) -> bool {
        self.current == self.root
    }

    fn add(&mut self, parked: Option<Parked>) -> GoId {
        self.numbers += 1;
        let number = self.numbers;
        let (waits, defers, panics) = (vec![], vec![], vec![]);
        let task = Some(Task { number, parked, slots: 0, waits, state: "", wake: None, defers, panics });
        self.alive += 1;
        match self.free.pop() {
            Some(id) => {
                self.tasks[id as usize] = task;
                id
            }
            None => {
                self.tasks.push(task);
                self.tasks.len() as GoId - 1
            }
        }
    }

    fn remove(&mut self, id: GoId) {
        self.tasks[id as usize] = None;
        self.free.push(id);
        self.alive -= 1;
    }

    fn task(&mut self, id: GoId) -> &mut Task {
        self.tasks[id as usize].as_mut().expect("invariant: only goroutines that are alive run or wait")
    }

    fn renew(&mut self, left: i64) {
        self.deadline = (self.alive > 1).then(|| left.saturating_sub(QUANTUM));
    }

    /// The current goroutine waits for one of several events.
    ///
    /// # Errors
    /// If there is no room for that below `limit` slots.
    fn wait(
        &mut self,
        limit: u32,
        state: &'static str,
        events: impl IntoIterator<Item = (Event, u32, Box<[u64]>)>,
    ) -> Result<Outcome> {
        let who = self.current;
        let mut waits = vec![];
        for (event, case, value) in events {
            self.tickets += 1;
            waits.push(Wait { event, ticket: self.tickets, case, value });
        }
        let slots: usize = waits.iter().map(Wait::slots).sum();
        if self.elsewhere + slots > limit as usize {
            return Err(out_of_memory());
        }
        self.elsewhere += slots;
        for (i, wait) in waits.iter().enumerate() {
            self.queues.insert((wait.event, wait.ticket), Waiter { who, wait: i as u32 });
        }
        let task = self.task(who);
        task.waits = waits;
        task.state = state;
        Ok(Outcome::Block)
    }

    /// Who waits longest for an event.
    fn first(&self, event: Event) -> Option<Waiter> {
        self.queues.range((event, 0)..=(event, u64::MAX)).next().map(|(_, waiter)| *waiter)
    }

    /// Ends the wait of a goroutine: it can run again. What it sends comes out.
    fn wake(&mut self, waiter: Waiter, value: Box<[u64]>, is_closed: bool) -> Box<[u64]> {
        let mut waits = std::mem::take(&mut self.task(waiter.who).waits);
        for wait in &waits {
            self.queues.remove(&(wait.event, wait.ticket));
            self.elsewhere -= wait.slots();
        }
        let wait = &mut waits[waiter.wait as usize];
        let sent = std::mem::take(&mut wait.value);
        self.task(waiter.who).wake = Some(Wake { case: wait.case, value, is_closed });
        self.ready.push_back(waiter.who);
        sent
    }

    /// Visits what goroutines that do not run hold.
    pub(crate) fn visit(&self, program: &Program, maps: &mut StackMaps, visit: &mut dyn FnMut(u64)) {
        for task in self.tasks.iter().flatten() {
            for wait in &task.waits {
                let (Event::Receiver(addr) | Event::Sender(addr) | Event::Release(addr)) = wait.event;
                visit(addr.into());
                wait.value.iter().for_each(|word| visit(*word));
            }
            task.wake.iter().flat_map(|w| w.value.iter()).for_each(|word| visit(*word));
            panic_roots(&task.defers, &task.panics, visit);
            match &task.parked {
                None => {}
                Some(Parked::Fresh(closure)) => visit((*closure).into()),
                Some(Parked::Reference(stack)) => stack.visit(program, maps, visit),
                Some(Parked::Executable(stack)) => stack.visit(program, maps, visit),
            }
        }
    }
}

impl Machine<'_> {
    /// A run begins: its goroutine is the root. Those that an earlier run left go on beside it.
    pub(crate) fn begin_run(&mut self) {
        if self.sched.alive == 0 {
            self.sched.numbers = 0;
        }
        let root = self.sched.add(None);
        (self.sched.root, self.sched.current) = (root, root);
        self.sched.renew(self.meter.left);
    }

    /// The root has returned.
    pub(crate) fn end_run(&mut self) {
        let root = self.sched.root;
        self.sched.remove(root);
    }

    /// How long a stack of `len` slots becomes that needs `end`. Engines follow this rule alone, so that goroutines take the same
    /// room in all of them; stacks never become shorter, since a frame may end behind the frames that it has called.
    pub(crate) fn grown_stack(&self, len: usize, end: usize) -> usize {
        let first = if self.sched.is_root() { STACK_FIRST } else { STACK_FIRST_OTHER };
        end.max(len * 2).max(first).min(self.stack_limit())
    }

    /// Most slots of the current goroutine's frames.
    pub(crate) fn stack_limit(&self) -> usize {
        (self.limits.stack_slots as usize).saturating_sub(self.sched.elsewhere)
    }

    /// The quantum has ended and the goroutine is where others can have their turn; false if there are no others: then it has a
    /// new quantum.
    pub(crate) fn must_yield(&mut self) -> bool {
        if !self.sched.ready.is_empty() {
            return true;
        }
        self.sched.renew(self.meter.left);
        false
    }

    /// The current goroutine stops to run, with a stack of so many slots. If it is ready, it waits for its turn alone.
    pub(crate) fn park(&mut self, parked: Parked, slots: usize, is_ready: bool) {
        let id = self.sched.current;
        let (defers, panics) = (std::mem::take(&mut self.defers), std::mem::take(&mut self.panics));
        let task = self.sched.task(id);
        (task.defers, task.panics) = (defers, panics);
        task.parked = Some(parked);
        task.slots = slots;
        self.sched.elsewhere += slots;
        if is_ready {
            self.sched.ready.push_back(id);
        }
    }

    /// The current goroutine, which is not the root, has returned.
    pub(crate) fn end_goroutine(&mut self) {
        self.defers.clear();
        self.panics.clear();
        let id = self.sched.current;
        self.sched.remove(id);
        self.sched.elsewhere -= GOROUTINE_SLOTS;
    }

    /// The current goroutine has ended itself, its deferred functions have run. The root waits for ever instead; false for others.
    pub(crate) fn leave_root(&mut self) -> bool {
        if self.sched.is_root() {
            self.sched.has_root_left = true;
            self.panics.clear();
        }
        self.sched.is_root()
    }

    /// Whose turn is next. If all wait, it is the root's.
    pub(crate) fn next_turn(&mut self) -> Turn {
        let next = self.sched.ready.pop_front();
        let is_deadlock = next.is_none();
        let id = next.unwrap_or(self.sched.root);
        self.sched.current = id;
        let task = self.sched.task(id);
        let parked = task.parked.take().expect("invariant: whoever does not run is parked");
        let (wake, slots) = (task.wake.take(), std::mem::take(&mut task.slots));
        let (defers, panics) = (std::mem::take(&mut task.defers), std::mem::take(&mut task.panics));
        (self.defers, self.panics) = (defers, panics);
        self.sched.elsewhere -= slots;
        self.sched.renew(self.meter.left);
        Turn { parked, wake, is_deadlock }
    }

    /// Does an instruction of goroutines, number `pc` of a function's code, on the registers of its frame.
    pub(crate) fn schedule(&mut self, program: &Program, code: &[Instr], pc: usize, regs: &mut [u64]) -> Result<Outcome> {
        let i = &code[pc];
        let (a, b, c) = (usize::from(i.a), usize::from(i.b), usize::from(i.c));
        let (ty, limit) = (TypeIdx(i.imm as u32), self.limits.stack_slots);
        match i.op {
            Op::Go => self.spawn(regs[a] as u32)?,
            Op::Yield => return Ok(Outcome::Yield),
            Op::ChanSend => {
                let (at, value) = (regs[a] as u32, &regs[b..b + elem_slots(program, ty)]);
                if !self.try_send(at, value)? {
                    let state = if at == 0 { "chan send (nil chan)" } else { "chan send" };
                    let event = (Event::Receiver(at), 0, value.into());
                    return self.sched.wait(limit, state, Some(event).filter(|_| at != 0));
                }
            }
            Op::ChanRecv => {
                let (at, slots) = (regs[b] as u32, elem_slots(program, ty));
                let Some(ok) = self.try_recv(at, &mut regs[a..a + slots])? else {
                    let state = if at == 0 { "chan receive (nil chan)" } else { "chan receive" };
                    let event = (Event::Sender(at), 0, Box::default());
                    return self.sched.wait(limit, state, Some(event).filter(|_| at != 0));
                };
                regs[c] = ok.into();
            }
            Op::Select => return self.select(program, &code[pc - c..pc], i, regs),
            Op::SemAcquire => {
                let at = regs[a] as u32;
                let Some(less) = self.heap.u32(at)?.checked_sub(1) else {
                    return self.sched.wait(limit, "sync.Mutex.Lock", [(Event::Release(at), 0, Box::default())]);
                };
                self.heap.set_u32(at, less)?;
            }
            Op::SemRelease => {
                let at = regs[a] as u32;
                let count = self.heap.u32(at)?;
                match self.sched.first(Event::Release(at)) {
                    Some(waiter) => drop(self.sched.wake(waiter, Box::default(), false)),
                    None => self.heap.set_u32(at, count.wrapping_add(1))?,
                }
            }
            _ => return Err(crate::machine::bad_call()),
        }
        Ok(Outcome::Done)
    }

    /// Finishes the instruction that a goroutine has waited in.
    pub(crate) fn finish_wait(program: &Program, code: &[Instr], pc: usize, regs: &mut [u64], wake: &Wake) -> Result<()> {
        let mut i = &code[pc];
        if i.op == Op::Select {
            regs[usize::from(i.a)] = wake.case.into();
            i = &code[pc - usize::from(i.c) + wake.case as usize];
        }
        match i.op {
            Op::ChanSend | Op::SelectSend if wake.is_closed => return Err(chan::send_on_closed()),
            Op::ChanRecv | Op::SelectRecv => {
                let to = &mut regs[usize::from(i.a)..][..elem_slots(program, TypeIdx(i.imm as u32))];
                to.fill(0);
                let count = to.len().min(wake.value.len());
                to[..count].copy_from_slice(&wake.value[..count]);
                regs[usize::from(i.c)] = (!wake.is_closed).into();
            }
            _ => {}
        }
        Ok(())
    }

    fn spawn(&mut self, closure: u32) -> Result<()> {
        self.heap.u32(closure)?;
        if self.sched.elsewhere + GOROUTINE_SLOTS > self.limits.stack_slots as usize {
            return Err(out_of_memory());
        }
        let price = self.heap.alloc_price((GOROUTINE_SLOTS + STACK_FIRST_OTHER) as u64 * 8);
        self.meter.charge(EnergyKind::Memory, price)?;
        self.sched.elsewhere += GOROUTINE_SLOTS;
        let id = self.sched.add(Some(Parked::Fresh(closure)));
        self.sched.ready.push_back(id);
        if self.sched.deadline.is_none() {
            self.sched.renew(self.meter.left);
        }
        Ok(())
    }

    /// The first case that can be performed, else a wait for all of them.
    fn select(&mut self, program: &Program, cases: &[Instr], i: &Instr, regs: &mut [u64]) -> Result<Outcome> {
        for (n, case) in cases.iter().enumerate() {
            let (a, b) = (usize::from(case.a), usize::from(case.b));
            let slots = elem_slots(program, TypeIdx(case.imm as u32));
            let is_done = match case.op {
                Op::SelectSend => self.try_send(regs[a] as u32, &regs[b..b + slots])?,
                _ => {
                    let at = regs[b] as u32;
                    let ok = self.try_recv(at, &mut regs[a..a + slots])?;
                    if let Some(ok) = ok {
                        regs[usize::from(case.c)] = ok.into();
                    }
                    ok.is_some()
                }
            };
            if is_done {
                regs[usize::from(i.a)] = n as u64;
                return Ok(Outcome::Done);
            }
        }
        if i.imm != 0 {
            regs[usize::from(i.a)] = u64::MAX;
            return Ok(Outcome::Done);
        }
        let event = |(n, case): (usize, &Instr)| {
            let (a, b) = (usize::from(case.a), usize::from(case.b));
            let slots = elem_slots(program, TypeIdx(case.imm as u32));
            match case.op {
                Op::SelectSend => (Event::Receiver(regs[a] as u32), n as u32, regs[b..b + slots].into()),
                _ => (Event::Sender(regs[b] as u32), n as u32, Box::default()),
            }
        };
        // Nobody ever comes to a nil channel.
        let is_there = |e: &(Event, u32, Box<[u64]>)| !matches!(e.0, Event::Receiver(0) | Event::Sender(0));
        let state = if cases.is_empty() { "select (no cases)" } else { "select" };
        self.sched.wait(self.limits.stack_slots, state, cases.iter().enumerate().map(event).filter(is_there))
    }

    /// Sends if that is possible now.
    fn try_send(&mut self, at: u32, value: &[u64]) -> Result<bool> {
        if at == 0 {
            return Ok(false);
        }
        if chan::is_closed(&self.heap, at)? {
            return Err(chan::send_on_closed());
        }
        if let Some(receiver) = self.sched.first(Event::Sender(at)) {
            self.sched.wake(receiver, value.into(), false);
            return Ok(true);
        }
        chan::push(&mut self.heap, at, value)
    }

    /// Receives if that is possible now; true if there was an element, false if the channel is closed.
    fn try_recv(&mut self, at: u32, to: &mut [u64]) -> Result<Option<bool>> {
        if at == 0 {
            return Ok(None);
        }
        let sender = self.sched.first(Event::Receiver(at));
        if chan::pop(&mut self.heap, at, to)? {
            // There is room now for who waited for it.
            if let Some(sender) = sender {
                let value = self.sched.wake(sender, Box::default(), false);
                chan::push(&mut self.heap, at, &value)?;
            }
            return Ok(Some(true));
        }
        if let Some(sender) = sender {
            let value = self.sched.wake(sender, Box::default(), false);
            let count = to.len().min(value.len());
            to[..count].copy_from_slice(&value[..count]);
            return Ok(Some(true));
        }
        if chan::is_closed(&self.heap, at)? {
            to.fill(0);
            return Ok(Some(false));
        }
        Ok(None)
    }

    /// `close(c)`: all who wait for the channel are woken.
    pub(crate) fn close_chan(&mut self, at: u32) -> Result<()> {
        chan::close(&mut self.heap, at)?;
        for event in [Event::Sender(at), Event::Receiver(at)] {
            while let Some(waiter) = self.sched.first(event) {
                self.sched.wake(waiter, Box::default(), true);
            }
        }
        Ok(())
    }
}

/// The trap of a program of whose goroutines none can run.
#[cold]
pub(crate) fn deadlock(sched: &Scheduler) -> Box<Trap> {
    let text = match sched.has_root_left {
        true => "no goroutines (main called runtime.Goexit) - deadlock!",
        false => "all goroutines are asleep - deadlock!",
    };
    Trap::new(TrapCode::Deadlock, text)
}
