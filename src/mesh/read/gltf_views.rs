//! Numbers out of the buffers of a glTF document; every length is checked against the bytes there are.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::gltf_json::{Accessor, Document};
use super::{Fault, ReadResult, fault};

pub struct Views<'a> {
    document: &'a Document<'a>,
    buffers: Vec<Cow<'a, [u8]>>,
}

/// Where the numbers of an accessor lie.
pub struct Numbers<'a> {
    bytes: &'a [u8],
    stride: usize,
    /// One of glTF's codes: 5120 to 5126.
    component: u32,
    normalized: bool,
    pub count: usize,
}

fn too_short() -> Fault {
    Fault("A length in it reaches beyond its end. It is cut off or damaged.".into())
}

impl<'a> Views<'a> {
    /// The buffers are the binary part of a GLB, or `data:` in the document. Anything else would have to be fetched.
    pub fn new(document: &'a Document<'a>, binary: Option<&'a [u8]>) -> ReadResult<Self> {
        let mut buffers: Vec<Cow<'a, [u8]>> = Vec::new();
        for (number, buffer) in document.buffers.0.iter().enumerate() {
            let bytes: Cow<'a, [u8]> = match (&buffer.uri, binary) {
                (None, Some(binary)) if number == 0 => Cow::Borrowed(binary),
                (None, _) => return fault("A buffer of it has no content."),
                (Some(uri), _) => Cow::Owned(data(uri)?),
            };
            if buffer.byte_length > bytes.len() as u64 {
                return Err(too_short());
            }
            buffers.push(bytes);
        }
        Ok(Self { document, buffers })
    }

    pub fn numbers(&self, accessor: usize, shape: &str) -> ReadResult<Numbers<'_>> {
        let accessor: &Accessor = self.document.accessors.0.get(accessor).ok_or_else(missing)?;
        if accessor.sparse.is_some() {
            return fault("It stores points sparsely, which is not read here.");
        }
        if accessor.shape != shape {
            return fault("Its points are not where it says they are.");
        }
        let view = accessor.buffer_view.and_then(|view| self.document.buffer_views.0.get(view));
        let view = view.ok_or_else(missing)?;
        let buffer = self.buffers.get(view.buffer).ok_or_else(missing)?;
        let part = |bytes: &'_ [u8], from: u64, to: Option<u64>| -> Option<std::ops::Range<usize>> {
            let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to?).ok()?);
            (from <= to && to <= bytes.len()).then_some(from..to)
        };
        let range = part(buffer, view.byte_offset, view.byte_offset.checked_add(view.byte_length));
        let bytes = &buffer[range.ok_or_else(too_short)?];
        let range = part(bytes, accessor.byte_offset, Some(bytes.len() as u64)).ok_or_else(too_short)?;
        let bytes = &bytes[range];
        let size = match accessor.component_type {
            5120 | 5121 => 1u64,
            5122 | 5123 => 2,
            5125 | 5126 => 4,
            _ => return fault("Its points are numbers of an unknown kind."),
        };
        let width = size * if shape == "VEC3" { 3 } else { 1 };
        let stride = view.byte_stride.unwrap_or(width);
        if stride < width || stride > 1024 {
            return fault("Its points lie at odd distances.");
        }
        let needed =
            accessor.count.checked_sub(1).map(|n| n.checked_mul(stride).and_then(|n| n.checked_add(width)));
        match needed {
            None => {}
            Some(Some(needed)) if needed <= bytes.len() as u64 => {}
            Some(_) => return Err(too_short()),
        }
        Ok(Numbers {
            bytes,
            stride: usize::try_from(stride).map_err(|_| too_short())?,
            component: accessor.component_type,
            normalized: accessor.normalized,
            count: usize::try_from(accessor.count).map_err(|_| too_short())?,
        })
    }
}

fn missing() -> Fault {
    Fault("Something it speaks of is not in it. It is damaged.".into())
}

fn data(uri: &str) -> ReadResult<Vec<u8>> {
    let Some(rest) = uri.strip_prefix("data:") else {
        let name: String = uri.chars().filter(|c| !c.is_control()).take(60).collect();
        return fault(format!(
            "Its geometry lies in another file ({name}), which is not read. Send it as one GLB."
        ));
    };
    let encoded = rest.split_once(";base64,").map(|(_, encoded)| encoded);
    let decoded = encoded.and_then(|encoded| STANDARD.decode(encoded).ok());
    decoded.ok_or_else(|| Fault("A buffer of it is not proper Base64.".into()))
}

impl Numbers<'_> {
    /// One component of one element; NaN where there is none.
    fn at(&self, element: usize, place: usize) -> f64 {
        let size = match self.component {
            5120 | 5121 => 1,
            5122 | 5123 => 2,
            _ => 4,
        };
        let from = element * self.stride + place * size;
        let Some(bytes) = self.bytes.get(from..from + size) else { return f64::NAN };
        let scale = |value: f64, most: f64| if self.normalized { (value / most).max(-1.0) } else { value };
        match (self.component, bytes) {
            (5120, &[a]) => scale(f64::from(a as i8), 127.0),
            (5121, &[a]) => scale(f64::from(a), 255.0),
            (5122, &[a, b]) => scale(f64::from(i16::from_le_bytes([a, b])), 32767.0),
            (5123, &[a, b]) => scale(f64::from(u16::from_le_bytes([a, b])), 65535.0),
            (5125, &[a, b, c, d]) => f64::from(u32::from_le_bytes([a, b, c, d])),
            (5126, &[a, b, c, d]) => f64::from(f32::from_le_bytes([a, b, c, d])),
            _ => f64::NAN,
        }
    }

    pub fn place(&self, element: usize) -> [f64; 3] {
        [0, 1, 2].map(|place| self.at(element, place))
    }

    pub fn index(&self, element: usize) -> usize {
        let value = self.at(element, 0);
        if value >= 0.0 { value as usize } else { usize::MAX }
    }
}
