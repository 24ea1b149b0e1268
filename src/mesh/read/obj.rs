//! OBJ: points and faces. Material libraries are named in it and never opened, whatever their path.

use super::build::{Builder, grouped};
use super::{Fault, ReadResult, fault};

pub fn read(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    // Once to count, so that memory is asked for once and within limits; then once to read.
    let (mut points, mut triangles) = (0usize, 0usize);
    for line in bytes.split(|b| *b == b'\n') {
        builder.tick()?;
        match split(line) {
            (b"v", _) => points += 1,
            (b"f", rest) => triangles += corners(rest).count().saturating_sub(2),
            _ => {}
        }
    }
    builder.reserve(points, triangles)?;
    for (number, line) in bytes.split(|b| *b == b'\n').enumerate() {
        builder.tick()?;
        if line.trim_ascii_end().ends_with(b"\\") && matches!(split(line).0, b"v" | b"f") {
            return fault(format!(
                "Line {} goes on in the next one, which is not read here.",
                grouped(number + 1)
            ));
        }
        match split(line) {
            (b"v", rest) => {
                let mut numbers = corners(rest).map(|word| {
                    std::str::from_utf8(word).ok().and_then(|word| word.parse().ok()).unwrap_or(f64::NAN)
                });
                let mut next = || numbers.next().unwrap_or(f64::NAN);
                builder.point([next(), next(), next()])?;
            }
            (b"f", rest) => face(rest, number + 1, builder)?,
            _ => {}
        }
    }
    Ok(())
}

/// The first word of a line, and the rest.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let line = line.trim_ascii();
    let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    line.split_at(end)
}

fn corners(rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    rest.split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .take_while(|word| !word.starts_with(b"#"))
}

/// A polygon as a fan. Corners count from 1, or backwards from the last point.
fn face(rest: &[u8], line: usize, builder: &mut Builder) -> ReadResult<()> {
    let points = builder.points();
    let wrong = || Fault(format!("The face in line {} has a corner that is not a number.", grouped(line)));
    let mut corners = corners(rest).map(|word| {
        let word = word.split(|b| *b == b'/').next().unwrap_or_default();
        let number: i64 =
            std::str::from_utf8(word).ok().and_then(|word| word.parse().ok()).ok_or_else(wrong)?;
        let index = match number {
            0 => return Err(wrong()),
            1.. => usize::try_from(number - 1).ok(),
            _ => usize::try_from(number.unsigned_abs()).ok().and_then(|back| points.checked_sub(back)),
        };
        index.ok_or_else(|| {
            Fault(format!("The face in line {} reaches before the first point.", grouped(line)))
        })
    });
    let mut next = || corners.next().transpose();
    let (Some(first), Some(mut before)) = (next()?, next()?) else {
        return fault(format!("The face in line {} has fewer than three corners.", grouped(line)));
    };
    let mut made = false;
    while let Some(corner) = next()? {
        builder.triangle([first, before, corner])?;
        (before, made) = (corner, true);
    }
    if made {
        Ok(())
    } else {
        fault(format!("The face in line {} has fewer than three corners.", grouped(line)))
    }
}
