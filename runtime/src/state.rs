//! Committed state as those outside the virtual machine see it: entry by entry, by prefix, with proofs, and checked as a whole.

use crate::check;
use crate::error::Error;
use crate::funds::{FUNDS_APP, balance_key, read_balance};
use crate::hash::{Address, Hash};
use crate::layout::{self, Head};
use crate::reader::{Reader, StateEntry, View};
use crate::store::{StoreError, prefix_end};
use crate::tree::{self, StateProof};

/// Entries that an iteration reads at a time.
const PAGE: usize = 256;

/// The entries of an app whose keys begin with a prefix, in order of key, without those that have ended. All are of one block: when
/// another is committed meanwhile, the next is [`Error::Moved`].
#[must_use]
pub struct StateIter<'n> {
    reader: &'n Reader,
    head: Option<Head>,
    /// Where the next page begins; `None` after the last.
    start: Option<Vec<u8>>,
    end: Vec<u8>,
    page: std::vec::IntoIter<(Vec<u8>, Vec<u8>)>,
}

impl std::fmt::Debug for StateIter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StateIter").field("start", &self.start).finish_non_exhaustive()
    }
}

impl StateIter<'_> {
    fn read(&mut self) -> Result<Option<StateEntry>, Error> {
        let now = self.head.map_or(0, |head| head.time);
        loop {
            for (key, stored) in self.page.by_ref() {
                let entry = layout::read_entry(&stored)?;
                if entry.expiry > now
                    && let Some((_, key)) = layout::split_entry_key(&key)
                {
                    return Ok(Some(StateEntry { key: key.to_vec(), value: entry.value.to_vec(), expiry: entry.expiry }));
                }
            }
            let Some(start) = self.start.take() else { return Ok(None) };
            let view = self.reader.view();
            if view.head() != self.head {
                return Err(Error::Moved);
            }
            let page = view.store().range(&start, &self.end, PAGE)?;
            if page.len() == PAGE {
                self.start = page.last().map(|(last, _)| [&last[..], &[0]].concat());
            }
            self.page = page.into_iter();
        }
    }
}

impl Iterator for StateIter<'_> {
    type Item = Result<StateEntry, Error>;

    /// After an error there is nothing more.
    fn next(&mut self) -> Option<Result<StateEntry, Error>> {
        let read = self.read();
        if read.is_err() {
            self.start = None;
            self.page = Vec::new().into_iter();
        }
        read.transpose()
    }
}

/// What an app's state has under a key, and what shows it to those who know the root alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenEntry {
    /// The root of the state: that of the last committed block.
    pub root: Hash,
    /// The entry, if there is one; it may have ended.
    pub entry: Option<StateEntry>,
    /// Passes [`StateProof::verify_entry`] with them.
    pub proof: StateProof,
}

impl View<'_> {
    fn root(&self) -> Hash {
        self.head().map_or(tree::EMPTY, |head| head.root)
    }

    fn stored_entry(&self, app: &Hash, key: &[u8]) -> Result<Option<StateEntry>, StoreError> {
        let Some(stored) = self.store().get(&layout::entry_key(app, key))? else { return Ok(None) };
        let entry = layout::read_entry(&stored)?;
        Ok(Some(StateEntry { key: key.to_vec(), value: entry.value.to_vec(), expiry: entry.expiry }))
    }
}

impl Reader {
    /// The root of the committed state; 0 before the first block.
    #[must_use]
    pub fn state_root(&self) -> Hash {
        self.view().root()
    }

    /// The living entry of an app's committed state under a key, as in [`crate::Write`].
    ///
    /// # Errors
    /// When the store fails.
    pub fn entry(&self, app: &Hash, key: &[u8]) -> Result<Option<StateEntry>, Error> {
        let view = self.view();
        Ok(view.stored_entry(app, key)?.filter(|entry| entry.expiry > view.now()))
    }

    /// What an account has after the last block. [`Reader::prove`] proves it by app 0 and the key `b`, account.
    ///
    /// # Errors
    /// When the store fails.
    pub fn balance(&self, account: &Address) -> Result<u64, Error> {
        let entry = self.entry(&FUNDS_APP, &balance_key(account))?;
        Ok(entry.map_or(Ok(0), |entry| read_balance(&entry.value))?)
    }

    /// The entries of an app's committed state whose keys begin with `prefix`, in order of key.
    pub fn entries(&self, app: &Hash, prefix: &[u8]) -> StateIter<'_> {
        let start = layout::entry_key(app, prefix);
        let end = prefix_end(&start).expect("invariant: the key begins with a letter");
        StateIter { reader: self, head: self.head(), start: Some(start), end, page: Vec::new().into_iter() }
    }

    /// Proves what an app's committed state has under a key, or that it has nothing there.
    ///
    /// # Errors
    /// When the store fails, or its tree does not prove what its entries say.
    pub fn prove(&self, app: &Hash, key: &[u8]) -> Result<ProvenEntry, Error> {
        let view = self.view();
        let entry = view.stored_entry(app, key)?;
        let proof = tree::prove(view.store(), &layout::entry_key(app, key))?;
        let root = view.root();
        let parts = entry.as_ref().map(|entry| (entry.value.as_slice(), entry.expiry));
        proof.verify_entry(&root, app, key, parts).map_err(|_| damaged_tree())?;
        Ok(ProvenEntry { root, entry, proof })
    }

    /// Proves that an app is deployed with the record that [`Reader::app`] yields, or that it is not deployed.
    ///
    /// # Errors
    /// As for [`Reader::prove`].
    pub fn prove_app(&self, app: &Hash) -> Result<StateProof, Error> {
        let view = self.view();
        let proof = tree::prove(view.store(), &layout::app_key(app))?;
        proof.verify_app(&view.root(), app, view.app(app)?.as_ref()).map_err(|_| damaged_tree())?;
        Ok(proof)
    }

    /// Reads the whole store, computes the state root without the stored tree, and compares it with the head's; checks the tree, and
    /// whatever else follows from apps and entries. A store that keeps the promise of [`crate::Store::apply`] always passes. No
    /// block is committed meanwhile.
    ///
    /// # Errors
    /// When the store fails or does not pass.
    pub fn check_state(&self) -> Result<Hash, Error> {
        let view = self.view();
        Ok(check::check(view.store(), view.head().as_ref())?)
    }
}

fn damaged_tree() -> StoreError {
    StoreError::Damaged("the tree does not prove what the entries say".into())
}
