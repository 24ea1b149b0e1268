//! Storage keys: lower-case paths that mean the same on every file system and in every URL.

use super::{StorageError, StorageResult};

/// The embedded server names its side files after the key in base64, and file names end at 255 bytes.
const MAX_BYTES: usize = 128;

/// Segments of `a-z 0-9 . _ -` that start with none of the punctuation, joined by `/`; at most 128 bytes.
pub fn check(key: &str) -> StorageResult<()> {
    let segment_holds = |segment: &str| {
        segment.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && segment
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-'))
    };
    if key.len() <= MAX_BYTES && key.split('/').all(segment_holds) {
        Ok(())
    } else {
        Err(StorageError::BadKey(key.chars().take(MAX_BYTES).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_keys() {
        for good in ["a", "media/ab/0f3c.webp", "files/0198c1d2-7e3f/model_1.stl"] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.b", "A", "a b", "a%2f", "a\\b", "ä", "a\0"]
        {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        assert!(check(&"a".repeat(128)).is_ok() && check(&"a".repeat(129)).is_err());
    }
}
