//! A bar that shows how far a long job is, on a terminal alone.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// How far a job is. It is shown on standard error while the job lasts, and leaves nothing behind.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for so many items. One item is no long job.
    pub(crate) fn new(items: usize) -> Progress {
        if items < 2 || !io::stderr().is_terminal() {
            return Progress { bar: ProgressBar::hidden() };
        }
        let style =
            ProgressStyle::with_template("{bar:40} {pos}/{len} files {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
        Progress { bar: ProgressBar::new(items as u64).with_style(style) }
    }

    /// An item is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }

    /// Takes the bar away while something is printed to the terminal.
    pub(crate) fn pause<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
