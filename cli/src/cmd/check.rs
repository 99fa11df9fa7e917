//! `govm check`

use std::process::ExitCode;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_typeck::{Config, PackageId, Policy, check_policy, check_program};

use crate::args::{CheckArgs, PolicyArg};
use crate::exit::{ERROR, Failure};
use crate::render::{self, Format};
use crate::sources;

/// Errors that only who links and runs a package has: a package that is merely checked may lack main, and bodies.
const LINKER: &[&str] = &["MissingBody", "MissingMain"];

pub(crate) fn check(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let format = if args.json { Format::Json } else { Format::Text };
    let mut failed = false;
    for path in &args.paths {
        let sources = sources::read(path)?;
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let mut map = SourceMap::new();
        let config = Config { error_limit: if args.all { usize::MAX } else { 10 }, implicit: &[] };
        let (program, mut errors) = check_program(&mut map, &names, &arena, sources.root.clone(), &sources, &config);
        errors.retain(|d| !LINKER.contains(&d.code.name));
        if errors.is_empty() {
            let root = PackageId(program.packages.len() as u32 - 1);
            errors = check_policy(&program, root, &policy(args.policy));
        }
        failed |= !errors.is_empty();
        render::diagnostics(&map, &errors, format);
    }
    Ok(if failed { ExitCode::from(ERROR) } else { ExitCode::SUCCESS })
}

fn policy(arg: PolicyArg) -> Policy {
    match arg {
        PolicyArg::Full => Policy::full(),
        PolicyArg::Contract => Policy::contract(),
        PolicyArg::Classic => Policy::classic(),
    }
}
