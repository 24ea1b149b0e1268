//! 3MF: a ZIP archive whose `.model` parts hold meshes as XML, and say how often and where they are built.
//! <https://github.com/3MFConsortium/spec_core/blob/master/3MF%20Core%20Specification.md>

use std::collections::HashMap;
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
/// Between two ends of tags: whatever is held at once.
const LONGEST_TAG: usize = 256 * 1024;
const DEEPEST: usize = 16;
const MOST_USES: usize = 100_000;

pub fn read(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    // Each entry of the list of contents begins so: counted before the list is read into memory.
    if bytes.windows(4).filter(|part| part == b"PK\x01\x02").count() > MOST_ENTRIES {
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
    let mut pool = Pool::new(builder.limits);
    let mut unpacked = 0;
    for (part, (index, _)) in parts.iter().enumerate() {
        let entry = archive.by_index(*index).map_err(damaged)?;
        let mut guard = Guard {
            most: (bytes.len() as u64).saturating_mul(MOST_RATIO).clamp(FREE, MOST_UNPACKED),
            inner: entry,
            unpacked,
            since_tag: 0,
            limits: builder.limits,
        };
        pool.read(part, BufReader::with_capacity(64 * 1024, &mut guard))?;
        unpacked = guard.unpacked;
    }
    builder.share(pool.bytes())?;
    let names = parts.into_iter().enumerate().map(|(part, (_, name))| (name, part)).collect();
    let mut build = Build { pool: &pool, names, uses: 0 };
    match pool.items.is_empty() {
        false => pool.items.iter().try_for_each(|item| build.add(item, &Transform::default(), 0, builder)),
        true => pool.meshes().try_for_each(|mesh| build.add(&mesh, &Transform::default(), 0, builder)),
    }
}

/// Ends the reading of what unpacks to more than it may, or holds more at once than it may.
struct Guard<'a, R> {
    inner: R,
    unpacked: u64,
    most: u64,
    since_tag: usize,
    limits: &'a Limits,
}

impl<R: Read> Read for Guard<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(to)?;
        self.unpacked += read as u64;
        self.since_tag = match to[..read].iter().rposition(|b| *b == b'>') {
            Some(place) => read - place,
            None => self.since_tag + read,
        };
        if self.unpacked > self.most {
            return Err(io::Error::other(
                "It unpacks to far more than its size. It is not opened any further.",
            ));
        }
        if self.since_tag > LONGEST_TAG {
            return Err(io::Error::other("Its XML is not that of a 3MF model."));
        }
        self.limits.check_time().map_err(|fault| io::Error::other(fault.0))?;
        Ok(read)
    }
}

struct Build<'a> {
    pool: &'a Pool<'a>,
    names: HashMap<String, usize>,
    uses: usize,
}

impl Build<'_> {
    /// Puts an object where it is used, with the objects it is made of.
    fn add(&mut self, item: &Use, above: &Transform, depth: usize, builder: &mut Builder) -> ReadResult<()> {
        self.uses += 1;
        if depth > DEEPEST || self.uses > MOST_USES {
            return fault("Its parts stand in each other without end.");
        }
        let part = match &item.path {
            Some(path) => self.names.get(&path.trim_start_matches('/').to_ascii_lowercase()).copied(),
            None => Some(item.part),
        };
        let object = part.and_then(|part| self.pool.object(part, item.object));
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
