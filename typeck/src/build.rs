//! Build constraints: which files of a directory make up the package, for the one platform that there is.

/// The operating system that constraints are evaluated for.
pub const OS: &str = "linux";
/// The architecture that constraints are evaluated for.
pub const ARCH: &str = "amd64";

/// The minor version of Go 1 that is checked: `go1.N` holds up to it.
pub(crate) const GO_MINOR: u32 = 24;

/// Nesting of a constraint; deeper ones do not hold.
const DEPTH_MAX: u32 = 100;

const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];
const ARCHITECTURES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Whether a file of a directory belongs to the package: its name ends in `.go` and is that of no test, and neither the end of
/// the name (`_linux`, `_amd64`, `_linux_amd64`) nor a line `//go:build` speaks of another platform.
#[must_use]
pub fn is_built(name: &str, text: &[u8]) -> bool {
    let Some(stem) = name.strip_suffix(".go") else { return false };
    if name.starts_with(['_', '.']) || stem.ends_with("_test") {
        return false;
    }
    is_name_for_platform(stem) && constraint(text).is_none_or(|line| evaluate(line, &holds))
}

fn is_name_for_platform(stem: &str) -> bool {
    let mut parts: Vec<&str> = stem.split('_').skip(1).collect();
    if let Some(arch) = parts.last().filter(|part| ARCHITECTURES.contains(part)) {
        if *arch != ARCH {
            return false;
        }
        parts.pop();
    }
    parts.last().is_none_or(|part| !SYSTEMS.contains(part) || *part == OS)
}

fn holds(tag: &str) -> bool {
    matches!(tag, "gc" | "unix") || tag == OS || tag == ARCH || minor_version(tag).is_some_and(|minor| minor <= GO_MINOR)
}

/// `N` of `go1.N`
fn minor_version(tag: &str) -> Option<u32> {
    tag.strip_prefix("go1.")?.parse().ok()
}

/// The expression of the line `//go:build`, which stands before the package clause among comments and blank lines.
fn constraint(text: &[u8]) -> Option<&str> {
    let mut is_in_comment = false;
    for line in text.split(|b| *b == b'\n') {
        let line = std::str::from_utf8(line).ok()?.trim().trim_start_matches('\u{FEFF}');
        if is_in_comment {
            is_in_comment = !line.contains("*/");
        } else if let Some(expr) = line.strip_prefix("//go:build") {
            return expr.starts_with([' ', '\t']).then_some(expr);
        } else if let Some(rest) = line.strip_prefix("/*") {
            is_in_comment = !rest.contains("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            return None;
        }
    }
    None
}

/// The minor version of Go that a file asks for by a constraint that implies `go1.N`.
pub(crate) fn file_version(text: &[u8]) -> Option<u32> {
    let line = constraint(text)?;
    // The least version at which the constraint can hold.
    (1..=99)
        .find(|minor| evaluate(line, &|tag: &str| minor_version(tag).is_none_or(|wanted| wanted <= *minor)))
        .filter(|m| *m > 1)
}

/// Evaluates `a && (b || !c)`.
fn evaluate(expr: &str, holds: &dyn Fn(&str) -> bool) -> bool {
    let mut parser = Parser { rest: expr, holds };
    let value = parser.either(0);
    parser.skip();
    value && parser.rest.is_empty()
}

struct Parser<'e, 'h> {
    rest: &'e str,
    holds: &'h dyn Fn(&str) -> bool,
}

impl Parser<'_, '_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, token: &str) -> bool {
        self.skip();
        let Some(rest) = self.rest.strip_prefix(token) else { return false };
        self.rest = rest;
        true
    }

    fn either(&mut self, depth: u32) -> bool {
        let mut value = self.both(depth);
        while self.eat("||") {
            value |= self.both(depth);
        }
        value
    }

    fn both(&mut self, depth: u32) -> bool {
        let mut value = self.single(depth);
        while self.eat("&&") {
            value &= self.single(depth);
        }
        value
    }

    fn single(&mut self, depth: u32) -> bool {
        if depth > DEPTH_MAX {
            self.rest = "";
            return false;
        }
        if self.eat("!") {
            return !self.single(depth + 1);
        }
        if self.eat("(") {
            let value = self.either(depth + 1);
            return self.eat(")") && value;
        }
        self.skip();
        let is_tag = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let end = self.rest.find(|c| !is_tag(c)).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(end);
        self.rest = rest;
        !tag.is_empty() && (self.holds)(tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_for_another_platform_are_left_out() {
        let plain = b"package p\n";
        for name in ["a.go", "a_linux.go", "a_amd64.go", "a_linux_amd64.go", "linux.go", "windows.go", "a_unix.go"] {
            assert!(is_built(name, plain), "{name}");
        }
        for name in ["a_test.go", "a_windows.go", "a_arm64.go", "a_windows_amd64.go", "a_linux_arm.go", "_a.go", ".a.go", "a.s"] {
            assert!(!is_built(name, plain), "{name}");
        }
    }

    #[test]
    fn constraints_are_evaluated() {
        let is_built = |line: &str| is_built("a.go", format!("// A comment.\n\n{line}\n\npackage p\n").as_bytes());
        for line in
            ["//go:build linux", "//go:build !windows && (amd64 || arm64)", "//go:build go1.24", "//go:builder", "//go:build gc"]
        {
            assert!(is_built(line), "{line}");
        }
        for line in [
            "//go:build ignore",
            "//go:build !linux",
            "//go:build go1.25",
            "//go:build linux &&",
            "//go:build (linux",
            "//go:build",
        ] {
            assert!(!is_built(line) || line == "//go:build", "{line}");
        }
        assert!(!is_built(&format!("//go:build {}linux{}", "(".repeat(1000), ")".repeat(1000))));
    }

    #[test]
    fn a_constraint_may_ask_for_a_version() {
        let version = |line: &str| file_version(format!("{line}\n\npackage p\n").as_bytes());
        assert_eq!(version("//go:build go1.18"), Some(18));
        assert_eq!(version("//go:build linux && go1.20"), Some(20));
        assert_eq!(version("//go:build linux"), None);
        assert_eq!(version("//go:build !go1.20"), None);
    }
}
