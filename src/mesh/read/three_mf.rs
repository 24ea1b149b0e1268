//! 3MF: a ZIP archive whose `.model` parts hold meshes as XML, and say how often and where they are built.
//! <https://github.com/3MFConsortium/spec_core/blob/master/3MF%20Core%20Specification.md>

use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::build::Builder;
use super::three_mf_parts::{Pool, Transform, Use};
use super::{Fault, Limits, ReadResult, fault};

/// Entries of the archive, and parts of them that are read.
const MOST_ENTRIES: usize = 2000;
const MOST_PARTS: usize = 256;
/// Unpacked, all parts together, and how many times larger than packed.
const MOST_UNPACKED: u64 = 768 * 1024 * 1024;
const MOST_RATIO: u64 = 200;
/// Small files may be packed better than that.
const FREE: u64 = 4 * 1024 * 1024;
/// Names, remarks and the like in the list of contents, of which `zip` holds copies.
const LONGEST_LIST: usize = 4 * 1024 * 1024;
const DEEPEST: usize = 16;
const MOST_USES: usize = 100_000;

pub fn read(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    if !is_short(bytes) {
        return fault("There are too many files in it.");
    }
    let damaged = |_| Fault("It is not a proper ZIP archive. It is cut off or damaged.".into());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut parts: Vec<(usize, String)> = (0..archive.len())
        .filter_map(|index| {
            let name = archive.name_for_index(index)?.ok()?;
            Some((index, name.trim_start_matches('/').to_ascii_lowercase()))
        })
        .filter(|(_, name)| name.ends_with(".model"))
        .collect();
    // The root comes first.
    parts.sort_by_key(|(index, name)| (name != "3d/3dmodel.model", *index));
    if parts.is_empty() || parts.len() > MOST_PARTS {
        return fault("The part with the model is missing.");
    }
    let (places, names): (Vec<usize>, Vec<String>) = parts.into_iter().unzip();
    let names = names.into_iter().enumerate().map(|(part, name)| (name, part)).collect();
    let mut pool = Pool::new(names, builder.limits);
    let mut unpacked = 0;
    for (part, index) in places.iter().enumerate() {
        let entry = archive.by_index(*index).map_err(damaged)?;
        let mut guard = Guard {
            most: (bytes.len() as u64).saturating_mul(MOST_RATIO).clamp(FREE, MOST_UNPACKED),
            inner: entry,
            unpacked,
            limits: builder.limits,
        };
        pool.read(part, BufReader::with_capacity(64 * 1024, &mut guard))?;
        unpacked = guard.unpacked;
    }
    builder.share(pool.bytes())?;
    let mut build = Build { pool: &pool, uses: 0 };
    match pool.items.is_empty() {
        false => pool.items.iter().try_for_each(|item| build.add(item, &Transform::default(), 0, builder)),
        true => pool.meshes().try_for_each(|mesh| build.add(&mesh, &Transform::default(), 0, builder)),
    }
}

/// Whether its list of contents is one that may be read into memory: each entry of it begins with the same signs,
/// and says then how long it is.
fn is_short(bytes: &[u8]) -> bool {
    let (mut entries, mut length) = (0, 0);
    for (at, _) in bytes.windows(4).enumerate().filter(|(_, signs)| signs == b"PK\x01\x02") {
        let words = bytes.get(at + 28..at + 34).unwrap_or_default().chunks_exact(2);
        entries += 1;
        length += words.map(|word| usize::from(word[0]) + 256 * usize::from(word[1])).sum::<usize>();
    }
    entries <= MOST_ENTRIES && length <= LONGEST_LIST
}

/// Ends the reading of what unpacks to more than it may, or takes too long.
struct Guard<'a, R> {
    inner: R,
    unpacked: u64,
    most: u64,
    limits: &'a Limits,
}

impl<R: Read> Read for Guard<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(to)?;
        self.unpacked += read as u64;
        if self.unpacked > self.most {
            return Err(io::Error::other(
                "It unpacks to far more than its size. It is not opened any further.",
            ));
        }
        self.limits.check_time().map_err(|fault| io::Error::other(fault.0))?;
        Ok(read)
    }
}

struct Build<'a> {
    pool: &'a Pool<'a>,
    uses: usize,
}

impl Build<'_> {
    /// Puts an object where it is used, with the objects it is made of.
    fn add(&mut self, item: &Use, above: &Transform, depth: usize, builder: &mut Builder) -> ReadResult<()> {
        self.uses += 1;
        if depth > DEEPEST || self.uses > MOST_USES {
            return fault("Its parts stand in each other without end.");
        }
        let object = item.part.and_then(|part| self.pool.object(part, item.object));
        let Some(object) = object else {
            return fault(format!("It builds object {}, which is not in it.", item.object));
        };
        let here = item.transform.then(above);
        builder.limits.check_time()?;
        let (points, triangles) =
            (&self.pool.points[object.points.clone()], &self.pool.triangles[object.triangles.clone()]);
        builder.reserve(points.len(), triangles.len())?;
        let first = builder.points();
        for point in points {
            builder.point(here.apply(point.map(f64::from)))?;
        }
        let mirrored = here.mirrors();
        for triangle in triangles {
            let corner = |n: usize| {
                let index = triangle[n] as usize;
                if index < points.len() { first + index } else { usize::MAX }
            };
            builder.triangle(if mirrored {
                [corner(0), corner(2), corner(1)]
            } else {
                [corner(0), corner(1), corner(2)]
            })?;
        }
        object.components.iter().try_for_each(|component| self.add(component, &here, depth + 1, builder))
    }
}
