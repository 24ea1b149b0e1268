//! Numbers out of the buffers of a glTF document; every length is checked against the bytes there are, for `gltf`
//! adds and multiplies them as they come.

use std::borrow::Cow;
use std::iter::{Flatten, Take};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gltf::accessor::{DataType, Dimensions, Item, Iter};
use gltf::buffer::Source;
use gltf::{Accessor, Document};

use super::{Fault, ReadResult, fault};

pub struct Views<'a> {
    buffers: Vec<Cow<'a, [u8]>>,
}

type Each<'a, T> = Flatten<std::option::IntoIter<Take<Iter<'a, T>>>>;
type Values<'a, T> = (usize, Box<dyn Iterator<Item = T> + 'a>);

pub fn too_short() -> Fault {
    Fault("A length in it reaches beyond its end. It is cut off or damaged.".into())
}

impl<'a> Views<'a> {
    /// The buffers are the binary part of a GLB, or `data:` in the document. Anything else would have to be fetched.
    pub fn new(document: &'a Document, binary: Option<&'a [u8]>) -> ReadResult<Self> {
        let mut buffers: Vec<Cow<'a, [u8]>> = Vec::new();
        for buffer in document.buffers() {
            let bytes: Cow<'a, [u8]> = match (buffer.source(), binary) {
                (Source::Bin, Some(binary)) if buffer.index() == 0 => Cow::Borrowed(binary),
                (Source::Bin, _) => return fault("A buffer of it has no content."),
                (Source::Uri(uri), _) => Cow::Owned(data(uri)?),
            };
            if buffer.length() > bytes.len() {
                return Err(too_short());
            }
            buffers.push(bytes);
        }
        Ok(Self { buffers })
    }

    /// So many places, and each of them.
    pub fn places(&self, accessor: Accessor<'_>) -> ReadResult<Values<'_, [f64; 3]>> {
        let count = self.check(&accessor, Dimensions::Vec3)?;
        let normalized = accessor.normalized();
        let scale = move |value: f64, most: f64| if normalized { (value / most).max(-1.0) } else { value };
        let places: Box<dyn Iterator<Item = [f64; 3]>> = match accessor.data_type() {
            DataType::I8 => {
                Box::new(self.each(accessor)?.map(move |p: [i8; 3]| p.map(|n| scale(n.into(), 127.0))))
            }
            DataType::U8 => {
                Box::new(self.each(accessor)?.map(move |p: [u8; 3]| p.map(|n| scale(n.into(), 255.0))))
            }
            DataType::I16 => {
                Box::new(self.each(accessor)?.map(move |p: [i16; 3]| p.map(|n| scale(n.into(), 32_767.0))))
            }
            DataType::U16 => {
                Box::new(self.each(accessor)?.map(move |p: [u16; 3]| p.map(|n| scale(n.into(), 65_535.0))))
            }
            DataType::U32 => Box::new(self.each(accessor)?.map(|p: [u32; 3]| p.map(f64::from))),
            DataType::F32 => Box::new(self.each(accessor)?.map(|p: [f32; 3]| p.map(f64::from))),
        };
        Ok((count, places))
    }

    /// So many numbers of places, and each of them.
    pub fn indices(&self, accessor: Accessor<'_>) -> ReadResult<Values<'_, usize>> {
        let count = self.check(&accessor, Dimensions::Scalar)?;
        let indices: Box<dyn Iterator<Item = usize>> = match accessor.data_type() {
            DataType::U8 => Box::new(self.each(accessor)?.map(|n: u8| n.into())),
            DataType::U16 => Box::new(self.each(accessor)?.map(|n: u16| n.into())),
            DataType::U32 => Box::new(self.each(accessor)?.map(|n: u32| n as usize)),
            _ => return fault("Its triangles are numbers of an unknown kind."),
        };
        Ok((count, indices))
    }

    /// How many it holds, once all of them are known to be there.
    fn check(&self, accessor: &Accessor, shape: Dimensions) -> ReadResult<usize> {
        if accessor.sparse().is_some() {
            return fault("It stores points sparsely, which is not read here.");
        }
        if accessor.dimensions() != shape {
            return fault("Its points are not where it says they are.");
        }
        let Some(view) = accessor.view() else { return Err(too_short()) };
        let held = self.buffers.get(view.buffer().index()).map_or(0, |bytes| bytes.len());
        let width = accessor.size();
        let stride = view.stride().unwrap_or(width);
        if stride < width {
            return fault("Its points lie at odd distances.");
        }
        let view_end = view.offset().checked_add(view.length());
        let needed =
            accessor.count().saturating_sub(1).checked_mul(stride).and_then(|n| n.checked_add(width));
        let end = needed.and_then(|needed| needed.checked_add(accessor.offset()));
        if view_end.is_none_or(|end| end > held)
            || accessor.count() > 0 && end.is_none_or(|end| end > view.length())
        {
            return Err(too_short());
        }
        Ok(accessor.count())
    }

    fn each<T: Item>(&self, accessor: Accessor<'_>) -> ReadResult<Each<'_, T>> {
        let count = accessor.count();
        // It would count from the one before the first.
        if count == 0 {
            return Ok(None.into_iter().flatten());
        }
        let bytes = |buffer: gltf::Buffer| self.buffers.get(buffer.index()).map(|bytes| &**bytes);
        let numbers = Iter::new(accessor, bytes).ok_or_else(too_short)?;
        Ok(Some(numbers.take(count)).into_iter().flatten())
    }
}

/// What follows `data:`; other addresses are never followed.
pub fn inside(uri: &str) -> ReadResult<&str> {
    uri.strip_prefix("data:").ok_or_else(|| {
        let name: String = uri.chars().filter(|c| !c.is_control()).take(60).collect();
        Fault(format!("Its geometry lies in another file ({name}), which is not read. Send it as one GLB."))
    })
}

fn data(uri: &str) -> ReadResult<Vec<u8>> {
    let encoded = inside(uri)?.split_once(";base64,").map(|(_, encoded)| encoded);
    let decoded = encoded.and_then(|encoded| STANDARD.decode(encoded).ok());
    decoded.ok_or_else(|| Fault("A buffer of it is not proper Base64.".into()))
}
