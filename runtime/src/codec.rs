//! Writing and reading of canonical bytes: big-endian numbers, and lengths of 32 bits before whatever varies. One value has one
//! form; what is left over, missing or written otherwise is an error.

use std::fmt;

/// Builds canonical bytes.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn new() -> Writer {
        Writer::default()
    }

    /// With room for so many bytes.
    pub(crate) fn with_room(bytes: usize) -> Writer {
        Writer { bytes: Vec::with_capacity(bytes) }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    pub(crate) fn u8(&mut self, value: u8) -> &mut Writer {
        self.raw(&[value])
    }

    pub(crate) fn u32(&mut self, value: u32) -> &mut Writer {
        self.raw(&value.to_be_bytes())
    }

    pub(crate) fn u64(&mut self, value: u64) -> &mut Writer {
        self.raw(&value.to_be_bytes())
    }

    /// The bytes alone, for fields of fixed size.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> &mut Writer {
        self.bytes.extend_from_slice(bytes);
        self
    }

    /// A count of what follows.
    pub(crate) fn count(&mut self, count: usize) -> &mut Writer {
        self.u32(u32::try_from(count).expect("invariant: every list is bounded by a limit below 2^32"))
    }

    /// Length and bytes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Writer {
        self.count(bytes.len()).raw(bytes)
    }

    /// Length and UTF-8.
    pub(crate) fn text(&mut self, text: &str) -> &mut Writer {
        self.bytes(text.as_bytes())
    }
}

/// Why bytes are not the canonical form of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecodeError {
    /// They end too early.
    Short,
    /// They go on after the end.
    Trailing,
    /// They hold something that no writer writes.
    Malformed(&'static str),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Short => f.write_str("the bytes end too early"),
            DecodeError::Trailing => f.write_str("there are bytes left over"),
            DecodeError::Malformed(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads canonical bytes.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { rest: bytes }
    }

    /// What is not read yet.
    pub(crate) fn rest(&self) -> &'b [u8] {
        self.rest
    }

    pub(crate) fn end(&self) -> Result<(), DecodeError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DecodeError::Trailing) }
    }

    pub(crate) fn raw(&mut self, len: usize) -> Result<&'b [u8], DecodeError> {
        let (read, rest) = self.rest.split_at_checked(len).ok_or(DecodeError::Short)?;
        self.rest = rest;
        Ok(read)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let (read, rest) = self.rest.split_first_chunk::<N>().ok_or(DecodeError::Short)?;
        self.rest = rest;
        Ok(*read)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, DecodeError> {
        self.array().map(u8::from_be_bytes)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, DecodeError> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, DecodeError> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, DecodeError> {
        self.array().map(u64::from_be_bytes)
    }

    /// A count, as what to read; never as what to allocate, since anyone can write a large number.
    pub(crate) fn count(&mut self) -> Result<u32, DecodeError> {
        self.u32()
    }

    pub(crate) fn bytes(&mut self) -> Result<&'b [u8], DecodeError> {
        let len = self.count()?;
        self.raw(len as usize)
    }

    pub(crate) fn text(&mut self) -> Result<String, DecodeError> {
        String::from_utf8(self.bytes()?.to_vec()).map_err(|_| DecodeError::Malformed("a text is not UTF-8"))
    }

    /// A boolean: 0 or 1.
    pub(crate) fn bool(&mut self) -> Result<bool, DecodeError> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(DecodeError::Malformed("a boolean is neither 0 nor 1")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_was_written_and_nothing_else() {
        let mut writer = Writer::new();
        writer.u8(1).raw(&[0, 2]).u32(3).u64(4).text("é").bytes(&[]);
        let bytes = writer.finish();
        assert_eq!(bytes, [1, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 2, 0xc3, 0xa9, 0, 0, 0, 0]);
        let read = |bytes: &[u8]| -> Result<(), DecodeError> {
            let mut reader = Reader::new(bytes);
            reader.bool()?;
            reader.u16()?;
            reader.u32()?;
            reader.u64()?;
            reader.text()?;
            reader.bytes()?;
            reader.end()
        };
        assert_eq!(read(&bytes), Ok(()));
        for short in 0..bytes.len() {
            assert_eq!(read(&bytes[..short]), Err(DecodeError::Short), "{short}");
        }
        assert_eq!(read(&[&bytes[..], &[0]].concat()), Err(DecodeError::Trailing));
        assert_eq!(Reader::new(&[2]).bool(), Err(DecodeError::Malformed("a boolean is neither 0 nor 1")));
        assert_eq!(Reader::new(&[255, 255, 255, 255, 0]).bytes(), Err(DecodeError::Short));
    }
}
