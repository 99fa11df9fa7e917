//! The natives of package `govm`. Each finds the chain behind its host, pays, and asks it.

use govm_interp::{EnergyKind, Heap, Host, Kind, Module, NativeCtx, NativeFn, Trap, TrapCode, TypeIdx};

use crate::abi::{AbiType, event_type, type_of};
use crate::call::{CallFailure, CostSeen, Declared, Env, NestedCall, Reentry, Stop};
use crate::event::{Event, EventField, TypedValue};
use crate::hash::{Address, Hash, hex};
use crate::layout;
use crate::marshal::{Memory, ReadFault, refuse};
use crate::overlay::Entry;
use crate::receipt::Status;
use crate::sign;

/// All of them: full name, function, slots of the arguments and of the results.
const NATIVES: &[(&str, NativeFn, u16, u16)] = &[
    ("govm.AllowReentry", allow_reentry, 0, 0),
    ("govm.BlockHeight", block_height, 0, 1),
    ("govm.BlockTime", block_time, 0, 1),
    ("govm.Cost", cost, 0, 1),
    ("govm.EnergyLeft", energy_left, 0, 1),
    ("govm.app", app, 0, 1),
    ("govm.balance", balance, 2, 1),
    ("govm.call", call, 6, 2),
    ("govm.callWith", call_with, 7, 2),
    ("govm.caller", caller, 0, 1),
    ("govm.declare", declare, 6, 0),
    ("govm.decode", decode, 4, 1),
    ("govm.emit", emit, 3, 0),
    ("govm.emitStruct", emit_struct, 2, 0),
    ("govm.encode", encode, 2, 2),
    ("govm.getRaw", get_raw, 2, 3),
    ("govm.hash", hash, 2, 1),
    ("govm.host", host, 5, 0),
    ("govm.lifeLeft", life_left, 4, 1),
    ("govm.load", load, 6, 1),
    ("govm.origin", origin, 0, 1),
    ("govm.remove", remove, 4, 0),
    ("govm.setRaw", set_raw, 5, 0),
    ("govm.store", store, 7, 0),
    ("govm.transfer", transfer, 3, 2),
    ("govm.verify", verify, 6, 1),
];

/// The natives of package `govm` by full name, for who runs a contract's code without a chain, as tests of a contract do: what needs
/// the chain panics there and says so.
#[must_use]
pub fn chain_natives() -> Vec<(&'static str, NativeFn)> {
    NATIVES.iter().map(|(name, function, ..)| (*name, *function)).collect()
}

/// Whether what a module imports under the names here has their shapes. Natives trust their window's length; a module may come
/// from anywhere.
pub(crate) fn shapes_are_right(module: &Module) -> bool {
    module.natives.iter().all(|import| match NATIVES.iter().find(|(name, ..)| *name == import.name) {
        Some((_, _, params, results)) => (import.params, import.results) == (*params, *results),
        None => true,
    })
}

type Outcome = Result<(), Box<Trap>>;

/// Letter before a raw key in the state of an app; those of variables and maps come from the Go side.
const KIND_RAW: u8 = b'r';

fn env(host: &mut dyn Host) -> Result<&mut Env, Box<Trap>> {
    host.as_any().downcast_mut::<Env>().ok_or_else(|| refuse("govm: this program does not run on a chain"))
}

/// Ends the call, whatever it defers and recovers.
pub(crate) fn end_call(env: &mut Env, status: Status, message: impl Into<String>) -> Box<Trap> {
    let message = message.into();
    env.stop = Some(Stop::Call(status, message.clone()));
    Trap::new(TrapCode::Stopped, message)
}

fn charge(ctx: &mut NativeCtx<'_>, base: u64, unit: u64, units: usize) -> Outcome {
    ctx.meter.charge(EnergyKind::Host, base.saturating_add(unit.saturating_mul(units as u64)))
}

/// Memory and chain, together.
fn parts<'c>(ctx: &'c mut NativeCtx<'_>) -> Result<(Memory<'c>, &'c mut Env), Box<Trap>> {
    let memory = Memory { heap: ctx.heap, meter: ctx.meter, program: ctx.program };
    Ok((memory, env(ctx.host)?))
}

fn len(string: u64) -> usize {
    (string >> 32) as usize
}

// The call and its block.

