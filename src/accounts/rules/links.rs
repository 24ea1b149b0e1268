//! Links somebody shows beside their shop.

/// So many are enough.
pub const MOST: usize = 5;
/// Bytes of one.
pub const LONGEST: usize = 200;

const FAULT: &str =
    "Write whole addresses that begin with https://, one a line, without names or passwords in them.";

/// One a line, as they are kept; empty lines are nothing, and none is there twice.
pub fn check(text: &str) -> Result<String, &'static str> {
    let mut links: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !is_link(line) {
            return Err(FAULT);
        }
        if !links.contains(&line) {
            links.push(line);
        }
    }
    if links.len() > MOST { Err("Choose five links at most.") } else { Ok(links.join("\n")) }
}

/// `https://`, a host with a dot in it, and what may stand in an address after it.
pub fn is_link(link: &str) -> bool {
    let Some(rest) = link.strip_prefix("https://") else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let forbidden = |b: u8| !b.is_ascii_graphic() || b"\"<>\\^`{|}".contains(&b);
    link.len() <= LONGEST && is_host(host) && !path.bytes().any(forbidden)
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    // The last one is no number, so that it is a name and no address of a machine.
    let named = host.rsplit('.').next().is_some_and(|last| last.bytes().any(|b| b.is_ascii_alphabetic()));
    host.contains('.') && named && host.split('.').all(label)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn whole_addresses_are_kept_one_a_line() {
        let typed =
            " https://ada.example \r\n\r\nhttps://git.example.org/ada?tab=all#top\nhttps://ada.example\n";
        assert_eq!(check(typed).unwrap(), "https://ada.example\nhttps://git.example.org/ada?tab=all#top");
        assert_eq!(check(" \n").unwrap(), "");
    }

    #[test]
    fn what_may_deceive_is_refused() {
        for bad in [
            "http://ada.example",
            "ada.example",
            "javascript:alert(1)",
            "https://",
            "https://localhost",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://ada@evil.example",
            "https://ada.example:8443/",
            "https://ada..example",
            "https://-ada.example",
            "https://аda.example",
            "https://ada.example/a b",
            "https://ada.example/\"><script>",
            "HTTPS://ada.example",
            &format!("https://ada.example/{}", "a".repeat(200)),
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
        let six: Vec<_> = (0..6).map(|n| format!("https://{n}.example")).collect();
        assert!(check(&six.join("\n")).is_err() && check(&six[1..].join("\n")).is_ok());
    }

    proptest::proptest! {
        #[test]
        fn what_is_taken_stays_itself(text in "(https://[a-z.-]{0,12}[/?#]?\\PC{0,6}\n?){0,3}") {
            if let Ok(links) = check(&text) {
                proptest::prop_assert_eq!(check(&links).unwrap(), links.clone());
                proptest::prop_assert!(links.lines().all(|link| link.starts_with("https://")));
            }
        }
    }
}
