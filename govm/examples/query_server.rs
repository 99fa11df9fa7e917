//! Answers queries, a JSON object a line: `{"function": "CountOf", "args": ["0x01..."]}` on standard input, the results or an error on
//! standard output. Queries run on the committed state beside each other: a node can be shared by threads.

#![allow(clippy::print_stdout, reason = "a server answers")]
#![allow(unreachable_pub, dead_code, reason = "a test runs it too")]

use std::io::{BufRead, Write};
use std::sync::Arc;

use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Source};

/// The answer to a line.
fn answer(node: &Node, app: &Hash, function: &str, args: &str) -> String {
    let answered = (|| {
        let args = node.arguments_from_json(app, function, args)?;
        let receipt = node.query(Address([9; 24]), *app, function, &args, 1_000_000)?;
        match receipt.failure {
            None => node.results_to_json(app, function, &receipt.result),
            Some(failure) => Err(Error::Misuse(failure.message)),
        }
    })();
    match answered {
        Ok(results) => format!("{{\"results\": {results}}}"),
        Err(error) => format!("{{\"code\": \"{}\", \"error\": \"{}\"}}", error.code(), error.to_string().escape_debug()),
    }
}

/// The parts of a query, each between its name and what follows. A real server has a JSON parser.
fn parts(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.split_once("\"function\": \"")?;
    let (function, rest) = rest.split_once("\", \"args\": ")?;
    Some((function, rest.trim_end().strip_suffix('}')?))
}

fn serve(node: &Node, app: &Hash, input: impl BufRead, mut output: impl Write) -> std::io::Result<()> {
    for line in input.lines() {
        let answer = match parts(&line?) {
            Some((function, args)) => answer(node, app, function, args),
            None => "{\"error\": \"not a query\"}".into(),
        };
        writeln!(output, "{answer}")?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (node, app) = start()?;
    serve(&node, &app, std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(())
}

/// A node with an app that has counted, and four queries at once.
pub fn start() -> Result<(Node, Hash), Box<dyn std::error::Error>> {
    let user = Address([1; 24]);
    let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
    let source = Source::new(vec![("counter.go".into(), include_bytes!("counter.go").to_vec())])?;
    let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
    let app = block.deploy(user, &source, &[], 10_000_000)?.app;
    block.commit()?;
    let args = node.arguments_from_json(&app, "Add", "[5]")?;
    let mut block = node.begin_block(2, 1_700_000_001_000, Hash::default())?;
    block.call(user, app, "Add", &args, 1_000_000)?;
    block.commit()?;

    let query = format!("{{\"function\": \"CountOf\", \"args\": [\"{user}\"]}}\n");
    let (shared, query) = (&node, &query);
    // Connections, each with a thread.
    let answers: Vec<String> = std::thread::scope(|threads| {
        let connections = (0..4).map(|_| {
            threads.spawn(move || {
                let mut answers = Vec::new();
                serve(shared, &app, query.as_bytes(), &mut answers).map(|()| String::from_utf8_lossy(&answers).into_owned())
            })
        });
        connections.collect::<Vec<_>>().into_iter().filter_map(|thread| thread.join().ok()?.ok()).collect()
    });
    assert_eq!(answers, ["{\"results\": 5}\n"; 4]);
    Ok((node, app))
}
