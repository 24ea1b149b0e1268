//! The templates as they look, set in type: a browser's window, and the upper part of a sheet of paper.

use image::RgbImage;

use crate::server::canvas::{Canvas, Colour, Face, HEIGHT, Style};

const GROUND: Colour = [228, 220, 206];
const WHITE: Colour = [255, 255, 255];

fn sans(size: f32, colour: Colour) -> Style {
    Style(Face::Sans, size, colour)
}

fn bold(size: f32, colour: Colour) -> Style {
    Style(Face::Bold, size, colour)
}

pub fn landing(width: u32) -> RgbImage {
    const INK: Colour = [16, 35, 31];
    const LEAF: Colour = [31, 111, 84];
    const LINE: Colour = [216, 210, 196];
    let mut c = Canvas::new(width, [205, 222, 212]);
    c.rounded((96.0, 104.0, 1424.0, 1040.0), 36.0, [176, 196, 186]);
    c.rounded((88.0, 84.0, 1424.0, 1040.0), 32.0, [244, 241, 234]);
    for (i, dot) in [[222, 120, 96], [232, 190, 110], [126, 180, 140]].into_iter().enumerate() {
        c.rounded((124.0 + i as f32 * 40.0, 114.0, 22.0, 22.0), 11.0, dot);
    }
    c.rounded((420.0, 104.0, 760.0, 44.0), 22.0, [228, 223, 212]);
    c.text(bold(46.0, INK), (150.0, 244.0), "Fjord");
    c.right(sans(32.0, INK), (1260.0, 242.0), "How it works");
    c.right(sans(32.0, INK), (1450.0, 242.0), "Price");
    let y = c.paragraph(bold(100.0, INK), (150.0, 410.0), 740.0, "Notes that find themselves");
    let words = "Write things down as they come. Fjord brings back the right page the moment you need it.";
    let y = c.paragraph(sans(36.0, INK), (150.0, y - 10.0), 660.0, words);
    c.rounded((150.0, y - 16.0, 370.0, 88.0), 44.0, LEAF);
    c.text(bold(36.0, WHITE), (194.0, y + 40.0), "Start for nothing");
    c.rounded((930.0, 344.0, 528.0, 424.0), 34.0, [226, 221, 210]);
    c.rounded((924.0, 330.0, 528.0, 424.0), 30.0, WHITE);
    for (i, wide) in [430.0, 330.0, 430.0, 260.0, 380.0].into_iter().enumerate() {
        let colour = if i == 2 { LEAF } else { LINE };
        c.rounded((972.0, 388.0 + i as f32 * 66.0, wide, 24.0), 12.0, colour);
    }
    let reasons = [
        ("Write", "No folders, no tags. A line is enough."),
        ("Forget", "Everything stays on your own device."),
        ("Find", "Related notes come up while you type."),
    ];
    for (i, (head, words)) in reasons.into_iter().enumerate() {
        let x = 150.0 + i as f32 * 448.0;
        c.text(bold(42.0, INK), (x, 966.0), head);
        c.paragraph(sans(32.0, [70, 86, 80]), (x, 1022.0), 390.0, words);
    }
    c.finish()
}

/// A sheet that runs on below the picture.
fn paper(width: u32, ground: Colour) -> Canvas {
    let mut c = Canvas::new(width, ground);
    c.rounded((172.0, 84.0, 1272.0, HEIGHT), 14.0, ground.map(|c| c.saturating_sub(34)));
    c.rounded((164.0, 64.0, 1272.0, HEIGHT), 10.0, WHITE);
    c
}

