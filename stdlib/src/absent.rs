//! Standard packages that do not exist here, and why.

/// The reason, by group of import paths. A path also stands for all below it.
const ABSENT: &[(&str, &[&str])] = &[
    (
        "it reaches outside of the machine, and a program may only depend on its input",
        &[
            "os/exec",
            "os/signal",
            "os/user",
            "io/fs",
            "io/ioutil",
            "net",
            "syscall",
            "path/filepath",
            "log/slog",
            "log/syslog",
            "embed",
            "plugin",
            "database/sql",
            "mime",
            "testing/fstest",
            "testing/quick",
            "testing/slogtest",
            "testing/synctest",
            "time/tzdata",
            "expvar",
            "internal",
            "vendor",
            "cmd",
            "archive",
            "debug",
        ],
    ),
    ("its results differ from run to run", &["crypto/rand", "hash/maphash"]),
    ("it goes around the type system", &["unsafe", "C", "runtime/cgo", "unique", "weak", "structs"]),
    (
        "it looks at the machine that runs the program",
        &["runtime/debug", "runtime/pprof", "runtime/trace", "runtime/metrics", "runtime/coverage", "runtime/race"],
    ),
    (
        "this release of the library does not have it",
        &["compress", "container", "crypto", "encoding", "go", "hash", "html", "image", "index", "text"],
    ),
];

/// Why the standard package `path` does not exist here; `None` for a path that no standard package has, or one that is here.
#[must_use]
pub fn why_absent(path: &str) -> Option<&'static str> {
    if crate::source(path).is_some() {
        return None;
    }
    // The longest entry decides: crypto/rand has another reason than crypto.
    ABSENT
        .iter()
        .flat_map(|(why, paths)| paths.iter().map(move |p| (*p, *why)))
        .filter(|(p, _)| path.strip_prefix(p).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        .max_by_key(|(p, _)| p.len())
        .map(|(_, why)| why)
}
