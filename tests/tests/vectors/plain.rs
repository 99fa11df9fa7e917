//! What needs no app to run: hashes, keys, signatures, energy, counters, rules of chains.

use govm_runtime::{
    Address, ClassicMeter, CountError, Counters, Hash, Transaction, address_of, base_ops_energy, block_interval, hash_power,
    log_distance, may_read_log, public_key, recover, sign, transaction_root,
};
use serde_json::Value;

use crate::{Outcome, Report, bytes, hex, number, rows, same, text};

pub(crate) fn run(report: &mut Report) {
    hashes(report);
    addresses(report);
    recoveries(report);
    energy(report);
    lines(report);
    chains(report);
    logs(report);
}

fn hashes(report: &mut Report) {
    for (i, row) in rows(&report.file("hash.json"), "vectors").iter().enumerate() {
        let outcome = same("hash", hex(&Hash::of(&bytes(row, "in")).0), text(row, "hash").to_string());
        report.row("hash.json", &format!("{i}: {} bytes", text(row, "in").len() / 2), outcome);
    }
}

/// The uncompressed key of a private one.
fn uncompressed(row: &Value) -> Vec<u8> {
    bytes(row, "public_uncompressed")
}

fn addresses(report: &mut Report) {
    let file = report.file("addresses.json");
    for row in rows(&file, "vectors") {
        let private = bytes(row, "private");
        let key = public_key(&private).map(|key| key.to_vec()).unwrap_or_default();
        let address = |kind, key: &[u8]| address_of(kind, key).map_or(String::new(), |address| hex(&address.0));
        let outcome = same("key", hex(&key), text(row, "public_compressed").into())
            .and_then(|()| same("type 0", address(0, &uncompressed(row)), text(row, "address_ethereum").into()))
            .and_then(|()| same("type 1", address(1, &key), text(row, "address_default").into()))
            .and_then(|()| same("type 2", address(2, &key), text(row, "address_ibs").into()))
            .and_then(|()| {
                let signature = sign(&private, b"message").ok_or("no signature")?;
                let owner = address_of(1, &key).ok_or("no address")?;
                same("its own signature", recover(&owner.0, &signature, b"message"), true)
            });
        report.row("addresses.json", text(row, "private"), outcome);
    }
    let first = &rows(&file, "vectors")[0];
    let (long, short) = (uncompressed(first), bytes(first, "public_compressed"));
    let edge = file["edge"].as_object().expect("there are edges");
    for (name, expected) in edge {
        let outcome = match (name.as_str(), expected) {
            ("default_with_uncompressed_key_is_nil", v) => same("nil", Value::Bool(address_of(1, &long).is_none()), v.clone()),
            ("ethereum_with_compressed_key_is_nil", v) => same("nil", Value::Bool(address_of(0, &short).is_none()), v.clone()),
            ("type_3_is_nil", v) => same("nil", Value::Bool(address_of(3, &short).is_none()), v.clone()),
            ("sign_31_bytes_is_nil", v) => same("nil", Value::Bool(sign(&[0x11; 31], b"m").is_none()), v.clone()),
            ("public_key_of_32_zero_bytes", v) => key(&[0; 32], v),
            ("public_key_of_33_bytes(11*32,07)", v) => key(&[&[0x11; 32][..], &[7]].concat(), v),
            (name, v) => match name.strip_prefix("get_public_key_").and_then(|n| n.strip_suffix("_bytes_is_nil")) {
                Some(n) => {
                    let bytes = vec![0x11; n.parse().expect("a number")];
                    same("nil", Value::Bool(public_key(&bytes).is_none()), v.clone())
                }
                None => Err("no test knows this".into()),
            },
        };
        report.row("addresses.json", name, outcome);
    }
}

fn key(private: &[u8], expected: &Value) -> Outcome {
    let key = public_key(private).ok_or("no key")?;
    same("key", Some(hex(&key).as_str()), expected.as_str())
}

