//! Ranges of code points by category, script and property, from the text beside.

use std::sync::LazyLock;

/// A line for each set: its name and its ranges.
static TEXT: &str = include_str!("ranges.txt");

/// The lines by name.
static LINES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    let mut lines: Vec<_> = lines.filter_map(|line| line.split_once(' ')).collect();
    lines.sort_unstable();
    lines
});

/// What stands behind a name.
fn line(name: &str) -> &'static str {
    LINES.binary_search_by_key(&name, |row| row.0).map_or("", |i| LINES[i].1)
}

/// The ranges of a set, first and last code point and step; none for a name that is not there.
pub(crate) fn ranges(name: &str) -> impl Iterator<Item = (u32, u32, u32)> {
    let hex = |text: &str| u32::from_str_radix(text, 16).expect("invariant: the data is hexadecimal");
    line(name).split(' ').filter(|range| !range.is_empty()).map(move |range| {
        let (range, step) = range.split_once('/').unwrap_or((range, "1"));
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        (hex(first), hex(last), hex(step))
    })
}

/// The numbers of a line, four bytes each, the least first: the ranges of a set, or of `cases` the ranges with three distances.
pub(crate) fn packed_ranges(name: &str) -> Vec<u8> {
    if name != "cases" {
        return ranges(name).flat_map(|(first, last, step)| [first, last, step]).flat_map(u32::to_le_bytes).collect();
    }
    let number = |text: &str| text.parse::<i32>().expect("invariant: the data is decimal");
    let packed = line("cases:").split(' ').flat_map(|case| {
        let (range, distances) = case.split_once(',').unwrap_or((case, ""));
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let ends = [first, last].map(|text| u32::from_str_radix(text, 16).expect("invariant: the data is hexadecimal"));
        ends.into_iter().chain(distances.split(',').map(move |d| number(d) as u32)).collect::<Vec<_>>()
    });
    packed.flat_map(u32::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let names = TEXT.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').next().unwrap_or_default());
        for name in names.filter(|name| *name != "cases:") {
            let all: Vec<_> = ranges(name).collect();
            assert!(!all.is_empty() && all.iter().all(|(first, last, step)| first <= last && *step > 0), "{name}");
            assert!(all.windows(2).all(|pair| pair[0].1 < pair[1].0), "{name}");
        }
        assert_eq!(packed_ranges("cases").len() % 20, 0);
        assert!(packed_ranges("c:Zs").starts_with(&[0x20, 0, 0, 0, 0xA0, 0, 0, 0, 0x80, 0, 0, 0]));
        assert!(packed_ranges("s:Klingon").is_empty());
    }
}
