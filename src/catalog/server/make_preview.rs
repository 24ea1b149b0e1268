//! Makes preview pictures of what was uploaded: decoded within limits, turned upright, and written anew as WebP,
//! so that nothing of the original file reaches a visitor.

use std::io::Cursor;

use bytes::Bytes;
use futures::future;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgba};
use sha2::{Digest, Sha256};

use crate::catalog::media::{PREFIX, WIDTHS, key, mesh_key};
use crate::kit::error::{AppError, AppResult};
use crate::ports::storage::Storage;

/// What of a `previews` row depends on the picture, and the files to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedPreview {
    /// For `previews.storage_key`: `previews/<sha256>`.
    pub stem: String,
    /// Pixels of the largest file.
    pub width: u32,
    pub height: u32,
    /// The average colour, `#rrggbb`, as on white paper.
    pub colour: String,
    /// Storage key and bytes of each file.
    pub variants: Vec<(String, Bytes)>,
}

/// Pixels a side may have, and all of them together.
const LONGEST_SIDE: u32 = 12_000;
const MOST_PIXELS: u64 = 50_000_000;
const MOST_MEMORY: u64 = 400 * 1024 * 1024;
const QUALITY: f32 = 80.0;
pub const CONTENT_TYPE: &str = "image/webp";
pub const MESH_TYPE: &str = "model/gltf-binary";

/// From the bytes of a PNG, JPEG or WebP. Takes a core for a second: hold a permit of `state.heavy_work` where
/// strangers can ask for it.
pub async fn make_preview(bytes: Bytes) -> AppResult<EncodedPreview> {
    let made = tokio::task::spawn_blocking(move || encode_preview(&decode_picture(&bytes)?));
    made.await.map_err(|error| {
        tracing::error!(%error, "picture");
        AppError::internal()
    })?
}

/// From pixels, at once and on this thread.
pub fn encode_preview(picture: &DynamicImage) -> AppResult<EncodedPreview> {
    let mut scaled = plain_picture(picture);
    let mut files = Vec::new();
    for width in WIDTHS.into_iter().rev() {
        if scaled.width() > width {
            let height = (u64::from(scaled.height()) * u64::from(width)).div_ceil(u64::from(scaled.width()));
            let height = u32::try_from(height).unwrap_or(u32::MAX);
            scaled = scaled.resize_exact(width, height, FilterType::Lanczos3);
        }
        files.push((width, scaled.width(), scaled.height(), webp(&scaled)?));
    }
    let (_, width, height, largest) = &files[0];
    let (width, height) = (*width, *height);
    let stem = format!("{PREFIX}{}", hex::encode(Sha256::digest(largest)));
    let variants = files.into_iter().map(|(width, _, _, bytes)| (key(&stem, width), bytes)).collect();
    Ok(EncodedPreview { stem, width, height, colour: average(&scaled), variants })
}

/// Writes the files of a preview, all at once, for each of them waits for the disk; doing it again changes nothing.
pub async fn save_preview(storage: &dyn Storage, preview: &EncodedPreview) -> AppResult<()> {
    let files = preview.variants.iter();
    let puts = files.map(|(key, bytes)| storage.put(key, bytes.clone().into(), CONTENT_TYPE));
    future::try_join_all(puts).await?;
    Ok(())
}

/// Stores the simplified mesh of a model, under its hash; its key.
pub async fn save_mesh(storage: &dyn Storage, glb: Bytes) -> AppResult<String> {
    let key = mesh_key(&hex::encode(Sha256::digest(&glb)));
    storage.put(&key, glb.into(), MESH_TYPE).await?;
    Ok(key)
}

/// The pixels of a PNG, JPEG or WebP, upright and within limits; nothing else of the file. Takes a core.
pub fn decode_picture(bytes: &[u8]) -> AppResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| unreadable())?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large());
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn fault(error: image::ImageError) -> AppError {
    match error {
        image::ImageError::Limits(_) => too_large(),
        _ => unreadable(),
    }
}

fn unreadable() -> AppError {
    AppError::invalid("picture", "This picture cannot be read. Send it as PNG, JPEG or WebP.")
}

fn too_large() -> AppError {
    AppError::invalid(
        "picture",
        "This picture is too large: at most 12,000 pixels a side and 50 million in all.",
    )
}