fn recoveries(report: &mut Report) {
    for (i, row) in rows(&report.file("recover.json"), "vectors").iter().enumerate() {
        let address = bytes(row, "address");
        // The original fails on an empty address before it looks at anything; so does the runtime that apps see.
        let actual = match address.as_slice() {
            [] => "panic",
            address if recover(address, &bytes(row, "sign"), &bytes(row, "msg")) => "true",
            _ => "false",
        };
        report.row("recover.json", &format!("{i}: {}", text(row, "name")), same("recover", actual, text(row, "recover")));
    }
}

fn energy(report: &mut Report) {
    let file = report.file("energy.json");
    for row in rows(&file, "sequences") {
        report.row("energy.json", text(row, "name"), sequence(row));
    }
    for row in rows(&file, "bulk") {
        let n = number(&row["n"]);
        let mut meter = ClassicMeter::new();
        let (mut calls, mut outcome) = (0, Ok(()));
        for point in rows(row, "used_after") {
            let until = number(&point["calls"]);
            while calls < until {
                // What was used goes beyond the energy that there is; it is counted all the same.
                let _ = meter.consume(n);
                calls += 1;
            }
            outcome = outcome.and_then(|()| same(&format!("used after {calls}"), meter.used(), number(&point["used"])));
        }
        report.row("energy.json", &format!("many charges of {n}"), outcome);
    }
}

fn sequence(row: &Value) -> Outcome {
    let mut meter = ClassicMeter::new();
    for (energy, ok) in rows(row, "set_energy").iter().zip(rows(row, "set_ok")) {
        same("set energy", Some(meter.set_energy(number(energy))), ok.as_bool())?;
    }
    for (i, (charge, left)) in rows(row, "consume").iter().zip(rows(row, "left")).enumerate() {
        let actual = match meter.consume(number(charge)) {
            Ok(()) => meter.left().to_string(),
            Err(_) => "panic".into(),
        };
        same(&format!("left after charge {i}"), Some(actual.as_str()), left.as_str())?;
    }
    Ok(())
}

fn lines(report: &mut Report) {
    for row in rows(&report.file("line_counts.json"), "vectors") {
        report.row("line_counts.json", text(row, "name"), counted(row));
    }
}

fn counted(row: &Value) -> Outcome {
    let source = text(row, "source").as_bytes();
    let counters = match Counters::of(source) {
        Ok(counters) => counters,
        Err(CountError::Refused(what)) => return same("refused", format!("not support '{what}'"), text(row, "refused").into()),
        Err(error) => return Err(error.to_string()),
    };
    same("refused", "", text(row, "refused"))?;
    let actual: Vec<(u64, u64)> = counters.counters().iter().map(|c| (c.offset.into(), c.statements.into())).collect();
    let expected: Vec<(u64, u64)> = rows(row, "counters").iter().map(|pair| (number(&pair[0]), number(&pair[1]))).collect();
    same("counters", actual, expected)?;
    same("lines", counters.lines(), number(&row["lines"]))?;
    let annotated = String::from_utf8_lossy(&counters.annotate(source)).into_owned();
    same("annotated", annotated.as_str(), text(row, "annotated"))
}

