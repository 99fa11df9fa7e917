//! What a running program may ask of its embedder.

use std::any::Any;

/// Effects outside of the machine. Natives of the host package find the embedder's own state behind `as_any`.
pub trait Host {
    /// Takes output: `fd` 1 is standard output, 2 standard error (print, println).
    fn write(&mut self, fd: u8, bytes: &[u8]);

    /// The embedder asks the run to stop; looked at now and then.
    fn should_stop(&self) -> bool {
        false
    }

    /// For natives that know their embedder.
    fn as_any(&mut self) -> &mut dyn Any;
}

/// A host that keeps what is written.
#[derive(Debug, Default)]
pub struct BufferHost {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
}

impl Host for BufferHost {
    fn write(&mut self, fd: u8, bytes: &[u8]) {
        if fd == 2 { self.stderr.extend_from_slice(bytes) } else { self.stdout.extend_from_slice(bytes) }
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}
