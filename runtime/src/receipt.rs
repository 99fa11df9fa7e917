//! Receipts: what a call did, in values and in canonical bytes.

use std::fmt;

use crate::codec::{DecodeError, Reader, Writer};
use crate::event::Event;
use crate::hash::Hash;

/// How a call ended. The numbers are those of `govm.Code` in contracts, stand in receipts, and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Status {
    /// The call succeeded.
    Ok = 0,
    /// The entry point returned an error.
    Error = 1,
    /// The contract panicked.
    Panic = 2,
    /// A run-time error: index out of range, nil dereference, division by zero.
    RuntimeError = 3,
    /// The energy ran out.
    OutOfEnergy = 4,
    /// The memory limit or the stack limit was reached.
    OutOfMemory = 5,
    /// There is no such app.
    NoApp = 6,
    /// The app has no such entry point.
    NoFunction = 7,
    /// The arguments do not fit the entry point.
    BadArguments = 8,
    /// The app was already being called.
    Reentrant = 9,
    /// Calls were nested too deep.
    TooDeep = 10,
    /// A query tried to write.
    ReadOnly = 11,
    /// A stored value is not of the type that it was read as.
    BadState = 12,
    /// A key, value, event or result is longer than allowed.
    Limit = 13,
    /// The caller has not the funds that it sends, or the function takes none.
    NoFunds = 14,
}

impl Status {
    const ALL: [Status; 15] = [
        Status::Ok,
        Status::Error,
        Status::Panic,
        Status::RuntimeError,
        Status::OutOfEnergy,
        Status::OutOfMemory,
        Status::NoApp,
        Status::NoFunction,
        Status::BadArguments,
        Status::Reentrant,
        Status::TooDeep,
        Status::ReadOnly,
        Status::BadState,
        Status::Limit,
        Status::NoFunds,
    ];

    /// A word or two.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Error => "error",
            Status::Panic => "panic",
            Status::RuntimeError => "runtime error",
            Status::OutOfEnergy => "out of energy",
            Status::OutOfMemory => "out of memory",
            Status::NoApp => "no such app",
            Status::NoFunction => "no such function",
            Status::BadArguments => "bad arguments",
            Status::Reentrant => "reentrant call",
            Status::TooDeep => "calls too deep",
            Status::ReadOnly => "read only",
            Status::BadState => "bad state",
            Status::Limit => "limit exceeded",
            Status::NoFunds => "no funds",
        }
    }

    /// The stable code of a failure: `X` and its number from 100 on.
    #[must_use]
    pub fn code(self) -> String {
        format!("X{:04}", 100 + u32::from(self as u8))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Energy used, by what it was used for. The sum is what is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EnergyUse {
    /// Instructions.
    pub code: u64,
    /// Allocations.
    pub memory: u64,
    /// What natives and instructions of variable length touched.
    pub data: u64,
    /// State, events, hashes, signatures, calls, deployment.
    pub host: u64,
}

impl EnergyUse {
    /// The sum.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.code.saturating_add(self.memory).saturating_add(self.data).saturating_add(self.host)
    }
}

/// A change of an app's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The app.
    pub app: Hash,
    /// Its key: `r` and a raw key, `v` and a variable's name, or `m`, a map's name and the canonical bytes of the map's key. App zero
    /// has the balances: `b` and an account.
    pub key: Vec<u8>,
    /// The value and the first millisecond at which it is gone; `None` where the entry was deleted.
    pub value: Option<(Vec<u8>, u64)>,
}

/// A place in the source of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePosition {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

impl fmt::Display for SourcePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A frame of the stack of a call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The function's name.
    pub function: String,
    /// Where in it.
    pub position: Option<SourcePosition>,
}

/// Why and where a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// For people; not part of the receipt's bytes.
    pub message: String,
    /// Innermost place in the source of the app, where there is one.
    pub position: Option<SourcePosition>,
    /// The stack, innermost frame first; not part of the receipt's bytes.
    pub trace: Vec<Frame>,
}

/// What a call did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// How it ended.
    pub status: Status,
    /// The app.
    pub app: Hash,
    /// The entry point.
    pub function: String,
    /// Canonical bytes of the results, one after the other; empty when it failed.
    pub result: Vec<u8>,
    /// The energy that it used, which is paid in any case.
    pub energy: EnergyUse,
    /// Events, its own and those of the calls that it made; none when it failed.
    pub events: Vec<Event>,
    /// Changes of state, in order of app and key; none when it failed.
    pub writes: Vec<Write>,
    /// Why it failed.
    pub failure: Option<Failure>,
}

/// Version of the receipt's bytes.
const VERSION: u8 = 2;

