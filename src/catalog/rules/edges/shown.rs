//! What is shown of a listing: who sees it, its beginning, its facts, how it is installed, what is said of it.

use crate::catalog::rules::document::Document;
use crate::catalog::rules::install::tests::manifest;
use crate::catalog::rules::install::{Install, install};
use crate::catalog::rules::licence::spdx;
use crate::catalog::rules::mesh;
use crate::catalog::rules::opening::{MOST_BYTES, MOST_LINES, kept, shown};
use crate::catalog::rules::review::{LONGEST_ANSWER, LONGEST_REPORT, answer, narrowed, report, review};
use crate::catalog::rules::visibility::{Showing, Status, Viewer, showing};
use crate::catalog::types::{Ecosystem, Kind, MeshFacts};

#[test]
fn staff_see_what_sellers_see_and_buyers_are_told_of_their_library() {
    let staff = Viewer { is_staff: true, ..Viewer::default() };
    let seller = Viewer { is_seller: true, ..Viewer::default() };
    for status in [Status::Draft, Status::Published, Status::Unpublished, Status::Removed] {
        assert_eq!(showing(status, staff), showing(status, seller), "{status:?}");
        assert_ne!(showing(status, staff), Showing::Hidden, "{status:?}");
    }
    let buyer = Viewer { has_bought: true, ..Viewer::default() };
    let Showing::Private(words) = showing(Status::Unpublished, buyer) else { panic!("hidden") };
    assert!(words.contains("your library"), "{words}");
    let own = Viewer { is_seller: true, ..buyer };
    let Showing::Private(words) = showing(Status::Unpublished, own) else { panic!("hidden") };
    assert!(!words.contains("your library"), "{words}");
}

#[test]
fn an_opening_ends_by_lines_and_by_bytes() {
    let short = "x\n".repeat(MOST_LINES + 1);
    assert_eq!(kept(&short).lines().count(), MOST_LINES);
    let long = format!("{}\n", "x".repeat(1023));
    let text = long.repeat(40);
    assert_eq!(kept(&text).len(), MOST_BYTES, "thirty-two whole lines of a KiB");
    assert_eq!(kept(&text[..MOST_BYTES + 1000]).len(), MOST_BYTES);
    let paid = shown(kept(&text), 40, text.len(), false);
    assert_eq!((paid.lines, paid.hidden, paid.text.len()), (4, 36, 4096));
    let free = shown(kept(&text), 40, text.len(), true);
    assert_eq!((free.lines, free.hidden), (32, 8));
    // Of three lines one, of two none.
    assert_eq!(shown("a\nb\nc\n", 3, 6, false).lines, 1);
    assert_eq!(shown("a\nb\n", 2, 4, false).lines, 0);
}

fn facts() -> MeshFacts {
    MeshFacts {
        unit_is_stated: true,
        triangles: 1,
        vertices: 3,
        size_mm: [99.94, 9.994, 1.0],
        surface_mm2: 50.0,
        volume_mm3: 499.9,
        open_edges: 0,
        crowded_edges: 0,
        turned_edges: 0,
    }
}

#[test]
fn facts_change_their_unit_and_their_digits_at_the_right_place() {
    let facts = facts();
    assert_eq!(mesh::size(&facts), "99.9 × 9.99 × 1 mm");
    assert!(mesh::in_short(&facts).starts_with("1 triangle · "), "{}", mesh::in_short(&facts));
    assert_eq!(
        (mesh::surface(&facts).as_str(), mesh::volume(&facts).as_deref()),
        ("0.5 cm²", Some("500 mm³"))
    );
    let less = MeshFacts { surface_mm2: 49.9, volume_mm3: 500.0, ..facts.clone() };
    assert_eq!(
        (mesh::surface(&less).as_str(), mesh::volume(&less).as_deref()),
        ("49.9 mm²", Some("0.5 cm³"))
    );
    for (open_edges, crowded_edges, turned_edges) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
        let holed = MeshFacts { open_edges, crowded_edges, turned_edges, ..facts.clone() };
        assert!(!mesh::encloses(&holed) && mesh::volume(&holed).is_none());
        assert!(mesh::closed(&holed).1.starts_with("No: 1 edge") || open_edges == 1);
    }
    assert_eq!(
        ["0", "999", "1,000", "1,234,567"],
        [0, 999, 1000, 1_234_567].map(mesh::grouped).each_ref().map(String::as_str)
    );
    assert_eq!(mesh::grouped(-1000), "-1,000");
    let flat = MeshFacts { volume_mm3: 0.0, ..facts };
    assert_eq!(mesh::closed(&flat), (true, "Yes".into()), "nothing is inside of it, so nothing is outside");
}

