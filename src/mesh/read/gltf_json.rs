//! The parts of a glTF document that tell where its triangles lie. Everything else in it is skipped.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A list that ends the reading when it grows past what a real document has.
pub struct Few<T>(pub Vec<T>);

const MOST: usize = 100_000;

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Seen<T> {
            type Value = Few<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Few<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element()? {
                    if all.len() == MOST {
                        return Err(A::Error::custom("a list is too long"));
                    }
                    all.push(one);
                }
                Ok(Few(all))
            }
        }
        deserializer.deserialize_seq(Seen(PhantomData))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document<'a> {
    pub scene: Option<usize>,
    #[serde(default)]
    pub scenes: Few<Scene>,
    #[serde(default)]
    pub nodes: Few<Node>,
    #[serde(default)]
    pub meshes: Few<MeshJson>,
    #[serde(default)]
    pub accessors: Few<Accessor>,
    #[serde(default)]
    pub buffer_views: Few<View>,
    #[serde(default, borrow)]
    pub buffers: Few<Buffer<'a>>,
    #[serde(default)]
    pub extensions_required: Few<String>,
}

#[derive(Deserialize)]
pub struct Scene {
    #[serde(default)]
    pub nodes: Few<usize>,
}

#[derive(Deserialize)]
pub struct Node {
    pub mesh: Option<usize>,
    #[serde(default)]
    pub children: Few<usize>,
    pub matrix: Option<Box<[f64; 16]>>,
    pub translation: Option<[f64; 3]>,
    pub rotation: Option<[f64; 4]>,
    pub scale: Option<[f64; 3]>,
}

#[derive(Deserialize)]
pub struct MeshJson {
    #[serde(default)]
    pub primitives: Few<Primitive>,
}

#[derive(Deserialize)]
pub struct Primitive {
    #[serde(default)]
    pub attributes: Attributes,
    pub indices: Option<usize>,
    /// 4 is triangles, 5 a strip of them, 6 a fan; the others are points and lines.
    pub mode: Option<u32>,
}

#[derive(Default, Deserialize)]
pub struct Attributes {
    #[serde(rename = "POSITION")]
    pub position: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Accessor {
    pub buffer_view: Option<usize>,
    #[serde(default)]
    pub byte_offset: u64,
    pub component_type: u32,
    pub count: u64,
    #[serde(rename = "type")]
    pub shape: String,
    #[serde(default)]
    pub normalized: bool,
    pub sparse: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct View {
    pub buffer: usize,
    #[serde(default)]
    pub byte_offset: u64,
    pub byte_length: u64,
    pub byte_stride: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Buffer<'a> {
    #[serde(borrow)]
    pub uri: Option<std::borrow::Cow<'a, str>>,
    pub byte_length: u64,
}