fn context<const N: usize>(ctx: &mut NativeCtx<'_>, window: &mut [u64], pick: fn(&Env) -> [u8; N]) -> Outcome {
    let env = env(ctx.host)?;
    let (bytes, price) = (pick(env), env.config.prices.context);
    charge(ctx, price, 0, 0)?;
    window[0] = ctx.new_string(&bytes)?;
    Ok(())
}

fn caller(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    context(ctx, window, |env| env.frame().caller.0)
}

fn origin(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    context(ctx, window, |env| env.origin.0)
}

fn app(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    context(ctx, window, |env| env.frame().app.0)
}

fn number(ctx: &mut NativeCtx<'_>, window: &mut [u64], pick: fn(&Env) -> u64) -> Outcome {
    let env = env(ctx.host)?;
    let (number, price) = (pick(env), env.config.prices.context);
    charge(ctx, price, 0, 0)?;
    window[0] = number;
    Ok(())
}

fn block_time(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    number(ctx, window, |env| env.block.time)
}

fn block_height(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    number(ctx, window, |env| env.block.number)
}

fn energy_left(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    number(ctx, window, |_| 0)?;
    window[0] = ctx.meter.left.max(0) as u64;
    Ok(())
}

// Hashes and signatures.

fn hash(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let prices = &env(ctx.host)?.config.prices;
    let (base, unit) = (prices.hash, prices.hash_byte);
    charge(ctx, base, unit, len(window[0]))?;
    let digest = Hash::of(ctx.bytes(window[0])?);
    window[0] = ctx.new_string(&digest.0)?;
    Ok(())
}

fn verify(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let prices = &env(ctx.host)?.config.prices;
    let (base, unit) = (prices.verify, prices.hash_byte);
    charge(ctx, base, unit, len(window[4]))?;
    let is_owners = sign::recover(ctx.bytes(window[0])?, ctx.bytes(window[2])?, ctx.bytes(window[4])?);
    window[0] = u64::from(is_owners);
    Ok(())
}

// Canonical bytes.

fn new_bytes(ctx: &mut NativeCtx<'_>, window: &mut [u64], bytes: &[u8]) -> Outcome {
    window[0] = ctx.new_string(bytes)?;
    window[1] = bytes.len() as u64;
    Ok(())
}

fn encode(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let mut memory = Memory::of(ctx);
    let mut bytes = Vec::new();
    memory.encode_any([window[0], window[1]], &mut bytes)?;
    new_bytes(ctx, window, &bytes)
}

fn decode(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    ctx.charge_bytes(len(window[0]) as u64)?;
    let bytes = ctx.bytes(window[0])?.to_vec();
    let mut memory = Memory::of(ctx);
    let (ty, addr) = target(&memory, [window[2], window[3]])?;
    window[0] = match memory.decode_at(&bytes, ty, addr) {
        Ok(()) => 1,
        Err(ReadFault::Bytes(_)) => 0,
        Err(ReadFault::Trap(trap)) => return Err(trap),
    };
    Ok(())
}

/// What a pointer in an interface points to.
fn target(memory: &Memory<'_>, [ty, addr]: [u64; 2]) -> Result<(TypeIdx, u32), Box<Trap>> {
    let pointer = &memory.module().types[memory.dynamic_type(ty)?.index()];
    if pointer.kind != Kind::Pointer || addr as u32 == 0 {
        return Err(refuse(format!("govm: cannot decode into {}", pointer.name)));
    }
    Ok((pointer.elem, addr as u32))
}

// State.

/// The beginning of the full key of an entry of the app that is running, with room for the rest.
fn key_start(env: &Env, rest: usize) -> Vec<u8> {
    let mut key = Vec::with_capacity(layout::ENTRY_KEY_START + rest);
    layout::start_entry_key(&mut key, &env.frame().app);
    key
}

/// Ends the call when a key is too long.
fn check_key(env: &mut Env, key: &[u8]) -> Outcome {
    let len = key.len() - layout::ENTRY_KEY_START;
    if len > env.config.limits.key {
        let message = format!("govm: a key of {len} bytes, {} are allowed", env.config.limits.key);
        return Err(end_call(env, Status::Limit, message));
    }
    Ok(())
}

