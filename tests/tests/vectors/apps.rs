//! Apps as the original packed, refused and ran them.

use std::sync::Arc;

use govm_runtime::{
    Address, CORE_NAME, Classic, ClassicBlock, ClassicCall, ClassicConfig, ClassicEntry, ClassicError, Depend, FLAG_IMPORT,
    FLAG_RUN, GobNumbers, Hash, MemoryStore, PackedApp, classic_name, pack_source,
};
use serde_json::Value;

use crate::{Outcome, Report, bytes, hex, number, rows, same, text};

/// The time of the block that every row runs in.
const TIME: u64 = 1_600_000_000_000;

/// The life of what stands in the store before.
const LIFE: u64 = 1 << 51;

pub(crate) fn run(report: &mut Report) {
    packing(report);
    deployments(report);
    runs(report);
    storage(report);
    charges(report);
}

fn node() -> Classic {
    // The rows of runs come from Go 1.19.
    let config = ClassicConfig { gob: GobNumbers::AsGo119, ..ClassicConfig::new() };
    Classic::open(Arc::new(MemoryStore::new()), config).expect("an empty store opens")
}

fn block(node: &Classic) -> ClassicBlock<'_> {
    node.begin(1, &Hash::of(b"block").0).expect("a block begins")
}

fn core_table(name: &str) -> String {
    format!("d{}.{name}", hex(&CORE_NAME.0))
}

/// Writes what the core keeps of the block.
fn base_info(block: &mut ClassicBlock<'_>) -> Outcome {
    let mut info = Hash::of(b"block").0.to_vec();
    for number in [TIME, 1, 100, 938] {
        info.extend_from_slice(&number.to_be_bytes());
    }
    info.extend_from_slice(&[0; 48]);
    block.db_set(&core_table("dbStat"), &[0], &info, LIFE).map_err(|e| e.to_string())
}

fn app_info(block: &mut ClassicBlock<'_>, name: &[u8], account: &[u8]) -> Outcome {
    let info = [account, &1u64.to_be_bytes(), &((1u64 << 50) + TIME).to_be_bytes(), &[3]].concat();
    block.db_set(&core_table("dbApp"), name, &info, LIFE).map_err(|e| e.to_string())
}

fn packing(report: &mut Report) {
    let sources = report.file("run_apps.json");
    for row in rows(&report.file("app_packing.json"), "vectors") {
        report.row("app_packing.json", text(row, "app"), packed(row, &sources));
    }
}

fn packed(row: &Value, sources: &Value) -> Outcome {
    let packed = bytes(row, "packed");
    let user = Address(bytes(row, "user").try_into().map_err(|_| "no address")?);
    let app = PackedApp::unpack(&packed).map_err(|e| e.to_string())?;
    same("lines", u64::from(app.lines), number(&row["lines"]))?;
    same("packed again", hex(&app.pack().map_err(|e| e.to_string())?), text(row, "packed").into())?;
    same("hash", hex(&Hash::of(&packed).0), text(row, "hash_of_packed").into())?;
    let name = |packed: &[u8]| classic_name(packed, &user).map(|name| hex(&name.0));
    same("name", name(&packed).as_deref(), Some(text(row, "name_private_of_user")))?;
    same("public name", name(&bytes(row, "packed_public")).as_deref(), Some(text(row, "name_public")))?;
    same("package", format!("a{}", text(row, "name_private_of_user")).as_str(), text(row, "package_name"))?;
    if let Some(source) = rows(sources, "vectors").iter().find(|source| text(source, "app") == text(row, "app")) {
        let app = pack_source(text(source, "source").as_bytes(), app.flags).map_err(|e| e.to_string())?;
        // The original prints the source anew and aligns with tabs; this packer leaves it as it is.
        let words = |app: &PackedApp| -> Vec<String> {
            String::from_utf8_lossy(&app.code).split_whitespace().map(str::to_string).collect()
        };
        let original = PackedApp::unpack(&packed).map_err(|e| e.to_string())?;
        same("words packed anew", words(&app), words(&original))?;
        same("lines and depends packed anew", (app.lines, app.depends), (original.lines, original.depends))?;
    }
    Ok(())
}

fn deployments(report: &mut Report) {
    for row in rows(&report.file("new_app.json"), "vectors") {
        report.row("new_app.json", text(row, "name"), deployment(row));
    }
}

