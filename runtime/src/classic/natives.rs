//! The natives under the Go package `github.com/govm-net/govm/runtime`, and the host that they find.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use govm_interp::{Contents, Host, Kind, NativeCtx, NativeFn, Trap, TrapCode, TypeIdx};

use super::chain::may_read_log;
use super::energy::ClassicMeter;
use super::node::GobNumbers;
use super::tables::Tables;
use crate::hash::Hash;
use crate::marshal::Memory;
use crate::sign;
use crate::store::StoreError;

/// Room that the original leaves behind what it reads: appending to it writes there.
const SPARE: u32 = 512;

/// An event of a classic run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicEvent {
    /// The full name of the type that sent it, a dot, and the event's name.
    pub name: String,
    /// Its parameters.
    pub params: Vec<Vec<u8>>,
}

/// What the core asks for at the end of a transaction.
pub(super) enum Request {
    NewApp { name: Hash, code: Vec<u8> },
    RunApp { name: Hash, user: Vec<u8>, data: Vec<u8>, energy: u64, cost: u64 },
}

/// What a run may ask of the chain.
pub(super) struct ClassicHost {
    pub(super) chain: u64,
    pub(super) is_started: bool,
    pub(super) gob: GobNumbers,
    pub(super) meter: ClassicMeter,
    /// Every charge, where somebody wants to know.
    pub(super) charges: Option<Vec<u64>>,
    pub(super) tables: Tables,
    pub(super) events: Vec<ClassicEvent>,
    /// Bytes of events that the run may still send.
    pub(super) event_room: usize,
    pub(super) output: Vec<u8>,
    /// Bytes of output that are still kept.
    pub(super) output_room: usize,
    /// What the core asked for; apps may not.
    pub(super) requests: Option<Vec<Request>>,
    pub(super) broken: Option<StoreError>,
    pub(super) stop_flag: Arc<AtomicBool>,
}

impl Host for ClassicHost {
    fn write(&mut self, _fd: u8, bytes: &[u8]) {
        let kept = bytes.len().min(self.output_room);
        self.output.extend_from_slice(&bytes[..kept]);
        self.output_room -= kept;
    }