fn raw_key(memory: &Memory<'_>, env: &mut Env, key: u64) -> Result<Vec<u8>, Box<Trap>> {
    let name = memory.heap.bytes(key as u32, (key >> 32) as u32)?;
    let mut key = key_start(env, 1 + name.len());
    key.push(KIND_RAW);
    key.extend_from_slice(name);
    check_key(env, &key)?;
    Ok(key)
}

fn charge_read(memory: &mut Memory<'_>, env: &Env, key: &[u8]) -> Outcome {
    let prices = &env.config.prices;
    let price = prices.read.saturating_add(prices.read_byte.saturating_mul(key.len() as u64));
    memory.meter.charge(EnergyKind::Host, price)
}

/// The living entry under a key, its bytes paid for.
fn read_entry(memory: &mut Memory<'_>, env: &mut Env, key: &[u8]) -> Result<Option<Entry>, Box<Trap>> {
    charge_read(memory, env, key)?;
    let entry = env.read(key)?;
    if let Some(entry) = &entry {
        memory.meter.charge(EnergyKind::Host, env.config.prices.read_byte.saturating_mul(entry.value.len() as u64))?;
    }
    Ok(entry)
}

/// Writes an entry, or deletes it where there is no life.
fn write_entry(memory: &mut Memory<'_>, env: &mut Env, key: &[u8], value: &[u8], life: u64) -> Outcome {
    if env.is_read_only() {
        return Err(end_call(env, Status::ReadOnly, "govm: a query cannot write"));
    }
    let limits = &env.config.limits;
    if value.len() > limits.value {
        let message = format!("govm: a value of {} bytes, {} are allowed", value.len(), limits.value);
        return Err(end_call(env, Status::Limit, message));
    }
    let life = life.min(limits.life);
    let prices = env.config.prices.clone();
    let size = if life == 0 { key.len() } else { key.len() + value.len() };
    memory.meter.charge(EnergyKind::Host, prices.write.saturating_add(prices.write_byte.saturating_mul(size as u64)))?;
    let now = env.block.time;
    if life == 0 {
        env.overlay.set(key.into(), None);
        return Ok(());
    }
    let paid = env.read(key)?.map_or(0, |old| (key.len() + old.value.len()) as u128 * u128::from(old.expiry - now));
    memory.meter.charge(EnergyKind::Host, prices.keep(size, life, paid))?;
    env.overlay.set(key.into(), Some(Entry { value: value.into(), expiry: now.saturating_add(life) }));
    Ok(())
}

fn set_raw(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    ctx.charge_bytes((len(window[0]) + len(window[2])) as u64)?;
    let value = ctx.bytes(window[2])?.to_vec();
    let (mut memory, env) = parts(ctx)?;
    let key = raw_key(&memory, env, window[0])?;
    write_entry(&mut memory, env, &key, &value, window[4])
}

fn get_raw(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    ctx.charge_bytes(len(window[0]) as u64)?;
    let (mut memory, env) = parts(ctx)?;
    let key = raw_key(&memory, env, window[0])?;
    let now = env.block.time;
    match read_entry(&mut memory, env, &key)? {
        Some(entry) => {
            // An empty value is not nil: only what is absent is.
            window[0] = match entry.value.len() {
                0 => u64::from(memory.heap.alloc(memory.meter, govm_interp::Contents::Bytes, 0)?),
                _ => memory.heap.new_string(memory.meter, &entry.value)?,
            };
            window[1] = entry.value.len() as u64;
            window[2] = entry.expiry - now;
        }
        None => window[..3].fill(0),
    }
    Ok(())
}

/// The key of a variable, or of an entry of a map: letter, length of the name, name, canonical bytes of the key.
fn typed_key(memory: &mut Memory<'_>, env: &mut Env, kind: u64, name: u64, key: [u64; 2]) -> Result<Vec<u8>, Box<Trap>> {
    let name = memory.heap.bytes(name as u32, (name >> 32) as u32)?;
    let Some(length) = u8::try_from(name.len()).ok().filter(|length| *length > 0) else {
        return Err(refuse("govm: the name of a Var or Map has 1 to 255 bytes"));
    };
    let mut full = key_start(env, 2 + name.len() + SHORT_KEY);
    full.extend_from_slice(&[kind as u8, length]);
    full.extend_from_slice(name);
    if key[0] != 0 {
        memory.encode_any(key, &mut full)?;
    }
    check_key(env, &full)?;
    Ok(full)
}