fn deployment(row: &Value) -> Outcome {
    let code = bytes(row, "code");
    let name = Hash::of(&code);
    same("name", hex(&name.0).as_str(), text(row, "app"))?;
    let node = node();
    let refusal = match block(&node).new_app(name, &code) {
        Ok(_) => None,
        Err(ClassicError::Refused(refusal)) => Some(refusal),
        Err(other) => return Err(other.to_string()),
    };
    let result = if refusal.is_none() { "ok" } else { "refused" };
    let why = refusal.as_ref().map_or("deployed".into(), ToString::to_string);
    same(&why, result, text(row, "result"))?;
    let stage = refusal.as_ref().map_or("ok", |refusal| refusal.stage.name());
    let expected = text(row, "stage");
    // Names of stages that the vectors share with this runtime.
    if ["ok", "flag", "gzip", "forbidden word", "build", "run-wrapper build"].contains(&expected) {
        same(&why, stage, expected)?;
    }
    Ok(())
}

fn runs(report: &mut Report) {
    let file = report.file("run_apps.json");
    let packing = report.file("app_packing.json");
    for row in rows(&file, "vectors") {
        let name = format!("{} {}", text(row, "app"), text(row, "case"));
        report.row("run_apps.json", name.trim(), run_row(row, &file, &packing));
    }
}

/// The packed bytes of an app of the rows: as the original packed it where that is known, else packed here.
fn packed_app(row: &Value, packing: &Value) -> Result<Vec<u8>, String> {
    if let Some(known) =
        rows(packing, "vectors").iter().find(|known| text(known, "name_private_of_user") == text(row, "app_name"))
    {
        return Ok(bytes(known, "packed"));
    }
    // The original prints the source anew and aligns the names and types of fields with tabs; this packer leaves them as they are.
    let printed = text(row, "source").replace("\tA uint64\n\tB string\n", "\tA\tuint64\n\tB\tstring\n");
    pack_source(printed.as_bytes(), FLAG_RUN | FLAG_IMPORT).map_err(|e| e.to_string())?.pack().map_err(|e| e.to_string())
}

fn run_row(row: &Value, file: &Value, packing: &Value) -> Outcome {
    let user = bytes(row, "user");
    let owner = Address(user.clone().try_into().map_err(|_| "no address")?);
    let packed = packed_app(row, packing)?;
    let name = classic_name(&packed, &owner).ok_or("no name")?;
    same("name", hex(&name.0).as_str(), text(row, "app_name"))?;

    let expected_energy = row["energy_used"].as_u64();
    let energy = expected_energy.unwrap_or(1 << 40);
    let run = start(row, file, packing, name, &packed, energy)?;
    let writes = |entries: &[ClassicEntry]| -> Vec<String> { entries.iter().map(entry).collect() };
    let expected = |value: &Value| -> Vec<String> {
        let mut entries: Vec<String> = value.as_array().into_iter().flatten().map(expected_entry).collect();
        entries.sort();
        entries
    };
    let sorted = |mut entries: Vec<String>| {
        entries.sort();
        entries
    };
    match text(row, "result") {
        "success" => {
            same("error", run.error.clone(), None)?;
            same("energy", Some(run.energy_used), expected_energy)?;
            same("writes", sorted(writes(&run.writes)), expected(&row["writes"]))?;
            let events: Vec<String> = run.events.iter().map(event).collect();
            let wanted = row["events"].as_array().into_iter().flatten().map(|e| e.as_str().unwrap_or_default().to_string());
            same("events", events, wanted.collect())?;
            let less = &row["one_less_energy"];
            if less.is_object() {
                let run = start(row, file, packing, name, &packed, energy - 1)?;
                let error = format!("fail to run app,chain:1,err:{}", run.error.unwrap_or_default());
                same("error with less energy", error.as_str(), text(less, "error"))?;
                same("writes with less energy", sorted(writes(&run.writes)), expected(&less["writes"]))?;
            }
            Ok(())
        }
        _ => {
            same("error", run.error.as_deref(), row["error"].as_str())?;
            same("writes", sorted(writes(&run.writes)), expected(&row["writes_before_failure"]))
        }
    }
}

fn entry(entry: &ClassicEntry) -> String {
    format!("{} {} {} {}", entry.chain, entry.table, hex(&entry.key), hex(&entry.stored))
}

fn expected_entry(row: &Value) -> String {
    format!("{} {} {} {}", number(&row["chain"]), text(row, "table"), text(row, "key"), text(row, "stored"))
}

fn event(event: &govm_runtime::ClassicEvent) -> String {
    let params: Vec<String> = event.params.iter().map(|param| hex(param)).collect();
    format!("1,{},[{}]", event.name, params.join(" "))
}

