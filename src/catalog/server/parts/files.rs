//! What is in the box.

use leptos::prelude::*;

use super::code::Copy;
use crate::catalog::server::listing::{FileLine, Listing};
use crate::catalog::types::Contents;
use crate::ui::table::DataTable;

#[component]
pub fn Files<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let files: Vec<FileLine> = listing.files.clone();
    (!files.is_empty()).then(|| {
        let total: i64 = files.iter().map(|file| file.size_bytes).sum();
        let summary = format!("{}, {}", counted(files.len() as u64), size_words(total));
        let sums: Vec<_> = files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect();
        let packed = files.iter().filter_map(|file| Some((file.name.clone(), file.inside.contents()?)));
        let packed = packed.map(|(name, contents)| view! { <Packed name=name contents=contents /> });
        let packed = packed.collect_view();
        view! {
            <section class="section" id="files">
                <h2>"What you get"</h2>
                <p class="muted">{summary}</p>
                <DataTable caption="Files" columns=vec!["Name", "Format", "Size"] numbers=vec!["Size"]>
                    {files
                        .into_iter()
                        .map(|file| {
                            view! {
                                <tr>
                                    <td class="file-name">{file.name.clone()}</td>
                                    <td>{format_words(&file)}</td>
                                    <td class="num">{size_words(file.size_bytes)}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </DataTable>
                {packed}
                <details class="more checksums">
                    <summary>"Checksums (SHA-256)"</summary>
                    <dl>
                        {sums
                            .into_iter()
                            .zip(1..)
                            .map(|((name, sha256), place)| {
                                let id = format!("sha256-{place}");
                                let label = format!("Copy the checksum of {name}");
                                view! {
                                    <div>
                                        <dt>{name}</dt>
                                        <dd class="mono">
                                            <span id=id.clone()>{sha256}</span>
                                            <Copy of=id label=label />
                                        </dd>
                                    </div>
                                }
                            })
                            .collect_view()}
                    </dl>
                </details>
            </section>
        }
    })
}

/// What an archive holds, as far as it was noted.
#[component]
fn Packed(name: String, contents: Contents) -> impl IntoView {
    let Contents { files, first } = contents;
    let more = files.saturating_sub(first.len() as u64);
    let rows = first.into_iter().map(|(name, size)| {
        view! {
            <li>
                <span class="file-name">{name}</span>
                " "
                <span class="muted">{size_words(i64::try_from(size).unwrap_or(i64::MAX))}</span>
            </li>
        }
    });
    view! {
        <details class="more packed">
            <summary>{format!("In {name}: {}", counted(files))}</summary>
            <ul>{rows.collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="muted">{format!("And {more} more.")}</p> })}
        </details>
    }
}

fn counted(files: u64) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

/// Its language, or else its ending: "Rust", "STL".
fn format_words(file: &FileLine) -> String {
    if let Some((_, language)) = file.inside.language(&file.name) {
        return language.to_owned();
    }
    let lower = file.name.to_ascii_lowercase();
    if lower.ends_with(".tar.gz") {
        return "TAR.GZ".to_owned();
    }
    match file.name.rsplit_once('.') {
        Some((_, ending)) if (1..=10).contains(&ending.len()) => ending.to_uppercase(),
        _ => "File".to_owned(),
    }
}

/// "1.2 MB"
pub fn size_words(bytes: i64) -> String {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)];
    match units.into_iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) if bytes < unit * 10 => {
            format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
        }
        Some((name, unit)) => format!("{} {name}", bytes / unit),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::size_words;

    #[test]
    fn sizes_read_well() {
        let sizes = [0, 999, 1_000, 9_999, 10_000, 1_250_000, 104_857_600, 2_000_000_000].map(size_words);
        assert_eq!(
            sizes,
            ["0 bytes", "999 bytes", "1.0 KB", "9.9 KB", "10 KB", "1.2 MB", "104 MB", "2.0 GB"]
        );
    }
}