/// Room for the key of an entry of a map, beside what stands before it: enough for an address or a hash.
const SHORT_KEY: usize = 32;

fn declare(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    // Package variables are made of these: without a chain there is nothing to declare, and tests of other things can run.
    if !ctx.host.as_any().is::<Env>() {
        return Ok(());
    }
    let (memory, env) = parts(ctx)?;
    memory.meter.charge(EnergyKind::Host, env.config.prices.declare)?;
    let name = memory.heap.bytes(window[1] as u32, (window[1] >> 32) as u32)?.to_vec();
    if name.is_empty() || name.len() > 255 {
        return Err(refuse("govm: the name of a Var or Map has 1 to 255 bytes"));
    }
    let pointee = |ty: u64| match ty {
        0 => Ok(TypeIdx(0)),
        ty => memory.dynamic_type(ty).map(|pointer| memory.module().types[pointer.index()].elem),
    };
    let table = Declared { key: pointee(window[2])?, value: pointee(window[4])? };
    let name = (window[0] as u8, name);
    match env.frame().declared.get(&name) {
        Some(other) if *other == table => Ok(()),
        Some(_) => Err(refuse(format!("govm: {} is declared with two types", String::from_utf8_lossy(&name.1)))),
        None => {
            env.frame_mut().declared.insert(name, table);
            Ok(())
        }
    }
}

fn load(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (mut memory, env) = parts(ctx)?;
    let key = typed_key(&mut memory, env, window[0], window[1], [window[2], window[3]])?;
    let entry = read_entry(&mut memory, env, &key)?;
    let (ty, addr) = target(&memory, [window[4], window[5]])?;
    window[0] = u64::from(entry.is_some());
    let Some(entry) = entry else { return Ok(()) };
    match memory.decode_at(&entry.value, ty, addr) {
        Ok(()) => Ok(()),
        Err(ReadFault::Trap(trap)) => Err(trap),
        Err(ReadFault::Bytes(_)) => {
            let message = format!(
                "govm: the entry {} is not of type {}",
                hex(&key[layout::ENTRY_KEY_START..]),
                memory.module().types[ty.index()].name
            );
            Err(end_call(env, Status::BadState, message))
        }
    }
}

fn store(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (mut memory, env) = parts(ctx)?;
    let key = typed_key(&mut memory, env, window[0], window[1], [window[2], window[3]])?;
    let mut value = Vec::new();
    memory.encode_any([window[4], window[5]], &mut value)?;
    write_entry(&mut memory, env, &key, &value, window[6])
}

fn remove(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (mut memory, env) = parts(ctx)?;
    let key = typed_key(&mut memory, env, window[0], window[1], [window[2], window[3]])?;
    write_entry(&mut memory, env, &key, &[], 0)
}

fn life_left(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (mut memory, env) = parts(ctx)?;
    let key = typed_key(&mut memory, env, window[0], window[1], [window[2], window[3]])?;
    charge_read(&mut memory, env, &key)?;
    let now = env.block.time;
    window[0] = env.read(&key)?.map_or(0, |entry| entry.expiry - now);
    Ok(())
}

// Funds.

fn cost(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    number(ctx, window, |env| env.frame().cost)?;
    env(ctx.host)?.frame_mut().cost_seen = CostSeen::Yes;
    Ok(())
}

fn address(ctx: &NativeCtx<'_>, bytes: u64) -> Result<Address, Box<Trap>> {
    let bytes = ctx.bytes(bytes)?.try_into();
    bytes.map(Address).map_err(|_| refuse("govm: an address has 24 bytes"))
}

fn balance(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let account = address(ctx, window[0])?;
    let price = env(ctx.host)?.config.prices.balance();
    charge(ctx, price, 0, 0)?;
    window[0] = env(ctx.host)?.balance(&account)?;
    Ok(())
}