impl Receipt {
    /// The call succeeded.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.status == Status::Ok
    }

    /// The canonical bytes (docs/state.md). They carry codes and numbers; messages and stacks are left out.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u8(VERSION).u8(self.status as u8).raw(&self.app.0).text(&self.function).bytes(&self.result);
        writer.u64(self.energy.code).u64(self.energy.memory).u64(self.energy.data).u64(self.energy.host);
        writer.count(self.events.len());
        self.events.iter().for_each(|event| event.write(&mut writer));
        writer.count(self.writes.len());
        for write in &self.writes {
            writer.raw(&write.app.0).bytes(&write.key);
            match &write.value {
                Some((value, expiry)) => writer.u8(1).bytes(value).u64(*expiry),
                None => writer.u8(0),
            };
        }
        match self.failure.as_ref().and_then(|failure| failure.position.as_ref()) {
            Some(at) => writer.u8(1).text(&at.file).u32(at.line).u32(at.column),
            None => writer.u8(0),
        };
        writer.finish()
    }

    /// The hash of the canonical bytes.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&self.to_bytes())
    }

    /// Reads canonical bytes. The failure has no message, since they have none; `None` when they are not canonical.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Receipt> {
        let mut reader = Reader::new(bytes);
        let receipt = Receipt::read(&mut reader).ok()?;
        reader.end().ok().map(|()| receipt)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Receipt, DecodeError> {
        if reader.u8()? != VERSION {
            return Err(DecodeError::Malformed("the receipt has another version"));
        }
        let status = *Status::ALL.get(usize::from(reader.u8()?)).ok_or(DecodeError::Malformed("there is no such status"))?;
        let app = Hash(reader.array()?);
        let function = reader.text()?;
        let result = reader.bytes()?.to_vec();
        let energy = EnergyUse { code: reader.u64()?, memory: reader.u64()?, data: reader.u64()?, host: reader.u64()? };
        let mut events = Vec::new();
        for _ in 0..reader.count()? {
            events.push(Event::read(reader)?);
        }
        let mut writes = Vec::new();
        for _ in 0..reader.count()? {
            let (app, key) = (Hash(reader.array()?), reader.bytes()?.to_vec());
            let value = if reader.bool()? { Some((reader.bytes()?.to_vec(), reader.u64()?)) } else { None };
            writes.push(Write { app, key, value });
        }
        let position = if reader.bool()? {
            Some(SourcePosition { file: reader.text()?, line: reader.u32()?, column: reader.u32()? })
        } else {
            None
        };
        let failure = (status != Status::Ok).then(|| Failure { message: String::new(), position, trace: Vec::new() });
        Ok(Receipt { status, app, function, result, energy, events, writes, failure })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abi::{AbiBasic, AbiType};
    use crate::event::EventField;

    fn receipt() -> Receipt {
        let app = Hash([1; 32]);
        let field = EventField { name: "Paid".into(), ty: AbiType::Basic(AbiBasic::Bool), value: vec![1] };
        Receipt {
            status: Status::Error,
            app,
            function: "Buy".into(),
            result: vec![9],
            energy: EnergyUse { code: 1, memory: 2, data: 3, host: 4 },
            events: vec![Event { app, name: "bought".into(), fields: vec![field] }],
            writes: vec![
                Write { app, key: b"va".to_vec(), value: Some((vec![5], 6)) },
                Write { app, key: b"vb".to_vec(), value: None },
            ],
            failure: Some(Failure {
                message: String::new(),
                position: Some(SourcePosition { file: "shop.go".into(), line: 7, column: 8 }),
                trace: vec![],
            }),
        }
    }

    #[test]
    fn bytes_read_back() {
        let bytes = receipt().to_bytes();
        assert_eq!(Receipt::from_bytes(&bytes), Some(receipt()));
        for short in 0..bytes.len() {
            assert_eq!(Receipt::from_bytes(&bytes[..short]), None, "{short}");
        }
        assert_eq!(Receipt::from_bytes(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(receipt().energy.total(), 10);
    }

    #[test]
    fn messages_are_no_part_of_the_bytes() {
        let mut other = receipt();
        let failure = other.failure.as_mut().unwrap();
        failure.message = "out of stock".into();
        failure.trace = vec![Frame { function: "shop.Buy".into(), position: None }];
        assert_eq!(other.hash(), receipt().hash());
    }

    #[test]
    fn numbers_are_those_of_the_go_package() {
        let source = include_str!("../../stdlib/go/govm/call.go");
        for (number, status) in Status::ALL.into_iter().enumerate() {
            assert_eq!(status as usize, number);
            let name: String = format!("{status:?}");
            let row = source.lines().find(|line| line.trim_start().starts_with(&format!("Code{}", go_name(&name))));
            let value = row.unwrap().split('=').nth(1).unwrap().split("//").next().unwrap().trim();
            assert_eq!(value, number.to_string(), "{name}");
        }
    }

    fn go_name(name: &str) -> String {
        if name == "Ok" { "OK ".into() } else { format!("{name} ") }
    }
}
