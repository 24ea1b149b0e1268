//! What buyers say, by the kind of thing they bought: stars, title and text.

pub type Said = (i32, &'static str, &'static str);

/// Those whose expectations were not met, each for a reason of its own.
pub fn let_down(slug: &str) -> Option<Said> {
    match slug {
        "hex-stacking-drawers" => Some((
            2,
            "Too tight on my printer",
            "The clips would not close at 0.2 mm layers on my old machine, and I had to sand all six sides. A looser version would save others the evening.",
        )),
        "keyset-paging-sql" => Some((
            2,
            "For PostgreSQL alone",
            "It says so in the last line, which I read too late: on MySQL the comparison of rows does not use the index.",
        )),
        _ => None,
    }
}

pub fn about(kind: &str) -> &'static [Said] {
    match kind {
        "model" => &MODEL,
        "template" => &TEMPLATE,
        "module" => &MODULE,
        _ => &SNIPPET,
    }
}

const MODEL: [Said; 17] = [
    (
        5,
        "Exactly as shown",
        "Came off the plate at the first try and looks like the pictures. A very clean mesh.",
    ),
    (
        5,
        "No supports, as promised",
        "Printed upside down in my head twice before I believed it. Not a string, not a support.",
    ),
    (
        4,
        "Good, with one wish",
        "Everything fits. A second size would be welcome; scaling it changes the walls.",
    ),
    (
        5,
        "Guests ask about it",
        "Everybody who visits asks where it is from. I have stopped saying that I only pressed print.",
    ),
    (4, "Strong enough", "Four walls of PETG, in daily use for three weeks, no cracks."),
    (
        3,
        "Fine, but mind the first layer",
        "A little elephant's foot and the parts bind. With the bed lowered the second print was right.",
    ),
    (5, "A gift that was liked", "Made one for my sister, now I am making three more."),
    (
        5,
        "The slicer had nothing to mend",
        "Watertight, in millimetres, sits on the plate the right way up. It should always be like that.",
    ),
    (4, "Slow but worth it", "Eleven hours on my small printer. The surface repays every one of them."),
    (
        5,
        "Lovely in silk PLA",
        "The curves catch the light better than in the pictures. Use a seam that hides at the back.",
    ),
    (
        5,
        "Thoughtful details",
        "Rounded where the hand goes, sharp where the eye goes. You can tell that it was printed before it was sold.",
    ),
    (4, "Holds its tolerances", "Measured 0.1 mm off at the widest place, which is my printer's doing."),
    (5, "Better than the one I bought in a shop", "And I can print another when I move house."),
    (
        4,
        "Works in wood filament too",
        "With a 0.6 nozzle and a little less speed. Sanded and oiled it passes for turned.",
    ),
    (
        3,
        "Nice, larger than I thought",
        "Read the measures before you print, I did not. A good object for a bigger desk than mine.",
    ),
    (5, "My students love it", "We print one each term and talk about why it holds together."),
    (5, "Again, please", "The third thing I have from this seller, and the best so far."),
];

const SNIPPET: [Said; 11] = [
    (
        5,
        "Just works",
        "Pasted it in, ran the tests, deleted my own version. Twenty minutes, coffee included.",
    ),
    (5, "Small enough to read", "I read it before I used it, which one cannot say of most packages."),
    (4, "Solid", "Good defaults, easy to change. I renamed two things to fit our house style."),
    (
        5,
        "The comments say why",
        "Not what the line does but why it is there. My reviewer approved it without a question.",
    ),
    (4, "Saved me an evening", "I had got the edge case wrong twice. Here it is right, and tested."),
    (5, "In production for a month", "Not one page in the night from this corner since."),
    (
        3,
        "Good, but wants a newer version",
        "Our build is two releases behind and I had to rewrite three lines. After that it held.",
    ),
    (5, "Worth the price of a coffee", "And it lasts longer."),
    (4, "Clear and short", "An example with a real service would make it perfect."),
    (5, "Teaches while it works", "I gave it to a junior to explain to me, and he could."),
    (4, "No dependencies, really", "Checked. There are none."),
];

const MODULE: [Said; 9] = [
    (5, "Does one thing", "And does it with types that stop me before the compiler has to."),
    (5, "Swapped it in within an hour", "Replaced a package forty times its size. Our bundle thanks you."),
    (
        4,
        "Good names, good tests",
        "The documentation could show one longer example; the tests do in its place.",
    ),
    (5, "Finds mistakes for us", "It refused two places in our code that had been wrong for a year."),
    (4, "Careful updates", "The new version broke nothing and the notes said what changed."),
    (
        3,
        "Right idea, few conveniences",
        "Everything I need is there, but I wrote four helpers around it on the first day.",
    ),
    (5, "Read in one sitting", "A single file that I understand is worth ten that I trust."),
    (5, "MIT, and means it", "Licence in the package, no strings. We use it in two products."),
    (4, "Stable", "Half a year of updates around it, and it has not moved. That is praise."),
];

const TEMPLATE: [Said; 11] = [
    (
        5,
        "Mine within ten minutes",
        "Changed the words and one colour, and it looked as if somebody had been paid for it.",
    ),
    (5, "Prints as it looks", "One page, no cut lines, also from Firefox."),
    (4, "Calm and readable", "My accountant noticed. A second language in the headings would be useful."),
    (5, "No build, bless you", "I opened it in an editor, saved it, uploaded it. Done."),
    (4, "Good on the phone", "The columns fold where they should. I made the margins a little smaller."),
    (5, "Got the interview", "Perhaps not because of the type, but it was mentioned."),
    (3, "Pretty, a little spare", "I needed a second page and had to work out the break myself."),
    (5, "Clean HTML", "Headings in order, labels where they belong. Our checker found nothing to say."),
    (4, "Four colours at the top", "Just what I needed to know, in the place where I looked."),
    (5, "Sent to nine clients", "Every one paid on time, which I put down to the bold total."),
    (4, "Light as promised", "Four kilobytes. It loads before I let go of the key."),
];