fn start(
    row: &Value,
    file: &Value,
    packing: &Value,
    name: Hash,
    packed: &[u8],
    energy: u64,
) -> Result<govm_runtime::ClassicRun, String> {
    let node = node();
    let mut block = block(&node);
    base_info(&mut block)?;
    let user = bytes(row, "user");
    let account = if text(row, "app") == "pay_back" { name.account().0.to_vec() } else { user.clone() };
    if text(row, "app") == "pay_back" {
        block.db_set(&core_table("dbCoin"), &account, &5000u64.to_be_bytes(), LIFE).map_err(|e| e.to_string())?;
    }
    app_info(&mut block, &name.0, &account)?;
    let app = PackedApp::unpack(packed).map_err(|e| e.to_string())?;
    for Depend { app: depend, .. } in app.depends {
        if depend == CORE_NAME {
            continue;
        }
        let known = rows(packing, "vectors").iter().find(|known| text(known, "name_private_of_user") == hex(&depend.0));
        let source = rows(file, "vectors").iter().find(|other| text(other, "app_name") == hex(&depend.0));
        let packed = match (known, source) {
            (Some(known), _) => bytes(known, "packed"),
            (None, Some(source)) => packed_app(source, packing)?,
            (None, None) => return Err(format!("no row has the source of {}", hex(&depend.0))),
        };
        block.new_app(depend, &packed).map_err(|e| e.to_string())?;
    }
    block.new_app(name, packed).map_err(|e| e.to_string())?;
    let data = bytes(row, "input");
    let call = ClassicCall { app: name, user: &user, data: &data, energy, cost: number(&row["cost"]) };
    block.run_app(&call).map_err(|e| e.to_string())
}

/// What a row of storage.json does, in Go.
const STORAGE: &[(&str, &str)] = &[
    ("DbSet(dbStat{}, 01, aabb, 5)", "vm.DbSet(dbStat{}, []byte{1}, []byte{0xaa, 0xbb}, 5)"),
    ("LogWrite(logSync{}, 01, aabb, 1<<40)", "vm.LogWrite(logSync{}, []byte{1}, []byte{0xaa, 0xbb}, 1<<40)"),
    ("LogWrite empty value stores the life alone", "vm.LogWrite(logSync{}, []byte{1}, nil, 7)"),
    ("DbSet empty value deletes", "vm.DbSet(dbStat{}, []byte{1}, nil, 5)"),
    ("owner is not a struct", "vm.DbSet(1, []byte{1}, []byte{1}, 1)"),
    ("owner is a pointer", "vm.DbSet(&dbStat{}, []byte{1}, []byte{1}, 1)"),
    ("owner is nil", "vm.DbSet(nil, []byte{1}, []byte{1}, 1)"),
    ("owner type name starts upper case", "vm.DbSet(Upper{}, []byte{1}, []byte{1}, 1)"),
    ("owner is an anonymous struct", "vm.DbSet(struct{}{}, []byte{1}, []byte{1}, 1)"),
    ("owner is an anonymous struct with a field of a package type", "vm.DbSet(struct{ X dbStat }{}, []byte{1}, []byte{1}, 1)"),
    ("owner is a local type", "type local struct{}; vm.DbSet(local{}, []byte{1}, []byte{1}, 1)"),
    (
        "append clobbers spare capacity",
        "b := []byte{0, 0, 9, 9, 9, 9, 9, 9, 9, 9}; vm.DbSet(dbStat{}, []byte{1}, b[:2], 0x0102030405060708); \
         vm.DbSet(dbStat{}, []byte{1}, b[:2], 0x0102030405060708)",
    ),
];

fn storage(report: &mut Report) {
    for row in rows(&report.file("storage.json"), "vectors") {
        report.row("storage.json", text(row, "name"), stored(row));
    }
}

