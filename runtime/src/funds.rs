//! Funds: what accounts have, as entries of the state of app zero, the id of no app. So they are part of what a call changes and
//! gives back, of receipts, of the state root and of its proofs, like any other entry.

use std::sync::Arc;

use govm_interp::{EnergyKind, Meter, Trap};

use crate::call::{CallFailure, Env};
use crate::codec::{DecodeError, Reader};
use crate::config::{Prices, YEAR};
use crate::hash::{Address, Hash};
use crate::layout::{self, StoredEntry};
use crate::overlay::{Entry, Overlay};
use crate::receipt::{Status, Write};
use crate::store::StoreError;

/// The app whose state holds the balances.
pub(crate) const FUNDS_APP: Hash = Hash([0; 32]);

/// Letter before the account in the key of a balance.
const KIND_BALANCE: u8 = b'b';

/// A balance never ends: nobody has to keep it alive.
const EXPIRY: u64 = u64::MAX;

/// Bytes of a balance in the store: letter and app, letter and account, value, expiry.
const ENTRY_SIZE: usize = 33 + 25 + 8 + 8;

/// What making an account's first entry pays for: as much as an entry of a `Map` that lives as long as `govm.DefaultLife`. It is
/// paid once; without it whoever sends one unit to each of many accounts fills the state for ever at the price of a write.
const PAID_LIFE: u64 = 10 * YEAR;

/// Why funds did not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The account has less than it should give.
    NotEnough { account: Address, balance: u64, amount: u64 },
    /// The account would have more than a number holds.
    TooMuch { account: Address },
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::NotEnough { account, balance, amount } => {
                write!(f, "account {account} has {balance}, which is less than {amount}")
            }
            Refusal::TooMuch { account } => write!(f, "account {account} cannot hold that much"),
        }
    }
}

impl From<Refusal> for CallFailure {
    fn from(refusal: Refusal) -> CallFailure {
        let status = match refusal {
            Refusal::NotEnough { .. } => Status::NoFunds,
            Refusal::TooMuch { .. } => Status::Limit,
        };
        CallFailure::new(status, refusal.to_string())
    }
}

/// The key of a balance in the state of app zero.
pub(crate) fn balance_key(account: &Address) -> Vec<u8> {
    [&[KIND_BALANCE], &account.0[..]].concat()
}

impl Write {
    /// Where this is a change of a balance: the account and what it has now.
    #[must_use]
    pub fn balance(&self) -> Option<(Address, u64)> {
        let account = self.key.strip_prefix(&[KIND_BALANCE]).filter(|_| self.app == FUNDS_APP)?;
        let balance = match &self.value {
            Some((value, _)) => read_balance(value).ok()?,
            None => 0,
        };
        Some((Address(account.try_into().ok()?), balance))
    }
}

/// The balance that an entry holds.
pub(crate) fn read_balance(value: &[u8]) -> Result<u64, StoreError> {
    let mut reader = Reader::new(value);
    let balance = (|| {
        let balance = reader.u64()?;
        reader.end()?;
        // An entry of 0 is deleted; one that is there would be a second form of the same state.
        if balance == 0 { Err(DecodeError::Malformed("it is 0")) } else { Ok(balance) }
    })();
    balance.map_err(|e| layout::damaged("a balance", e))
}

/// Checks a row of the store that is under an entry's key: app zero has balances and nothing else.
pub(crate) fn check_entry(key: &[u8], entry: &StoredEntry<'_>) -> Result<(), StoreError> {
    let Some((FUNDS_APP, key)) = layout::split_entry_key(key) else { return Ok(()) };
    if key.first() != Some(&KIND_BALANCE) || key.len() != 25 || entry.expiry != EXPIRY {
        return Err(StoreError::Damaged("app zero has an entry that is no balance".into()));
    }
    read_balance(entry.value).map(|_| ())
}

fn store_key(account: &Address) -> Arc<[u8]> {
    layout::entry_key(&FUNDS_APP, &balance_key(account)).into()
}