    fn should_stop(&self) -> bool {
        self.stop_flag.load(Ordering::Relaxed)
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

macro_rules! path {
    ($name:literal) => {
        concat!("github.com/govm-net/govm/runtime.", $name)
    };
}

/// All of them, by full name.
pub(super) const NATIVES: &[(&str, NativeFn)] = &[
    (path!("chainOf"), chain_of),
    (path!("started"), started),
    (path!("gobTypes"), gob_types),
    (path!("digest"), digest),
    (path!("isOwners"), is_owners),
    (path!("structName"), struct_name),
    (path!("write"), write),
    (path!("read"), read),
    (path!("mayRead"), may_read),
    (path!("emit"), emit),
    (path!("consume"), consume),
    (path!("newApp"), new_app),
    (path!("runApp"), run_app),
];

type Outcome = Result<(), Box<Trap>>;

fn host(host: &mut dyn Host) -> Result<&mut ClassicHost, Box<Trap>> {
    host.as_any()
        .downcast_mut()
        .ok_or_else(|| Trap::new(TrapCode::Native, "runtime: this program does not run on a classic chain"))
}

fn text(ctx: &NativeCtx<'_>, string: u64) -> Result<String, Box<Trap>> {
    Ok(String::from_utf8_lossy(ctx.bytes(string)?).into_owned())
}

fn charge(ctx: &mut NativeCtx<'_>, strings: &[u64]) -> Outcome {
    ctx.charge_bytes(32 + strings.iter().map(|string| string >> 32).sum::<u64>())
}

fn chain_of(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    window[0] = host(ctx.host)?.chain;
    Ok(())
}

fn started(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    window[0] = u64::from(host(ctx.host)?.is_started);
    Ok(())
}

fn gob_types(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    window[0] = match host(ctx.host)?.gob {
        GobNumbers::FromFirst => 0,
        GobNumbers::AsGo119 => 3,
        GobNumbers::AsGo127 => 2,
    };
    Ok(())
}

fn digest(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    charge(ctx, &[window[0], window[0]])?;
    let digest = Hash::of(ctx.bytes(window[0])?);
    window[0] = ctx.new_string(&digest.0)?;
    Ok(())
}

/// What checking a signature costs beside its bytes, so that a run cannot check more than its machine has time for.
const SIGNATURE_PRICE: u64 = 250_000;

fn is_owners(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    charge(ctx, &[window[0], window[2], window[4]])?;
    ctx.charge(SIGNATURE_PRICE)?;
    window[0] = u64::from(sign::recover(ctx.bytes(window[0])?, ctx.bytes(window[2])?, ctx.bytes(window[4])?));
    Ok(())
}

/// The full name of the type of a value, empty if it is not a struct.
fn struct_name(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let name = match Memory::of(ctx).dynamic_type(window[0]) {
        Ok(ty) if ctx.ty(ty).kind == Kind::Struct => type_name(ctx, ty),
        _ => String::new(),
    };
    window[0] = ctx.new_string(name.as_bytes())?;
    Ok(())
}

fn type_name(ctx: &NativeCtx<'_>, ty: TypeIdx) -> String {
    ctx.ty(ty).name.clone()
}

fn write(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    charge(ctx, &[window[0], window[1], window[3]])?;
    ctx.charge(WRITE_PRICE)?;
    let table = text(ctx, window[0])?;
    let (key, stored) = (ctx.bytes(window[1])?.to_vec(), ctx.bytes(window[3])?.to_vec());
    let host = host(ctx.host)?;
    if host.tables.set(host.chain, &table, &key, &stored) {
        return Ok(());
    }
    Err(Trap::new(TrapCode::Native, "runtime: the entry is too large"))
}

/// What a read or write costs beside its bytes.
const WRITE_PRICE: u64 = 1000;

fn read(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    charge(ctx, &[window[1], window[2]])?;
    ctx.charge(WRITE_PRICE)?;
    let table = text(ctx, window[1])?;
    let key = ctx.bytes(window[2])?.to_vec();
    let host = host(ctx.host)?;
    let stored = match host.tables.get(window[0], &table, &key) {
        Ok(stored) => stored,
        Err(error) => {
            host.broken = Some(error);
            return Err(Trap::new(TrapCode::Stopped, "the store failed"));
        }
    };
    window[..3].fill(0);
    if stored.is_empty() {
        return Ok(());
    }
    ctx.charge_bytes(stored.len() as u64)?;
    let len = u32::try_from(stored.len()).map_err(|_| Trap::new(TrapCode::Native, "runtime: the entry is too large"))?;
    let addr = ctx.heap.alloc(ctx.meter, Contents::Bytes, u64::from(len) + u64::from(SPARE))?;
    ctx.heap.bytes_mut(addr, len)?.copy_from_slice(&stored);
    window[0] = u64::from(addr) | u64::from(len) << 32;
    window[1] = u64::from(len) + u64::from(SPARE);
    Ok(())
}

fn may_read(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    ctx.charge(64)?;
    window[0] = u64::from(may_read_log(window[0], window[1]));
    Ok(())
}

fn emit(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    charge(ctx, &[window[0], (window[1] >> 32) * 16])?;
    let mut room = Some(host(ctx.host)?.event_room);
    let mut take = |bytes: usize| {
        room = room.and_then(|room| room.checked_sub(bytes));
        room.ok_or_else(|| Trap::new(TrapCode::Native, "runtime: the events are too long"))
    };
    let name = text(ctx, window[0])?;
    take(name.len())?;
    let mut params = Vec::new();
    for i in 0..(window[1] >> 32) as u32 {
        let param = ctx.heap.u64(window[1] as u32 + i * 16)?;
        take((param >> 32) as usize + 16)?;
        ctx.charge_bytes(param >> 32)?;
        params.push(ctx.bytes(param)?.to_vec());
    }
    let left = take(0)?;
    let host = host(ctx.host)?;
    host.event_room = left;
    host.events.push(ClassicEvent { name, params });
    Ok(())
}

fn consume(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let host = host(ctx.host)?;
    if let Some(charges) = &mut host.charges {
        charges.push(window[0]);
    }
    let outcome = host.meter.consume(window[0]);
    window[0] = match outcome {
        Ok(()) => 0,
        Err(exhausted) => ctx.new_string(exhausted.to_string().as_bytes())?,
    };
    Ok(())
}

fn new_app(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    charge(ctx, &[window[0], window[2]])?;
    let (name, code) = (name_of(ctx, window[0])?, ctx.bytes(window[2])?.to_vec());
    request(ctx, Request::NewApp { name, code })
}

fn run_app(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    charge(ctx, &[window[0], window[2], window[4]])?;
    let name = name_of(ctx, window[0])?;
    let (user, data) = (ctx.bytes(window[2])?.to_vec(), ctx.bytes(window[4])?.to_vec());
    request(ctx, Request::RunApp { name, user, data, energy: window[6], cost: window[7] })
}

fn name_of(ctx: &NativeCtx<'_>, bytes: u64) -> Result<Hash, Box<Trap>> {
    let name =
        ctx.bytes(bytes)?.try_into().map_err(|_| Trap::new(TrapCode::Native, "runtime: the name of an app has 32 bytes"))?;
    Ok(Hash(name))
}

fn request(ctx: &mut NativeCtx<'_>, request: Request) -> Outcome {
    match &mut host(ctx.host)?.requests {
        Some(requests) => requests.push(request),
        None => return Err(Trap::new(TrapCode::Native, "runtime: only the core deploys and runs apps")),
    }
    Ok(())
}
