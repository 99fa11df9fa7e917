//! Packed apps and trees of classic chains on the command line.

use snapbox::str;
use tempfile::TempDir;

mod support;

use support::{dir, govm};

const APP: &str = r#"package app

import core "github.com/govm-net/govm/app/chain1/zff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

type tApp struct{}

// run keeps what it is given, and tells the neighbours.
func run(user, in []byte, cost uint64) {
	if len(in) == 0 {
		panic("nothing to keep")
	}
	core.GetDB(tApp{}).Set([]byte("last"), in, core.TimeHour)
	core.GetLog(tApp{}).Write([]byte("k"), in)
	core.Event(tApp{}, "kept", in)
}
"#;

/// The beginning of its name when it is public.
const NAME: &str = "1fcd56183417";

/// The command, which has to succeed.
fn done(dir: &TempDir, args: &[&str]) -> snapbox::cmd::OutputAssert {
    govm(dir, args).assert().success().stderr_eq("")
}

/// A directory with an app that is packed to be public.
fn with_app() -> TempDir {
    let dir = dir(&[("app.go", APP)]);
    done(&dir, &["pack", "app.go", "--flags", "run,public"]);
    dir
}

#[test]
fn apps_are_packed_and_unpacked() {
    let dir = dir(&[("app.go", APP)]);
    done(&dir, &["pack", "app.go", "--flags", "run,public,gzip", "-o", "app.bin"]).stdout_eq(str![[r#"
file     app.bin
lines    5
flags    run,public,gzip
depend   core 0xff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
bytes    277
hash     0xcac202cbd8c24c511e3a471cb1cf5e6a67c8042ec3a671c482654108a18884bf
name     0xcac202cbd8c24c511e3a471cb1cf5e6a67c8042ec3a671c482654108a18884bf
account  0xffc202cbd8c24c511e3a471cb1cf5e6a67c8042ec3a671c4

"#]]);
    done(&dir, &["pack", "app.go", "--json"]).stdout_eq(str![[r#"
{"account":"0x015cc00eaf8a18c000fe330478ecfa20a4f0539a0901b80a","bytes":349,"depends":[{"alias":"core","app":"0xff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}],"file":"app.packed","flags":["run"],"hash":"0x4d017db8653f751871157a62882332962d2370a5c96f86a49c04cf513e7384d7","lines":5,"name":"0x5e3b863beef17faa243551b632a3510100576d4c4299bcc4fdcae7c765b92aa7"}

"#]]);
    done(&dir, &["unpack", "app.packed"]).stdout_eq(str![[r#"
lines    5
flags    run
depend   core 0xff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
bytes    349
hash     0x4d017db8653f751871157a62882332962d2370a5c96f86a49c04cf513e7384d7
name     0x5e3b863beef17faa243551b632a3510100576d4c4299bcc4fdcae7c765b92aa7
account  0x015cc00eaf8a18c000fe330478ecfa20a4f0539a0901b80a


type tApp struct{}

// run keeps what it is given, and tells the neighbours.
func run(user, in []byte, cost uint64) {
	if len(in) == 0 {
		panic("nothing to keep")
	}
	core.GetDB(tApp{}).Set([]byte("last"), in, core.TimeHour)
	core.GetLog(tApp{}).Write([]byte("k"), in)
	core.Event(tApp{}, "kept", in)
}

"#]]);
    done(&dir, &["unpack", "app.bin", "--json", "--from", "bob"]).stdout_eq(str![[r#"
{"account":"0xffc202cbd8c24c511e3a471cb1cf5e6a67c8042ec3a671c4","bytes":277,"code":"/ntype tApp struct{}/n/n// run keeps what it is given, and tells the neighbours./nfunc run(user, in []byte, cost uint64) {/n/tif len(in) == 0 {/n/t/tpanic(/"nothing to keep/")/n/t}/n/tcore.GetDB(tApp{}).Set([]byte(/"last/"), in, core.TimeHour)/n/tcore.GetLog(tApp{}).Write([]byte(/"k/"), in)/n/tcore.Event(tApp{}, /"kept/", in)/n}/n","depends":[{"alias":"core","app":"0xff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}],"flags":["run","public","gzip"],"hash":"0xcac202cbd8c24c511e3a471cb1cf5e6a67c8042ec3a671c482654108a18884bf","lines":5,"name":"0xcac202cbd8c24c511e3a471cb1cf5e6a67c8042ec3a671c482654108a18884bf"}

"#]]);
    done(&dir, &["unpack", "app.bin", "--code"]).stdout_eq(str![[r#"

type tApp struct{}

// run keeps what it is given, and tells the neighbours.
func run(user, in []byte, cost uint64) {
	if len(in) == 0 {
		panic("nothing to keep")
	}
	core.GetDB(tApp{}).Set([]byte("last"), in, core.TimeHour)
	core.GetLog(tApp{}).Write([]byte("k"), in)
	core.Event(tApp{}, "kept", in)
}

"#]]);
}

#[test]
fn what_cannot_be_packed_or_unpacked_is_told() {
    let ranged = "package app\n\nfunc run(user, in []byte, cost uint64) { for range in { } }\n";
    let foreign = "package app\n\nimport \"fmt\"\n\nfunc run(user, in []byte, cost uint64) { fmt.Println() }\n";
    let dir = dir(&[("ranged.go", ranged), ("foreign.go", foreign), ("broken.go", "package"), ("short.packed", "\0\0\0")]);
    govm(&dir, &["pack", "ranged.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: the app is refused (count): not support 'range'

"#]]);
    govm(&dir, &["pack", "foreign.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: the app is refused (build): import of fmt: only apps can be imported

"#]]);
    govm(&dir, &["pack", "broken.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: the app is refused (build): app.go:1:8: syntax error: unexpected EOF, expected name

"#]]);
    govm(&dir, &["pack", "nothing.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: nothing.go: No such file or directory (os error 2)

"#]]);
    govm(&dir, &["unpack", "short.packed"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: short.packed: the packed app ends too early

"#]]);
}

#[test]
fn a_chain_deploys_and_runs_packed_apps() {
    let dir = with_app();
    done(&dir, &["chain", "create", "1", "--give", "alice=10000000000", "--give", "bob=5"]).stdout_eq(str![[r#"
chain 1: block 1 at 1600000000000 ms

"#]]);
    done(&dir, &["deploy", "--profile", "classic", "app.packed"]).stdout_eq(str![[r#"
app      0x1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31
account  0xffcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca
status   ok
energy   0
write    d...ff01020304050607.dbApp 0x1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31 = 0xffcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca00000000000000070000017be07291d005 until 1631558210000
write    d...ff01020304050607.dbCoin 0x010108fd40f4212ddde00477fbfcb90385f64494ce72e418 = 0x00000000004c4b40 until 1127499906902624
write    d...ff01020304050607.dbCoin 0x015cc00eaf8a18c000fe330478ecfa20a4f0539a0901b80a = 0x0000000253734d80 until 1127499906902624
write    d...ff01020304050607.dbCoin 0xff0102030405060708090a0b0c0d0e0f1011121314151617 = 0x00000000004c4b40 until 1127499906902624
write    d...ff01020304050607.dbDepend 0x1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31 = 0x636f7265ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f until 1631558210000
write    d...ff01020304050607.dbTransInfo 0xbb0e332fea23c35e826a8044c5aab5ef302025b682fa39991925c0ee9115f851 = 0x0000000000000002 until 1601728060000
write    d...ff01020304050607.dbTransInfo 0xcf1a88c67bde48320eb13c511b38282fe87fe391a4c5e84a8544cbac497f4ff5 = 0x0000000000000002 until 1601728060000

"#]]);
    done(&dir, &["chain", "run", "1", NAME, "hello", "--cost", "3", "--energy", "1000000000"]).stdout_eq(str![[r#"
status   ok
energy   20558508
event    a1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31.tApp.kept [0x68656c6c6f]
write    d...1fcd561834176158.tApp 0x6c617374 = 0x68656c6c6f until 1600003720000
write    l...1fcd561834176158.tApp 0x6b = 0x68656c6c6f until 1631558270000
write    d...ff01020304050607.dbCoin 0x010108fd40f4212ddde00477fbfcb90385f64494ce72e418 = 0x000000001e19b040 until 1127499906962624
write    d...ff01020304050607.dbCoin 0x015cc00eaf8a18c000fe330478ecfa20a4f0539a0901b80a = 0x0000000217d8837d until 1127499906962624
write    d...ff01020304050607.dbCoin 0xff0102030405060708090a0b0c0d0e0f1011121314151617 = 0x000000001e19b040 until 1127499906962624
write    d...ff01020304050607.dbCoin 0xffcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca = 0x0000000000000003 until 1127499906962624
write    d...ff01020304050607.dbTransInfo 0x867baedb19c07081570149cc74ffa2ae2cf26e69410eda6847df894b5d74b4b5 = 0x0000000000000003 until 1601728120000
write    d...ff01020304050607.dbTransInfo 0x9c230cc5cdd8babb0928872c2b4a4d7273639d4f7b5b3df58cdf22bd646efbd8 = 0x0000000000000003 until 1601728120000

"#]]);
    govm(&dir, &["chain", "run", "1", NAME]).assert().code(2).stderr_eq("").stdout_eq(str![[r#"
status   failed
error    error message:nothing to keep
energy   2

"#]]);
    done(&dir, &["chain", "run", "1", NAME, "0x00ff", "--json", "--energy", "100000000"]).stdout_eq(str![[r#"
{"energy":957,"error":null,"events":[{"name":"a1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31.tApp.kept","params":["0x00ff"]}],"writes":[{"chain":1,"key":"0x6c617374","life":1600003780000,"table":"d1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31.tApp","value":"0x00ff"},{"chain":1,"key":"0x010108fd40f4212ddde00477fbfcb90385f64494ce72e418","life":1127499907022624,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbCoin","value":"0x000000002114a0c0"},{"chain":1,"key":"0x015cc00eaf8a18c000fe330478ecfa20a4f0539a0901b80a","life":1127499907022624,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbCoin","value":"0x0000000211e2a27d"},{"chain":1,"key":"0xff0102030405060708090a0b0c0d0e0f1011121314151617","life":1127499907022624,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbCoin","value":"0x000000002114a0c0"},{"chain":1,"key":"0xffcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca","life":1127499907022624,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbCoin","value":"0x0000000000000003"},{"chain":1,"key":"0xf070705025bd3a028245da08371d0e43dca47545a187fbed18510787256340e7","life":1601728180000,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbTransInfo","value":"0x0000000000000004"},{"chain":1,"key":"0xf623b2cc7b579514dab26d2e161aef267a617f4f4e98483fcf1d6ada69dfabc2","life":1601728180000,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbTransInfo","value":"0x0000000000000004"}]}

"#]]);
    done(&dir, &["chain", "send", "1", "70", "bob"]);
    done(&dir, &["chain", "coins", "1", "bob"]).stdout_eq(str![[r#"
75

"#]]);
    done(&dir, &["chain", "coins", "1", "bob", "--json"]).stdout_eq(str![[r#"
{"chain":1,"coins":75,"user":"0x01338c60018f0af7155f059a0cae30721817e678ae4fe206"}

"#]]);
    done(&dir, &["chain", "list"]).stdout_eq(str![[r#"
chain 1: block 5 at 1600000240000 ms

"#]]);
    govm(&dir, &["chain", "send", "1", "100000000000", "bob"]).assert().code(2).stderr_eq("").stdout_eq(str![[r#"
status   failed
error    not enough coins
energy   0

"#]]);
    govm(&dir, &["deploy", "--profile", "classic", "app.packed"]).assert().code(2).stderr_eq("").stdout_eq(str![[r#"
status   failed
error    the app is there already
energy   0

"#]]);
}

#[test]
fn neighbours_hear_of_each_other() {
    let dir = with_app();
    done(&dir, &["chain", "create", "1"]);
    done(&dir, &["chain", "create", "2"]).stdout_eq(str![[r#"
chain 2: block 1 at 1600000660000 ms

"#]]);
    done(&dir, &["deploy", "--profile", "classic", "app.packed", "--json"]).stdout_eq(str![[r#"
{"account":"0xffcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca","app":"0x1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31","energy":0,"error":null,"events":[],"writes":[{"chain":1,"key":"0x1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31","life":1631558270000,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbApp","value":"0xffcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca00000000000000070000017be0737c3005"},{"chain":1,"key":"0x010108fd40f4212ddde00477fbfcb90385f64494ce72e418","life":1127499906962624,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbCoin","value":"0x0000000003473bc0"},{"chain":1,"key":"0x015cc00eaf8a18c000fe330478ecfa20a4f0539a0901b80a","life":1127499906962624,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbCoin","value":"0x00038d7e9e380880"},{"chain":1,"key":"0xff0102030405060708090a0b0c0d0e0f1011121314151617","life":1127499906962624,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbCoin","value":"0x0000000003473bc0"},{"chain":1,"key":"0x1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31","life":1631558270000,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbDepend","value":"0x636f7265ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"},{"chain":1,"key":"0x3642adde62d1c6c3b1b147d6a67bb80ff1c008b3476ed8b7269c86fd0d9c09d0","life":1601728120000,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbTransInfo","value":"0x0000000000000003"},{"chain":1,"key":"0xa247adb8a064a4ec3f3a7c5fbe2b01ba22f9140399192ccd34705c1385f5ccd0","life":1601728120000,"table":"dff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f.dbTransInfo","value":"0x0000000000000003"}]}

"#]]);
    done(&dir, &["chain", "run", "1", NAME, "hi", "--energy", "100000000"]);
    done(&dir, &["chain", "send", "1", "7000000", "--to-chain", "2"]);
    done(&dir, &["log", NAME]).stdout_eq(str![[r#"
l...1fcd561834176158.tApp 0x6b = 0x6869 until 1631558330000

"#]]);
    // It is on its way.
    done(&dir, &["log", NAME, "--reader", "2"]).stdout_eq("");
    done(&dir, &["chain", "block", "2", "--count", "12"]).stdout_eq(str![[r#"
chain 2: block 13 at 1600001335000 ms

"#]]);
    done(&dir, &["log", NAME, "--reader", "2", "--json"]).stdout_eq(str![[r#"
{"chain":1,"key":"0x6b","life":1631558330000,"table":"l1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31.tApp","value":"0x6869"}

"#]]);
    done(&dir, &["chain", "coins", "2", "alice"]).stdout_eq(str![[r#"
7000000

"#]]);
    done(&dir, &["chain", "show", "2"]).stdout_eq(str![[r#"
chain      2
block      13 at 1600001335000 ms
key        0xc01deb6e6c71303da4309ff0b2db978a3e2e261b53b3b5f919c3d74c9d83889c
operation  879 energy
interval   56250 ms
neighbours 1
reads      1 2
knows      block 5 of the parent, 0 and 0 of the children

"#]]);
    done(&dir, &["chain", "show", "1", "--json"]).stdout_eq(str![[r#"
{"apps":["0x1fcd5618341761589c36d05cf4ba86d9b81f32b9aa26f7ca5b006c01bc313d31"],"block":5,"chain":1,"children":[0,0],"energy_price":938,"interval":60000,"key":"0xd090e2b1d5b88019e8c3e209f35fbaedd1e14f310c808c36fdcc6b9dd969c4f4","neighbours":[2],"parent":0,"producer":"0x010108fd40f4212ddde00477fbfcb90385f64494ce72e418","reads":[1,2],"time":1600000240000}

"#]]);
    done(&dir, &["chain", "list", "--json"]).stdout_eq(str![[r#"
{"block":5,"chain":1,"children":[0,0],"key":"0xd090e2b1d5b88019e8c3e209f35fbaedd1e14f310c808c36fdcc6b9dd969c4f4","parent":0,"producer":"0x010108fd40f4212ddde00477fbfcb90385f64494ce72e418","time":1600000240000}
{"block":13,"chain":2,"children":[0,0],"key":"0xc01deb6e6c71303da4309ff0b2db978a3e2e261b53b3b5f919c3d74c9d83889c","parent":5,"producer":"0x010108fd40f4212ddde00477fbfcb90385f64494ce72e418","time":1600001335000}

"#]]);
    govm(&dir, &["log", "--reader", "9"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: chain 9 cannot read the logs of chain 1: it is too far away

"#]]);
}

#[test]
fn chains_that_are_not_there_are_told() {
    let dir = with_app();
    govm(&dir, &["chain", "list"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: no store in govm-store

"#]]);
    done(&dir, &["chain", "create", "1"]);
    for args in [
        &["chain", "create", "1"][..],
        &["chain", "create", "0"],
        &["chain", "create", "4"],
        &["chain", "create", "1", "--give", "alice"],
        &["chain", "show", "7"],
        &["chain", "run", "1", "0123"],
        &["chain", "send", "3", "1", "bob"],
        &["log", "abcd"],
    ] {
        govm(&dir, args).assert().code(1).stdout_eq("");
    }
    govm(&dir, &["chain", "create", "4"]).assert().code(1).stderr_eq(str![[r#"
govm: no chain 2 in the store: govm chain create 2 makes it

"#]]);
    govm(&dir, &["chain", "run", "1", "0123"]).assert().code(1).stderr_eq(str![[r#"
govm: no app 0123 on chain 1

"#]]);
}
