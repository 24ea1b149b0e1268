//! The listings of pages: templates in one file each.

use std::sync::Arc;

use super::cards::{self, Block, PAPER};
use super::licences::two;
use super::source::{Source, source};
use super::types::{DemoLicence, DemoListing, DemoPreview, DemoVersion, Detail};

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

pub fn listings(_detail: Detail) -> Vec<DemoListing> {
    PAGES.iter().map(page).collect()
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
            files: vec![page.file.file()],
        }],
        previews: vec![DemoPreview {
            alt: page.alt,
            render: Arc::new(|| cards::page(page.blocks, PAPER, page.tall)),
        }],
        code_excerpt: None,
        published_days_ago: page.days_ago,
    }
}
