//! `govm dump`

use std::io::Write;
use std::process::ExitCode;

use bumpalo::Bump;
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
                let Some(file) = map.add(name.clone(), bytes) else {
                    return Err(Failure::new(format!("{name}: file too large")));
                };
                if args.stage == Stage::Tokens {
                    let lexed = govm_lexer::lex(&map, file, &names);
                    text.push_str(&govm_lexer::dump_tokens(&map, &lexed, &names));
                    errors.extend(lexed.diagnostics);
                } else {
                    let (tree, diagnostics) = govm_parser::parse(&map, file, &arena, &names, next);
                    next = tree.end_id;
                    text.push_str(&format!("{tree:?}"));
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
                        if let Err(e) = govm_interp::verify(&module) {
                            eprintln!("VERIFY {e:?}");
                        }
                        (govm_interp::dump_module(&module, &[]), errors)
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
