//! `govm new`: a directory to begin a contract in.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use crate::args::NewArgs;
use crate::exit::Failure;

const CONTRACT: &str = include_str!("../../template/contract.go");
const TEST: &str = include_str!("../../template/contract_test.go");
const README: &str = include_str!("../../template/README.md");

/// What stands for the name of the package in the templates.
const NAME: &str = "counter";

pub(crate) fn new(args: &NewArgs) -> Result<ExitCode, Failure> {
    let name = args.name.as_str();
    check_name(name)?;
    let dir = args.dir.clone().unwrap_or_else(|| PathBuf::from(name));
    if dir.exists() && fs::read_dir(&dir).map_err(|e| failed(&dir, &e))?.next().is_some() {
        return Err(Failure::new(format!("{} is there already, and not empty", dir.display())));
    }
    let files = files(name);
    for (path, text) in &files {
        let path = dir.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| failed(parent, &e))?;
        }
        fs::write(&path, text).map_err(|e| failed(&path, &e))?;
    }
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", json!({ "dir": dir.display().to_string(), "files": names }))?;
    } else {
        for file in names {
            writeln!(out, "{}", dir.join(file).display())?;
        }
        writeln!(out, "\n{} tells how to go on.", dir.join("README.md").display())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

/// Names a package: lower-case letters, digits and underscores, since it names files too.
fn check_name(name: &str) -> Result<(), Failure> {
    let is_letter = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| is_letter(c) || c.is_ascii_digit());
    if !is_name || govm_lexer::KEYWORDS.iter().any(|keyword| keyword.text() == name) || name.ends_with("_test") || name.len() > 64
    {
        let message = format!("invalid name {name:?}: a package has a name of lower-case letters and digits that is no keyword");
        return Err(Failure::new(message));
    }
    if name == "main" || govm_stdlib::source(name).is_some() {
        return Err(Failure::new(format!("invalid name {name:?}: it is the name of another package")));
    }
    Ok(())
}

/// All files by their paths, in the order in which they are told.
fn files(name: &str) -> Vec<(String, String)> {
    let filled = |template: &str| template.replace(NAME, name);
    let go_mod = format!("module {name}\n\ngo 1.24\n\nrequire govm v0.0.0\n\nreplace govm => ./govm\n");
    let mut files = vec![
        ("README.md".to_string(), filled(README)),
        ("go.mod".to_string(), go_mod),
        (format!("{name}.go"), filled(CONTRACT)),
        (format!("{name}_test.go"), filled(TEST)),
        (".gitignore".to_string(), "govm-store*\n".to_string()),
        ("govm/go.mod".to_string(), "module govm\n\ngo 1.24\n".to_string()),
    ];
    for (file, text) in govm_stdlib::source("govm").unwrap_or_default() {
        files.push((format!("govm/{file}"), stub(text)));
    }
    files
}

/// Package govm for editors and Go's own tools: functions that the chain provides get bodies. The machine never reads it.
fn stub(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(line);
        if line.starts_with("func declare(") {
            // Package variables are made of this one, so that tests of other things can run.
            out.push_str(" {}");
        } else if line.starts_with("func ") && !line.ends_with(['{', '}']) {
            out.push_str(" { panic(\"govm: this runs on a chain only\") }");
        }
        out.push('\n');
    }
    out
}
