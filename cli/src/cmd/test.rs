//! `govm test`

use std::any::Any;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;

use govm_interp::{
    ENERGY_LIMIT_MAX, Engine, Failure as RunFailure, Host, Instance, Limits, Natives, Program, lower, runtime_natives,
};
use govm_lexer::SourceMap;
use govm_typeck::{Importer, Root};

use super::run::report;
use crate::args::TestArgs;
use crate::compile::{Goal, compile};
use crate::exit::{ERROR, Failure};
use crate::render::{self, Format, Limit};
use crate::sources::{self, File, Sources, TestFiles};

pub(crate) fn test(args: &TestArgs) -> Result<ExitCode, Failure> {
    let mut code = ExitCode::SUCCESS;
    for path in &args.paths {
        if !test_package(path, args)? {
            code = ExitCode::from(ERROR);
        }
    }
    Ok(code)
}

/// Where a test's functions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// In the package itself.
    Inside,
    /// In the package whose name ends in _test.
    Outside,
}

/// What a file declares to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    side: Side,
    name: String,
    kind: ItemKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ItemKind {
    Test,
    /// With the output that its last comment tells, lines in any order or as they are.
    Example {
        want: String,
        order: Order,
    },
    /// `TestMain`, which runs all others.
    Main,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    AsWritten,
    Any,
}

/// The tests and examples of a file, in order.
fn items(file: &File, side: Side, out: &mut Vec<Item>) {
    let text = String::from_utf8_lossy(&file.1);
    let lines: Vec<&str> = text.lines().collect();
    for (i, line) in lines.iter().enumerate() {
        let Some(rest) = line.strip_prefix("func ") else { continue };
        let Some((name, params)) = rest.split_once('(') else { continue };
        let is_for =
            |prefix: &str| name.strip_prefix(prefix).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_lowercase));
        if name == "TestMain" && params.contains("testing.M)") {
            out.push(Item { side, name: name.to_string(), kind: ItemKind::Main });
        } else if is_for("Test") && params.contains("testing.T)") {
            out.push(Item { side, name: name.to_string(), kind: ItemKind::Test });
        } else if is_for("Example") && params.starts_with(')') {
            let end = lines[i..].iter().position(|l| l.starts_with('}')).map_or(lines.len(), |n| i + n);
            if let Some((want, order)) = wanted_output(&lines[i..end]) {
                out.push(Item { side, name: name.to_string(), kind: ItemKind::Example { want, order } });
            }
        }
    }
}

/// What the comment at the end of an example says that it prints.
fn wanted_output(body: &[&str]) -> Option<(String, Order)> {
    let comment = |line: &&str| line.trim_start().strip_prefix("//").map(str::to_string);
    let start = body.iter().rposition(|line| {
        comment(line).is_some_and(|c| {
            let c = c.trim_start().to_lowercase();
            c.starts_with("output:") || c.starts_with("unordered output:")
        })
    })?;
    if !body[start..].iter().all(|line| line.trim().is_empty() || comment(line).is_some()) {
        return None;
    }
    let first = comment(&body[start])?;
    let (head, rest) = first.split_once(':')?;
    let order = if head.to_lowercase().contains("unordered") { Order::Any } else { Order::AsWritten };
    let mut want = rest.trim().to_string();
    for line in &body[start + 1..] {
        let text = comment(line).unwrap_or_default();
        want.push('\n');
        want.push_str(text.strip_prefix(' ').unwrap_or(&text));
    }
    Some((want, order))
}

/// Serves the package with its test files, and all that it imports.
struct TestImporter<'s> {
    sources: &'s Sources,
    path: &'s str,
    inside: Vec<File>,
    outside: Vec<File>,
}

impl Importer for TestImporter<'_> {
    fn language(&self, path: &str) -> Option<u32> {
        self.sources.language(path)
    }

    fn sources(&self, path: &str) -> Result<Vec<File>, String> {
        if path == self.path && !self.inside.is_empty() {
            return Ok(self.inside.clone());
        }
        if path.strip_suffix("_test") == Some(self.path) && !self.outside.is_empty() {
            return Ok(self.outside.clone());
        }
        self.sources.sources(path)
    }

    fn is_library(&self, path: &str) -> bool {
        let is_own = path == self.path || path.strip_suffix("_test") == Some(self.path);
        !is_own && self.sources.is_library(path)
    }
}

