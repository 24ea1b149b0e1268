//! The picture of a person: made anew from its pixels, square, in three sizes, and gone from storage once another took
//! its place.

use bytes::Bytes;
use image::DynamicImage;
use image::imageops::FilterType;
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use sha2::{Digest, Sha256};

use super::store::people;
use crate::catalog;
use crate::db;
use crate::db::entities::user;
use crate::kit::avatar::{PREFIX, WIDTHS, key, keys};
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};
use crate::server::page_cache::Shown;

/// Bytes of what is uploaded.
pub const LARGEST: usize = 8 * 1024 * 1024;

struct Made {
    stem: String,
    files: Vec<(String, Bytes)>,
}

/// From the bytes of a PNG, JPEG or WebP; the stem of the new picture.
pub async fn set_avatar(cx: &Cx, buyer: &Buyer, bytes: Bytes) -> AppResult<String> {
    let permit = cx.state.heavy_work.acquire().await.map_err(|_| AppError::internal())?;
    let made = tokio::task::spawn_blocking(move || make(&bytes)).await.map_err(|error| {
        tracing::error!(%error, "picture of a person");
        AppError::internal()
    })??;
    drop(permit);
    for (key, bytes) in &made.files {
        cx.state.storage.put(key, bytes.clone().into(), catalog::PICTURE_TYPE).await?;
    }
    replace(cx, buyer, Some(made.stem.clone())).await?;
    Ok(made.stem)
}

/// The initials stand there again.
pub async fn remove_avatar(cx: &Cx, buyer: &Buyer) -> AppResult<()> {
    replace(cx, buyer, None).await
}

async fn replace(cx: &Cx, buyer: &Buyer, stem: Option<String>) -> AppResult<()> {
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let person = people::locked(&tx, buyer.user_id).await?.ok_or(AppError::Unauthenticated)?;
    let change = user::ActiveModel { avatar: Set(stem), ..Default::default() };
    people::update(&tx, person.id, change, now).await?;
    forget_files(&tx, person.avatar.as_deref(), cx).await?;
    let _told = cx.state.pages.will_change([Shown::Person(person.id)]);
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}

/// By a job of the same transaction: if storage is away, they are forgotten when it is back.
pub async fn forget_files(tx: &DatabaseTransaction, stem: Option<&str>, cx: &Cx) -> AppResult<()> {
    match stem {
        Some(stem) => jobs::enqueue(tx, &Job::DeleteObjects { keys: keys(stem) }, cx.now()).await,
        None => Ok(()),
    }
}

fn make(bytes: &[u8]) -> AppResult<Made> {
    let picture = catalog::plain_picture(&square(&catalog::decode_picture(bytes)?));
    let mut hash = Sha256::new();
    // A name of its own for each upload: the old one's files go without asking who else shows them.
    hash.update(rand::random::<[u8; 16]>());
    let mut encoded = Vec::new();
    for width in WIDTHS {
        let side = width.min(picture.width());
        let bytes = catalog::webp(&picture.resize_exact(side, side, FilterType::Lanczos3))?;
        hash.update(&bytes);
        encoded.push((width, bytes));
    }
    let stem = format!("{PREFIX}{}", hex::encode(hash.finalize()));
    let files = encoded.into_iter().map(|(width, bytes)| (key(&stem, width), bytes)).collect();
    Ok(Made { stem, files })
}

/// Its middle.
fn square(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    picture.crop_imm((width - side) / 2, (height - side) / 2, side, side)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let shade = |x: u32| if x < width / 2 { Rgb([250, 0, 0]) } else { Rgb([0, 0, 250]) };
        RgbImage::from_fn(width, height, |x, _| shade(x)).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn the_middle_is_kept_in_three_sizes_and_nothing_of_the_file() {
        let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0";
        let mut bytes = jpeg(900, 600);
        bytes.splice(2..2, exif.iter().copied());
        let made = make(&bytes).unwrap();
        let sizes: Vec<_> = made
            .files
            .iter()
            .map(|(key, bytes)| {
                assert!(crate::kit::avatar::is_key(key), "{key}");
                assert!(!bytes.windows(4).any(|part| part.eq_ignore_ascii_case(b"exif")));
                let picture = image::load_from_memory_with_format(bytes, ImageFormat::WebP).unwrap();
                (picture.width(), picture.height())
            })
            .collect();
        assert_eq!(sizes, [(64, 64), (256, 256), (512, 512)]);
        let largest = image::load_from_memory(&made.files[2].1).unwrap().to_rgb8();
        let (left, right) = (largest.get_pixel(10, 256), largest.get_pixel(500, 256));
        assert!(left.0[0] > 200 && right.0[2] > 200, "{left:?} {right:?}");
        assert_ne!(make(&bytes).unwrap().stem, made.stem);
    }

    #[test]
    fn small_ones_are_not_blown_up() {
        let made = make(&jpeg(100, 40)).unwrap();
        let width = |(_, bytes): &(String, Bytes)| image::load_from_memory(bytes).unwrap().width();
        assert_eq!(made.files.iter().map(width).collect::<Vec<_>>(), [40, 40, 40]);
    }
}
