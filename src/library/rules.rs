//! Licence keys, and sizes as people read them.

/// Letters and digits that cannot be taken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `PS-XXXXX-XXXXX-XXXXX-XXXXX`: 100 of the given 128 random bits.
pub fn licence_key(random: u128) -> String {
    let mut key = String::from("PS");
    for place in 0..20 {
        if place % 5 == 0 {
            key.push('-');
        }
        let digit = (random >> (place * 5)) & 31;
        key.push(char::from(ALPHABET[digit as usize]));
    }
    key
}

/// "640 B", "12.5 KB", "1.2 MB"
pub fn size(bytes: i64) -> String {
    let bytes = bytes.max(0);
    let (unit, name) = match bytes {
        0..=999 => return format!("{bytes} B"),
        1_000..=999_949 => (1_000, "KB"),
        999_950..=999_949_999 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = (i128::from(bytes) * 10 + unit / 2) / unit;
    match tenths % 10 {
        0 => format!("{} {name}", tenths / 10),
        tenth => format!("{}.{tenth} {name}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_out_loud_without_doubt() {
        assert_eq!(licence_key(0), "PS-00000-00000-00000-00000");
        assert_eq!(licence_key(u128::MAX), "PS-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ");
        assert_eq!(licence_key(10), "PS-A0000-00000-00000-00000");
    }

    #[test]
    fn sizes_have_at_most_one_decimal() {
        let cases = [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 KB"),
            (12_540, "12.5 KB"),
            (999_949, "999.9 KB"),
            (999_950, "1 MB"),
            (104_857_600, "104.9 MB"),
            (999_949_999, "999.9 MB"),
            (999_950_000, "1 GB"),
        ];
        for (bytes, words) in cases {
            assert_eq!(size(bytes), words, "{bytes}");
        }
    }

    proptest::proptest! {
        #[test]
        fn different_bits_make_different_keys(a in 0u128..1 << 100, b in 0u128..1 << 100) {
            proptest::prop_assert_eq!(a == b, licence_key(a) == licence_key(b));
        }
    }
}
