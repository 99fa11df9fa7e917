//! Upgrades: new code for an app that allows it. The code that the app has decides, and the new code must read the tables of the
//! app as the old code wrote them.

use std::collections::BTreeSet;
use std::sync::Arc;

use govm_interp::{EnergyKind, FieldDesc, Kind, Meter, Module, TypeDesc, TypeIdx};

use crate::abi::{AbiBasic, AbiFunction, AbiType};
use crate::app::{AppRecord, Source};
use crate::call::{BlockInfo, CallFailure, CallResult, Declarations, Env, GATE, MIGRATION, Message, energy_use, entry_of};
use crate::code::{self, AppCode};
use crate::error::Error;
use crate::hash::{Address, Hash};
use crate::overlay::NewApp;
use crate::receipt::{EnergyUse, Status};
use crate::vm::Entrance;

/// Pairs of types that a comparison of two tables looks at. Types that refer to themselves in different ways have many.
const PAIRS_MAX: usize = 10_000;

impl Env {
    /// Gives an app other code. The changes stay in the overlay, for the caller to accept or to discard.
    pub(crate) fn upgrade(
        &mut self,
        caller: Address,
        app: Hash,
        source: &Source,
        args: &[u8],
        energy: u64,
    ) -> Result<(CallResult, EnergyUse), Error> {
        let mut meter = Meter::new(energy);
        let result = self.upgrade_metered(&mut meter, caller, app, source, args)?;
        Ok((result, energy_use(&meter)))
    }

    fn upgrade_metered(
        &mut self,
        meter: &mut Meter,
        caller: Address,
        app: Hash,
        source: &Source,
        args: &[u8],
    ) -> Result<CallResult, Error> {
        let message = Message { caller, app, args, cost: 0 };
        if let Err(failure) = self.charge_call(meter, &message)? {
            return Ok(Err(failure));
        }
        let Some(old) = self.program(&app)? else {
            return Ok(Err(CallFailure::new(Status::NoApp, format!("no app {app}"))));
        };
        let packed = source.packed();
        let code = packed.code;
        if code == old.code() {
            return Err(Error::Deployment(format!("app {app} has this code already")));
        }
        let gate = match gate_of(&old) {
            Ok(gate) => gate,
            Err(failure) => return Ok(Err(failure)),
        };
        if let Err(failure) = self.start(meter, &Message { args: &code.0, ..message }, &old, Some(gate))? {
            return Ok(Err(failure));
        }
        let price = self.config.prices.deployment(packed.bytes.len());
        if let Err(trap) = meter.charge(EnergyKind::Host, price) {
            return Ok(Err(CallFailure::new(Status::OutOfEnergy, trap.text)));
        }
        let program = self.library().clone().compile(source, &packed)?;
        if let Err(failure) = self.compare_tables(meter, caller, app, &old, &program)? {
            return Ok(Err(failure));
        }
        let record = self.record(&app)?.ok_or(Error::NoApp(app))?;
        let BlockInfo { number, time, .. } = self.block;
        let record = AppRecord {
            code,
            package: program.package().to_string(),
            version: record.version.saturating_add(1),
            code_number: number,
            code_time: time,
            ..record
        };
        let before =
            self.overlay.add_app(app, Arc::new(NewApp { record, program: program.clone(), source: packed.bytes.into() }));
        let result = self.construct(meter, &message, &program, MIGRATION);
        match (&result, before) {
            (Ok(Ok(_)), Some(before)) => self.overlay.keep_replaced(before),
            (Ok(Ok(_)), None) => {}
            (_, before) => self.overlay.restore_app(app, before),
        }
        result
    }

    /// The record of an app, as this block has made it.
    fn record(&self, app: &Hash) -> Result<Option<AppRecord>, Error> {
        match self.overlay.app(app) {
            Some(new) => Ok(Some(new.record.clone())),
            None => Ok(code::record_of(self.overlay.store(), app)?),
        }
    }