impl Overlay {
    /// What an account has.
    pub(crate) fn balance(&self, account: &Address) -> Result<u64, StoreError> {
        self.get(&store_key(account))?.map_or(Ok(0), |entry| read_balance(&entry.value))
    }

    fn set_balance(&mut self, account: &Address, balance: u64) {
        let entry = Entry { value: balance.to_be_bytes().as_slice().into(), expiry: EXPIRY };
        self.set(store_key(account), (balance > 0).then_some(entry));
    }

    /// Gives an account funds that come from nowhere.
    pub(crate) fn credit(&mut self, account: &Address, amount: u64) -> Result<Result<(), Refusal>, StoreError> {
        let Some(balance) = self.balance(account)?.checked_add(amount) else {
            return Ok(Err(Refusal::TooMuch { account: *account }));
        };
        if amount > 0 {
            self.set_balance(account, balance);
        }
        Ok(Ok(()))
    }

    /// Takes funds from an account, and gives them to nobody.
    pub(crate) fn debit(&mut self, account: &Address, amount: u64) -> Result<Result<(), Refusal>, StoreError> {
        let balance = self.balance(account)?;
        let Some(left) = balance.checked_sub(amount) else {
            return Ok(Err(Refusal::NotEnough { account: *account, balance, amount }));
        };
        if amount > 0 {
            self.set_balance(account, left);
        }
        Ok(Ok(()))
    }

    /// Moves funds, all or none.
    pub(crate) fn transfer(&mut self, from: &Address, to: &Address, amount: u64) -> Result<Result<(), Refusal>, StoreError> {
        let checkpoint = self.checkpoint();
        let moved = match self.debit(from, amount) {
            Ok(Ok(())) => self.credit(to, amount),
            refused => refused,
        };
        if !matches!(moved, Ok(Ok(()))) {
            self.revert(checkpoint);
        }
        moved
    }
}

impl Prices {
    /// Reading a balance.
    pub(crate) fn balance(&self) -> u64 {
        self.read.saturating_add(self.read_byte.saturating_mul(ENTRY_SIZE as u64))
    }

    /// Changing the balances of two accounts, which are read before.
    fn transfer(&self) -> u64 {
        let write = self.write.saturating_add(self.write_byte.saturating_mul(ENTRY_SIZE as u64));
        self.balance().saturating_add(write).saturating_mul(2)
    }
}

impl Env {
    /// Pays for moving funds to an account.
    pub(crate) fn charge_transfer(&mut self, meter: &mut Meter, to: &Address) -> Result<(), Box<Trap>> {
        let prices = &self.config.prices;
        meter.charge(EnergyKind::Host, prices.transfer())?;
        let keep = prices.keep(ENTRY_SIZE, PAID_LIFE, 0);
        if self.balance(to)? == 0 {
            meter.charge(EnergyKind::Host, keep)?;
        }
        Ok(())
    }