pub fn invoice(width: u32) -> RgbImage {
    const INK: Colour = [27, 27, 31];
    const GREY: Colour = [107, 107, 118];
    let mut c = paper(width, GROUND);
    c.text(bold(104.0, INK), (250.0, 220.0), "Invoice");
    for (i, line) in ["Studio Nord", "Havnegade 12", "1058 Copenhagen"].into_iter().enumerate() {
        c.right(sans(34.0, INK), (1350.0, 168.0 + i as f32 * 46.0), line);
    }
    c.rounded((250.0, 304.0, 1100.0, 6.0), 0.0, INK);
    let facts =
        [("Number", "2026-014"), ("Due", "18 November 2026"), ("For", "Lindqvist Publishing, Stockholm")];
    for (i, (name, value)) in facts.into_iter().enumerate() {
        let y = 388.0 + i as f32 * 58.0;
        c.text(sans(36.0, GREY), (250.0, y), name);
        c.text(sans(36.0, INK), (440.0, y), value);
    }
    let head = bold(34.0, INK);
    c.text(head, (250.0, 622.0), "What");
    c.right(head, (1010.0, 622.0), "Hours");
    c.right(head, (1350.0, 622.0), "Amount");
    c.rounded((250.0, 644.0, 1100.0, 3.0), 0.0, INK);
    let rows =
        [("Cover design, two rounds", "14", "€1,190.00"), ("Type setting, 212 pages", "22", "€1,540.00")];
    for (i, (what, hours, amount)) in rows.into_iter().enumerate() {
        let y = 712.0 + i as f32 * 84.0;
        c.text(sans(36.0, INK), (250.0, y), what);
        c.right(sans(36.0, INK), (1010.0, y), hours);
        c.right(sans(36.0, INK), (1350.0, y), amount);
        c.rounded((250.0, y + 30.0, 1100.0, 2.0), 0.0, [213, 213, 220]);
    }
    for (i, (name, amount)) in
        [("Net", "€2,730.00"), ("VAT, reverse charge", "€0.00")].into_iter().enumerate()
    {
        let y = 892.0 + i as f32 * 58.0;
        c.right(sans(34.0, GREY), (1080.0, y), name);
        c.right(sans(34.0, INK), (1350.0, y), amount);
    }
    c.rounded((760.0, 982.0, 590.0, 4.0), 0.0, INK);
    c.right(bold(52.0, INK), (1040.0, 1058.0), "To pay");
    c.right(bold(52.0, INK), (1350.0, 1058.0), "€2,730.00");
    c.text(sans(32.0, GREY), (250.0, 1150.0), "Please pay within 14 days.");
    c.finish()
}

pub fn resume(width: u32) -> RgbImage {
    const INK: Colour = [34, 34, 34];
    const GREY: Colour = [112, 112, 118];
    const ACCENT: Colour = [112, 56, 232];
    let mut c = paper(width, [222, 214, 234]);
    c.text(bold(112.0, INK), (250.0, 228.0), "Noor Haddad");
    c.text(sans(42.0, GREY), (250.0, 300.0), "Mechanical designer. Small things that move well.");
    c.text(sans(34.0, INK), (250.0, 368.0), "noor@example.com · Rotterdam");
    let head = bold(32.0, ACCENT);
    c.text(head, (250.0, 470.0), "WORK");
    let jobs = [
        (540.0, "2022 – now", "Lead designer, Brakel Cycles"),
        (778.0, "2018 – 2022", "Designer, Optima Instruments"),
        (1010.0, "2018", "MSc Mechanical Engineering, Delft"),
    ];
    for (y, when, what) in jobs {
        c.text(sans(34.0, GREY), (250.0, y), when);
        c.text(bold(40.0, INK), (500.0, y), what);
    }
    let points = [
        (600.0, "Took a folding hinge from sketch to 40,000 a year."),
        (654.0, "Cut warranty returns of the rear rack by two thirds."),
        (838.0, "Microscope stages with two micrometres of play."),
    ];
    for (y, words) in points {
        c.rounded((502.0, y - 16.0, 10.0, 10.0), 5.0, ACCENT);
        c.text(sans(34.0, INK), (532.0, y), words);
    }
    c.text(head, (250.0, 940.0), "TRAINING");
    c.text(head, (250.0, 1112.0), "LANGUAGES");
    c.text(sans(34.0, INK), (250.0, 1170.0), "Dutch, English, Arabic.");
    c.finish()
}
