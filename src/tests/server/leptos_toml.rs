//! What the binary reads at run time is what the site was built with.

use leptos::config::get_config_from_str;

const BUILT: &str = include_str!("../../../Cargo.toml");
const READ: &str = include_str!("../../../Leptos.toml");

fn section(text: &str) -> Vec<&str> {
    let (_, section) = text.split_once("[package.metadata.leptos]\n").unwrap();
    let end = section.find("\n[").unwrap_or(section.len());
    section[..end].lines().filter(|line| line.contains('=')).collect()
}

#[test]
fn both_files_mean_the_same_options() {
    let options = |text| format!("{:?}", get_config_from_str(text).unwrap());
    assert_eq!(options(READ), options(BUILT));
}

#[test]
fn every_line_of_leptos_toml_is_in_cargo_toml() {
    let built = section(BUILT);
    assert!(section(READ).len() >= 6, "the section was found");
    for line in section(READ) {
        assert!(built.contains(&line), "Cargo.toml does not say {line}");
    }
}
