//! Archives as strangers send them.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const CARGO: &[u8] = b"[package]\nname = \"gears\"\nversion = \"1.2.0\"\n";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// One entry of a tar archive.
fn entry(name: &str, kind: u8, size: u64, content: &[u8]) -> Vec<u8> {
    let mut block = [0u8; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[156] = kind;
    block[257..263].copy_from_slice(b"ustar\0");
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    let mut bytes = block.to_vec();
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn file(name: &str, content: &[u8]) -> Vec<u8> {
    entry(name, b'0', content.len() as u64, content)
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn trouble(name: &str, bytes: &[u8]) -> String {
    let peeked = look(name, Kind::Module, bytes);
    assert!(peeked.manifest.is_none() && peeked.contents.is_none(), "{peeked:?}");
    peeked.trouble.unwrap()
}

#[test]
fn a_module_is_read_whichever_way_it_is_packed() {
    let tar =
        [file("gears-1.2/Cargo.toml", CARGO), file("gears-1.2/src/lib.rs", b"//!\n"), vec![0; 1024]].concat();
    for (name, bytes) in [
        ("gears.zip", zip(&[("gears-1.2/src/lib.rs", b"//!\n"), ("gears-1.2/Cargo.toml", CARGO)])),
        ("gears.tar", tar.clone()),
        ("gears.tar.gz", gz(&tar)),
        ("gears.TGZ", gz(&tar)),
    ] {
        let peeked = look(name, Kind::Module, &bytes);
        let manifest = peeked.manifest.unwrap_or_else(|| panic!("{name}: {:?}", peeked.trouble));
        assert_eq!((manifest.name.as_str(), manifest.path.as_str()), ("gears", "gears-1.2/Cargo.toml"));
        let contents = peeked.contents.unwrap();
        assert_eq!(contents.files, 2);
        assert_eq!(contents.first[1], ("gears-1.2/src/lib.rs".to_owned(), 4));
    }
    let loose = look("Cargo.toml", Kind::Module, CARGO);
    assert_eq!((loose.manifest.unwrap().name.as_str(), loose.opening.unwrap().0), ("gears", 3));
    assert!(look("Cargo.toml", Kind::Snippet, CARGO).manifest.is_none());
}

#[test]
fn long_names_and_links_of_tar_archives() {
    let long = format!("{}/Cargo.toml", "x".repeat(120));
    let pax = format!(" path={long}\n");
    let pax = format!("{}{pax}", pax.len() + 3);
    let bytes = [
        file("pax_global_header", b"").tap(|block| block[156] = b'g'),
        entry("././@LongLink", b'L', long.len() as u64 + 1, format!("{long}\0").as_bytes()),
        file("cut", CARGO),
        entry("x", b'x', pax.len() as u64, pax.as_bytes()),
        file("cut too", CARGO),
        entry("link", b'2', 4096, b""),
        file("last", b"!"),
    ];
    let peeked = look("a.tar", Kind::Module, &bytes.concat());
    let names: Vec<_> = peeked.contents.unwrap().first.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["last".to_owned(), long.clone(), long.clone()]);
    assert_eq!(peeked.manifest.unwrap().path, long);
}

trait Tap {
    fn tap(self, change: impl FnOnce(&mut Vec<u8>)) -> Self;
}

impl Tap for Vec<u8> {
    /// Changed, with its checksum right again.
    fn tap(mut self, change: impl FnOnce(&mut Vec<u8>)) -> Self {
        change(&mut self);
        self[148..156].fill(b' ');
        let sum: u32 = self[..512].iter().map(|byte| u32::from(*byte)).sum();
        self[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        self
    }
}

#[test]
fn bombs_are_not_unpacked() {
    let zeros = vec![0; 40 * 1024 * 1024];
    assert!(trouble("bomb.zip", &zip(&[("zeros", &zeros)])).contains("far more than its size"));
    assert!(trouble("bomb.tar.gz", &gz(&file("zeros", &zeros))).contains("far more than its size"));
    // What an entry says of itself is smaller than what comes.
    let mut liar = zip(&[("Cargo.toml", &zeros)]);
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    while let Some(at) = liar.windows(4).position(|part| part == size) {
        liar[at..at + 4].copy_from_slice(&9u32.to_le_bytes());
    }
    assert!(look("liar.zip", Kind::Module, &liar).manifest.is_none());
    let many: Vec<_> = (0..10_001).map(|n| file(&format!("f{n}"), b"")).collect();
    assert!(trouble("many.tar", &many.concat()).contains("more than 10000 files"));
    let many: Vec<_> = (0..10_001).map(|n| format!("f{n}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(trouble("many.zip", &zip(&many)).contains("more than 10000 files"));
}

#[test]
fn no_path_leads_out() {
    for path in
        ["../Cargo.toml", "a/../../Cargo.toml", "/etc/Cargo.toml", "a\\..\\Cargo.toml", "C:/Cargo.toml"]
    {
        assert!(trouble("a.zip", &zip(&[(path, CARGO)])).contains("outside"), "{path}");
        assert!(trouble("a.tgz", &gz(&file(path, CARGO))).contains("outside"), "{path}");
    }
    assert!(trouble("a.tar", &file("a\nb", CARGO)).contains("no computer can store"));
}

#[test]
fn what_is_damaged_is_told_in_words() {
    let whole = zip(&[("Cargo.toml", CARGO)]);
    let tar = file("Cargo.toml", CARGO);
    let packed = gz(&tar);
    let mut torn = tar.clone();
    torn[0] ^= 1;
    for (name, bytes) in [
        ("a.zip", &whole[..whole.len() / 2]),
        ("a.zip", b"PK\x03\x04"),
        ("a.zip", b""),
        ("a.tar", &tar[..600]),
        ("a.tar", &torn),
        ("a.tar.gz", &packed[..packed.len() / 2]),
        ("a.tar.gz", b"no gzip at all"),
    ] {
        let words = trouble(name, bytes);
        assert!(words.contains("damaged"), "{name}: {words}");
    }
    let huge = entry("Cargo.toml", b'0', 0o77_777_777_777, b"");
    assert!(!trouble("a.tar", &huge).is_empty());
    let large = vec![b'#'; 10 * 1024 * 1024];
    let peeked = look("a.zip", Kind::Module, &zip(&[("a/Cargo.toml", &large)]));
    assert_eq!(peeked.trouble.as_deref(), Some("Cargo.toml is larger than 256 kB, so it was not read."));
}

#[test]
fn a_template_shows_its_first_page() {
    let page: &[u8] = b"<!doctype html><title>Fjord</title>";
    let peeked =
        look("fjord.zip", Kind::Template, &zip(&[("site/about.html", b"x"), ("site/index.html", page)]));
    assert!(peeked.page.unwrap().ends_with(b"<title>Fjord</title>"));
    assert!(look("fjord.html", Kind::Template, page).page.is_some());
    assert!(look("fjord.html", Kind::Snippet, page).page.is_none());
}

proptest! {
    #[test]
    fn no_content_panics(bytes in prop::collection::vec(any::<u8>(), 0..2000), name in "a\\.(zip|tar|tgz)") {
        look(&name, Kind::Module, &bytes);
        look(&name, Kind::Module, &gz(&bytes));
    }

    #[test]
    fn torn_archives_end_in_words(at in 0usize..400, byte in any::<u8>()) {
        let mut bytes = zip(&[("a/Cargo.toml", CARGO), ("a/b", b"c")]);
        let at = at % bytes.len();
        bytes[at] = byte;
        look("a.zip", Kind::Module, &bytes);
        let mut bytes = [file("a/Cargo.toml", CARGO), file("b", b"c")].concat();
        let at = at % bytes.len();
        bytes[at] = byte;
        look("a.tar", Kind::Module, &bytes);
    }
}
