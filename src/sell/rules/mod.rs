//! What sellers may do, decided from values alone.

pub mod checklist;
pub mod file_kind;
pub mod file_name;
pub mod licence;
pub mod price;
pub mod showcase;
pub mod tags;
pub mod texts;
pub mod version_number;

/// Bytes of one file that is sold.
pub const LARGEST_FILE: u64 = 100 * 1024 * 1024;
/// Files of one version.
pub const MOST_FILES: usize = 50;
/// Bytes of a picture as it is sent.
pub const LARGEST_PICTURE: usize = 15 * 1024 * 1024;
/// Pictures of one listing.
pub const MOST_PICTURES: usize = 12;

/// What is wrong with the size of a file, if anything.
pub fn check_size(size_bytes: u64) -> Result<(), &'static str> {
    match size_bytes {
        0 => Err("This file is empty."),
        size if size > LARGEST_FILE => {
            Err("This file is larger than 100 MiB. Split it, or put less into one archive.")
        }
        _ => Ok(()),
    }
}

/// Bytes as people read them: "482 B", "1.4 MB".
pub fn size_words(bytes: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match units.into_iter().find(|(unit, _)| bytes >= *unit) {
        None => format!("{bytes} B"),
        Some((unit, name)) => {
            let tenths = bytes / (unit / 10);
            if tenths >= 100 {
                format!("{} {name}", tenths / 10)
            } else {
                format!("{}.{} {name}", tenths / 10, tenths % 10)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_end_at_a_hundred_mebibytes() {
        assert!(check_size(0).is_err());
        assert!(check_size(LARGEST_FILE).is_ok());
        assert!(check_size(LARGEST_FILE + 1).is_err());
    }

    #[test]
    fn sizes_read_well() {
        let words =
            [(0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_449_999, "1.4 MB"), (104_857_600, "104 MB")];
        for (bytes, expected) in words {
            assert_eq!(size_words(bytes), expected);
        }
    }
}
