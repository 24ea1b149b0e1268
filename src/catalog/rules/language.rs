//! The language a file is written in, by its name.

/// Endings, what the highlighter knows the language by, and its name. Files of other names are not looked into.
const LANGUAGES: &[(&[&str], &str, &str)] = &[
    (&["rs"], "rust", "Rust"),
    (&["ts", "tsx"], "typescript", "TypeScript"),
    (&["js", "mjs", "cjs", "jsx"], "js", "JavaScript"),
    (&["py", "pyi"], "python", "Python"),
    (&["go"], "go", "Go"),
    (&["java"], "java", "Java"),
    (&["kt", "kts"], "kotlin", "Kotlin"),
    (&["swift"], "swift", "Swift"),
    (&["c", "h"], "c", "C"),
    (&["cc", "cpp", "hpp"], "cpp", "C++"),
    (&["cs"], "cs", "C#"),
    (&["rb"], "rb", "Ruby"),
    (&["php"], "php", "PHP"),
    (&["sh", "bash", "zsh", "fish"], "bash", "Shell"),
    (&["ps1"], "ps1", "PowerShell"),
    (&["sql"], "sql", "SQL"),
    (&["lua"], "lua", "Lua"),
    (&["dart"], "dart", "Dart"),
    (&["zig"], "zig", "Zig"),
    (&["ex", "exs"], "ex", "Elixir"),
    (&["hs"], "hs", "Haskell"),
    (&["scala"], "scala", "Scala"),
    (&["r"], "r", "R"),
    (&["html", "htm"], "html", "HTML"),
    (&["vue"], "vue", "Vue"),
    (&["svelte"], "svelte", "Svelte"),
    (&["css"], "css", "CSS"),
    (&["scss", "sass"], "scss", "Sass"),
    (&["less"], "less", "Less"),
    (&["json", "jsonc", "webmanifest"], "json", "JSON"),
    (&["yaml", "yml"], "yaml", "YAML"),
    (&["toml"], "toml", "TOML"),
    (&["xml"], "xml", "XML"),
    (&["md", "markdown"], "md", "Markdown"),
    (&["glsl", "vert", "frag", "wgsl", "hlsl"], "c", "Shader"),
    (&["scad"], "openscad", "OpenSCAD"),
    (&["ino"], "cpp", "Arduino"),
    (&["txt", "ini", "cfg", "conf", "env", "csv", "tsv", "rst", "diff", "patch"], "txt", "Text"),
];

/// As the highlighter and as people call it; None for what is not looked into.
pub fn of_name(name: &str) -> Option<(&'static str, &'static str)> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    let found = LANGUAGES.iter().find(|(endings, ..)| endings.contains(&ending.as_str()));
    found.map(|(_, token, name)| (*token, *name))
}

#[cfg(test)]
mod tests {
    use super::of_name;

    #[test]
    fn languages_are_known_by_the_ending() {
        assert_eq!(of_name("retry.RS"), Some(("rust", "Rust")));
        assert_eq!(of_name("types.d.ts"), Some(("typescript", "TypeScript")));
        for other in ["gear.stl", "gear.obj", "bundle.zip", "Makefile", "", ".", "rs"] {
            assert_eq!(of_name(other), None, "{other}");
        }
    }
}
