//! `govm pack`

use std::io::Write;
use std::process::ExitCode;

use govm_runtime::{FLAG_GZIP, FLAG_IMPORT, FLAG_PUBLIC, FLAG_RUN, pack_source};

use super::unpack::describe;
use crate::classic;
use crate::classic_args::{FlagArg, PackArgs};
use crate::exit::Failure;

pub(crate) fn pack(args: &PackArgs) -> Result<ExitCode, Failure> {
    let from = classic::address(&args.from)?;
    let read = |e| Failure::new(format!("{}: {e}", args.path.display()));
    let source = std::fs::read(&args.path).map_err(read)?;
    let flags = args.flags.iter().fold(0, |flags, flag| flags | bit(*flag));
    let app = pack_source(&source, flags).map_err(|refusal| Failure::new(refusal.to_string()))?;
    let packed = app.pack().map_err(|error| Failure::new(error.to_string()))?;
    let output = args.output.clone().unwrap_or_else(|| args.path.with_extension("packed"));
    std::fs::write(&output, &packed).map_err(|e| Failure::new(format!("{}: {e}", output.display())))?;
    let mut out = std::io::stdout().lock();
    let about = describe(&app, &packed, &from);
    if args.json {
        let mut row = about.json();
        row["file"] = output.display().to_string().into();
        writeln!(out, "{row}")?;
    } else {
        write!(out, "file     {}\n{}", output.display(), about.text())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn bit(flag: FlagArg) -> u8 {
    match flag {
        FlagArg::Run => FLAG_RUN,
        FlagArg::Import => FLAG_IMPORT,
        FlagArg::Public => FLAG_PUBLIC,
        FlagArg::Gzip => FLAG_GZIP,
    }
}
