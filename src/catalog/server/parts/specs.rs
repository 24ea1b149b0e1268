//! What was measured of the models in the box.

use leptos::prelude::*;

use crate::catalog::rules::mesh;
use crate::catalog::server::listing::{FileLine, Listing};
use crate::catalog::types::MeshFacts;
use crate::ui::table::DataTable;

const COLUMNS: [&str; 5] = ["File", "Size", "Surface", "Volume", "Watertight"];

#[component]
pub fn Specs<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let known = |file: &&FileLine| file.measured.facts().is_some() || file.measured.problem.is_some();
    let files: Vec<FileLine> = listing.files.iter().filter(known).cloned().collect();
    let assumed = files.iter().any(|file| file.measured.facts().is_some_and(|facts| !facts.unit_is_stated));
    (!files.is_empty()).then(|| {
        view! {
            <section class="section" id="specs">
                <h2>"Measured"</h2>
                <DataTable
                    caption="What was measured of the models"
                    columns=COLUMNS.to_vec()
                    numbers=vec!["Surface", "Volume"]
                >
                    {files.into_iter().map(row).collect_view()}
                </DataTable>
                {assumed
                    .then(|| {
                        view! {
                            <p class="muted">
                                "STL and OBJ files have no unit: their lengths are taken as millimetres."
                            </p>
                        }
                    })}
            </section>
        }
    })
}

fn row(file: FileLine) -> AnyView {
    match file.measured.facts() {
        Some(facts) => measured(file.name, &facts).into_any(),
        None => {
            let words = format!("Could not be measured. {}", file.measured.problem.unwrap_or_default());
            view! {
                <tr>
                    <th scope="row" class="file-name">
                        {file.name}
                    </th>
                    <td colspan="4">{words}</td>
                </tr>
            }
            .into_any()
        }
    }
}

fn measured(name: String, facts: &MeshFacts) -> impl IntoView + use<> {
    let (_, closed) = mesh::closed(facts);
    view! {
        <tr>
            <th scope="row" class="file-name">
                {name} <p class="muted">{mesh::triangles(facts)}</p> <p class="muted">{mesh::points(facts)}</p>
            </th>
            <td>{mesh::size(facts)} <p class="muted">{mesh::size_in_inches(facts)}</p></td>
            <td class="num">{mesh::surface(facts)}</td>
            <td class="num">{mesh::volume(facts).unwrap_or_else(|| "–".into())}</td>
            <td>{closed}</td>
        </tr>
    }
}
