//! STL by `stl_io`, which takes any file that begins with `solid` for one in words, as many a binary one does,
//! and holds whole lines however long they are. So the length decides, and it is given what it reads rightly.

use std::io::{self, Read, Seek, SeekFrom};

use super::build::{Builder, grouped};
use super::{Fault, Limits, ReadResult, fault};

const HEAD: usize = 84;
const RECORD: usize = 50;
/// Where the first facet of one in words is looked for.
const BEGINNING: usize = 64 * 1024;
const LONGEST_LINE: usize = 4096;

pub fn read(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let announced = bytes.get(80..HEAD).and_then(|n| n.try_into().ok()).map(u32::from_le_bytes);
    let needed = announced.map(|n| HEAD as u64 + RECORD as u64 * u64::from(n));
    if needed == Some(bytes.len() as u64) {
        let triangles = (bytes.len() - HEAD) / RECORD;
        builder.reserve(triangles.saturating_mul(3), triangles)?;
        return add(&mut Binary { bytes, at: 0 }, builder);
    }
    let start = &bytes[..bytes.len().min(BEGINNING)];
    let has = |word: &[u8]| start.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    if start.trim_ascii_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case(b"solid"))
        && !start.contains(&0)
        && (has(b"facet") || has(b"endsolid"))
    {
        return words(bytes, builder);
    }
    match announced.zip(needed) {
        Some((triangles, needed)) => fault(format!(
            "It says that it holds {} triangles, which take {} bytes, but the file has {}. It is cut off or damaged.",
            grouped(triangles as usize),
            grouped(usize::try_from(needed).unwrap_or(usize::MAX)),
            grouped(bytes.len())
        )),
        None => fault("It is too short for an STL mesh."),
    }
}

fn add<R: Read + Seek>(source: &mut R, builder: &mut Builder) -> ReadResult<()> {
    let triangles = stl_io::create_stl_reader(source).map_err(|error| broken(&error, 1))?;
    for (number, triangle) in (1..).zip(triangles) {
        let triangle = triangle.map_err(|error| broken(&error, number))?;
        let first = builder.points();
        for corner in triangle.vertices {
            builder.point(corner.0.map(f64::from))?;
        }
        builder.triangle([first, first + 1, first + 2])?;
    }
    Ok(())
}

fn broken(error: &io::Error, triangle: usize) -> Fault {
    match error.kind() {
        // Ours, said by the guard.
        io::ErrorKind::Other => Fault(error.to_string()),
        _ => Fault(format!("Triangle {} cannot be read. It is damaged.", grouped(triangle))),
    }
}

/// One that cannot be taken for words. The line's end in the first place is for `stl_io`, which looks for one
/// to tell what it has, through the whole file if need be.
struct Binary<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Read for Binary<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut rest = if self.at == 0 { b"\n" } else { self.bytes.get(self.at..).unwrap_or_default() };
        let read = rest.read(to)?;
        self.at += read;
        Ok(read)
    }
}

impl Seek for Binary<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = from_start(to)?;
        Ok(0)
    }
}

/// `stl_io` only ever goes back to the beginning.
fn from_start(to: SeekFrom) -> io::Result<usize> {
    if to == SeekFrom::Start(0) { Ok(0) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// Solid after solid, for `stl_io` ends with the first.
fn words(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let mut lines = Lines { rest: bytes, limits: builder.limits };
    while let Some(line) = lines.next()? {
        if !first_word(line).eq_ignore_ascii_case(b"solid") {
            continue;
        }
        let mut solid = Solid::new(lines);
        let added = add(&mut solid, builder);
        if solid.is_cut {
            return fault("It ends in the middle: the word “endsolid” is missing.");
        }
        added?;
        lines = solid.lines;
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Lines<'a> {
    rest: &'a [u8],
    limits: &'a Limits,
}

impl<'a> Lines<'a> {
    /// The next one that is not empty.
    fn next(&mut self) -> ReadResult<Option<&'a [u8]>> {
        while !self.rest.is_empty() {
            let end = self.rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(self.rest.len());
            let line = self.rest[..end].trim_ascii();
            self.rest = self.rest.get(end + 1..).unwrap_or_default();
            if !line.is_empty() {
                return Ok(Some(line));
            }
        }
        self.limits.check_time()?;
        Ok(None)
    }
}

fn first_word(line: &[u8]) -> &[u8] {
    line.split(u8::is_ascii_whitespace).next().unwrap_or_default()
}

/// One solid in words as `stl_io` wants it: its keywords small, its lines short, its normals numbers (they are
/// worked out anew in any case, and many programs write `nan` where a triangle has none).
struct Solid<'a> {
    start: Lines<'a>,
    lines: Lines<'a>,
    line: Vec<u8>,
    at: usize,
    is_over: bool,
    is_cut: bool,
}

impl<'a> Solid<'a> {
    /// From the line after `solid`.
    fn new(lines: Lines<'a>) -> Self {
        Self { start: lines, lines, line: b"solid \n".to_vec(), at: 0, is_over: false, is_cut: false }
    }

    fn next_line(&mut self) -> ReadResult<()> {
        self.at = 0;
        self.line.clear();
        if self.is_over {
            return Ok(());
        }
        let Some(line) = self.lines.next()? else {
            (self.is_over, self.is_cut) = (true, true);
            return Ok(());
        };
        if line.len() > LONGEST_LINE {
            return fault("A line in it is too long for an STL mesh.");
        }
        self.line.extend(line.iter().map(u8::to_ascii_lowercase));
        match first_word(&self.line) {
            b"facet" => {
                self.line.clear();
                self.line.extend(b"facet normal 0 0 0");
            }
            b"endsolid" => self.is_over = true,
            _ => {}
        }
        self.line.push(b'\n');
        Ok(())
    }
}

impl Read for Solid<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        // As much as there is room for: `stl_io` asks for some kilobytes at a time.
        let mut filled = 0;
        self.lines.limits.check_time().map_err(|fault| io::Error::other(fault.0))?;
        while filled < to.len() {
            if self.at == self.line.len() {
                self.next_line().map_err(|fault| io::Error::other(fault.0))?;
                if self.line.is_empty() {
                    break;
                }
            }
            let read = (&self.line[self.at..]).read(&mut to[filled..])?;
            (self.at, filled) = (self.at + read, filled + read);
        }
        Ok(filled)
    }
}

impl Seek for Solid<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        from_start(to)?;
        *self = Self::new(self.start);
        Ok(0)
    }
}