fn stored(row: &Value) -> Outcome {
    let node = node();
    match text(row, "name") {
        "flag nil" => return same("panic", node.begin(1, &[]).is_err(), text(row, "result") == "panic"),
        "chain 0" => return same("panic", node.begin(0, &[1]).is_err(), text(row, "result") == "panic"),
        _ => {}
    }
    let statement = STORAGE.iter().find(|(name, _)| *name == text(row, "name")).map(|(_, go)| *go);
    let statement = statement.ok_or("no test knows this")?;
    let source = format!(
        "package main\n\nimport \"github.com/govm-net/govm/runtime\"\n\ntype dbStat struct{{}}\ntype logSync struct{{}}\n\
         type Upper struct{{}}\n\nvar vm = runtime.NewRuntime(\"\", 0)\nvar _, _ = dbStat{{}}, logSync{{}}\n\n\
         func main() {{ {statement} }}\n"
    );
    let run = block(&node).run_script(&source, 0).map_err(|e| e.to_string())?;
    let result = if run.error.is_some() { "panic" } else { "ok" };
    same(&format!("{:?}", run.error), result, text(row, "result"))?;
    let actual: Vec<String> = run.writes.iter().map(entry).collect();
    let expected: Vec<String> = row["store"].as_array().into_iter().flatten().map(expected_entry).collect();
    same("store", actual, expected)
}

/// The statement of a row of core_api_energy.json, in Go; `out` is what the row shows.
fn core_call(call: &str) -> Option<String> {
    let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if let Some(sizes) = call.strip_prefix("DB.Set(key ") {
        let parts: Vec<String> = sizes.split(',').map(number).collect();
        let [key, value, life] = parts.as_slice() else { return None };
        return Some(format!("db.Set(fill({key}), fill({value}), {life})"));
    }
    if let Some(sizes) = call.strip_prefix("Log.Write(") {
        let (key, value) = sizes.strip_suffix(')')?.split_once(',')?;
        return Some(format!("out(lg.Write(fill({key}), fill({value})))"));
    }
    let go = match call {
        "DB.SetInt(8-byte value, TimeHour)" => "db.SetInt([]byte(\"n\"), 7, core.TimeHour)",
        "DB.Get present" => "v, l := db.Get([]byte(\"n\")); out(fmt.Sprintf(\"%x %d\", v, l))",
        "DB.Get absent" => "v, l := db.Get([]byte(\"absent\")); out(fmt.Sprintf(\"%x %d\", v, l))",
        "DB.GetInt absent" => "out(db.GetInt([]byte(\"absent\")))",
        "DB.GetInt present" => "out(db.GetInt([]byte(\"n\")))",
        "Log.Write again" => "out(lg.Write(fill(1), fill(1)))",
        "Log.Write empty value" => "lg.Write(fill(2), nil)",
        "Log.Read(0, present)" => "out(string(lg.Read(0, fill(1))))",
        "Log.Read(1, present)" => "out(string(lg.Read(1, fill(1))))",
        "Log.Read(2, absent)" => "out(string(lg.Read(2, []byte(\"k\"))))",
        "Log.Read(7, absent) distance 2" => "out(string(lg.Read(7, []byte(\"k\"))))",
        "Log.Read(8) out of reach" => "lg.Read(8, []byte(\"k\"))",
        "GetHash(empty)" => "out(core.GetHash(nil).ToHexString())",
        "GetHash(abc)" => "out(core.GetHash([]byte(\"abc\")).ToHexString())",
        "Recover(bad)" => "out(core.Recover(make([]byte, 24), make([]byte, 65), nil))",
        "Encode/Decode" => "var n uint64; core.Decode(0, core.Encode(0, uint64(5)), &n); out(n)",
        "GetAppName" => "out(core.GetAppName(own{}).ToHexString())",
        "GetAppAccount" => "out(core.GetAppAccount(own{}).ToHexString())",
        "GetAppInfo absent" => "out(core.GetAppInfo(core.Hash{9}) == nil)",
        "GetAppInfo present" => "out(core.GetAppInfo(core.Hash{}) != nil)",
        "TransferAccounts to a new address, 1000" => "core.TransferAccounts(own{}, core.Address{1, 2}, 1000)",
        "TransferAccounts to the same address again, 1000" => "core.TransferAccounts(own{}, core.Address{1, 2}, 1000)",
        "TransferAccounts 0" => "core.TransferAccounts(own{}, core.Address{1, 2}, 0)",
        "TransferAccounts without funds" => "core.TransferAccounts(own{}, core.Address{1, 2}, 1<<60)",
        "TransferAccounts to the empty address" => "core.TransferAccounts(own{}, core.Address{}, 1)",
        "MoveCost to child 2" => "core.MoveCost(own{}, 2, 10)",
        "MoveCost to child 2 without funds" => "core.MoveCost(own{}, 2, 1<<60)",
        "MoveCost to chain 0" => "core.MoveCost(own{}, 0, 10)",
        "MoveCost 0 to child 2" => "core.MoveCost(own{}, 2, 0)",
        "UpdateAppLife(+1 day)" => "core.UpdateAppLife(core.GetAppName(own{}), core.TimeDay)",
        "UpdateAppLife(10 years)" => "core.UpdateAppLife(core.GetAppName(own{}), 10*core.TimeYear)",
        "Event" => "core.Event(own{}, \"e\")",
        "GetDBData(dbStat, 00)" => "v, l := core.GetDBData(\"dbStat\", []byte{0}); out(fmt.Sprint(len(v), l))",
        "GetDBData(dbMiner) unknown name" => "v, l := core.GetDBData(\"dbMiner\", []byte{0}); out(fmt.Sprint(len(v), l))",
        "GetDBData(logSync)" => "v, l := core.GetDBData(\"logSync\", []byte{0}); out(fmt.Sprint(len(v), l))",
        _ => return None,
    };
    Some(go.to_string())
}

