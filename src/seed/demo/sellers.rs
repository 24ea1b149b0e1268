//! Who sells in the demo shop, and who buys and reviews there.

use super::types::{DemoCategory, DemoReviewer, DemoSeller};

pub fn sellers() -> Vec<DemoSeller> {
    let seller = |handle, display_name, country, email, about| DemoSeller {
        handle,
        display_name,
        about,
        country,
        email,
    };
    vec![
        seller(
            "seller",
            "Atelier Vero",
            "DE",
            "seller@prosets.test",
            "Objects for desks and windows, drawn by formula and printed without supports. Based in Leipzig.",
        ),
        seller(
            "kinetic",
            "Kinetic Works",
            "NL",
            "kinetic@prosets.test",
            "Things that move: gears, chains and hinges that come off the plate working.",
        ),
        seller(
            "fieldnotes",
            "Field Notes Studio",
            "PT",
            "fieldnotes@prosets.test",
            "Calm furniture for small rooms, and the hooks and trays that go with it.",
        ),
        seller(
            "plainco",
            "Plain & Co",
            "DK",
            "plainco@prosets.test",
            "Templates without a framework: one file, readable, printable, yours.",
        ),
        seller(
            "bytework",
            "Bytework",
            "SE",
            "bytework@prosets.test",
            "Small pieces of code that do one thing, with their tests.",
        ),
    ]
}

pub fn reviewers() -> Vec<DemoReviewer> {
    let names = [
        ("mira", "Mira Holt"),
        ("jonas", "Jonas Weber"),
        ("aiko", "Aiko Tanaka"),
        ("luis", "Luis Ferrer"),
        ("hanna", "Hanna Lind"),
        ("theo", "Theo Marsh"),
        ("ines", "Inês Duarte"),
        ("omar", "Omar Saleh"),
        ("petra", "Petra Novak"),
        ("finn", "Finn O'Shea"),
        ("yara", "Yara Costa"),
        ("emil", "Emil Berg"),
        ("noor", "Noor Haddad"),
        ("caspar", "Caspar Vogt"),
        ("lena", "Lena Fischer"),
        ("matteo", "Matteo Ricci"),
        ("sofia", "Sofia Lindgren"),
        ("arjun", "Arjun Mehta"),
        ("chloe", "Chloé Martin"),
        ("pavel", "Pavel Dvořák"),
        ("grace", "Grace Okafor"),
        ("tomas", "Tomás Vega"),
        ("wei", "Wei Zhang"),
        ("eva", "Eva Kowalska"),
        ("niall", "Niall Byrne"),
        ("marta", "Marta Oliveira"),
        ("kenji", "Kenji Mori"),
        ("ruth", "Ruth Abrams"),
        ("samir", "Samir Aziz"),
        ("freya", "Freya Dahl"),
        ("otto", "Otto Brandt"),
        ("lucia", "Lucía Romero"),
        ("henrik", "Henrik Nyström"),
        ("amara", "Amara Diallo"),
        ("julien", "Julien Petit"),
        ("zoe", "Zoe Papadaki"),
        ("bram", "Bram de Wit"),
        ("tess", "Tess Gallagher"),
        ("viktor", "Viktor Horvath"),
        ("nadia", "Nadia Rahman"),
    ];
    names.into_iter().map(|(username, display_name)| DemoReviewer { username, display_name }).collect()
}

pub fn categories() -> Vec<DemoCategory> {
    let told = [
        ("home", None, "Home & living", "Lamps, vases, planters and hooks for the rooms you live in."),
        ("lamps", Some("home"), "Lamps & light", "Shades and lamps that throw more than light."),
        ("night-lights", Some("lamps"), "Night lights", "Small lights that stay on until morning."),
        ("planters", Some("home"), "Vases & planters", "For what grows, and for what was picked."),
        (
            "desk",
            None,
            "Desk & office",
            "Trays, combs and drawers for everything that lies about where you work.",
        ),
        (
            "mechanisms",
            None,
            "Mechanisms",
            "Gears and chains that move: made to be printed, turned and understood.",
        ),
        ("play", None, "Games & play", "Pieces to play with, from dice to a whole chess set."),
        ("code", None, "Code", "Small pieces of code that do one thing, each with its licence."),
        ("data", None, "Data", "Reading, keeping and moving data without surprises."),
        ("websites", None, "Websites", "Pages in plain HTML and CSS, ready for your words."),
        ("documents", None, "Documents", "Invoices, letters and other paper that looks cared for."),
    ];
    let category = |(slug, within, name, description)| DemoCategory { slug, name, description, within };
    told.into_iter().map(category).collect()
}

/// What the staff of the demo shop put forward: slug, and what they say of it.
pub const PICKS: [(&str, &str); 6] = [
    ("herringbone-planetary-gears", "A good first mechanism, and one to keep turning on the desk."),
    ("crater-moon-lamp", "The seas and craters only show once it is lit."),
    ("typed-events", "Small enough to read in one sitting, and to trust."),
    ("gyroid-planter", ""),
    ("fjord-landing-page", "One file, no framework, no script."),
    ("weighty-chess-set", "Hollow feet take a washer each, so that the pieces stand firmly."),
];
