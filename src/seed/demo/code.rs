//! The listings of code: snippets and modules, each a real file that works.

use std::sync::Arc;

use super::cards::{self, DUSK, FJORD, PLUM, Palette};
use super::licences::mit;
use super::source::{Source, source};
use super::types::{DemoLicence, DemoListing, DemoPreview, DemoVersion, Detail};

struct Code {
    slug: &'static str,
    title: &'static str,
    kind: &'static str,
    category: &'static str,
    tags: [&'static str; 3],
    summary: &'static str,
    description: &'static str,
    licences: fn() -> Vec<DemoLicence>,
    days_ago: i64,
    language: &'static str,
    palette: Palette,
    /// The code first, then what goes with it.
    files: &'static [Source],
    /// Number, notes and age in days, oldest first; the files are the newest's.
    versions: &'static [(&'static str, &'static str, i64)],
}
const CODE: &[Code] = &[
    Code {
        slug: "retry-with-backoff-rust",
        title: "Retry with backoff, for Rust",
        kind: "snippet",
        category: "code",
        tags: ["rust", "retry", "resilience"],
        summary: "Growing, jittered pauses around anything that returns a Result; no dependencies.",
        description: "Eighty lines to paste into a project. Operations say themselves whether a failure is worth another try, so that a wrong password is not sent five times.\n\n- no dependencies\n- doubles the pause, up to a limit\n- spreads callers apart\n- with its tests",
        licences: || mit(400),
        days_ago: 112,
        language: "rust",
        palette: DUSK,
        files: &[source!("retry.rs", "text/x-rust", "retry.rs.txt")],
        versions: &[("1.0.0", "First release.", 112)],
    },
    Code {
        slug: "lru-cache-typescript",
        title: "LRU cache with one load at a time",
        kind: "snippet",
        category: "code",
        tags: ["typescript", "cache", "lru"],
        summary: "A least-recently-used cache with a time to live, whose callers share one load.",
        description: "A `Map` keeps its keys in order; this cache needs nothing more. `through` loads what is missing, once, however many ask.",
        licences: || mit(300),
        days_ago: 73,
        language: "typescript",
        palette: FJORD,
        files: &[
            source!("lru.ts", "text/x-typescript", "lru.ts.txt"),
            source!("lru.test.ts", "text/x-typescript", "lru.test.ts.txt"),
            source!("README.md", "text/markdown", "lru.readme.md.txt"),
        ],
        versions: &[("1.0.0", "First release.", 73)],
    },
    Code {
        slug: "csv-that-knows-its-types",
        title: "CSV that knows its types",
        kind: "snippet",
        category: "data",
        tags: ["python", "csv", "data"],
        summary: "Reads CSV into dicts with numbers, dates and booleans instead of strings.",
        description: "Looks at the first rows, picks the narrowest parser each column allows, and streams the rest. Standard library only.",
        licences: || mit(0),
        days_ago: 61,
        language: "python",
        palette: PLUM,
        files: &[source!("sniff.py", "text/x-python", "sniff.py.txt")],
        versions: &[("1.0.0", "First release.", 61)],
    },
    Code {
        slug: "keyset-paging-sql",
        title: "Keyset paging in SQL",
        kind: "snippet",
        category: "data",
        tags: ["sql", "postgresql", "paging"],
        summary: "Lists that are as fast on page ten thousand as on page one, explained in six steps.",
        description: "Index, first page, next page, page before, and how to prove it with `EXPLAIN`. For PostgreSQL 13 and later.",
        licences: || mit(200),
        days_ago: 44,
        language: "sql",
        palette: DUSK,
        files: &[source!("keyset.sql", "text/x-sql", "keyset.sql.txt")],
        versions: &[("1.0.0", "First release.", 44)],
    },
    Code {
        slug: "snapshot-backups-bash",
        title: "Snapshot backups with rsync",
        kind: "snippet",
        category: "code",
        tags: ["bash", "backup", "rsync"],
        summary: "Daily snapshots that share what did not change, with a rule for how many to keep.",
        description: "One script and a cron line. Each snapshot is a whole folder to look into; unchanged files cost nothing.",
        licences: || mit(0),
        days_ago: 22,
        language: "bash",
        palette: FJORD,
        files: &[source!("snapshots.sh", "text/x-shellscript", "snapshots.sh.txt")],
        versions: &[("1.0.0", "First release.", 22)],
    },
    Code {
        slug: "typed-events",
        title: "typed-events",
        kind: "module",
        category: "code",
        tags: ["typescript", "events", "module"],
        summary: "An event emitter whose names and payloads are checked by the compiler.",
        description: "Forty lines, no dependencies, works in browsers and in Node. Listeners end by a function or an `AbortSignal`.",
        licences: || mit(500),
        days_ago: 57,
        language: "typescript",
        palette: PLUM,
        files: &[
            source!("events.ts", "text/x-typescript", "events.ts.txt"),
            source!("package.json", "application/json", "events.package.json.txt"),
        ],
        versions: &[
            ("1.0.0", "First release.", 57),
            ("1.1.0", "Listeners can be ended by an AbortSignal.", 14),
        ],
    },
    Code {
        slug: "plain-slugs",
        title: "plain-slugs",
        kind: "module",
        category: "code",
        tags: ["python", "slugs", "module"],
        summary: "Readable, unique slugs for any text; one file, typed, tested by its own documentation.",
        description: "`slug` folds accents and keeps words whole; `unique` finds the first free number.",
        licences: || mit(0),
        days_ago: 49,
        language: "python",
        palette: DUSK,
        files: &[
            source!("slugs.py", "text/x-python", "slugs.py.txt"),
            source!("pyproject.toml", "text/plain", "slugs.pyproject.toml.txt"),
        ],
        versions: &[
            ("1.0.0", "First release.", 49),
            ("2.0.0", "Words are kept whole when a slug is cut.", 9),
        ],
    },
    Code {
        slug: "minor-units",
        title: "minor-units",
        kind: "module",
        category: "code",
        tags: ["rust", "money", "module"],
        summary: "Money without floats: integer minor units and splits that lose nothing.",
        description: "Add only what has the same currency, split into shares that add up, print as people read it.",
        licences: || mit(600),
        days_ago: 30,
        language: "rust",
        palette: FJORD,
        files: &[
            source!("lib.rs", "text/x-rust", "minor_units.rs.txt"),
            source!("Cargo.toml", "text/plain", "minor_units.Cargo.toml.txt"),
        ],
        versions: &[("1.0.0", "First release.", 30), ("1.0.1", "Negative amounts split evenly too.", 16)],
    },
];

pub fn listings(detail: Detail) -> Vec<DemoListing> {
    CODE.iter().map(|one| code(one, detail.card_width())).collect()
}

fn code(code: &'static Code, width: u32) -> DemoListing {
    let text = code.files[0].text;
    let picture = |alt, from: usize| DemoPreview {
        alt,
        render: Arc::new(move || cards::code(width, code.files[0].name, text, code.palette, from)),
    };
    let opens = opening(text);
    let further = (opens + 15).min(text.lines().count().saturating_sub(14)).max(opens);
    let excerpt = text.match_indices('\n').nth(27).map_or(text, |(end, _)| &text[..end]);
    DemoListing {
        slug: code.slug,
        title: code.title,
        kind: code.kind,
        category: code.category,
        tags: code.tags.to_vec(),
        summary: code.summary,
        description: code.description,
        seller_handle: "bytework",
        licences: (code.licences)(),
        versions: code
            .versions
            .iter()
            .map(|(number, notes, days_ago)| DemoVersion {
                number,
                notes,
                days_ago: *days_ago,
                files: code.files.iter().map(Source::file).collect(),
            })
            .collect(),
        previews: vec![
            picture("The first lines of the code in an editor", opens),
            picture("Further down in the code", further),
        ],
        // The files themselves are looked through where there are several.
        code_excerpt: (code.kind == "module" || code.files.len() == 1).then_some((code.language, excerpt)),
        stack: "",
        published_days_ago: code.days_ago,
    }
}

/// The first line of code, after the words about it.
fn opening(text: &str) -> usize {
    let starts = ["use ", "import ", "from ", "export ", "pub ", "fn ", "create ", "select ", "set "];
    let code = |line: &str| starts.iter().any(|start| line.to_lowercase().starts_with(start));
    text.lines().position(code).unwrap_or(0)
}
