//! OBJ by `tobj`, which never sees more of a file than its points and faces: materials are files it would open,
//! and it keeps a hundred bytes for each face until a group of them ends. So faces are counted before it reads
//! them, and handed over in small groups.

use std::io::{self, BufRead, Read};

use tobj::{LoadError, LoadOptions};

use super::build::{Builder, grouped};
use super::{Fault, Limits, ReadResult, fault};

const LONGEST_LINE: usize = 64 * 1024;
/// Corners of a group's faces; one more line may follow.
const GROUP: usize = 60_000;
/// What `tobj` takes: for a point while its list grows, for a triangle and for a corner in the meshes it gives
/// back. All of it lies beside the mesh that is built of them.
const POINT_BYTES: usize = 36;
const TRIANGLE_BYTES: usize = 24;
const CORNER_BYTES: usize = 16;

pub fn read(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let (points, triangles, corners) = count(bytes, builder)?;
    builder.check(0, triangles)?;
    builder.share(points * POINT_BYTES + triangles * TRIANGLE_BYTES + corners * CORNER_BYTES)?;
    let mut plain = Plain::new(bytes, builder.limits);
    let options =
        LoadOptions { triangulate: true, ignore_points: true, ignore_lines: true, ..Default::default() };
    // No material is ever named to it, and none would be read.
    let loaded = tobj::load_obj_buf(&mut plain, &options, |_| Err(LoadError::OpenFileFailed));
    let models = match loaded {
        Ok((models, _)) => models,
        Err(error) => return Err(plain.fault.take().unwrap_or_else(|| words(error, &plain))),
    };
    builder.reserve(0, triangles)?;
    for model in models {
        let mesh = model.mesh;
        builder.reserve(mesh.positions.len() / 3, 0)?;
        let first = builder.points();
        for place in mesh.positions.chunks_exact(3) {
            builder.point([place[0], place[1], place[2]].map(f64::from))?;
        }
        for triangle in mesh.indices.chunks_exact(3) {
            builder
                .triangle([triangle[0], triangle[1], triangle[2]].map(|corner| first + corner as usize))?;
        }
    }
    Ok(())
}

/// Points, triangles, and corners of faces, without holding any of them.
fn count(bytes: &[u8], builder: &mut Builder) -> ReadResult<(usize, usize, usize)> {
    let (mut points, mut triangles, mut corners) = (0usize, 0usize, 0usize);
    for (number, line) in (1..).zip(bytes.split(|b| *b == b'\n')) {
        builder.tick()?;
        let (word, rest) = split(line);
        if !matches!(word, b"v" | b"f") {
            continue;
        }
        let line_number = || grouped(number);
        if line.len() > LONGEST_LINE {
            return fault(format!("Line {} is too long to be read.", line_number()));
        }
        if line.trim_ascii_end().ends_with(b"\\") {
            return fault(format!("Line {} goes on in the next one, which is not read here.", line_number()));
        }
        if word == b"v" {
            points += 1;
            continue;
        }
        let of_face = values(rest).count();
        if of_face < 3 {
            return fault(format!("The face in line {} has fewer than three corners.", line_number()));
        }
        triangles += of_face - 2;
        corners += of_face;
    }
    Ok((points, triangles, corners))
}

fn words(error: LoadError, plain: &Plain) -> Fault {
    let line = grouped(plain.number);
    Fault(match error {
        LoadError::PositionParseError => format!("Point {} is not made of numbers.", grouped(plain.points)),
        LoadError::FaceParseError => format!("The face in line {line} has a corner that is not a number."),
        LoadError::FaceVertexOutOfBounds => format!(
            "A face before line {line} speaks of a point that is not there: there are only {}.",
            grouped(plain.points)
        ),
        _ => format!("Line {line} of it cannot be read."),
    })
}

/// The first word of a line, and the rest.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let line = line.trim_ascii();
    let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    line.split_at(end)
}

fn values(rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    rest.split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .take_while(|word| !word.starts_with(b"#"))
}

/// Of a file only the places of its points and which of them its faces join.
struct Plain<'a> {
    lines: std::slice::Split<'a, u8, fn(&u8) -> bool>,
    limits: &'a Limits,
    line: Vec<u8>,
    at: usize,
    number: usize,
    points: usize,
    /// Corners in the group under way.
    corners: usize,
    /// Why it stopped.
    fault: Option<Fault>,
}

impl<'a> Plain<'a> {
    fn new(bytes: &'a [u8], limits: &'a Limits) -> Self {
        let lines = bytes.split((|b| *b == b'\n') as fn(&u8) -> bool);
        Self { lines, limits, line: vec![], at: 0, number: 0, points: 0, corners: 0, fault: None }
    }

    fn next_line(&mut self) -> ReadResult<bool> {
        self.at = 0;
        self.line.clear();
        while self.line.is_empty() {
            let Some(line) = self.lines.next() else { return Ok(false) };
            self.number += 1;
            if self.number.is_multiple_of(1 << 13) {
                self.limits.check_time()?;
            }
            match split(line) {
                (b"v", rest) => {
                    self.points += 1;
                    self.line.push(b'v');
                    values(rest).take(3).for_each(|word| self.add(word));
                }
                (b"f", rest) => {
                    if self.corners >= GROUP {
                        self.corners = 0;
                        self.line.extend(b"g\n");
                    }
                    self.line.push(b'f');
                    for word in values(rest) {
                        self.corners += 1;
                        // Of the point only; what follows is of its texture and its normal.
                        match word.split(|b| *b == b'/').next() {
                            Some(point) if !point.is_empty() => self.add(point),
                            _ => self.add(b"?"),
                        }
                    }
                }
                _ => continue,
            }
            self.line.push(b'\n');
        }
        Ok(true)
    }

    fn add(&mut self, word: &[u8]) {
        self.line.push(b' ');
        self.line.extend(word);
    }
}

impl BufRead for Plain<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.line.len()
            && let Err(fault) = self.next_line()
        {
            self.line.clear();
            self.fault = Some(fault);
            return Err(io::ErrorKind::Other.into());
        }
        Ok(&self.line[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        self.at += bytes;
    }
}

impl Read for Plain<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(to)?;
        self.consume(read);
        Ok(read)
    }
}