fn transfer(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (to, amount) = (address(ctx, window[0])?, window[2]);
    let (memory, env) = parts(ctx)?;
    if env.is_read_only() {
        return Err(end_call(env, Status::ReadOnly, "govm: a query cannot move funds"));
    }
    env.charge_transfer(memory.meter, &to)?;
    let from = env.frame().app.account();
    let moved = env.overlay.transfer(&from, &to, amount).map_err(|error| env.store_failed(error))?;
    // What has moved has moved: only a refusal takes memory, and then the native may run again.
    let (status, message) = match moved.map_err(CallFailure::from) {
        Ok(()) => (Status::Ok, 0),
        Err(failure) => (failure.status, memory.heap.new_string(memory.meter, failure.failure.message.as_bytes())?),
    };
    (window[0], window[1]) = (u64::from(status as u8), message);
    Ok(())
}

// Events and calls.

/// The interfaces in a slice of them, given its first slot.
fn interfaces(heap: &Heap, slice: u64) -> Result<Vec<[u64; 2]>, Box<Trap>> {
    let bytes = match len(slice) {
        0 => &[][..],
        count => heap.bytes(slice as u32, u32::try_from(count * 16).map_err(|_| refuse("govm: too many values"))?)?,
    };
    let word = |bytes: &[u8]| bytes.first_chunk::<8>().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    Ok(bytes.chunks_exact(16).map(|pair| [word(pair), word(&pair[8..])]).collect())
}

/// Room for a value: enough for a number, an address or a hash.
const SHORT_VALUE: usize = 32;

/// Type and canonical bytes of a dynamic value.
fn typed_value(memory: &mut Memory<'_>, value: [u64; 2]) -> Result<TypedValue, Box<Trap>> {
    let index = memory.dynamic_type(value[0])?;
    let ty = encoded_type(memory.module(), index)?;
    let mut bytes = Vec::with_capacity(SHORT_VALUE);
    memory.encode_dynamic(index, value[1], &mut bytes)?;
    Ok(TypedValue { ty, value: bytes })
}

fn encoded_type(module: &Module, index: TypeIdx) -> Result<AbiType, Box<Trap>> {
    type_of(module, index).ok_or_else(|| refuse(format!("govm: cannot encode {}", module.types[index.index()].name)))
}

fn emit(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (mut memory, env) = parts(ctx)?;
    if !may_emit(&mut memory, env, len(window[1]))? {
        return Ok(());
    }
    let name = memory.heap.bytes(window[0] as u32, (window[0] >> 32) as u32)?;
    let name = String::from_utf8(name.to_vec()).map_err(|_| refuse("govm: the name of an event is not UTF-8"))?;
    let mut fields = Vec::new();
    for value in interfaces(memory.heap, window[1])? {
        let TypedValue { ty, value } = typed_value(&mut memory, value)?;
        fields.push(EventField { name: String::new(), ty, value });
    }
    add_event(&mut memory, env, name, fields)
}

/// The event that a value of a defined struct type is: the type's name, the exported fields.
fn emit_struct(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (mut memory, env) = parts(ctx)?;
    let module = memory.module();
    let ty = memory.dynamic_type(window[0]).map_err(|_| refuse("govm: cannot emit nil"))?;
    let Some(event) = event_type(module, ty) else {
        let name = &module.types[ty.index()].name;
        return Err(refuse(format!("govm: an event is a value of a defined struct type, not of {name}")));
    };
    if !may_emit(&mut memory, env, event.fields.len())? {
        return Ok(());
    }
    let values = memory.encode_fields(ty, window[1], &event.fields)?;
    let desc = &module.types[ty.index()];
    let mut fields = Vec::new();
    for (index, value) in event.fields.iter().zip(values) {
        let field = &desc.fields[*index];
        fields.push(EventField { name: field.name.clone(), ty: encoded_type(module, field.ty)?, value });
    }
    add_event(&mut memory, env, event.name.to_string(), fields)
}

/// Pays for an event with so many fields; whether it is kept at all.
fn may_emit(memory: &mut Memory<'_>, env: &mut Env, fields: usize) -> Result<bool, Box<Trap>> {
    memory.meter.charge(EnergyKind::Host, env.config.prices.event.saturating_mul(1 + fields as u64))?;
    if !env.is_read_only() && env.events.len() >= env.config.limits.events {
        return Err(end_call(env, Status::Limit, "govm: too many events"));
    }
    Ok(!env.is_read_only())
}