/// The program that runs the tests: one exported function for each.
fn main_source(items: &[Item], importer: &TestImporter<'_>, args: &TestArgs) -> String {
    let mut text = String::from("package testmain\n\nimport (\n\t\"testing\"\n");
    for (side, name, suffix, files) in
        [(Side::Inside, "inside", "", &importer.inside), (Side::Outside, "outside", "_test", &importer.outside)]
    {
        if !files.is_empty() {
            let name = if items.iter().any(|i| i.side == side) { name } else { "_" };
            writeln!(text, "\t{name} \"{}{suffix}\"", importer.path).expect("writing to a string");
        }
    }
    let pattern = args.run.as_deref().unwrap_or_default();
    writeln!(text, ")\n\nfunc init() {{ testing.Start({}, {}, {pattern:?}) }}", args.verbose, args.short)
        .expect("writing to a string");
    let call = |item: &Item| format!("{}.{}", if item.side == Side::Inside { "inside" } else { "outside" }, item.name);
    let mut all = String::new();
    for (i, item) in items.iter().enumerate() {
        let function = call(item);
        let name = &item.name;
        match item.kind {
            ItemKind::Test => {
                writeln!(text, "\nfunc Item{i}() int {{ return testing.RunTest({name:?}, {function}) }}")
                    .expect("writing to a string");
                writeln!(all, "\tif Item{i}() == 1 {{\n\t\tcode = 1\n\t}}").expect("writing to a string");
            }
            ItemKind::Example { .. } => {
                writeln!(text, "\nfunc Item{i}() int {{\n\t{function}()\n\treturn 0\n}}").expect("writing to a string");
            }
            ItemKind::Main => {
                writeln!(
                    text,
                    "\nfunc Item{i}() int {{\n\tcode := 0\n\t{function}(testing.NewM(func() int {{\n\t\tcode = allTests()\n\t\treturn code\n\t}}))\n\treturn code\n}}"
                )
                .expect("writing to a string");
            }
        }
    }
    writeln!(text, "\nfunc allTests() int {{\n\tcode := 0\n{all}\treturn code\n}}").expect("writing to a string");
    text
}

/// What the program prints, kept while an example runs.
#[derive(Default)]
struct Output {
    captured: Option<Vec<u8>>,
}

struct TestHost(Rc<RefCell<Output>>);

impl Host for TestHost {
    fn write(&mut self, fd: u8, bytes: &[u8]) {
        let mut output = self.0.borrow_mut();
        match &mut output.captured {
            Some(captured) if fd != 2 => captured.extend_from_slice(bytes),
            _ if fd == 2 => drop(std::io::stderr().write_all(bytes)),
            _ => drop(std::io::stdout().write_all(bytes)),
        }
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// Tests one package; whether all went well.
fn test_package(path: &Path, args: &TestArgs) -> Result<bool, Failure> {
    let (sources, TestFiles { inside, outside }) = sources::read_tests(path)?;
    let name = sources.root.path.clone();
    let mut found = Vec::new();
    for (files, side) in [(&inside, Side::Inside), (&outside, Side::Outside)] {
        for file in files {
            items(file, side, &mut found);
        }
    }
    if inside.is_empty() && outside.is_empty() {
        print_line(&format!("?   \t{name}\t[no test files]"));
        return Ok(true);
    }
    // Examples come after all tests.
    found.sort_by_key(|i| matches!(i.kind, ItemKind::Example { .. }));
    if let Some(pattern) = args.run.as_deref().and_then(|p| p.split('/').next()) {
        found.retain(|i| i.kind == ItemKind::Main || i.name.contains(pattern));
    }
    let own = sources.root.files.iter().chain(&inside).cloned().collect();
    let importer = TestImporter { sources: &sources, path: &name, inside: own, outside };
    let text = main_source(&found, &importer, args);
    let root = Root { path: "main".to_string(), files: vec![("_testmain.go".to_string(), text.into_bytes())] };
    let mut map = SourceMap::new();
    let module = match compile(root, &importer, &mut map, Goal::Run, Limit::Ten, lower) {
        Ok(module) => module,
        Err(errors) => {
            render::diagnostics(&map, &errors, Format::Text);
            print_line(&format!("FAIL\t{name} [build failed]"));
            return Ok(false);
        }
    };
    let mut natives = Natives::new();
    natives.extend(runtime_natives());
    for row in govm_stdlib::natives() {
        natives.extend(&[row]);
    }
    natives.extend(&govm_runtime::chain_natives());
    let program = Arc::new(Program::load(module, &natives).map_err(|e| Failure::new(e.to_string()))?);
    let failed = Runner { program, args }.run_all(&found);
    if found.is_empty() {
        let _ = writeln!(std::io::stderr(), "testing: warning: no tests to run");
    }
    if failed > 0 {
        print_line(&format!("FAIL\nexit status 1\nFAIL\t{name}\t0.000s"));
    } else {
        print_line(&format!("{}ok  \t{name}\t0.000s", if args.verbose { "PASS\n" } else { "" }));
    }
    Ok(failed == 0)
}

fn print_line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

struct Runner<'a> {
    program: Arc<Program>,
    args: &'a TestArgs,
}

impl Runner<'_> {
    /// Runs everything and counts what failed. A panic ends its test only: the others go on in a new machine.
    fn run_all(&self, items: &[Item]) -> usize {
        let mut failed = 0;
        let has_main = items.iter().any(|i| i.kind == ItemKind::Main);
        let mut todo: Vec<usize> = (0..items.len()).filter(|i| !has_main || items[*i].kind != ItemKind::Test).collect();
        todo.reverse();
        while !todo.is_empty() {
            let output = Rc::new(RefCell::new(Output::default()));
            let mut host = TestHost(Rc::clone(&output));
            let mut limits = Limits::generous();
            limits.energy = self.args.limits.energy.unwrap_or(ENERGY_LIMIT_MAX);
            if let Some(memory) = self.args.limits.memory {
                limits.memory = memory;
            }
            let mut instance = Instance::new(&self.program, Engine::Threaded, limits, &mut host);
            if let Err(failure) = instance.run_init() {
                report(&failure);
                return failed + 1;
            }
            while let Some(i) = todo.pop() {
                let result = self.run_item(&items[i], &format!("Item{i}"), &mut instance, &output);
                failed += usize::from(result != Ok(Outcome::Passed));
                if result == Err(Stopped) {
                    break;
                }
            }
        }
        failed
    }

