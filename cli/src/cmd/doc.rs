//! `govm doc`

use std::io::Write;
use std::process::ExitCode;

use crate::args::DocArgs;
use crate::exit::Failure;

pub(crate) fn doc(args: &DocArgs) -> Result<ExitCode, Failure> {
    let text = match &args.what {
        None => govm_stdlib::package_paths().map(|p| format!("{p}\n")).collect(),
        Some(what) => find(what)?,
    };
    // A closed pipe is no error: whoever reads has seen enough.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// The documentation of `PACKAGE`, `PACKAGE.Name` or `PACKAGE.Type.Method`.
fn find(what: &str) -> Result<String, Failure> {
    let last = what.rfind('/').map_or(0, |i| i + 1);
    let dot = what[last..].find('.').map(|i| last + i);
    let (path, name) = dot.map_or((what, None), |i| (&what[..i], Some(&what[i + 1..])));
    let Some(files) = govm_stdlib::source(path) else {
        return Err(Failure::new(match govm_stdlib::why_absent(path) {
            Some(why) => format!("package {path} is not available: {why}"),
            None => format!("package {path} is not in std"),
        }));
    };
    let entries: Vec<Entry<'_>> = files.iter().flat_map(|(_, text)| entries(text)).collect();
    match name {
        None => Ok(package(path, files, &entries)),
        Some(name) => {
            let found: Vec<_> = entries.iter().filter(|e| e.name == name || e.members.contains(&name)).collect();
            if found.is_empty() {
                return Err(Failure::new(format!("no symbol {name} in package {path}")));
            }
            let methods = entries.iter().filter(|e| e.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')));
            let methods: String = methods.map(|e| format!("{}\n", e.head())).collect();
            let text: Vec<String> = found.iter().map(|e| e.whole()).collect();
            Ok(format!("{}{}{methods}", text.join("\n"), if methods.is_empty() { "" } else { "\n" }))
        }
    }
}

/// The comment of the package, then the first line of every exported declaration.
fn package(path: &str, files: &[(&str, &str)], entries: &[Entry<'_>]) -> String {
    let mut text = format!("package {} // import \"{path}\"\n\n", path.rsplit('/').next().unwrap_or(path));
    for (_, file) in files {
        let comment: Vec<&str> = file.lines().take_while(|l| l.starts_with("//")).collect();
        if !comment.is_empty() && file.lines().nth(comment.len()).is_some_and(|l| l.starts_with("package ")) {
            text.push_str(&plain(&comment));
            text.push('\n');
        }
    }
    for keyword in ["const", "var", "func", "type"] {
        for entry in entries.iter().filter(|e| e.lines[0].starts_with(keyword) && !e.name.contains('.')) {
            text.push_str(&entry.head());
            text.push('\n');
        }
    }
    text
}

/// A comment without its slashes.
fn plain(comment: &[&str]) -> String {
    comment.iter().map(|l| format!("{}\n", l.trim_start_matches('/').strip_prefix(' ').unwrap_or(""))).collect()
}

/// An exported declaration with its comment.
struct Entry<'t> {
    /// `Name` or `Type.Method`; of a group, its first name.
    name: String,
    /// Exported names of a group.
    members: Vec<&'t str>,
    comment: Vec<&'t str>,
    lines: Vec<&'t str>,
}

impl Entry<'_> {
    /// The first line.
    fn head(&self) -> String {
        let line = self.lines[0];
        if let Some(rest) = line.strip_suffix('(') {
            return format!("{rest}( {} ... )", self.name);
        }
        if line.starts_with("func ") {
            return body(line).to_string();
        }
        match line.split_once('{') {
            Some((head, _)) if !line.ends_with('}') => format!("{}{{ ... }}", head),
            _ => line.to_string(),
        }
    }

    /// The declaration, without a function's body, and its comment.
    fn whole(&self) -> String {
        let mut text = String::new();
        if self.lines[0].starts_with("func ") {
            text.push_str(body(self.lines[0]));
            text.push('\n');
        } else {
            for line in &self.lines {
                text.push_str(line);
                text.push('\n');
            }
        }
        for line in plain(&self.comment).lines() {
            text.push_str("    ");
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// A function's head: all before the brace of its body.
fn body(line: &str) -> &str {
    match line.strip_suffix('{') {
        Some(head) => head.trim_end(),
        // A body on the same line begins at the last brace that a space precedes and that closes at the end.
        None if line.ends_with('}') => line.find(" { ").or_else(|| line.find(" {}")).map_or(line, |i| &line[..i]),
        None => line,
    }
}

fn is_exported(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

fn identifier(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The exported declarations of a file. The library's files are formatted, so that a declaration begins a line.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let Some(keyword) = ["func ", "type ", "const ", "var "].into_iter().find(|k| line.starts_with(k)) else { continue };
        let rest = &line[keyword.len()..];
        let is_open = line.ends_with('{') || line.ends_with('(');
        let end = match is_open {
            true => lines[i..].iter().position(|l| l.starts_with(['}', ')'])).map_or(lines.len(), |n| i + n + 1),
            false => i + 1,
        };
        let start = lines[..i].iter().rposition(|l| !l.starts_with("//")).map_or(0, |n| n + 1);
        let mut members = Vec::new();
        let name = if let Some(method) = rest.strip_prefix('(') {
            let Some((receiver, rest)) = method.split_once(") ") else { continue };
            let ty = identifier(receiver.rsplit([' ', '*']).next().unwrap_or_default());
            let name = identifier(rest);
            if !is_exported(ty) || !is_exported(name) {
                continue;
            }
            format!("{ty}.{name}")
        } else if rest.starts_with('(') {
            members = lines[i + 1..end]
                .iter()
                .filter_map(|l| l.strip_prefix('\t'))
                .map(identifier)
                .filter(|n| is_exported(n))
                .collect();
            members.first().copied().unwrap_or_default().to_string()
        } else {
            identifier(rest).to_string()
        };
        if is_exported(&name) {
            found.push(Entry { name, members, comment: lines[start..i].to_vec(), lines: lines[i..end].to_vec() });
        }
    }
    found
}