fn add_event(memory: &mut Memory<'_>, env: &mut Env, name: String, fields: Vec<EventField>) -> Outcome {
    let event = Event { app: env.frame().app, name, fields };
    let size = event.size();
    memory.meter.charge(EnergyKind::Host, env.config.prices.event_byte.saturating_mul(size as u64))?;
    env.event_bytes += size;
    if env.event_bytes > env.config.limits.event_bytes {
        return Err(end_call(env, Status::Limit, "govm: the events are too long"));
    }
    env.events.push(event);
    Ok(())
}

fn allow_reentry(ctx: &mut NativeCtx<'_>, _window: &mut [u64]) -> Outcome {
    let env = env(ctx.host)?;
    env.frame_mut().reentry = Reentry::Allowed;
    let price = env.config.prices.context;
    charge(ctx, price, 0, 0)
}

fn call(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    call_app(ctx, window, 0)
}

fn call_with(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let cost = window[0];
    window.copy_within(1..7, 0);
    call_app(ctx, window, cost)
}

fn call_app(ctx: &mut NativeCtx<'_>, window: &mut [u64], cost: u64) -> Outcome {
    // What the other app has done stays done, whether there is room for its results or not.
    ctx.act_once();
    let (mut memory, env) = parts(ctx)?;
    let app: [u8; 32] = match memory.heap.bytes(window[0] as u32, (window[0] >> 32) as u32)?.try_into() {
        Ok(app) => app,
        Err(_) => return Err(refuse("govm: the id of an app has 32 bytes")),
    };
    let function = memory.heap.bytes(window[1] as u32, (window[1] >> 32) as u32)?;
    let function = String::from_utf8_lossy(function).into_owned();
    let mut args = Vec::new();
    for value in interfaces(memory.heap, window[2])? {
        args.push(typed_value(&mut memory, value)?);
    }
    let into = if window[4] == 0 { None } else { Some(target(&memory, [window[4], window[5]])?) };
    let wanted = match into {
        Some((ty, _)) => Some(
            type_of(memory.module(), ty)
                .ok_or_else(|| refuse(format!("govm: cannot decode {}", memory.module().types[ty.index()].name)))?,
        ),
        None => None,
    };
    let call = NestedCall { app: Hash(app), function: &function, args: &args, cost };
    let (status, message) = match env.call_nested(memory.meter, call, wanted.as_ref())? {
        Ok(result) => {
            if let Some((ty, addr)) = into {
                match memory.decode_at(&result, ty, addr) {
                    Ok(()) => {}
                    Err(ReadFault::Trap(trap)) => return Err(trap),
                    Err(ReadFault::Bytes(_)) => return Err(refuse("govm: the result is not of its type")),
                }
            }
            (Status::Ok, String::new())
        }
        Err(failure) => failure,
    };
    window[0] = u64::from(status as u8);
    window[1] = memory.heap.new_string(memory.meter, message.as_bytes())?;
    Ok(())
}

fn host(ctx: &mut NativeCtx<'_>, window: &mut [u64]) -> Outcome {
    let (mut memory, env) = parts(ctx)?;
    let name = memory.heap.bytes(window[0] as u32, (window[0] >> 32) as u32)?;
    let name = String::from_utf8_lossy(name).into_owned();
    let mut args = Vec::new();
    for value in interfaces(memory.heap, window[1])? {
        args.push(typed_value(&mut memory, value)?);
    }
    let (ty, addr) = target(&memory, [window[3], window[4]])?;
    let wanted = type_of(memory.module(), ty)
        .ok_or_else(|| refuse(format!("govm: cannot decode {}", memory.module().types[ty.index()].name)))?;
    let answer = env.call_host(memory.meter, &name, &args, &wanted)?;
    memory.decode_at(&answer, ty, addr).map_err(|fault| match fault {
        ReadFault::Trap(trap) => trap,
        ReadFault::Bytes(error) => refuse(format!("govm: the answer of host function {name} is no {wanted}: {error}")),
    })
}

/// Whether a value of type `wanted` can take these results: the one result, or a struct of several.
pub(crate) fn results_fit(results: &[AbiType], wanted: &AbiType) -> bool {
    match (results, wanted.underlying()) {
        ([one], _) => one.fits(wanted),
        ([], _) => false,
        (many, AbiType::Struct(fields)) => {
            many.len() == fields.len() && many.iter().zip(fields).all(|(result, field)| result.fits(&field.ty))
        }
        _ => false,
    }
}
