//! STL, binary and in words. Which of them a file is, its length tells: many a binary one begins with `solid`.

use super::build::{Builder, grouped};
use super::{ReadResult, fault};

const HEAD: usize = 84;
const RECORD: usize = 50;
/// Where the first facet of one in words is looked for.
const BEGINNING: usize = 64 * 1024;

pub fn read(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let announced = bytes.get(80..HEAD).and_then(|n| n.try_into().ok()).map(u32::from_le_bytes);
    let needed = announced.map(|n| HEAD as u64 + RECORD as u64 * u64::from(n));
    if needed == Some(bytes.len() as u64) {
        return binary(&bytes[HEAD..], builder);
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

fn binary(records: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let triangles = records.len() / RECORD;
    builder.reserve(triangles.saturating_mul(3), triangles)?;
    for record in records.chunks_exact(RECORD) {
        let number = |at: usize| {
            let bytes = record.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
            f64::from(bytes.map_or(f32::NAN, f32::from_le_bytes))
        };
        let first = builder.points();
        for corner in 1..4 {
            builder.point([number(corner * 12), number(corner * 12 + 4), number(corner * 12 + 8)])?;
        }
        builder.triangle([first, first + 1, first + 2])?;
    }
    Ok(())
}

/// `facet normal … outer loop vertex … vertex … vertex … endloop endfacet`, and `endsolid` in the end.
fn words(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let mut words = bytes.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    // Corners of the facet under way.
    let mut corners: Option<usize> = None;
    let mut ended = false;
    while let Some(word) = words.next() {
        builder.tick()?;
        match word.to_ascii_lowercase().as_slice() {
            b"facet" => {
                if corners.replace(0).is_some() {
                    return fault("A facet begins before the one before it has ended.");
                }
                ended = false;
            }
            b"vertex" if corners.is_some() => {
                let mut number = || {
                    let word = words.next().and_then(|word| std::str::from_utf8(word).ok());
                    word.and_then(|word| word.parse().ok()).unwrap_or(f64::NAN)
                };
                builder.point([number(), number(), number()])?;
                corners = corners.map(|n| n + 1);
            }
            b"endfacet" => {
                if corners.take() != Some(3) {
                    return fault("A facet has other than three corners.");
                }
                let end = builder.points();
                builder.triangle([end - 3, end - 2, end - 1])?;
            }
            b"endsolid" => ended = true,
            _ => {}
        }
    }
    if corners.is_some() || !ended {
        return fault("It ends in the middle: the word “endsolid” is missing.");
    }
    Ok(())
}
