//! The 3D models' listings: the words around the solids of `models`.

use std::sync::{Arc, OnceLock};

use super::licences::{mit, three, two};
use super::models::{self, Grain, Model, Piece};
use super::types::{DemoFile, DemoLicence, DemoListing, DemoPreview, DemoVersion, Detail};
use crate::mesh::glb::{self, GlbPart};
use crate::mesh::stl;

struct Words {
    slug: &'static str,
    title: &'static str,
    category: &'static str,
    tags: [&'static str; 3],
    summary: &'static str,
    description: &'static str,
    seller: &'static str,
    licences: fn() -> Vec<DemoLicence>,
    days_ago: i64,
}

const PRINTING: &str = "\n\n## Printing\n\n- 0.2 mm layers, 0.4 mm nozzle\n- No supports\n- PLA or PETG\n\nEvery mesh is watertight, in millimetres, and stands on the plate as it should be printed.";

const WORDS: &[Words] = &[
    Words {
        slug: "gyroid-planter",
        title: "Gyroid planter",
        category: "planters",
        tags: ["planter", "gyroid", "plants"],
        summary: "A plant pot with a skin of gyroid lattice around a watertight liner.",
        description: "The lattice is one continuous surface: light falls through, water does not. The hole in the floor drains into any saucer.",
        seller: "seller",
        licences: || three(900),
        days_ago: 118,
    },
    Words {
        slug: "voronoi-lamp-shade",
        title: "Voronoi lamp shade",
        category: "lamps",
        tags: ["lamp", "voronoi", "light"],
        summary: "A shade of cells that throws soft shapes on the wall.",
        description: "For any E27 pendant. Cells are wider at the belly, so the light is even and the print stays quick.",
        seller: "seller",
        licences: || three(1400),
        days_ago: 109,
    },
    Words {
        slug: "herringbone-planetary-gears",
        title: "Herringbone planetary gears",
        category: "mechanisms",
        tags: ["gears", "planetary", "print-in-place"],
        summary: "A planetary gear set with herringbone teeth, in separate pieces for two colours.",
        description: "The teeth keep the gears in plane without axles. A good first mechanism, and one to keep turning on the desk.",
        seller: "kinetic",
        licences: || two(700, 2900),
        days_ago: 101,
    },
    Words {
        slug: "twisted-ridge-vase",
        title: "Twisted ridge vase",
        category: "planters",
        tags: ["vase", "spiral", "decor"],
        summary: "Forty ridges that turn once on their way up.",
        description: "Prints in vase mode in under two hours, or with two walls for water.",
        seller: "fieldnotes",
        licences: || three(500),
        days_ago: 90,
    },
    Words {
        slug: "honeycomb-desk-tray",
        title: "Honeycomb desk tray",
        category: "desk",
        tags: ["tray", "honeycomb", "organiser"],
        summary: "A shallow tray whose floor is a honeycomb: light, stiff and quick to print.",
        description: "Holds what collects on a desk. Two fit side by side on an A4 sheet.",
        seller: "fieldnotes",
        licences: || two(400, 1600),
        days_ago: 71,
    },
    Words {
        slug: "print-in-place-chain",
        title: "Print-in-place chain",
        category: "mechanisms",
        tags: ["chain", "print-in-place", "links"],
        summary: "A chain that comes off the plate already linked.",
        description: "Gaps of 0.35 mm, tested on five printers. Print as many segments as you like; the end links snap together.",
        seller: "kinetic",
        licences: || mit(0),
        days_ago: 66,
    },
    Words {
        slug: "coat-hooks-three-sizes",
        title: "Coat hooks in three sizes",
        category: "home",
        tags: ["hooks", "wall", "wardrobe"],
        summary: "Wall hooks for keys, coats and a heavy bag, all of one family.",
        description: "Two countersunk holes each, for 4 mm screws. The large one carries eight kilos at four walls.",
        seller: "fieldnotes",
        licences: || two(300, 1200),
        days_ago: 60,
    },
    Words {
        slug: "contour-coasters",
        title: "Contour coasters",
        category: "home",
        tags: ["coasters", "topography", "table"],
        summary: "Six coasters cut from one imagined mountain.",
        description: "Laid side by side their contour lines meet. The steps catch what a cold glass sheds.",
        seller: "seller",
        licences: || three(600),
        days_ago: 52,
    },
    Words {
        slug: "low-poly-fox",
        title: "Low-poly fox",
        category: "play",
        tags: ["fox", "animal", "low-poly"],
        summary: "A sitting fox in flat facets, ears up.",
        description: "A friendly test print: overhangs stay under 45 degrees. Sand one facet or none.",
        seller: "kinetic",
        licences: || mit(0),
        days_ago: 47,
    },
    Words {
        slug: "hex-stacking-drawers",
        title: "Hex stacking drawers",
        category: "desk",
        tags: ["drawers", "hexagon", "storage"],
        summary: "Hexagonal drawers that stack into a wall of their own.",
        description: "Shell and drawer print separately; the shells clip to each other on all six sides.",
        seller: "fieldnotes",
        licences: || three(1100),
        days_ago: 40,
    },
    Words {
        slug: "desk-cable-comb",
        title: "Desk cable comb",
        category: "desk",
        tags: ["cables", "clip", "organiser"],
        summary: "Keeps five cables apart at the edge of the desk.",
        description: "Grips boards of 18 to 25 mm. Each slot closes just enough to hold a plug's cable.",
        seller: "fieldnotes",
        licences: || mit(0),
        days_ago: 33,
    },
    Words {
        slug: "weighty-chess-set",
        title: "Weighty chess set",
        category: "play",
        tags: ["chess", "game", "turned"],
        summary: "Six turned pieces with hollow feet for a coin's worth of weight.",
        description: "Each foot takes a 20 mm steel washer. The knight is carved, the others are turned profiles.",
        seller: "seller",
        licences: || three(1900),
        days_ago: 26,
    },
    Words {
        slug: "pocket-dice",
        title: "Pocket dice",
        category: "play",
        tags: ["dice", "game", "pips"],
        summary: "Soft-cornered dice with deep pips, balanced by their own hollows.",
        description: "The six has the shallowest pips and the one the deepest, so that all faces weigh the same.",
        seller: "kinetic",
        licences: || two(200, 900),
        days_ago: 19,
    },
    Words {
        slug: "ripple-fruit-bowl",
        title: "Ripple fruit bowl",
        category: "home",
        tags: ["bowl", "ripple", "kitchen"],
        summary: "A wide bowl with a rim like a drop's ring in water.",
        description: "Wide enough for a kilo of oranges. The wave makes a thin wall stiff.",
        seller: "seller",
        licences: || three(800),
        days_ago: 12,
    },
    Words {
        slug: "crater-moon-lamp",
        title: "Crater moon lamp",
        category: "night-lights",
        tags: ["moon", "lamp", "light"],
        summary: "A moon of our own craters, thin where the seas are, so that light draws it.",
        description: "Set it over any small LED puck. Print in white, three walls, as slowly as you can bear.",
        seller: "kinetic",
        licences: || three(1200),
        days_ago: 5,
    },
];

pub fn listings(detail: Detail) -> Vec<DemoListing> {
    WORDS
        .iter()
        .filter_map(|words| Some(listing(words, models::ALL.iter().find(|m| m.slug == words.slug)?, detail)))
        .collect()
}

/// Grain, and the width and height of pictures.
fn measures(detail: Detail) -> (Grain, u32, u32) {
    match detail {
        Detail::Full => (Grain::FULL, 1280, 960),
        Detail::Quick => (Grain::COARSE, 400, 300),
    }
}

fn listing(words: &Words, model: &'static Model, detail: Detail) -> DemoListing {
    let (grain, width, height) = measures(detail);
    // Files and pictures share the solids, whichever is asked for first.
    let built: Arc<OnceLock<Vec<Piece>>> = Arc::default();
    let pieces = move || -> Vec<Piece> { built.get_or_init(|| (model.build)(grain)).clone() };
    let previews = model.shots.iter().map(|shot| {
        let pieces = pieces.clone();
        let render = move || (shot.scene)(&pieces()).render(width, height);
        DemoPreview { alt: shot.alt, render: Arc::new(render) }
    });
    let previews = previews.collect();
    let plate: Arc<OnceLock<Vec<Piece>>> = Arc::default();
    let plate = move || -> Vec<Piece> { plate.get_or_init(|| models::on_plate(&pieces())).clone() };
    let whole = plate.clone();
    let stl = DemoFile {
        name: leak(format!("{}.stl", words.slug)),
        content_type: "model/stl",
        bytes: Arc::new(move || stl::write(&models::whole(&whole()), model.slug)),
    };
    let glb = DemoFile {
        name: leak(format!("{}.glb", words.slug)),
        content_type: "model/gltf-binary",
        bytes: Arc::new(move || glb_of(&plate())),
    };
    DemoListing {
        slug: words.slug,
        title: words.title,
        kind: "model",
        category: words.category,
        tags: words.tags.to_vec(),
        summary: words.summary,
        description: leak(format!("{}{PRINTING}", words.description)),
        seller_handle: words.seller,
        licences: (words.licences)(),
        versions: vec![DemoVersion {
            number: "1.0.0",
            notes: "First release.",
            days_ago: words.days_ago,
            files: vec![stl, glb],
        }],
        previews,
        code_excerpt: None,
        stack: "",
        published_days_ago: words.days_ago,
    }
}

/// Made once for each listing, and kept as long as the process that seeds.
fn leak(text: String) -> &'static str {
    text.leak()
}

fn glb_of(pieces: &[Piece]) -> Vec<u8> {
    let parts: Vec<_> = pieces
        .iter()
        .map(|piece| GlbPart {
            name: piece.name,
            mesh: &piece.mesh,
            colour: piece.material.colour,
            roughness: piece.material.roughness,
            metallic: piece.material.metallic,
            crease: piece.crease,
        })
        .collect();
    glb::write(&parts, "ProSets")
}