/// Eight bits a channel, with transparency only where there was some.
pub fn plain_picture(picture: &DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() { picture.to_rgba8().into() } else { picture.to_rgb8().into() }
}

/// From eight bits a channel.
pub fn webp(picture: &DynamicImage) -> AppResult<Bytes> {
    let (width, height) = (picture.width(), picture.height());
    let encoder = match picture {
        DynamicImage::ImageRgba8(pixels) => webp::Encoder::from_rgba(pixels, width, height),
        DynamicImage::ImageRgb8(pixels) => webp::Encoder::from_rgb(pixels, width, height),
        _ => return Err(AppError::internal()),
    };
    let encoded = encoder.encode_simple(false, QUALITY).map_err(|error| {
        tracing::error!(?error, "picture: WebP");
        AppError::internal()
    })?;
    Ok(Bytes::copy_from_slice(&encoded))
}

fn average(picture: &DynamicImage) -> String {
    let pixels = picture.to_rgba8();
    let sums = pixels.pixels().fold([0u64; 3], |[red, green, blue], Rgba([r, g, b, a])| {
        let a = u64::from(*a);
        let on_paper = |channel: u8| u64::from(channel) * a + 255 * (255 - a);
        [red + on_paper(*r), green + on_paper(*g), blue + on_paper(*b)]
    });
    let weight = 255 * u64::from(pixels.width()) * u64::from(pixels.height());
    let [red, green, blue] = sums.map(|sum| sum.checked_div(weight).unwrap_or(0xff));
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;

    fn png(picture: &RgbImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn sizes(preview: &EncodedPreview) -> Vec<(String, u32, u32)> {
        let size = |(key, bytes): &(String, Bytes)| {
            let picture = image::load_from_memory_with_format(bytes, ImageFormat::WebP).unwrap();
            (key.rsplit_once('-').unwrap().1.to_owned(), picture.width(), picture.height())
        };
        preview.variants.iter().map(size).collect()
    }

    #[tokio::test]
    async fn large_pictures_get_three_files() {
        let red = RgbImage::from_pixel(2000, 1000, Rgb([200, 40, 40]));
        let preview = make_preview(png(&red).into()).await.unwrap();
        let expected =
            [("1600.webp".into(), 1600, 800), ("960.webp".into(), 960, 480), ("480.webp".into(), 480, 240)];
        assert_eq!(sizes(&preview), expected);
        assert_eq!((preview.width, preview.height), (1600, 800));
        assert!(preview.variants.iter().all(|(key, _)| crate::catalog::media::is_picture_key(key)));
        assert!(preview.colour.starts_with("#c"), "{}", preview.colour);
    }

    #[tokio::test]
    async fn small_pictures_are_not_blown_up() {
        let preview = make_preview(png(&RgbImage::new(600, 30)).into()).await.unwrap();
        assert_eq!((preview.width, preview.height), (600, 30));
        assert_eq!(sizes(&preview).iter().map(|size| size.1).collect::<Vec<_>>(), [600, 600, 480]);
    }

    #[tokio::test]
    async fn sideways_photographs_stand_upright() {
        // A JPEG of 8 × 4 pixels whose EXIF says: turn by 90°.
        let mut jpeg = Cursor::new(Vec::new());
        RgbImage::new(8, 4).write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let mut bytes = jpeg.into_inner();
        bytes.splice(2..2, exif.iter().copied());
        let preview = make_preview(bytes.into()).await.unwrap();
        assert_eq!((preview.width, preview.height), (4, 8));
    }

    #[tokio::test]
    async fn the_same_picture_has_the_same_name() {
        let bytes = png(&RgbImage::from_pixel(64, 64, Rgb([1, 2, 3])));
        assert_eq!(make_preview(bytes.clone().into()).await, make_preview(bytes.into()).await);
    }

    #[tokio::test]
    async fn what_is_no_picture_is_refused_in_words() {
        let mut endless = png(&RgbImage::new(1, 1));
        // The header of a PNG claims 65,535 × 65,535 pixels.
        endless[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let whole = png(&RgbImage::new(64, 64));
        for bytes in [&b""[..], b"<svg onload=alert(1)>", b"GIF89a", &endless, &whole[..whole.len() / 2]] {
            let error = make_preview(Bytes::copy_from_slice(bytes)).await.unwrap_err();
            assert_eq!(error.code(), "VALIDATION_ERROR");
        }
    }
}
