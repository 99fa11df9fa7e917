//! One module per subcommand.

pub(crate) mod abi;
pub(crate) mod call;
pub(crate) mod chain;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod deploy;
pub(crate) mod doc;
pub(crate) mod dump;
pub(crate) mod events;
pub(crate) mod fund;
pub(crate) mod log;
pub(crate) mod new;
pub(crate) mod pack;
pub(crate) mod parse;
pub(crate) mod run;
pub(crate) mod state;
pub(crate) mod test;
pub(crate) mod unpack;
pub(crate) mod upgrade;
