//! Work on many items with several threads, its results in the order of the items.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How far ahead of the first unfinished item others may be worked on: what bounds the results that wait.
const AHEAD: usize = 256;

/// Stack of a thread: passes recurse by nesting, which is limited.
const STACK_SIZE: usize = 32 << 20;

/// Does the work for the items `0..count` and hands the results to `each`, in the order of the items whatever the number of
/// threads. `worker` makes what a thread works with. Ends early when `each` breaks.
pub(crate) fn in_order<T: Send, W: FnMut(usize) -> T>(
    count: usize,
    jobs: NonZeroUsize,
    worker: impl Fn() -> W + Sync,
    mut each: impl FnMut(T) -> ControlFlow<()>,
) {
    let queue = Queue { state: Mutex::default(), moved: Condvar::new(), count };
    thread::scope(|scope| {
        // Also when `each` panics: the scope waits for its threads.
        let _stop = StopOnDrop(&queue);
        let (sender, results) = mpsc::channel();
        let mut started = 0;
        for _ in 0..if jobs.get() > 1 { jobs.get().min(count) } else { 0 } {
            let sender = sender.clone();
            let (queue, worker) = (&queue, &worker);
            let thread = thread::Builder::new().stack_size(STACK_SIZE).spawn_scoped(scope, move || {
                let _stop = StopOnDrop(queue);
                let mut work = worker();
                while let Some(item) = queue.take() {
                    if sender.send((item, work(item))).is_err() {
                        return;
                    }
                }
            });
            // A system that has no more threads does the work with those that it has.
            match thread {
                Ok(_) => started += 1,
                Err(_) => break,
            }
        }
        drop(sender);
        if started == 0 {
            let mut work = worker();
            let _ = (0..count).try_for_each(|item| each(work(item)));
            return;
        }
        let (mut early, mut next) = (BTreeMap::new(), 0);
        for (item, result) in results {
            early.insert(item, result);
            while let Some(result) = early.remove(&next) {
                next += 1;
                queue.lock().done = next;
                queue.moved.notify_all();
                if each(result).is_break() {
                    return;
                }
            }
        }
    });
}

/// The items that are still to be worked on.
struct Queue {
    state: Mutex<State>,
    /// Told when `done` or `is_stopped` changes.
    moved: Condvar,
    count: usize,
}

#[derive(Default)]
struct State {
    /// The next item that nobody works on.
    next: usize,
    /// Items whose results were handed on.
    done: usize,
    is_stopped: bool,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item; `None` when there is none left or nobody wants further results.
    fn take(&self) -> Option<usize> {
        let is_far = |state: &mut State| !state.is_stopped && state.next < self.count && state.next >= state.done + AHEAD;
        let mut state = self.moved.wait_while(self.lock(), is_far).unwrap_or_else(PoisonError::into_inner);
        if state.is_stopped || state.next >= self.count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }
}

/// Lets nobody begin a further item. A thread ends when there is none, or when it panics: then others would wait for its result for
/// ever.
struct StopOnDrop<'q>(&'q Queue);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.lock().is_stopped = true;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(count: usize, jobs: usize, until: usize) -> Vec<usize> {
        let mut seen = Vec::new();
        let jobs = NonZeroUsize::new(jobs).expect("tests ask for threads");
        in_order(
            count,
            jobs,
            || |i: usize| i * i,
            |square| {
                seen.push(square);
                if square >= until { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        seen
    }

    #[test]
    fn results_come_in_order_and_each_once() {
        let all: Vec<usize> = (0..2000).map(|i| i * i).collect();
        for jobs in [1, 2, 7] {
            assert_eq!(squares(2000, jobs, usize::MAX), all);
            assert_eq!(squares(2000, jobs, 100), all[..11]);
            assert!(squares(0, jobs, 0).is_empty());
        }
    }

    #[test]
    fn a_panic_of_a_thread_ends_the_work() {
        let result = std::panic::catch_unwind(|| {
            let jobs = NonZeroUsize::new(3).expect("not zero");
            in_order(2000, jobs, || |i: usize| assert!(i != 5, "five"), |()| ControlFlow::Continue(()));
        });
        assert!(result.is_err());
    }
}