fn chains(report: &mut Report) {
    let file = report.file("chain_rules.json");
    for row in rows(&file, "hash_power") {
        let hash = Hash::parse(text(row, "hash")).expect("a hash");
        let outcome = same("power", hash_power(&hash), number(&row["hash_power"]));
        report.row("chain_rules.json", &format!("hash power of {}", &text(row, "hash")[..16]), outcome);
    }
    for row in rows(&file, "per_chain") {
        let chain = number(&row["chain"]);
        let outcome = same("energy", base_ops_energy(chain), number(&row["base_ops_energy"]))
            .and_then(|()| same("interval", block_interval(chain), number(&row["block_interval_ms"])));
        report.row("chain_rules.json", &format!("chain {chain}"), outcome);
    }
    for row in rows(&file, "public_app_account") {
        let name = Hash::parse(text(row, "app_name")).expect("a name");
        let outcome = same("account", hex(&name.account().0), text(row, "account").into());
        report.row("chain_rules.json", &format!("account of {}", &text(row, "app_name")[..16]), outcome);
    }
    for row in rows(&file, "trans_list_root") {
        let items: Vec<Hash> = rows(row, "items").iter().filter_map(|item| Hash::parse(item.as_str()?)).collect();
        let outcome = same("root", hex(&transaction_root(&items).0), text(row, "root").into());
        report.row("chain_rules.json", &format!("root of {} transactions", items.len()), outcome);
    }
    let transactions = &file["transactions"];
    let (private, user) = (bytes(transactions, "private_key"), bytes(transactions, "user"));
    for row in rows(transactions, "vectors") {
        report.row("chain_rules.json", text(row, "name"), transaction(row, &private, &user));
    }
}

fn transaction(row: &Value, private: &[u8], user: &[u8]) -> Outcome {
    let output = bytes(row, "output");
    let read = Transaction::from_bytes(&output);
    same("decodes", Some(read.is_some()), row["decodes"].as_bool())?;
    let Some((signature, transaction)) = read else { return Ok(()) };
    same("user", transaction.user, Address(user.try_into().map_err(|_| "no address")?))?;
    let named = (transaction.energy, transaction.cost, u64::from(transaction.ops));
    same("energy, cost, ops", named, (number(&row["energy"]), number(&row["cost"]), number(&row["ops"])))?;
    let signed = transaction.signed_bytes();
    same("signed bytes", hex(&signed), text(row, "sign_data").into())?;
    same("signature", sign(private, &signed).map(|bytes| bytes.to_vec()), Some(signature.clone()))?;
    same("recover", recover(user, &signature, &signed), true)?;
    same("key", hex(&Hash::of(&output).0), text(row, "key").into())?;
    same("bytes", transaction.to_bytes(&signature), Some(output))
}

fn logs(report: &mut Report) {
    let file = report.file("log_distance.json");
    let allowed = file["allowed"].as_object().expect("chains that may be read");
    for (reader, chains) in allowed {
        let dist = &file["dist"][reader];
        report.row("log_distance.json", &format!("chain {reader}"), reach(reader, chains, dist));
    }
    for (name, both) in [("overflow_edge", ("self", "chain")), ("pairs", ("a", "b"))] {
        for row in rows(&file, name) {
            let (a, b) = (number(&row[both.0]), number(&row[both.1]));
            let mut outcome = same("distance", u64::from(log_distance(a, b)), number(&row["dist"]));
            for (field, reader, chain) in [("allowed", a, b), ("allowed_a_reads_b", a, b), ("allowed_b_reads_a", b, a)] {
                if let Some(expected) = row[field].as_bool() {
                    outcome = outcome.and_then(|()| same(field, may_read_log(reader, chain), expected));
                }
            }
            report.row("log_distance.json", &format!("{name} {a} {b}"), outcome);
        }
    }
    if let Some(panics) = file["self_0_panics"].as_bool() {
        report.row("log_distance.json", "self_0_panics", same("panics", !may_read_log(0, 0), panics));
    }
}

fn reach(reader: &str, chains: &Value, dist: &Value) -> Outcome {
    let reader: u64 = reader.parse().map_err(|_| "no number")?;
    let actual: Vec<u64> = (0..=400).filter(|chain| may_read_log(reader, *chain)).collect();
    let expected: Vec<u64> = chains.as_array().into_iter().flatten().map(number).collect();
    same("chains", &actual, &expected)?;
    let far = |chain: &u64| u64::from(log_distance(reader, if *chain == 0 { reader } else { *chain }));
    same("distances", actual.iter().map(far).collect(), dist.as_array().into_iter().flatten().map(number).collect::<Vec<_>>())
}
