//! `govm dump`

use std::io::Write;
use std::process::ExitCode;

use bumpalo::Bump;
use govm_interp::{Module, VerifyError};
use govm_lexer::{Diagnostic, Interner, SourceMap, dump_tokens, lex};
use govm_parser::ast::NodeId;

use crate::args::{DumpArgs, Stage};
use crate::compile::{Goal, compile, root};
use crate::exit::{ERROR, Failure};
use crate::render::{self, Format, Limit};
use crate::sources::{self, Sources};

pub(crate) fn dump(args: &DumpArgs) -> Result<ExitCode, Failure> {
    let sources = sources::read(&args.path, &[])?;
    let mut map = SourceMap::new();
    let (text, errors) = match args.stage {
        Stage::Tokens | Stage::Ast => syntax(sources, &mut map, args.stage),
        Stage::Types | Stage::Bytecode => {
            let dumped = compile(sources.root.clone(), &sources, &mut map, Goal::Run, Limit::Ten, |program, map, names| {
                let root = root(program);
                match args.stage {
                    Stage::Types => Ok(Ok(govm_typeck::dump_package(program, root, names))),
                    _ => govm_interp::lower(program, map, names).map(|module| bytecode(&module, map)),
                }
            });
            match dumped {
                Ok(text) => (text?, Vec::new()),
                Err(errors) => (String::new(), errors),
            }
        }
    };
    let _ = std::io::stdout().write_all(text.as_bytes());
    render::diagnostics(&map, &errors, Format::Text);
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(ERROR) })
}

/// The tokens or trees of all files, and what is wrong with them.
fn syntax(sources: Sources, map: &mut SourceMap, stage: Stage) -> (String, Vec<Diagnostic>) {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let (mut text, mut errors) = (String::new(), Vec::new());
    for (name, bytes) in sources.root.files {
        match map.add(name, bytes) {
            Err(refused) => errors.push(refused),
            Ok(file) if stage == Stage::Tokens => {
                let lexed = lex(map, file, &names);
                text.push_str(&dump_tokens(map, &lexed, &names));
                errors.extend(lexed.diagnostics);
            }
            Ok(file) => {
                let (tree, diagnostics) = govm_parser::parse(map, file, &arena, &names, NodeId(0));
                text.push_str(&govm_parser::dump_file(map, &tree, &names));
                errors.extend(diagnostics);
            }
        }
    }
    (text, errors)
}

fn bytecode(module: &Module, map: &SourceMap) -> Result<String, Failure> {
    govm_interp::verify(module).map_err(|e| refused(module, &e))?;
    Ok(govm_interp::dump_module(module, &texts(module, map)))
}

/// The texts of a module's files, in the order of the module. A text that is not UTF-8 is left out.
fn texts<'m>(module: &Module, map: &'m SourceMap) -> Vec<&'m str> {
    let text = |name: &String| {
        let file = map.files().iter().find(|file| file.name == *name)?;
        std::str::from_utf8(&file.text).ok()
    };
    module.files.iter().map(|name| text(name).unwrap_or_default()).collect()
}

/// What the verifier has against a module: a mistake of the compiler, said with the function's name.
fn refused(module: &Module, e: &VerifyError) -> Failure {
    let place = match e.func.and_then(|func| module.funcs.get(func.0 as usize)) {
        Some(func) => match e.instr {
            Some(instr) => format!("{} instruction {instr}: ", func.name),
            None => format!("{}: ", func.name),
        },
        None => String::new(),
    };
    Failure::new(format!("module refused: {}: {place}{}", e.code.code(), e.text))
}
