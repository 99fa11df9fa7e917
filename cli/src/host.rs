//! The embedder of `govm run`: output goes to the command's own streams.

use std::any::Any;
use std::io::{BufWriter, Stderr, Stdout, Write};

use govm_interp::Host;

/// Writes to standard output and standard error, in the order in which the program does.
pub(crate) struct StreamHost {
    stdout: BufWriter<Stdout>,
    stderr: Stderr,
}

impl StreamHost {
    pub(crate) fn new() -> StreamHost {
        StreamHost { stdout: BufWriter::with_capacity(1 << 16, std::io::stdout()), stderr: std::io::stderr() }
    }

    /// Writes what is buffered. A closed pipe is no error: whoever reads has seen enough.
    pub(crate) fn flush(&mut self) {
        let _ = self.stdout.flush();
    }
}

impl Host for StreamHost {
    fn write(&mut self, fd: u8, bytes: &[u8]) {
        if fd == 2 {
            self.flush();
            let _ = self.stderr.write_all(bytes);
        } else {
            let _ = self.stdout.write_all(bytes);
        }
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}
