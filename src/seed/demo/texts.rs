//! The listings of code and pages: snippets, templates and modules, each a real file that works.

use std::sync::Arc;

use super::cards::{self, Block, DUSK, FJORD, PAPER, PLUM, Palette};
use super::licences::{mit, two};
use super::types::{DemoFile, DemoLicence, DemoListing, DemoPreview, DemoVersion};

struct Source {
    name: &'static str,
    content_type: &'static str,
    text: &'static str,
}

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

macro_rules! source {
    ($name:literal, $type:literal, $file:literal) => {
        Source { name: $name, content_type: $type, text: include_str!(concat!("content/", $file)) }
    };
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
        days_ago: 88,
        language: "rust",
        palette: DUSK,
        files: &[source!("retry.rs", "text/x-rust", "retry.rs.txt")],
        versions: &[("1.0.0", "First release.", 88)],
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
        files: &[source!("lru.ts", "text/x-typescript", "lru.ts.txt")],
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

struct Page {
    slug: &'static str,
    title: &'static str,
    category: &'static str,
    tags: [&'static str; 3],
    summary: &'static str,
    description: &'static str,
    licences: fn() -> Vec<DemoLicence>,
    days_ago: i64,
    alt: &'static str,
    tall: bool,
    blocks: &'static [Block],
    file: Source,
}

const PAGES: &[Page] = &[
    Page {
        slug: "fjord-landing-page",
        title: "Fjord landing page",
        category: "websites",
        tags: ["html", "landing-page", "css"],
        summary: "A landing page in one HTML file: a strong headline, one button, three reasons.",
        description: "No framework, no build. Change the words and four colours at the top.\n\n- works from 320 pixels up\n- 4 KB\n- no script",
        licences: || two(900, 2900),
        days_ago: 69,
        alt: "A landing page: large headline, a green button and a sheet of notes",
        tall: false,
        blocks: &[
            (6, 6, 9, 3, 2),
            (74, 6, 8, 2, 9),
            (85, 6, 9, 2, 9),
            (6, 22, 40, 7, 2),
            (6, 31, 33, 7, 2),
            (6, 44, 30, 2, 3),
            (6, 48, 26, 2, 3),
            (6, 55, 17, 7, 0),
            (56, 20, 38, 46, 9),
            (60, 27, 28, 3, 3),
            (60, 34, 22, 3, 3),
            (60, 41, 30, 3, 0),
            (60, 48, 18, 3, 3),
            (60, 55, 25, 3, 3),
            (6, 78, 24, 3, 2),
            (6, 84, 26, 2, 3),
            (38, 78, 20, 3, 2),
            (38, 84, 25, 2, 3),
            (70, 78, 22, 3, 2),
            (70, 84, 24, 2, 3),
        ],
        file: source!("index.html", "text/html", "landing.html.txt"),
    },
    Page {
        slug: "a4-invoice",
        title: "A4 invoice",
        category: "documents",
        tags: ["html", "invoice", "print"],
        summary: "An invoice that prints on one page of A4 exactly as it looks.",
        description: "Fill in the rows, print to PDF, send. Figures line up; the total cannot be missed.",
        licences: || two(500, 1900),
        days_ago: 36,
        alt: "An invoice with a table of two rows and a bold total",
        tall: true,
        blocks: &[
            (10, 7, 28, 5, 2),
            (68, 7, 22, 1, 3),
            (72, 10, 18, 1, 3),
            (66, 13, 24, 1, 3),
            (10, 19, 80, 1, 2),
            (10, 25, 12, 1, 9),
            (26, 25, 20, 1, 3),
            (10, 29, 10, 1, 9),
            (26, 29, 24, 1, 3),
            (10, 33, 11, 1, 9),
            (26, 33, 30, 1, 3),
            (10, 44, 80, 1, 2),
            (10, 49, 34, 1, 3),
            (76, 49, 14, 1, 2),
            (10, 55, 40, 1, 3),
            (76, 55, 14, 1, 2),
            (10, 61, 80, 1, 9),
            (58, 67, 10, 1, 9),
            (76, 67, 14, 1, 2),
            (52, 73, 14, 3, 2),
            (72, 73, 18, 3, 1),
            (10, 88, 52, 1, 9),
        ],
        file: source!("invoice.html", "text/html", "invoice.html.txt"),
    },
    Page {
        slug: "one-page-resume",
        title: "One-page résumé",
        category: "documents",
        tags: ["html", "resume", "print"],
        summary: "A résumé in a serif with one accent, for the screen and for paper.",
        description: "Sections in the order people read them. Change one colour; print to PDF.",
        licences: || two(0, 900),
        days_ago: 17,
        alt: "A résumé: large name, then work and training in two columns",
        tall: true,
        blocks: &[
            (10, 8, 46, 5, 2),
            (10, 15, 34, 2, 3),
            (10, 19, 44, 1, 9),
            (10, 27, 14, 1, 1),
            (10, 32, 15, 1, 9),
            (32, 32, 38, 2, 2),
            (32, 36, 52, 1, 3),
            (32, 39, 48, 1, 3),
            (10, 46, 15, 1, 9),
            (32, 46, 34, 2, 2),
            (32, 50, 50, 1, 3),
            (10, 59, 18, 1, 1),
            (10, 64, 12, 1, 9),
            (32, 64, 44, 2, 2),
            (10, 73, 20, 1, 1),
            (10, 78, 30, 1, 3),
        ],
        file: source!("resume.html", "text/html", "resume.html.txt"),
    },
];

pub fn listings() -> Vec<DemoListing> {
    CODE.iter().map(code).chain(PAGES.iter().map(page)).collect()
}

fn file(source: &'static Source) -> DemoFile {
    DemoFile {
        name: source.name,
        content_type: source.content_type,
        bytes: Arc::new(|| source.text.as_bytes().to_vec()),
    }
}

fn code(code: &'static Code) -> DemoListing {
    let text = code.files[0].text;
    let picture = |alt, from: usize| DemoPreview {
        alt,
        render: Arc::new(move || cards::code(text, code.palette, from)),
    };
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
                files: code.files.iter().map(file).collect(),
            })
            .collect(),
        previews: vec![
            picture("The shape of the code, seen from afar", 0),
            picture("Further down in the code", 22),
        ],
        code_excerpt: Some((code.language, excerpt)),
        published_days_ago: code.days_ago,
    }
}

fn page(page: &'static Page) -> DemoListing {
    DemoListing {
        slug: page.slug,
        title: page.title,
        kind: "template",
        category: page.category,
        tags: page.tags.to_vec(),
        summary: page.summary,
        description: page.description,
        seller_handle: "plainco",
        licences: (page.licences)(),
        versions: vec![DemoVersion {
            number: "1.0.0",
            notes: "First release.",
            days_ago: page.days_ago,
            files: vec![file(&page.file)],
        }],
        previews: vec![DemoPreview {
            alt: page.alt,
            render: Arc::new(|| cards::page(page.blocks, PAPER, page.tall)),
        }],
        code_excerpt: None,
        published_days_ago: page.days_ago,
    }
}
