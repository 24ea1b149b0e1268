//! `Content-Disposition` of a download (RFC 6266, names by RFC 5987).

use std::fmt::Write;

/// Shown in place without risk; everything else, SVG and HTML above all, is saved.
const INLINE: [&str; 5] = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

pub fn content_disposition(download_name: Option<&str>, content_type: &str) -> String {
    match download_name {
        Some(name) => attachment(name),
        None if INLINE.contains(&content_type) => "inline".to_owned(),
        None => "attachment".to_owned(),
    }
}

fn attachment(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\') { '_' } else { c }).collect();
    let plain: String =
        name.chars().map(|c| if c == ' ' || is_attr_char(c) && c != '%' { c } else { '_' }).collect();
    let mut value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if is_attr_char(byte.into()) {
            value.push(byte.into());
        } else {
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

/// RFC 5987, section 3.2.1.
fn is_attr_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$&+-.^_`|~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_in_both_forms() {
        assert_eq!(
            attachment("Größe 10 €.stl"),
            "attachment; filename=\"Gr__e 10 _.stl\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%2010%20%E2%82%AC.stl"
        );
    }

    #[test]
    fn names_cannot_leave_their_place() {
        let value = attachment("a\"; filename=\"../evil\r\nSet-Cookie: x\0");
        assert!(value.bytes().all(|b| b.is_ascii() && !b.is_ascii_control()), "{value}");
        assert_eq!(value.matches('"').count(), 2, "{value}");
        assert!(!value.contains("/evil"), "{value}");
    }

    #[test]
    fn only_pictures_are_shown_in_place() {
        assert_eq!(content_disposition(None, "image/webp"), "inline");
        for saved in ["image/svg+xml", "text/html", "application/pdf"] {
            assert_eq!(content_disposition(None, saved), "attachment");
        }
    }
}
