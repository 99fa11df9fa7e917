//! `govm dump`

use std::io::Write;
use std::process::ExitCode;

use bumpalo::Bump;
use govm_interp::{Module, VerifyError};
use govm_lexer::{Interner, SourceMap};
use govm_typeck::{Config, PackageId, check_program};

use crate::args::{DumpArgs, Stage};
use crate::exit::{ERROR, Failure};
use crate::render::{self, Format};
use crate::sources;

pub(crate) fn dump(args: &DumpArgs) -> Result<ExitCode, Failure> {
    let sources = sources::read(&args.path)?;
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let (text, errors) = match args.stage {
        Stage::Tokens | Stage::Ast => {
            let (mut text, mut errors) = (String::new(), Vec::new());
            let mut next = govm_parser::ast::NodeId(0);
            for (name, bytes) in sources.root.files {
                let file = match map.add(name, bytes) {
                    Ok(file) => file,
                    Err(refused) => {
                        errors.push(refused);
                        continue;
                    }
                };
                if args.stage == Stage::Tokens {
                    let lexed = govm_lexer::lex(&map, file, &names);
                    text.push_str(&govm_lexer::dump_tokens(&map, &lexed, &names));
                    errors.extend(lexed.diagnostics);
                } else {
                    let (tree, diagnostics) = govm_parser::parse(&map, file, &arena, &names, next);
                    next = tree.end_id;
                    text.push_str(&govm_parser::dump_file(&map, &tree, &names));
                    errors.extend(diagnostics);
                }
            }
            (text, errors)
        }
        Stage::Types | Stage::Bytecode => {
            let config = Config { error_limit: 10, implicit: govm_interp::IMPLICIT_PACKAGES };
            let (mut program, errors) = check_program(&mut map, &names, &arena, sources.root.clone(), &sources, &config);
            if !errors.is_empty() {
                (String::new(), errors)
            } else if args.stage == Stage::Types {
                let root = PackageId(program.packages.len() as u32 - 1);
                (govm_typeck::dump_package(&mut program, root, &names), errors)
            } else {
                match govm_interp::lower(&mut program, &map, &names) {
                    Ok(module) => {
                        govm_interp::verify(&module).map_err(|e| refused(&module, &e))?;
                        (govm_interp::dump_module(&module, &texts(&module, &map)), errors)
                    }
                    Err(errors) => (String::new(), errors),
                }
            }
        }
    };
    let _ = std::io::stdout().write_all(text.as_bytes());
    render::diagnostics(&map, &errors, Format::Text);
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(ERROR) })
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
