//! Pictures of people: their names in storage and their addresses on a page.

/// Pixels across of the files of a picture, which are square.
pub const WIDTHS: [u32; 3] = [64, 256, 512];

/// Storage keys of people's pictures begin with this.
pub const PREFIX: &str = "avatars/";

/// The storage key of one file of a picture: `avatars/<name>-256.webp`.
pub fn key(stem: &str, width: u32) -> String {
    format!("{stem}-{width}.webp")
}

/// All files of a picture.
pub fn keys(stem: &str) -> Vec<String> {
    WIDTHS.map(|width| key(stem, width)).to_vec()
}

/// The address of the file of a picture that is `width` across (one of [`WIDTHS`]).
pub fn src(stem: &str, width: u32) -> String {
    format!("/media/{}", key(stem, width))
}

/// Whether `key` is one the picture of a person can have.
pub fn is_key(key: &str) -> bool {
    let Some(name) = key.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(".webp")) else {
        return false;
    };
    let Some((hash, width)) = name.split_once('-') else { return false };
    let is_hash = hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    is_hash && WIDTHS.iter().any(|known| known.to_string() == width)
}

/// The letters that stand for somebody without a picture: of the first and the last word of the name.
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let letters: Vec<char> = name.split_whitespace().filter_map(first).collect();
    let shown: String = match letters.as_slice() {
        [] => "?".into(),
        [only] => only.to_uppercase().collect(),
        [one, .., other] => one.to_uppercase().chain(other.to_uppercase()).collect(),
    };
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_of_people_have_such_keys() {
        let hash = "0123456789abcdef".repeat(4);
        assert!(keys(&format!("avatars/{hash}")).iter().all(|key| is_key(key)));
        for bad in [
            format!("avatars/{hash}-65.webp"),
            format!("avatars/{hash}.webp"),
            format!("exports/{hash}-64.webp"),
            format!("avatars/../exports/{hash}-64.webp"),
            format!("avatars/{}-64.webp", hash.to_uppercase()),
            format!("avatars/{hash}-64.webp/"),
            String::new(),
        ] {
            assert!(!is_key(&bad), "{bad}");
        }
    }

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("ada", "A"),
            ("Ada King of Lovelace", "AL"),
            ("«Élan»", "É"),
            ("--", "?"),
        ] {
            assert_eq!(initials(name), expected);
        }
    }
}
