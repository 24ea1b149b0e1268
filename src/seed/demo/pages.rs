//! The listings of pages: templates in one file each.

use std::sync::Arc;

use image::RgbImage;

use super::cards;
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
    /// So many pixels wide.
    picture: fn(u32) -> RgbImage,
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
        days_ago: 96,
        alt: "A landing page: large headline, a green button and a sheet of notes",
        picture: cards::landing,
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
        picture: cards::invoice,
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
        picture: cards::resume,
        file: source!("resume.html", "text/html", "resume.html.txt"),
    },
];

pub fn listings(detail: Detail) -> Vec<DemoListing> {
    PAGES.iter().map(|one| page(one, detail.card_width())).collect()
}

fn page(page: &'static Page, width: u32) -> DemoListing {
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
        previews: vec![DemoPreview { alt: page.alt, render: Arc::new(move || (page.picture)(width)) }],
        code_excerpt: None,
        stack: "HTML, CSS",
        published_days_ago: page.days_ago,
    }
}
