//! The XML of a 3MF part, read as it is unpacked. Document types and entities of one's own are not for it.

use std::collections::HashMap;
use std::io::{self, BufRead, Read};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Fault, Limits, ReadResult, fault};

/// Half of what a mesh may take: the other half is for where it is built.
const MOST_BYTES: usize = 66 * 1024 * 1024;
/// Objects, and what they are made of and what is built of them.
const MOST_OBJECTS: usize = 20_000;
const MOST_LISTED: usize = 20_000;
/// Of the XML at once: `quick_xml` holds a tag, a text or a remark whole.
const LONGEST_PIECE: usize = 256 * 1024;
const DEEPEST: usize = 64;

/// Objects of all parts, in millimetres.
pub struct Pool<'a> {
    pub points: Vec<[f32; 3]>,
    pub triangles: Vec<[u32; 3]>,
    /// What the root part says is to be built.
    pub items: Vec<Use>,
    objects: HashMap<(usize, u32), Object>,
    /// The parts by what they are called in the archive.
    names: HashMap<String, usize>,
    listed: usize,
    limits: &'a Limits,
}

#[derive(Default)]
pub struct Object {
    pub points: Range<usize>,
    pub triangles: Range<usize>,
    pub components: Vec<Use>,
}

/// An object put somewhere.
pub struct Use {
    /// The part that holds the object; none where it says one that is not there.
    pub part: Option<usize>,
    pub object: u32,
    pub transform: Transform,
}

/// Rows of a matrix that points are multiplied with from the left; the last is where the origin goes.
#[derive(Clone, Copy)]
pub struct Transform([f64; 12]);

impl Default for Transform {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0])
    }
}

impl Transform {
    pub fn apply(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let m = &self.0;
        std::array::from_fn(|i| x * m[i] + y * m[3 + i] + z * m[6 + i] + m[9 + i])
    }

    /// First this one, then the other.
    pub fn then(&self, other: &Self) -> Self {
        let row = |r: usize| [self.0[3 * r], self.0[3 * r + 1], self.0[3 * r + 2]];
        let origin = other.apply([0.0; 3]);
        let turned = |v: [f64; 3]| {
            let moved = other.apply(v);
            std::array::from_fn::<f64, 3, _>(|i| moved[i] - origin[i])
        };
        let rows = [turned(row(0)), turned(row(1)), turned(row(2)), other.apply(row(3))];
        Self(std::array::from_fn(|i| rows[i / 3][i % 3]))
    }

    pub fn mirrors(&self) -> bool {
        let m = &self.0;
        let determinant = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6])
            + m[2] * (m[3] * m[7] - m[4] * m[6]);
        determinant < 0.0
    }

    fn of(text: &str, unit: f64) -> ReadResult<Self> {
        let numbers: Option<Vec<f64>> =
            text.split_whitespace().take(13).map(|word| word.parse().ok()).collect();
        let mut numbers: [f64; 12] = numbers
            .and_then(|numbers| numbers.try_into().ok())
            .ok_or_else(|| Fault("A transform in it is not made of twelve numbers.".into()))?;
        numbers[9..].iter_mut().for_each(|n| *n *= unit);
        Ok(Self(numbers))
    }
}

impl<'a> Pool<'a> {
    pub fn new(names: HashMap<String, usize>, limits: &'a Limits) -> Self {
        let (points, triangles, items) = (vec![], vec![], vec![]);
        Self { points, triangles, items, objects: HashMap::new(), names, listed: 0, limits }
    }

    pub fn bytes(&self) -> usize {
        (self.points.len() + self.triangles.len()) * 12
    }

    pub fn object(&self, part: usize, id: u32) -> Option<&Object> {
        self.objects.get(&(part, id))
    }

    /// Every object with triangles of its own, for files that do not say what is to be built.
    pub fn meshes(&self) -> impl Iterator<Item = Use> {
        let mut all: Vec<_> =
            self.objects.iter().filter(|(_, object)| !object.triangles.is_empty()).collect();
        all.sort_by_key(|(key, _)| **key);
        all.into_iter().map(|(&(part, object), _)| Use {
            part: Some(part),
            object,
            transform: Transform::default(),
        })
    }

