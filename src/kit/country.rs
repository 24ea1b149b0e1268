//! Countries: ISO 3166-1 alpha-2 codes with their English names, in the order of the names.

const COUNTRIES: &str = include_str!("countries.txt");

/// `(code, name)`.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    COUNTRIES.lines().filter_map(|line| line.split_once(' '))
}

/// "Germany" for "DE".
pub fn name(code: &str) -> Option<&'static str> {
    all().find(|(known, _)| *known == code).map(|(_, name)| name)
}

/// The code in capitals, if there is such a country.
pub fn check(code: &str) -> Result<String, &'static str> {
    let code = code.trim().to_ascii_uppercase();
    if name(&code).is_some() { Ok(code) } else { Err("Choose a country from the list.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_two_capitals_and_each_stands_once() {
        let mut codes: Vec<_> = all().map(|(code, _)| code).collect();
        assert_eq!(codes.len(), COUNTRIES.lines().count());
        assert!(codes.iter().all(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 249);
    }

    #[test]
    fn only_countries_pass() {
        assert_eq!(check(" de "), Ok("DE".into()));
        assert_eq!(name("IN"), Some("India"));
        assert!(check("XX").is_err() && check("").is_err() && check("Germany").is_err());
    }
}