/// A program that makes all the calls, one after the other, and prints of each what it yields.
fn charges(report: &mut Report) {
    let file = report.file("core_api_energy.json");
    let calls = rows(&file, "vectors");
    let mut body = String::new();
    for (i, row) in calls.iter().enumerate() {
        let go = core_call(text(row, "call")).unwrap_or_default();
        body.push_str(&format!("\ttry({i}, func() {{ {go} }})\n"));
    }
    let source = format!(
        "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/govm-net/govm/runtime\"\n\
         \tcore \"github.com/govm-net/govm/app/chain1/z{}\"\n)\n\n\
         type own struct{{}}\n\nvar db, lg = core.GetDB(own{{}}), core.GetLog(own{{}})\nvar shown string\n\n\
         func out(v any) {{ shown = fmt.Sprint(v) }}\n\n\
         func fill(n int) []byte {{\n\tb := make([]byte, n)\n\tfor i := range b {{\n\t\tb[i] = 'v'\n\t}}\n\treturn b\n}}\n\n\
         func try(i int, f func()) {{\n\tshown = \"ok\"\n\tdefer func() {{\n\t\tif recover() != nil {{\n\t\t\tshown = \"panic\"\n\t\t}}\n\
         \t\tfmt.Printf(\"%s\\n\", shown)\n\t\truntime.ConsumeEnergy({MARK})\n\t}}()\n\tf()\n}}\n\n\
         func main() {{\n{body}}}\n",
        hex(&CORE_NAME.0)
    );
    let first = calls.iter().position(|row| text(row, "call").starts_with("TransferAccounts to"));
    let has_paid = first.is_some_and(|i| text(&calls[i], "call").contains("again"));
    let results = match script_with_core(&source, has_paid) {
        Ok(run) => run,
        Err(error) => {
            for row in calls {
                report.row("core_api_energy.json", text(row, "call"), Err(error.clone()));
            }
            return;
        }
    };
    let shown: Vec<String> = String::from_utf8_lossy(&results.output).lines().map(str::to_string).collect();
    let charged: Vec<&[u64]> = results.charges.split(|charge| *charge == MARK).collect();
    for (i, row) in calls.iter().enumerate() {
        let outcome = core_call(text(row, "call")).ok_or("no test knows this".to_string()).and_then(|_| {
            let expected: Vec<u64> = rows(row, "charges").iter().map(number).collect();
            same("charges", charged.get(i).map(|c| c.to_vec()), Some(expected))?;
            same("result", shown.get(i).map(String::as_str), Some(text(row, "result")))
        });
        report.row("core_api_energy.json", &format!("{i}: {}", text(row, "call")), outcome);
    }
}

/// A charge that ends the charges of a call.
const MARK: u64 = 3;

/// Runs a command with an app of the name zero. Where `has_paid`, it has paid somebody before.
fn script_with_core(source: &str, has_paid: bool) -> Result<govm_runtime::ClassicRun, String> {
    let node = node();
    let mut block = block(&node);
    base_info(&mut block)?;
    let mut account = [0; 24];
    account[0] = 255;
    app_info(&mut block, &[0; 32], &account)?;
    block.db_set(&core_table("dbCoin"), &account, &1_000_000u64.to_be_bytes(), LIFE).map_err(|e| e.to_string())?;
    if has_paid {
        let mut payee = [0; 24];
        payee[..2].copy_from_slice(&[1, 2]);
        block.db_set(&core_table("dbCoin"), &payee, &1000u64.to_be_bytes(), LIFE).map_err(|e| e.to_string())?;
    }
    block.run_script(source, u64::MAX - (1 << 20)).map_err(|e| e.to_string())
}
