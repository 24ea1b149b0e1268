//! Reads tar archives entry by entry: the old format, ustar, and the long names of GNU and of pax.
//! <https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06>

use std::io::Read;

use super::archive::{Found, Limits, Looked, Wanted, damaged};

const BLOCK: usize = 512;
/// Of a header that only holds a long name.
const LONGEST_EXTENSION: u64 = 16 * 1024;

pub fn read(from: &mut dyn Read, wanted: &Wanted, limits: &mut Limits) -> Looked<Found> {
    let mut found = Found::default();
    let mut long_name: Option<String> = None;
    let mut block = [0; BLOCK];
    loop {
        if !fill(from, &mut block)? || block.iter().all(|byte| *byte == 0) {
            return Ok(found);
        }
        limits.add(BLOCK as u64)?;
        let header = Header::read(&block)?;
        match header.kind {
            b'L' | b'x' => {
                if header.size > LONGEST_EXTENSION {
                    return Err("Its list of files is damaged.".into());
                }
                let bytes = content(from, header.size, limits)?;
                long_name = match header.kind {
                    b'L' => Some(text(&bytes)),
                    _ => pax_path(&bytes).or(long_name),
                };
            }
            kind => {
                let name = long_name.take().unwrap_or(header.name);
                let is_file = matches!(kind, 0 | b'0' | b'7');
                // A header for all that follow is no entry; every archive git makes begins with one.
                if kind != b'g' {
                    found.note(&name, is_file.then_some(header.size))?;
                }
                match wanted(&name).filter(|_| is_file) {
                    Some(most) if header.size <= most => {
                        let bytes = content(from, header.size, limits)?;
                        found.wanted.push((name, Some(bytes)));
                    }
                    Some(_) => {
                        skip(from, whole(header.size), limits)?;
                        found.wanted.push((name, None));
                    }
                    None => skip(from, whole(header.size), limits)?,
                }
            }
        }
    }
}

struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Header {
    fn read(block: &[u8; BLOCK]) -> Looked<Self> {
        let broken = || "Its list of files is damaged.".to_owned();
        let sum: u64 = block
            .iter()
            .enumerate()
            .map(|(at, byte)| u64::from(if (148..156).contains(&at) { b' ' } else { *byte }))
            .sum();
        if octal(&block[148..156]) != Some(sum) {
            return Err(broken());
        }
        let size = number(&block[124..136]).ok_or_else(broken)?;
        let (name, prefix) = (text(&block[..100]), text(&block[345..500]));
        let is_posix = &block[257..263] == b"ustar\0";
        let name = if is_posix && !prefix.is_empty() { format!("{prefix}/{name}") } else { name };
        let kind = block[156];
        // Links and devices have no content, whatever they say.
        let size = if matches!(kind, b'1'..=b'6') { 0 } else { size };
        Ok(Self { name, size, kind })
    }
}

/// Up to the first NUL.
fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

fn octal(bytes: &[u8]) -> Option<u64> {
    let words = std::str::from_utf8(bytes).ok()?.trim_matches([' ', '\0']);
    if words.is_empty() { Some(0) } else { u64::from_str_radix(words, 8).ok() }
}

/// Octal, or binary where the first bit says so.
fn number(bytes: &[u8]) -> Option<u64> {
    if bytes[0] != 0x80 {
        return octal(bytes);
    }
    let low: [u8; 8] = bytes[bytes.len() - 8..].try_into().ok()?;
    Some(u64::from_be_bytes(low))
}

/// The path in records like `27 path=a/long/name\n`.
fn pax_path(bytes: &[u8]) -> Option<String> {
    let mut rest = bytes;
    while let Some(space) = rest.iter().position(|byte| *byte == b' ') {
        let length: usize = std::str::from_utf8(&rest[..space]).ok()?.parse().ok()?;
        let record = rest.get(space + 1..length)?;
        if let Some(path) = record.strip_prefix(b"path=") {
            return Some(text(path.strip_suffix(b"\n").unwrap_or(path)));
        }
        rest = &rest[length..];
    }
    None
}

/// Whether there was another block; a part of one is damage.
fn fill(from: &mut dyn Read, block: &mut [u8; BLOCK]) -> Looked<bool> {
    let mut filled = 0;
    while filled < BLOCK {
        match from.read(&mut block[filled..]).map_err(damaged)? {
            0 if filled == 0 => return Ok(false),
            0 => return Err(damaged(std::io::ErrorKind::UnexpectedEof.into())),
            read => filled += read,
        }
    }
    Ok(true)
}

fn content(from: &mut dyn Read, size: u64, limits: &mut Limits) -> Looked<Vec<u8>> {
    let mut bytes = Vec::new();
    Read::take(&mut *from, size).read_to_end(&mut bytes).map_err(damaged)?;
    limits.add(size)?;
    if bytes.len() as u64 != size {
        return Err(damaged(std::io::ErrorKind::UnexpectedEof.into()));
    }
    skip(from, whole(size) - size, limits)?;
    Ok(bytes)
}

fn skip(from: &mut dyn Read, size: u64, limits: &mut Limits) -> Looked<()> {
    let mut left = size;
    let mut piece = [0; 64 * 1024];
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
        let read = from.read(&mut piece[..most]).map_err(damaged)? as u64;
        if read == 0 {
            return Err(damaged(std::io::ErrorKind::UnexpectedEof.into()));
        }
        limits.add(read)?;
        left -= read;
    }
    Ok(())
}

/// Entries fill whole blocks.
fn whole(size: u64) -> u64 {
    size.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64)
}
