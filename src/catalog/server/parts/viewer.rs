//! The 3D view over the pictures of a model. Nothing of it is loaded before its button is pressed, and without
//! JavaScript or WebGL there is no button and the picture stays. `public/viewer.js` does the rest.

use leptos::prelude::*;

use crate::catalog::media;
use crate::catalog::rules::mesh;
use crate::catalog::server::listing::{FileLine, Listing};
use crate::catalog::types::MeshFacts;

/// Put around the pictures.
#[component]
pub fn Viewer<'a>(listing: &'a Listing, children: Children) -> impl IntoView + use<> {
    let Some((src, facts)) = shown(listing) else { return children().into_any() };
    let size = mesh::size(&facts);
    let words = format!("{} in 3D: {}", listing.title, mesh::in_short(&facts));
    let note =
        format!("A simplified preview. The file itself has {} triangles.", mesh::grouped(facts.triangles));
    view! {
        <div class="viewer" data-viewer="" data-src=src>
            {children()}
            <button type="button" class="btn viewer-open" data-viewer-open="" hidden>
                "View in 3D"
            </button>
            <div class="viewer-stage" data-viewer-stage="" role="group" aria-label="3D view" hidden>
                <div class="viewer-canvas">
                    <canvas tabindex="0" role="application" aria-label=words aria-describedby="viewer-keys"></canvas>
                    <p class="viewer-size" data-viewer-size="" hidden>
                        {size}
                        <span class="sr-only">" (width, depth, height)"</span>
                    </p>
                </div>
                <div class="viewer-tools">
                    <Tool act="nearer" label="Zoom in">"+"</Tool>
                    <Tool act="farther" label="Zoom out">"−"</Tool>
                    <Tool act="reset">"Reset"</Tool>
                    <Tool act="wireframe" pressable=true>"Wireframe"</Tool>
                    <Tool act="dimensions" pressable=true>"Dimensions"</Tool>
                    <Tool act="close">"Close"</Tool>
                </div>
                <p class="viewer-note" id="viewer-keys">
                    {note}
                    " Drag to turn, scroll to zoom; with keys: arrows, + and −, R resets, W wireframe, D dimensions, Escape closes."
                </p>
            </div>
            <p class="sr-only" role="status" data-viewer-told=""></p>
        </div>
        <script type="module" src="/viewer.js"></script>
    }
    .into_any()
}

#[component]
fn Tool(
    act: &'static str,
    /// Spoken instead of a sign.
    #[prop(optional)]
    label: &'static str,
    /// Whether it stays on until it is pressed again.
    #[prop(optional)]
    pressable: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn"
            data-viewer-do=act
            aria-label=(!label.is_empty()).then_some(label)
            aria-pressed=pressable.then_some("false")
        >
            {children()}
        </button>
    }
}

/// The mesh to show: one that holds the whole scene if there is one, else the first.
fn shown(listing: &Listing) -> Option<(String, MeshFacts)> {
    let shown = |file: &FileLine| {
        let key = file.measured.preview_key.as_deref().filter(|key| media::is_mesh_key(key))?;
        Some((format!("/media/{key}"), file.measured.facts()?))
    };
    let is_scene = |file: &&FileLine| {
        let name = file.name.to_ascii_lowercase();
        [".glb", ".gltf", ".3mf"].iter().any(|ending| name.ends_with(ending))
    };
    let scenes = listing.files.iter().filter(is_scene);
    scenes.chain(&listing.files).find_map(shown)
}