    fn run_item(
        &self,
        item: &Item,
        export: &str,
        instance: &mut Instance<'_>,
        output: &RefCell<Output>,
    ) -> Result<Outcome, Stopped> {
        if let ItemKind::Example { want, order } = &item.kind {
            if self.args.verbose {
                print_line(&format!("=== RUN   {}", item.name));
            }
            output.borrow_mut().captured = Some(Vec::new());
            let result = instance.call_export(export, &[]);
            let got = output.borrow_mut().captured.take().unwrap_or_default();
            result.map_err(|failure| self.stopped(item, &failure))?;
            return Ok(self.compare(item, &String::from_utf8_lossy(&got), want, *order));
        }
        match instance.call_export(export, &[]) {
            Ok(results) if results.first() == Some(&1) => Ok(Outcome::Failed),
            Ok(_) => Ok(Outcome::Passed),
            Err(failure) if item.kind == ItemKind::Main && failure.exit_status == Some(0) => Ok(Outcome::Passed),
            Err(failure) => Err(self.stopped(item, &failure)),
        }
    }

    fn stopped(&self, item: &Item, failure: &RunFailure) -> Stopped {
        if failure.exit_status.is_none() {
            let _ = std::io::stdout().flush();
            print_line(&format!("--- FAIL: {} (0.00s)", item.name));
            report(failure);
        }
        Stopped
    }

    fn compare(&self, item: &Item, got: &str, want: &str, order: Order) -> Outcome {
        let sorted = |text: &str| {
            let mut lines: Vec<&str> = text.trim().split('\n').collect();
            lines.sort_unstable();
            lines.join("\n")
        };
        let is_same = match order {
            Order::AsWritten => got.trim() == want.trim(),
            Order::Any => sorted(got) == sorted(want),
        };
        if is_same {
            if self.args.verbose {
                print_line(&format!("--- PASS: {} (0.00s)", item.name));
            }
            return Outcome::Passed;
        }
        let label = if order == Order::Any { "want (unordered)" } else { "want" };
        print_line(&format!("--- FAIL: {} (0.00s)\ngot:\n{}\n{label}:\n{}", item.name, got.trim(), want.trim()));
        Outcome::Failed
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
}

/// The machine cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stopped;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_examples_are_found_with_their_output() {
        let text = "package p\n\nfunc TestA(t *testing.T) {}\n\nfunc Testify() {}\n\nfunc ExampleB() {\n\tf()\n\t// Output:\n\t// x\n\t//  y\n}\n\n\
                    func ExampleC() {\n\tg()\n}\n\nfunc TestMain(m *testing.M) {}\n";
        let mut found = Vec::new();
        items(&("p_test.go".to_string(), text.as_bytes().to_vec()), Side::Inside, &mut found);
        let names: Vec<_> = found.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(names, ["TestA", "ExampleB", "TestMain"]);
        assert_eq!(found[1].kind, ItemKind::Example { want: "\nx\n y".to_string(), order: Order::AsWritten });
    }
}
