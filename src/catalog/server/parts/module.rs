//! What the manifest of a module says, and how it is installed.

use leptos::prelude::*;

use super::code::Copy;
use crate::catalog::rules::install::{Install, install};
use crate::catalog::server::listing::Listing;
use crate::catalog::types::{Dependency, Ecosystem, Kind, Manifest};
use crate::ui::table::DataTable;

#[component]
pub fn Module<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let found = listing.files.iter().find_map(|file| Some((file.inside.manifest()?, file.name.clone())));
    found.filter(|_| listing.kind == Kind::Module).map(|(manifest, file)| told(manifest, &file))
}

fn told(manifest: Manifest, file: &str) -> impl IntoView + use<> {
    let line = install(&manifest, file);
    let Manifest { ecosystem, path, name, version, licence, dependencies, omitted, engines } = manifest;
    let facts = [
        Some(("Package".to_owned(), name)),
        Some(("For".to_owned(), words(ecosystem).to_owned())),
        version.map(|version| ("Version".to_owned(), version)),
        licence.map(|licence| ("Licence".to_owned(), licence)),
    ];
    let facts = facts.into_iter().flatten().chain(engines).map(|(name, value)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! {
        <section class="section" id="module">
            <h2>"The module"</h2>
            <p class="muted">{format!("As its {path} says.")}</p>
            <dl class="module-facts">{facts.collect_view()}</dl>
            {line.map(|install| view! { <InstallLine install=install /> })}
            <Dependencies dependencies=dependencies omitted=omitted />
        </section>
    }
}

fn words(ecosystem: Ecosystem) -> &'static str {
    match ecosystem {
        Ecosystem::Cargo => "Rust (Cargo)",
        Ecosystem::Npm => "JavaScript (npm)",
        Ecosystem::Python => "Python (pip)",
    }
}

#[component]
fn InstallLine(install: Install) -> impl IntoView {
    view! {
        <h3>"Install it"</h3>
        <p>{install.first}</p>
        <div class="install">
            <pre tabindex="0" role="region" aria-label="Install line">
                <code id="install-line">{install.line}</code>
            </pre>
            <Copy of="install-line" label="Copy the install line".into() />
        </div>
        <p class="muted">"It is installed from your disk: this shop is not a package registry."</p>
    }
}

#[component]
fn Dependencies(dependencies: Vec<Dependency>, omitted: usize) -> impl IntoView {
    if dependencies.is_empty() {
        return view! { <p class="muted">"It depends on nothing else."</p> }.into_any();
    }
    let more = (omitted > 0).then(|| view! { <p class="muted">{format!("And {omitted} more.")}</p> });
    view! {
        <h3>"Depends on"</h3>
        <DataTable caption="Dependencies" columns=vec!["Package", "Versions", "When"]>
            {dependencies
                .into_iter()
                .map(|dependency| {
                    let range = if dependency.range.is_empty() { "any".to_owned() } else { dependency.range };
                    let when = if dependency.when.is_empty() { "always".to_owned() } else { dependency.when };
                    view! {
                        <tr>
                            <th scope="row" class="file-name">
                                {dependency.name}
                            </th>
                            <td class="mono">{range}</td>
                            <td>{when}</td>
                        </tr>
                    }
                })
                .collect_view()}
        </DataTable>
        {more}
    }
    .into_any()
}
