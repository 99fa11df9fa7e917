//! `govm check`

use std::process::ExitCode;

use govm_lexer::SourceMap;
use govm_typeck::{Policy, Rules, check_policy};

use crate::args::{CheckArgs, PolicyArg};
use crate::compile::{Goal, compile, root};
use crate::exit::{ERROR, Failure};
use crate::render::{self, Format, Limit};
use crate::sources;

pub(crate) fn check(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let format = if args.json { Format::Json } else { Format::Text };
    let rules = if args.all { Rules::GoTypes } else { Rules::Gc };
    let mut failed = false;
    for path in &args.paths {
        let sources = sources::read(path, &args.roots)?;
        let mut map = SourceMap::new();
        let refused = compile(sources.root.clone(), &sources, &mut map, Goal::Check(rules), Limit::None, |program, _, _| {
            let errors = check_policy(program, root(program), &policy(args.policy));
            if errors.is_empty() { Ok(()) } else { Err(errors) }
        });
        if let Err(errors) = refused {
            failed = true;
            render::diagnostics(&map, &errors, format);
        }
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
