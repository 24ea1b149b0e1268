//! Preview pictures: their names in storage and their addresses on a page.

use crate::catalog::types::Picture;
use crate::ui::thumb::Thumb;

/// Pixels across of the files of a picture. A smaller original fills them all at its own size.
pub const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Storage keys of preview pictures begin with this.
pub const PREFIX: &str = "previews/";

/// The storage key of one file of a picture: `previews/<sha256>-960.webp`.
pub fn key(stem: &str, width: u32) -> String {
    format!("{stem}-{width}.webp")
}

/// The address of the file of a picture that is `width` across (one of [`WIDTHS`]).
pub fn src(stem: &str, width: u32) -> String {
    format!("/media/{}", key(stem, width))
}

/// The smallest file of a stored picture, for lists.
pub fn thumb(stem: Option<String>, width: Option<i32>, height: Option<i32>) -> Option<Thumb> {
    let (stem, (width, height)) = stem.zip(width.zip(height))?;
    Some(Thumb { src: src(&stem, WIDTHS[0]), width, height })
}

/// The files of a picture with their real widths, for `srcset`; none is named twice.
pub fn srcset(picture: &Picture) -> String {
    let smaller = WIDTHS.into_iter().filter(|width| *width < picture.width);
    let largest = WIDTHS.into_iter().find(|width| *width >= picture.width).unwrap_or(WIDTHS[2]);
    let mut files: Vec<String> =
        smaller.map(|width| format!("{} {width}w", src(&picture.stem, width))).collect();
    if files.len() < WIDTHS.len() {
        files.push(format!("{} {}w", src(&picture.stem, largest), picture.width));
    }
    files.join(", ")
}

/// Whether it is written as `#rrggbb`.
pub fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whether `key` is one a preview picture can have.
pub fn is_picture_key(key: &str) -> bool {
    let Some(name) = key.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(".webp")) else {
        return false;
    };
    let Some((hash, width)) = name.split_once('-') else { return false };
    is_hash(hash) && WIDTHS.iter().any(|known| known.to_string() == width)
}

/// The storage key of a simplified mesh that everybody may see: `previews/<sha256>.glb`.
pub fn mesh_key(sha256: &str) -> String {
    format!("{PREFIX}{sha256}.glb")
}

/// Whether `key` is one a simplified mesh can have.
pub fn is_mesh_key(key: &str) -> bool {
    key.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(".glb")).is_some_and(is_hash)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32) -> Picture {
        Picture { stem: "previews/ab".into(), width, height: width * 3 / 4, alt: String::new(), colour: None }
    }

    #[test]
    fn widths_are_told_as_they_are() {
        assert_eq!(
            srcset(&picture(1600)),
            "/media/previews/ab-480.webp 480w, /media/previews/ab-960.webp 960w, /media/previews/ab-1600.webp 1600w"
        );
        assert_eq!(
            srcset(&picture(700)),
            "/media/previews/ab-480.webp 480w, /media/previews/ab-960.webp 700w"
        );
        assert_eq!(srcset(&picture(480)), "/media/previews/ab-480.webp 480w");
        assert_eq!(srcset(&picture(200)), "/media/previews/ab-480.webp 200w");
    }

    #[test]
    fn colours_are_told_from_anything_else() {
        assert!(is_colour("#a0B1c2"));
        for bad in ["", "#", "a0b1c2", "#a0b1c", "#a0b1c2d", "red", "#\"><b>x", "#ééé"] {
            assert!(!is_colour(bad), "{bad}");
        }
    }

    #[test]
    fn only_preview_pictures_have_picture_keys() {
        let hash = "0123456789abcdef".repeat(4);
        assert!(is_picture_key(&format!("previews/{hash}-480.webp")));
        for bad in [
            format!("previews/{hash}-481.webp"),
            format!("previews/{hash}.webp"),
            format!("files/{hash}-480.webp"),
            format!("previews/../files/{hash}-480.webp"),
            format!("previews/{}-480.webp", hash.to_uppercase()),
            format!("previews/{hash}-480.webp/"),
            format!("previews/{hash}-480.webp.exe"),
            String::new(),
        ] {
            assert!(!is_picture_key(&bad), "{bad}");
            assert!(!is_mesh_key(&bad), "{bad}");
        }
        assert!(is_mesh_key(&mesh_key(&hash)) && !is_picture_key(&mesh_key(&hash)));
        assert!(
            !is_mesh_key(&format!("previews/{hash}-480.glb")) && !is_mesh_key(&format!("files/{hash}.glb"))
        );
    }
}