    /// What both declare under one name must be of the same types: stored bytes do not say what they are.
    fn compare_tables(
        &mut self,
        meter: &mut Meter,
        caller: Address,
        app: Hash,
        old: &Arc<AppCode>,
        new: &Arc<AppCode>,
    ) -> Result<Result<(), CallFailure>, Error> {
        let (before, result) = self.declarations(meter, caller, app, old)?;
        if let Err(failure) = result {
            return Ok(Err(failure));
        }
        let (after, result) = self.declarations(meter, caller, app, new)?;
        if let Err(failure) = result {
            return Ok(Err(failure));
        }
        Ok(match changed_table((old.module(), &before), (new.module(), &after)) {
            Some(message) => Err(CallFailure::new(Status::BadState, message)),
            None => Ok(()),
        })
    }
}

/// The function of an app that decides on upgrades.
fn gate_of(program: &AppCode) -> Result<Entrance<'_>, CallFailure> {
    let refusal = |message: &str| Err(CallFailure::new(Status::NoFunction, message));
    match entry_of(program, GATE) {
        Some(gate) if decides(gate.function) => Ok(gate),
        None if program.export(GATE).is_none() => refusal("the app does not allow upgrades"),
        _ => refusal("the app does not allow upgrades: AllowUpgrade is not func(code govm.Hash) error"),
    }
}

fn decides(function: &AbiFunction) -> bool {
    let AbiFunction { params, results, can_fail: true, .. } = function else { return false };
    let [param] = params.as_slice() else { return false };
    let AbiType::Named { name, underlying } = &param.ty else { return false };
    let hash = AbiType::Array { len: 32, elem: Box::new(AbiType::Basic(AbiBasic::Uint8)) };
    results.is_empty() && name == "govm.Hash" && **underlying == hash
}

/// The first table, in order of name, whose type one version reads otherwise than the other.
fn changed_table(old: (&Module, &Declarations), new: (&Module, &Declarations)) -> Option<String> {
    for (key @ (letter, name), before) in old.1 {
        let Some(after) = new.1.get(key) else { continue };
        let pairs = [(before.key, after.key), (before.value, after.value)];
        if pairs.into_iter().all(|pair| same_form(old.0, new.0, pair)) {
            continue;
        }
        let text = |module: &Module, ty: TypeIdx| module.types.get(ty.index()).map_or_else(String::new, |desc| desc.name.clone());
        let spelled = |module: &Module, key, value| match letter {
            b'm' => format!("Map[{}, {}]", text(module, key), text(module, value)),
            _ => format!("Var[{}]", text(module, value)),
        };
        let (was, is) = (spelled(old.0, before.key, before.value), spelled(new.0, after.key, after.value));
        let name = String::from_utf8_lossy(name);
        return Some(if was == is {
            format!("the new code cannot read {name}, a {was}: the type is declared otherwise")
        } else {
            format!("the new code cannot read {name}, a {was}, as a {is}")
        });
    }
    None
}

/// Whether values of two types of two modules have the same canonical bytes with the same meaning: the types are equal but for their
/// names. Fields must have the same names, for those of one type that change places would be taken for each other.
fn same_form(old: &Module, new: &Module, pair: (TypeIdx, TypeIdx)) -> bool {
    let mut seen = BTreeSet::new();
    let mut rest = vec![pair];
    while let Some(pair) = rest.pop() {
        // What is compared already, or being compared, is the same unless another pair shows otherwise.
        if !seen.insert((pair.0.0, pair.1.0)) {
            continue;
        }
        let (Some(a), Some(b)) = (old.types.get(pair.0.index()), new.types.get(pair.1.index())) else { return false };
        if seen.len() > PAIRS_MAX || a.kind != b.kind {
            return false;
        }
        match a.kind {
            Kind::Array if a.len != b.len => return false,
            Kind::Array | Kind::Slice | Kind::Pointer => rest.push((a.elem, b.elem)),
            Kind::Map => rest.extend([(a.key, b.key), (a.elem, b.elem)]),
            Kind::Struct => {
                let (a, b) = (stored_fields(a), stored_fields(b));
                if !a.clone().map(|field| &field.name).eq(b.clone().map(|field| &field.name)) {
                    return false;
                }
                rest.extend(a.map(|field| field.ty).zip(b.map(|field| field.ty)));
            }
            _ => {}
        }
    }
    true
}

/// The fields of a struct that have bytes.
fn stored_fields(desc: &TypeDesc) -> impl Iterator<Item = &FieldDesc> + Clone {
    desc.fields.iter().filter(|field| field.name != "_")
}