    /// What an account has, for a native. A failing store ends the call, and there is no receipt.
    pub(crate) fn balance(&mut self, account: &Address) -> Result<u64, Box<Trap>> {
        self.overlay.balance(account).map_err(|error| self.store_failed(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryStore;

    fn account(n: u8) -> Address {
        Address([n; 24])
    }

    fn overlay() -> Overlay {
        Overlay::new(Arc::new(MemoryStore::new()), 10)
    }

    fn balances<const N: usize>(overlay: &Overlay, accounts: [u8; N]) -> [u64; N] {
        accounts.map(|n| overlay.balance(&account(n)).unwrap())
    }

    #[test]
    fn funds_move_whole_or_not_at_all() {
        let mut overlay = overlay();
        overlay.credit(&account(1), 10).unwrap().unwrap();
        assert_eq!(overlay.transfer(&account(1), &account(2), 4).unwrap(), Ok(()));
        assert_eq!(balances(&overlay, [1, 2, 3]), [6, 4, 0]);
        let refusal = overlay.transfer(&account(1), &account(2), 7).unwrap().unwrap_err();
        assert_eq!(refusal, Refusal::NotEnough { account: account(1), balance: 6, amount: 7 });
        overlay.credit(&account(3), u64::MAX - 1).unwrap().unwrap();
        let too_much = Err(Refusal::TooMuch { account: account(3) });
        assert_eq!(overlay.transfer(&account(1), &account(3), 2).unwrap(), too_much);
        assert_eq!(overlay.credit(&account(3), 2).unwrap(), too_much);
        assert_eq!(balances(&overlay, [1, 2, 3]), [6, 4, u64::MAX - 1]);
        assert_eq!(overlay.transfer(&account(1), &account(3), 1).unwrap(), Ok(()));
        assert_eq!(balances(&overlay, [1, 2, 3]), [5, 4, u64::MAX]);
    }

    #[test]
    fn an_account_pays_itself_what_it_has() {
        let mut overlay = overlay();
        overlay.credit(&account(1), u64::MAX).unwrap().unwrap();
        assert_eq!(overlay.transfer(&account(1), &account(1), u64::MAX).unwrap(), Ok(()));
        assert!(overlay.transfer(&account(2), &account(2), 1).unwrap().is_err());
        assert_eq!(balances(&overlay, [1, 2]), [u64::MAX, 0]);
    }

    #[test]
    fn a_balance_of_0_leaves_no_entry_and_moving_nothing_no_change() {
        let mut overlay = overlay();
        overlay.credit(&account(1), 3).unwrap().unwrap();
        overlay.transfer(&account(1), &account(2), 3).unwrap().unwrap();
        overlay.transfer(&account(3), &account(4), 0).unwrap().unwrap();
        let changes = overlay.accept();
        let changed: Vec<_> = changes.iter().map(|(key, entry)| (key.to_vec(), entry.clone().map(|e| e.expiry))).collect();
        let key = |n| layout::entry_key(&Hash::default(), &[b"b", &account(n).0[..]].concat());
        assert_eq!(changed, [(key(1), None), (key(2), Some(u64::MAX))]);
    }

    #[test]
    fn app_zero_has_balances_alone() {
        let check = |app, key: &[u8], value: &[u8], expiry| {
            check_entry(&layout::entry_key(&app, key), &StoredEntry { value, expiry }).is_ok()
        };
        let (key, value) = (balance_key(&account(1)), 1u64.to_be_bytes());
        assert!(check(FUNDS_APP, &key, &value, EXPIRY));
        assert!(!check(FUNDS_APP, &key, &value, EXPIRY - 1));
        assert!(!check(FUNDS_APP, &key, &[0; 8], EXPIRY));
        assert!(!check(FUNDS_APP, &key[..24], &value, EXPIRY));
        assert!(!check(FUNDS_APP, b"", &value, EXPIRY));
        assert!(!check(FUNDS_APP, &[b"r", &key[1..]].concat(), &value, EXPIRY));
        assert!(check(Hash([1; 32]), b"r", &[], 0));
    }

    #[test]
    fn writes_tell_balances() {
        let write = |app, key: &[u8], value: Option<&[u8]>| {
            Write { app, key: key.to_vec(), value: value.map(|value| (value.to_vec(), EXPIRY)) }.balance()
        };
        let key = balance_key(&account(1));
        assert_eq!(write(FUNDS_APP, &key, Some(&7u64.to_be_bytes())), Some((account(1), 7)));
        assert_eq!(write(FUNDS_APP, &key, None), Some((account(1), 0)));
        assert_eq!(write(Hash([1; 32]), &key, None), None);
        assert_eq!(write(FUNDS_APP, &key[1..], None), None);
    }

    #[test]
    fn damaged_balances_are_the_stores_fault() {
        for value in [&[][..], &[0; 8], &[1; 7], &[1; 9]] {
            let mut overlay = overlay();
            overlay.set(store_key(&account(1)), Some(Entry { value: value.into(), expiry: EXPIRY }));
            assert!(matches!(overlay.balance(&account(1)), Err(StoreError::Damaged(_))), "{value:?}");
            assert!(matches!(overlay.credit(&account(1), 1), Err(StoreError::Damaged(_))));
            assert!(matches!(overlay.debit(&account(1), 1), Err(StoreError::Damaged(_))));
        }
    }
}