#[test]
fn what_to_do_before_installing_is_said_as_it_is() {
    let named = |name: &str, ecosystem, path: &str, file: &str| -> Option<Install> {
        install(&manifest(ecosystem, name, path), file)
    };
    let of = |ecosystem, path: &str, file: &str| named("ev", ecosystem, path, file).unwrap();
    for name in ["@ada/x;y", "@ada;x/y", "ada//x", "@ada/-x"] {
        assert_eq!(named(name, Ecosystem::Npm, "package/package.json", "ev.tgz"), None, "{name}");
    }
    let npm = of(Ecosystem::Npm, "package/package.json", "EV.TAR.GZ");
    assert_eq!(npm.line, "npm install ./EV.TAR.GZ");
    assert_eq!(npm.first, "Download EV.TAR.GZ from your library into your project, then:");
    let zipped = of(Ecosystem::Npm, "ev-1/package.json", "ev.zip");
    assert_eq!(zipped.line, "npm install ./ev-1");
    assert_eq!(zipped.first, "Download ev.zip from your library and unpack it in your project, then:");
    let python = of(Ecosystem::Python, "ev-1/pyproject.toml", "ev.zip");
    assert_eq!(python.line, "python -m pip install ./ev.zip");
    let loose = of(Ecosystem::Cargo, "Cargo.toml", "Cargo.toml");
    assert!(loose.first.contains("into a folder named ev in your project"), "{}", loose.first);
}

#[test]
fn words_about_a_listing_end_where_they_say() {
    assert!(answer(&"ü".repeat(LONGEST_ANSWER as usize)).is_ok());
    assert!(answer(&"ü".repeat(LONGEST_ANSWER as usize + 1)).unwrap_err().fields().contains_key("body"));
    assert!(report(&"ü".repeat(LONGEST_REPORT as usize)).is_ok());
    assert!(report(&"ü".repeat(LONGEST_REPORT as usize + 1)).unwrap_err().fields().contains_key("reason"));
    assert_eq!([narrowed(Some("1")).unwrap(), narrowed(Some("5")).unwrap()], [Some(1), Some(5)]);
    let said = review(Some(3), " a\n\tb ", "one\r\ntwo\rthree\u{7}\tfour ").unwrap();
    assert_eq!((said.title.as_str(), said.body.as_str()), ("a b", "one\ntwo\nthree\tfour"));
}

#[test]
fn licences_of_code_have_their_names() {
    let named = ["mit", "apache", "bsd", "mpl", "gpl"].map(spdx);
    assert_eq!(named, ["MIT", "Apache-2.0", "BSD-3-Clause", "MPL-2.0", "GPL-3.0-or-later"].map(Some));
    assert_eq!((spdx("personal"), spdx("MIT")), (None, None));
}

#[test]
fn a_document_is_all_of_its_words_and_the_title_first() {
    let pair = |slug: &str, name: &str| vec![(slug.to_owned(), name.to_owned())];
    let document = Document {
        asset_id: uuid::Uuid::nil(),
        title: "One".into(),
        body: "Eight one".into(),
        kind: Kind::Snippet,
        is_free: true,
        seller_handle: "three".into(),
        seller_name: "Two".into(),
        categories: pair("six", "Seven"),
        tags: pair("four", "Five"),
        licences: vec!["mit".into(), "gpl".into()],
        files: vec!["a.rs".into(), "b.RS".into(), "none".into()],
    };
    assert_eq!(document.words()[..8], ["one", "two", "three", "four", "five", "seven", "code", "snippet"]);
    assert_eq!(document.words().last().map(String::as_str), Some("eight"));
    assert_eq!(document.marks(), "c_six f_rs k_snippet l_gpl l_mit p_free s_three t_four");
}
