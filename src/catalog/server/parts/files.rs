//! What is in the box.

use leptos::prelude::*;

use crate::catalog::server::listing::Listing;
use crate::ui::table::DataTable;

#[component]
pub fn Files<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let files: Vec<_> =
        listing.files.iter().map(|file| (file.name.clone(), file.size_bytes, file.sha256.clone())).collect();
    (!files.is_empty()).then(|| {
        let total: i64 = files.iter().map(|(_, size, _)| size).sum();
        let summary = format!(
            "{} {}, {}",
            files.len(),
            if files.len() == 1 { "file" } else { "files" },
            size_words(total)
        );
        let sums = files.clone();
        view! {
            <section class="section" id="files">
                <h2>"What you get"</h2>
                <p class="muted">{summary}</p>
                <DataTable caption="Files" columns=vec!["Name", "Size"] numbers=vec!["Size"]>
                    {files
                        .into_iter()
                        .map(|(name, size, _)| {
                            view! {
                                <tr>
                                    <td class="file-name">{name}</td>
                                    <td class="num">{size_words(size)}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </DataTable>
                <details class="more checksums">
                    <summary>"Checksums (SHA-256)"</summary>
                    <dl>
                        {sums
                            .into_iter()
                            .map(|(name, _, sha256)| {
                                view! {
                                    <div>
                                        <dt>{name}</dt>
                                        <dd class="mono">{sha256}</dd>
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
