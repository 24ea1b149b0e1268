//! Looks into archives that strangers sent: what is in them, and the few small files that are asked for. Nothing is
//! ever unpacked to a disk, and links are not followed.

use std::io::{self, Cursor, Read};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::tar;
use crate::catalog::Contents;

/// Files and folders of one archive.
pub const MOST_ENTRIES: usize = 10_000;
/// Unpacked, all of them together, and how many times larger than packed.
const MOST_UNPACKED: u64 = 1024 * 1024 * 1024;
const MOST_RATIO: u64 = 200;
/// Small archives may be packed better than that.
const FREE: u64 = 16 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);
/// Files named on the product page.
const MOST_NAMED: usize = 100;
const LONGEST_NAME: usize = 400;

const BOMB: &str = "It unpacks to far more than its size, so it was not opened any further.";
const SLOW: &str = "It takes too long to be looked into.";
const DAMAGED: &str = "It cannot be opened: it is cut off or damaged.";

pub type Looked<T> = Result<T, String>;

/// Ends what takes too long or grows beyond measure.
pub struct Limits {
    until: Instant,
    most: u64,
    unpacked: u64,
}

impl Limits {
    fn of(packed: usize) -> Self {
        let most = (packed as u64).saturating_mul(MOST_RATIO).clamp(FREE, MOST_UNPACKED);
        Self { until: Instant::now() + PATIENCE, most, unpacked: 0 }
    }

    /// Counts bytes that were unpacked, or are said to be.
    pub fn add(&mut self, bytes: u64) -> Looked<()> {
        self.unpacked = self.unpacked.saturating_add(bytes);
        if self.unpacked > self.most {
            return Err(BOMB.into());
        }
        if Instant::now() > self.until {
            return Err(SLOW.into());
        }
        Ok(())
    }
}

/// What is looked for: whether a path is wanted, and how many bytes of it.
pub type Wanted<'a> = dyn Fn(&str) -> Option<u64> + 'a;

/// What was found: what the archive holds, and of the wanted files their content, or that it is too large.
#[derive(Debug, Default)]
pub struct Found {
    pub contents: Contents,
    pub wanted: Vec<(String, Option<Vec<u8>>)>,
    /// Entries of any kind.
    seen: usize,
}

impl Found {
    /// Takes note of an entry. Its path, where it is a file.
    pub fn note(&mut self, name: &str, bytes: Option<u64>) -> Looked<()> {
        self.seen += 1;
        if self.seen > MOST_ENTRIES {
            return Err(format!(
                "It holds more than {MOST_ENTRIES} files, so it was not opened any further."
            ));
        }
        let name = path(name)?;
        let Some(bytes) = bytes else { return Ok(()) };
        self.contents.files += 1;
        if self.contents.first.len() < MOST_NAMED {
            self.contents.first.push((name, bytes));
        }
        Ok(())
    }
}

/// Whether a file of this name is one we look into.
pub fn is_archive(name: &str) -> bool {
    Packing::of(name).is_some()
}

enum Packing {
    Zip,
    Tar,
    TarGz,
}

impl Packing {
    fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let endings =
            [(".zip", Self::Zip), (".tar", Self::Tar), (".tar.gz", Self::TarGz), (".tgz", Self::TarGz)];
        endings.into_iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, packing)| packing)
    }
}

pub fn look(name: &str, bytes: &[u8], wanted: &Wanted) -> Looked<Found> {
    let mut limits = Limits::of(bytes.len());
    let mut found = match Packing::of(name) {
        Some(Packing::Zip) => zip(bytes, wanted, &mut limits)?,
        Some(Packing::Tar) => tar::read(&mut Cursor::new(bytes), wanted, &mut limits)?,
        Some(Packing::TarGz) => tar::read(&mut MultiGzDecoder::new(bytes), wanted, &mut limits)?,
        None => return Err(DAMAGED.into()),
    };
    found.contents.first.sort();
    Ok(found)
}

fn zip(bytes: &[u8], wanted: &Wanted, limits: &mut Limits) -> Looked<Found> {
    // Each entry of the list of contents begins so: counted before the list is read into memory.
    if bytes.windows(4).filter(|part| part == b"PK\x01\x02").take(MOST_ENTRIES + 1).count() > MOST_ENTRIES {
        return Err(format!("It holds more than {MOST_ENTRIES} files, so it was not opened."));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let mut found = Found::default();
    for index in 0..archive.len() {
        let (name, is_file, size) = {
            let entry = archive.by_index_raw(index).map_err(|_| DAMAGED)?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            (name, entry.is_file(), entry.size())
        };
        found.note(&name, is_file.then_some(size))?;
        // What is said is not what comes, but who says too much is believed.
        limits.add(if is_file { size } else { 0 })?;
        let Some(most) = wanted(&name).filter(|_| is_file) else { continue };
        let content = if size > most {
            None
        } else {
            let entry = archive
                .by_index(index)
                .map_err(|_| "It is encrypted or damaged, so nobody can look into it.")?;
            take(entry, most, limits)?
        };
        found.wanted.push((name, content));
    }
    Ok(found)
}

/// At most so many bytes; None when there are more.
fn take(from: impl Read, most: u64, limits: &mut Limits) -> Looked<Option<Vec<u8>>> {
    let mut content = Vec::new();
    from.take(most + 1).read_to_end(&mut content).map_err(damaged)?;
    limits.add(content.len() as u64)?;
    Ok((content.len() as u64 <= most).then_some(content))
}

pub fn damaged(_: io::Error) -> String {
    DAMAGED.into()
}

/// The path of an entry, which must stay in the folder it is unpacked to.
fn path(name: &str) -> Looked<String> {
    let shown: String = name.chars().take(80).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let escapes = name.starts_with(['/', '\\'])
        || name.split(['/', '\\']).any(|part| part == "..")
        || name.as_bytes().get(1) == Some(&b':');
    if escapes {
        return Err(format!("It holds “{shown}”, which would be unpacked outside of its own folder."));
    }
    if name.is_empty() || name.len() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(format!("It holds a file whose name no computer can store: “{shown}”."));
    }
    Ok(name.trim_start_matches("./").to_owned())
}
