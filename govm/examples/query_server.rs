//! Answers queries, a JSON object a line: `{"function": "CountOf", "args": ["0x01..."]}` on standard input, the results or an error on
//! standard output. Each connection has a thread and a reader of the chain; the node goes on making blocks beside them.

#![allow(clippy::print_stdout, reason = "a server answers")]
#![allow(unreachable_pub, dead_code, reason = "a test runs it too")]

use std::io::{BufRead, Write};
use std::sync::Arc;

use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Reader, Source};

/// The answer to a line.
fn answer(reader: &Reader, app: &Hash, function: &str, args: &str) -> String {
    let answered = (|| {
        let args = reader.arguments_from_json(app, function, args)?;
        let receipt = reader.query(Address([9; 24]), *app, function, &args, 1_000_000)?;
        match receipt.failure {
            None => reader.results_to_json(app, function, &receipt.result),
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

fn serve(reader: &Reader, app: &Hash, input: impl BufRead, mut output: impl Write) -> std::io::Result<()> {
    for line in input.lines() {
        let answer = match parts(&line?) {
            Some((function, args)) => answer(reader, app, function, args),
            None => "{\"error\": \"not a query\"}".into(),
        };
        writeln!(output, "{answer}")?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (node, app) = start()?;
    serve(&node.reader(), &app, std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(())
}

/// A node with an app that counts, and four connections that ask while it makes blocks.
pub fn start() -> Result<(Node, Hash), Box<dyn std::error::Error>> {
    let user = Address([1; 24]);
    let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
    let source = Source::new(vec![("counter.go".into(), include_bytes!("counter.go").to_vec())])?;
    let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
    let app = block.deploy(user, &source, &[], 10_000_000)?.app;
    block.commit()?;

    let query = format!("{{\"function\": \"CountOf\", \"args\": [\"{user}\"]}}\n");
    std::thread::scope(|threads| {
        let connections: Vec<_> = (0..4)
            .map(|_| {
                let (reader, queries) = (node.reader(), query.repeat(25));
                threads.spawn(move || {
                    let mut answers = Vec::new();
                    serve(&reader, &app, queries.as_bytes(), &mut answers).map(|()| answers)
                })
            })
            .collect();
        let args = node.arguments_from_json(&app, "Add", "[5]")?;
        for number in 2..10 {
            let mut block = node.begin_block(number, 1_700_000_000_000 + number * 1000, Hash::default())?;
            block.call(user, app, "Add", &args, 1_000_000)?;
            block.commit()?;
        }
        for connection in connections {
            let answers = String::from_utf8(connection.join().expect("a connection does not panic")?)?;
            // A count only grows, and each answer is that of some block.
            let counts: Vec<u64> =
                answers.lines().filter_map(|line| line.trim_matches(|c| !char::is_numeric(c)).parse().ok()).collect();
            assert!(counts.len() == 25 && counts.is_sorted() && counts.iter().all(|count| count % 5 == 0 && *count <= 40));
        }
        Ok((node, app))
    })
}