    pub fn read(&mut self, part: usize, xml: impl BufRead) -> ReadResult<()> {
        let mut reader = Reader::from_reader(Piece { inner: xml, length: 0 });
        let mut buffer = Vec::new();
        let (mut unit, mut depth) = (1.0, 0usize);
        let mut current: Option<u32> = None;
        loop {
            buffer.clear();
            reader.get_mut().length = 0;
            let event = reader.read_event_into(&mut buffer).map_err(|error| broken(&error))?;
            let (tag, opens) = match &event {
                Event::Start(tag) => (tag, true),
                Event::Empty(tag) => (tag, false),
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    if tag.local_name().as_ref() == "object" {
                        current = None;
                    }
                    continue;
                }
                Event::DocType(_) => {
                    return fault("Its XML has a document type, which a 3MF model never has.");
                }
                Event::Eof if depth > 0 => return fault("Its XML ends in the middle."),
                Event::Eof => return Ok(()),
                _ => continue,
            };
            depth += usize::from(opens);
            if depth > DEEPEST {
                return fault("Its XML is not that of a 3MF model.");
            }
            match tag.local_name().as_ref() {
                "model" => unit = unit_of(&attributes(tag, ["unit"])?[0])?,
                "object" => {
                    let id = number(&attributes(tag, ["id"])?[0])?;
                    let (points, triangles) = (self.points.len(), self.triangles.len());
                    let object = Object {
                        points: points..points,
                        triangles: triangles..triangles,
                        components: vec![],
                    };
                    if self.objects.len() >= MOST_OBJECTS || self.objects.insert((part, id), object).is_some()
                    {
                        return fault(format!("It has several objects with the number {id}, or too many."));
                    }
                    current = opens.then_some(id);
                }
                "vertex" => self.vertex(part, current, tag, unit)?,
                "triangle" => self.triangle(part, current, tag)?,
                "component" | "item" => self.used(part, current, tag, unit)?,
                _ => {}
            }
        }
    }

    fn vertex(&mut self, part: usize, current: Option<u32>, tag: &BytesStart, unit: f64) -> ReadResult<()> {
        self.check_room()?;
        let place = attributes(tag, ["x", "y", "z"])?;
        let place = place.map(|text| text.trim().parse::<f64>().unwrap_or(f64::NAN) * unit);
        if !place.iter().all(|n| n.is_finite()) {
            return fault(format!("Point {} is not made of numbers.", self.points.len() + 1));
        }
        let object = current.and_then(|id| self.objects.get_mut(&(part, id))).ok_or_else(misplaced)?;
        self.points.push(place.map(|n| n as f32));
        object.points.end = self.points.len();
        Ok(())
    }

    fn triangle(&mut self, part: usize, current: Option<u32>, tag: &BytesStart) -> ReadResult<()> {
        self.check_room()?;
        let [a, b, c] = attributes(tag, ["v1", "v2", "v3"])?;
        let object = current.and_then(|id| self.objects.get_mut(&(part, id))).ok_or_else(misplaced)?;
        self.triangles.push([number(&a)?, number(&b)?, number(&c)?]);
        object.triangles.end = self.triangles.len();
        Ok(())
    }

    fn used(&mut self, part: usize, current: Option<u32>, tag: &BytesStart, unit: f64) -> ReadResult<()> {
        let [object, transform, path] = attributes(tag, ["objectid", "transform", "path"])?;
        let transform =
            if transform.is_empty() { Transform::default() } else { Transform::of(&transform, unit)? };
        let other = || self.names.get(&path.trim_start_matches('/').to_ascii_lowercase()).copied();
        let at = if path.is_empty() { Some(part) } else { other() };
        let used = Use { part: at, object: number(&object)?, transform };
        let list = match current.and_then(|id| self.objects.get_mut(&(part, id))) {
            Some(object) => &mut object.components,
            None => &mut self.items,
        };
        // Only the root part says what is built.
        if current.is_none() && part != 0 {
            return Ok(());
        }
        if self.listed >= MOST_LISTED {
            return fault("It is made of too many parts.");
        }
        self.listed += 1;
        list.push(used);
        Ok(())
    }

    fn check_room(&self) -> ReadResult<()> {
        if self.triangles.len() >= self.limits.triangles || self.bytes() >= MOST_BYTES {
            return fault("It has more triangles than are measured in a 3MF model.");
        }
        Ok(())
    }
}

/// Ends the reading of a piece that never ends.
struct Piece<R> {
    inner: R,
    /// Bytes since it began.
    length: usize,
}

impl<R: BufRead> BufRead for Piece<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.length > LONGEST_PIECE {
            return Err(io::Error::other("Its XML is not that of a 3MF model."));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.length += bytes;
        self.inner.consume(bytes);
    }
}

impl<R: Read> Read for Piece<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.inner.read(to)
    }
}

fn broken(error: &quick_xml::Error) -> Fault {
    match error {
        // Ours, said by the guard around it, or those of the archive.
        quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::Other => Fault(error.to_string()),
        quick_xml::Error::Io(_) => Fault("It is not a proper ZIP archive. It is cut off or damaged.".into()),
        _ => Fault("Its XML is damaged.".into()),
    }
}

fn misplaced() -> Fault {
    Fault("Its XML has points or triangles outside an object.".into())
}

fn attributes<const N: usize>(tag: &BytesStart, names: [&str; N]) -> ReadResult<[String; N]> {
    let mut values = [const { String::new() }; N];
    let mut all = tag.attributes();
    all.with_checks(false);
    for attribute in all {
        let attribute = attribute.map_err(|_| Fault("Its XML is damaged.".into()))?;
        if let Some(place) = names.iter().position(|name| *name == attribute.key.local_name().as_ref()) {
            values[place] = attribute.value.into_owned();
        }
    }
    Ok(values)
}

fn number(text: &str) -> ReadResult<u32> {
    text.trim().parse().map_err(|_| Fault("Its XML has something else where a number belongs.".into()))
}

/// Millimetres of one of the units a 3MF model may have.
fn unit_of(name: &str) -> ReadResult<f64> {
    Ok(match name {
        "" | "millimeter" => 1.0,
        "micron" => 0.001,
        "centimeter" => 10.0,
        "inch" => 25.4,
        "foot" => 304.8,
        "meter" => 1000.0,
        _ => return fault("Its lengths are in a unit that 3MF does not know."),
    })
}
